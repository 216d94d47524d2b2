"""A text ready for the search for facts: folded one to one, cut into sentences.

Folding (small letters, no diacritics, "ł" to "l", "ё" to "е") keeps every position, so what was found in the folded
text can be shown as it was written. Linear and total; only the first part of a long text is read.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

READ = 6000  #: characters of a text that are searched: who has more to say has said it by then

_SINGLE = {"ł": "l", "đ": "d", "ø": "o", "ß": "s", "’": "'", "\u00a0": " ", "\u202f": " ", "\t": " ", "\r": " "}


def _folded(char: str) -> str:
    small = char.lower()
    base = unicodedata.normalize("NFD", small)[:1]
    return _SINGLE.get(small, base if len(small) == 1 else char)


_FOLD = {at: _folded(chr(at)) for at in (*range(0x09, 0x250), *range(0x400, 0x530), 0x2019, 0x202F) if at != 0x0A}

#: A sentence ends at . ! ? … before a space, at an empty line, and at a line's end before a list, a quote or a capital.
#: A dot after a number is a date ("3. 11.") unless a capital follows. No branch looks further than a few characters.
#: It begins with the few characters that can end one, since that is what `re` looks for without trying at each place.
_END = re.compile(
    r"[!?….\n](?:"
    r"(?<=[!?…])(?<![!?…][!?…])[!?…]*+(?=\s|$)"
    r"|(?<=\.)(?:(?<![\d.]\.)\.*+(?=\s|$)|(?<=\d\.)(?=\s{1,9}[A-ZÀ-ÖØ-ÞŠČŘŽŚŁА-ЯІЇЄҐ]|\s?$))"
    r"|(?<=\n)(?=[ ]{0,9}(?:\n|$|[-*•>\d]|[^a-zà-ÿа-яěščřžńłśźżąęії])))"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ONLY_LETTERS = {at: " " for at in range(128) if not chr(at).isalpha()}

Bounds = tuple[int, int]  #: first position and the one behind the last


def fold(text: str) -> str:
    """Small letters without diacritics, as many characters as before."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Text:
    """The part that is read (NFC), the same folded, and where each sentence begins."""

    written: str
    folded: str
    starts: tuple[int, ...]
    numbered: tuple[Bounds, ...]  #: the lines with a digit
    words: frozenset[str]  #: folded, letters only: "forty-five" is two
    vocabulary: str  #: the same in one line, to be searched for parts of words

    def sentence(self, at: int) -> str:
        """The sentence around a position, without the space at its ends."""
        begin, end = self.bounds(at)
        return self.written[begin:end].strip()

    def bounds(self, at: int) -> Bounds:
        """First position of that sentence and the first one behind it."""
        number = bisect_right(self.starts, at)
        return self.starts[number - 1], self.starts[number] if number < len(self.starts) else len(self.written)

    def sentences(self) -> list[Bounds]:
        """The bounds of all."""
        return [
            (begin, end)
            for begin, end in zip(self.starts, (*self.starts[1:], len(self.written)), strict=True)
            if self.written[begin:end].strip()
        ]


def ready(text: str) -> Text:
    """Read, folded and cut."""
    part = text[:READ]
    written = part if part.isascii() else unicodedata.normalize("NFC", part)
    folded, starts = fold(written), (0, *[match.end() for match in _END.finditer(written)])
    words = frozenset(words_in(folded))
    return Text(written, folded, starts, tuple(lines_of(written, _DIGIT)), words, " ".join(words))


def words_in(folded: str, begin: int = 0, end: int = READ) -> list[str]:
    """The words of a part of a folded text, letters only."""
    part = folded[begin:end]
    return part.translate(_ONLY_LETTERS).split() if part.isascii() else _WORD.findall(part)


# What seldom stands in a text is looked for on few lines: a quick look first says on which. Two characters more than
# the line are shown to a pattern, so that the line's end is no end of the text.


def lines_of(text: str, sign: re.Pattern[str]) -> Iterator[Bounds]:
    """The lines on which the sign stands, as far as a pattern may look."""
    behind = 0
    while found := sign.search(text, behind):
        at = found.start()
        end = text.find("\n", at)
        yield text.rfind("\n", 0, at) + 1, min(end + 2, len(text)) if end >= 0 else len(text)
        if end < 0:
            return
        behind = end + 1


def lines_with(text: Text, needles: Iterable[str]) -> list[Bounds]:
    """The lines on which one of these parts of words stands, in order."""
    found: set[Bounds] = set()
    for needle in needles:
        if needle in text.vocabulary:
            found.update(_lines(text.folded, needle))
    return sorted(found)


def _lines(text: str, needle: str) -> Iterator[Bounds]:
    at = text.find(needle)
    while at >= 0:
        end = text.find("\n", at)
        yield text.rfind("\n", 0, at) + 1, min(end + 2, len(text)) if end >= 0 else len(text)
        at = text.find(needle, end) if end >= 0 else -1


def on_lines(pattern: re.Pattern[str], text: str, lines: Iterable[Bounds]) -> Iterator[re.Match[str]]:
    """What a pattern that stays on a line finds on these."""
    for begin, end in lines:
        yield from pattern.finditer(text, begin, end)
