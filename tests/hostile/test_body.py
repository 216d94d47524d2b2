"""Hostile and random input to what `tests/unit/ingest/test_body.py` is about: never an error, never much time."""

import time

import pytest

from mailgate.ingest.body.words import read_body
from mailgate.ingest.mime.tree import read_tree
from tests.unit.ingest.wrapped import part


@pytest.mark.parametrize(
    "piece",
    ["> ", "x \n", "\n", " ", "<bold>", "<<", "begin 644 a\n", "-----BEGIN PGP SIGNED MESSAGE-----\n", "DTSTART:\n "],
)
@pytest.mark.parametrize("kind", ["plain; format=flowed; delsp=yes", "plain", "enriched", "richtext", "calendar"])
def test_reading_text_is_linear(piece: str, kind: str) -> None:
    raw = part((piece * (60_000 // len(piece))).encode(), f"Content-Type: text/{kind}".encode())
    started = time.process_time()
    read_body(read_tree(raw))
    assert time.process_time() - started < 0.6
