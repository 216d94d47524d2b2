"""Content-Transfer-Encoding undone (RFC 2045 §6), and what can be saved of it when it is damaged or a lie.

    decode(data, "base64") -> (octets, oddity)      # "" when all was well

Total and linear. It never looks at what the octets mean.
"""

import base64
import binascii
import re
from collections.abc import Callable

_WHITE = b" \t\r\n\v\f"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/=\s]")
_LINE_OF_BASE64 = re.compile(rb"[ \t]*[A-Za-z0-9+/]+={0,2}[ \t]*\r*")
_INNER_SPACE = re.compile(rb"\S[\t\v\f\r]*+ [ \t\v\f\r]*+\S")
_LINES = 2000  #: that are looked at to tell plain text from damaged base64; and lines with spaces in them
_PIECES = 200_000  #: of base64 that are padded each by itself
_DAMAGED = "damaged base64"
_PLAIN = "said to be base64, is plain"


def decode(data: bytes, encoding: str, pieces: int = 0) -> tuple[bytes, str]:
    """The octets behind `data`, and what was strange. An unknown encoding leaves them as they are (RFC 2045 §6.4).

    `pieces`: how many pieces of base64 may be padded each by itself, when a letter has a number of its own for them.
    """
    name = "".join(filter(str.isalnum, encoding[:40]))  # "quoted printable", "base-64", "8-bit"
    if name in _BASE64:
        return from_base64(data, pieces or _PIECES)
    undo = _DECODERS.get(name)
    return undo(data) if undo else (data, "" if name in _IDENTITY else f"unknown transfer encoding {encoding[:40]}")


def from_base64(data: bytes, pieces: int = _PIECES) -> tuple[bytes, str]:
    """Base64; damage costs as little as possible (threats B15)."""
    letters = data.translate(None, _WHITE)
    if not letters.translate(None, _ALPHABET):
        return _strict(letters, pieces)
    del letters
    lines = data.split(b"\n", _LINES)[:_LINES]
    good = [line for line in lines if not line.strip(_WHITE) or _LINE_OF_BASE64.fullmatch(line)]
    if 2 * len(good) < len(lines) and b" " in data.strip(_WHITE):
        return data, _PLAIN
    return lenient_base64(data[: _footer(data)]), _DAMAGED


def _footer(data: bytes) -> int:
    """Where a list's footer in plain text begins, which is not part of it; a stray character in a line is skipped."""
    position = 0
    for _ in range(_LINES):
        found = _INNER_SPACE.search(data, position)
        if found is None:
            break
        start = data.rfind(b"\n", 0, found.start()) + 1
        stop = data.find(b"\n", found.start())
        stop = stop if stop >= 0 else len(data)
        if start and _FOREIGN.search(data, start, stop):
            return start
        position = stop
    return len(data)


def size_of_base64(data: bytes) -> int | None:
    """How many octets whole and undamaged base64 stands for, without decoding it; None for any other."""
    letters = data.translate(None, _WHITE)
    body = letters.rstrip(b"=")
    if b"=" in body:
        return _size_of_pieces(letters)
    if len(letters) % 4 or len(letters) - len(body) > 2 or body.translate(None, _ALPHABET[:-1]):
        return None
    return len(letters) // 4 * 3 - (len(letters) - len(body))


def _size_of_pieces(letters: bytes) -> int | None:
    """The same for pieces that are padded each by itself, when each has its padding."""
    if len(letters) % 4 or letters.translate(None, _ALPHABET) or b"=" in letters[0::4] or b"=" in letters[1::4]:
        return None
    third, fourth = (int.from_bytes(letters[place::4].translate(_PADDING)) for place in (2, 3))
    return None if third & ~fourth else len(letters) // 4 * 3 - letters.count(b"=")


_PADDING = bytes(octet == ord("=") for octet in range(256))


def _strict(letters: bytes, pieces: int) -> tuple[bytes, str]:
    body = letters.rstrip(b"=")
    if b"=" in body:  # several pieces one after another, each padded by itself
        *whole, last = body.split(b"=", pieces)
        found = b"".join([lenient_base64(piece) for piece in (*whole, last.partition(b"=")[0]) if piece])
        return found, _DAMAGED if b"=" in last else ""
    if len(letters) % 4 == 0 and len(letters) - len(body) < 3:
        return binascii.a2b_base64(letters), ""
    complete = len(body) % 4 != 1  # many senders leave the padding off; nothing is lost by that
    return lenient_base64(body), "" if complete else _DAMAGED


def lenient_base64(data: bytes) -> bytes:
    """Base64 without its mistakes: strange characters are skipped, an incomplete end is dropped. Never raises."""
    letters = data.translate(None, _NOT_LETTERS)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""


_NOT_LETTERS = bytes(octet for octet in range(256) if octet not in _ALPHABET[:-1])


def from_quoted_printable(data: bytes) -> tuple[bytes, str]:
    """Quoted-printable; what is no escape stays as it is."""
    return binascii.a2b_qp(data), ""


def from_uuencode(data: bytes) -> tuple[bytes, str]:
    """x-uuencode: the octets between `begin` and `end`."""
    found: list[bytes] = []
    for line in data.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            octets = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                found.append(binascii.a2b_uu(line[:octets]))
            except binascii.Error:
                return b"".join(found), "damaged uuencode"
    return b"".join(found), ""


_IDENTITY = ("", "7bit", "8bit", "7bits", "8bits", "binary", "plain", "none")
_BASE64 = ("base64", "base64mime", "b64")
#: By name, letters and digits only.
_DECODERS: dict[str, Callable[[bytes], tuple[bytes, str]]] = {
    "quotedprintable": from_quoted_printable,
    "quotedprintible": from_quoted_printable,
    "quoteprintable": from_quoted_printable,
    "qp": from_quoted_printable,
    "xuuencode": from_uuencode,
    "uuencode": from_uuencode,
    "xuue": from_uuencode,
    "uue": from_uuencode,
}
