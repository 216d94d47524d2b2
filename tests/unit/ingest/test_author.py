"""Whose address a From is: one plain mailbox or nobody (threats T12-T14)."""

import pytest

from mailgate.ingest.parse import read

GOOD = {
    "alice@corp.example": "alice@corp.example",
    "<alice@corp.example>": "alice@corp.example",
    "Alice B. <Alice@CORP.example>": "alice@corp.example",
    '"B, Alice" <alice@corp.example>': "alice@corp.example",
    '"(" <alice@corp.example>': "alice@corp.example",
    "alice@corp.example (Alice (from corp))": "alice@corp.example",
    "=?utf-8?q?=3Cboss=40corp=2Eexample=3E?= <x@evil.example>": "x@evil.example",
    "Alice\r\n <alice@corp.example>": "alice@corp.example",
}
BAD = [
    "",
    "<",
    '"',
    "(c):",
    "alice@corp.example <x@evil.example>",
    "<alice@corp.example> <x@evil.example>",
    "alice@corp.example, x@evil.example",
    "alice(comment)@corp.example",
    "<alice@corp.example(x.evil.example)>",
    "=?utf-8?q?=61lice?=@corp.example",
    "<=?x?q?alice=40evil.example=3e=20?=@corp.example>",
    "team: alice@corp.example;",
    "<@relay.example,@b.example:alice@corp.example>",
    '"alice"@corp.example',
    "<alice@corp.example",
    "<alice@corp.example> and more",
    "<alice@corp.example\0>",
    "alice@corp。example",
    "alice@@corp.example",
    "alice",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_plain_mailbox_is_an_address(text: str) -> None:
    assert str(read(f"From: {text}\r\n\r\n".encode()).from_address) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_anything_odd_is_nobody(text: str) -> None:
    assert read(f"From: {text}\r\n\r\n".encode()).from_address is None


@pytest.mark.parametrize(
    "head", ["From : a@corp.example", "From\r\n : a@corp.example", "From: x@evil.example\rFrom: a@corp.example"]
)
def test_a_strangely_written_from_field_is_nobody(head: str) -> None:
    assert read(f"{head}\r\nSubject: x\r\n\r\n".encode()).from_address is None


def test_a_name_that_is_another_address_is_told() -> None:
    found = read(b'From: "ceo@corp.example" <x@evil.example>\r\n\r\n')
    assert "the name shows ceo@corp.example, the address is x@evil.example" in found.oddities


def test_reply_to_is_where_to_answer_and_never_who() -> None:
    found = read(b"From: a@evil.example\r\nReply-To: Owner <owner@corp.example>\r\n\r\n")
    assert (str(found.from_address), found.reply_to) == ("a@evil.example", "owner@corp.example")


@pytest.mark.parametrize(
    "spec",
    [
        "alice@cor\u200bp.example",
        "alice@co\u00adrp.example",
        "alice@\uff43orp.example",
        "alice@corp.example\u200b",
        "alice@\u212aorp.example",
        "\u00a0alice@corp.example",
        "<alice@corp.example>\u00a0",
        "\u2028alice@corp.example",
    ],
)
def test_letters_that_are_folded_or_not_seen_never_end_as_a_known_address(spec: str) -> None:
    assert read(f"From: {spec}\r\n\r\n".encode()).from_address is None


@pytest.mark.parametrize(
    "spec", [",alice@corp.example", "alice@corp.example,", "alice@corp.example;", "a;,b@c.example"]
)
def test_empty_places_in_the_list_are_nobody(spec: str) -> None:
    assert read(f"From: {spec}\r\n\r\n".encode()).from_address is None


@pytest.mark.parametrize(
    ("octets", "charset"),
    [
        ("é <alice@corp.example>".encode("utf-16-le"), "utf-16le"),
        ("alice@corp.example".encode("utf-16-le") + b"\xff", "utf-16le"),
        (b'\x81" <x@evil.example>, \x81" <alice@corp.example>', "shift_jis"),
        (b'\x81\\" <x@evil.example>, \x81\\" <alice@corp.example>', "shift_jis"),
        (b'\x81"\x81 <x@evil.example>" <alice@corp.example>', "big5"),
        (b"\xe9 <alice@corp.example>", "iso-8859-1"),
    ],
)
def test_a_from_that_depends_on_the_charset_of_the_body_is_nobody(octets: bytes, charset: str) -> None:
    raw = b"From: " + octets + b"\r\nContent-Type: text/plain; charset=" + charset.encode() + b"\r\n\r\nhello\r\n"
    assert read(raw).from_address is None


def test_a_name_in_another_charset_is_still_shown() -> None:
    found = read(b"From: Ren\xe9 <rene@corp.example>\r\n\r\n")
    assert (found.from_name, found.from_written) == ("René", "rene@corp.example")
    assert "author unknown: letters in From that are not UTF-8" in found.oddities


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Boss ceo@corp.example", "the name shows ceo@corp.example, the address is x@evil.example"),
        ("ceo\uff20corp.example", "the name shows ceo@corp.example, the address is x@evil.example"),
        ("c\u200beo@corp.example", "the name shows ceo@corp.example, the address is x@evil.example"),
        ("invoice\u202efdp", "the name has invisible letters: U+202E"),
        ("P\u0430yment desk", "a word of letters that look alike: P\u0430yment"),
    ],
)
def test_a_deceiving_name_is_told(name: str, told: str) -> None:
    assert told in read(f'From: "{name}" <x@evil.example>\r\n\r\n'.encode()).oddities


@pytest.mark.parametrize(
    "sender",
    [
        "X X@Evil.example <x@evil.example>",
        "Иван Smith <x@evil.example>",
        "👩\u200d💻 Ann <x@evil.example>",
        "Tom @ work <x@evil.example>",
        "René <x@kavárna.example>",
        "李 Li <x@evil.example>",
    ],
)
def test_an_honest_name_is_not_accused(sender: str) -> None:
    name, _, rest = sender.rpartition(" ")
    found = read(f'From: "{name}" {rest}\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\n\r\n'.encode())
    assert [text for text in found.oddities if "8-bit" not in text] == []


def test_a_domain_of_mixed_letters_is_told() -> None:
    assert "a word of letters that look alike: p\u0430y" in read("From: x@p\u0430y.example\r\n\r\n".encode()).oddities


def test_an_address_in_two_pieces_or_beside_nothing_is_nobody() -> None:
    for spec in (
        "<alice@corp.example><>",
        "<><alice@corp.example>",
        "<alice@><corp.example>",
        "a <alice@corp><.example>",
    ):
        assert read(f"From: {spec}\r\n\r\n".encode()).from_address is None


@pytest.mark.parametrize(
    "head",
    [
        "From: <=?x?q?alice=40evil.example=3e=20?=@corp.example>",
        "From: x@evil.example\r\nFrom: alice@corp.example",
        "From: <alice@corp.example@evil.example>",
        "From: <alice@corp.example\u200b>",
    ],
)
def test_an_address_that_deceives_is_not_shown_as_the_one_that_was_written(head: str) -> None:
    assert read(f"{head}\r\n\r\n".encode()).from_written == ""
