"""How replies to "is it solved?" are read: `python benchmarks/answers.py`. One JSON line a language and part.

Each line counts what was labelled against what was read (`unclear` is Answer.OTHER), the share of each label that was
found, and the mistakes that act: `closes` (read as yes or thanks, labelled something else), `disputes` (read as no,
labelled something else), `reopens` (read as partly, which counts where that was asked). The last two lines are all
languages together, with CPU milliseconds a reply. The kept part is for the last measurement only: nobody tunes on it.
Never a test.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mailgate.lifecycle.answer import Answer, read_answer

ROWS = Path(__file__).parent.parent / "tests" / "labelled" / "replies.jsonl"
CLOSING = ("yes", "thanks")  # thanks read as a yes, or a yes as thanks, changes nothing
ROUNDS = 5

Row = dict[str, str]


def main() -> None:
    """Measure once."""
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    for kept in (False, True):
        part = [row for row in rows if row["kept"] is kept]
        for language in sorted({row["language"] for row in part}):
            print(json.dumps(_line(language, kept, [row for row in part if row["language"] == language])))
    for kept in (False, True):
        part = [row for row in rows if row["kept"] is kept]
        print(json.dumps({**_line("all", kept, part), "cpu_ms": _cpu_ms(part)}))


def _line(language: str, kept: bool, rows: list[Row]) -> dict[str, object]:
    counts = Counter((row["answer"], _read(row["text"])) for row in rows)
    labels = Counter(row["answer"] for row in rows)
    confusion = {label: {read: n for (said, read), n in counts.items() if said == label} for label in labels}
    return {
        "language": language,
        "part": "kept" if kept else "tuning",
        "replies": len(rows),
        "confusion": confusion,
        "found": {label: round(counts[label, label] / n, 3) for label, n in labels.items()},
        **dict(_acting(counts)),
    }


def _acting(counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    yield "closes", sum(n for (said, read), n in counts.items() if read in CLOSING and said not in CLOSING)
    yield "disputes", sum(n for (said, read), n in counts.items() if read == "no" != said)
    yield "reopens", sum(n for (said, read), n in counts.items() if read == "partly" and said not in ("partly", "no"))


def _read(text: str) -> str:
    answer, _ = read_answer(text)
    return "unclear" if answer is Answer.OTHER else str(answer)


def _cpu_ms(rows: list[Row]) -> float:
    """The best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for row in rows:
            read_answer(row["text"])
        taken.append(time.process_time() - started)
    return round(min(taken) / len(rows) * 1000, 3)


if __name__ == "__main__":
    main()
