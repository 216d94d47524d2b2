"""How well and how fast letters are understood: `python benchmarks/classify.py`.

One JSON line each for the language of short texts, of support mails, for "since when", and for all facts. `tuning` and
`held_out` are [right, wrong, silent, of]: silent is "" or None where something was to be said. Held out are the `kept`
rows and, where rows have no such mark, those whose SHA-256 (of the text, since they have no id) divides by five. The
short texts and support mails of `tuning` are learnt from (`language_train.py`), so only `held_out` tells what a new
letter meets. `us` is CPU microseconds a text, the best of five rounds. Never a test.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from mailgate.classify.facts import facts, since
from mailgate.classify.language import detect

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"
NOON = datetime(2026, 11, 12, 11, tzinfo=UTC)

Row = dict[str, Any]


def main() -> None:
    """Measure once."""
    short, mails, phrases = (rows(name) for name in ("languages", "support", "since"))
    report("language, short texts", short, language_of)
    report("language, support mails", mails, language_of)
    report("since", phrases, since_of)
    each = [microseconds(lambda row: facts(words(row), row["language"], NOON, "Europe/Prague"), [row]) for row in mails]
    each.sort()
    p95 = each[len(each) * 95 // 100]
    print(
        json.dumps(
            {"what": "all facts, support mails", "us_median": round(statistics.median(each)), "us_p95": round(p95)}
        )
    )


def rows(name: str) -> list[Row]:
    """The objects of a labelled file."""
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def held_out(row: Row) -> bool:
    """Nothing was tuned on it."""
    return bool(row.get("kept", int(sha256(row["text"].encode()).hexdigest(), 16) % 5 == 0))


def words(row: Row) -> str:
    """Subject and text, as the desk hands them over."""
    return f"{row['subject']}\n{row['text']}" if "subject" in row else str(row["text"])


def language_of(row: Row) -> str:
    """right, wrong or silent."""
    answer = detect(words(row))
    if answer in {row["language"], *row.get("also", [])}:
        return "right"
    return "wrong" if answer else "silent"


def since_of(row: Row) -> str:
    """right (instant and precision), wrong or silent; saying nothing where nothing is to be said is right."""
    answer = since(row["text"], row["language"], datetime.fromisoformat(row["now"]), row["zone"])
    if answer is None:
        return "silent" if row["since"] else "right"
    same = row["since"] and answer.instant == datetime.fromisoformat(row["since"])
    return "right" if same and answer.precision == row["precision"] else "wrong"


def report(what: str, some: list[Row], judge: Callable[[Row], str]) -> None:
    """One line: both parts, and the time."""
    line: dict[str, object] = {"what": what}
    for name, part in (("tuning", False), ("held_out", True)):
        said = [judge(row) for row in some if held_out(row) is part]
        line[name] = [*(said.count(word) for word in ("right", "wrong", "silent")), len(said)]
    print(json.dumps({**line, "us": round(microseconds(judge, some), 1)}))


def microseconds(step: Callable[[Row], object], some: Iterable[Row]) -> float:
    """CPU time a row, the best of five rounds."""
    every = list(some)
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for row in every:
            step(row)
        best = min(best, time.process_time() - started)
    return best / len(every) * 1e6


if __name__ == "__main__":
    main()
