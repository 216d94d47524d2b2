"""How right rules and the learned model are together, on tests/labelled/support.jsonl.

    python -m benchmarks.classify_learned

Tenfold: each part is guessed by a model that was trained on the nine others. Near copies, and scenes that are told
in two languages, are never on both sides. One JSON line for each way of deciding and each part of the set:

- `kept`: nobody tuned anything on it. `tuned`: the seeded rules and the model's tables were written with these letters
  in mind, so that they look too good here; the model learns from their texts, and not how far rules can be believed.
- `automatic` is the share that is decided without a person, `right` how many of those are right, `wrong` the share
  of all letters that is decided wrongly. `outages` are found: decided as such; decided as such or left to a person;
  and how many of those that were decided to be outages are.
- `error` is the expected calibration error of the chance of the likeliest category, in ten steps.

Then what it costs, and what teaching further loses against training anew. Takes two minutes. Never a test.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.classify_rules import ROWS, SAME
from mailgate.app.init import seeded_categories
from mailgate.classify.label import Label, label, said_by
from mailgate.classify.learned.blob import dump, load
from mailgate.classify.learned.examples import Example
from mailgate.classify.learned.model import Model, train
from mailgate.classify.learned.words import units_of
from mailgate.classify.rules import RuleBook
from mailgate.classify.seen import Facts
from mailgate.classify.together import Guess, Said
from mailgate.desk.labelling import book_of
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge

FOLDS = 10
NEAR, SAME_SCENE = 0.5, 0.6  #: shares of common trigrams, and of common meanings, from which two letters stay together
Row = dict[str, Any]


class Case(NamedTuple):
    """A letter, what the rules say of it, and what was decided by whom."""

    row: Row
    part: str
    said: Said
    by_rules: Label
    alone: Guess
    both: Guess
    decided: Label


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=Path, default=ROWS)
    parser.add_argument("--no-kept", action="store_true", help="Leave the kept part out of what is printed.")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.rows.read_text(encoding="utf-8").splitlines()]
    desk = merge(Desk.empty(), read_desk(seeded_categories(), "categories.toml"))
    cases = validated(rows, book_of(desk), dict(desk.kinds) | {"defect": "defect"})
    for part in ("kept", "tuned"):
        some = [case for case in cases if case.part == part]
        if some and not (given.no_kept and part == "kept"):
            report(part, some)
    costs(rows)
    later(rows)


def part_of(row: Row) -> str:
    return "kept" if row["kept"] else "tuned"


def example(row: Row, said: Said) -> Example:
    return Example(row["subject"], row["text"], row["category"], None if part_of(row) == "tuned" else said)


def validated(rows: Sequence[Row], book: RuleBook, kinds: dict[str, str]) -> list[Case]:
    """Every row, guessed by a model that has seen neither it nor its like."""
    book = in_their_words(book)
    every = [facts_of(row) for row in rows]
    said = [said_by(book.hits(facts)) for facts in every]
    folds, cases = folds_of(rows), []
    for fold in range(FOLDS):
        model = train([example(row, say) for row, say, at in zip(rows, said, folds, strict=True) if at != fold])
        for row, facts, say, at in zip(rows, every, said, folds, strict=True):
            if at == fold:
                ask = {"form_category": "", "mailbox_category": "", "rules": book, "defaults": {}, "facts": facts}
                guesses = (model.guess(facts.subject, facts.text), model.guess(facts.subject, facts.text, say))
                decided = label(**ask, kinds=kinds, model=model)
                cases.append(Case(row, part_of(row), say, label(**ask, kinds=kinds), *guesses, decided))
    return cases


def in_their_words(book: RuleBook) -> RuleBook:
    """The same rules, with the labelled set's names for categories."""

    def name(category: str) -> str:
        top = category.partition("/")[0]
        return SAME.get(top, top)

    renamed = [(replace(rule, category=name(rule.category)), when) for rule, when in book.rules]
    return RuleBook(tuple(renamed), book.phrases)


def facts_of(row: Row) -> Facts:
    return Facts(subject=row["subject"], text=row["text"])


def folds_of(rows: Sequence[Row]) -> list[int]:
    """A fold for each row: evenly by category, and what is alike in one."""
    groups: dict[int, list[int]] = {}
    for at, group in enumerate(alike(rows)):
        groups.setdefault(group, []).append(at)
    folds = [0] * len(rows)
    filled = Counter[tuple[int, str]]()
    for members in groups.values():
        category = rows[members[0]]["category"]
        fold = min(range(FOLDS), key=lambda each: (filled[each, category], filled[each, ""], each))
        for at in members:
            folds[at] = fold
            filled[fold, rows[at]["category"]] += 1
            filled[fold, ""] += 1
    return folds


def alike(rows: Sequence[Row]) -> list[int]:
    """The number of each row's group."""
    texts = [" ".join(units_of(row["subject"], row["text"])) for row in rows]
    grams = [frozenset(text[at : at + 3] for at in range(len(text) - 2)) for text in texts]
    meant = [frozenset(word for word in text.split() if word[0] == "@") for text in texts]
    group = list(range(len(rows)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for one in range(len(rows)):
        for two in range(one):
            same = rows[one]["category"] == rows[two]["category"] and len(meant[one] | meant[two]) > 4
            if common(grams[one], grams[two], NEAR) or (same and common(meant[one], meant[two], SAME_SCENE)):
                group[root(one)] = root(two)
    return [root(at) for at in range(len(rows))]


def common(one: frozenset[str], two: frozenset[str], share: float) -> bool:
    less, more = sorted((len(one), len(two)))
    return less > share * more and len(one & two) > share * len(one | two)


def report(part: str, cases: Sequence[Case]) -> None:
    """One line for each way to decide."""
    ways = {
        "rules": [case.by_rules.category for case in cases],
        "model": [case.alone.best for case in cases],
        "together": [case.decided.category for case in cases],
    }
    for way, found in ways.items():
        line = {"part": part, "way": way, **figures([case.row["category"] for case in cases], found)}
        if way != "rules":
            guesses = [case.alone if way == "model" else case.both for case in cases]
            line |= surest([case.row["category"] for case in cases], guesses)
        print(json.dumps(line))


def figures(wanted: Sequence[str], found: Sequence[str]) -> dict[str, Any]:
    pairs = list(zip(wanted, found, strict=True))
    decided = [want == name for want, name in pairs if name]
    outages = [name for want, name in pairs if want == "outage"]
    named = [want for want, name in pairs if name == "outage"]
    return {
        "mails": len(pairs),
        "automatic": round(len(decided) / len(pairs), 3),
        "right": round(sum(decided) / max(len(decided), 1), 3),
        "wrong": round((len(decided) - sum(decided)) / len(pairs), 3),
        "outages": {
            "decided": round(outages.count("outage") / len(outages), 3),
            "decided_or_person": round((outages.count("outage") + outages.count("")) / len(outages), 3),
            "precision": round(named.count("outage") / max(len(named), 1), 3),
        },
    }


def surest(wanted: Sequence[str], guesses: Sequence[Guess]) -> dict[str, Any]:
    """How right the likeliest category is, in all letters and in the surest, and the calibration error."""
    pairs = [(guess.chances[guess.best], guess.best == want) for want, guess in zip(wanted, guesses, strict=True)]
    pairs.sort(key=lambda pair: -pair[0])
    steps: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in pairs:
        steps.setdefault(min(int(chance * 10), 9), []).append((chance, right))
    off = sum(abs(sum(chance for chance, _ in step) - sum(right for _, right in step)) for step in steps.values())
    parts = {f"best_of_{share}": pairs[: len(pairs) * share // 100] for share in (50, 75, 100)}
    return {
        **{name: round(sum(right for _, right in some) / len(some), 3) for name, some in parts.items()},
        "error": round(off / len(pairs), 3),
    }


def costs(rows: Sequence[Row]) -> None:
    """Training on everything, the blob, one guess."""
    examples = [example(row, Said()) for row in rows]
    started = time.perf_counter()
    model = train(examples)
    spent = time.perf_counter() - started
    blob = dump(model)
    kept = load(blob)
    guesses = []
    for row in rows:
        started = time.perf_counter()
        kept.guess(row["subject"], row["text"], Said())
        guesses.append(time.perf_counter() - started)
    print(
        json.dumps(
            {
                "examples": len(rows),
                "train_s": round(spent, 2),
                "blob_kb": len(blob) // 1000,
                "guess_ms_median": round(statistics.median(guesses) * 1000, 2),
                "guess_ms_worst": round(max(guesses) * 1000, 2),
            }
        )
    )


def later(rows: Sequence[Row]) -> None:
    """A fifth held out: trained on 60 %, taught further with 20 % in batches of 20, against trained on those 80 %."""
    folds = folds_of(rows)
    test = [row for row, fold in zip(rows, folds, strict=True) if fold >= 8]
    first, then = (
        [example(row, Said()) for row, fold in zip(rows, folds, strict=True) if fold in some]
        for some in (range(6), (6, 7))
    )
    before = train(first)
    found = {
        "before": before,
        "taught": taught(before, then, first),
        "taught_backwards": taught(before, then[::-1], first),
        "anew": train([*first, *then]),
    }
    print(json.dumps({"further": {name: round(rightness(model, test), 3) for name, model in found.items()}}))


def taught(model: Model, examples: Sequence[Example], old: Sequence[Example]) -> Model:
    """In batches, each with thrice as many of those before it, another choice each time."""
    for batch, at in enumerate(range(0, len(examples), 20)):
        before = [*old, *examples[:at]]
        apart = max(1, len(before) // 60)
        model = model.further(examples[at : at + 20], before[batch % apart :: apart])
    return model


def rightness(model: Model, rows: Sequence[Row]) -> float:
    return sum(model.guess(row["subject"], row["text"]).best == row["category"] for row in rows) / len(rows)


if __name__ == "__main__":
    main()
