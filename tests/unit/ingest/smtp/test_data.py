"""Where a letter ends, in whatever chunks it comes, and which line ends it may have."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.data import Incoming
from mailgate.ingest.smtp.words import Refused


def fed(*chunks: bytes, most_bytes: int = 10_000, most_line_bytes: int = 1000, normalise: bool = False) -> Incoming:
    """What is left after all chunks; fails when the end did not come in the last one."""
    incoming = Incoming(most_bytes=most_bytes, most_line_bytes=most_line_bytes, normalise=normalise)
    assert [incoming.feed(chunk) for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    return incoming


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (b".\r\n", b""),
        (b"one\r\n.\r\n", b"one\r\n"),
        (b"..\r\n.\r\n", b".\r\n"),
        (b"..one\r\n...two\r\n.\r\n", b".one\r\n..two\r\n"),
        (b"\r\n\r\n.\r\n", b"\r\n\r\n"),
        (b"a.b\r\n.\r\n", b"a.b\r\n"),
        (b".a\r\n.\r\n", b"a\r\n"),
    ],
)
def test_a_letter_is_what_its_sender_meant(sent: bytes, meant: bytes) -> None:
    assert fed(sent).letter() == meant


@given(st.lists(st.sampled_from([b"a", b".", b"\r\n", b"\r", b"\n", b"\0"]), max_size=30), st.data())
def test_the_chunks_make_no_difference(pieces: list[bytes], data: st.DataObject) -> None:
    sent = b"".join(pieces) + b"\r\n.\r\nNOOP\r\n"
    whole, parts = Incoming(most_bytes=99, most_line_bytes=99), Incoming(most_bytes=99, most_line_bytes=99)
    whole.feed(sent)
    rest = b""
    while sent and not rest:
        size = data.draw(st.integers(1, len(sent)))
        if parts.feed(sent[:size]):
            rest = parts.rest + sent[size:]
        sent = sent[size:]
    assert rest == whole.rest
    assert rest.endswith(b"NOOP\r\n")
    assert outcome(parts) == outcome(whole)


def outcome(incoming: Incoming) -> bytes | str:
    try:
        return incoming.letter()
    except Refused as refused:
        return refused.reply


@given(st.binary(max_size=200))
def test_dots_are_taken_off_as_they_were_put_on(body: bytes) -> None:
    meant = body.replace(b"\0", b"").replace(b"\r", b"").replace(b"\n", b"\r\n") + b"\r\n"
    stuffed = (b"\r\n" + meant).replace(b"\r\n.", b"\r\n..")[2:]
    assert fed(stuffed + b".\r\n").letter() == meant


NO_END = [b"a\n.\n", b"a\n.\r\n", b"a\r.\r", b"a\r\n.\n", b"a\r\n.\r", b"a\r\n\0.\r\n", b"a\r\n.\r\r\n", b"a\r\n..\r\n"]


@pytest.mark.parametrize("vector", NO_END)
def test_nothing_but_crlf_dot_crlf_is_an_end(vector: bytes) -> None:
    incoming = Incoming(most_bytes=999, most_line_bytes=999)
    assert not incoming.feed(vector + b"MAIL FROM:<z@z.example>\r\n")
    assert incoming.feed(b".\r\n")
    assert incoming.rest == b""


@pytest.mark.parametrize("vector", [vector for vector in NO_END if vector != b"a\r\n..\r\n"])
def test_such_a_letter_is_refused(vector: bytes) -> None:
    with pytest.raises(Refused, match=r"550 5\.6\.0") as refusal:
        fed(vector + b"MAIL FROM:<z@z.example>\r\n.\r\n").letter()
    assert not refusal.value.final


@pytest.mark.parametrize("normalise", [False, True])
def test_an_end_that_others_may_not_see_is_the_end_of_the_connection_too(normalise: bool) -> None:
    incoming = fed(b"a\r\r\n.\r\nMAIL FROM:<z@z.example>\r\n", normalise=normalise)
    assert incoming.rest == b"MAIL FROM:<z@z.example>\r\n"
    with pytest.raises(Refused) as refusal:
        incoming.letter()
    assert refusal.value.reply == words.BARE_CR
    assert refusal.value.final


def test_bare_line_ends_are_made_whole_when_that_is_wanted() -> None:
    letter = fed(b"a\nb\rc\r\nd\n\n.\n\re\r\n.\r\n", normalise=True).letter()
    assert letter == b"a\r\nb\r\nc\r\nd\r\n\r\n.\r\n\r\ne\r\n", "and the dot among them ends nothing"


def test_the_reply_says_what_is_wrong() -> None:
    assert outcome(fed(b"a\nb\r\n.\r\n")) == words.BARE_LF
    assert outcome(fed(b"a\rb\r\n.\r\n")) == words.BARE_CR
    assert outcome(fed(b"a\0b\r\n.\r\n")) == words.NUL


@pytest.mark.parametrize(("size", "fits"), [(98, True), (99, False)])
def test_the_size_is_that_of_the_letter_without_what_the_wire_adds(size: int, fits: bool) -> None:
    line = b"." * size
    sent = b"." + line + b"\r\n.\r\n"
    assert (outcome(fed(sent, most_bytes=100)) == line + b"\r\n") is fits


def test_many_lines_of_one_dot_are_not_too_big_before_their_time() -> None:
    assert len(fed(b"..\r\n" * 3333 + b".\r\n", most_bytes=9999).letter()) == 9999


@pytest.mark.parametrize(("length", "fits"), [(1000, True), (1001, False)])
@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_a_line_may_have_so_many_bytes_and_no_more(length: int, fits: bool, chunk: int) -> None:
    sent = b"short\r\n" + b"x" * length + b"\r\nshort\r\n.\r\n"
    incoming = fed(*(sent[at : at + chunk] for at in range(0, len(sent), chunk)))
    assert (outcome(incoming) != words.LONG_LINE.format(bytes=1000)) is fits


def test_what_is_refused_costs_no_memory_and_little_time() -> None:
    incoming = Incoming(most_bytes=10_000, most_line_bytes=1000)
    started = time.process_time()
    for _ in range(1000):
        assert not incoming.feed(b"x" * 65_536)
        assert incoming.held < 100
    assert incoming.feed(b"\r\n.\r\n")
    assert time.process_time() - started < 2
    assert incoming.received == 65_536_005
    assert outcome(incoming).startswith("55")  # type: ignore[arg-type]


def test_drops_of_one_byte_cost_no_more_than_their_number() -> None:
    incoming = Incoming(most_bytes=10**6, most_line_bytes=10**6)
    started = time.process_time()
    for _ in range(200_000):
        incoming.feed(b"x")
    assert incoming.feed(b"\r\n.\r\n")
    assert time.process_time() - started < 2


def test_a_letter_that_found_no_room_is_heard_to_its_end_and_told_so() -> None:
    incoming = Incoming(most_bytes=10_000, most_line_bytes=1000)
    assert not incoming.feed(b"a\r\n" * 100)
    incoming.discard(words.BUSY)
    assert incoming.held < 10
    assert not incoming.feed(b"b\r\n.")
    assert incoming.feed(b"\r\nNOOP\r\n")
    assert (incoming.rest, outcome(incoming)) == (b"NOOP\r\n", words.BUSY)
