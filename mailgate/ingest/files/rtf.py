"""The rich text of Outlook, as far as its words: unpacking (MS-OXRTFCP) and RTF to HTML or to plain text (MS-OXRTFEX).

    unpacked(octets) -> RTF octets, b"" when broken;   words(rtf) -> (text, html); html is "" unless RTF holds HTML

For letters that have no other text. Linear, total, capped.
"""

import re
import struct
from dataclasses import dataclass, field

from mailgate.ingest import charset

_HEAD = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_LARGEST = 1_000_000  #: octets of RTF that are read
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4096
_DEEPEST = 1000  #: groups in groups
_TOKEN = re.compile(
    rb"\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-z']))|([{}])|([^\\{}\r\n]{1,4096})|[\r\n]", re.DOTALL
)
#: Groups whose words are not the letter's.
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore latentstyles generator "
    b"listtable listoverridetable header footer headerl headerr footerl footerr pntext rsidtbl mhtmltag".split()
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–", b"emdash": "—", b"~": "\u00a0",
    b"_": "-", b"{": "{", b"}": "}", b"\\": "\\",
}  # fmt: skip


def packed_size(data: bytes) -> int:
    """How many octets it says that it unpacks to, as far as they are read."""
    return min(_HEAD.unpack_from(data)[1], _LARGEST) if len(data) >= _HEAD.size else 0


def unpacked(data: bytes, most: int = _LARGEST) -> bytes:
    """RTF from its packed form; `most` octets of it."""
    if len(data) < _HEAD.size:
        return b""
    _, size, kind, _ = _HEAD.unpack_from(data)
    if kind == _PLAIN:
        return data[16 : 16 + min(size, most)]
    return _from_lz(data, min(size, most)) if kind == _PACKED else b""


def _from_lz(data: bytes, size: int) -> bytes:
    ring = bytearray(_START.ljust(_RING, b"\0"))
    write, position, found = len(_START), 16, bytearray()
    while position < len(data) and len(found) < size:
        flags = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data):
                break
            if not flags >> bit & 1:
                piece = data[position : position + 1]
                position += 1
            else:
                if position + 2 > len(data):
                    return bytes(found)
                pair = data[position] << 8 | data[position + 1]
                position += 2
                if pair >> 4 == write:
                    return bytes(found)
                piece = _from_ring(ring, pair >> 4, (pair & 15) + 2, write)
            for octet in piece:
                ring[write] = octet
                write = (write + 1) % _RING
            found += piece
    return bytes(found)


def _from_ring(ring: bytearray, start: int, length: int, write: int) -> bytes:
    """A run may reach into what it itself writes."""
    known = (write - start) % _RING or _RING
    run = bytes(ring[(start + step) % _RING] for step in range(min(length, known)))
    return (run * (length // len(run) + 1))[:length]


@dataclass(slots=True)
class _Group:
    """What a group inherits from the one around it."""

    skipped: bool = False
    in_tag: bool = False
    in_rtf: bool = False  #: between \\htmlrtf and \\htmlrtf0: for readers that know no HTML
    after: int = 1  #: characters to skip after \\u


@dataclass(slots=True)
class _Reader:
    html: bool
    page: str = "cp1252"
    pieces: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)  #: \\'xx octets of one charset
    groups: list[_Group] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    skip: int = 0

    def write(self, text: str) -> None:
        self.flush()
        if not self.group.skipped and not (self.html and self.group.in_rtf):
            self.pieces.append(text)

    def flush(self) -> None:
        if self.pending:
            octets, self.pending = bytes(self.pending), bytearray()
            self.write(charset.decode(octets, self.page)[0])

    def word(self, name: bytes, number: int | None) -> None:
        if name == b"ansicpg":
            self.page = f"cp{number}"
        elif name == b"uc":
            self.group.after = number or 0
        elif name == b"u" and number is not None:
            self.write(chr(number & 0xFFFF))
            self.skip = self.group.after
        elif name == b"htmlrtf":
            self.flush()
            self.group.in_rtf = number != 0
        elif name == b"htmltag":
            self.flush()
            self.group.skipped, self.group.in_tag = False, True
        elif name in _SKIPPED:
            self.flush()
            self.group.skipped = True
        elif name in _SIGNS and not (self.html and self.group.in_tag and name == b"par"):
            self.write(_SIGNS[name])


def words(rtf: bytes) -> tuple[str, str]:
    """The text, and the HTML when the RTF was made from HTML."""
    reader = _Reader(html=b"\\fromhtml" in rtf[:1000])
    for token in _TOKEN.finditer(rtf[:_LARGEST]):
        word, number, octet, sign, brace, plain = token.groups()
        if brace == b"{" and len(reader.groups) < _DEEPEST:
            reader.flush()
            reader.groups.append(reader.group)
            reader.group = _Group(reader.group.skipped, reader.group.in_tag, reader.group.in_rtf, reader.group.after)
        elif brace == b"}":
            reader.flush()
            reader.group = reader.groups.pop() if reader.groups else _Group()
        elif word:
            reader.word(word, int(number) if number else None)
        elif octet and not reader.skip:
            reader.pending.append(int(octet, 16))
        elif sign == b"*":
            reader.group.skipped = True
        elif sign in _SIGNS:
            reader.write(_SIGNS[sign])
        elif plain:
            reader.pending += plain[reader.skip :]
        if plain or octet:
            reader.skip = 0
    reader.flush()
    found = "".join(reader.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return ("", found) if reader.html else (found, "")
