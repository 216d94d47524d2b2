"""What a person newly wrote in a letter's plain text, and what was cut to get there.

    cut(text, name=…) -> Cut(new, quoted)

The flow: every line gets a mark (`line_marks`: own word, quote, introduction, footer …) up to the line after which all
is older; signatures are marked at the end of each stretch of own words (`sign_off`); then the marks decide what stays.
Answers between quoted lines stay with the lines that they answer; a single quote above or below the answer goes. When
nothing would be left, nothing is cut: a letter that is only a quote, or only forwarded, stays whole. Nothing is lost:
each line is in `new` or in `quoted`. Linear (threats T44); never raises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailgate.ingest.reply import line_marks, sign_off
from mailgate.ingest.reply.line_marks import EMPTY, FOOTER, INTRO, OWN, QUOTE, SIGN

_LINES = 20_000  #: lines that are looked at; more is not somebody's writing


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in two: every line of it is in one of them, in order."""

    new: str  #: what the person newly wrote
    quoted: str = ""  #: quotes, signature and footers; "" when nothing was cut


def cut(text: str, *, name: str = "") -> Cut:
    """`name` is the author's display name: it helps to know a signature."""
    lines = text.split("\n", _LINES)
    marks = line_marks.read(lines[:_LINES])
    if len(marks) == _LINES < len(lines):
        marks.append(OWN)  # what is beyond is one long last line
    _mark_signatures(lines, marks, name)
    if len(marks) == len(lines) and not {QUOTE, INTRO, FOOTER, SIGN}.intersection(marks):
        return Cut(_trimmed(text))
    stays = _what_stays(lines, marks)
    new = _joined(lines, stays, True)
    if not new:
        return Cut(_trimmed(text))
    return Cut(new, _joined(lines, stays, False))


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
            start = first + sign_off.begins(lines[first:position], name, mark in ("", INTRO, FOOTER))
            marks[start:position] = [SIGN if text.strip() else EMPTY for text in lines[start:position]]
        first = position + 1


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
    above = lines[block.lines[0] - 1][-1000:].rstrip() if block.lines[0] else ""
    return len(block.lines) <= 3 and above.endswith((":", "："))


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
