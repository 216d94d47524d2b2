"""How much structure a letter may have before it is too much to read (threats T42).

    read_tree(raw, Limits(parts=100))      # raises TooMuch with the sentence that says which limit was broken

The limits are asked while the bytes are looked at, never afterwards: no reader runs ahead of them. What breaks one is
quarantined with its raw bytes; nothing here judges what a letter says.

The amounts bound what is decoded of a letter that is read: what goes beyond them is left out, and staff are told.
"""

from dataclasses import dataclass, field


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
    # Amounts, each for the whole letter with all that lies inside it:
    text_octets: int = 6_000_000  #: that are decoded as text
    text_letters: int = 2_000_000  #: of its plain text
    html_letters: int = 2_000_000
    tags: int = 100_000  #: of HTML
    wrappers: int = 20  #: winmail.dat that are opened
    rtf_octets: int = 1_000_000  #: unpacked
    base64_pieces: int = 200_000  #: that are padded each by itself
    guesses: int = 20  #: of charsets by a large sample; further ones look at less


DEFAULT = Limits()
TEXT_CUT = "only the beginning of the text was read: it is too long"
INNER_LETTER_SKIPPED = "a letter inside was not opened: it has too many parts, or is too deep"
#: What staff are told when an amount is used up.
_TOLD = {
    "text_octets": TEXT_CUT,
    "text_letters": TEXT_CUT,
    "html_letters": TEXT_CUT,
    "tags": "only the beginning of the HTML was read: it is too large",
    "wrappers": "files inside other files were not opened: there are too many",
    "rtf_octets": "only the beginning of the rich text was read: it is too large",
    "base64_pieces": "damaged base64",
}


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
    used: dict[str, int] = field(default_factory=dict)  #: of the amounts
    notes: dict[str, None] = field(default_factory=dict)  #: what was left out, for staff, in order

    def take(self, amount: str, wanted: int) -> int:
        """How much of `wanted` may still be had; `amount` is one of those of Limits. What is had is used."""
        used = self.used.get(amount, 0)
        had = min(wanted, max(0, int(getattr(self.limits, amount)) - used))
        self.used[amount] = used + had
        if had < wanted and amount in _TOLD:
            self.notes[_TOLD[amount]] = None
        return had

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
