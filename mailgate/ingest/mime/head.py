"""One header block, cut into its fields (RFC 5322 §2.2), by one walk over its lines.

    head = read_head(raw, start, end, budget)     # head.fields, head.body: where the body begins

A line that is no field ends the block, as MTAs have it, unless fields go on below it: then it is left out and noted.
Nothing is decoded here but folding.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailgate.ingest.mime.headers import Fields
from mailgate.ingest.mime.limits import Budget

_FIELD = re.compile(rb"([!-9;-~]{1,200})([ \t]*):[ \t]*")
_NEXT_FIELD = re.compile(rb"[!-9;-~]{1,200}:")
_ENVELOPE = re.compile(rb">?From |[ \t\r]*\Z")  #: an mbox separator, or an empty line, before the first field
#: What a letter begins with, should an empty line stand above it by mistake. A part may well begin with an empty line.
_LETTER_FIELD = re.compile(rb"(?:return-path|received|delivered-to|from|to|subject|date|message-id):", re.IGNORECASE)
_PARAMETER_FIELDS = ("content-type", "content-disposition")
_SPACED = "a space before the colon of a header"
_BROKEN = "a broken line among the headers"


@dataclass(frozen=True, slots=True)
class Head:
    """The fields, and where the body begins."""

    fields: Fields
    body: int


def read_head(raw: bytes, start: int, end: int, budget: Budget) -> Head:
    """The header block that begins at `start` and the position of the body. Raises TooMuch."""
    found: list[tuple[bytes, list[bytes]]] = []
    oddities: dict[str, None] = {}
    body, size, block = start, 0, 0
    for line, following in _lines(raw, start, end):
        block += len(line)
        if found and line[:1] in (b" ", b"\t"):
            found[-1][1].append(line)
            size += len(line)
        elif field := _FIELD.match(line):
            if field[2]:
                oddities[_SPACED] = None
            found.append((field[1], [line[field.end() :]]))
            size = len(line)
        elif not line and (found or start or not _LETTER_FIELD.match(raw, following)):
            body = following
            break
        elif found or not _ENVELOPE.match(line):
            oddities[_BROKEN] = None
            if not _goes_on(raw, following, end):
                break
        budget.header(len(found), size, block)
        body = following
    fields = Fields(((name, b"".join(lines)) for name, lines in found), tuple(oddities))
    for name in _PARAMETER_FIELDS:
        for value in fields.undecoded(name):
            budget.parameters(name, value.count(";"))
    return Head(fields, body)


def _lines(raw: bytes, start: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Each line without its end, and where the next one begins."""
    while start < end:
        stop = raw.find(b"\n", start, end)
        following = stop + 1 if stop >= 0 else end
        yield raw[start : stop if stop >= 0 else end].rstrip(b"\r"), following
        start = following


def _goes_on(raw: bytes, position: int, end: int) -> bool:
    """Whether the next line is a field after all."""
    return bool(_NEXT_FIELD.match(raw, position, min(end, position + 300)))
