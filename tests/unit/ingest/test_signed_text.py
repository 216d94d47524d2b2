"""A letter is prepared for dkimpy as dkimpy itself would have it, only in bounded time (law 4)."""

import time

import dkim
import pytest
from dkim.canonicalization import Relaxed, Simple
from hypothesis import given
from hypothesis import strategies as st

from mailgate.ingest.origin.signed_text import SignedText
from mailgate.ingest.origin.unsound import Unsound

from .origin_parts import CHECKING, KEY, RAW, proof, signed, table

PIECES = st.lists(st.sampled_from([b"\r\n", b"\n", b" ", b"\t", b"x", b"\r", b"\r\n\r\n", b"  "]), max_size=12)


@given(PIECES.map(b"".join))
def test_bodies_are_canonicalised_as_dkimpy_does(body: bytes) -> None:
    raw = b"A: b\r\n c\r\nD: e\r\n\r\n" + body
    headers, parsed = dkim.rfc822_parse(raw)
    text = SignedText(raw, table())
    assert [list(field) for field in text.headers] == headers
    assert text.simple == Simple.canonicalize_body(parsed)
    assert text.relaxed == Relaxed.canonicalize_body(parsed)


@pytest.mark.parametrize("ways", [(one, other) for one in (b"simple", b"relaxed") for other in (b"simple", b"relaxed")])
@pytest.mark.parametrize("body", [b"", b"\r\n", b"x", b"a  b \t\r\n\r\n\r\n", b"one\ntwo \n"])
def test_every_way_of_signing_is_understood(ways: tuple[bytes, bytes], body: bytes) -> None:
    raw = signed(RAW.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body, canonicalize=ways)
    assert proof(raw, CHECKING, lookup=table()).value == "proven"


@pytest.mark.parametrize("body", [b"x" + b" " * 3_000_000 + b"x", b"\r\n" * 1_500_000, (b" " * 900 + b"x") * 3000])
def test_white_space_without_end_costs_no_time(body: bytes) -> None:
    began = time.process_time()
    text = SignedText(b"A: b\r\n\r\n" + body, table())
    assert text.relaxed is text.relaxed
    assert text.simple
    assert time.process_time() - began < 2


def test_a_key_whose_use_would_take_minutes_is_not_used() -> None:
    huge = (1 << 12_000) + 1
    record = b"v=DKIM1; p=" + _public(huge, 65_537)
    odd = b"v=DKIM1; p=" + _public((1 << 2047) + 1, 1 << 2046)
    for public, why in ((record, "a key of"), (odd, "a key of 2048 bits"), (b"v=DKIM1; p=" + b"A" * 5000, "absurd")):
        with pytest.raises(Unsound, match=why):
            SignedText(signed(), table(s___domainkey__corp__example=public)).key(b"s._domainkey.corp.example.")


def _public(modulus: int, exponent: int) -> bytes:
    import base64

    from dkim.asn1 import INTEGER, SEQUENCE  # the one tag and length form that the parser needs

    def wrapped(tag: int, octets: bytes) -> bytes:
        return bytes([tag, 0x82]) + len(octets).to_bytes(2, "big") + octets

    numbers = [number.to_bytes(number.bit_length() // 8 + 1, "big") for number in (modulus, exponent)]
    return base64.b64encode(wrapped(SEQUENCE, b"".join(wrapped(INTEGER, number) for number in numbers)))


def test_a_revoked_key_is_no_key() -> None:
    with pytest.raises(Unsound, match="cannot be read"):
        SignedText(signed(), table(s___domainkey__corp__example=b"v=DKIM1; p=")).key(b"s._domainkey.corp.example.")


def test_the_key_is_found_among_other_texts() -> None:
    def lookup(name: str, kind: str = "TXT") -> list[bytes] | None:
        return [b"hello", *(table()(name) or [])]

    assert proof(signed(key=KEY), CHECKING, lookup=lookup).value == "proven"
