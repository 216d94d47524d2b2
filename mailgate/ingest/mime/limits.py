"""How much structure a letter may have before it is too much to read (threats T42).

    read_tree(raw, Limits(parts=100))      # raises TooMuch with the sentence that says which limit was broken

The limits are asked while the bytes are looked at, never afterwards: no reader runs ahead of them. What breaks one is
quarantined with its raw bytes; nothing here judges what a letter says.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much structure a letter may have. Sizes in octets."""

    header_block: int = 256 * 1024
    header: int = 64 * 1024
    headers: int = 1000  #: in one header block
    parts: int = 500  #: in the whole letter
    depth: int = 50  #: multipart and message levels
    parameters: int = 100  #: of one Content-Type or Content-Disposition
    false_boundaries: int = 5000  #: lines that begin like a boundary and are none, in the whole letter


DEFAULT = Limits()


class TooMuch(Exception):
    """A limit was broken; the message is the sentence, e.g. "limit: depth 51 > 50"."""

    def __init__(self, what: str) -> None:
        super().__init__(f"limit: {what}")


@dataclass(slots=True)
class Budget:
    """What one letter has used of its limits so far."""

    limits: Limits = DEFAULT
    parts: int = 0
    false_boundaries: int = 0

    def part(self, depth: int) -> None:
        """One more part, that many levels down."""
        self.parts += 1
        self.fits(0)
        if depth > self.limits.depth:
            raise TooMuch(f"depth {depth} > {self.limits.depth}")

    def fits(self, more: int) -> None:
        """Whether so many more parts may still come."""
        if self.parts + more > self.limits.parts:
            raise TooMuch(f"more than {self.limits.parts} parts")

    def false_boundary(self) -> None:
        """One more line that only begins like a boundary."""
        self.false_boundaries += 1
        if self.false_boundaries > self.limits.false_boundaries:
            raise TooMuch(f"more than {self.limits.false_boundaries} lines that look like a boundary")

    def header(self, count: int, size: int, block: int) -> None:
        """A header block so far: its fields, the octets of the newest one and of all."""
        if count > self.limits.headers:
            raise TooMuch(f"more than {self.limits.headers} headers")
        if size > self.limits.header:
            raise TooMuch(f"one header {_kib(size)} > {_kib(self.limits.header)}")
        if block > self.limits.header_block:
            raise TooMuch(f"header block {_kib(block)} > {_kib(self.limits.header_block)}")

    def parameters(self, name: str, count: int) -> None:
        """Parameters of one field."""
        if count > self.limits.parameters:
            raise TooMuch(f"more than {self.limits.parameters} parameters in {name}")


def _kib(octets: int) -> str:
    return f"{-(-octets // 1024)} KiB"
