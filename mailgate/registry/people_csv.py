"""What a registry file would change: `plan(read_people(data, name), companies, people)`. Pure; a store applies it.

A company is known by its name, a person by the first address. Empty company cells change nothing, empty person cells
clear, missing columns change nothing; assets are added to the company. The same address under a second company is a
second membership with its own rights. Who is not in the file stays, unless `replace` (design.md §12).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person, Right
from mailgate.registry.people_cells import PERSON_COLUMNS, write_cell
from mailgate.registry.people_file import PeopleFile, PeopleRow, read_people, refuse, write_people

__all__ = ["PeopleFile", "PeopleRow", "Plan", "plan", "read_people", "write_people"]

_MOST_SHRINK = 0.2  #: of the memberships, without `allow_shrink`

#: Person field by column, with its value when the cell is empty.
_PERSON_FIELDS: Mapping[str, tuple[str, Any]] = {
    "contact": ("name", ""),
    "emails": ("addresses", ()),
    "phones": ("phones", ()),
    "language": ("language", ""),
    "salutation": ("salutation", ""),
    "rights": ("rights", ()),
    "prefers_direct_tech": ("prefers_direct_tech", False),
    "specialist": ("specialist", ""),
}

Key = tuple[str, str]  #: folded company name, first address


@dataclass(frozen=True, slots=True)
class Plan:
    """What the registry will be told. `companies` and `people` are those that the file names, as they shall be.

    An id of 0 is new. People with one first address are one person, also when new; `person.company` is a value of
    `companies`.
    """

    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()
    removed: tuple[Person, ...] = ()  #: memberships that end
    removed_companies: tuple[Company, ...] = ()
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    rights_removed: tuple[str, ...] = ()


def plan(
    file: PeopleFile,
    companies: Sequence[Company],
    people: Sequence[Person],
    *,
    replace: bool = False,
    allow_shrink: bool = False,
) -> Plan:
    """What `file` changes in a registry of `companies` and `people` (one Person per membership).

    Raises BadSetup with every row that contradicts another or the registry, and when too much would be removed.
    """
    if not file.rows and not allow_shrink:
        raise BadSetup([f"{file.name}: there is no row below the header; nothing was changed"])
    findings: list[str] = []
    company_before = {_fold(company.name): company for company in companies}
    company_after = _companies(file, company_before, findings)
    before = {_key(person): person for person in people}
    after, rows = _people(file, company_after, before, findings)
    kept = {} if replace else {key: person for key, person in before.items() if key not in after}
    removed = tuple(person for key, person in before.items() if key not in after) if replace else ()
    findings += _shared(file, {**kept, **after}, rows)
    findings += _shared_domains(file, company_after if replace else {**company_before, **company_after})
    refuse(findings)
    if removed and len(removed) > _MOST_SHRINK * len(before) and not allow_shrink:
        raise BadSetup([f"{file.name}: {len(removed)} of {len(before)} would be removed; --allow-shrink permits it"])
    gone = tuple(company for key, company in company_before.items() if key not in company_after) if replace else ()
    return Plan(
        tuple(company_after.values()),
        tuple(after.values()),
        removed,
        gone,
        tuple(_created(company_before, company_after, before, after)),
        tuple(_changed(company_before, company_after, before, after)),
        tuple(_rights_removed(before, after, removed)),
    )


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _key(person: Person) -> Key:
    return _fold(person.company.name), person.address


def _companies(file: PeopleFile, before: Mapping[str, Company], findings: list[str]) -> dict[str, Company]:
    """The companies of the file. What two rows say of one company must not differ; domains and notes add up."""
    after: dict[str, Company] = {}
    said: dict[tuple[str, str], tuple[int, Any]] = {}
    for row in file.rows:
        name = row.values["company"]
        if not name:
            findings.append(f"{file.name}: row {row.number}, column company: is empty")
            continue
        key = _fold(name)
        company = after.get(key) or before.get(key) or Company(0, name)
        changes: dict[str, Any] = {"assets": _joined(company.assets, row.values.get("assets"))}
        for column in ("domains", "sla", "oncall", "verify_clock", "notes"):
            value = row.values.get(column)
            if value is None:
                continue
            first_row, first = said.setdefault((key, column), (row.number, value))
            if column == "domains":
                value = value if first_row == row.number else _joined(company.domains, value)
            elif column == "notes":
                value = value if first_row == row.number or value in company.notes else f"{company.notes}\n{value}"
            elif value != first:
                findings.append(
                    f"{file.name}: row {row.number}, column {column}: {write_cell(value)!r} differs from "
                    f"{write_cell(first)!r} in row {first_row} of the same company"
                )
            changes[column] = value
        after[key] = replace(company, **changes)
    return after


def _joined(before: tuple[str, ...], more: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *(more or ()))))


def _people(
    file: PeopleFile, companies: Mapping[str, Company], before: Mapping[Key, Person], findings: list[str]
) -> tuple[dict[Key, Person], dict[Key, int]]:
    """The memberships of the file and the row of each."""
    ids = {person.address: person.id for person in before.values()}
    after: dict[Key, Person] = {}
    rows: dict[Key, int] = {}
    for row in file.rows:
        said = any(row.values.get(column) for column in PERSON_COLUMNS if column != "assets")
        addresses = row.values.get("emails")
        if not addresses:
            if said:
                findings.append(f"{file.name}: row {row.number}, column emails: a person needs an address")
            continue
        key = (_fold(row.values["company"] or ""), addresses[0])
        if key[0] not in companies:
            continue
        if rows.setdefault(key, row.number) != row.number:
            findings.append(f"{file.name}: row {row.number}, column emails: {key[1]!r} is already in row {rows[key]}")
        blank = Person(ids.get(addresses[0], 0), companies[key[0]], "", addresses)
        after[key] = _person(row, before.get(key, blank), companies[key[0]])
    return after, rows


def _person(row: PeopleRow, person: Person, company: Company) -> Person:
    changes = {
        name: empty if row.values[column] is None else row.values[column]
        for column, (name, empty) in _PERSON_FIELDS.items()
        if column in row.values
    }
    if "rights" in changes:
        changes["rights"] = frozenset(changes["rights"])
    return replace(person, company=company, **changes)


def _shared(file: PeopleFile, people: Mapping[Key, Person], rows: Mapping[Key, int]) -> Iterator[str]:
    """An address of two people would make one of them speak for the other (T21)."""
    owners: dict[str, Person] = {}
    for key, person in people.items():  # those that stay come first, so a row of the file is to blame
        for address in person.addresses:
            owner = owners.setdefault(address, person)
            if owner.address != person.address:
                place = f"row {rows[key]}, column emails: " if key in rows else ""
                yield f"{file.name}: {place}{address!r} already belongs to {owner.name or owner.address}"


def _shared_domains(file: PeopleFile, companies: Mapping[str, Company]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for company in companies.values():
        for domain in company.domains:
            owner = owners.setdefault(domain, company.name)
            if owner != company.name:
                yield f"{file.name}: column domains: {domain!r} of {company.name} already belongs to {owner}"


def _label(person: Person) -> str:
    return f"{person.name or person.address} <{person.address}> at {person.company.name}"


def _created(
    companies: Mapping[str, Company],
    companies_after: Mapping[str, Company],
    people: Mapping[Key, Person],
    people_after: Mapping[Key, Person],
) -> Iterator[str]:
    yield from (f"company {company.name}" for key, company in companies_after.items() if key not in companies)
    yield from (_label(person) for key, person in people_after.items() if key not in people)


def _changed(
    companies: Mapping[str, Company],
    companies_after: Mapping[str, Company],
    people: Mapping[Key, Person],
    people_after: Mapping[Key, Person],
) -> Iterator[str]:
    pairs: list[tuple[str, Any, Any]] = [
        *((f"company {new.name}", companies[key], new) for key, new in companies_after.items() if key in companies),
        *((_label(new), people[key], new) for key, new in people_after.items() if key in people),
    ]
    for label, old, new in pairs:
        for name in (field.name for field in fields(new) if field.name != "company"):
            was, becomes = getattr(old, name), getattr(new, name)
            if was != becomes:
                yield f"{label}: {name}: {_shown(was)} → {_shown(becomes)}"


def _shown(value: object) -> str:
    text = ("yes" if value else "no") if isinstance(value, bool) else value
    words = sorted(value) if isinstance(value, frozenset) else value
    return (" ".join(words) if isinstance(words, list | tuple) else str(text)) or "(empty)"


def _rights_removed(
    before: Mapping[Key, Person], after: Mapping[Key, Person], removed: Sequence[Person]
) -> Iterator[str]:
    none: frozenset[Right] = frozenset()
    lost = [(old, old.rights - after[key].rights) for key, old in before.items() if key in after]
    for person, rights in [*lost, *((person, person.rights - none) for person in removed)]:
        if rights:
            yield f"{_label(person)}: {' '.join(sorted(rights))}"
