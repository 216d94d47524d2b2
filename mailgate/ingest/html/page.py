"""The plain page that grows while HTML is read: words, the line breaks they still owe, rows, lists.

    page = Page(); page.block(2); page.words("Hello"); page.line(); ...; page.text()

Paragraphs stand apart by an empty line. The cells of a row stand on one line where each is short and has one line, as
in a table of data, and below each other where they are columns of a layout. Nothing here knows a tag.
"""

import re

GAP = "  "  #: between the cells of a row
_WIDE = 80  #: letters of a cell from which on it is rather a column of text; two of them are never put on one line
_LONGEST_ATTACHED = 500  #: letters of a piece that something is attached to; else it would be copied over and over
_DEEPEST = 6  #: levels of a list that are indented
_INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u034f]++|[\u200c\u200d]++(?=[\\s\u034f\u00ad]|$)|(?<=\\s)[\u200c\u200d]++"
)


def is_blank(text: str) -> bool:
    """Whether a text has no letters that can be seen."""
    return not _INVISIBLE.sub("", text).strip()


class _Row:
    """A row of a table: what was there before its first words, and where its cells meet."""

    __slots__ = ("breaks", "joints", "length")

    def __init__(self) -> None:
        self.breaks = -1  #: line breaks of the page before its first words; -1 while it has none
        self.length = 0  #: letters of the page before them
        self.joints: list[tuple[int, int, int]] = []  #: piece, line breaks owed there, letters of the page there


class Page:
    """Pieces of text in order; a piece that begins with a line break is only that."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.alternatives: list[str] = []  #: what images say of themselves
        self._owed = 0
        self._space = False
        self._bullet = ""
        self._breaks = 0
        self._length = 0
        self._rows: list[_Row] = []
        self._begun = 0  #: rows that have words
        self._joint = -1  #: line breaks owed where the next words begin a new cell; -1 elsewhere
        self._joins: _Row | None = None  #: the row of that cell
        self._lists: list[int] = []  #: the next number of each open list; -1 without numbers

    def words(self, text: str) -> None:
        """Text of a paragraph: white space is one space."""
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        plain = " ".join(text.split())
        if plain:
            self._space = self._space or text[0].isspace()
            self._put(plain)
            self._space = text[-1].isspace()
        elif text:
            self.space(text)

    def space(self, text: str) -> None:
        """White space between words."""
        self._space = True
        if self._owed == 1 and "\u00a0" in text:  # an empty line, as Word writes it
            self._owed = 2

    def verbatim(self, text: str) -> None:
        """Text of which every space and line break counts."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line()
            if line and not line.isspace():
                self._space = False
                self._put(line.rstrip())
                self._space = line[-1].isspace()
            elif line:
                self._space = True

    def _put(self, piece: str) -> None:
        if self._joins is not None:
            self._joins.joints.append((len(self.pieces), self._joint, self._length))
            self.pieces.append(GAP)
            self._joint, self._joins = -1, None
        elif self._owed:
            if self.pieces:
                self.pieces.append("\n" * self._owed)
                self._breaks += 1
        elif self._space and self.pieces:
            self.pieces.append(" ")
        while self._begun < len(self._rows):
            self._rows[self._begun].breaks, self._rows[self._begun].length = self._breaks, self._length
            self._begun += 1
        if self._bullet:
            self.pieces.append(self._bullet)
            self._bullet = ""
        self.pieces.append(piece)
        self._length += len(piece)
        self._owed = 0

    def line(self) -> None:
        """A line break within a paragraph."""
        if self._joint < 0:
            self._owed = min(self._owed + 1, 2)
        self._space = False

    def block(self, breaks: int) -> None:
        """Something begins or ends that has lines of its own; 2 breaks leave a line empty."""
        if self._joint < 0:
            self._owed = max(self._owed, breaks)
        self._space = False

    def row(self) -> None:
        """A row begins."""
        self.block(1)
        self._rows.append(_Row())

    def cell(self) -> None:
        """A cell begins in the innermost row."""
        self._space = True
        if self._begun and self._begun == len(self._rows):
            self._joint, self._joins = max(self._joint, self._owed, 1), self._rows[-1]
            self._owed = 0

    def end_row(self) -> None:
        """The innermost row ends; now it is known how its cells are kept apart."""
        row = self._rows.pop()
        if self._begun > len(self._rows):
            self._begun = len(self._rows)
            self._joint, self._joins = -1, None
        if row.joints and (self._breaks != row.breaks or self._has_columns(row)):
            self._breaks += 1
            for index, breaks, _ in row.joints:
                self.pieces[index] = "\n" * breaks
        self.block(1)

    def _has_columns(self, row: _Row) -> bool:
        ends = [*(length for _, _, length in row.joints), self._length]
        return sum(end - begin > _WIDE for begin, end in zip([row.length, *ends[:-1]], ends, strict=True)) > 1

    def list_begins(self, number: int) -> None:
        """A list, numbered from `number` on; -1 for dots."""
        self.block(1 if self._lists else 2)
        self._lists.append(number)

    def list_ends(self) -> None:
        """The innermost list ends."""
        self._lists.pop()
        self.block(1 if self._lists else 2)

    def item(self) -> None:
        """An item of the innermost list."""
        self.block(1)
        number = self._lists[-1] if self._lists else -1
        sign = "-" if number < 0 else f"{number}."
        if number >= 0:
            self._lists[-1] += 1
        self._bullet = "  " * min(max(len(self._lists) - 1, 0), _DEEPEST) + sign + " "

    def attach(self, text: str) -> None:
        """Text that belongs to the last words, whatever the page owes since."""
        if self.pieces:
            if len(self.pieces[-1]) < _LONGEST_ATTACHED:
                self.pieces[-1] += text
            else:
                self.pieces.append(text)
            self._length += len(text)

    def last_line(self, end: int) -> tuple[int, str]:
        """Where the last line above piece `end` begins, with its line break, and what it says; 60 pieces at most."""
        for index in range(end - 1, max(end - 60, 0) - 1, -1):
            if self.pieces[index][0] == "\n":
                return index, "".join(self.pieces[index + 1 : end])
        return (0, "".join(self.pieces[:end])) if end < 60 else (end, "")
