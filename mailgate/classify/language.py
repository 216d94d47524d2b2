"""In which language a letter is written: cs, sk, pl, ru, uk, en or de, or "" when the words do not tell.

Adds up the weights of the three-letter pieces of the first words (`language_weights.py`, learnt from our own texts by
`benchmarks/language_train.py`, with and without diacritics). It never guesses: where two languages are close, or a
language that we do not name is closest, the answer is "". Names, addresses and numbers say nothing.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import repeat

from mailgate.classify.language_weights import PIECES

LANGUAGES = ("cs", "sk", "pl", "ru", "uk", "en", "de")

#: The sums of all classes travel in one integer, 16 bits each: one addition a piece, done in C. A weight is at most 9
#: and a sample has at most _SAMPLE pieces, so no sum runs over into its neighbour.
_LANE = 16
_MASK = (1 << _LANE) - 1
_SHIFTS = tuple(at * _LANE for at in range(len(LANGUAGES) + 1))  #: the last is "another language"

_SAMPLE = 800  #: characters of the letter that are looked at, at most
_LOOK = 120  #: pieces a look; a letter whose first look decides gets no second
_SLICES = tuple(slice(at, at + 3) for at in range(_LOOK))
#: By so much the best must lead: enough after the first look, enough at the end.
_CLEAR, _ENOUGH = 40, 4
_LEAST = 25  #: below that hardly a piece was known

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: What is no word of the writer: addresses, paths, names with digits. Tried at the beginning of a word only: linear.
_NAMES = re.compile(r"(?<!\S)[^\s@/\\_\d]*+[@/\\_\d]\S*")


def _packed(table: str) -> dict[str, int]:
    """Piece to sums, from lines of a piece ("_" is the edge of a word) and a digit for each class."""
    rows = ((line[:3].replace("_", " "), line[3:]) for line in table.splitlines())
    return {
        piece: sum(int(digit) << shift for digit, shift in zip(digits, _SHIFTS, strict=True)) for piece, digits in rows
    }


_WEIGHT = _packed(PIECES)


def words_of(text: str) -> str:
    """The words of the first part of a text: small letters, one space around each."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        sample = unicodedata.normalize("NFC", sample)
    return f" {' '.join(_WORD.findall(_NAMES.sub(' ', sample).lower()))} ".replace("’", "'")


def detect(text: str) -> str:
    """The language of the text as an ISO 639-1 code, or ""."""
    return _detected(text[:_SAMPLE])


@lru_cache(maxsize=16)
def _detected(sample: str) -> str:
    """Remembered for the next question about the same letter: its ticket's language, and then its facts."""
    words, total, lead, best, top = words_of(sample), 0, 0, 0, 0
    for start in range(0, len(words) - 2, _LOOK):
        part = words[start : start + _LOOK + 2]
        slices = _SLICES[: len(part) - 2]
        total += sum(map(_WEIGHT.get, map(part.__getitem__, slices), repeat(0)))
        sums = [total >> shift & _MASK for shift in _SHIFTS]
        second, top = sorted(sums)[-2:]
        best, lead = sums.index(top), top - second
        if lead >= _CLEAR:
            break
    return LANGUAGES[best] if lead >= _ENOUGH and top >= _LEAST and best < len(LANGUAGES) else ""
