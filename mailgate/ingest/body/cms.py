"""The letter inside an opaque S/MIME signature (RFC 8551 §3.5.2): CMS SignedData with its content (RFC 5652 §5.2).

    entity_inside(part) -> the MIME entity that was signed, or None
    is_encrypted(octets) -> whether it is EnvelopedData and nobody here can read it

Follows the one path to the content through DER or BER by hand; no signature is checked. Linear, bounded depth, never
raises.
"""

from collections.abc import Iterator

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, open_letter

_PKCS7 = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07"  #: 1.2.840.113549.1.7
_SIGNED, _ENVELOPED = _PKCS7 + b"\x02", _PKCS7 + b"\x03"
_SEQUENCE, _OID, _CONTEXT_0, _OCTETS, _OCTETS_IN_PIECES = 0x30, 0x06, 0xA0, 0x04, 0x24
_DEPTH = 12
_PIECES = 200_000
_STEPS = 1000  #: elements that are passed over in one


class _NotSo(Exception):
    """The octets are not what they would have to be."""


def entity_inside(part: Part) -> Part | None:
    """The signed MIME entity as a tree of its own."""
    return open_letter(part, lambda one: signed_content(parts.octets(one)))


def is_encrypted(data: bytes) -> bool:
    """Whether it begins as EnvelopedData."""
    return _ENVELOPED in data[:40]


def signed_content(data: bytes) -> bytes:
    """What was signed, when it is inside; b"" when it is not, or when this is nothing of the kind."""
    if _SIGNED not in data[:40]:
        return b""
    try:
        position = _inside(data, 0, _SEQUENCE)  # ContentInfo
        position = _inside(data, _after(data, position), _CONTEXT_0)
        position = _inside(data, position, _SEQUENCE)  # SignedData
        position = _after(data, _after(data, position))  # version, digest algorithms
        position = _inside(data, position, _SEQUENCE)  # EncapsulatedContentInfo
        position = _inside(data, _after(data, position), _CONTEXT_0)
        return b"".join(_pieces(data, position))
    except (_NotSo, IndexError):
        return b""


def _head(data: bytes, position: int) -> tuple[int, int, int]:
    """Tag, where the content begins, and its length; -1 when it ends by a mark (X.690 §8.1.3.6)."""
    tag, length = data[position], data[position + 1]
    position += 2
    if length == 0x80:
        return tag, position, -1
    if length & 0x80:
        count = length & 0x7F
        if count > 4:
            raise _NotSo
        length = int.from_bytes(data[position : position + count], "big")
        position += count
    return tag, position, length


def _inside(data: bytes, position: int, expected: int) -> int:
    tag, position, _ = _head(data, position)
    if tag != expected:
        raise _NotSo
    return position


def _after(data: bytes, position: int, depth: int = 0) -> int:
    _, position, length = _head(data, position)
    if length >= 0:
        return position + length
    if depth > _DEPTH:
        raise _NotSo
    for _ in range(_STEPS):
        if data[position : position + 2] == b"\0\0":
            return position + 2
        position = _after(data, position, depth + 1)
    raise _NotSo


def _pieces(data: bytes, position: int) -> Iterator[bytes]:
    tag, position, length = _head(data, position)
    if tag == _OCTETS and length >= 0:
        yield data[position : position + length]
        return
    if tag != _OCTETS_IN_PIECES:
        raise _NotSo
    end = position + length if length >= 0 else len(data)
    for _ in range(_PIECES):
        if position >= end or data[position : position + 2] == b"\0\0":
            return
        tag, position, size = _head(data, position)
        if tag != _OCTETS or size < 0:
            raise _NotSo
        yield data[position : position + size]
        position += size
