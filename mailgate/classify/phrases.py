"""Finds the words and phrases of all rules in one pass over a letter, whatever their case, accents or spacing.

    phrases = Phrases(); outage = phrases.add(["výpadek", "nikomu nejd*"])
    spotted = phrases.find("Nikomu  nejdou telefony")     # {1: Spotted("nikomu nejdou", 0)}

A phrase is plain text: whole words, any spacing between them. A `*` at the end of a word stands for any ending. Nothing
that is written in a rule is ever a pattern, and the cost is linear in the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mailgate.model.errors import WrongUse

MOST_TEXT = 20_000  #: characters of a letter that are looked at; what it is about stands in its beginning
SHORTEST_STEM = 3  #: letters before a `*`: shorter ones fit half of a language

_WORD = re.compile(r"\w+")
_APART = {"ł": "l", "đ": "d", "ø": "o", "ё": "е", "ґ": "г", "’": "'", "‘": "'"}


def _plain_letters() -> dict[int, str]:
    """Latin letters with marks to those without, one to one, so that places in a text stay."""
    marked = {
        code: unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    }
    return {code: base for code, base in marked.items() if base.isascii()} | {ord(a): b for a, b in _APART.items()}


_PLAIN = _plain_letters()


_GAPS = {code: " " for code in range(128) if not _WORD.match(chr(code))}


def words_in(text: str) -> list[str]:
    """Its words in order. Most letters are ASCII, and for those there is a way that is four times as fast."""
    return text.translate(_GAPS).split() if text.isascii() else _WORD.findall(text)


def lowered(text: str) -> str:
    """A text as it is shown in reasons: composed and without case."""
    return unicodedata.normalize("NFC", text).casefold()


def plain(text: str) -> str:
    """A text as it is compared: without case and marks. "Výpadek ŁĄCZA" is "vypadek lacza"."""
    return lowered(text).translate(_PLAIN)


class Spotted(NamedTuple):
    """A phrase where it first stands in a letter."""

    shown: str  #: as written there, in lower case
    at: int  #: character


@dataclass(frozen=True, slots=True)
class _Phrase:
    number: int
    first: str  #: its first word, or the stem of it; of an odd one all before its first space or *
    whole: re.Pattern[str] | None  #: None when the first word is all of it
    words: frozenset[str] = frozenset()  #: without these in a text, it does not stand there


@dataclass(slots=True)
class Phrases:
    """All phrases of a set of rules. Built once, then only asked."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _words: dict[str, list[_Phrase]] = field(default_factory=dict)  #: by first word
    _stems: dict[str, list[_Phrase]] = field(default_factory=dict)  #: by the first letters of a first word with *
    _odd: list[_Phrase] = field(default_factory=list)  #: those that begin with no letter or digit

    def add(self, texts: Iterable[str]) -> frozenset[int]:
        """The numbers of these phrases. Raises WrongUse for one that says nothing or too little before its `*`."""
        return frozenset(self._number(text) for text in texts)

    def _number(self, text: str) -> int:
        spelled = " ".join(plain(text).split())
        if spelled not in self._numbers:
            self._numbers[spelled] = len(self._numbers) + 1
            self._file(spelled, self._numbers[spelled])
        return self._numbers[spelled]

    def _file(self, spelled: str, number: int) -> None:
        for word in spelled.split():
            if word.endswith("*") and len(word) <= SHORTEST_STEM:
                raise WrongUse(f'"{word}" fits too much: write at least {SHORTEST_STEM} letters before the *')
        first = _WORD.match(spelled)
        if first is None:
            if not spelled:
                raise WrongUse("a word needs at least one letter")
            self._odd.append(_Phrase(number, spelled.split()[0].partition("*")[0], _pattern(spelled)))
            return
        starred = spelled[first.end() : first.end() + 1] == "*"
        alone = first.end() + starred == len(spelled)
        words = frozenset() if alone else _whole_words(spelled)
        phrase = _Phrase(number, first[0], None if alone else _pattern(spelled), words)
        if starred:
            self._stems.setdefault(first[0][:SHORTEST_STEM], []).append(phrase)
        else:
            self._words.setdefault(first[0], []).append(phrase)

    def find(self, text: str) -> Mapping[int, Spotted]:
        """Every phrase that stands in the first MOST_TEXT characters, in order of its first place."""
        shown = lowered(text[:MOST_TEXT])
        there = shown if shown.isascii() else shown.translate(_PLAIN)
        found: dict[int, Spotted] = {}
        tokens = list(_WORD.finditer(there))
        words = [token[0] for token in tokens]
        possible = self._possible(frozenset(words))
        for word, token in zip(words, tokens, strict=True):
            for phrase in possible.get(word, ()):
                if phrase.number not in found and (end := _end(phrase, there, token)):
                    found[phrase.number] = Spotted(" ".join(shown[token.start() : end].split()), token.start())
        for phrase in self._odd:
            hit = phrase.whole.search(there) if phrase.whole and phrase.first in there else None
            if hit:
                found[phrase.number] = Spotted(" ".join(shown[hit.start() : hit.end()].split()), hit.start())
        return found

    def _possible(self, words: frozenset[str]) -> Mapping[str, Sequence[_Phrase]]:
        """By the word that they begin with, the phrases of which every whole word is among these."""
        possible: dict[str, list[_Phrase]] = {}
        for word in words:
            same, like = self._words.get(word, ()), self._stems.get(word[:SHORTEST_STEM], ())
            begin = [each for each in same if each.words <= words] if same else []
            if like:
                begin += [each for each in like if word.startswith(each.first) and each.words <= words]
            if begin:
                possible[word] = begin
        return possible


def _end(phrase: _Phrase, text: str, word: re.Match[str]) -> int:
    """Where the phrase that begins with this word ends; 0 when it does not stand here."""
    if phrase.whole is None:
        return word.end()
    hit = phrase.whole.match(text, word.start())
    return hit.end() if hit else 0


def _whole_words(spelled: str) -> frozenset[str]:
    """Those of a phrase that a text must have as they are; of a word with a * only what stands before its stem."""
    found: set[str] = set()
    for word in spelled.split():
        parts = _WORD.findall(word)
        found.update(parts[:-1] if re.search(r"\w\*$", word) else parts)
    return frozenset(found)


def _pattern(spelled: str) -> re.Pattern[str]:
    """Literal texts with any spacing and endings between them; possessive, so that it never tries twice."""
    words = (re.escape(word[:-1]) + r"\w*+" if word.endswith("*") else re.escape(word) for word in spelled.split())
    return re.compile(r"(?<!\w)" + r"\s++".join(words) + r"(?!\w)")
