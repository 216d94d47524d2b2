"""The words of a letter: which parts are its text, the text, the HTML, and what is new in it.

    read_body(message) -> Body

A letter's text is what a person would see first; HTML alone is turned into text. Parts marked as
attachments are never text.
"""

from dataclasses import dataclass
from email.message import Message

from mailgate.ingest import parts
from mailgate.ingest.attachments import filename
from mailgate.ingest.headers import Fields
from mailgate.ingest.html_text import to_text
from mailgate.ingest.quotes import new_words

_LONGEST = 2_000_000  #: letters of text that are read; more is a file and not a letter


@dataclass(frozen=True, slots=True)
class Body:
    """What the letter says. `parts` are the indexes of the parts that were used up as text."""

    text: str = ""
    html: str = ""
    reply_text: str = ""
    parts: frozenset[int] = frozenset()
    oddities: tuple[str, ...] = ()


def read_body(message: "Message[str, str]") -> Body:
    """Plain text if there is any, else text from the HTML."""
    plain: list[str] = []
    html: list[str] = []
    used: set[int] = set()
    notes: list[str] = []
    for index, part in parts.walk(message):
        kind = _text_kind(part)
        if not kind:
            continue
        text, note = parts.text(part)
        (html if kind == "html" else plain).append(text[:_LONGEST])
        used.add(index)
        notes += [note] if note else []
    joined_plain, joined_html = _join(plain), "\n".join(html).strip()
    text = joined_plain or to_text(joined_html)
    return Body(
        text, joined_html, _reply(joined_plain, joined_html, text), frozenset(used), tuple(dict.fromkeys(notes))
    )


def _join(texts: list[str]) -> str:
    return "\n\n".join(filter(None, (text.strip() for text in texts)))


def _text_kind(part: "Message[str, str]") -> str:
    """html, plain, or "" when this part is not for reading."""
    if part.is_multipart():
        return ""
    kind = parts.content_type(part)
    disposition = Fields(part)["content-disposition"].lower()
    if disposition.startswith("attachment") or (filename(part) and not disposition.startswith("inline")):
        return ""
    if kind == "text/html":
        return "html"
    if kind.startswith("multipart/") or kind == "text/plain":  # a multipart without its boundary is read as it stands
        return "" if filename(part) and disposition else "plain"
    return ""


def _reply(plain: str, html: str, text: str) -> str:
    """Quotes cut by the marks of the text, else by those of the HTML, which need no language."""
    cut = new_words(text)
    if html and cut == text.strip():
        by_marks = to_text(html, quotes=False)
        if by_marks and by_marks != to_text(html):
            return new_words(by_marks)
    return cut
