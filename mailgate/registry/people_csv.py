"""What a registry file would change: `plan(read_people(data, name), companies, people)`. Pure; a store applies it.

A company is known by its name, a person by the first address. Empty company cells change nothing, empty person cells
clear, missing columns change nothing; assets are added to the company. The same address under a second company is a
second membership with its own rights. Who is not in the file stays, unless `replace` (design.md §12).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person
from mailgate.registry import people_told
from mailgate.registry.people_cells import PERSON_COLUMNS, write_cell
from mailgate.registry.people_file import PeopleFile, PeopleRow, refuse
from mailgate.registry.people_table import read_table, write_table
from mailgate.registry.people_told import Key
from mailgate.registry.people_toml import read_people_toml, write_people_toml
from mailgate.registry.phones import e164, numbered

__all__ = ["WRITERS", "PeopleFile", "PeopleRow", "Plan", "plan", "read_people", "write_people"]

_MOST_SHRINK = 0.2  #: of the memberships, without `allow_shrink`

#: Person field by column, with its value when the cell is empty. Rights are the membership's, all else the person's.
_PERSON_FIELDS: Mapping[str, tuple[str, Any]] = {
    "contact": ("name", ""),
    "emails": ("addresses", ()),
    "phones": ("phones", ()),
    "language": ("language", ""),
    "salutation": ("salutation", ""),
    "prefers_direct_tech": ("prefers_direct_tech", False),
    "specialist": ("specialist", ""),
    "vip": ("vip", False),
}
_COMPANY_FIELDS = ("domains", "sla", "oncall", "verify_clock", "notes")
_ADD_UP = ("domains", "notes", "emails", "phones")  #: what two rows of one thing say of it together

#: How the export is written, by the name of the format.
WRITERS: Mapping[str, Callable[[Sequence[Person], Sequence[Company]], str]] = {
    "csv": write_table,
    "toml": write_people_toml,
}
write_people = write_table


def read_people(data: bytes, file_name: str) -> PeopleFile:
    """The rows of a registry file: TOML when its name says so, else a table. Raises BadSetup with each mistake."""
    return (read_people_toml if file_name.lower().endswith(".toml") else read_table)(data, file_name)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the registry will be told. `companies` and `people` are those that the file names, as they shall be.

    An id of 0 is new. People with one first address are one person, also when new; `person.company` is a value of
    `companies`.
    """

    companies: tuple[Company, ...] = ()
    people: tuple[Person, ...] = ()
    removed: tuple[Person, ...] = ()  #: memberships that end
    removed_companies: tuple[Company, ...] = ()  #: that lose their domains; for their tickets they stay
    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    rights_removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  #: what was taken as it is, and may be a mistake

    @property
    def changes_nothing(self) -> bool:
        """True when the registry is already what the file says."""
        return not (self.created or self.changed or self.removed or self.removed_companies)


def plan(
    file: PeopleFile,
    companies: Sequence[Company],
    people: Sequence[Person],
    *,
    replace: bool = False,
    allow_shrink: bool = False,
    country: str = "",
) -> Plan:
    """What `file` changes in a registry of `companies` and `people` (one Person per membership).

    `country` is that of phone numbers without a code (`phones.country_of`). Raises BadSetup with every row that
    contradicts another or the registry, and when too much would be removed.
    """
    if not file.rows and not allow_shrink:
        raise BadSetup([f"{file.name}: it names nobody; nothing was changed"])
    findings: list[str] = []
    company_before = {_fold(company.name): company for company in companies}
    company_after = _companies(file, company_before, findings)
    before = {_key(person): person for person in people}
    notes: list[str] = []
    after, rows = _people(file, company_after, before, findings, notes)
    numbers = _numbers(file, country)
    after = {key: numbered(person, country, numbers) for key, person in after.items()}
    kept = {} if replace else {key: person for key, person in before.items() if key not in after}
    removed = tuple(person for key, person in before.items() if key not in after) if replace else ()
    named = {person.address for person in after.values()}  # what the file says of them counts in every membership
    staying = {key: person for key, person in kept.items() if person.address not in named}
    findings += _shared(file, {**staying, **after}, rows)
    findings += _shared_domains(file, company_after if replace else {**company_before, **company_after})
    refuse(findings)
    if removed and len(removed) > _MOST_SHRINK * len(before) and not allow_shrink:
        raise BadSetup([f"{file.name}: {len(removed)} of {len(before)} would be removed; --allow-shrink permits it"])
    populated = {person.company.id for person in people}
    gone = [company for key, company in company_before.items() if replace and key not in company_after]
    return Plan(
        tuple(company_after.values()),
        tuple(after.values()),
        removed,
        tuple(company for company in gone if company.domains or company.id in populated),
        tuple(people_told.created(company_before, company_after, before, after)),
        tuple(people_told.changed(company_before, company_after, before, after)),
        tuple(people_told.rights_removed(before, after, removed)),
        (*(f"{note}; the last counts" for note in notes), *_unread_phones(file, country, numbers)),
    )


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _key(person: Person) -> Key:
    return _fold(person.company.name), person.address


@dataclass(slots=True)
class _Said:
    """What rows say of one thing, column by column. Columns that add up do; where others differ, the last counts."""

    file: PeopleFile
    of: str  #: what the thing is, for people
    values: dict[str, Any]
    rows: dict[str, int]

    def hear(self, row: PeopleRow, column: str, differing: list[str]) -> None:
        """Take a row's value of this column into account, and say when it differs from that of another row."""
        value = row.values[column]
        said = self.values.setdefault(column, value)
        if value is None:
            return
        first = self.rows.setdefault(column, row.number)
        if said is None:
            self.values[column] = value
        elif column in _ADD_UP and first != row.number:
            self.values[column] = _joined(said, value) if isinstance(said, tuple) else _lines(said, value)
        elif value != said:
            self.values[column] = value
            differing.append(
                f"{self.file.places.at(row.number, column)}: {write_cell(column, value)!r} differs from "
                f"{write_cell(column, said)!r} in {self.file.places.row(first)} of the same {self.of}"
            )


def _joined(before: tuple[Any, ...], more: tuple[Any, ...]) -> tuple[Any, ...]:
    return before if set(more) <= set(before) else tuple(dict.fromkeys((*before, *more)))


def _lines(before: str, more: str) -> str:
    return before if more in before else f"{before}\n{more}"


def _companies(file: PeopleFile, before: Mapping[str, Company], findings: list[str]) -> dict[str, Company]:
    """The companies of the file. What two rows say of one company must not differ; domains and notes add up."""
    names: dict[str, str] = {}
    said: dict[str, _Said] = {}
    assets: dict[str, dict[str, None]] = {}
    for row in file.rows:
        name = row.values["company"]
        if not name:
            findings.append(f"{file.places.at(row.number, 'company')}: is empty")
            continue
        key = _fold(name)
        names.setdefault(key, name)
        assets.setdefault(key, {}).update(dict.fromkeys(row.values.get("assets") or ()))
        about = said.setdefault(key, _Said(file, "company", {}, {}))
        for column in _COMPANY_FIELDS:
            if row.values.get(column) is not None:
                about.hear(row, column, findings)
    after = {}
    for key, name in names.items():
        company = before.get(key) or Company(0, name)
        after[key] = replace(company, assets=_joined(company.assets, tuple(assets[key])), **said[key].values)
    return after


def _people(
    file: PeopleFile,
    companies: Mapping[str, Company],
    before: Mapping[Key, Person],
    findings: list[str],
    notes: list[str],
) -> tuple[dict[Key, Person], dict[Key, int]]:
    """The memberships of the file and the row of each."""
    rows: dict[Key, PeopleRow] = {}
    said: dict[str, _Said] = {}
    for row in file.rows:
        addresses = row.values.get("emails")
        if not addresses:
            if any(row.values.get(column) for column in PERSON_COLUMNS if column != "assets"):
                findings.append(f"{file.places.at(row.number, 'emails')}: a person needs an address")
            continue
        key = (_fold(row.values["company"] or ""), addresses[0])
        if key[0] not in companies:
            continue
        first = rows.setdefault(key, row)
        if first is not row:
            place = file.places.row(first.number)
            findings.append(f"{file.places.at(row.number, 'emails')}: {key[1]!r} is already in {place}")
            continue
        about = said.setdefault(key[1], _Said(file, "person", {}, {}))
        for column in _PERSON_FIELDS:
            if column in row.values:
                about.hear(row, column, notes)
    elsewhere = {person.address: person for person in before.values()}
    after = {
        key: _person(row, key, companies[key[0]], said[key[1]].values, before, elsewhere) for key, row in rows.items()
    }
    return after, {key: row.number for key, row in rows.items()}


def _person(
    row: PeopleRow,
    key: Key,
    company: Company,
    said: Mapping[str, Any],
    before: Mapping[Key, Person],
    elsewhere: Mapping[str, Person],
) -> Person:
    """The membership of a row: as it was, or a further one of somebody known, or new; with what the rows say of it."""
    stands = before.get(key)
    if stands is None:
        known = elsewhere.get(key[1]) or Person(0, company, "", (key[1],))
        stands = replace(known, rights=frozenset())
    changes = {_PERSON_FIELDS[column][0]: _PERSON_FIELDS[column][1] if value is None else value
               for column, value in said.items()}  # fmt: skip
    if "rights" in row.values:
        changes["rights"] = frozenset(row.values["rights"] or ())
    return replace(stands, company=company, **changes)


def _shared(file: PeopleFile, people: Mapping[Key, Person], rows: Mapping[Key, int]) -> Iterator[str]:
    """An address of two people would make one of them speak for the other (T21)."""
    owners: dict[str, Person] = {}
    for key, person in people.items():  # those that stay come first, so a row of the file is to blame
        for address in person.addresses:
            owner = owners.setdefault(address, person)
            if owner.address != person.address:
                place = file.places.at(rows[key], "emails") if key in rows else file.name
                yield f"{place}: {address!r} already belongs to {owner.name or owner.address}"


def _shared_domains(file: PeopleFile, companies: Mapping[str, Company]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for company in companies.values():
        for domain in company.domains:
            owner = owners.setdefault(domain, company.name)
            if owner != company.name:
                yield f"{file.name}: column domains: {domain!r} of {company.name} already belongs to {owner}"


def _numbers(file: PeopleFile, country: str) -> dict[str, str]:
    """Every phone of the file as E.164, or ""; reading one takes long, so it is done once."""
    phones = {phone for row in file.rows for phone in row.values.get("phones") or ()}
    return {phone: e164(phone, country) for phone in phones}


def _unread_phones(file: PeopleFile, country: str, numbers: Mapping[str, str]) -> Iterator[str]:
    mend = f"is no number of {country} and has no country code" if country else "has no country code"
    for row in file.rows:
        for phone in row.values.get("phones") or ():
            if not numbers[phone]:
                yield f"{file.places.at(row.number, 'phones')}: {phone!r} {mend}; kept as written, no look-up finds it"
