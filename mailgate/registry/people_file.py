"""A registry file as rows, whatever its format: what `people_table` and `people_toml` make and `people_csv.plan` takes.

`decoded(data, "customers.csv")` is its text. Every bad value of a file is reported at once, with its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from mailgate.model.errors import BadSetup

_MOST_FINDINGS = 50
#: What the first bytes of a file say of it (byte order marks, Unicode §23.8).
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"))
_BARE = (("utf-8", "UTF-8"), ("cp1250", "CP1250"))  #: tried in turn where there is no mark


class Places(Protocol):
    """Where rows stand in a file, for people."""

    def at(self, row: int, column: str = "") -> str:
        """`customers.csv: row 3, column emails` or `customers.toml:12:1: emails`."""

    def row(self, row: int) -> str:
        """`row 3` or `line 12`."""


@dataclass(frozen=True, slots=True)
class TablePlaces:
    """Of a file whose rows people count."""

    name: str

    def at(self, row: int, column: str = "") -> str:
        """See Places."""
        return f"{self.name}: row {row}" + (f", column {column}" if column else "")

    def row(self, row: int) -> str:
        """See Places."""
        return f"row {row}"


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """One row. `values` has what it says anything about; None is an empty cell. What is not there stays unchanged."""

    number: int  #: as a spreadsheet counts; the header is row 1
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """What a registry file says."""

    name: str
    rows: tuple[PeopleRow, ...]
    encoding: str  #: "UTF-8", "UTF-16" or "CP1250"
    delimiter: str  #: "" where there are no cells
    places: Places = field(repr=False)


def refuse(findings: Sequence[str]) -> None:
    """Raises BadSetup when there are findings; lists the first fifty and counts the rest."""
    more = len(findings) - _MOST_FINDINGS
    if findings:
        raise BadSetup([*findings[:_MOST_FINDINGS], *([f"and {more} more"] if more > 0 else [])])


def decoded(data: bytes, file_name: str, bare: Sequence[tuple[str, str]] = _BARE) -> tuple[str, str]:
    """The text and the name of its encoding. Raises BadSetup with line and byte when it has none of those known."""
    marked = [(encoding, name) for mark, encoding, name in _MARKS if data.startswith(mark)]
    if not marked and data[:4000].count(0) * 4 > len(data[:4000]):
        raise BadSetup([f"{file_name}: this is UTF-16 without its mark, or no text at all; save the file as UTF-8"])
    tried = marked or list(bare)
    line, byte = 1, 0
    for encoding, name in tried:
        try:
            return data.decode(encoding), name
        except UnicodeDecodeError as cause:
            line, byte = data.count(b"\n", 0, cause.start) + 1, data[cause.start]
    names = " nor ".join(name for _, name in tried)
    said = f"is neither {names}" if len(tried) > 1 else f"is not {names}"
    raise BadSetup([f"{file_name}: line {line}, byte 0x{byte:02X} {said}; save the file as UTF-8"])
