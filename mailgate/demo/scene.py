"""What every chapter of the story can do: send a letter, act as staff, look, and insist that something happens.

    scene.act(number, "take", "bara@severka.example")
    scene.expect("the ticket is closed", lambda: scene.ticket(number)["state"], "closed")

An expectation that is not met in time raises Missed with what was expected and what was seen. Reads and acts go
through the same functions as the command line; the server decides, delivers and rings by itself.
"""

import smtplib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mailgate.demo.mail import Received, send
from mailgate.demo.stage import Stage
from mailgate.demo.tell import Teller
from mailgate.desk import look
from mailgate.desk.act import act
from mailgate.model.errors import MailgateError
from mailgate.model.outgoing import OutState

_POLLING_SECONDS = 0.05
Row = dict[str, Any]


class Missed(MailgateError):
    """A step of the story did not happen: what was expected, and what was seen instead."""

    def __init__(self, expected: str, seen: object) -> None:
        self.expected, self.seen = expected, str(seen)
        super().__init__(f"expected: {expected}; seen: {seen}")


@dataclass(slots=True)
class Scene:
    """One telling of the story."""

    stage: Stage
    tell: Teller
    timeout: float  #: seconds for each expectation
    numbers: dict[str, str] = field(default_factory=dict)  #: ticket numbers by the story's names for them
    sent: int = 0  #: letters that the listener has accepted

    def expect(self, what: str, look_now: Callable[[], object], wanted: object) -> None:
        """Wait until `look_now()` is `wanted`. Raises Missed when it is not in time."""
        until = time.monotonic() + self.timeout
        while (seen := look_now()) != wanted:
            if time.monotonic() > until or not self.stage.server.alive:
                raise Missed(f"{what}: {wanted}", seen)
            time.sleep(_POLLING_SECONDS)

    def expect_state(self, name: str, state: str) -> Row:
        """Wait until the ticket stands there; tell its way, and give it."""
        number = self.numbers[name]
        self.expect(f"the state of {number}", lambda: self.ticket(number)["state"], state)
        row = self.ticket(number)
        self.tell.path(number, (entry["to"] for entry in row["history"]))
        return row

    def ticket(self, number: str) -> Row:
        """The ticket, as `mailgate ticket show --json` gives it."""
        with self.stage.house.view() as work:
            return look.ticket(work, number)

    def queue(self) -> list[Row]:
        """The tickets, as `mailgate ticket list --json` gives them."""
        with self.stage.house.view() as work:
            return look.tickets(work)

    def named(self, name: str) -> Row:
        """The ticket of one of the story's names."""
        return self.ticket(self.numbers[name])

    def act(self, name: str, action: str, staff: str, told: str, **keys: str) -> Row:
        """Somebody on the staff does something, as with `mailgate ticket act`."""
        number = self.numbers[name]
        act(self.stage.house, number, action, staff, keys)
        self.tell.line("staff", f"{told} ({number}: {action})")
        return self.ticket(number)

    def refused(self, name: str, action: str, staff: str, told: str, part: str, **keys: str) -> None:
        """Somebody tries something that must not be possible, and reads a sentence with `part` in it."""
        try:
            act(self.stage.house, self.numbers[name], action, staff, keys)
        except MailgateError as sentence:
            if part not in str(sentence):
                raise Missed(f"a refusal that says '{part}'", sentence) from sentence
            self.tell.line("staff", told)
            self.tell.line("refused", str(sentence))
        else:
            raise Missed(f"{action} on {self.numbers[name]} is refused: '{part}'", "it was done")

    def send(self, raw: bytes, mail_from: str, rcpt: str) -> int:
        """Send a letter to the real listener. Its number in the ledger, from the words of the 250."""
        try:
            code, words = send(self.stage.smtp_port, raw, mail_from, [rcpt])
        except (OSError, smtplib.SMTPException) as trouble:
            raise Missed("the SMTP listener takes the letter", f"{type(trouble).__name__}: {trouble}") from trouble
        number = words.rpartition(" ")[2]
        if code != 250 or not number.isdigit():
            raise Missed("250 with the number of the letter", f"{code} {words}")
        self.sent += 1
        return int(number)

    def decided(self, letter: int) -> Row:
        """What became of a letter, once it is decided, as `mailgate ingest --json` prints it."""
        self.expect(f"letter {letter} has a fate, not pending", lambda: self._row(letter)["fate"] != "pending", True)
        return self._row(letter)

    def _row(self, letter: int) -> Row:
        with self.stage.house.view() as work:
            kept = work.unit.letters.get(letter)
            if kept is None:
                raise Missed(f"letter {letter} stands in the ledger", "it does not")
            row = look.decided(work, kept)
            return {**row, "reasons": list(dict.fromkeys(row["reasons"]))}

    def mail_out(self, name: str, effect: str, to: str) -> Received:
        """The letter of this kind about this ticket that the sink received; tells it."""
        found: list[Received] = []

        def arrived() -> bool:
            ids = [row["message_id"] for row in self._outbound(name, effect, to) if row["state"] == OutState.SENT]
            found[:] = [one for one in self.stage.sink.letters() if ids and one.message_id == ids[-1]]
            return bool(found)

        try:
            self.expect("it has arrived", arrived, True)
        except Missed as missed:
            rows = (
                f"{row['effect']} to {row['to']} {row['state']} {row['answer']}" for row in self.named(name)["outbound"]
            )
            seen = f"its letters out are: {'; '.join(map(str.strip, rows)) or 'none'}"
            raise Missed(f"a '{effect}' letter about {self.numbers[name]} reaches {to}", seen) from missed
        self.tell.mail_out(found[-1])
        return found[-1]

    def _outbound(self, name: str, effect: str, to: str) -> list[Mapping[str, Any]]:
        rows = self.named(name)["outbound"]
        return [row for row in rows if (row["effect"], row["to"]) == (effect, to)]


def insist(what: str, seen: object, wanted: object) -> None:
    """Something that must be so already. Raises Missed."""
    if seen != wanted:
        raise Missed(f"{what}: {wanted}", seen)
