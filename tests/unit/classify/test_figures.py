"""The figures that language and "since when" must keep on the labelled texts (tests/labelled/README.md).

`benchmarks/classify.py` prints them with the held-out part apart; here the floor is held, so that a change which
loses accuracy is seen.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from mailgate.classify.facts import since
from mailgate.classify.language import detect

LABELLED = Path(__file__).parents[2] / "labelled"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_short_texts_get_their_language_or_none() -> None:
    short = rows("languages")
    wrong = right = 0
    for row in short:
        answer = detect(row["text"])
        fits = answer in {row["language"], *row.get("also", [])}
        right += fits
        wrong += bool(answer) and not fits
    assert right >= 0.95 * len(short)
    assert wrong <= 0.02 * len(short)


def test_support_mails_get_their_language() -> None:
    # Russian in Latin letters is left out: nothing in its letters says Russian (tests/labelled/README.md).
    mails = [row for row in rows("support") if row["language"] != "ru" or re.search("[а-я]", row["text"])]
    right = sum(detect(f"{row['subject']}\n{row['text']}") == row["language"] for row in mails)
    assert right >= 0.98 * len(mails)


def test_beginnings_are_exact() -> None:
    phrases = rows("since")
    right = 0
    for row in phrases:
        found = since(row["text"], row["language"], datetime.fromisoformat(row["now"]), row["zone"])
        wanted = (datetime.fromisoformat(row["since"]), row["precision"]) if row["since"] else None
        right += ((found.instant, found.precision) if found else None) == wanted
    assert right >= 0.95 * len(phrases)
