"""How right the seeded rules of `mailgate init` are, on tests/labelled/support.jsonl.

    python -m benchmarks.classify_rules            # the part that rules are tuned on
    python -m benchmarks.classify_rules --show     # the same, with every mistake
    python -m benchmarks.classify_rules --each     # the same, and what each rule decided
    python -m benchmarks.classify_rules --half odd # on one half of it: change rules by the other, check by this one
    python -m benchmarks.classify_rules --kept     # the part that nobody tunes on: only for the last measurement

A category below another (`access/people`) counts as the one above. Mistakes in the kept part, and its rules one by one,
are never shown. The halves of the tuning part go by the SHA-256 of the id.
"""

import argparse
import hashlib
import json
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

from mailgate.app.init import seeded_categories
from mailgate.classify.label import label
from mailgate.classify.rules import RuleBook
from mailgate.classify.seen import Facts
from mailgate.desk.labelling import book_of
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge

ROWS = Path(__file__).parent.parent / "tests" / "labelled" / "support.jsonl"
SAME = {"fault": "defect"}  #: what the labelled set calls it


def decide(book: RuleBook, row: dict[str, Any]) -> tuple[str, str]:
    """The category in the set's own words ("" is undecided), and why."""
    hits = book.hits(Facts(subject=row["subject"], text=row["text"]))
    found = next((hit.rule.category for hit in hits if hit.rule.category), "").partition("/")[0]
    return SAME.get(found, found), "; ".join(map(str, hits))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--show", nargs="?", const="", default=None, help="Mistakes, of ids that contain this.")
    parser.add_argument("--each", action="store_true", help="What each rule decided, right and wrong.")
    parser.add_argument("--half", choices=("even", "odd"), help="Only one half of the tuning part.")
    given = parser.parse_args()
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["kept"] is given.kept and given.half in (None, half(row["id"]))]
    book = book_of(merge(Desk.empty(), read_desk(seeded_categories(), "categories.toml")))
    found = [decide(book, row) for row in rows]
    if given.show is not None and not given.kept:
        show(rows, found, given.show)
    if given.each and not given.kept:
        each(book, rows)
    pairs = Counter((row["category"], name) for row, (name, _) in zip(rows, found, strict=True))
    part = "kept" if given.kept else "tuning"
    part = f"{part}, {given.half}" if given.half else part
    print(json.dumps({"part": part, **figures(pairs), "ms": round(pace(book, rows), 3)}))


def decider(book: RuleBook, row: dict[str, Any]) -> str:
    hits = book.hits(Facts(subject=row["subject"], text=row["text"]))
    return next((hit.rule.name for hit in hits if hit.rule.category), "")


def half(name: str) -> str:
    return "odd" if hashlib.sha256(name.encode()).digest()[-1] % 2 else "even"


def each(book: RuleBook, rows: list[dict[str, Any]]) -> None:
    """Of every rule: how many letters it decided, how many rightly, and what the others were."""
    right, wrong = Counter[str](), {rule.name: Counter[str]() for rule, _ in book.rules}
    for row in rows:
        name, rule = decide(book, row)[0], decider(book, row)
        if name == row["category"]:
            right[rule] += 1
        elif name:
            wrong[rule][row["category"]] += 1
    for rule, others in wrong.items():
        found = "".join(f", {count} {name}" for name, count in others.most_common())
        print(f"{right[rule] + others.total():4d} decided, {right[rule]:4d} rightly: {rule}{found}")


def show(rows: list[dict[str, Any]], found: list[tuple[str, str]], which: str) -> None:
    for row, (name, why) in zip(rows, found, strict=True):
        if name != row["category"] and which in row["id"]:
            print(f"{row['id']} → {name or '-'} | {row['subject']} | {row['text'][:160]!r} | {why[:160]}")


def figures(pairs: "Counter[tuple[str, str]]") -> dict[str, Any]:
    """Of (is, was found) pairs: shares of all, and (recall, precision) of each category."""
    wanted, named = Counter[str](), Counter[str]()
    for (category, name), count in pairs.items():
        wanted[category] += count
        named[name] += count
    each = {
        name: [round(pairs[name, name] / wanted[name], 3), round(pairs[name, name] / max(named[name], 1), 3)]
        for name in wanted
    }
    decided = sum(named.values()) - named[""]
    right = sum(pairs[name, name] for name in wanted)
    shares = {"decided": round(decided / sum(named.values()), 3), "right_of_decided": round(right / decided, 3)}
    return {"mails": sum(wanted.values()), **shares, "recall_and_precision": each}


def pace(book: RuleBook, rows: list[dict[str, Any]]) -> float:
    """Milliseconds of one label, median."""
    spent = []
    for row in rows:
        facts, started = Facts(subject=row["subject"], text=row["text"]), time.perf_counter()
        label(form_category="", mailbox_category="", rules=book, defaults={}, facts=facts)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1000


if __name__ == "__main__":
    main()
