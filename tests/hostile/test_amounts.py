"""Letters of many costly parts: what is bounded is bounded for the whole letter, and never costs much (threats T42)."""

import base64
import struct
import time
from collections.abc import Callable

import pytest

from mailgate.ingest import parse
from mailgate.ingest.parse import read
from tests.unit.ingest.wrapped import attribute, cms, html, multipart, part, plain, prop, properties, tnef

HEAD = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"


def letter(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    return HEAD + multipart(kind, *parts)


def eight_bit(size: int, start: int) -> bytes:
    """Octets beyond ASCII that no cache has seen."""
    every = b"\xe1\xe9\xf8\x9e\x8a\xd0\xf1"
    return bytes(every[(start * 31 + place * place // 7 + place) % 7] for place in range(size))


def rtf_wrapper() -> bytes:
    """A winmail.dat whose rich text unpacks to a megabyte of one run."""
    packed = struct.pack("<IIII", 30_000, 1_000_000, 0x75465A4C, 0) + b"\0{*aaaa  " + (b"\xff" + b"\xd1\x0f" * 8) * 2000
    return tnef(attribute(0x9003, properties(prop(0x1009, packed))))


def opaque(content: bytes) -> bytes:
    return part(base64.encodebytes(cms(content)), b"Content-Type: application/pkcs7-mime", BASE64)


BASE64 = b"Content-Transfer-Encoding: base64"
STATUS = b"Final-Recipient: rfc822;u%d@x.example\r\nAction: failed\r\n\r\n"
REFUSED = b"<u@x.example>: 550 5.1.1 user unknown\r\n"
#: What is asked of each part of a letter is bounded for the whole letter. Name and the letter.
COSTLY: dict[str, Callable[[], bytes]] = {
    "8-bit names": lambda: letter(
        *(part(b"x", b'Content-Type: image/png; name="' + eight_bit(2000, n) + b'"') for n in range(40))
    ),
    "8-bit texts": lambda: letter(*(part(eight_bit(9000, n), b"Content-Type: text/plain") for n in range(30))),
    "rich texts": lambda: letter(
        *(part(base64.encodebytes(rtf_wrapper()), b"Content-Type: application/ms-tnef", BASE64) for _ in range(20))
    ),
    "links around tables": lambda: HEAD + html("<a href=http://h.example/x><table>" * 4000 + "x"),
    "status parts": lambda: letter(
        part(b"fail 550\r\n" + REFUSED * 3000, b"Content-Type: text/plain"),
        *(part(b"".join(STATUS % n for n in range(200)), b"Content-Type: message/delivery-status") for _ in range(20)),
        kind=b"report; report-type=delivery-status",
    ),
    "HTML parts": lambda: letter(*(html("x" + "<p>a" * 20_000) for _ in range(20))),
    "EUC-JP parts": lambda: letter(
        *(part(b"\xad\xa1" * 100_000, b"Content-Type: text/plain; charset=euc-jp") for _ in range(2))
    ),
    "opaque signatures": lambda: letter(*(opaque(letter(*[plain("x")] * 200)) for _ in range(40))),
    "letters in base64": lambda: letter(
        *(
            part(base64.encodebytes(letter(*[plain("x")] * 300)), b"Content-Type: message/rfc822", BASE64)
            for _ in range(40)
        )
    ),
    "bad base64": lambda: letter(part(b"YW\xff\n" * 500_000, b"Content-Type: application/x", BASE64)),
    "padded base64": lambda: letter(part(b"YQ==\n" * 500_000, b"Content-Type: application/x", BASE64)),
    "unaligned base64": lambda: letter(part(b"YQ=\n" * 500_000, b"Content-Type: application/x", BASE64)),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_bounded_is_bounded_for_the_whole_letter(name: str) -> None:
    raw = COSTLY[name]()
    started = time.process_time()
    found = read(raw)
    assert time.process_time() - started < 1
    assert not found.unreadable


def test_failures_of_a_report_are_bounded_for_the_whole_letter() -> None:
    bounce = read(COSTLY["status parts"]()).bounce
    assert bounce is not None
    assert len(bounce.recipients) == 200


def test_a_reader_without_memory_says_so_and_blames_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(parse, "read_tree", hungry)
    with pytest.raises(MemoryError):
        read(b"A: b\n\n")


def test_a_defect_of_the_reader_is_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("words of the letter")

    monkeypatch.setattr(parse, "read_tree", broken)
    assert read(b"A: b\n\n").unreadable == "unreadable: a defect in the reader; the raw letter is kept"
