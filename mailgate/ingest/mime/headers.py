"""Header fields as people read them: unfolded, decoded, on one line.

    fields["subject"], fields.all("received"), fields.undecoded("to")

Works from the raw octets that the parser kept, so that no library's header classes can raise (threats §0.5).
RFC 2047 words are joined as octets before they are decoded. A value never carries a control character or line break.
"""

import re
from collections.abc import Iterable

from mailgate.ingest import charset
from mailgate.ingest.mime.transfer import lenient_base64

#: One encoded word (RFC 2047 §2), tolerant of "?" and spaces inside; it cannot run past the start of the next one.
_WORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?((?:[^?=]|\?(?!=)|=(?!\?(?!=)))*+)\?=")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";]{1,60})", re.IGNORECASE)
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_SAMPLE = 500  #: octets that a guess at a charset looks at
_STRANGE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  #: controls, line separators, lone surrogates
_LINE_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


class Fields:
    """The header fields of one message or part, in order, names lower-case. Missing is ""."""

    __slots__ = ("_by_name", "_charset", "_decoded", "_eight_bit", "oddities", "raw")

    def __init__(self, raw: Iterable[tuple[bytes, bytes]], oddities: tuple[str, ...] = ()) -> None:
        """`raw`: names and unfolded values, as octets. `oddities`: what was strange in the block, for staff."""
        self.oddities = oddities
        self.raw = tuple(
            (name.decode("ascii", "replace").lower(), value.decode("ascii", "surrogateescape").strip(" \t"))
            for name, value in raw
        )
        self._by_name: dict[str, list[str]] = {}
        for name, value in self.raw:
            self._by_name.setdefault(name, []).append(value)
        found = _CHARSET.search(self._by_name["content-type"][0]) if "content-type" in self._by_name else None
        self._charset = found[1] if found else ""  #: of the body; what raw 8-bit headers most likely are in, too
        self._decoded: dict[str, tuple[str, ...]] = {}
        self._eight_bit: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, name: str) -> str:
        """The first field of that name, decoded."""
        return next(iter(self.all(name)), "")

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def all(self, name: str) -> tuple[str, ...]:
        """Every field of that name, decoded, topmost first."""
        if name not in self._by_name:
            return ()
        if name not in self._decoded:
            self._decoded[name] = tuple(decode(value, self._charset) for value in self._by_name[name])
        return self._decoded[name]

    def undecoded(self, name: str) -> tuple[str, ...]:
        """Every field of that name with encoded words left alone; for structured fields (RFC 2047 §5)."""
        values = self._by_name.get(name, ())
        if all(map(str.isascii, values)):
            return tuple(values)
        if name not in self._eight_bit:
            self._eight_bit[name] = tuple(eight_bit(value, self._charset) for value in values)
        return self._eight_bit[name]


def decode(value: str, declared: str = "") -> str:
    """A raw value (surrogate-escaped octets) as clean text on one line. Never raises."""
    return clean(words(value, declared))


def eight_bit(value: str, declared: str = "") -> str:
    """Raw 8-bit octets in a header as text: UTF-8 (RFC 6532), else the body's charset, else a guess."""
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return charset.decode(data, declared, _SAMPLE)[0]


def words(text: str, declared: str = "") -> str:
    """RFC 2047 words decoded; neighbours of one charset are joined first, so split letters become whole.

    8-bit octets inside a word are of the word's charset, outside of them see `eight_bit`.
    """
    if "=?" not in text:
        return eight_bit(text, declared)
    pieces: list[str] = []
    pending, pending_charset, end = b"", "", 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        label = word[1].partition("*")[0].lower()  # RFC 2231 §5: charset*language
        adjacent = end > 0 and not between.strip()
        if not (adjacent and label == pending_charset):
            pieces.append(charset.decode(pending, pending_charset, _SAMPLE)[0])
            pending = b""
        if not adjacent:
            pieces.append(eight_bit(between, declared))
        pending, pending_charset, end = pending + _octets(word[2], word[3]), label, word.end()
    pieces.append(charset.decode(pending, pending_charset, _SAMPLE)[0] if pending else "")
    pieces.append(eight_bit(text[end:], declared))
    return "".join(pieces)


def clean(text: str) -> str:
    """One line without controls, lone surrogates or line separators (threats T24)."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _STRANGE.sub(_instead, text).strip()


def _instead(found: re.Match[str]) -> str:
    return " " if found[0] in _LINE_BREAKS else "\ufffd" if found[0] >= "\ud800" else ""


def _octets(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), data.replace(b"_", b" "))
    return lenient_base64(data)
