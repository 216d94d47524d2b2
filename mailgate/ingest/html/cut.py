"""Which pieces of a page are quoted, while the page grows: what `quotes=False` leaves out.

    cut = Cut(page); opened = cut.open(mark); ...; cut.close(opened); cut.text()

Answers between quoted passages stay. A forwarded letter goes only when there are words above it. When nothing would be
left, signatures stay, and else everything does: cutting never ends with an empty letter.
"""

from dataclasses import dataclass

from mailgate.ingest.html.page import Page
from mailgate.ingest.html.quote import Mark, begins_with_dashes, heads_letter, is_introduction, says_when

_MOST_DOUBTS = 500  #: indented passages that are looked into
_QUOTES = (Mark.QUOTE, Mark.FRAME, Mark.INTRODUCTION)


@dataclass(slots=True, eq=False)
class Passage:
    """A marked element that is open."""

    mark: Mark
    begin: int  #: the page's pieces before it


class Cut:
    """The quoted and signed ranges of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._quoted: list[tuple[int, int]] = []
        self._signed: list[tuple[int, int]] = []
        self._open: list[Passage] = []  #: the quotes we are in, outermost first
        self._rest = False
        self._doubts = 0
        self._certain = False  #: a quote was met; indented passages are quotes from then on

    def open(self, mark: Mark) -> Passage | None:
        """A marked element begins; what comes back is handed to `close` at its end."""
        begin = len(self._page.pieces)
        if self._rest:
            return None
        if mark is Mark.REST:
            if not self._open:
                self._quoted.append((begin, -1))
                self._rest = True
            return None
        if mark is Mark.SIGNATURE:
            return Passage(mark, begin)
        self._doubts += mark is Mark.PERHAPS
        if self._doubts > _MOST_DOUBTS:
            return None
        introduced = self._introduced(begin) if not self._open else begin
        if mark is Mark.PERHAPS and (self._certain or introduced < begin or self._in_frame()):
            mark = Mark.QUOTE
        passage = Passage(mark, introduced)
        if mark in _QUOTES:
            self._certain = True
            self._open.append(passage)
        return passage

    def close(self, passage: Passage) -> None:
        """The element ends."""
        end = len(self._page.pieces)
        if passage.mark is Mark.SIGNATURE:
            self._signed.append((passage.begin, end))
        elif passage.mark is Mark.PERHAPS:
            if not self._open and not self._rest and self._says_who(passage.begin):
                self._quoted.append((passage.begin, end))
                self._certain = True
        elif self._open and self._open[-1] is passage:  # else its frame ended before, when answers began
            self._open.pop()
            if not self._open:
                self._quoted.append((passage.begin, end))
            elif passage.mark is Mark.QUOTE and self._in_frame():
                self._answers_follow(end)

    def header_block(self, begin: int) -> None:
        """Bold labels from that piece on look like the header of a quoted letter, if they say who and when first.

        Below "The log says:" they are shown."""
        text = "".join(self._page.pieces[begin : begin + 60])
        above = "".join(self._page.pieces[max(0, begin - 20) : begin]).rstrip()
        if not self._open and not self._rest and heads_letter(text) and not above.endswith((":", "：")):
            self._quoted.append((begin, -1))
            self._rest = True

    def _in_frame(self) -> bool:
        return len(self._open) == 1 and self._open[0].mark is Mark.FRAME

    def _answers_follow(self, end: int) -> None:
        """After a quoted passage in a frame, its further words are answers, unless all of it is a forwarded letter."""
        frame = self._open[0]
        if not begins_with_dashes(self._beginning(frame.begin)):
            self._quoted.append((frame.begin, end))
            self._open.clear()

    def _introduced(self, begin: int) -> int:
        """Where the introduction above begins; `begin` when there is none."""
        start, line = self._page.last_line(begin)
        if not line.rstrip(" \u200e\u200f").endswith((":", "：", "--")):
            return begin
        if start and self._page.pieces[start] == "\n" and not says_when(line):
            above, first = self._page.last_line(start)
            if says_when(first) and is_introduction(f"{first} {line}") and not first.endswith((".", "!", "?")):
                return above  # a broken sentence: the date in the line above, "Ann wrote:" in this one
        return start if is_introduction(line) else begin

    def _says_who(self, begin: int) -> bool:
        """Whether a passage begins with an introduction of its own."""
        text = "".join(self._page.pieces[begin : begin + 30]).strip()
        first, _, more = text.partition("\n")
        if begins_with_dashes(first) or is_introduction(first):
            return True
        return is_introduction(f"{first} {more.partition(chr(10))[0]}")

    @property
    def found(self) -> bool:
        """Whether there is something to leave out."""
        return bool(self._quoted or self._signed or self._open)

    def text(self) -> str:
        """The page without what is quoted and signed; with it where nothing else is left."""
        quoted = [*self._quoted, *((passage.begin, -1) for passage in self._open[:1])]
        if new := self._without([*quoted, *self._signed]):
            return new
        forwarded = quoted and begins_with_dashes(self._beginning(min(quoted)[0]))
        return ("" if forwarded else self._without(quoted)) or self._without([])

    def _beginning(self, begin: int) -> str:
        return "".join(self._page.pieces[begin : begin + 4])

    def _without(self, ranges: list[tuple[int, int]]) -> str:
        pieces, kept, position = self._page.pieces, [], 0
        for begin, end in sorted((begin, len(pieces) if end < 0 else end) for begin, end in ranges):
            if end > position:
                kept += pieces[position:begin]
                position = end
        return "".join([*kept, *pieces[position:]]).strip()
