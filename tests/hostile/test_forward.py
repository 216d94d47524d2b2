"""Hostile and random input to what `tests/unit/ingest/test_forward.py` is about: never an error, never much time."""

import pytest

from mailgate.ingest.reply.forward import forwarded


@pytest.mark.parametrize("piece", [">", "---", "a:\n", "From: a\n", "\n", "-- x\n", " ", "Begin forwarded message:\n"])
def test_much_of_the_same_is_no_author(piece: str) -> None:
    found = forwarded(piece * (500_000 // len(piece)), "Fwd: x")
    assert found is None or not found.address
