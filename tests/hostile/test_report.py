"""Hostile and random input to what `tests/unit/ingest/test_report.py` is about: never an error, never much time."""

import time

import pytest

from mailgate.ingest.parse import read
from mailgate.model.letter import Bounce

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example>"


def bounce(sender: str, subject: str, body: str, more: str = "") -> Bounce | None:
    letter = f"From: {sender}\nTo: support@desk.example\nSubject: {subject}\n{more}\n{body}"
    return read(letter.encode()).bounce


@pytest.mark.parametrize("sender", [DAEMON, "Postmaster <postmaster@a.example>"])
@pytest.mark.parametrize(
    "body",
    [
        "x@" * 200_000,
        "<" * 400_000,
        "a@b.example " * 40_000,
        "a@b.example\n" * 40_000,
        ("b" * 90 + " ") * 5_000,
        ("b" * 159 + "\n") * 3_000,
        " " * 400_000,
        "-----\nold mail\n" * 20_000,
        "Final-Recipient: rfc822;a@b.example\n" * 20_000,
        "5.1.1 550 " * 40_000,
        "This message was created automatically by mail delivery software.\n" + ("c" * 200 + "\n") * 2_000,
    ],
)
def test_hostile_reports_cost_bounded_time(body: str, sender: str) -> None:
    started = time.process_time()
    bounce(sender, "Undeliverable", f"The following addresses had problems\n{body}")
    assert time.process_time() - started < 1
