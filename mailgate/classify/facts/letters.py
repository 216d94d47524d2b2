"""The words of a text as letters of their kinds, so that one pattern fits all languages (kinds: `since_words.py`).

"od pondělí ráno" is "fWP", "since Monday morning" too. Each letter knows its value and its place in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mailgate.classify.facts.since_words import Language, Value
from mailgate.classify.facts.text import Bounds, Text, words_in

#: What a letter is made of, in folded text. E date, t clock time, y year, d number, o "28th", x word, "," a break.
_TOKEN = re.compile(
    r"(?P<x>[^\W\d_]+(?:['-][^\W\d_]+)*)|(?=\d)(?:"
    r"(?P<E>(?<![\d.,/-])(?:\d{4}-\d\d-\d\d(?!\d)"
    r"|\d{1,2}\. ?\d{1,2}\.(?: ?(?:19|20)\d\d(?!\d)|\d\d(?![\d:.]))?(?!\d)"
    r"|\d{1,2}[./]\d{1,2}(?:[./](?:19|20)\d\d)?(?![\d.,/:%-])))"
    r"|(?P<t>(?<![\d:.,–-])\d{1,2}(?::\d\d(?! ?[–-] ?\d)(?::\d\d)?(?: ?[ap]\.?m\b)?(?: (?:utc|gmt)\b)?"
    r"| ?[ap]\.?m\b)(?![\d:]))"
    r"|(?P<o>(?<![\w.,])\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<y>(?<![\w.,])(?:19|20)\d\d(?![\w:,-]|\.\d))"
    r"|(?P<d>(?<![\w.,:–-])\d{1,3}(?![\w,:%]|\.\d|-\d)))"
    r"|(?P<comma>[,;:()!?\n–—]|(?<= )-(?= ))"
)

Token = tuple[str, Value, str, int, int]  # kind, value, folded word, begin, end
_NOTHING: tuple[str, Value] = ("x", ())


@dataclass(frozen=True, slots=True)
class Words:
    """A text as letters of kinds, and what each letter stands for."""

    kinds: str
    tokens: list[Token]


def read(text: Text, language: Language) -> Words:
    """The letters of the sentences that may name a time. What means nothing ("about") is left out, so that it stands in
    nobody's way."""
    found: list[Token] = [(".", (), "", 0, 0)]
    for begin, end in _naming(text, language):
        _read(text.folded, begin, end, language, found)
        found.append((".", (), "", end, end))
    return Words("".join([token[0] for token in found]), found)


def _naming(text: Text, language: Language) -> list[Bounds]:
    """The sentences with a digit, or with words that may name a time."""
    edges = (*text.starts, len(text.folded))
    numbers: set[int] = set()
    for begin, end in text.numbered:
        numbers.update(range(bisect_right(text.starts, begin) - 1, bisect_left(edges, end)))
    for word in language.times & text.words:
        at = text.folded.find(word)
        while at >= 0:
            number = bisect_right(text.starts, at)
            numbers.add(number - 1)
            at = text.folded.find(word, edges[number])
    if not (language.counts.isdisjoint(text.words) or language.lead.isdisjoint(text.words)):
        numbers.update(_counting(text, language))
    return [(edges[number], edges[number + 1]) for number in sorted(numbers)]


def _counting(text: Text, language: Language) -> Iterator[int]:
    """Numbers of the sentences in which "at one" may stand."""
    for number, (begin, end) in enumerate(pairwise((*text.starts, len(text.folded)))):
        words = words_in(text.folded, begin, end)
        if not (language.counts.isdisjoint(words) or language.lead.isdisjoint(words)):
            yield number


def _read(folded: str, first: int, last: int, language: Language, found: list[Token]) -> None:
    tokens = [(match.lastgroup, match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded, first, last)]
    phrases, kinds, behind = language.phrases, language.kinds, 0
    for at, (group, word, begin, end) in enumerate(tokens):
        if at < behind:
            continue  # the rest of a phrase
        if group == "x":
            if word in phrases:
                word, behind = _phrase(tokens, at, language)
                end = tokens[behind - 1][3] if behind > at else end
            kind, value = kinds.get(word, _NOTHING)
        else:
            kind, value = (",", ()) if group == "comma" else _number(group or "", word)
        if kind != "c":
            found.append((kind, value, word, begin, end))


def _phrase(tokens: list[tuple[str | None, str, int, int]], at: int, language: Language) -> tuple[str, int]:
    """The longest phrase that begins at a word and where it ends; the word alone and 0 when there is none."""
    word = tokens[at][1]
    for length in language.phrases[word]:
        some = tokens[at : at + length]
        phrase = "_".join([token[1] for token in some])
        if phrase in language.kinds:
            return phrase, at + len(some)
    return word, 0


def _number(group: str, word: str) -> tuple[str, Value]:
    """A date: day, month, year or 0, 1 if maybe a version. A time: hour, minute, 1 if minutes were said, 1 if UTC."""
    some = tuple(map(int, re.findall(r"\d+", word)))
    if group == "E":
        if "-" in word:
            return "E", (some[2], some[1], some[0], 0)
        if len(some) > 2:
            return "E", (some[0], some[1], some[2] + (2000 if some[2] < 100 else 0), 0)
        if 1 <= some[0] <= 31 and 1 <= some[1] <= 12:
            return "E", (*some, 0, int(not word.endswith(".")))
        group = "t" if re.fullmatch(r"\d{1,2}\.\d\d", word) else "x"  # 14.30
    if group == "t":
        hour, minute = some[0], some[1] if len(some) > 1 else 0
        utc = word.endswith(("utc", "gmt"))
        if "m" in word and not utc:
            hour = hour % 12 + (12 if "p" in word else 0)
        return ("t", (hour, minute, int(len(some) > 1), int(utc))) if hour < 24 and minute < 60 else ("x", ())
    return group, some[:1]
