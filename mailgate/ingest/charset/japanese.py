"""Japanese as it is really sent: ISO-2022-JP and EUC-JP with the letters that Windows has besides (①, ㈱, 髙).

    as_cp932(data) -> the same text in Windows code page 932, or None when it is in neither

RFC 1468 knows JIS X 0208 alone; mail programs write row 13 and the IBM rows into it all the same. Linear, total.
"""

import re

_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_PAIR = re.compile(rb"([\x21-\x7e])([\x21-\x7e])")
_EUC_PAIR = re.compile(rb"([\xa1-\xfe])([\xa1-\xfe])|\x8e([\xa1-\xdf])")


def as_cp932(data: bytes) -> bytes | None:
    """ISO-2022-JP when it has escapes, else EUC-JP; None when octets are left over that belong to no letter."""
    if b"\x1b" in data:
        return _from_escapes(data)
    return _EUC_PAIR.sub(_from_euc, data) if _EUC_PAIR.sub(b"", data).isascii() else None


def _from_escapes(data: bytes) -> bytes:
    pieces: list[bytes] = []
    mode = b"(B"
    position = 0
    for escape in _ESCAPE.finditer(data):
        pieces.append(_in_mode(mode, data[position : escape.start()]))
        mode, position = escape[1], escape.end()
    pieces.append(_in_mode(mode, data[position:]))
    return b"".join(pieces)


def _in_mode(mode: bytes, data: bytes) -> bytes:
    if mode == b"(I":
        return bytes(octet | 0x80 if octet > 0x20 else octet for octet in data)
    return _PAIR.sub(lambda pair: _moved(*pair[0]), data) if mode.startswith(b"$") else data


def _from_euc(found: re.Match[bytes]) -> bytes:
    return found[3] or _moved(found[1][0] & 0x7F, found[2][0] & 0x7F)


def _moved(row: int, cell: int) -> bytes:
    """One character from JIS X 0208 to its place in Shift JIS."""
    lead = ((row - 1) >> 1) + (0x71 if row < 0x5F else 0xB1)
    trail = cell + (0x7E if row % 2 == 0 else 0x20 if cell >= 0x60 else 0x1F)
    return bytes((lead, trail))
