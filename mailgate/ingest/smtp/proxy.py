"""The PROXY protocol, versions 1 and 2 (haproxy's proxy-protocol.txt): for whom a server in front speaks.

    found = read_header(buffer)    # None: more bytes are needed

Believed only of configured hosts, who must send it; from anybody else it is an unknown command. Pure.
"""

import ipaddress
import re
import struct
from dataclasses import dataclass

_V2 = b"\r\n\r\n\0\r\nQUIT\n"
_V1 = re.compile(
    rb"PROXY (?:UNKNOWN(?: [ -~]*)?|TCP([46]) ([0-9A-Fa-f.:]{2,39}) ([0-9A-Fa-f.:]{2,39}) \d{1,5} \d{1,5})\r\n"
)
_MOST_V1 = 107
_MOST_V2 = 16 + 2048  #: addresses need 36 at most; what is behind them is nothing to us
_LOCAL, _PROXY = 0x20, 0x21
_TCP4, _TCP6 = 0x11, 0x21


class BadHeader(ValueError):
    """What came is no PROXY header."""


@dataclass(frozen=True, slots=True)
class ProxyHeader:
    """For whom the server in front speaks."""

    address: str  #: of its client; "" when it does not say
    length: int  #: bytes of the header


def read_header(buffer: bytes) -> ProxyHeader | None:
    """The header that the bytes begin with; None when it has not come as a whole. Raises BadHeader."""
    if buffer[: len(_V2)] == _V2[: len(buffer)]:
        return _version_2(buffer)
    if buffer[:6] != b"PROXY "[: len(buffer)]:
        raise BadHeader
    return _version_1(buffer)


def _version_1(buffer: bytes) -> ProxyHeader | None:
    end = buffer.find(b"\n", 0, _MOST_V1) + 1
    if not end:
        if len(buffer) >= _MOST_V1:
            raise BadHeader
        return None
    found = _V1.fullmatch(buffer, 0, end)
    if not found:
        raise BadHeader
    if not found[1]:
        return ProxyHeader("", end)
    source, destination = (_address(text.decode("ascii"), int(found[1])) for text in (found[2], found[3]))
    return ProxyHeader(source, end) if destination else ProxyHeader("", end)


def _address(text: str, version: int) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError as cause:
        raise BadHeader from cause
    if address.version != version:
        raise BadHeader
    return str(address)


def _version_2(buffer: bytes) -> ProxyHeader | None:
    if len(buffer) < 16:
        return None
    command, family, size = struct.unpack_from("!BBH", buffer, len(_V2))
    length = 16 + size
    if command not in (_LOCAL, _PROXY) or length > _MOST_V2:
        raise BadHeader
    if len(buffer) < length:
        return None
    if command == _LOCAL:
        return ProxyHeader("", length)
    octets = {_TCP4: 4, _TCP6: 16}.get(family, 0)
    if size < 2 * octets + 4 and octets:
        raise BadHeader
    return ProxyHeader(str(ipaddress.ip_address(buffer[16 : 16 + octets])) if octets else "", length)
