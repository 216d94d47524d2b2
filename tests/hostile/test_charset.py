"""Hostile and random input to what `tests/unit/ingest/test_charset.py` is about: never an error, never much time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.ingest.charset.guess import guess
from mailgate.ingest.charset.repair import decode


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "utf-7", "utf-16", "utf-32", "iso-2022-jp", "euc-jp", "big5"]),
)
def test_any_octets_end_in_text(data: bytes, declared: str) -> None:
    assert isinstance(decode(data, declared)[0], str)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_a_guess_is_always_a_codec(data: bytes) -> None:
    assert isinstance(data.decode(guess(data), "replace"), str)


@pytest.mark.parametrize(
    "piece", [b"\x1b$B", b"+A", b"\xff", b"\xc3", b"\xa4\xa2", b"\x8a", b"=?", b"\xef\xbb\xbf\xc3\x83"]
)
@pytest.mark.parametrize("declared", ["", "utf-7", "iso-2022-jp", "euc-jp", "utf-8", "utf-16"])
def test_decoding_is_linear(piece: bytes, declared: str) -> None:
    started = time.process_time()
    decode(piece * (200_000 // len(piece)), declared)
    assert time.process_time() - started < 0.5
