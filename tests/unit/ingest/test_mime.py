"""The tree of parts: what belongs to which part, whatever the boundaries are like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.limits import Limits, TooMuch
from mailgate.ingest.mime.tree import Part, read_tree, walk


def shape(root: Part) -> object:
    """Kinds, nested as the parts are."""
    return (root.kind, *map(shape, root.children)) if root.children else root.kind


def contents(raw: bytes) -> list[bytes]:
    return [parts.octets(part) for _, part in walk(read_tree(raw)) if not part.children]


MIXED = b"Content-Type: multipart/mixed; boundary=x\n\n"
TWO = MIXED + b"preamble\n--x\n\none\n--x\nContent-Type: text/html\n\ntwo\n--x--\nend\n"


def test_parts_are_what_stands_between_the_boundaries() -> None:
    assert shape(read_tree(TWO)) == ("multipart/mixed", "text/plain", "text/html")
    assert contents(TWO) == [b"one", b"two"]


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_any_line_end_parts_headers_from_body_and_part_from_part(line_end: bytes) -> None:
    assert [text.rstrip(b"\r") for text in contents(TWO.replace(b"\n", line_end))] == [b"one", b"two"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x \t\n\ntwo\n--x-- \n", [b"one", b"two"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n--xy\n --x\none\n--x--\n", [b"--xy\n --x\none"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\n\ntwo", [b"one", b"two"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\n", [b"one"]),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x--\n", [b""]),
        (b"Content-Type: multipart/mixed; boundary=x\n\nno part at all\n", [b"no part at all\n"]),
        (b'Content-Type: multipart/mixed; boundary="x y"\n\n--x y\n\none\n--x y--\n', [b"one"]),
        (b"Content-Type: MULTIPART/Mixed; BOUNDARY=x\n\n--x\n\none\n--x--\n", [b"one"]),
        (b"Content-Type: multipart/mixed;\n\tboundary=x\n\n--x\n\none\n--x--\n", [b"one"]),
        (b"Content-Type: multipart/mixed; boundary*0=x; boundary*1=y\n\n--xy\n\none\n--xy--\n", [b"one"]),
    ],
)  # fmt: skip
def test_boundaries_as_senders_write_them(raw: bytes, expected: list[bytes]) -> None:
    assert contents(raw) == expected


def test_a_digest_holds_letters_by_default() -> None:
    raw = b"Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: one\n\nwords\n--d--\n"
    assert shape(read_tree(raw)) == ("multipart/digest", ("message/rfc822", "text/plain"))


def test_letters_inside_are_not_walked_into() -> None:
    raw = b"Content-Type: message/rfc822\n\n" + TWO
    assert [part.kind for _, part in walk(read_tree(raw))] == ["message/rfc822"]
    inside = parts.letter_inside(read_tree(raw))
    assert inside is not None
    assert inside.kind == "multipart/mixed"


@pytest.mark.parametrize(
    ("limits", "raw", "reason"),
    [
        (Limits(parts=2), TWO, "limit: more than 2 parts"),
        (Limits(depth=0), TWO, "limit: depth 1 > 0"),
        (Limits(headers=0), b"A: b\n\n", "limit: more than 0 headers"),
        (Limits(header=1500), b"A: " + b"b" * 1600 + b"\n\n", "limit: one header 2 KiB > 2 KiB"),
        (Limits(header_block=9), b"A: b\nC: d\nE: f\n\n", "limit: header block 1 KiB > 1 KiB"),
        (Limits(parameters=1), b"Content-Type: a/b; c=d; e=f\n\n", "limit: more than 1 parameters in content-type"),
        (Limits(false_boundaries=1), TWO.replace(b"one", b"--xy\n--xz"), "limit: more than 1 lines that look like"),
    ],
)  # fmt: skip
def test_each_limit_has_its_sentence(limits: Limits, raw: bytes, reason: str) -> None:
    with pytest.raises(TooMuch, match=reason):
        read_tree(raw, limits)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.binary(max_size=60).filter(lambda text: b"--q" not in text), min_size=1, max_size=6))
def test_what_was_put_between_boundaries_comes_out_again(texts: list[bytes]) -> None:
    body = b"".join(b"--q\r\n\r\n" + text + b"\r\n" for text in texts)
    raw = b"Content-Type: multipart/mixed; boundary=q\r\n\r\n" + body + b"--q--\r\n"
    assert contents(raw) == texts
