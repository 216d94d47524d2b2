"""The labelled replies, read: what may never be read for something else, and how much is found at the least.

Only the part that may be tuned on; `python benchmarks/answers.py` measures the kept part too. The definitions of the
labels stand in tests/labelled/README.md.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from mailgate.lifecycle.answer import Answer, read_answer

ROWS = [
    row
    for line in (Path(__file__).parents[2] / "labelled" / "replies.jsonl").read_text(encoding="utf-8").splitlines()
    if not (row := json.loads(line))["kept"]
]
LANGUAGES = sorted({row["language"] for row in ROWS})
READ = {row["id"]: read_answer(row["text"])[0] for row in ROWS}
CLOSING = (Answer.YES, Answer.THANKS)

#: The least share of each label that must be found.
FOUND = {"yes": 0.90, "no": 0.90, "thanks": 0.95, "partly": 0.85, "question": 0.95}


def wrong(labels: tuple[str, ...], read: tuple[Answer, ...], language: str) -> list[str]:
    """Texts of these labels that were read as one of these answers."""
    return [
        row["text"]
        for row in ROWS
        if row["language"] == language and row["answer"] in labels and READ[row["id"]] in read
    ]


def test_the_replies_are_there_and_the_kept_ones_are_not() -> None:
    assert len(ROWS) > 800
    assert len(LANGUAGES) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_a_yes_or_thanks_closes(language: str) -> None:
    assert wrong(("no", "partly", "unclear", "question"), CLOSING, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_but_a_no_disputes(language: str) -> None:
    assert wrong(("yes", "thanks", "unclear", "question", "partly"), (Answer.NO,), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_works_or_is_in_doubt_counts_as_partly(language: str) -> None:
    assert wrong(("yes", "thanks", "unclear", "question"), (Answer.PARTLY,), language) == []


@pytest.mark.parametrize("label", FOUND)
def test_most_of_each_answer_is_found(label: str) -> None:
    read = Counter(READ[row["id"]] for row in ROWS if row["answer"] == label)
    assert read[Answer(label)] / read.total() >= FOUND[label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_or_thanks_beside_anything_else_never_closes(language: str) -> None:
    """Every other reply, with a yes above it, and with thanks below it."""
    texts = defaultdict(list)
    for row in ROWS:
        if row["language"] == language:
            texts[row["answer"]].append(row["text"])
    yes, thanks = texts["yes"][0], texts["thanks"][0]
    others = [text for label in ("no", "partly", "unclear", "question") for text in texts[label]]
    closing = [text for text in others if read_answer(f"{yes}\n\n{text}")[0] in CLOSING]
    closing += [text for text in others if read_answer(f"{text}\n\n{thanks}")[0] in CLOSING]
    assert closing == []


def test_every_reading_has_a_reason_of_one_line() -> None:
    reasons = [read_answer(row["text"])[1] for row in ROWS]
    assert all(0 < len(why) < 150 and "\n" not in why for why in reasons)
