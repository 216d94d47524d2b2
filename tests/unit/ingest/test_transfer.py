"""Transfer encodings, whole and damaged."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.ingest.mime.transfer import decode, size_of_base64

LONG = bytes(range(256)) * 3
WORDS = b"Hello there, all.\nThis is no code.\n"
LINES = base64.encodebytes(LONG)


@pytest.mark.parametrize(
    ("data", "encoding", "octets", "oddity"),
    [
        (LINES, "base64", LONG, ""),
        (LINES.replace(b"\n", b"\r\n"), "base64", LONG, ""),
        (b"YWI", "base64", b"ab", ""),
        (b"YWJjZ", "base64", b"abc", "damaged base64"),
        (b"YW!Jj\n", "base64", b"abc", "damaged base64"),
        (b"YQ==\nYg==\nYw==\n", "base64", b"abc", ""),
        (b"YWJj\n\n-- \nthe list, goodbye\n", "base64", b"abc", "damaged base64"),
        (WORDS, "base64", WORDS, "said to be base64, is plain"),
        (b"", "base64", b"", ""),
        (b"a=3Db=\nc=zz", "quoted-printable", b"a=bc=zz", ""),
        (b"begin 644 f\n#86)C\n`\nend\n", "x-uuencode", b"abc", ""),
        (b"a=3Db", "quoted printable", b"a=b", ""),
        (b"as it is", "8bit", b"as it is", ""),
        (b"as it is", "8-bits", b"as it is", ""),
        (b"as it is", "x-strange", b"as it is", "unknown transfer encoding x-strange"),
    ],
)  # fmt: skip
def test_what_can_be_saved_is_saved(data: bytes, encoding: str, octets: bytes, oddity: str) -> None:
    assert decode(data, encoding) == (octets, oddity)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", ""]))
def test_any_octets_can_be_decoded(data: bytes, encoding: str) -> None:
    assert isinstance(decode(data, encoding)[0], bytes)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_what_was_encoded_comes_out_again(data: bytes) -> None:
    assert decode(base64.encodebytes(data), "base64") == (data, "")


@pytest.mark.parametrize(
    ("encoded", "size"), [(b"YQ==YWI=YWJj", 6), (b"YQ==\nYQ==\n", 2), (b"YQ=YQ==", None), (b"Y===YWJj", None)]
)
def test_the_size_of_pieces_that_are_padded_each_is_known_without_decoding(encoded: bytes, size: int | None) -> None:
    assert size_of_base64(encoded) == size
    assert size is None or len(decode(encoded, "base64")[0]) == size


def test_a_footer_below_base64_is_cut_off_wherever_it_stands() -> None:
    encoded = b"YWJj\r\n" * 3000
    assert decode(encoded + b"_____ our list, see x!\r\n", "base64") == (b"abc" * 3000, "damaged base64")
