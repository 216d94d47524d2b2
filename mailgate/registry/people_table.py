"""The registry as CSV: `read_table(data, "customers.csv")` and, for the export, `write_table(people, companies)`.

Comma, semicolon or tab, header row; UTF-8, UTF-16 with its mark, or else CP1250 (design.md §12). A missing column
changes nothing. What the rows mean for the registry is `people_csv.plan`.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from mailgate.model.errors import BadSetup
from mailgate.model.person import Company, Person
from mailgate.model.toml_findings import suggestion
from mailgate.registry.people_cells import COLUMNS, PERSON_MARKS, read_cell, write_cell
from mailgate.registry.people_file import PeopleFile, PeopleRow, TablePlaces, decoded, refuse


def read_table(data: bytes, file_name: str) -> PeopleFile:
    """The rows of a registry file. Raises BadSetup with each bad cell: file, row, column and reason."""
    text, encoding = decoded(data, file_name)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as cause:
        raise BadSetup([f"{file_name}: not a table with the separator {delimiter!r}: {cause}"]) from cause
    header = [name.strip().lower() for name in table[0]] if table else []
    refuse(list(_header_findings(header, file_name)))
    findings: list[str] = []
    places = TablePlaces(file_name)
    rows = tuple(_rows(header, table, places, findings))
    refuse(findings)
    return PeopleFile(file_name, rows, encoding, delimiter, places)


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
    header: Sequence[str], table: Sequence[Sequence[str]], places: TablePlaces, findings: list[str]
) -> Iterator[PeopleRow]:
    for number, cells in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            findings.append(f"{places.at(number)}: {len(cells)} cells, but the header has {len(header)}")
        values: dict[str, Any] = dict.fromkeys(header)
        for column, cell in zip(header, cells, strict=False):
            try:
                values[column] = read_cell(column, cell.strip()) if cell.strip() else None
            except ValueError as cause:
                findings.append(f"{places.at(number, column)}: {cause}")
        yield PeopleRow(number, values)


def write_table(people: Sequence[Person], companies: Sequence[Company]) -> str:
    """The export: what `read_table` reads, with `;`. What belongs to a company stands in its first row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";", lineterminator="\n")
    writer.writeheader()
    members = defaultdict(list)
    for person in people:
        members[person.company.id].append(person)
    for company in companies:
        for index, member in enumerate(members[company.id] or [None]):
            cells = {"company": company.name, **(person_cells(member) if member else {})}
            cells |= company_cells(company) if index == 0 else {}
            writer.writerow({column: write_cell(column, value) for column, value in cells.items()})
    return out.getvalue()


def company_cells(company: Company) -> dict[str, object]:
    """What the export says of a company, but for its name."""
    names = ("domains", "sla", "oncall", "verify_clock", "notes", "assets")
    return {name: getattr(company, name) for name in names}


def person_cells(person: Person) -> dict[str, object]:
    """What the export says of a membership."""
    names = ("phones", "language", "salutation", "rights", "specialist")
    marks = {name: "yes" if getattr(person, name) else "" for name in PERSON_MARKS}
    cells = {"contact": person.name, "emails": person.addresses}
    return cells | {name: getattr(person, name) for name in names} | marks
