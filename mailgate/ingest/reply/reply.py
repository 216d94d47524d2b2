"""What is new in a letter that has plain text, HTML or both.

    reply(plain, html, text, name=…) -> Cut

Marks of the plain text come first. Where they say nothing, the structure of the HTML does, which needs no language; the
lines are then still those of the plain text if its words are the same, since logs and code are exact only there. Of a
letter in HTML alone the structure goes first and the marks of its text finish the work. Never raises.
"""

import re

from mailgate.ingest.html.quote import has_marks
from mailgate.ingest.html.text import read_html
from mailgate.ingest.reply.quotes import Cut, cut

_WORD = re.compile(r"\w+")


def reply(plain: str, html: str, text: str, *, new_text: str = "", name: str = "") -> Cut:
    """`text` is `plain`, or what was made of `html` when there is no plain text; `new_text` is then the part of it that
    no mail program marks as old."""
    if not plain:
        marked = new_text if new_text != text else ""
        return _by_structure(marked, text, name) or cut(text, name=name)
    by_text = cut(plain, name=name)
    if by_text.quoted or not html or not has_marks(html):
        return by_text
    page = read_html(html)
    return _by_structure(page.new_text if page.new_text != page.text else "", plain, name) or by_text


def _by_structure(marked: str, text: str, name: str) -> Cut | None:
    """The cut by what mail programs mark in HTML; None when they mark nothing, or everything."""
    if not marked:
        return None
    new = cut(marked, name=name).new
    return _at_line(text, new) or Cut(new, _others(text, new))


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
