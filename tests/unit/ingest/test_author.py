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
