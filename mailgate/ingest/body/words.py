"""The words of a letter: its text and its HTML.

    read_body(root) -> Body

A letter's text is what a person would see first; where the sender offers HTML alone it is turned into text, stretch by
stretch, so that nothing is lost between plain parts. Files that are marked as attachments are never text.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from mailgate.ingest.body.protection import bare, protection
from mailgate.ingest.body.select import Leaf, View, select
from mailgate.ingest.files.inside import DEEPEST, is_tnef
from mailgate.ingest.html.text import HtmlText, read_html, to_text
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, walk

_LONGEST = 2_000_000  #: letters of text that are read; more is a file and not a letter
_CALENDARS = ("text/calendar", "application/ics")
_WORD = re.compile(r"\w+")
_COMPARED = 50_000  #: letters of a text that are compared with another
_SAME = 0.8  #: share of words that a text shares with another that says the same
_HINT = 300  #: letters of a plain text that may only say that the HTML is the letter


@dataclass(frozen=True, slots=True)
class Body:
    """What the letter says. `parts`: indexes of the parts that are used up as words, other shapes of them, or seals."""

    text: str = ""
    html: str = ""
    plain: str = ""  #: the text, unless it was made from the HTML
    new_text: str = ""  #: of a text made from the HTML: what is no marked quote
    parts: frozenset[int] = frozenset()
    oddities: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """The body while it is put together."""

    texts: list[tuple[str, bool]] = field(default_factory=list)  #: and whether it was made from HTML
    html: list[str] = field(default_factory=list)
    pages: list[HtmlText] = field(default_factory=list)  #: what was made of the HTML, for `texts`
    used: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read_body(root: Part, depth: int = 0) -> Body:
    """Plain text where there is any, else text from the HTML; else what a wrapper or a calendar has to say.

    `depth`: how many opaque signatures lie around it.
    """
    draft = _Draft()
    selection = select(root)
    draft.used |= selection.aside
    for view in selection.views:
        _read_view(draft, view, depth)
    if not any(text for text, _ in draft.texts):
        _read_rare(draft, root)
    _set_aside_calendars(draft, root)
    draft.notes += protection(root)
    html = "\n".join(filter(None, draft.html))
    text = _joined(draft.texts)
    plain = "" if all(made for _, made in draft.texts) else text
    new_text = "" if plain else "\n\n".join(page.new_text for page in draft.pages)
    draft.notes += [note for page in draft.pages for note in _left_out(page)]
    return Body(text, html, plain, new_text, frozenset(draft.used), tuple(dict.fromkeys(draft.notes)))


def _left_out(page: HtmlText) -> Iterator[str]:
    if page.hidden:
        yield "hidden text in the HTML was left out"
    if page.cut_short:
        yield "only the beginning of the HTML was read: it is too large"


def _read_view(draft: _Draft, view: View, depth: int) -> None:
    if view.wrapped:
        _read_wrapped(draft, view.wrapped[1], depth)
        return
    plain = "\n\n".join(filter(None, (_plain(draft, leaf) for leaf in view.plain)))
    html = "\n".join(filter(None, (_text(draft, leaf).strip() for leaf in view.html)))
    if plain and not html and _is_a_page(plain):
        draft.notes.append("HTML that says it is plain text")
        plain, html = "", plain
    draft.html.append(html)
    if plain and not (html and len(plain) < _HINT and _says_nothing(plain, html)):
        draft.texts.append((plain, False))
    elif html:
        page = read_html(html) if "<" in html or "&" in html else HtmlText(html, html)
        draft.pages.append(page)
        draft.texts.append((page.text, True))


def _is_a_page(text: str) -> bool:
    """Whether all of it is one HTML page; somebody's sample of HTML has words around it."""
    return text[:14].lower().startswith(("<html", "<!doctype html")) and text[-7:].lower() == "</html>"


def _text(draft: _Draft, leaf: Leaf) -> str:
    index, part = leaf
    text, note = parts.text(part)
    draft.used.add(index)
    draft.notes += [note] if note else []
    return text[:_LONGEST]


def _plain(draft: _Draft, leaf: Leaf) -> str:
    """A plain part's words without what was only there for its way."""
    text, (index, part) = _text(draft, leaf), leaf
    if "format" in part.parameters and part.parameters["format"].lower() == "flowed":
        from mailgate.ingest.body.flowed import unflow

        text = unflow(text, part.parameters.get("delsp", "").lower() == "yes")
    elif part.kind in ("text/enriched", "text/richtext"):
        from mailgate.ingest.body.enriched import from_enriched, from_richtext

        text = (from_enriched if part.kind == "text/enriched" else from_richtext)(text)
    elif "begin " in text and index == 0 and not _is_mime(part):  # in a letter with MIME it may be somebody's sample
        from mailgate.ingest.files.uuencode import without_files

        text = without_files(text)[0]
    text, note = bare(text)
    draft.notes += [note] if note else []
    return text.strip()


def _is_mime(part: Part) -> bool:
    return "content-type" in part.fields or "mime-version" in part.fields


def _says_nothing(plain: str, html: str) -> bool:
    """Whether the short plain text has no word in it, or no other words than that the letter is HTML."""
    if any(map(str.isalnum, plain)):
        if "html" not in plain.lower():
            return False
        there = to_text(html)
        return len(there) > 3 * len(plain) and _share(plain, there) < _SAME
    return to_text(html) != ""


def _joined(texts: list[tuple[str, bool]]) -> str:
    """All stretches, one below the other. Some senders put the two shapes of one text beside each other and offer no
    choice: of plain text and text from HTML that say the same, one stays."""
    kept: list[tuple[str, bool]] = []
    for text, made in texts:
        if kept and kept[-1][1] != made:
            other = kept[-1][0]
            plain, from_html = (other, text) if made else (text, other)
            if _share(from_html, plain) >= _SAME:
                kept[-1] = (plain, False)
                continue
            if _share(plain, from_html) >= _SAME:
                kept[-1] = (from_html, True)
                continue
        kept.append((text, made))
    return "\n\n".join(text for text, _ in kept if text)


def _share(text: str, other: str) -> float:
    """Which share of the words of `text` are in `other`, too."""
    words = Counter(_WORD.findall(text[:_COMPARED].lower()))
    common = words & Counter(_WORD.findall(other[:_COMPARED].lower()))
    return sum(common.values()) / max(1, sum(words.values()))


def _read_wrapped(draft: _Draft, part: Part, depth: int) -> None:
    from mailgate.ingest.body.cms import entity_inside  # a rare case

    root = entity_inside(part) if depth < DEEPEST else None
    if root is None:
        return
    inner = read_body(root, depth + 1)
    draft.texts.append((inner.text, False))
    draft.html.append(inner.html)
    draft.notes += inner.oddities


def _read_rare(draft: _Draft, root: Part) -> None:
    """The words of a letter that has none in any part that is for reading."""
    for _, part in walk(root):
        if is_tnef(part):
            _read_tnef(draft, part)
        elif part.kind in _CALENDARS:
            from mailgate.ingest.body.calendar_part import words

            draft.texts.append((words(parts.text(part)[0]), False))
        if any(text for text, _ in draft.texts):
            return


def _read_tnef(draft: _Draft, part: Part) -> None:
    from mailgate.ingest import charset
    from mailgate.ingest.files import rtf
    from mailgate.ingest.files.tnef import read_tnef

    found = read_tnef(parts.octets(part))
    text, html = found.text, charset.decode(found.html)[0]
    if not text.strip() and not html and found.rtf:
        text, html = rtf.words(rtf.unpacked(found.rtf))
    draft.html.append(html)
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    draft.texts.append((text, False) if text else (to_text(html), True))


def _set_aside_calendars(draft: _Draft, root: Part) -> None:
    """One invitation comes as an alternative and as a file besides; one of them is enough for staff."""
    found = [(index, part) for index, part in walk(root) if part.kind in _CALENDARS]
    files = {index for index, part in found if part.disposition == "attachment"}
    if files:
        draft.used |= {index for index, _ in found} - files
