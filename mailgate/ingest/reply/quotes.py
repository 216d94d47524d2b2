"""What a person newly wrote in a letter's plain text, and what was cut to get there.

    cut(text, name=…) -> Cut(new, quoted, own)

The flow: every line gets a mark (`line_marks`: own word, quote, introduction, footer …) up to the line after which all
is older; signatures are marked at the end of each stretch of own words (`sign_off`); then the marks decide what stays.
Answers between quoted lines stay with the lines that they answer; a single quote above or below the answer goes. When
nothing would be left, nothing is cut: a letter that is only a quote, or only forwarded, stays whole; and when only a
greeting would be left above what may be words. Nothing is lost: each line is in `new` or in `quoted`; of `quoted`, what
may be the person's own words all the same is said again in `own`. Linear (threats T44); never raises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailgate.ingest.reply import divider, line_marks, sign_off, signature
from mailgate.ingest.reply.header_block import header_name
from mailgate.ingest.reply.languages import GREETINGS
from mailgate.ingest.reply.line_marks import EMPTY, FOOTER, INTRO, OWN, QUOTE, SIGN

_FEW = 30  #: lines below an introduction that are counted
_LINES = 20_000  #: lines that are looked at; more is not somebody's writing


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in two: every line of it is in one of them, in order."""

    new: str  #: what the person newly wrote
    quoted: str = ""  #: quotes, signature and footers; "" when nothing was cut
    own: str = ""  #: of what was cut: words that may be the person's own all the same


def cut(text: str, *, name: str = "") -> Cut:
    """`name` is the author's display name: it helps to know a signature."""
    lines = text.split("\n", _LINES)
    marks = line_marks.read(lines[:_LINES])
    if len(marks) == _LINES < len(lines):
        marks.append(OWN)  # what is beyond is one long last line
    _mark_signatures(lines, marks, name)
    if len(marks) == len(lines) and not {QUOTE, INTRO, FOOTER, SIGN}.intersection(marks):
        return Cut(_trimmed(text))
    own = _own(lines, marks, name)
    if own and _is_greeting(lines, marks):
        marks = [OWN if mark in (SIGN, FOOTER) else mark for mark in marks]
        own = ""
    stays = _what_stays(lines, marks)
    new = _joined(lines, stays, True)
    if not new:
        return Cut(_trimmed(text))
    own = "\n".join(filter(None, (own, _lone_line(lines, marks, stays))))
    return Cut(new, _joined(lines, stays, False), own)


def _own(lines: Sequence[str], marks: Sequence[str], name: str) -> str:
    """What was marked as signature or footer and may be words."""
    pieces: list[list[str]] = [[]]
    for line, mark in zip(lines, marks, strict=False):
        if mark in (SIGN, FOOTER) or (mark == EMPTY and pieces[-1]):
            pieces[-1].append(line)
        elif pieces[-1]:
            pieces.append([])
    words = [signature.words(piece, name) for piece in pieces]
    return "\n".join(filter(None, words))


def _lone_line(lines: Sequence[str], marks: Sequence[str], stays: set[int]) -> str:
    """A single last line that a person may have typed: "> 100 MB fail" right below words, or one line below an
    introduction without quote marks."""
    older = [line for line in lines[len(marks) : len(marks) + _FEW] if line.strip()]
    if older:
        return older[1].strip() if len(older) == 2 and not divider.kind(older, 0) and not header_name(older[0]) else ""
    last = len(marks)
    while last and marks[last - 1] == EMPTY:
        last -= 1
    lone = last > 1 and marks[last - 2 : last] == [OWN, QUOTE] and last - 1 not in stays
    return lines[last - 1].strip() if lone else ""


def _is_greeting(lines: Sequence[str], marks: Sequence[str]) -> bool:
    """Whether "Dear team," is all that is marked as words."""
    said = [number for number, mark in enumerate(marks) if mark == OWN]
    if len(said) != 1:
        return False
    words = lines[said[0]][:60].casefold().strip(" ,.!:;-*_").split()
    return 0 < len(words) <= 5 and words[0].strip(",.!") in GREETINGS


def _mark_signatures(lines: Sequence[str], marks: list[str], name: str) -> None:
    """In each stretch of own words, mark its signature."""
    first = 0
    if marks and marks[0] in (OWN, EMPTY):
        top = sign_off.banner(lines[: len(marks)])
        marks[:top] = [SIGN if text.strip() else EMPTY for text in lines[:top]]
    for position in range(len(marks) + 1):
        mark = marks[position] if position < len(marks) else ""
        if mark in (OWN, EMPTY):
            continue
        if OWN in marks[first:position]:
            ends = mark in ("", INTRO, FOOTER)
            more = first + sign_off.postscript(lines[first:position])
            _mark_signature(lines, marks, (first, more), name, ends or more < position)
            if more < position:
                _mark_signature(lines, marks, (more, position), name, ends)
        first = position + 1


def _mark_signature(lines: Sequence[str], marks: list[str], stretch: tuple[int, int], name: str, ends: bool) -> None:
    first, end = stretch
    start = first + sign_off.begins(lines[first:end], name, ends)
    marks[start:end] = [SIGN if text.strip() else EMPTY for text in lines[start:end]]


@dataclass(slots=True)
class _Block:
    """Neighbouring lines of one kind: own words, or quotes with their introductions."""

    own: bool
    lines: list[int]


def _blocks(marks: Sequence[str]) -> list[_Block]:
    blocks: list[_Block] = []
    for position, mark in enumerate(marks):
        if mark in (OWN, QUOTE, INTRO):
            if not blocks or blocks[-1].own != (mark == OWN):
                blocks.append(_Block(mark == OWN, []))
            blocks[-1].lines.append(position)
    return blocks


def _what_stays(lines: Sequence[str], marks: Sequence[str]) -> set[int]:
    """The lines that are new, or that a new line answers."""
    blocks = _blocks(marks)
    quotes = [block for block in blocks if not block.own]
    stays = {line for block in blocks if block.own for line in block.lines}
    if not stays:
        return set()
    for block, after in pairwise([*blocks, None]):
        if block is None or block.own:
            continue
        introduced = any(marks[line] == INTRO for line in block.lines)
        answered = after is not None
        if (len(quotes) > 1 or not introduced) if answered else (not introduced and _is_shown(lines, block)):
            stays.update(line for line in block.lines if marks[line] == QUOTE)
    return stays


def _is_shown(lines: Sequence[str], block: _Block) -> bool:
    """A last quote that the person shows: "I get this:" and a line of a terminal, no older letter."""
    first = block.lines[0]
    above = next((text for line in reversed(lines[max(0, first - 2) : first]) if (text := line[-1000:].rstrip())), "")
    return len(block.lines) <= 6 and above.endswith((":", "："))


def _joined(lines: Sequence[str], stays: set[int], kept: bool) -> str:
    """The lines that stay, or the others; empty lines go with the line above them."""
    taken: list[str] = []
    last = False
    for position, line in enumerate(lines):
        last = position in stays if line.strip() else last
        if last == kept:
            taken.append(line)
    return _trimmed("\n".join(taken))


def _trimmed(text: str) -> str:
    """Without empty lines at both ends; the first line keeps its indentation."""
    lead = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, lead) + 1 :].rstrip()
