"""Where a key stands in a TOML text, so that an error can name the line a person has to mend.

`places(text)` scans a text that `tomllib` has accepted and says where each table, key and element starts. Paths are
those that pydantic reports: ("staff", 2, "role"), ("sla", 0, "p1", "first_answer"). `nearest(...)` falls back to the
enclosing table, and to the first line. Never judges a value; `toml_findings` makes the sentences.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_KEY = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
#: A multi-line string may end in up to two quotes of its own before the closing three (TOML 1.0, String).
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}\n#]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a text, both counted from 1; `column` counts characters."""

    line: int = 1
    column: int = 1


def places(text: str) -> dict[Path, Place]:
    """Where each table, key and array element starts. Raises tomllib.TOMLDecodeError for a text that is not TOML."""
    tomllib.loads(text)
    return _Scan(text.replace("\r\n", "\n")).run()


def nearest(found: Mapping[Path, Place], path: Path) -> Place:
    """The place of `path`, else of the nearest thing that encloses it, else the first line."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return Place()


class _Scan:
    """One walk over a valid TOML text; `_at` is the offset of the next unread character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._found: dict[Path, Place] = {}
        self._lengths: dict[Path, int] = {}  #: of the arrays of tables met so far

    def run(self) -> dict[Path, Place]:
        table: Path = ()
        while self._peek():
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _peek(self) -> str:
        """The next character that is neither blank nor comment; "" at the end."""
        self._take(_BLANK)
        return self._text[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _skip(self, char: str) -> bool:
        """Whether the next character was `char`, which is then read."""
        fits = self._peek() == char
        self._at += fits
        return fits

    def _mark(self, path: Path, at: int) -> None:
        line = bisect_right(self._line_starts, at)
        self._found.setdefault(path, Place(line, at - self._line_starts[line - 1] + 1))

    def _dotted(self) -> list[str]:
        keys = [self._key()]
        while self._take(_DOT):
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        raw = self._take(_KEY)
        return str(tomllib.loads(f"k = {raw}")["k"]) if raw[:1] in ('"', "'") else raw

    def _header(self) -> Path:
        """Reads `[a.b]` or `[[a.b]]`. The path of the table that it opens; an array means its newest table."""
        start = self._at
        self._skip("[")
        many = self._skip("[")
        self._take(_BLANK)
        *outer, last = self._dotted()
        path: Path = ()
        for key in outer:
            path = (*path, key)
            self._mark(path, start)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
        path = (*path, last)
        self._mark(path, start)
        if many:
            index = self._lengths.get(path, 0)
            self._lengths[path] = index + 1
            path = (*path, index)
            self._mark(path, start)
        while self._skip("]"):
            pass
        return path

    def _pair(self, table: Path) -> None:
        """Reads `a.b = value` inside `table`."""
        start = self._at
        path = table
        for key in self._dotted():
            path = (*path, key)
            self._mark(path, start)
        self._skip("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._skip("["):
            index = 0
            while not self._skip("]"):
                self._mark((*path, index), self._at)
                self._value((*path, index))
                self._skip(",")
                index += 1
        elif self._skip("{"):
            while not self._skip("}"):
                self._pair(path)
                self._skip(",")
        elif not self._take(_STRING):
            self._take(_SCALAR)
