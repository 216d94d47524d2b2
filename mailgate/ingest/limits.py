"""A linear look at the raw bytes before any MIME parser sees them (threats T42).

    too_much(raw) -> "" or the sentence that says which limit was broken

It walks header blocks and boundary lines only, follows nesting with a stack, and stops at the first limit broken.
It never decodes, never recurses, and never judges what the letter says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADER_START = re.compile(rb"[\x21-\x39\x3b-\x7e]*:|From ")
_DASHES = re.compile(rb"(?:\A|(?<=[\r\n]))--([^\r\n]{1,250})")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_MULTIPART = re.compile(rb"\s*multipart/", re.IGNORECASE)
_BOUNDARY = re.compile(rb"boundary\*?\s*=\s*(?:\"([^\"]{1,250})\"|([^\s;\"]{1,250}))", re.IGNORECASE)
_MESSAGE = re.compile(rb"\s*message/(?:rfc822|global|news)\b", re.IGNORECASE)
_DAMPED_PARAMETERS = (b"content-type", b"content-disposition")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much structure a letter may have. Sizes in octets."""

    header_block: int = 256 * 1024
    header: int = 64 * 1024
    headers: int = 1000  #: in one header block
    parts: int = 500  #: boundary lines in the whole letter
    depth: int = 50  #: multipart and message levels
    parameters: int = 100  #: of one Content-Type or Content-Disposition


DEFAULT = Limits()


class _Over(Exception):
    """A limit was broken; the message is the sentence."""


@dataclass(slots=True)
class _Block:
    """One header block: where it ends and what it opens."""

    end: int
    boundary: bytes = b""
    opens_message: bool = False


@dataclass(slots=True)
class _Nesting:
    """The multiparts that are open. `open_at` gives each open boundary its depth, so that closing is cheap."""

    stack: list[bytes] = field(default_factory=list)
    open_at: dict[bytes, int] = field(default_factory=dict)
    messages: list[int] = field(default_factory=list)  #: message levels below each boundary

    def push(self, boundary: bytes) -> None:
        self.open_at[boundary] = len(self.stack)
        self.stack.append(boundary)
        self.messages.append(0)

    def back_to(self, boundary: bytes, closes: bool) -> None:
        keep = self.open_at[boundary] + (0 if closes else 1)
        while len(self.stack) > keep:
            self.open_at.pop(self.stack.pop(), None)
            self.messages.pop()
        if self.messages and not closes:
            self.messages[-1] = 0

    @property
    def depth(self) -> int:
        return len(self.stack) + sum(self.messages)


def too_much(raw: bytes, limits: Limits = DEFAULT) -> str:
    """Why this letter is not parsed, e.g. "limit: header block 300 KiB > 256 KiB"; "" when it may be. Never raises."""
    try:
        _walk(raw, limits)
    except _Over as over:
        return f"limit: {over}"
    return ""


def _walk(raw: bytes, limits: Limits) -> None:
    nesting, parts = _Nesting(), 0
    position = _descend(raw, 0, nesting, limits)
    for line in _DASHES.finditer(raw):
        if line.start() < position:
            continue
        text = line[1].rstrip(b" \t")
        boundary = text if text in nesting.open_at else text.removesuffix(b"--")
        if boundary not in nesting.open_at:
            continue
        parts += 1
        if parts > limits.parts:
            raise _Over(f"more than {limits.parts} parts")
        closes = boundary != text
        nesting.back_to(boundary, closes)
        if not closes:
            end = _LINE_END.search(raw, line.end())
            position = _descend(raw, end.end() if end else len(raw), nesting, limits)


def _descend(raw: bytes, start: int, nesting: _Nesting, limits: Limits) -> int:
    """Read the header block at `start` and those of the messages it directly holds; the position after them."""
    top_messages = 0
    while True:
        block = _header_block(raw, start, limits)
        if block.boundary:
            nesting.push(block.boundary)
        if block.opens_message:
            top_messages += 1
            if nesting.messages:
                nesting.messages[-1] += 1
        if max(nesting.depth, top_messages) > limits.depth:
            raise _Over(f"depth {limits.depth + 1} > {limits.depth}")
        if not block.opens_message or block.end >= len(raw):
            return block.end
        start = block.end


def _header_block(raw: bytes, start: int, limits: Limits) -> _Block:
    block, count, size, current = _Block(start), 0, 0, bytearray()
    for line, end in _lines(raw, start):
        continues = line[:1] in (b" ", b"\t") and count > 0
        if not line or not (continues or _HEADER_START.match(line)):
            block.end = end if not line else block.end
            break
        if not continues:
            _note(bytes(current), block, limits)
            current.clear()
            count += 1
        current += line
        size += len(line)
        block.end = end
        _measure(count, len(current), size, limits)
    _note(bytes(current), block, limits)
    return block


def _measure(count: int, header: int, size: int, limits: Limits) -> None:
    if count > limits.headers:
        raise _Over(f"more than {limits.headers} headers")
    if header > limits.header:
        raise _Over(f"one header {_kib(header)} > {_kib(limits.header)}")
    if size > limits.header_block:
        raise _Over(f"header block {_kib(size)} > {_kib(limits.header_block)}")


def _note(header: bytes, block: _Block, limits: Limits) -> None:
    """Remember what one whole header means for the nesting."""
    name, _, value = header.partition(b":")
    name = name.strip().lower()
    if name in _DAMPED_PARAMETERS and value.count(b";") > limits.parameters:
        raise _Over(f"more than {limits.parameters} parameters in {name.decode('ascii', 'replace')}")
    if name != b"content-type":
        return
    if _MULTIPART.match(value) and (found := _BOUNDARY.search(value)):
        block.boundary = (found[1] or found[2]).rstrip(b" \t")
    block.opens_message = bool(_MESSAGE.match(value))


def _lines(raw: bytes, start: int) -> Iterator[tuple[bytes, int]]:
    """Each line without its end, and where the next one starts."""
    while start < len(raw):
        found = _LINE_END.search(raw, start)
        stop, end = (found.start(), found.end()) if found else (len(raw), len(raw))
        yield raw[start:stop], end
        start = end


def _kib(octets: int) -> str:
    return f"{-(-octets // 1024)} KiB"
