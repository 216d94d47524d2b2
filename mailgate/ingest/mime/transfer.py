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
_DAMAGED = "damaged base64"
_PLAIN = "said to be base64, is plain"


def decode(data: bytes, encoding: str) -> tuple[bytes, str]:
    """The octets behind `data`, and what was strange. An unknown encoding leaves them as they are (RFC 2045 §6.4)."""
    name = "".join(filter(str.isalnum, encoding[:40]))  # "quoted printable", "base-64", "8-bit"
    undo = _DECODERS.get(name)
    return undo(data) if undo else (data, "" if name in _IDENTITY else f"unknown transfer encoding {encoding[:40]}")


def from_base64(data: bytes) -> tuple[bytes, str]:
    """Base64; damage costs as little as possible (threats B15)."""
    letters = data.translate(None, _WHITE)
    if not letters.translate(None, _ALPHABET):
        return _strict(letters)
    lines = data.split(b"\n")
    good = [line for line in lines if not line.strip(_WHITE) or _LINE_OF_BASE64.fullmatch(line)]
    if 2 * len(good) < len(lines) and b" " in data.strip(_WHITE):
        return data, _PLAIN
    # A list's footer in plain text below the last line is not part of it; a stray character in a line is skipped.
    end = next(
        (number for number, line in enumerate(lines) if b" " in line.strip(_WHITE) and _FOREIGN.search(line)), None
    )
    kept = b"".join(lines[:end] if end else lines)
    return lenient_base64(kept), _DAMAGED


def size_of_base64(data: bytes) -> int | None:
    """How many octets whole and undamaged base64 stands for, without decoding it; None for any other."""
    letters = data.translate(None, _WHITE)
    body = letters.rstrip(b"=")
    if len(letters) % 4 or len(letters) - len(body) > 2 or body.translate(None, _ALPHABET[:-1]):
        return None
    return len(letters) // 4 * 3 - (len(letters) - len(body))


def _strict(letters: bytes) -> tuple[bytes, str]:
    body = letters.rstrip(b"=")
    if b"=" in body:  # several pieces one after another, each padded by itself
        pieces = [lenient_base64(piece) for piece in body.split(b"=") if piece]
        return b"".join(pieces), ""
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
#: By name, letters and digits only.
_DECODERS: dict[str, Callable[[bytes], tuple[bytes, str]]] = {
    "base64": from_base64,
    "base64mime": from_base64,
    "b64": from_base64,
    "quotedprintable": from_quoted_printable,
    "quotedprintible": from_quoted_printable,
    "quoteprintable": from_quoted_printable,
    "qp": from_quoted_printable,
    "xuuencode": from_uuencode,
    "uuencode": from_uuencode,
    "xuue": from_uuencode,
    "uue": from_uuencode,
}
