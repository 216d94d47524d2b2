"""Hostile and random input to what `tests/unit/ingest/test_quotes.py` is about: never an error, never much time."""

import pytest

from mailgate.ingest.reply.quotes import cut

_MEGABYTE = [">", "> ", "On x wrote ", "\n", "-- \n"]


_ODD = """> > >_~>_x_~On 1 wrote:_~On 2 Nov 2026 10:00 x <a@b.c> wrote:_~<a@b.c>:_~---_~x_---_~-~From: a_~| _~：~\u200e
From: a@b_To: c_X_~a: ~<~(~&lt;~EN> x_~```_~Sent from my iPhone__~---Original Message---_~777 123 456_
Begin forwarded message:_~Dne 1. 1. ~Best regards_~Reply above this line_~PS: x_
This e-mail is confidential, intended __
Sent from my iPhone__x_~www.~+1 ~tel ~Best regards_Eva_-_~to unsubscribe @"""


@pytest.mark.parametrize(
    "text",
    [
        *(piece * (1_000_000 // len(piece)) for piece in _MEGABYTE),
        *(piece.replace("_", "\n") * 4_000 for piece in _ODD.replace("\n", "~").split("~")),
    ],
)
def test_much_of_the_same_is_read_once_and_nothing_is_lost(text: str) -> None:
    found = cut(f"hello\n\n{text}")
    assert found.new.startswith("hello")
    assert len("".join(f"{found.new}{found.quoted}".split())) == len("".join(text.split())) + len("hello")
