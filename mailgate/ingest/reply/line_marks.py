"""What each line of a letter is, up to the line below which everything is older.

    read(lines) -> marks, one a line: OWN, EMPTY, QUOTE, INTRO or FOOTER

Fewer marks than lines: from there on, the lines are an older letter. No marks at all: the older letter is all there is.
Linear: a line is judged by its first 400 letters and a bounded number of neighbours (threats T44). `quotes` decides by
the marks what stays, and adds SIGN for signatures.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.reply import divider, footer, header_block, introduction

OWN, EMPTY, QUOTE, INTRO, FOOTER, SIGN = "tequfs"

_LINE = 400  #: letters of a line that are looked at
_WRAPPED = 55  #: a quoted line of this length may have been broken by the program that quoted it
_TRIES = 300  #: introductions and header blocks that are looked for; more lines like one are a log
_NEAR = 4  #: lines below an introduction in which its quote begins
#: A line of plain words: nothing in it could quote, divide, introduce or be a header. Most lines are such.
_PLAIN = re.compile(r"[^\W\d_\u0e00-\U0010ffff][^:：@>]*+(?<![-*])|\d(?![^\n]{0,30}(?: GMT|[年년]))[^@>]*+(?<![-*:：])")
#: First letters of footers and of requests to answer above a line.
_STARTS = footer.FIRST_LETTERS | divider.FIRST_LETTERS


def read(lines: Sequence[str]) -> list[str]:
    """The marks of the lines up to the end, or to the first older one."""
    return _Reader(lines).read()


class _Reader:
    """Gives each line its mark. What lies below the last marked line is older."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.marks: list[str] = []
        self.fenced = _fenced(lines)
        self.under_rule = False  #: whether the last line that was not empty is a rule
        self.tries = _TRIES
        self.first_own = len(lines)  #: where the person's own words begin, as far as is known

    def read(self) -> list[str]:
        marks, count = self.marks, len(self.lines)
        while (position := len(marks)) < count:
            line = self.lines[position][:_LINE].strip()
            if not line:
                marks.append(EMPTY)
            elif self._is_plain(line) or position in self.fenced:
                self._own()
            elif self._is_quote(position, line):
                marks.append(QUOTE)
            elif self._is_older(position, line):
                return marks if self.first_own < count else []  # with nothing above it, the older letter is the letter
        return marks

    def _own(self) -> None:
        if self.first_own > len(self.marks):
            self.first_own = len(self.marks)
        self.marks.append(OWN)

    def _is_plain(self, line: str) -> bool:
        if self.under_rule or self._follows_quote() or not _PLAIN.fullmatch(line):
            return False
        return line[:3].lower() not in _STARTS and not line.endswith(footer.ENDS)

    def _try(self) -> bool:
        self.tries -= 1
        return self.tries >= 0

    def _is_quote(self, position: int, line: str) -> bool:
        if line[0] == ">":
            return not self._ends_address(position, line)
        if line[0] == "|":
            return INTRO in self.marks[-2:] or (self._follows_quote() and self.lines[position - 1].lstrip()[:1] == "|")
        if ">" in line[:4] and _initials(line):
            return any(_initials(text) == _initials(line) for text in self._beside(position))
        return self._follows_quote() and self._is_wrapped(position, line)

    def _follows_quote(self) -> bool:
        return bool(self.marks) and self.marks[-1] == QUOTE

    def _beside(self, position: int) -> Sequence[str]:
        return [self.lines[index] for index in (position - 1, position + 1) if 0 <= index < len(self.lines)]

    def _ends_address(self, position: int, line: str) -> bool:
        """ ">:" can be the end of an introduction that was broken inside its address."""
        above = self.lines[position - 1][:_LINE] if position and self.marks[-1] == OWN else ""
        return above.rfind("<") > above.rfind(">") and line[-1] in ":："

    def _is_wrapped(self, position: int, line: str) -> bool:
        """The rest of a long quoted line, broken without a quote mark of its own."""
        below = self.lines[position + 1 : position + 2]
        if not below or below[0].lstrip()[:1] != ">":
            return False
        above = self.lines[position - 1].rstrip()
        small = line[0].islower() or line.startswith(("<http", "http"))
        return small and len(above) >= _WRAPPED and len(line) <= len(above) and above[-1] not in "?？"

    def _is_older(self, position: int, line: str) -> bool:
        """Mark one line that is not a quote; True, with no mark, when it and all below it is older."""
        under_rule, self.under_rule = self.under_rule, divider.is_rule(line)
        if self._divides(position, line, under_rule):
            return True
        found = self._introduction(position, line)
        if found:
            return self._introduce(found)
        if footer.is_device(line):
            self._footer(position)
        else:
            self._own()
        return False

    def _divides(self, position: int, line: str, under_rule: bool) -> bool:
        if divider.kind(self.lines, position, under_rule):
            return True
        if not header_block.header_name(line) or self._is_shown(position) or not self._try():
            return False
        return header_block.read(self.lines, position) is not None

    def _is_shown(self, position: int) -> bool:
        """ "In the log there is:" right above: what follows is shown, whatever it looks like."""
        above = (text.rstrip() for text in reversed(self.lines[max(0, position - 2) : position]))
        last = next(filter(None, above), "")
        return last.endswith((":", "：")) and not header_block.header_name(last[:_LINE])

    def _introduction(self, position: int, line: str) -> introduction.Introduction | None:
        if not introduction.may_end(line) or not self._try():
            return None
        return introduction.find(self.lines, position, self._quote_below(position))

    def _quote_below(self, position: int) -> bool:
        below = (text.lstrip() for text in self.lines[position + 1 : position + 1 + _NEAR])
        first = next(filter(None, below), "")
        return first[:1] in (">", "|")

    def _introduce(self, found: introduction.Introduction) -> bool:
        quoted = self._quote_below(found.last)
        if found.sure and not quoted and self.first_own < found.first and not self._is_shown(found.first):
            del self.marks[found.first :]
            return True
        if not quoted:  # nothing stands above it that it could be told from
            self._own()
            return False
        self.marks[found.first :] = [INTRO] * (found.last - found.first + 1)
        if self.first_own >= found.first:
            self.first_own = len(self.lines)
        return False

    def _footer(self, position: int) -> None:
        """A telephone puts the older letter right below its footer: up to the next quote, that is what follows."""
        self.marks.append(FOOTER)
        alone = not position or self.marks[position - 1] in (EMPTY, FOOTER)
        below = self.lines[position + 1] if position + 1 < len(self.lines) else ""
        if not (alone and self.first_own < position and not below.strip()):
            return
        for index in range(position + 1, len(self.lines)):
            line = self.lines[index][:_LINE].strip()
            if line and (line[0] == ">" or (introduction.may_end(line) and self._introduction(index, line))):
                return
            if line and self._divides(index, line, False):
                return
            self.marks.append(FOOTER if line else EMPTY)


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """Lines of code between ``` and ```: they are shown, whatever they look like."""
    fences = [number for number, line in enumerate(lines) if line.lstrip()[:3] == "```"]
    return frozenset(
        number for first, last in zip(fences[::2], fences[1::2], strict=False) for number in range(first, last + 1)
    )


def _initials(line: str) -> str:
    """The "EN" of a line quoted as "EN> words"; "" when it is not."""
    mark = line.lstrip()[:4].partition(">")[0]
    return mark if mark.isalpha() and mark.isupper() and mark != "PS" else ""
