"""The registry file as bytes and rows: `read_people(data, "customers.csv")` and, for the export, `write_people(...)`.

Comma or semicolon, header row, UTF-8 or else CP1250 (design.md §12). Every bad cell is reported at once. What the
rows mean for the registry is `people_csv.plan`.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person
from mailgate.model.toml_findings import suggestion
from mailgate.registry.people_cells import COLUMNS, read_cell, write_cell

_MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """One row. `values` has every column of the file; None is an empty cell."""

    number: int  #: as a spreadsheet counts; the header is row 1
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a registry file says."""

    name: str
    rows: tuple[PeopleRow, ...]
    columns: frozenset[str]
    encoding: str  #: "UTF-8" or "CP1250"
    delimiter: str


def refuse(findings: Sequence[str]) -> None:
    """Raises BadSetup when there are findings; lists the first fifty and counts the rest."""
    more = len(findings) - _MOST_FINDINGS
    if findings:
        raise BadSetup([*findings[:_MOST_FINDINGS], *([f"and {more} more"] if more > 0 else [])])


def read_people(data: bytes, file_name: str) -> PeopleFile:
    """The rows of a registry file. Raises BadSetup with each bad cell: file, row, column and reason."""
    text, encoding = _decoded(data, file_name)
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as cause:
        raise BadSetup([f"{file_name}: not a table with the separator {delimiter!r}: {cause}"]) from cause
    header = [name.strip().lower() for name in table[0]] if table else []
    refuse(list(_header_findings(header, file_name)))
    findings: list[str] = []
    rows = tuple(_rows(header, table, file_name, findings))
    refuse(findings)
    return PeopleFile(file_name, rows, frozenset(header), encoding, delimiter)


def _decoded(data: bytes, file_name: str) -> tuple[str, str]:
    for encoding, name in (("utf-8-sig", "UTF-8"), ("cp1250", "CP1250")):
        try:
            return data.decode(encoding), name
        except UnicodeDecodeError as cause:
            row, byte = data.count(b"\n", 0, cause.start) + 1, data[cause.start]
    raise BadSetup([f"{file_name}: line {row}, byte 0x{byte:02X} is neither UTF-8 nor CP1250; save the file as UTF-8"])


def _header_findings(header: Sequence[str], file_name: str) -> Iterator[str]:
    if not any(header):
        yield f"{file_name}: the file is empty; the first row names the columns: {', '.join(COLUMNS)}"
        return
    for index, name in enumerate(header):
        if name not in COLUMNS:
            yield f"{file_name}: row 1: unknown column {name!r}{suggestion(name, COLUMNS)}"
        elif name in header[:index]:
            yield f"{file_name}: row 1: the column {name!r} is there twice"
    if "company" not in header:
        yield f"{file_name}: row 1: the column 'company' is missing"


def _rows(
    header: Sequence[str], table: Sequence[Sequence[str]], file_name: str, findings: list[str]
) -> Iterator[PeopleRow]:
    for number, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            findings.append(f"{file_name}: row {number}: {len(cells)} cells, but the header has {len(header)}")
        values: dict[str, Any] = dict.fromkeys(header)
        for column, cell in zip(header, cells, strict=False):
            try:
                values[column] = read_cell(column, cell.strip()) if cell.strip() else None
            except ValueError as cause:
                findings.append(f"{file_name}: row {number}, column {column}: {cause}")
        yield PeopleRow(number, values)


def write_people(people: Sequence[Person], companies: Sequence[Company]) -> str:
    """The export: what `read_people` reads, with `;`. What belongs to a company stands in its first row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    for company in companies:
        members: list[Person | None] = [person for person in people if person.company.id == company.id]
        for index, person in enumerate(members or [None]):
            cells = {"company": company.name, **(_person_cells(person) if person else {})}
            cells |= _company_cells(company) if index == 0 else {}
            writer.writerow({column: write_cell(value) for column, value in cells.items()})
    return out.getvalue()


def _company_cells(company: Company) -> dict[str, object]:
    names = ("domains", "sla", "oncall", "verify_clock", "notes", "assets")
    return {name: getattr(company, name) for name in names}


def _person_cells(person: Person) -> dict[str, object]:
    names = ("phones", "language", "salutation", "rights", "specialist")
    direct = "yes" if person.prefers_direct_tech else ""
    cells = {"contact": person.name, "emails": person.addresses, "prefers_direct_tech": direct}
    return cells | {name: getattr(person, name) for name in names}
