"""Take back an import: `record(before, after)` says what that needs, `undo(record, now)` what to do, or why not.

The record is plain JSON. Of each row that the import touched it has what stood there before, whole, and a seal of what
it became: when the row has another seal by now, somebody has worked on it since, and nothing is undone. E.164 numbers
are left out, since they follow from the phones.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailgate.model.person import Company, Person, Right

Pair = tuple[int, int]  #: person id, company id
Row = dict[str, Any]

_COMPANY = ("name", "domains", "sla", "oncall", "verify_clock", "notes", "assets")
_PERSON = ("name", "addresses", "phones", "language", "salutation", "prefers_direct_tech", "specialist", "vip")
_LATER = ("vip",)  #: records of older programs do not have it; where it is no, it is left out
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Registry:
    """Everybody, at one moment: people as one Person per membership."""

    companies: Mapping[int, Company]
    members: Mapping[Pair, Person]
    people: Mapping[int, Person]  #: any membership of each

    @classmethod
    def of(cls, companies: Iterable[Company], people: Iterable[Person]) -> "Registry":
        """From lists with ids."""
        members = {(each.id, each.company.id): each for each in people}
        return cls(
            {each.id: each for each in companies},
            members,
            {person_id: each for (person_id, _), each in members.items()},
        )

    def with_changes(self, change: "Change") -> "Registry":
        """After a change whose values all have ids."""
        companies = {**self.companies, **{each.id: each for each in change.companies}}
        ended = {(each.id, each.company.id) for each in change.ended}
        members = {pair: each for pair, each in self.members.items() if pair not in ended}
        members |= {(each.id, each.company.id): each for each in change.people}
        for each in change.removed_companies:
            companies.pop(each.id, None)
        staying = {person_id for person_id, _ in members}
        changed = {each.id: each for each in change.people}
        people = {number: changed.get(number, each) for number, each in {**self.people, **changed}.items()}
        return Registry(companies, members, {number: each for number, each in people.items() if number in staying})


@dataclass(frozen=True, slots=True)
class Change:
    """What is written to the registry at once: endings first, then companies, then people."""

    companies: tuple[Company, ...] = ()  #: saved; id 0 is new
    people: tuple[Person, ...] = ()  #: memberships that are saved, with their person
    ended: tuple[Person, ...] = ()  #: memberships that end
    removed_companies: tuple[Company, ...] = ()  #: that vanish; they have no members then


def record(before: Registry, change: Change) -> Row:
    """What it takes to undo `change`, whose values have their ids by now."""
    after = before.with_changes(change)
    touched = {each.id for each in (*change.people, *change.ended)}
    pairs = {(each.id, each.company.id) for each in (*change.people, *change.ended)}
    return {
        "companies": [
            [each.id, _row(before.companies.get(each.id), _COMPANY), _seal(each, _COMPANY)] for each in change.companies
        ],
        "people": [
            [number, _row(before.people.get(number), _PERSON), _seal(after.people.get(number), _PERSON)]
            for number in sorted(touched)
        ],
        "members": [
            [*pair, _rights(before.members.get(pair)), _rights(after.members.get(pair))] for pair in sorted(pairs)
        ],
    }


def undo(kept: Row, now: Registry) -> tuple[Change, list[str]]:
    """What restores the state before, and what stands against it: one entry for each thing that was changed since."""
    change = _back(kept, now)
    objections = list(dict.fromkeys([*_changed_since(kept, now), *_taken_since(change, now)]))
    return change, objections


def created_companies(kept: Row) -> list[int]:
    """Companies that were not there before."""
    return [number for number, before, _ in kept["companies"] if before is None]


def listed(names: Sequence[str]) -> str:
    """A few of them, and how many more there are."""
    more = len(names) - _MOST_NAMED
    return "; ".join(names[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _changed_since(kept: Row, now: Registry) -> Iterator[str]:
    for number, before, seal in kept["companies"]:
        stands = now.companies.get(number)
        if _seal(stands, _COMPANY) != seal:
            yield f"company {stands.name if stands else before['name'] if before else number}"
    for number, before, seal in kept["people"]:
        person = now.people.get(number)
        if _seal(person, _PERSON) != seal:
            yield _label(person, before, number)
    pairs = {(person_id, company_id) for person_id, company_id, *_ in kept["members"]}
    for person_id, company_id, _, after in kept["members"]:
        person = now.members.get((person_id, company_id))
        if _rights(person) != after:
            firm = now.companies.get(company_id)
            known = _label(now.people.get(person_id), None, person_id)
            yield f"{known} at {firm.name if firm else company_id}"
    new_people = {number for number, before, _ in kept["people"] if before is None}
    new_companies = set(created_companies(kept))
    for (person_id, company_id), person in now.members.items():
        if (person_id in new_people or company_id in new_companies) and (person_id, company_id) not in pairs:
            yield f"{_label(person, None, person_id)} at {person.company.name}"


def _taken_since(change: Change, now: Registry) -> Iterator[str]:
    """Addresses, domains and names that are to come back, and are somebody else's now."""
    after = now.with_changes(change)
    owners: dict[str, int] = {}
    for number, person in after.people.items():
        for address in person.addresses:
            if owners.setdefault(address, number) != number:
                yield f"the address {address}"
    holders: dict[str, int] = {}
    for number, company in after.companies.items():
        for name in (company.name, *(f"the domain {domain}" for domain in company.domains)):
            if holders.setdefault(name, number) != number:
                yield name


def _back(kept: Row, now: Registry) -> Change:
    companies = {number: _company(number, row) for number, row, _ in kept["companies"] if row is not None}
    firms = {**now.companies, **companies}
    persons = {number: row for number, row, _ in kept["people"] if row is not None}
    rights = {(person_id, company_id): before for person_id, company_id, before, _ in kept["members"]}
    ended = tuple(now.members[pair] for pair, before in rights.items() if before is None and pair in now.members)
    back = {
        pair: _person(pair[0], persons[pair[0]], firms[pair[1]], before)
        for pair, before in rights.items()
        if before is not None and pair[1] in firms and pair[0] in persons
    }
    covered = {person_id for person_id, _ in back}
    others = {  # whose only membership that stays is none of the import's
        person_id: _person(person_id, persons[person_id], each.company, sorted(each.rights))
        for (person_id, company_id), each in now.members.items()
        if person_id in persons and person_id not in covered and (person_id, company_id) not in rights
    }
    removed = tuple(now.companies[number] for number in created_companies(kept) if number in now.companies)
    return Change(tuple(companies.values()), (*back.values(), *others.values()), ended, removed)


def _company(number: int, row: Row) -> Company:
    return Company(number, **{name: _plain(row[name]) for name in _COMPANY})


def _person(number: int, row: Row, company: Company, rights: Collection[str]) -> Person:
    fields = {name: _plain(row[name]) for name in _PERSON if name in row}
    return Person(number, company, rights=frozenset(map(Right, rights)), **fields)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _row(value: Company | Person | None, names: Sequence[str]) -> Row | None:
    if value is None:
        return None
    fields = {name: getattr(value, name) for name in names if name not in _LATER or getattr(value, name)}
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields.items()}


def _seal(value: Company | Person | None, names: Sequence[str]) -> str | None:
    row = _row(value, names)
    text = json.dumps(row, ensure_ascii=True, sort_keys=True)
    return None if row is None else hashlib.blake2b(text.encode("ascii"), digest_size=8).hexdigest()


def _rights(person: Person | None) -> list[str] | None:
    return None if person is None else sorted(person.rights)


def _label(person: Person | None, before: Row | None, number: int) -> str:
    if person is not None:
        return person.name or person.address
    return str(before["name"] or before["addresses"][0]) if before else f"person {number}"
