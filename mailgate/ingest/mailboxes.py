"""Address lists (RFC 5322 §3.4) by one linear scanner.

    scan(text) -> (mailboxes, defect)

Works on text whose encoded words are NOT decoded, so that nothing inside them can look like an address (threats T13).
Tolerant enough to show a list to people; `defect` says when the list is not what the grammar allows, and whoever
derives an identity from it must then refuse. Never recurses, never raises.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Mailbox:
    """One entry of an address list, as written."""

    name: str = ""  #: display name or, without one, the comment; encoded words still in it
    spec: str = ""  #: what stands where the address belongs
    defect: str = ""


@dataclass(slots=True)
class _Entry:
    """The entry being read."""

    phrase: list[str] = field(default_factory=list)
    angle: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    defect: str = ""
    in_angle: bool = False
    had_angle: bool = False
    quoted: bool = False
    broken: bool = False  #: a comment stood in the middle of the words

    def put(self, letter: str, quoted: bool = False) -> None:
        if self.in_angle:
            self.angle.append(letter)
            return
        if self.had_angle and not letter.isspace():
            self.defect = self.defect or "words after the address"
        if letter == "@" and not quoted:
            self.broken = self.broken or bool(self.comment)
        self.phrase.append(letter)
        self.quoted = self.quoted or quoted

    def finish(self) -> Mailbox | None:
        phrase, comment = "".join(self.phrase).strip(), "".join(self.comment).strip()
        if self.in_angle:
            self.defect = self.defect or "an address that never ends"
        if self.had_angle or self.in_angle:
            if "@" in phrase and not self.quoted:
                self.defect = self.defect or "two addresses in one"
            return Mailbox(phrase or comment, "".join(self.angle).strip(), self.defect)
        if not phrase and not self.defect:
            return None
        if self.quoted or self.broken:
            self.defect = self.defect or "a comment or quotes inside the address"
        return Mailbox(comment, phrase, self.defect)


def scan(text: str) -> tuple[list[Mailbox], str]:
    """The mailboxes in an address list and the first defect of the list ("" when none)."""
    found: list[Mailbox] = []
    defect, depth, quoting, position = "", 0, False, 0
    entry = _Entry()

    def flush() -> None:
        nonlocal entry, defect
        mailbox = entry.finish()
        if mailbox:
            found.append(mailbox)
            defect = defect or mailbox.defect
        entry = _Entry()

    while position < len(text):
        letter = text[position]
        position += 1
        if letter == "\\" and (quoting or depth):
            letter, position = text[position : position + 1], position + 1
            if depth:
                entry.comment.append(letter)
            else:
                entry.put(letter, quoted=True)
        elif depth:
            depth += (letter == "(") - (letter == ")")
            if depth:
                entry.comment.append(letter)
        elif letter == '"':
            quoting = not quoting
            entry.quoted = True
            if entry.in_angle:
                entry.defect = entry.defect or "quotes inside the address"
        elif quoting:
            entry.put(letter, quoted=True)
        elif letter == "(":
            depth = 1
            if entry.in_angle:
                entry.defect = entry.defect or "a comment inside the address"
        elif letter == "<":
            if entry.had_angle:
                entry.defect = entry.defect or "two addresses in one"
            entry.in_angle = entry.had_angle = True
        elif letter == ">" and entry.in_angle:
            entry.in_angle = False
        elif letter == "," and not entry.in_angle:
            flush()
        elif letter == ":" and not entry.in_angle:
            defect = defect or "a group of addresses"
            entry = _Entry()
        elif letter == ";" and not entry.in_angle:
            flush()
        else:
            entry.put(letter)
    if quoting or depth:
        entry.defect = entry.defect or "quotes or brackets that never end"
    flush()
    return found, defect
