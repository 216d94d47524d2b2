"""How one cell of the registry file is read: a table from column to reader, and the same back for the export.

A reader takes the cell's text (never empty) and gives its value, or raises ValueError with what is wrong. Lists are
separated by spaces. Spreadsheets run what begins with = + - @ or a control character (threat T47): such a cell is
written with an apostrophe before it and read without one, and a bare formula is an error.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mailgate.model.address import Address
from mailgate.model.errors import BadAddress
from mailgate.model.person import Right
from mailgate.model.toml_findings import suggestion
from mailgate.registry.phones import join_phones, phone, split_phones

COMPANY_COLUMNS = ("company", "domains", "sla", "oncall", "verify_clock", "notes")
PERSON_COLUMNS = (
    "contact", "emails", "phones", "language", "salutation", "rights", "prefers_direct_tech", "specialist", "assets",
    "vip",
)  # fmt: skip
PERSON_MARKS = ("prefers_direct_tech", "vip")  #: yes or no; an empty cell is no
#: In the order of the file.
COLUMNS = (*COMPANY_COLUMNS[:-1], *PERSON_COLUMNS, "notes")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_RUNS = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠\t\r]")
_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "ano", "tak", "да"), True),
    **dict.fromkeys(("no", "n", "false", "0", "-", "ne", "nie", "нет"), False),
}


def _text(cell: str) -> str:
    if _CONTROL.search(cell):
        raise ValueError(f"{cell[:40]!r} has a control character")
    return cell


def _one_line(cell: str) -> str:
    if "\n" in cell:
        raise ValueError(f"{cell[:40]!r} has more than one line")
    return _text(cell)


def _email(cell: str) -> str:
    try:
        return str(Address.parse(cell))
    except BadAddress as cause:
        raise ValueError(f"{cell[:80]!r} is not one address") from cause


def _domain(cell: str) -> str:
    address = Address.read(f"x@{cell}")
    if address is None or "." not in address.domain:
        raise ValueError(f"{cell[:80]!r} is not a domain like example.org")
    return address.domain


def _right(cell: str) -> Right:
    try:
        return Right(cell.lower())
    except ValueError as cause:
        raise ValueError(f"{cell[:40]!r} is not a right{suggestion(cell, [right.value for right in Right])}") from cause


def _language(cell: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", cell.lower()):
        raise ValueError(f"{cell[:40]!r} is not a language code like cs")
    return cell.lower()


def _yes_no(cell: str) -> bool:
    if cell.lower() not in _YES_NO:
        raise ValueError(f"{cell[:40]!r} is neither yes nor no")
    return _YES_NO[cell.lower()]


def _verify_clock(cell: str) -> str:
    if cell.lower() not in ("elapsed", "business"):
        raise ValueError(f"{cell[:40]!r} is neither elapsed nor business")
    return cell.lower()


def _word(cell: str) -> str:
    if cell.split() != [cell]:
        raise ValueError(f"{cell[:40]!r} has a space in it; lists are separated by spaces")
    if cell.strip(",;") != cell:  # it would belong to the name, and nobody ever writes it so
        raise ValueError(f"{cell[:40]!r} begins or ends with a comma or semicolon; lists are separated by spaces alone")
    return _text(cell)


def _each(read: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...]]:
    """A list of what `read` reads, each value once, in order."""
    return lambda cell: tuple(dict.fromkeys(read(word) for word in cell.split()))


READERS: Mapping[str, Callable[[str], Any]] = {
    "company": _one_line,
    "domains": _each(_domain),
    "sla": _one_line,
    "oncall": _yes_no,
    "verify_clock": _verify_clock,
    "contact": _one_line,
    "emails": _each(_email),
    "phones": split_phones,
    "language": _language,
    "salutation": _one_line,
    "rights": _each(_right),
    "prefers_direct_tech": _yes_no,
    "specialist": _email,
    "assets": _each(_word),
    "vip": _yes_no,
    "notes": _text,
}


#: One value of a list, as an array of TOML has it.
ITEMS: Mapping[str, Callable[[str], Any]] = {
    "domains": _domain,
    "emails": _email,
    "phones": phone,
    "rights": _right,
    "assets": _word,
}


def read_cell(column: str, cell: str) -> Any:
    """The value of a cell, which is not empty. Raises ValueError with what is wrong with it."""
    if cell[0] in "=@＝＠":
        raise ValueError(f"{cell[:40]!r} is a formula, not a text; put an apostrophe before it if it is meant")
    return READERS[column](cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell)


def write_cell(column: str, value: object) -> str:
    """A value as a cell that no spreadsheet runs; `read_cell` gives it back."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif column == "phones" and isinstance(value, tuple):
        text = join_phones(value)
    elif isinstance(value, tuple | list | frozenset):
        text = " ".join(map(str, sorted(value) if isinstance(value, frozenset) else value))
    else:
        text = str(value)
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    """Whether it begins like a formula, behind any apostrophes."""
    return _RUNS.match(text.lstrip("'")) is not None
