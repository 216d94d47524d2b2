"""Follow the tags of HTML and write the page: which words are seen, where lines break, what is quoted.

    reader = Reader(); reader.tag(...); reader.words(...); reader.end()
    reader.page, reader.cut, reader.hidden

A stack of open elements is kept as a browser keeps it, with what each does at its end. Never raises.
"""

import re
from collections.abc import Callable
from functools import partial

from mailgate.ingest.html.cut import Cut
from mailgate.ingest.html.elements import BREAKS, CELLS, ENDS, RAW, TABLE, UNSEEN, VOID
from mailgate.ingest.html.link import alternative_of, is_emoji, shown_target, target_of
from mailgate.ingest.html.look import Look, look_at
from mailgate.ingest.html.page import Page, is_blank
from mailgate.ingest.html.quote import Mark, mark_of
from mailgate.ingest.html.sight import OPEN, Change, Sight, sight_of
from mailgate.ingest.html.tokens import SWALLOWED

_NEAR = 50  #: open elements that an end tag looks through for its own; pieces of a link that are compared
_MOST_ALTERNATIVES = 20
_LINK = 2000  #: letters of a link that are compared with its target
_HEADER_LINES = 3
_START = re.compile(r"(?<![\w-])start\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_NO_END: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_SELF_CLOSING = (" /", '"/', "'/")
_PERHAPS = ("blockquote", "aside")
_BULLETS = frozenset("·•o§lØüvqà¨-–*►▪")


class Reader:
    """One reading of one HTML text."""

    def __init__(self) -> None:
        self.page = Page()
        self.cut = Cut(self.page)
        self.hidden = False
        self.swallowed = False  #: by something that has no end
        self._looks: dict[tuple[str, str], Look] = {}  #: by tag and attributes: letters repeat theirs over and over
        self._changes: dict[str, Change] = {}
        self._sight = OPEN
        self._seen = True
        self._mute = 0  #: open elements whose words are for no reader
        self._pre = 0
        self._paragraph = 2  #: line breaks around the paragraph that is open
        self._labels: list[int] = []  #: lines of a tight paragraph that begin with a bold word and a colon
        self._bullet = False  #: the next words are the dot of a list, drawn as a letter
        self._signs = False  #: the next element is a signature
        self._alternative = ""  #: of the image in the link that is open
        self._open: list[str] = []
        self._ends: list[tuple[int, Callable[[], None]]] = []  #: (place in the stack, what its end does)

    def words(self, text: str) -> None:
        """Text, without entities."""
        if text.isspace() and not self._pre:
            self.page.space(text)
            return
        if not self._seen or self._mute:
            self.hidden = self.hidden or not (self._mute or is_blank(text))
            return
        if self._bullet or self._signs:
            text = self._first_words(text)
        if self._pre:
            self.page.verbatim(text)
        else:
            self.page.words(text)

    def _first_words(self, text: str) -> str:
        plain = text.strip()
        if plain:
            text = "-" if self._bullet and plain in _BULLETS else text
            self._bullet = self._signs = False
        return text

    def tag(self, name: str, attributes: str) -> None:
        """A start tag, an end tag ("/p") or a mark ("!original")."""
        if name[0] == "/":
            self._end_tag(name[1:])
        elif name == SWALLOWED:
            self.swallowed = True
        elif name[0] == "!":
            self.cut.open(Mark.REST)
        elif name in VOID:
            self._void(name, attributes)
        elif name not in RAW:
            self._start_tag(name, attributes)

    def end(self) -> None:
        """The end of the HTML; a letter of images alone says what they say of themselves."""
        self._close_from(0)
        if not self.page.pieces:
            for alternative in self.page.alternatives:
                self.page.words(f"[{alternative}]")
                self.page.line()

    def _void(self, name: str, attributes: str) -> None:
        if attributes and name in ("hr", "br") and (mark := mark_of(name, attributes.lower())):
            self._signs = mark is Mark.SIGNATURE_NEXT
            if mark is Mark.REST:
                self.cut.open(mark)
        if name == "br" and self._seen and not self._mute:
            self.page.line()
        elif name == "hr":
            self.page.block(1)
        elif name == "img" and self._seen and not self._mute:
            self._image(alternative_of(attributes))

    def _image(self, alternative: str) -> None:
        if is_emoji(alternative):
            self.page.words(alternative)
        elif alternative:
            self._alternative = self._alternative or alternative
            if len(self.page.alternatives) < _MOST_ALTERNATIVES:
                self.page.alternatives.append(alternative)

    def _start_tag(self, name: str, attributes: str) -> None:
        breaks = BREAKS.get(name, 0)
        if breaks or name in ENDS:
            self._close_implied(name, breaks)
        if attributes and attributes[-1] == "/" and f" {attributes}".endswith(_SELF_CLOSING):
            self.page.block(breaks)
            return
        self._open.append(name)
        if name == "p":
            breaks = self._paragraph = 2
            self._labels.clear()
        if (attributes or self._signs or name in _PERHAPS) and self._looked_at(name, attributes):
            breaks = self._paragraph = 1
        if breaks and self._seen and not self._mute:
            self.page.block(breaks)
        if name in _BEGINS:
            _BEGINS[name](self, attributes)
        elif name in UNSEEN:
            self._mute += 1
            self._at_end(self._unmute)

    def _looked_at(self, name: str, attributes: str) -> bool:
        """Does what an element's own attributes say; whether it is a paragraph without an empty line."""
        look = self._looks.get((name, attributes))
        if look is None:
            look = self._looks[name, attributes] = look_at(name, attributes)
        if self._signs:
            self._signs = False
            self._passage(Mark.SIGNATURE)
        elif look.mark:
            self._passage(look.mark)
        if look.may_hide or self._sight is not OPEN:
            self._look_through(look.lower)
        if look.keeps_space:
            self._keep_space("")
        self._bullet = self._bullet or look.bullet
        return look.tight

    def _passage(self, mark: Mark) -> None:
        if passage := self.cut.open(mark):
            self._at_end(partial(self.cut.close, passage))

    def _look_through(self, lower: str) -> None:
        change = self._changes.get(lower)
        if change is None:
            change = self._changes[lower] = sight_of(lower)
        sight = change.after(self._sight)
        if sight != self._sight:
            self._at_end(partial(self._see, self._sight))
            self._see(sight)

    def _see(self, sight: Sight) -> None:
        self._sight, self._seen = sight, sight.seen

    def _unmute(self) -> None:
        self._mute -= 1

    def _at_end(self, action: Callable[[], None]) -> None:
        self._ends.append((len(self._open) - 1, action))

    def _end_tag(self, name: str) -> None:
        stack = self._open
        seen = self._seen and not self._mute
        if stack and stack[-1] == name:
            self._close_from(len(stack) - 1)
        elif name == "br":  # browsers make an element of it
            self.page.line()
        else:
            self._close_nearest(name)
        if seen and name in BREAKS:
            self.page.block(self._paragraph if name == "p" else BREAKS[name])

    def _close_nearest(self, name: str) -> None:
        stack, stop = self._open, () if name in TABLE else CELLS
        for place in range(len(stack) - 1, max(len(stack) - _NEAR, 0) - 1, -1):
            if stack[place] == name:
                self._close_from(place)
                return
            if stack[place] in stop:
                return

    def _close_implied(self, name: str, breaks: int) -> None:
        """An item ends the item before it, a cell the cell, every block the paragraph."""
        stack = self._open
        ended, until = ENDS.get(name, _NO_END)
        for place in range(len(stack) - 1, max(len(stack) - _NEAR, 0) - 1, -1):
            other = stack[place]
            if other in ended or (breaks and other == "p"):
                self._close_from(place)
                return
            if other in until or (not ended and (other in BREAKS or not breaks)):
                return

    def _close_from(self, place: int) -> None:
        del self._open[place:]
        ends = self._ends
        while ends and ends[-1][0] >= place:
            ends.pop()[1]()

    def _link(self, attributes: str) -> None:
        self._alternative = ""
        self._at_end(partial(self._end_link, target_of(attributes), len(self.page.pieces)))

    def _end_link(self, target: str, begin: int) -> None:
        if not self._seen or self._mute:
            return
        words = "".join(piece[:_LINK] for piece in self.page.pieces[begin : begin + _NEAR])[:_LINK]
        if not words and self._alternative:
            words = self._alternative
            self.page.words(words)
        if words and target:
            self.page.attach(shown_target(target, words))

    def _bold(self, _: str) -> None:
        if self._paragraph == 1:
            self._at_end(partial(self._end_bold, len(self.page.pieces)))

    def _end_bold(self, begin: int) -> None:
        """Three bold labels in one paragraph of Word, and a date or an address: Outlook's header of an older letter."""
        words = "".join(self.page.pieces[begin : begin + 8]).strip()
        if not words.endswith((":", "：")):
            return
        start, line = self.page.last_line(len(self.page.pieces))
        if line.strip() == words:
            self._labels.append(start)
            if len(self._labels) == _HEADER_LINES:
                self.cut.header_block(self._labels[0])

    def _keep_space(self, _: str) -> None:
        self._pre += 1
        self._at_end(self._lose_space)

    def _lose_space(self) -> None:
        self._pre -= 1

    def _row(self, _: str) -> None:
        self.page.row()
        self._at_end(self.page.end_row)

    def _cell(self, _: str) -> None:
        self.page.cell()

    def _list(self, _: str) -> None:
        self.page.list_begins(-1)
        self._at_end(self.page.list_ends)

    def _numbers(self, attributes: str) -> None:
        start = _START.search(attributes)
        self.page.list_begins(int(start[1]) if start else 1)
        self._at_end(self.page.list_ends)

    def _item(self, _: str) -> None:
        self.page.item()


#: What begins with an element, besides its line breaks.
_BEGINS: dict[str, Callable[[Reader, str], None]] = {
    "a": Reader._link,
    "b": Reader._bold,
    "strong": Reader._bold,
    "pre": Reader._keep_space,
    "listing": Reader._keep_space,
    "tr": Reader._row,
    "td": Reader._cell,
    "th": Reader._cell,
    "ul": Reader._list,
    "menu": Reader._list,
    "dir": Reader._list,
    "ol": Reader._numbers,
    "li": Reader._item,
}
