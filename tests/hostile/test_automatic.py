"""Hostile and random input to what `tests/unit/ingest/test_automatic.py` is about: never an error, never much time."""

import time

import pytest

from mailgate.ingest.automatic.judge import Judgement, judge
from mailgate.ingest.mime.headers import Fields
from mailgate.model.address import Address


def judged(head: str = "", text: str = "", sender: str = "a@b.example", mail_from: str | None = None) -> Judgement:
    """`head`: header lines, one a line."""
    lines = [line.partition(":") for line in (f"From: {sender}\n{head}").splitlines()]
    fields = Fields([(name.encode(), value.encode()) for name, _, value in lines])
    return judge(fields, author=Address.read(sender), mail_from=mail_from, text=text)


@pytest.mark.parametrize(
    "piece", ["(", "[", "*", " ", "-", ":", "re:", "<", "é", "自動", "AUTO:", "=?a?", "\n", "please ", "№1", "Auto: re"]
)
def test_hostile_words_cost_little(piece: str) -> None:
    flood = piece * (1_000_000 // len(piece))
    head = flood[:100_000].replace("\n", " ")
    began = time.process_time()
    judged(f"Subject: {head}\nAuto-Submitted: {head}\nReply-To: {head}\nSender: {head}\nContent-Type: {head}", flood)
    assert time.process_time() - began < 1
