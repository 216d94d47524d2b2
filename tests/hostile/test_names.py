"""Hostile names and bodies cost little where it is asked whether they deceive (threats T23, T42)."""

import time

import pytest

from mailgate.ingest.deceit import deceit
from mailgate.ingest.origin.coverage import uncovered
from mailgate.ingest.parse import read
from mailgate.model.address import Address
from mailgate.web.visible import visible


@pytest.mark.parametrize("piece", ["@", "a@", "a@b.", "a", "п", "a@" + "b." * 50, "\u200b", "\u200d"])
def test_a_hostile_name_is_judged_at_once(piece: str) -> None:
    started = time.process_time()
    assert isinstance(deceit(piece * (200_000 // len(piece)), Address("x", "evil.example")), str)
    assert visible(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 0.3


@pytest.mark.parametrize(
    "piece", [b"=", b"= ", b"\r\n", b"=" + b" " * 79, b"This is a multi-part message in MIME format\r\n"]
)
@pytest.mark.parametrize("encoding", [b"quoted-printable", b"base64", b"7bit"])
def test_whether_a_body_bears_its_encoding_out_is_found_in_linear_time(piece: bytes, encoding: bytes) -> None:
    raw = b"From: a@b.example\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + piece * (500_000 // len(piece))
    letter = read(raw)
    started = time.process_time()
    assert isinstance(uncovered(letter, raw, ["from"]), str)
    assert time.process_time() - started < 0.3
