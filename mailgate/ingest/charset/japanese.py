"""Japanese as it is really sent: ISO-2022-JP and EUC-JP with the letters that Windows has besides (①, ㈱, 髙).

    as_cp932(data) -> the same text in Windows code page 932, or None when it is in neither

RFC 1468 knows JIS X 0208 alone; mail programs write row 13 and the IBM rows into it all the same. Linear, total.
"""

import re
from functools import lru_cache

_STRETCH = re.compile(rb"\x1b(\$[@B]|\([BJI])([^\x1b]*+)")
_PAIR = re.compile(rb"[\x21-\x7e]{2}")
_EUC_PAIR = re.compile(rb"[\xa1-\xfe]{2}|\x8e[\xa1-\xdf]")


def as_cp932(data: bytes) -> bytes | None:
    """ISO-2022-JP when it has escapes, else EUC-JP; None when octets are left over that belong to no letter."""
    if b"\x1b" in data:
        return _from_escapes(data)
    if not _EUC_PAIR.sub(b"", data).isascii():
        return None
    places = _euc_places()
    return _EUC_PAIR.sub(lambda pair: places[pair[0]], data)


def _from_escapes(data: bytes) -> bytes:
    places = _jis_places()
    return _STRETCH.sub(lambda stretch: _in_mode(stretch[1], stretch[2], places), data)


def _in_mode(mode: bytes, data: bytes, places: dict[bytes, bytes]) -> bytes:
    if len(data) == 2 and mode[:1] == b"$" and data in places:
        return places[data]
    if mode == b"(I":
        return data.translate(_HALF_WIDTH)
    return _PAIR.sub(lambda pair: places[pair[0]], data) if mode[:1] == b"$" else data


_HALF_WIDTH = bytes(octet | 0x80 if octet > 0x20 else octet for octet in range(256))


@lru_cache(maxsize=1)
def _jis_places() -> dict[bytes, bytes]:
    return {bytes((row, cell)): _moved(row, cell) for row in range(0x21, 0x7F) for cell in range(0x21, 0x7F)}


@lru_cache(maxsize=1)
def _euc_places() -> dict[bytes, bytes]:
    moved = {bytes((pair[0] | 0x80, pair[1] | 0x80)): place for pair, place in _jis_places().items()}
    return moved | {bytes((0x8E, octet)): bytes([octet]) for octet in range(0xA1, 0xE0)}


def _moved(row: int, cell: int) -> bytes:
    """One character from JIS X 0208 to its place in Shift JIS."""
    lead = ((row - 1) >> 1) + (0x71 if row < 0x5F else 0xB1)
    trail = cell + (0x7E if row % 2 == 0 else 0x20 if cell >= 0x60 else 0x1F)
    return bytes((lead, trail))
