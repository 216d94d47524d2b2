"""Raw bytes to the tree of their parts (RFC 2045, 2046): linear, without copying, within limits.

    root = read_tree(raw)                   # raises TooMuch, nothing else
    for index, part in walk(root): part.kind, part.fields, part.children

This is the only MIME reader in the house. It finds boundaries by searching, never line by line, so an attachment costs
next to nothing until its octets are asked for (`parts.octets`). It decodes no content and judges nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mailgate.ingest.mime.head import read_head
from mailgate.ingest.mime.headers import Fields
from mailgate.ingest.mime.limits import DEFAULT, INNER_LETTER_SKIPPED, Budget, Limits, TooMuch
from mailgate.ingest.mime.parameters import parameters

_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+)", re.IGNORECASE)
_AFTER_BOUNDARY = re.compile(rb"(--)?[ \t]*(?:\r*\n|\r|\Z)")
#: A first boundary line when the header names none: two dashes and a field below it.
_LIKELY = re.compile(rb"(?:\A|\n)--([^\s][^\r\n]{0,250}?)[ \t]*\r?\n(?=content-[!-9;-~]{1,60}:)", re.IGNORECASE)
_IDENTITY = ("", "7bit", "8bit", "binary")
_LONGEST_BOUNDARY = 250
_AFTER_END = "parts below the end of a multipart"


@dataclass(slots=True)
class Part:
    """One entity: its fields, and where its body lies in `raw`."""

    raw: bytes = field(repr=False)
    fields: Fields
    body: int
    end: int
    kind: str = "text/plain"  #: media type, lower-case; as declared, else the default (RFC 2045 §5.2)
    parameters: dict[str, str] = field(default_factory=dict)  #: of Content-Type
    children: list["Part"] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)  #: in words that staff understand
    outside: list[tuple[int, int]] = field(default_factory=list)  #: of a multipart: what stands between no boundaries
    budget: Budget = field(default_factory=Budget, repr=False)  #: of the whole letter
    # What was found out once is not looked for again:
    name: str | None = None  #: by `files.name.declared`
    words: tuple[str, str] | None = field(default=None, repr=False)  #: by `parts.text`
    wrapped: object = field(default=None, repr=False)  #: by `files.inside.tnef_in`
    opened: bool = False  #: by `open_letter`
    inside: "Part | None" = field(default=None, repr=False)

    @property
    def is_message(self) -> bool:
        """Whether it holds a letter of its own, which is then its only child; see `walk`."""
        return self.kind in ("message/rfc822", "message/global", "message/news")

    @property
    def transfer_encoding(self) -> str:
        """Content-Transfer-Encoding as a plain word, lower-case."""
        return self.fields["content-transfer-encoding"].partition(";")[0].partition("(")[0].strip("\"' \t").lower()

    @property
    def disposition(self) -> str:
        """inline, attachment, or what else Content-Disposition says; "" when absent."""
        words = self.fields["content-disposition"].partition(";")[0].split()
        return words[0].strip("\"',").lower() if words else ""


def read_tree(raw: bytes, limits: Limits = DEFAULT, budget: Budget | None = None) -> Part:
    """The whole letter as a tree. `budget`: of the letter around it, when there is one. Raises TooMuch."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return _part(raw, 0, len(raw), budget or Budget(limits), 0, "text/plain")


def open_letter(part: Part, content: Callable[[Part], bytes]) -> Part | None:
    """The letter that `part` holds encoded, read once, within the budget of the letter around it; None for none."""
    if not part.opened:
        part.opened = True
        octets = content(part)
        try:
            part.inside = read_tree(octets, budget=part.budget) if octets else None
        except TooMuch:
            part.budget.notes[INNER_LETTER_SKIPPED] = None
    return part.inside


def walk(root: Part) -> Iterator[tuple[int, Part]]:
    """Every part with its index, depth first, the letter itself being 0. Letters inside it are not entered: what they
    carry is theirs."""
    waiting, index = [root], 0
    while waiting:
        part = waiting.pop()
        yield index, part
        index += 1
        if not part.is_message:
            waiting.extend(reversed(part.children))


def _part(raw: bytes, start: int, end: int, budget: Budget, depth: int, default: str) -> Part:
    budget.part(depth)
    head = read_head(raw, start, end, budget)
    declared = head.fields.undecoded("content-type")
    found = _TYPE.match(declared[0]) if declared else None
    kind = found[1].lower() if found else "text/plain" if declared else default
    given = parameters(declared[0]) if declared and "=" in declared[0] else {}
    part = Part(raw, head.fields, head.body, end, kind, given, oddities=list(head.fields.oddities), budget=budget)
    if kind.startswith("multipart/"):
        _split(part, budget, depth)
    elif part.is_message and part.transfer_encoding in _IDENTITY:
        part.children = [_part(raw, part.body, end, budget, depth + 1, "text/plain")]
    return part


def _split(part: Part, budget: Budget, depth: int) -> None:
    """Give a multipart its children. One without a usable boundary stays a leaf that is read as it stands."""
    boundary = part.parameters.get("boundary", "").rstrip()[:_LONGEST_BOUNDARY].encode("utf-8", "surrogateescape")
    ranges, closed = _ranges(part, boundary, budget) if boundary else ([], False)
    if not ranges:
        part.oddities.append(
            "a multipart whose boundary never comes" if boundary else "a multipart without its boundary"
        )
        likely = _LIKELY.search(part.raw, max(0, part.body - 1), part.end)
        ranges, closed = _ranges(part, likely[1], budget) if likely else ([], True)
    if ranges and not closed:
        part.oddities.append("a multipart that is never closed")
    default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    part.children = [_part(part.raw, start, end, budget, depth + 1, default) for start, end in ranges]


def _ranges(part: Part, boundary: bytes, budget: Budget) -> tuple[list[tuple[int, int]], bool]:
    """Where the parts between the boundary lines lie, and whether the closing one was there (RFC 2046 §5.1.1).

    Where parts go on below the closing line they are read: somebody's forgotten text must not vanish there.
    """
    raw, delimiter = part.raw, b"--" + boundary
    found: list[tuple[int, int]] = []
    start, position, outside, closed = -1, part.body, part.body, False
    while (at := raw.find(delimiter, position, part.end)) >= 0:
        after = at + len(delimiter)
        line = _AFTER_BOUNDARY.match(raw, after, part.end)
        if line is None or (at > part.body and raw[at - 1] not in b"\r\n"):
            budget.false_boundary()
            position = after
            continue
        if start >= 0:
            found.append((start, max(start, _before_line_end(raw, at))))
            budget.fits(len(found))
        elif outside < at and (found or not line[1]):
            part.outside.append((outside, at))
        if line[1]:
            found = found or [(part.body, at)]  # closed before it began: what stands above is all there is
            start, position, outside, closed = -1, line.end(), line.end(), True
            continue
        if closed and _AFTER_END not in part.oddities:
            part.oddities.append(_AFTER_END)
        start = position = line.end()
    if start >= 0 and (start < part.end or not found):
        found.append((start, part.end))
    elif closed and outside < part.end:
        part.outside.append((outside, part.end))
    return found, closed


def _before_line_end(raw: bytes, at: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    if raw[at - 1 : at] == b"\n":
        return at - 2 if raw[at - 2 : at - 1] == b"\r" else at - 1
    return at - 1
