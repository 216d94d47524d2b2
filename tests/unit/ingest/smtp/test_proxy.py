"""PROXY headers, of both versions, and what is none."""

import ipaddress
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.ingest.smtp.proxy import BadHeader, ProxyHeader, read_header

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


def version_2(addresses: bytes, *, command: int = 0x21, family: int = 0x11) -> bytes:
    return SIGNATURE + struct.pack("!BBH", command, family, len(addresses)) + addresses


V4 = ipaddress.ip_address("198.51.100.9").packed + ipaddress.ip_address("192.0.2.1").packed + b"\x10\x00\x00\x19"
V6 = ipaddress.ip_address("2001:db8::9").packed + ipaddress.ip_address("2001:db8::1").packed + b"\x10\x00\x00\x19"

GOOD = [
    (b"PROXY TCP4 198.51.100.9 192.0.2.1 4096 25\r\n", "198.51.100.9"),
    (b"PROXY TCP6 2001:db8::9 2001:db8::1 4096 25\r\n", "2001:db8::9"),
    (b"PROXY UNKNOWN\r\n", ""),
    (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", ""),
    (version_2(V4), "198.51.100.9"),
    (version_2(V6, family=0x21), "2001:db8::9"),
    (version_2(V4 + b"\x03\x00\x04abcd"), "198.51.100.9"),
    (version_2(V4, command=0x20), ""),
    (version_2(b"", family=0x00), ""),
    (version_2(b"x" * 216, family=0x31), ""),
]


@pytest.mark.parametrize(("header", "address"), GOOD)
def test_a_header_names_the_client_and_its_own_length(header: bytes, address: str) -> None:
    assert read_header(header + b"EHLO client.example\r\n") == ProxyHeader(address, len(header))


@pytest.mark.parametrize("header", [header for header, _ in GOOD])
def test_a_header_that_is_on_its_way_is_waited_for(header: bytes) -> None:
    assert not any(read_header(header[:length]) for length in range(len(header)))


@pytest.mark.parametrize(
    "bytes_",
    [
        b"EHLO client.example\r\n",
        b"proxy TCP4 198.51.100.9 192.0.2.1 4096 25\r\n",
        b"PROXY TCP4 198.51.100.9 192.0.2.1 4096 25\n",
        b"PROXY TCP4  198.51.100.9 192.0.2.1 4096 25\r\n",
        b"PROXY TCP4 198.51.100.9 192.0.2.1 4096 25 more\r\n",
        b"PROXY TCP4 198.51.100.999 192.0.2.1 4096 25\r\n",
        b"PROXY TCP4 2001:db8::9 192.0.2.1 4096 25\r\n",
        b"PROXY TCP6 198.51.100.9 192.0.2.1 4096 25\r\n",
        b"PROXY UDP4 198.51.100.9 192.0.2.1 4096 25\r\n",
        b"PROXY " + b"x" * 200,
        b"PROXY UNKNOWN " + b"x" * 100 + b"\r\n",
        version_2(V4, command=0x11),
        version_2(V4, command=0x22),
        version_2(V4[:10]),
        version_2(V4 + b"x" * 60_000),
        b"\r\n\r\n\0\r\nQUIT\r\n",
    ],
)
def test_anything_else_is_no_header(bytes_: bytes) -> None:
    with pytest.raises(BadHeader):
        read_header(bytes_)


@given(st.one_of(st.binary(max_size=120), st.binary(max_size=90).map(lambda rest: SIGNATURE + rest)))
def test_any_bytes_are_a_header_or_not_yet_or_never(buffer: bytes) -> None:
    try:
        found = read_header(buffer)
    except BadHeader:
        return
    assert found is None or found.length <= len(buffer)
