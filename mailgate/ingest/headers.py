"""Header fields as people read them: unfolded, decoded, on one line.

    fields(message) -> Fields;  fields["subject"], fields.all("received")

Works from the raw octets that the parser kept, so that no library's header classes can raise (threats §0.5).
RFC 2047 words are joined as octets before they are decoded. A value never carries a control character or line break.
"""

import base64
import binascii
import re
import unicodedata
from email.message import Message

from mailgate.ingest import charset

#: One encoded word (RFC 2047 §2), tolerant of "?" and spaces inside; it cannot run past the start of the next one.
_WORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?((?:[^?=]|\?(?!=)|=(?!\?(?!=)))*+)\?=")
_FOLD = re.compile(r"\r\n|\r|\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";]{1,60})", re.IGNORECASE)
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_LINE_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")


class Fields:
    """The header fields of one message or part, in order, names lower-case. Missing is ""."""

    def __init__(self, message: "Message[str, str]") -> None:
        self.raw = tuple((str(name).lower(), unfold(str(value))) for name, value in message.raw_items())
        found = next((_CHARSET.search(value) for name, value in self.raw if name == "content-type"), None)
        self._charset = found[1] if found else ""  #: of the body; what raw 8-bit headers most likely are in, too

    def __getitem__(self, name: str) -> str:
        """The first field of that name, decoded."""
        return next((decode(value, self._charset) for key, value in self.raw if key == name), "")

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self.raw)

    def all(self, name: str) -> tuple[str, ...]:
        """Every field of that name, decoded, topmost first."""
        return tuple(decode(value, self._charset) for key, value in self.raw if key == name)

    def undecoded(self, name: str) -> tuple[str, ...]:
        """Every field of that name with encoded words left alone; for structured fields (RFC 2047 §5)."""
        return tuple(eight_bit(value, self._charset) for key, value in self.raw if key == name)


def unfold(value: str) -> str:
    """RFC 5322 §2.2.3: line breaks go, the white space after them stays."""
    return _FOLD.sub("", value).strip(" \t")


def decode(value: str, declared: str = "") -> str:
    """A raw value (surrogate-escaped octets) as clean text on one line. Never raises."""
    return clean(words(eight_bit(value, declared)))


def eight_bit(value: str, declared: str = "") -> str:
    """Raw 8-bit octets in a header as text: UTF-8 (RFC 6532), else the body's charset, else a guess."""
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return charset.decode(data, declared)[0]


def words(text: str) -> str:
    """RFC 2047 words decoded; neighbours of one charset are joined first, so split letters become whole."""
    pieces: list[str] = []
    pending, pending_charset, end = b"", "", 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        label = word[1].partition("*")[0].lower()  # RFC 2231 §5: charset*language
        adjacent = end > 0 and not between.strip()
        if not (adjacent and label == pending_charset):
            pieces.append(charset.decode(pending, pending_charset)[0])
            pending = b""
        if not adjacent:
            pieces.append(between)
        pending, pending_charset, end = pending + _octets(word[2], word[3]), label, word.end()
    pieces.append(charset.decode(pending, pending_charset)[0] if pending else "")
    pieces.append(text[end:])
    return "".join(pieces)


def clean(text: str) -> str:
    """One line without controls, lone surrogates or line separators (threats T24)."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(filter(None, map(_clean_letter, text))).strip()


def _clean_letter(letter: str) -> str:
    if letter in _LINE_BREAKS:
        return " "
    kind = unicodedata.category(letter)
    return "" if kind == "Cc" else "\ufffd" if kind == "Cs" else letter


def _octets(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), data.replace(b"_", b" "))
    return lenient_base64(data)


def lenient_base64(data: bytes) -> bytes:
    """Base64 without its mistakes: strange characters are skipped, an incomplete end is dropped. Never raises."""
    letters = _NOT_BASE64.sub(b"", data)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""
