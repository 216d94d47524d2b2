"""What of a letter the model reads: its distinct words, their meanings and pairs of those, as they stand there.

    units_of("Nejde net", "Не работает интернет?")
    # {"nejde": "nejde", "@not": "nejde", "@work": "nejde", "net": "net", …, "internet": "интернет", "?": "?", "#3": ""}

Marks on letters fall, Cyrillic is spelled in Latin letters and w is v, so that "интернет" and "internet", "faktury" and
"фактуры" share their pieces. Digits become 0: no number belongs to a category. A question mark counts as a word, and so
does the length of the letter. Linear in the text, of which only the beginning is read. Needs no library.
"""

import re
from collections.abc import Iterator
from functools import cache

from mailgate.classify.learned.concepts import lines
from mailgate.classify.phrases import lowered, plain

MOST_TEXT = 1_500  #: characters of the text that are read
MOST_SUBJECT = 200  #: and of the subject
LENGTHS = (3, 4)  #: characters of a piece
VERSION = 1  #: of all that is said here and in `concepts`: a model that was trained on another one is trained again

_MEANING, _PAIR, _LENGTH = "@", "&", "#"
_WEIGHTS = {_MEANING: 3, _PAIR: 2, _LENGTH: 3}  #: how many pieces such a unit counts for
_NEXT = 8  #: meanings that follow one and make a pair with it, at most
_APART = 6  #: words between the two, at most
_LONGEST_STEM = 12

_WORD = re.compile(r"\w+|\?")
_DIGITS = re.compile(r"\d+")
_SOUNDS = str.maketrans(
    dict(zip("абвгдезийіїклмнопрстуфхцчшщыэєw", "abvgdeziiiiklmnoprstufhccssyeev", strict=True))
    | {"ж": "z", "ю": "ju", "я": "ja", "ъ": "", "ь": ""}
)


def spelled(word: str) -> str:
    """One word without case, marks, script and figures."""
    return _DIGITS.sub("0", plain(word).translate(_SOUNDS))


def units_of(subject: str, text: str) -> dict[str, str]:
    """Each distinct unit with the words that first made it, in lower case; "" for the length. In their order."""
    beginning = f"{lowered(subject[:MOST_SUBJECT])} \n {lowered(text[:MOST_TEXT])}"
    shown = _WORD.findall(beginning)
    found: dict[str, str] = {}
    meant: list[tuple[int, str]] = []  # the place of a word, and a meaning of it
    for place, word in enumerate(shown):
        spelling = spelled(word)
        found.setdefault(spelling, word)
        for meaning in meanings(spelling):
            found.setdefault(_MEANING + meaning, word)
            meant.append((place, meaning))
    for unit, first, second in _pairs(meant):
        found.setdefault(unit, shown[first] if first == second else f"{shown[first]} {shown[second]}")
    return {**found, f"{_LENGTH}{(len(shown) + 1).bit_length()}": ""}


def _pairs(meant: list[tuple[int, str]]) -> Iterator[tuple[str, int, int]]:
    for at, (first, one) in enumerate(meant):
        for second, two in meant[at + 1 : at + 1 + _NEXT]:
            if one != two and second - first <= _APART:
                yield f"{_PAIR}{one}&{two}", first, second


def pieces(unit: str) -> list[str]:
    """What of a unit is hashed: all three and four characters in a row of a word and its ends, else the unit itself."""
    if unit[:1] in _WEIGHTS:
        return [unit] * _WEIGHTS[unit[0]]
    padded = f" {unit} "
    return [padded[at : at + size] for size in LENGTHS for at in range(max(1, len(padded) - size + 1))]


def meanings(spelling: str) -> tuple[str, ...]:
    """What a spelled word means in the table of `concepts`; () for most words."""
    whole, stems = _table()
    stemmed = (stems.get(spelling[:size], ()) for size in range(2, _LONGEST_STEM + 1) if size <= len(spelling))
    return tuple(dict.fromkeys((*whole.get(spelling, ()), *(one for each in stemmed for one in each))))


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Whole words and stems, each with its meanings."""
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for names, words in lines().items():
        for word in words:
            table = stems if word.endswith("*") else whole
            spelling = spelled(word.rstrip("*"))
            table[spelling] = tuple(dict.fromkeys((*table.get(spelling, ()), *names.split())))
    return whole, stems
