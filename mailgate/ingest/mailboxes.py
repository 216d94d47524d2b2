"""Address lists (RFC 5322 §3.4) by one linear scanner.

    scan(text) -> (mailboxes, defect)

Works on text whose encoded words are NOT decoded, so that nothing inside them can look like an address (threats T13).
Tolerant enough to show a list to people; `defect` says when the list is not what the grammar allows, and whoever
derives an identity from it must then refuse. Never recurses, never raises.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_TOKEN = re.compile(r'\\.?|[(),:;<>"]|[^\\(),:;<>"]+', re.DOTALL)
#: Outside of quotes a backslash escapes a sign for some readers only. In DOMAIN\name it escapes for nobody.
_ESCAPES = frozenset(("\\", *(f"\\{sign}" for sign in '()<>[]:;@\\,."')))
_SPACE = " \t\r\n"  #: of RFC 5322 §3.2.2; any other white space belongs to the words and is a defect in an address
#: What nearly every From is: words or nothing, and one plain address.
_SPEC = r"([A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253})"
_PLAIN = re.compile(rf"([A-Za-z0-9 ._-]{{0,200}})<{_SPEC}>|{_SPEC}")


@dataclass(slots=True)
class Mailbox:
    """One entry of an address list, as written."""

    name: str = ""  #: display name or, without one, the comment; encoded words still in it
    spec: str = ""  #: what stands where the address belongs
    defect: str = ""


@dataclass(slots=True)
class _Entry:
    """The entry being read."""

    phrase: str = ""
    angle: str = ""
    comment: str = ""
    defect: str = ""
    in_angle: bool = False
    had_angle: bool = False
    quoted: bool = False
    at: bool = False  #: the words have an @ that no quotes cover
    broken: bool = False  #: a comment stood in the middle of the words

    def put(self, words: str, quoted: bool = False) -> None:
        if self.in_angle:
            self.angle += words
            return
        blank = not words.strip(_SPACE)
        if self.had_angle and not blank:
            self.wrong("words after the address")
        self.broken = self.broken or bool(self.comment and not blank)
        self.quoted = self.quoted or quoted
        self.at = self.at or (not quoted and "@" in words)
        self.phrase += words

    def wrong(self, why: str) -> None:
        self.defect = self.defect or why

    def finish(self) -> Mailbox | None:
        phrase, comment = self.phrase.strip(_SPACE), self.comment.strip()
        if self.in_angle:
            self.wrong("an address that never ends")
        if self.had_angle:
            if self.at:
                self.wrong("two addresses in one")
            return Mailbox(phrase.strip() or comment, self.angle.strip(_SPACE), self.defect)
        if not phrase and not self.defect:
            return None
        if self.quoted or self.broken:
            self.wrong("a comment or quotes inside the address")
        return Mailbox(comment, phrase, self.defect)


@dataclass(slots=True)
class _Scanner:
    """Where the scan stands. One method for each sign of the grammar."""

    found: list[Mailbox] = field(default_factory=list)
    defect: str = ""
    entry: _Entry = field(default_factory=_Entry)
    depth: int = 0  #: of comments
    quoting: bool = False
    separated: bool = False  #: an entry is due, since a comma came

    def feed(self, token: str) -> None:
        if token[0] == "\\" and (self.quoting or self.depth):
            self.literally(token[1:])
        elif self.depth:
            self.depth += (token == "(") - (token == ")")
            self.literally(token if self.depth else "")
        elif token == '"':
            self.quote()
        elif self.quoting:
            self.literally(token)
        else:
            _SIGNS.get(token, _Scanner.words)(self, token)

    def literally(self, text: str) -> None:
        if self.depth:
            self.entry.comment += text
        elif text:
            self.entry.put(text, quoted=True)

    def words(self, token: str) -> None:
        if token in _ESCAPES:
            self.entry.wrong("a backslash outside of quotes")
        self.entry.put(token)

    def quote(self) -> None:
        self.quoting = not self.quoting
        self.entry.quoted = True
        if self.entry.in_angle:
            self.entry.wrong("quotes inside the address")

    def comment(self, _: str) -> None:
        self.depth = 1
        if self.entry.in_angle:
            self.entry.wrong("a comment inside the address")

    def open(self, _: str) -> None:
        if self.entry.had_angle:
            self.entry.wrong("two addresses in one")
        self.entry.in_angle = self.entry.had_angle = True

    def close(self, token: str) -> None:
        if self.entry.in_angle:
            self.entry.in_angle = False
        else:
            self.entry.wrong("a bracket that nothing opened")
            self.entry.put(token)

    def group(self, token: str) -> None:
        if self.entry.in_angle:
            self.entry.put(token)
        else:
            self.defect = self.defect or "a group of addresses"
            self.entry = _Entry()

    def end(self, token: str) -> None:
        if self.entry.in_angle and token:
            self.entry.put(token)
            return
        mailbox = self.entry.finish()
        if mailbox:
            self.found.append(mailbox)
            self.defect = self.defect or mailbox.defect
        elif token or self.separated:  # obsolete syntax (RFC 5322 §4.4)
            self.defect = self.defect or "an empty place in the list"
        if token == ";":
            self.defect = self.defect or "a semicolon"
        self.separated = token == ","
        self.entry = _Entry()


_SIGNS: dict[str, Callable[[_Scanner, str], None]] = {
    "(": _Scanner.comment,
    "<": _Scanner.open,
    ">": _Scanner.close,
    ":": _Scanner.group,
    ",": _Scanner.end,
    ";": _Scanner.end,
}


def scan(text: str) -> tuple[list[Mailbox], str]:
    """The mailboxes in an address list and the first defect of the list ("" when none)."""
    if plain := _PLAIN.fullmatch(text):
        return [Mailbox((plain[1] or "").strip(), plain[2] or plain[3])], ""
    scanner = _Scanner()
    for token in _TOKEN.findall(text):
        scanner.feed(token)
    if scanner.quoting or scanner.depth:
        scanner.entry.wrong("quotes or brackets that never end")
    scanner.end("")
    return scanner.found, scanner.defect
