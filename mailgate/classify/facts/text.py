"""A text ready for the search for facts: folded one to one, cut into sentences.

Folding (small letters, no diacritics, "ł" to "l", "ё" to "е") keeps every position, so what was found in the folded
text can be shown as it was written. Linear and total; only the first part of a long text is read.
"""

import re
import unicodedata
from bisect import bisect_right
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
_END = re.compile(
    r"(?<![!?…])[!?…]++(?=\s|$)"
    r"|(?<![\d.])\.++(?=\s|$)"
    r"|(?<=\d)\.(?=\s{1,9}[A-ZÀ-ÖØ-ÞŠČŘŽŚŁА-ЯІЇЄҐ]|\s?$)"
    r"|\n(?=[ ]{0,9}(?:\n|$|[-*•>\d]|[^a-zà-ÿа-яěščřžńłśźżąęії]))"
)


def fold(text: str) -> str:
    """Small letters without diacritics, as many characters as before."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Text:
    """The part that is read (NFC), the same folded, and where each sentence begins."""

    written: str
    folded: str
    starts: tuple[int, ...]

    def sentence(self, at: int) -> str:
        """The sentence around a position, without the space at its ends."""
        begin, end = self.bounds(at)
        return self.written[begin:end].strip()

    def bounds(self, at: int) -> tuple[int, int]:
        """First position of that sentence and the first one behind it."""
        number = bisect_right(self.starts, at)
        return self.starts[number - 1], self.starts[number] if number < len(self.starts) else len(self.written)

    def sentences(self) -> list[tuple[int, int]]:
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
    return Text(written, fold(written), (0, *(match.end() for match in _END.finditer(written))))
