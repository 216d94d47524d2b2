"""What is new in a letter that has plain text, HTML or both.

    reply(plain, html, text, name=…) -> Cut

Marks of the plain text come first. Where they say nothing, the structure of the HTML does, which needs no language; the
lines are then still those of the plain text if its words are the same, since logs and code are exact only there. Of a
letter in HTML alone the structure goes first and the marks of its text finish the work. Never raises.

A short answer is compared with what the HTML shows: where plain text says "Yes" and HTML something else, the HTML's
words are in `own` (threats B13).
"""

import re

from mailgate.ingest.html.quote import has_marks, has_quotes
from mailgate.ingest.html.text import HtmlText, read_html
from mailgate.ingest.reply import line_marks, signature
from mailgate.ingest.reply.line_marks import INTRO, QUOTE
from mailgate.ingest.reply.quotes import Cut, cut

_WORD = re.compile(r"\w+")
_SHORT = 40  #: words of an answer that is compared with the HTML; a longer one closes no ticket
_LEADING = 60  #: lines of what the structure cut that may be a signature


def reply(plain: str, html: str, text: str, *, new_text: str = "", name: str = "") -> Cut:
    """`text` is `plain`, or what was made of `html` when there is no plain text; `new_text` is then the part of it that
    no mail program marks as old."""
    if not plain:
        marked = new_text if new_text != text else ""
        return _by_structure(marked, text, name, html) or cut(text, name=name)
    by_text = cut(plain, name=name)
    if not html:
        return by_text
    short = len(_WORD.findall(by_text.new[:1000])) <= _SHORT
    if not short and (by_text.quoted or not has_marks(html)):
        return by_text
    page = read_html(html)
    found = by_text
    if not by_text.quoted:
        found = _by_structure(page.new_text if page.new_text != page.text else "", plain, name, html) or by_text
    if not short or found.own:
        return found
    return Cut(found.new, found.quoted, _said_otherwise(found.new, plain, page, name))


def _by_structure(marked: str, text: str, name: str, html: str) -> Cut | None:
    """The cut by what mail programs mark in HTML; None when they mark nothing, or everything."""
    if not marked:
        return None
    of_marked = cut(marked, name=name)
    found = _at_line(text, of_marked.new) or Cut(of_marked.new, _others(text, of_marked.new))
    return Cut(found.new, found.quoted, of_marked.own or _own(found.quoted, name, has_quotes(html)))


def _own(quoted: str, name: str, has_quotes: bool) -> str:
    """What may be words in the signature that the structure cut: it stands above the older letter, or alone."""
    lines = quoted.split("\n", _LEADING)[:_LEADING]
    marks = line_marks.read(lines)
    older = next((number for number, mark in enumerate(marks) if mark in (QUOTE, INTRO)), len(marks))
    if older == len(lines) and has_quotes:
        return ""  # where the older letter begins is not known
    return signature.words(lines[:older], name)


def _said_otherwise(new: str, plain: str, page: HtmlText, name: str) -> str:
    """What the HTML shows as new when less than half of its words are in the plain text's new ones, else ""."""
    known = {line.strip() for line in plain[:20_000].split("\n")}
    lines = cut(page.new_text[:20_000], name=name).new.split("\n")
    shown = "\n".join(line for line in lines if line.strip() not in known).strip()
    words = set(_WORD.findall(shown.casefold()))
    same = words & set(_WORD.findall(new.casefold()))
    return shown if 2 * len(same) < len(words) else ""


def _at_line(text: str, new: str) -> Cut | None:
    """`text` divided below the line with which the words of `new` end; None when its first words are others."""
    wanted, taken = _WORD.findall(new), 0
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        words = _WORD.findall(line)
        if wanted[taken : taken + len(words)] != words:
            return None
        taken += len(words)
        if taken == len(wanted):
            return Cut("\n".join(lines[:number]).rstrip(), "\n".join(lines[number:]).strip())
    return None


def _others(text: str, new: str) -> str:
    """The lines of `text` that are not in `new`. Lines that another program broke otherwise count as not in it."""
    left = iter([line.strip() for line in new.split("\n") if line.strip()])
    wanted = next(left, None)
    others: list[str] = []
    for line in text.split("\n"):
        if line.strip() == wanted:
            wanted = next(left, None)
        else:
            others.append(line)
    return "\n".join(others).strip()
