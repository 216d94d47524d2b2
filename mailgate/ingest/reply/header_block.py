"""The header lines that mail programs copy above an older letter: From, Sent, To, Subject in the user's language.

    read(lines, position) -> HeaderBlock, when one begins at that line
    header_name(line)     -> the fields that a line could be, quickly

Outlook, Seznam, mail.ru, Apple Mail and webmails write them, bold or plain, after a rule or after nothing. A block is
believed when one language explains three of its names, the author among them, and an address or the moment of sending
proves it; so a log, a form or a timetable with "From:" in it stays text, as does what other labels stand in. Linear: at
most 24 lines are looked at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mailgate.ingest.reply.languages import LANGUAGES

_LINE = 400  #: letters of a line that are looked at
_LINES = 24  #: lines that a block may take, with its long lists of recipients
_ABOVE = 16  #: lines above that are searched for the head of a raw letter
_NAME = re.compile(r"[\s*_>|•·]{0,12}+([^\W\d_][^:：\n*<>]{0,29}?)[\s*_\u00a0]{0,4}[:：][*_]{0,2}+\s*+(.*)")
_COLUMNS = ("from_", "date", "to", "cc", "subject", "reply_to")
#: Names that only the head of a raw letter has: somebody pasted it for us to read.
_RAW = frozenset(
    "received return-path message-id mime-version content-type dkim-signature in-reply-to x-mailer".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIME = re.compile(r"(?<![\d.])\d{1,2}[:.h]\d\d(?![\d.]\d|\d|\.\s?\d{4})")
#: A short label with a value: "State: undelivered". What programs add to the names of the table is taken out.
_LABEL = re.compile(
    r"[\s*_>|]{0,12}+(?!(?:importance|priorit|attach|sensitiv|categor|follow|flag|organi|príloh|příloh|důlež|anlage|"
    r"wichtig|pièce|załącz|вложен|https?|mailto))[^\W\d_][^\W_]{1,20}(?: [^\W_]{1,15})?[*_]{0,2}[:：][*_]{0,2}+\s",
    re.IGNORECASE,
)
#: A day in words and figures: "Monday, November 2".
_DAY = re.compile(r"[^\W\d_]{4,}[^\n]{0,20}\d|\d{1,2}\.?\s[^\W\d_]{3,}")
_SIGN = re.compile(r"[<(\[:][^\s<>@]{1,64}@|\S@\S")


def _names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for language, row in LANGUAGES.items():
        for column in _COLUMNS:
            for name in filter(None, getattr(row, column).split("|")):
                names.setdefault(name, {}).setdefault(language, column)
    return names


#: header name -> language -> field. A name may be the author in one language and the recipient in another.
_NAMES: Mapping[str, Mapping[str, str]] = _names()
#: Names that the date follows at once; the colon is that of its time.
_NAMES_WITH_DATE: Mapping[str, Mapping[str, str]] = {"message du": {"fr": "date"}}
_DIGIT = re.compile(r"\s\d")


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    first: int
    end: int  #: the line after the last header
    fields: Mapping[str, str] = field(default_factory=dict)  #: from_, date, to, cc, subject, reply_to -> value


def header_name(line: str) -> Mapping[str, str]:
    """The fields that this line could be, by language; empty when it is none."""
    colon = line.find(":", 0, 48)
    if colon < 0:
        colon = line.find("：", 0, 48)
    if colon < 0:
        return {}
    name = line[:colon].strip(" \t*_>|•·\u00a0").casefold()
    return _NAMES.get(name) or _NAMES_WITH_DATE.get(_DIGIT.split(name, 1)[0], {})


def read(lines: Sequence[str], position: int) -> HeaderBlock | None:
    """The block that begins at line `position`, or None."""
    if any(map(_raw, lines[max(0, position - _ABOVE) : position])):
        return None
    found: list[tuple[Mapping[str, str], str]] = []
    end, loose, unknown = position, 0, False
    for index in range(position, min(len(lines), position + _LINES)):
        line = lines[index][:_LINE]
        here = header_name(line)
        if here:
            found.append((here, _value(line)))
            end, loose = index + 1, 0
        elif _raw(line):
            return None
        elif line.strip(" \t>*"):
            loose += 1
            if loose > 2 or (index > end and not lines[index - 1].strip(" \t>*")):
                break
            unknown = unknown or bool(_LABEL.match(line))
            if found:  # the rest of a long value
                found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip(' >*')}".strip())
        elif not _goes_on(lines, index + 1):
            break
    fields = _explained(found)
    if not fields or not _is_proved(fields, unknown) or _first_letter(lines[position]).islower():
        return None
    return HeaderBlock(position, _with_last_value(lines, end), fields)


def _value(line: str) -> str:
    match = _NAME.match(line)
    return match[2].strip(" *_") if match else ""


def _raw(line: str) -> bool:
    return line[:24].lstrip(" >*").partition(":")[0].casefold() in _RAW


def _goes_on(lines: Sequence[str], position: int) -> bool:
    """Whether the next line is a header too: HTML turned to text has empty lines between them."""
    return position < len(lines) and bool(header_name(lines[position][:_LINE]))


def _with_last_value(lines: Sequence[str], end: int) -> int:
    """A block ends at an empty line; a subject may be broken over two lines before it."""
    for index in range(end, min(end + 2, len(lines))):
        if not lines[index].strip(" \t>*"):
            return index
    return end


def _is_moment(date: str) -> bool:
    """Whether the value has a year and a time. Windows Mail puts direction marks between the digits."""
    plain = date.replace("\u200e", "").replace("\u200f", "")
    return bool(_YEAR.search(plain) and _TIME.search(plain))


def _explained(found: list[tuple[Mapping[str, str], str]]) -> dict[str, str]:
    """The fields in the language that explains most of them; English may be mixed in. Empty: not believed."""
    best: dict[str, str] = {}
    for language in dict.fromkeys(language for names, _ in found for language in names):
        fields: dict[str, str] = {}
        for names, value in found:
            column = names.get(language) or names.get("en", "")
            if column:
                fields.setdefault(column, value)
        if len(fields) > len(best) and "from_" in fields:
            best = fields
    return best if len(best) >= 3 else {}


def _is_proved(fields: Mapping[str, str], unknown: bool) -> bool:
    """Whether the values are those of a letter. `unknown`: labels among them that no mail program writes."""
    date = fields.get("date", "")
    moment = _is_moment(date) or (len(fields) >= 4 and next(iter(fields)) == "from_" and bool(_DAY.search(date)))
    address = any(map(_SIGN.search, fields.values()))
    if "subject" not in fields and not (address and "date" in fields):
        return False
    return (address and moment) if unknown else (address or moment)


def _first_letter(line: str) -> str:
    """Mail programs write their names with a capital letter; what begins with a small one is somebody's file."""
    return line[:48].lstrip(" \t*_>|•·\u00a0")[:1]
