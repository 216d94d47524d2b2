"""Who is this: `whois(work, "603 555 010")` for an address, a phone in any spelling, or part of a name (S1-1)."""

import re
from dataclasses import dataclass

from mailgate.desk.house import Work
from mailgate.model.address import Address
from mailgate.model.person import Person
from mailgate.model.ticket import State, Ticket
from mailgate.registry.phones import country_of, e164

_MOST = 50  #: people with a name like this
_MOST_TICKETS = 200  #: of one address, newest first, among which the open ones are looked for
_ENDED = (State.CLOSED, State.ARCHIVED, State.REJECTED)
_LEAST_DIGITS = 6  #: a text with fewer is part of a name


@dataclass(frozen=True, slots=True)
class Known:
    """A membership, and the open work of its person, newest first."""

    person: Person
    open_tickets: tuple[Ticket, ...]


def whois(work: Work, text: str) -> list[Known]:
    """Everybody whom this text may mean, a row per membership; empty for nobody. Never raises for any text."""
    found = _people(work, text.strip())
    opened = {person.id: _open_tickets(work, person) for person in found}
    return [Known(person, opened[person.id]) for person in found]


def _people(work: Work, text: str) -> list[Person]:
    people = work.unit.people
    if "@" in text:
        address = Address.read(text)
        return people.by_address(str(address)) if address else []
    if len(re.findall("[0-9]", text)) >= _LEAST_DIGITS:
        number = e164(text, country_of(work.desk))
        by_phone = people.by_phone(number) if number else []
        return by_phone or people.named(text, _MOST)
    return people.named(text, _MOST)


def _open_tickets(work: Work, person: Person) -> tuple[Ticket, ...]:
    tickets = work.unit.tickets
    found = [each for address in person.addresses for each in tickets.of_requester(address, _MOST_TICKETS)]
    mine = (each for each in found if each.state not in _ENDED)
    return tuple(sorted(mine, key=lambda each: each.id, reverse=True))
