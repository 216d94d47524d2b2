"""A reply as runs of words between its marks; no language is known yet.

cut("Ano, funguje.").runs      [(ano), (funguje)], both of one sentence
"""

import re
import unicodedata
from dataclasses import dataclass

from mailgate.lifecycle.answer.lexicon import fold

MOST_CHARACTERS = 4000  #: what stands further down is not read; so much text is no yes anyway

_PIECE = re.compile(
    r"(?P<word>\d+ ?%|[^\W_]+(?:'[^\W_]+)*)"
    r"|(?P<asks>\?)"
    r"|(?P<ends>(?<!\W\w)\.|[!;:…\n])"  # "M. Sommer" is one sentence
    r"|(?P<pause>[,()–—]| -+ )"
)
_SAD = re.compile(r":'?-?[(/\[]|[👎😡😞😢☹🙁😠🤬😕🙄😤]")
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")
_SPLIT = re.compile(r"'(?=(?:s|ll|re|ve|m|d)$)")  #: "it's" is two words, "don't" one; "п'ять" is one
_WRAPPED = re.compile(r"[ \t\r]*\n[ \t]*(?=[^\W\d_])")
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")  #: what stands behind such a mark is another's
_LONG_DRAWN = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words without a mark between them. `words` are folded, `shown` as they stood."""

    words: list[str]
    shown: list[str]
    opens: bool  #: begins a sentence
    asked: bool  #: its sentence ends in a question mark


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole text."""

    runs: list[Run]
    count: int  #: of words
    sad: bool  #: a sad face or a thumb down
    asks: bool  #: a question mark anywhere


def cut(text: str) -> Cut:
    """The words of a text between its marks. Lines that only wrap are joined. Linear; reads MOST_CHARACTERS."""
    plain = unicodedata.normalize("NFC", text[:MOST_CHARACTERS].translate(_APOSTROPHES))
    plain = _QUOTED.sub("", plain)
    plain = _WRAPPED.sub(lambda gap: " " if plain[gap.end()].islower() else "\n", plain)
    runs = _runs(plain)
    return Cut(runs, sum(len(run.words) for run in runs), bool(_SAD.search(plain)), "?" in plain)


def _runs(plain: str) -> list[Run]:
    runs: list[Run] = []
    sentence: list[tuple[list[str], list[str]]] = [([], [])]

    def close(asked: bool) -> None:
        spoken = [run for run in sentence if run[0]]
        runs.extend(Run(words, shown, at == 0, asked) for at, (words, shown) in enumerate(spoken))
        sentence[:] = [([], [])]

    for piece in _PIECE.finditer(plain):
        if piece.lastgroup == "word":
            for part in _SPLIT.split(piece[0]):
                sentence[-1][0].append("will" if part == "ll" else _LONG_DRAWN.sub(r"\1", fold(part).replace(" ", "")))
                sentence[-1][1].append(part)
        elif piece.lastgroup == "pause":
            sentence.append(([], []))
        else:
            close(piece.lastgroup == "asks")
    close(False)
    return runs
