"""Hostile and random bytes: reading never raises and never stalls (threats T42, T44)."""

import time
from dataclasses import fields, is_dataclass
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailgate.ingest.html.text import to_text
from mailgate.ingest.mime.limits import Limits
from mailgate.ingest.parse import read
from mailgate.ingest.reply.quotes import cut
from mailgate.model.letter import Letter

FIXTURES = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "letters").glob("*.eml"))]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ODD = st.sampled_from(
    [
        b"=?",
        b"?=",
        b"(",
        b'"',
        b"<",
        b"\r",
        b"\n",
        b"\0",
        b";",
        b"--",
        b"\xff",
        b":",
        b"boundary=",
        b"*0*=",
        b"\r\n\r\n",
    ]
)


@QUICK
@given(st.binary(max_size=2000))
def test_reading_any_bytes_gives_a_letter(data: bytes) -> None:
    found = read(data)
    assert isinstance(found, Letter)
    assert not found.unreadable.startswith("unreadable")


@QUICK
@given(st.sampled_from(FIXTURES), st.lists(st.tuples(st.floats(0, 1), ODD), max_size=6))
def test_reading_damaged_letters_gives_clean_lines(data: bytes, wounds: list[tuple[float, bytes]]) -> None:
    for place, octets in wounds:
        cut = int(place * len(data))
        data = data[:cut] + octets + data[cut + 1 :]
    found = read(data)
    assert not found.unreadable.startswith("unreadable")
    assert unclean(found) == []


#: Fields of several lines; all other text is on one line and without controls (threats T24).
MANY_LINES = {"text", "html", "reply_text", "quoted"}


def unclean(value: object, name: str = "letter") -> list[str]:
    """The line fields of a letter, and of everything in it, that carry a control character or a line break."""
    if isinstance(value, str):
        return [f"{name}: {value!r}"] if any(category(one) in ("Cc", "Cs", "Zl", "Zp") for one in value) else []
    if isinstance(value, tuple):
        return [bad for one in value for bad in unclean(one, name)]
    if not is_dataclass(value) or isinstance(value, type):
        return []
    given = [(one.name, getattr(value, one.name)) for one in fields(value) if one.name not in MANY_LINES]
    return [bad for field, inner in given for bad in unclean(inner, f"{name}.{field}")]


def test_a_forwarded_letter_names_its_author_on_clean_lines() -> None:
    block = "From: Ja\x1b[31mn\x07 <jan@a.example>\nDate: Mon\x1b\nSubject: hel\x08lo\nTo: x@b.example\n\nwords\n"
    found = read(f"Subject: Fwd: hello\n\n---------- Forwarded message ----------\n{block}".encode())
    assert found.forwarded is not None
    assert found.forwarded.subject == "hello"
    assert unclean(found) == []


def test_a_reports_lines_are_clean() -> None:
    data = (
        b"From: MAILER-DAEMON@a.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; b\x1bo\x07b@a.example\n"
        b"Action: failed\nStatus: 5.1.1\nOriginal-Message-ID: <m\x1b1@desk.example>\n--b--\n"
    )
    found = read(data)
    assert found.bounce is not None
    assert unclean(found) == []


def nested(levels: int) -> bytes:
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)) + b"\n"


BOMBS = {
    "one 4 MB folded header": (b"Subject: x\r\n" + b" y\r\n" * 1_000_000, "limit: one header 65 KiB > 64 KiB"),
    "a wide header block": (b"X-A: " + b"y" * 60_000 + b"\r\nX-B: " + b"y" * 60_000 + b"\r\n", ""),
    "too wide a header block": ((b"X: " + b"y" * 60_000 + b"\r\n") * 5, "limit: header block 293 KiB > 256 KiB"),
    "too many headers": (b"A: b\r\n" * 100_000, "limit: more than 1000 headers"),
    "100 000 empty parts": (
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 100_000,
        "more than 500 parts",
    ),
    "1000 levels": (nested(1000), "limit: depth 51 > 50"),
    "50 levels": (nested(50), ""),
    "messages in messages": (b"Content-Type: message/rfc822\n\n" * 1200, "limit: depth 51 > 50"),
    "32 000 parameters": (b"Content-Type: text/plain" + b"; a=b" * 5000 + b"\n\n", "limit: more than 100 parameters"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_told_quickly_and_by_name(name: str) -> None:
    data, reason = BOMBS[name]
    started = time.process_time()
    found = read(data)
    assert time.process_time() - started < 2
    assert reason in found.unreadable
    assert bool(found.unreadable) == bool(reason)


def test_many_messages_side_by_side_are_not_deep() -> None:
    part = b"--d\nContent-Type: message/rfc822\n\nSubject: one\n\nhello\n"
    data = b"Content-Type: multipart/digest; boundary=d\n\n" + part * 80 + b"--d--\n"
    assert len(read(data).attachments) == 80


def test_limits_are_settings() -> None:
    assert read(b"A: b\nB: c\n\n", limits=Limits(headers=1)).unreadable == "limit: more than 1 headers"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Disposition: attachment; filename=" + b'"' + b'\\"' * 20_000,
        b"Subject: " + b"=?utf-8?q?x" * 5000,
        b"References: " + b"<" * 60_000,
        b"DKIM-Signature: " + b" " * 60_000 + b"x",
        b"To: " + b"a@b.example," * 5000,
    ],
    ids=["file name", "encoded words", "references", "signature", "recipients"],
)
def test_hostile_headers_cost_little(head: bytes) -> None:
    started = time.process_time()
    assert read(head + b"\r\n\r\nhello\r\n").unreadable == ""
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("sender", [b"(" * 2000, b"<" * 2000, b'"' * 2001, b"a@b.example, " * 2000, b"=?a?q?" * 5000])
def test_a_hostile_from_is_an_unknown_author_at_once(sender: bytes) -> None:
    started = time.process_time()
    assert read(b"From: " + sender + b"\r\n\r\nhello\r\n").from_address is None
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "line", [">", "> ", "On x 1 wrote", "On 1 wrote:\n", "-", "_", "From: a\n", "\n", "-- \n", "Dne 1. 1. ", "www."]
)
def test_cutting_quotes_is_linear(line: str) -> None:
    started = time.process_time()
    assert cut(line * (500_000 // len(line))).new is not None
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<div>", "<script>", "&#", "&#9", '<a href="', "<p", "</div>", "<div hidden"]
)
def test_turning_html_into_text_is_linear(piece: str) -> None:
    started = time.process_time()
    assert "<script>" not in to_text(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 0.5
