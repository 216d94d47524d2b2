"""What an import does, in lines for people: what is created, what changes from what to what, which rights go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from mailgate.model.person import Company, Person

Key = tuple[str, str]  #: folded company name, first address
_UNTOLD = ("company", "numbers")  #: numbers follow from phones


def created(
    companies: Mapping[str, Company],
    companies_after: Mapping[str, Company],
    people: Mapping[Key, Person],
    people_after: Mapping[Key, Person],
) -> Iterator[str]:
    """Companies and memberships that were not there."""
    yield from (f"company {company.name}" for key, company in companies_after.items() if key not in companies)
    yield from (_label(person) for key, person in people_after.items() if key not in people)


def changed(
    companies: Mapping[str, Company],
    companies_after: Mapping[str, Company],
    people: Mapping[Key, Person],
    people_after: Mapping[Key, Person],
) -> Iterator[str]:
    """Each field that becomes another, also of somebody known who gets a further membership."""
    known = {person.address: person for person in people.values()}
    further = {
        key: replace(known[key[1]], rights=new.rights)
        for key, new in people_after.items()
        if key not in people and key[1] in known
    }
    before = {**people, **further}
    pairs: list[tuple[str, Any, Any]] = [
        *((f"company {new.name}", companies[key], new) for key, new in companies_after.items() if key in companies),
        *((_label(new), before[key], new) for key, new in people_after.items() if key in before),
    ]
    for label, old, new in pairs:
        if old == new:
            continue
        for name in (field.name for field in fields(new) if field.name not in _UNTOLD):
            was, becomes = getattr(old, name), getattr(new, name)
            if was != becomes:
                yield f"{label}: {name}: {_shown(was)} → {_shown(becomes)}"


def rights_removed(
    before: Mapping[Key, Person], after: Mapping[Key, Person], removed: Sequence[Person]
) -> Iterator[str]:
    """Who loses which rights, with the membership or without."""
    lost = [(old, old.rights - after[key].rights) for key, old in before.items() if key in after]
    for person, rights in [*lost, *((person, person.rights) for person in removed)]:
        if rights:
            yield f"{_label(person)}: {' '.join(sorted(rights))}"


def _label(person: Person) -> str:
    return f"{person.name or person.address} <{person.address}> at {person.company.name}"


def _shown(value: object) -> str:
    text = ("yes" if value else "no") if isinstance(value, bool) else value
    words = sorted(value) if isinstance(value, frozenset) else value
    return (" ".join(words) if isinstance(words, list | tuple) else str(text)) or "(empty)"
