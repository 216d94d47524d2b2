"""A language as look-ups: which sense a word or a phrase of it has.

    lexicon("cs", WORDS)       compile the table of one language, together with the words that all of them share
    one.parse(words)           [(how many words, what they mean)] for words that are folded already

A table is `{Sense: "word stem* two_words"}`: `*` stands for any ending, `_` for the space within a phrase (whose first
word is exact). Tables may be written with diacritics; both sides are folded by `fold`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mailgate.lifecycle.answer.sense import Sense

Table = Mapping[Sense, str]
Phrase = tuple[tuple[str, ...], Sense]

_MARKS = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
_BARE_VOWELS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})
_Key = TypeVar("_Key", str, tuple[str, ...])
_SHORTEST_STEM = 3
_LONGEST_WORD = 24  #: a longer one is in no table


def fold(word: str) -> str:
    """The word in lower case, without diacritics and apostrophes; "ä" is "ae". Linear."""
    word = word.lower().replace("'", "")
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFKD", word.translate(_MARKS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language."""

    code: str
    cyrillic: bool
    words: Mapping[str, Sense]
    stems: Mapping[str, tuple[tuple[str, Sense], ...]]  #: by their first three letters, the longest first
    phrases: Mapping[str, tuple[Phrase, ...]]  #: by their first word, the longest first
    late_not: bool  #: "not" stands after its verb
    denying: str  #: a prefix that makes a verb its contrary: Czech and Slovak "ne-"

    def parse(self, words: Sequence[str]) -> list[tuple[int, tuple[Sense, ...]]]:
        """What the words mean, from left to right; no senses where a word is unknown. Phrases win over words."""
        found = []
        at = 0
        while at < len(words):
            long, senses = self._phrase(words, at) or (1, self._word(words[at]))
            found.append((long, senses))
            at += long
        return found

    def _phrase(self, words: Sequence[str], at: int) -> tuple[int, tuple[Sense, ...]] | None:
        for parts, sense in self.phrases.get(words[at], ()):
            after = words[at + 1 : at + 1 + len(parts)]
            if len(after) == len(parts) and all(map(_fits, after, parts)):
                return len(parts) + 1, (sense,)
        return None

    def _word(self, word: str) -> tuple[Sense, ...]:
        if len(word) > _LONGEST_WORD:
            return ()
        sense = self._plain(word)
        if sense:
            return (sense,)
        if self.denying and word.startswith(self.denying):
            contrary = self._plain(word[len(self.denying) :])
            return (Sense.NOT, contrary) if contrary else ()
        return ()

    def _plain(self, word: str) -> Sense | None:
        sense = self.words.get(word)
        if sense:
            return sense
        stems = self.stems.get(word[:_SHORTEST_STEM], ())
        return next((sense for stem, sense in stems if word.startswith(stem)), None)


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def lexicon(code: str, *tables: Table, denying: str = "") -> Lexicon:
    """Compile tables; of two entries for one word the first counts.

    An umlaut may be left out where that makes no other word of the tables: "fur" is "für", "schon" is not "schön".
    """
    words: dict[str, Sense] = {}
    stems: dict[str, dict[str, Sense]] = defaultdict(dict)
    phrases: dict[str, dict[tuple[str, ...], Sense]] = defaultdict(dict)
    for spell in (fold, _without_umlauts):
        for entry, sense in _entries(tables):
            first, *rest = spell(entry).split("_")
            if rest:
                phrases[first].setdefault(tuple(rest), sense)
            elif first.endswith("*"):
                stems[first[:_SHORTEST_STEM]].setdefault(first[:-1], sense)
            else:
                words.setdefault(first, sense)
    return Lexicon(
        code,
        cyrillic=code in ("ru", "uk"),
        words=words,
        stems={start: _longest_first(some) for start, some in stems.items()},
        phrases={first: _longest_first(some) for first, some in phrases.items()},
        late_not=code == "de",
        denying=denying,
    )


def _longest_first(some: Mapping[_Key, Sense]) -> tuple[tuple[_Key, Sense], ...]:
    return tuple(sorted(some.items(), key=lambda one: -len(one[0])))


def _entries(tables: Iterable[Table]) -> Iterator[tuple[str, Sense]]:
    return ((entry, sense) for table in tables for sense, listed in table.items() for entry in listed.split())


def _without_umlauts(entry: str) -> str:
    return fold(entry.lower().translate(_BARE_VOWELS))
