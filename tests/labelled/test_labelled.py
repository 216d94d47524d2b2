"""The labelled sets are what README.md says: enough of each, no near-copies, and the kept part chosen by the rule.

Run alone or with the suite; reads four files and nothing else. It never measures a classifier.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

HERE = Path(__file__).parent
CATEGORIES = (
    "outage degradation defect access request question billing sales security monitoring".split()  # as in the README
)
LEAST = dict(zip(CATEGORIES, (95, 35, 35, 35, 35, 35, 30, 25, 20, 20), strict=True))  #: mails of each in each language
ANSWERS = ["yes", "no", "partly", "thanks", "question", "unclear"]
LANGUAGES = ["cs", "sk", "pl", "ru", "uk", "en", "de"]
PRECISIONS = {"minute", "hour", "day", "part", "week", "month"}
NEAR = 0.85  #: trigram Jaccard from which two texts are copies

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The objects of a file, one a line."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def normal(row: Row) -> str:
    """Subject and text in lower case, letters and digits only, single spaces."""
    return " ".join(re.findall(r"\w+", f"{row.get('subject', '')} {row['text']}".lower()))


def trigrams(text: str) -> frozenset[str]:
    """Every three characters in a row of the text, padded, so that the shortest text has some."""
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def near_copies(some: Iterable[Row]) -> list[tuple[str, str]]:
    """Pairs of texts with more than NEAR of their trigrams in common."""
    grams = [(row["text"], trigrams(normal(row))) for row in some]
    grams.sort(key=lambda pair: len(pair[1]))
    return [
        (a, b)
        for (a, one), (b, two) in combinations(grams, 2)
        # The smaller set bounds what both can share, so most pairs need no more than their sizes.
        if len(one) > NEAR * len(two) and len(one & two) > NEAR * len(one | two)
    ]


def chosen(some: list[Row], size: int) -> set[str]:
    """The ids to keep: of every full block of `size` of one language and label, the one with the least SHA-256."""
    strata: dict[str, list[str]] = defaultdict(list)
    for row in some:
        strata[row["id"].rpartition("-")[0]].append(row["id"])
    blocks = [ids[at : at + size] for ids in strata.values() for at in range(0, len(ids) - size + 1, size)]
    return {min(block, key=lambda name: hashlib.sha256(name.encode()).hexdigest()) for block in blocks}


def test_a_copy_with_another_comma_is_seen_as_a_copy() -> None:
    assert near_copies([{"text": "Nejde mail, prosím o pomoc."}, {"text": "Nejde mail prosím o pomoc!"}])
    assert not near_copies([{"text": "Nejde mail."}, {"text": "Tiskárna stojí."}])


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("support.jsonl", {"id", "language", "category", "subject", "text", "kept"}),
        ("languages.jsonl", {"language", "text"}),
        ("since.jsonl", {"language", "text", "now", "zone", "since", "precision"}),
        ("replies.jsonl", {"id", "language", "text", "answer", "kept"}),
    ],
)
def test_every_line_has_its_keys_and_a_text(name: str, keys: set[str]) -> None:
    for row in rows(name):
        assert set(row) - {"also"} == keys
        assert row["text"] == row["text"].strip() != ""


def test_support_mails_are_enough_of_each_category_and_language() -> None:
    mails = rows("support.jsonl")
    languages, cells = Counter(m["language"] for m in mails), Counter((m["language"], m["category"]) for m in mails)
    assert set(languages) == {"cs", "pl", "ru", "en"}
    assert min(languages.values()) >= 120
    assert {category for _, category in cells} == set(CATEGORIES)
    assert all(cells[language, "outage"] >= 30 for language in languages)
    for category in CATEGORIES:
        assert sum(count for (_, name), count in cells.items() if name == category) >= 36
    for language in ("cs", "pl", "ru", "en"):
        assert {category for category, least in LEAST.items() if cells[language, category] < least} == set()


def test_replies_are_enough_of_each_answer_and_language() -> None:
    replies = rows("replies.jsonl")
    cells = Counter((reply["language"], reply["answer"]) for reply in replies)
    assert len(replies) >= 1200
    assert {cell for cell, count in cells.items() if count >= 9} == {(lan, ans) for lan in LANGUAGES for ans in ANSWERS}


def test_short_texts_are_enough_of_each_language() -> None:
    texts = rows("languages.jsonl")
    counts = Counter(text["language"] for text in texts)
    assert len(texts) >= 240
    assert set(counts) == set(LANGUAGES)
    assert min(counts.values()) >= 30
    assert all(2 <= len(text["text"].split()) <= 20 for text in texts)
    assert all(set(text.get("also", [])) <= set(LANGUAGES) - {text["language"]} for text in texts)


@pytest.mark.parametrize(("name", "label", "size"), [("support.jsonl", "category", 5), ("replies.jsonl", "answer", 3)])
def test_ids_are_unique_and_the_kept_part_follows_the_rule(name: str, label: str, size: int) -> None:
    found = rows(name)
    assert len({row["id"] for row in found}) == len(found)
    assert all(re.fullmatch(rf"{row['language']}-{row[label]}-\d{{3}}", row["id"]) for row in found)
    assert {row["id"] for row in found if row["kept"]} == chosen(found, size)
    assert sum(row["kept"] for row in found) * size == len(found)


@pytest.mark.parametrize(("name", "label"), [("support.jsonl", "category"), ("replies.jsonl", "answer")])
def test_no_two_texts_of_one_language_and_label_are_near_copies(name: str, label: str) -> None:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(name):
        groups[row["language"], row[label]].append(row)
    assert [pair for group in groups.values() for pair in near_copies(group)] == []


@pytest.mark.parametrize("name", ["support.jsonl", "languages.jsonl", "since.jsonl", "replies.jsonl"])
def test_no_text_stands_twice_in_one_language(name: str) -> None:
    texts = Counter((row["language"], normal(row) or row["text"]) for row in rows(name))
    assert [text for text, count in texts.items() if count > 1] == []


def test_beginnings_are_instants_of_their_zone_and_lie_in_the_past() -> None:
    phrases = rows("since.jsonl")
    counts = Counter(phrase["language"] for phrase in phrases)
    assert set(counts) == {"cs", "pl", "ru", "en"}
    assert min(counts.values()) >= 30
    assert sum(phrase["since"] is None for phrase in phrases) >= 12
    for phrase in phrases:
        zone, now = ZoneInfo(phrase["zone"]), datetime.fromisoformat(phrase["now"])
        assert now.astimezone(zone).isoformat(timespec="minutes") == phrase["now"]
        assert (phrase["since"] is None) == (phrase["precision"] is None)
        if phrase["since"]:
            since = datetime.fromisoformat(phrase["since"])
            assert phrase["precision"] in PRECISIONS
            assert since < now
            assert since.astimezone(zone).isoformat(timespec="minutes") == phrase["since"]
            midnight = (since.hour, since.minute) == (0, 0)
            assert midnight or phrase["precision"] not in {"day", "week", "month"}
            assert since.minute == 0 or phrase["precision"] == "minute"
