"""Who wrote a letter that somebody passed on inside the text of another ("inline" forward).

    forwarded(text, subject) -> Forwarded, or None when nothing was passed on

A forwarded letter stands below "Forwarded message" in the user's language, or below copied headers under a subject
"Fwd:", or is all there is. What the block names is proposed to staff and never trusted (threats T7): anybody can type
it. Letters passed on as attachments are parts of their own and not seen here. Linear, never raises.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.mime.headers import clean
from mailgate.ingest.reply import divider, header_block, introduction, line_marks
from mailgate.ingest.reply.line_marks import INTRO, QUOTE
from mailgate.model.address import Address
from mailgate.model.letter import Forwarded

_LINES = 20_000  #: lines that are looked at
_NEAR = 6  #: lines below "Forwarded message" in which the copied headers begin
_LONGEST_TEXT = 200_000
_FORWARD = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|pd|vb|vl|vs|i|doorst|doorgest|ilt|i̇lt|redir|tov[aá]bb\w*|videresend|forward\w*|"
    r"пересл\w*|転送|转发|轉寄|轉發|전달)\s?\.?\s?[:：]",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\s*(?:re|aw|sv|odp|ha|ynt|vá|r|rif|ref|antw|antwort|atb|res|bls|отв|ответ|回复|回覆|答复|답장)(?:\[\d{1,3}\])?\s?[:：]",
    re.IGNORECASE,
)
#: A line between dashes, or one that ends with a colon: without any, nothing was passed on under a title.
_TITLE = re.compile(
    r"^[ \t>*]{0,8}(?:[-=_]{2,}[ \t]{0,3}\w[^\n]{3,90}|\w[^\n:：]{5,60}\s?[:：][ \t]{0,3})$", re.MULTILINE
)
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"'@]{1,64}@[^\s<>()\[\]:;,\"'@]{1,255}")
_QUOTE_MARK = re.compile(r"[ \t]{0,3}> ?")


def forwarded(text: str, subject: str = "") -> Forwarded | None:
    """The original author, subject, date and words, as the block names them. `address` is canonical or ""."""
    passed_on = bool(_FORWARD.match(subject))
    if not (passed_on or _TITLE.search(text) or header_block.header_name(text.lstrip()[:100].partition("\n")[0])):
        return None
    lines = text.split("\n", _LINES)
    marks = line_marks.read(lines)
    quoted = _in_quote(lines, marks)
    if quoted is not None:
        return _below_title(lines, quoted)
    first = len(marks) if marks else _first_older(lines)
    if first >= len(lines) and passed_on:
        first = _first_older(lines)  # "See this, please:" right above copied headers shows them
    if first >= len(lines):
        return _introduced(lines, marks.index(INTRO) if INTRO in marks else 0, INTRO in marks) if passed_on else None
    found = divider.kind(lines, first)
    if found == divider.FORWARDED:
        return _below_title(lines, first) or _introduced(lines, first + 1)
    if found == divider.ABOVE or not (passed_on or (not marks and not _REPLY.match(subject))):
        return None
    return _below_title(lines, first) or (_introduced(lines, first) if passed_on else None)


def _in_quote(lines: Sequence[str], marks: Sequence[str]) -> int | None:
    """Where "Begin forwarded message:" stands at the top of a quote that nothing introduces (Apple Mail)."""
    if QUOTE not in marks:
        return None
    first = marks.index(QUOTE)
    if INTRO in marks[:first]:
        return None
    for position in range(first, min(first + 3, len(lines))):
        if divider.kind(lines, position) == divider.FORWARDED:
            return position
    return None


def _first_older(lines: Sequence[str]) -> int:
    """Where the older letter begins that is all there is."""
    for position, line in enumerate(lines[:50]):
        if line.strip() and (divider.kind(lines, position) or header_block.read(lines, position)):
            return position
    return len(lines)


def _below_title(lines: Sequence[str], first: int) -> Forwarded | None:
    """Read the copied headers at `first` or a few lines below it."""
    for position in range(first, min(first + _NEAR, len(lines))):
        if not header_block.header_name(lines[position][:400]):
            continue
        block = header_block.read(lines, position)
        if block:
            fields = block.fields
            return _made(fields.get("from_", ""), fields.get("subject", ""), fields.get("date", ""), lines[block.end :])
        if "from_" in header_block.header_name(lines[position][:400]).values():  # Yahoo: all headers in one line
            value = lines[position][:400].partition(":")[2]
            end = _ADDRESS.search(value)
            return _made(value[: end.end()], "", "", lines[position + 1 :]) if end else None
    return None


def _introduced(lines: Sequence[str], position: int, quoted: bool = False) -> Forwarded | None:
    """Outlook for Mac and others introduce a forwarded letter as they do an answered one."""
    for last in range(position, min(position + _NEAR, len(lines))):
        line = lines[last][:400].strip()
        found = introduction.find(lines, last, quoted) if line and introduction.may_end(line) else None
        if found:
            return _made(introduction.author(found.sentence), "", "", lines[last + 1 :])
    return None


def _made(author: str, subject: str, date: str, below: Sequence[str]) -> Forwarded | None:
    text = "\n".join(_unquoted(below))[:_LONGEST_TEXT].strip()
    written = _ADDRESS.search(author)
    address = Address.read(written[0].strip(".")) if written else None
    name = _name(author[: written.start()] if written else author)
    if not (written or name):
        return None
    return Forwarded(clean(str(address or "")), "" if "@" in name else clean(name), clean(subject), clean(date), text)


def _name(before: str) -> str:
    """The display name in front of an address: without brackets, quotes and "mailto:"."""
    bare = before.replace("mailto:", "").strip(" \t\u00a0<([\"'“”„«»‘’,;*")
    return bare.rstrip(" \t<([{\"'“”„«»‘’*)]>")


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Without one quote mark, when all lines with words have one."""
    if all(line.lstrip()[:1] == ">" for line in lines if line.strip()):
        return [_QUOTE_MARK.sub("", line, 1) for line in lines]
    return list(lines)
