"""A small house that hostile letters are sent to, and all that may come of one letter.

    found = sent_in(b"From: …", vouched="corp.example")       found.result is ALICE

Everything is real but the disk and the network: bytes go in by the door, are decided, staff answer with words that only
entitled people may read, and every letter that leaves is counted.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache

from mailgate.desk.act import act
from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import NotAllowed
from mailgate.model.letter import Fate, KeptLetter, Proof, Standing
from mailgate.model.person import Person
from mailgate.outbound.render import Renderer, templates_dir
from mailgate.registry.setup import Desk
from mailgate.registry.standing import Ack
from mailgate.testing import SetClock, SinkRelay, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

MX = "mx.ours.example"  #: the only server whose Authentication-Results are believed
SUPPORT = "support@ours.example"
STAFF = "ada@ours.example"
SECRET = "The spare key is under the third stone."  #: what staff write to whoever opened the ticket

ALICE, ALICE_AT_HOME, DORA = "alice@corp.example", "alice@home.example", "dora@corp.example"
JAN = "jan@xn--kavrna-rta.example"  #: registered as jan@kavárna.example

DESK = f"""\
[firm]
name = "Ours"
zone = "Europe/Prague"
phone = "+420 222 000 111"
languages = ["en"]
default_sla = "plain"

[[mailbox]]
address = "{SUPPORT}"
name = "Ours"
language = "en"
unknown_senders = "accept"

[[sla]]
name = "plain"
calendar = "24x7"
[sla.p3]
first_answer = "8h"

[[staff]]
email = "{STAFF}"
name = "Ada First"
lines = [1]

[[category]]
id = "fault"
class = "defect"
right = "technical"
priority = "p3"

[[rule]]
name = "printers"
when = 'words("printer")'
set = {{ category = "fault" }}
"""

PEOPLE = f"""\
company;domains;contact;emails;language;rights
Corp Ltd.;corp.example;Alice Able;{ALICE} {ALICE_AT_HOME};en;technical
Corp Ltd.;;Dora Dean;{DORA};en;company_admin technical
Kavarna;kavárna.example;Jan Janda;jan@kavárna.example;en;technical
""".encode()


@dataclass(frozen=True, slots=True)
class Result:
    """What the house makes of a letter."""

    standing: Standing | None
    proof: Proof
    fate: Fate
    ack: Ack = Ack.NONE
    told: tuple[str, ...] = ()  #: who reads what staff answer


NOBODY = Result(Standing.STRANGER, Proof.UNPROVEN, Fate.HELD)
CONTACT = Result(Standing.CONTACT, Proof.PROVEN, Fate.TICKET, Ack.FULL, ("the author",))
CONTACT_UNPROVEN = Result(Standing.CONTACT, Proof.UNPROVEN, Fate.TICKET, Ack.NEUTRAL)
CONTACT_FORGED = Result(Standing.CONTACT, Proof.FORGED, Fate.HELD)
COLLEAGUE = Result(Standing.COLLEAGUE, Proof.PROVEN, Fate.TICKET, Ack.NEUTRAL, (ALICE, DORA))
COLLEAGUE_UNPROVEN = Result(Standing.COLLEAGUE, Proof.UNPROVEN, Fate.HELD)
COLLEAGUE_FORGED = Result(Standing.COLLEAGUE, Proof.FORGED, Fate.HELD)
STRANGER = Result(Standing.STRANGER, Proof.PROVEN, Fate.TICKET, Ack.NEUTRAL, ("the author",))
STRANGER_FORGED = Result(Standing.STRANGER, Proof.FORGED, Fate.HELD)
UNREADABLE = Result(None, Proof.UNPROVEN, Fate.QUARANTINED)

_ACKS = {"received": Ack.FULL, "received_neutral": Ack.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Place:
    """The house, and what goes in and out of it."""

    house: House
    clock: SetClock = field(default_factory=SetClock)
    relay: SinkRelay = field(default_factory=SinkRelay)

    def letters(self, raws: Iterable[bytes], **envelope: object) -> list[KeptLetter]:
        """Bytes by SMTP from somewhere on the net, decided."""
        given = {"rcpts": (SUPPORT,), "mail_from": "bounce@evil.example", "helo": "mail.evil.example", **envelope}
        arrived = [receive(self.house, an_envelope(received_at=self.clock.now(), **given), raw)[0].id for raw in raws]
        while drain(self.house):
            pass
        with self.house.view() as work:
            return [kept for each in arrived if (kept := work.unit.letters.get(each))]

    def letter(self, raw: bytes, **envelope: object) -> KeptLetter:
        """One letter, decided."""
        return self.letters([raw], **envelope)[0]

    def answered_by_staff(self, ticket_id: int) -> frozenset[str]:
        """Who reads the secret that staff write into the ticket; nobody when the desk refuses to send it."""
        with suppress(NotAllowed):
            act(self.house, f"MG-{ticket_id}", "reply", STAFF, {"text": SECRET})
        deliver_all(self.house)
        return frozenset(sent.to for sent in self.relay.tried if SECRET.encode() in sent.raw)

    def recipients(self) -> frozenset[str]:
        """Everybody outside of the firm to whom any letter has left."""
        return frozenset(sent.to for sent in self.relay.tried if not sent.to.endswith("@ours.example"))

    def ack_to(self, address: str) -> Ack:
        """Which acknowledgement of the first ticket went there."""
        with self.house.view() as work:
            effects = [letter.effect for letter in work.unit.outbox.of_ticket(1) if letter.to == address]
        return next((_ACKS[effect] for effect in effects if effect in _ACKS), Ack.NONE)


@dataclass(frozen=True, slots=True)
class Found:
    """A letter as it was decided, and all that left because of it."""

    kept: KeptLetter
    result: Result
    recipients: frozenset[str]


def a_place(policy: OriginPolicy | None = None, **house: object) -> Place:
    """A house with its registry. The worst case: it accepts strangers. By default it believes MX alone."""
    clock, relay = SetClock(), SinkRelay()
    trusting = policy or OriginPolicy(trusted_authserv_ids=frozenset({MX}))
    given = {"clock": clock, "relay": relay, "origin": trusting, "renderer": _renderer(), **house}
    place = Place(a_house(**given), clock, relay)
    desk, people = _firm()
    with place.house.work() as work:
        work.unit.setup.put(desk)
        companies = {person.company.name: person.company for person in people}
        saved = {name: work.unit.people.save_company(replace(each, id=0)) for name, each in companies.items()}
        for person in people:
            work.unit.people.save_person(replace(person, id=0, company=saved[person.company.name]))
    return place


@cache
def _renderer() -> Renderer:
    """Every house reads the same templates; to compile them takes longer than all else."""
    return Renderer(templates_dir())


@cache
def _firm() -> tuple[Desk, tuple[Person, ...]]:
    """Set-up and people go through the same use-cases as the commands, once."""
    with seed(a_house(), DESK, PEOPLE).view() as work:
        return work.desk, tuple(work.unit.people.everybody())


def sent_in(raw: bytes, place: Place | None = None, **envelope: object) -> Found:
    """One letter into a fresh house, and an answer of the staff when a ticket came of it."""
    place = place or a_place()
    kept = place.letter(raw, **envelope)
    deliver_all(place.house)
    author = kept.author if "@" in kept.author else ""
    told = place.answered_by_staff(kept.ticket_id) if kept.ticket_id else frozenset()
    named = tuple("the author" if each == author else each for each in sorted(told))
    return Found(kept, replace(result_of(kept), ack=place.ack_to(author), told=named), place.recipients())


def result_of(kept: KeptLetter) -> Result:
    """What was decided, without what left."""
    assert kept.fate is not None
    return Result(kept.decision.get("standing"), kept.decision.get("proof", Proof.UNPROVEN), kept.fate)


def vouched(raw: bytes, domain: str) -> bytes:
    """The letter below what our MX says of it: that it comes from this domain."""
    return f"Authentication-Results: {MX}; dmarc=pass header.from={domain}\r\n".encode() + raw


def with_from(value: str | bytes) -> bytes:
    """A plain letter with this From."""
    octets = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    return b"From: " + octets + b"\r\n" + REST


REST = (
    f"To: {SUPPORT}\r\nSubject: The printer is dead\r\nDate: Mon, 02 Nov 2026 08:00:00 +0000\r\n"
    "Message-ID: <one@evil.example>\r\n\r\nIt does not print.\r\n"
).encode()
