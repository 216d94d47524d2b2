"""Builders of wrappers for tests: winmail.dat (MS-OXTNEF), opaque S/MIME signatures (RFC 5652), parts and letters."""

import struct
from collections.abc import Sequence


def part(content: bytes, *head: bytes) -> bytes:
    """One entity."""
    return b"".join(line + b"\r\n" for line in head) + b"\r\n" + content


def multipart(kind: bytes, *parts: bytes, boundary: bytes = b"=_b", more: bytes = b"") -> bytes:
    """A multipart entity of these parts."""
    body = b"".join(b"--" + boundary + b"\r\n" + each + b"\r\n" for each in parts)
    return part(
        body + b"--" + boundary + b"--\r\n",
        b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"' + more,
    )


def plain(text: str, *head: bytes) -> bytes:
    """A plain part in UTF-8."""
    return part(text.encode(), b"Content-Type: text/plain; charset=utf-8", *head)


def html(text: str, *head: bytes) -> bytes:
    """An HTML part in UTF-8."""
    return part(text.encode(), b"Content-Type: text/html; charset=utf-8", *head)


def attribute(identifier: int, value: bytes, level: int = 1, kind: int = 6) -> bytes:
    """One TNEF attribute."""
    return struct.pack("<BHHI", level, identifier, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def prop(identifier: int, value: str | bytes, kind: int | None = None) -> bytes:
    """One MAPI property: Unicode, or octets."""
    data = value.encode("utf-16-le") + b"\0\0" if isinstance(value, str) else value
    kind = kind or (0x1F if isinstance(value, str) else 0x102)
    return struct.pack("<HHII", kind, identifier, 1, len(data)) + data + b"\0" * (-len(data) % 4)


def properties(*each: bytes) -> bytes:
    """A list of MAPI properties."""
    return struct.pack("<I", len(each)) + b"".join(each)


def tnef(*attributes: bytes) -> bytes:
    """A winmail.dat."""
    return struct.pack("<IH", 0x223E9F78, 1) + attribute(0x9007, struct.pack("<II", 1250, 0)) + b"".join(attributes)


def tnef_file(short: str, data: bytes, *more: bytes) -> bytes:
    """The attributes of one attached file; `more` are its MAPI properties."""
    return (
        attribute(0x9002, b"\1\0" + b"\0" * 12, 2)
        + attribute(0x8010, short.encode("cp1250") + b"\0", 2, 1)
        + attribute(0x800F, data, 2)
        + (attribute(0x9005, properties(*more), 2) if more else b"")
    )


def der(tag: int, *content: bytes) -> bytes:
    """One element with a definite length."""
    data = b"".join(content)
    size = len(data)
    head = bytes([size]) if size < 128 else (lambda n: bytes([0x80 | len(n)]) + n)(size.to_bytes(3, "big"))
    return bytes([tag]) + head + data


def ber(tag: int, *content: bytes) -> bytes:
    """One element that ends by a mark."""
    return bytes([tag, 0x80]) + b"".join(content) + b"\0\0"


_PKCS7 = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07"


def cms(content: bytes, *, pieces: Sequence[bytes] = (), kind: int = 2) -> bytes:
    """SignedData with its content and no signatures; with `pieces` in BER as a stream is written."""
    make = ber if pieces else der
    octets = ber(0x24, *(der(4, piece) for piece in pieces)) if pieces else der(4, content)
    algorithms = der(0x31, der(0x30, der(6, b"\x60\x86\x48\x01\x65\x03\x04\x02\x01")))
    inside = make(0x30, der(6, _PKCS7 + b"\x01"), make(0xA0, octets))
    return make(0x30, der(6, _PKCS7 + bytes([kind])), make(0xA0, make(0x30, der(2, b"\1"), algorithms, inside)))
