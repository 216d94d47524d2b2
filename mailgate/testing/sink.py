"""A way out that goes nowhere and a clock that stands still: `SinkRelay` and `SetClock`.

Both are handed to the desk in place of the real ones. The relay keeps every letter and says 250 unless it was told
otherwise; it never looks into a letter.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from mailgate.testing.builders import MORNING


@dataclass(frozen=True, slots=True)
class Said:
    """A server's answer (RFC 5321 §4.2)."""

    code: int = 250
    text: str = "2.0.0 kept"

    @property
    def accepted(self) -> bool:
        """The letter is the server's now."""
        return 200 <= self.code < 300

    @property
    def temporary(self) -> bool:
        """Try again later."""
        return 400 <= self.code < 500


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter as it was handed over, and what was said to it."""

    raw: bytes
    envelope_from: str
    to: str
    name: str
    answer: Said

    @property
    def message(self) -> EmailMessage:
        """The letter, parsed."""
        return message_from_bytes(self.raw, policy=policy.default)


class SinkRelay:
    """Fills `desk.ports.Relay`. `tried` has every attempt in order."""

    def __init__(self) -> None:
        self.tried: list[Sent] = []
        self._script: defaultdict[str, deque[Said]] = defaultdict(deque)

    def will_say(self, to: str, *answers: Said) -> None:
        """The next letters to this recipient get these answers, one each; then it is 250 again."""
        self._script[to].extend(answers)

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Said:
        """Keep the letter and answer what the script says."""
        waiting = self._script[to]
        answer = waiting.popleft() if waiting else Said()
        self.tried.append(Sent(raw, envelope_from, to, name, answer))
        return answer

    @property
    def sent(self) -> list[Sent]:
        """Those that were accepted."""
        return [each for each in self.tried if each.answer.accepted]

    def sent_to(self, address: str) -> list[Sent]:
        """Those that were accepted for this recipient."""
        return [each for each in self.sent if each.to == address]


class SetClock:
    """Fills `desk.ports.ClockFace`; moves only when told."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.set(at)

    def now(self) -> datetime:
        """The instant it was set to, UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Any aware instant, also an earlier one. Raises ValueError for a naive one."""
        if at.tzinfo is None:
            raise ValueError(f"{at} has no zone")
        self._at = at.astimezone(UTC)

    def forward(self, by: timedelta) -> datetime:
        """Let time pass; the new now."""
        self._at += by
        return self._at
