"""Two workers over one store, what surrounds them, and what there is to choose from: the ground of a `World`.

What a step is about is chosen by counting from the newest, so the same steps can be taken again over another store.
What people really did is noted in `deeds` and `truths`, for the laws to judge by.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from mailgate.desk.house import House
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import MailgateError, Trouble
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.ticket import Ticket
from mailgate.testing import Said, Sent, SetClock, SinkRelay
from mailgate.testing.house import a_house
from tests.hostile.life.mail import MX
from tests.hostile.life.stores import Faulty

STAFF = ("ada@desk.example", "bob@desk.example", "lea@desk.example")
MACHINE_BEGINS = 1_800_000_000.0  #: POSIX seconds
BASE = "https://help.desk.example"
_LINK = re.compile(rf"{re.escape(BASE)}/([vpac])/([^\s?>]+)")
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.IGNORECASE | re.MULTILINE)
MOST = 10_000


@dataclass(frozen=True)
class Truth:
    """What is true of a letter that came, whatever the desk makes of it."""

    author: str
    proof: str  #: proven, unproven or forged
    says: str  #: yes, no, thanks, but or other
    machine: bool


@dataclass(frozen=True)
class Deed:
    """What somebody did in a step."""

    kind: str  #: act, page, …
    who: str
    what: str
    about: str = ""  #: the number of a ticket, or the Message-ID of a letter of ours


@dataclass(frozen=True)
class Link:
    """What a letter of ours offers to click at."""

    kind: str
    token: str
    to: str
    message_id: str


class Relay(SinkRelay):
    """A way out that two workers may use at once."""

    def __init__(self) -> None:
        super().__init__()
        self._alone = threading.Lock()

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Said:
        with self._alone:
            return super().send(raw, envelope_from, to, name)


def message_id_of(sent: Sent) -> str:
    """Of a letter of ours, without angle brackets."""
    found = _MESSAGE_ID.search(sent.raw)
    assert found, "every letter of ours has one"
    return found[1].decode()


@dataclass
class Place:
    """Two workers over one store, and all that surrounds them."""

    stores: Sequence[Any]
    machine: list[float]  #: machine time, of which the stores have been given the reading
    begins: datetime
    clock: SetClock = field(init=False)
    relay: Relay = field(init=False)
    houses: tuple[House, House] = field(init=False)
    truths: dict[str, Truth] = field(default_factory=dict)  #: by the digest of the bytes
    deeds: list[Deed] = field(default_factory=list)  #: of this step
    serial: int = 0  #: no two letters say the same
    promised: dict[int, str] = field(default_factory=dict)  #: letters that were answered with 250: id → digest
    breaks_so_far: int = 0
    tried: int = 0  #: letters that the relay had seen when the step began
    may_leave_again: Counter[str] = field(default_factory=Counter)  #: Message-IDs; nobody knows what became of them
    links: list[Link] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)  #: what was refused, for statistics
    step: str = ""  #: the one that is being taken
    alone: bool = True  #: one thing at a time happened in this step

    def __post_init__(self) -> None:
        self.clock, self.relay = SetClock(self.begins), Relay()
        numbers, one_by_one = count(1), threading.Lock()

        def nonce() -> str:
            with one_by_one:
                return f"nonce{next(numbers):011d}"

        self.houses = tuple(  # type: ignore[assignment]
            a_house(
                Faulty(store),
                clock=self.clock,
                relay=self.relay,
                nonce=nonce,
                origin=OriginPolicy(trusted_authserv_ids=frozenset({MX})),
                base_url=BASE,
            )
            for store in self.stores
        )

    def _try(self, name: str, deed: Callable[[], Any]) -> bool:
        """A refusal in words is an answer like any other; but trouble that was not made here is none."""
        try:
            deed()
        except MailgateError as cause:
            if isinstance(cause, Trouble):
                raise
            self.refusals[f"{name}: {type(cause).__name__}"] += 1
            return False
        return True

    def _read_links(self, sent: Sent) -> None:
        body = sent.message.get_body(("plain",))
        found = dict.fromkeys(_LINK.findall(body.get_content() if body else ""))
        self.links += [Link(kind, token, sent.to, message_id_of(sent)) for kind, token in found]

    # What is there to choose from; 0 is the newest.

    def tickets(self) -> list[Ticket]:
        with self.houses[0].view() as work:
            return work.unit.tickets.find(None, MOST)

    def _ticket(self, which: int) -> Ticket | None:
        found = self.tickets()
        return found[which % len(found)] if found else None

    def _sent(self, which: int) -> Sent | None:
        found = [each for each in self.relay.sent if each.to not in STAFF]
        return found[-1 - which % len(found)] if found else None

    def _letter(self, which: int, *fates: Fate) -> KeptLetter | None:
        with self.houses[0].view() as work:
            found = [each for fate in fates or (None,) for each in work.unit.letters.latest(fate, MOST)]
        return found[which % len(found)] if found else None
