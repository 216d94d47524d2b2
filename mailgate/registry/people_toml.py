"""The registry as TOML: `read_people_toml(data, "customers.toml")` and, for the export, `write_people_toml(…)`.

    [[company]]
    company = "Kos s. r. o."
    domains = ["kos.example"]

    [[company.person]]
    contact = "Eva Malá"
    emails = "eva@kos.example"
    rights = ["billing", "technical"]

The keys are the columns of the CSV file and mean the same; a key that is not there changes nothing. A list is an array
or one text with spaces. Every mistake is told as `file:line:column`. What it means is `people_csv.plan`.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mailgate.model.person import Company, Person
from mailgate.model.toml_findings import at_place, read_toml, suggestion
from mailgate.model.toml_lines import Path, Place, nearest, places
from mailgate.registry.people_cells import COMPANY_COLUMNS, ITEMS, PERSON_COLUMNS, PERSON_MARKS, READERS
from mailgate.registry.people_file import PeopleFile, PeopleRow, decoded, refuse
from mailgate.registry.people_table import company_cells, person_cells

_COMPANY_KEYS = (*COMPANY_COLUMNS, "assets")
_YES_NO = ("oncall", *PERSON_MARKS)


@dataclass(frozen=True)  # without slots: the places are looked for once, and only when there is a mistake
class _TomlPlaces:
    """Where each row of a TOML text stands."""

    name: str
    text: str
    paths: list[Path]  #: of the tables, by row number

    @cached_property
    def _found(self) -> Mapping[Path, Place]:
        return places(self.text)

    def of(self, path: Path) -> str:
        """`file:line:column` of a path."""
        return at_place(self.name, nearest(self._found, path))

    def at(self, row: int, column: str = "") -> str:
        """See people_file.Places."""
        path = self.paths[row]
        return self.of((*path, column)) + f": {column}" if column else self.of(path)

    def row(self, row: int) -> str:
        """See people_file.Places."""
        return f"line {nearest(self._found, self.paths[row]).line}"


def read_people_toml(data: bytes, file_name: str) -> PeopleFile:
    """The rows of a registry file: one for each company, and one for each of its people. Raises BadSetup."""
    text, encoding = decoded(data, file_name, (("utf-8", "UTF-8"),))
    text = text.removeprefix("\ufeff")
    content = read_toml(text, file_name)
    where = _TomlPlaces(file_name, text, [])
    findings: list[str] = []
    rows = tuple(_rows(content, where, findings))
    refuse(findings)
    return PeopleFile(file_name, rows, encoding, "", where)


def _rows(content: Mapping[str, Any], where: _TomlPlaces, findings: list[str]) -> Iterator[PeopleRow]:
    for key in content:
        if key != "company":
            findings.append(f"{where.of((key,))}: unknown key {key!r} in the file{suggestion(key, ['company'])}")
    for path, company in _tables(content.get("company", []), ("company",), where, findings):
        members = company.pop("person", [])
        row = _row(company, path, _COMPANY_KEYS, where, findings)
        if not row.values.get("company"):
            findings.append(f"{where.of(path)}: [[company]] needs the key 'company'")
            continue
        yield row
        for inner, person in _tables(members, (*path, "person"), where, findings):
            found = _row(person, inner, PERSON_COLUMNS, where, findings)
            yield PeopleRow(found.number, {"company": row.values["company"], **found.values})


def _tables(value: Any, path: Path, where: _TomlPlaces, findings: list[str]) -> Iterator[tuple[Path, dict[str, Any]]]:
    name = ".".join(part for part in path if isinstance(part, str))
    tables = value if isinstance(value, list) else [None]
    for index, table in enumerate(tables):
        if isinstance(table, dict):
            yield (*path, index), dict(table)
        else:
            findings.append(f"{where.of((*path, index))}: {path[-1]} must be tables: write [[{name}]]")


def _row(
    table: Mapping[str, Any], path: Path, known: Sequence[str], where: _TomlPlaces, findings: list[str]
) -> PeopleRow:
    name = ".".join(part for part in path if isinstance(part, str))
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            findings.append(f"{where.of((*path, key))}: unknown key {key!r} in [[{name}]]{suggestion(key, known)}")
            continue
        try:
            values[key] = _value(key, value)
        except ValueError as cause:
            findings.append(f"{where.of((*path, key))}: {key}: {cause}")
    where.paths.append(path)
    return PeopleRow(len(where.paths) - 1, values)


def _value(key: str, value: Any) -> Any:
    """What a value means; None is an empty one. Raises ValueError."""
    if isinstance(value, bool) and key in _YES_NO:
        return value
    if isinstance(value, list) and key in ITEMS:
        return _items(key, value) or None
    if not isinstance(value, str):
        kind = "an array of texts" if key in ITEMS else "true or false" if key in _YES_NO else "a text"
        raise ValueError(f"{str(value)[:40]} is not {kind}")
    return READERS[key](value.strip()) if value.strip() else None


def _items(key: str, values: list[Any]) -> tuple[Any, ...]:
    strange = next((value for value in values if not isinstance(value, str) or not value.strip()), None)
    if strange is not None:
        raise ValueError(f"{str(strange)[:40]!r} in the array is not a text with something in it")
    return tuple(dict.fromkeys(ITEMS[key](value.strip()) for value in values))


def write_people_toml(people: Sequence[Person], companies: Sequence[Company]) -> str:
    """The export: what `read_people_toml` reads."""
    members = defaultdict(list)
    for person in people:
        members[person.company.id].append(person)
    tables: list[str] = []
    for company in companies:
        cells = {"company": company.name, **company_cells(company)}
        tables.append(_table("company", {key: value for key, value in cells.items() if value not in ("", ())}))
        tables += (
            _table("company.person", person_cells(member) | {name: getattr(member, name) for name in PERSON_MARKS})
            for member in members[company.id]
        )
    return "\n".join(tables)


def _table(name: str, values: Mapping[str, object]) -> str:
    return f"[[{name}]]\n" + "".join(f"{key} = {_written(value)}\n" for key, value in values.items())


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | frozenset):
        listed = sorted(value) if isinstance(value, frozenset) else value
        return f"[{', '.join(map(_written, listed))}]"
    # A JSON string is a basic string of TOML, but for DEL (TOML 1.0, String).
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
