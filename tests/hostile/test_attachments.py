"""Hostile and random input to what `tests/unit/ingest/test_attachments.py` is about: never an error or much time."""

import base64
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailgate.ingest.body.cms import signed_content
from mailgate.ingest.files import rtf
from mailgate.ingest.files.attachments import attachment_bytes
from mailgate.ingest.files.mapi import read_properties
from mailgate.ingest.files.tnef import read_tnef
from mailgate.ingest.files.uuencode import without_files
from mailgate.ingest.parse import read
from tests.unit.ingest.wrapped import attribute, cms, multipart, part, plain, prop, properties, tnef, tnef_file

FIXTURES = [path.read_bytes() for path in sorted((Path(__file__).parents[2] / "letters").glob("*.eml"))]


PDF = part(b"JVBERg==", b'Content-Type: application/pdf; name="a.pdf"', b"Content-Transfer-Encoding: base64")


UU = "see the file\n\nbegin 644 abc.txt\n#86)C\n`\nend\n\nbye"


def letter_with(wrapper: bytes, kind: bytes = b'application/ms-tnef; name="winmail.dat"') -> bytes:
    encoded = part(base64.encodebytes(wrapper), b"Content-Type: " + kind, b"Content-Transfer-Encoding: base64")
    return multipart(b"mixed", plain("words"), encoded)


FILES = tnef(
    attribute(0x9003, properties(prop(0x0E1D, "subject"), prop(0x1000, "unseen"))),
    tnef_file(
        "UCET~1.PDF", b"%PDF", prop(0x3707, "../účet.pdf"), prop(0x370E, "application/pdf"), prop(0x3712, "<c@x>")
    ),
    tnef_file("řeka.txt", b"abc"),
)


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


SOURCES = [
    *FIXTURES,
    letter_with(FILES),
    letter_with(cms(PDF), b"application/pkcs7-mime"),
    b"a: b\r\n\r\n" + UU.encode(),
]


RTF = st.lists(
    st.sampled_from([b"{", b"}", b"\\u8364", b"\\'e9", b"\\*", b"\\uc-3", b"\\htmltag", b"a ", b"\\", b"\\par"])
)


@QUICK
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=5))
def test_the_octets_of_a_file_are_as_many_as_were_told(data: bytes, wounds: list[tuple[float, bytes]]) -> None:
    for place, octets in wounds:
        cut = int(place * len(data))
        data = data[:cut] + octets + data[cut + len(octets) :]
    for file in read(data).attachments:
        assert len(attachment_bytes(data, file.part, file.inner)) == file.size


@QUICK
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), max_size=8))
def test_a_damaged_wrapper_gives_what_can_be_had(wounds: list[tuple[float, bytes]]) -> None:
    data = FILES
    for place, octets in wounds:
        cut = int(place * len(data))
        data = data[:cut] + octets + data[cut + len(octets) :]
    assert len(read_tnef(data).files) <= 3


@QUICK
@given(st.binary(max_size=300), RTF)
def test_openers_of_wrappers_never_raise(data: bytes, tokens: list[bytes]) -> None:
    rtf.words(b"".join(tokens) + data)
    rtf.unpacked(len(data).to_bytes(4, "little") * 2 + b"LZFu\0\0\0\0" + data)
    assert len(signed_content(cms(b"words")[: len(data)] + data)) <= len(data) + 100
    without_files("begin 644 a\n" + data.decode("latin-1") + "\nend\n")
    read_properties(data, "cp1250")


@pytest.mark.parametrize("piece", [b"{", b"}", b"\\u8364", b"\\'e9", b"{\\*", b"\\uc9 ", b"\\htmlrtf", b"\\"])
def test_reading_rich_text_is_linear(piece: bytes) -> None:
    started = time.process_time()
    rtf.words(piece * (50_000 // len(piece)))
    rtf.unpacked(b"\xff\xff\xff\0" * 2 + b"LZFu\0\0\0\0" + piece * (50_000 // len(piece)))
    assert time.process_time() - started < 0.8
