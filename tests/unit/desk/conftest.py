"""A desk in memory that tests can write to, act at and listen to, in milliseconds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from mailgate.desk.act import act
from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.desk.tick import ring_all
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.letter import KeptLetter
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Person
from mailgate.model.ticket import Clock, ClockKind, HistoryEntry, Message, Ticket
from mailgate.registry.setup import Desk
from mailgate.testing import SetClock, SinkRelay, a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import DESK, seed

ANN = "ann@customer.example"
MX = "mx.desk.example"
#: What our MX writes on top of a letter, by what it found out.
RESULTS = {"proven": "dmarc=pass header.from={domain}", "forged": "dmarc=fail header.from={domain}", "unproven": ""}


@dataclass(frozen=True)
class Place:
    """A house, and what people around it do."""

    house: House
    clock: SetClock
    relay: SinkRelay

    def mail(
        self, sender: str = ANN, *, proof: str = "proven", to: str = "support@desk.example", **letter: Any
    ) -> KeptLetter:
        """A letter comes in and is decided; its row afterwards."""
        raw = written(sender, proof, to, **letter)
        return self.bytes_in(raw, sender, to)

    def bytes_in(self, raw: bytes, mail_from: str = ANN, to: str = "support@desk.example") -> KeptLetter:
        envelope = an_envelope(rcpts=(to,), mail_from=mail_from, received_at=self.clock.now())
        kept, _ = receive(self.house, envelope, raw)
        drain(self.house)
        return self.letter(kept.id)

    def answer(self, letter: OutLetter, text: str, sender: str = ANN, **more: Any) -> KeptLetter:
        """Somebody answers a letter of ours as mail programs do."""
        return self.mail(sender, text=text, in_reply_to=letter.message_id, subject="Re: your letter", **more)

    def act(self, number: str, action: str, staff: str = "ada", **keys: str) -> Ticket:
        values = {key.replace("_", "-"): value for key, value in keys.items()}
        return act(self.house, number, action, f"{staff}@desk.example", values)

    def resolve(self, number: str, **keys: str) -> Ticket:
        """Say that it is solved, with nothing special about the cause."""
        return self.act(
            number, "resolve", **{"how": "The cable was loose.", "cause": "unknown", "minutes": "15", **keys}
        )

    def deliver(self) -> list[OutLetter]:
        return deliver_all(self.house)

    def later(self, **span: float) -> list[Clock]:
        """Time passes, and what is due rings."""
        self.clock.forward(timedelta(**span))
        return ring_all(self.house)

    def letter(self, letter_id: int) -> KeptLetter:
        with self.house.view() as work:
            found = work.unit.letters.get(letter_id)
        assert found is not None
        return found

    def ticket(self, ticket_id: int | None = 1) -> Ticket:
        with self.house.view() as work:
            found = work.unit.tickets.get(ticket_id or 0)
        assert found is not None
        return found

    def tickets(self) -> list[Ticket]:
        with self.house.view() as work:
            return work.unit.tickets.find(None, 1000)

    def outbox(self, ticket_id: int = 1) -> list[OutLetter]:
        with self.house.view() as work:
            return work.unit.outbox.of_ticket(ticket_id)

    def out(self, effect: str, ticket_id: int = 1) -> OutLetter:
        """The newest letter of ours of this effect."""
        return next(letter for letter in reversed(self.outbox(ticket_id)) if letter.effect == effect)

    def effects(self, ticket_id: int = 1) -> list[str]:
        return [letter.effect for letter in self.outbox(ticket_id)]

    def history(self, ticket_id: int = 1) -> list[HistoryEntry]:
        with self.house.view() as work:
            return work.unit.tickets.history(ticket_id)

    def events(self, ticket_id: int = 1) -> list[str]:
        return [entry.event for entry in self.history(ticket_id)]

    def messages(self, ticket_id: int = 1) -> list[Message]:
        with self.house.view() as work:
            return work.unit.tickets.messages(ticket_id)

    def clocks(self, ticket_id: int = 1) -> dict[ClockKind, Clock]:
        with self.house.view() as work:
            return {clock.kind: clock for clock in work.unit.clocks.of_ticket(ticket_id)}

    def verifying(self, **resolution: str) -> OutLetter:
        """A fault of Ann's is taken, solved, and her server has the verification letter: the letter."""
        self.mail()
        self.act("MG-1", "take")
        self.resolve("MG-1", **resolution)
        self.deliver()
        return next(letter for letter in reversed(self.outbox()) if letter.effect.startswith("verify"))


def written(sender: str, proof: str, to: str, **letter: Any) -> bytes:
    """A letter with what our MX found out about its sender on top."""
    found = RESULTS[proof].format(domain=sender.rpartition("@")[2].strip(">"))
    results = f"{MX}; {found}" if found else ""
    return a_letter(sender=sender, to=to, authentication_results=results, **letter)


@pytest.fixture
def place() -> Place:
    """A seeded house on a Monday morning."""
    return a_place()


@pytest.fixture
def another_place() -> Callable[..., Place]:
    """`another_place(desk=…)` for a test that needs another set-up."""
    return a_place


def a_place(desk: str = DESK) -> Place:
    clock, relay = SetClock(), SinkRelay()
    house = a_house(clock=clock, relay=relay, origin=OriginPolicy(trusted_authserv_ids=frozenset({MX})))
    set_up, people = firm(desk)
    with house.work() as work:
        work.unit.setup.put(set_up)
        companies = {person.company.name: person.company for person in people}
        saved = {name: work.unit.people.save_company(replace(each, id=0)) for name, each in companies.items()}
        for person in people:
            work.unit.people.save_person(replace(person, id=0, company=saved[person.company.name]))
    return Place(house, clock, relay)


@cache
def firm(desk: str) -> tuple[Desk, tuple[Person, ...]]:
    """The set-up and the people of a firm, read once: a test needs a seeded house in less than a millisecond."""
    with seed(a_house(), desk).view() as work:
        return work.desk, tuple(work.unit.people.everybody())
