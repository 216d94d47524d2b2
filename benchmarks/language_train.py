"""Learns the weights of `mailgate/classify/language.py`: `python benchmarks/language_train.py` rewrites its table.

A softmax over the three-letter pieces of words. It reads our own word list (`language_words.txt`) and those labelled
texts that are for tuning; never the kept rows and never the held-out fifth. Deterministic, about half a minute. The
heaviest pieces go to `mailgate/classify/language_weights.py`; `classify.py` beside this measures the result.
"""

import json
import math
import random
import sys
import unicodedata
from collections import Counter
from hashlib import sha256
from pathlib import Path

from mailgate.classify.language import LANGUAGES, words_of

HERE = Path(__file__).parent
LABELLED = HERE.parent / "tests" / "labelled"
TABLE = HERE.parent / "mailgate" / "classify" / "language_weights.py"
CLASSES = (*LANGUAGES, "xx")
HEAD = '''"""Weights of three-letter pieces, written by `benchmarks/language_train.py`: never edit by hand.

A line is a piece ("_" is the edge of a word) and a digit each for cs, sk, pl, ru, uk, en, de and "another language".
"""

'''
PIECES = 2000  #: how many stay: more gains nothing on the tuning texts
ROUNDS = 12
TOP = 9  #: weights are rounded to 0..9

#: Russian as people type it who have no Cyrillic keys.
LATIN = str.maketrans(
    dict(
        zip(
            "абвгдеёзийклмнопрстуфхцыэъь",
            [*"a b v g d e e z i y k l m n o p r s t u f h c y e".split(), "", ""],
            strict=True,
        )
    )
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya"}
)

Example = tuple[list[str], frozenset[int]]  # pieces, the classes that are right


def main() -> None:
    """Learn, keep the heaviest, write."""
    chance = random.Random(7)
    examples = [ready for text, right in texts(chance) if (ready := example(text, right))[0]]
    first = learn(examples, chance, None)
    seen = Counter(piece for pieces, _ in examples for piece in set(pieces))
    heavy = sorted(first, key=lambda piece: -spread(first[piece]) * math.sqrt(seen[piece]))[:PIECES]
    weights = learn(examples, chance, frozenset(heavy))
    write(weights)


def held_out(text: str) -> bool:
    """The fifth that nothing is tuned on; rows without an id go by their text."""
    return int(sha256(text.encode()).hexdigest(), 16) % 5 == 0


def texts(chance: random.Random) -> list[tuple[str, frozenset[str]]]:
    """Everything there is to learn from, as written and (Latin) without diacritics."""
    found: list[tuple[str, frozenset[str]]] = []
    for line in (HERE / "language_words.txt").read_text(encoding="utf-8").splitlines():
        language, _, words = line.partition(": ")
        if language in CLASSES:
            known = words.split()
            found += [(word, frozenset({language})) for word in known]
            found += [(" ".join(chance.sample(known, 4)), frozenset({language})) for _ in range(len(known) // 2)]
    for name in ("languages", "support", "replies"):
        for line in (LABELLED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("kept") or (name == "languages" and held_out(row["text"])):
                continue
            found.append((row["text"], frozenset({row["language"], *row.get("also", [])})))
    typed = [(text.lower().translate(LATIN), right) for text, right in found if right == {"ru"}]
    return found + [(bare(text), right) for text, right in found if bare(text) != text] + typed


def bare(text: str) -> str:
    """Latin letters without diacritics, as people type in a hurry; other scripts stay."""
    return "".join(_bare(char) for char in text).translate(str.maketrans("łŁßıđ", "lLsid"))


def _bare(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def example(text: str, right: frozenset[str]) -> Example:
    """Its pieces (at most 200) and the classes that are right."""
    padded = words_of(text)
    pieces = [padded[at : at + 3] for at in range(len(padded) - 2)][:200]
    return pieces, frozenset(CLASSES.index(language) for language in right)


def learn(examples: list[Example], chance: random.Random, only: frozenset[str] | None) -> dict[str, list[float]]:
    """Averaged-step softmax regression with a slowly falling rate and a small pull to zero."""
    weights: dict[str, list[float]] = {}
    size = len(CLASSES)
    for turn in range(ROUNDS):
        rate = 0.35 / (1 + turn * 0.5)
        chance.shuffle(examples)
        for pieces, rights in examples:
            rows = [weights.setdefault(p, [0.0] * size) for p in pieces if only is None or p in only]
            if not rows:
                continue
            scores = [sum(column) for column in zip(*rows, strict=True)]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            total = sum(powers)
            right = sum(powers[at] for at in rights)
            step = rate / math.sqrt(len(rows))
            change = [step * ((powers[at] / right if at in rights else 0.0) - powers[at] / total) for at in range(size)]
            for row in rows:
                for at in range(size):
                    row[at] += change[at] - 0.0004 * row[at]
    return weights


def spread(row: list[float]) -> float:
    """How far a piece parts the classes."""
    return max(row) - min(row)


def write(weights: dict[str, list[float]]) -> None:
    """One line a piece: three characters, then a digit for each class; the least class is 0."""
    unit = max(spread(row) for row in weights.values()) / TOP / 1.6
    lines = []
    for piece, row in sorted(weights.items()):
        digits = [min(TOP, round((value - min(row)) / unit)) for value in row]
        if any(digits):
            lines.append(piece.replace(" ", "_") + "".join(map(str, digits)))
    TABLE.write_text(f'{HEAD}PIECES = """\\\n{chr(10).join(lines)}\n"""\n', encoding="utf-8")
    sys.stdout.write(f"{len(lines)} pieces, unit {unit:.3f}, {TABLE.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
