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
from mailgate.ingest.files.inside import DEEPEST, is_tnef, tnef_in
from mailgate.ingest.html.text import HtmlText, read_html
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, walk

_CALENDARS = ("text/calendar", "application/ics")
_WORD = re.compile(r"\w+")
_COMPARED = 50_000  #: letters of a text that are compared with another
_TARGET = re.compile(r"[(<]?\b(?:https?://|www\.|mailto:)[^\s<>()]*+[)>]?|<[^<>\s@]{1,64}@[^<>\s]{1,255}>")
_OTHERS = 0.8  #: share of words below which a text says something else
_SAME = 0.95  #: share of words, both ways, from which on two texts say the same
_RARE_TEXTS = 10  #: wrappers and calendars that are searched for words
#: What mail programs write above the first part for those who know no MIME (RFC 2046 §5.1.1), in many languages.
_USUAL_OUTSIDE = re.compile(r"\bmime\b|multi-?\s?part|mehrteilig|to be ignored|preamble|epilogue", re.IGNORECASE)
_LONGEST_OUTSIDE = 20_000
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
    read: dict[str, HtmlText] = field(default_factory=dict)  #: the HTML that was read last

    def page(self, part: Part, html: str) -> HtmlText:
        """What HTML says; read once, within the letter's tags."""
        if html not in self.read:
            self.read.clear()
            self.read[html] = read_html(html, part.budget.take("tags", html.count("<") + 1))
        return self.read[html]


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
    _read_outside(draft, root)
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
    if page.swallowed:
        yield "an HTML comment or style that never ends hid the words behind it"


def _read_view(draft: _Draft, view: View, depth: int) -> None:
    if view.wrapped:
        _read_wrapped(draft, view.wrapped[1], depth)
        return
    plain = "\n\n".join(filter(None, (_plain(draft, leaf) for leaf in view.plain)))
    html = "\n".join(filter(None, (_text(draft, leaf, "html_letters").strip() for leaf in view.html)))
    if plain and not html and _is_a_page(plain):
        draft.notes.append("HTML that says it is plain text")
        plain, html = "", plain
    draft.html.append(html)
    if plain and not (html and len(plain) < _HINT and _says_nothing(draft, view, plain, html)):
        draft.texts.append((plain, False))
    elif html:
        page = (
            draft.page(view.html[0][1] if view.html else view.plain[0][1], html)
            if "<" in html or "&" in html
            else HtmlText(html, html)
        )
        draft.pages.append(page)
        draft.texts.append((page.text, True))


def _is_a_page(text: str) -> bool:
    """Whether all of it is one HTML page; somebody's sample of HTML has words around it."""
    return text[:14].lower().startswith(("<html", "<!doctype html")) and text[-7:].lower() == "</html>"


def _text(draft: _Draft, leaf: Leaf, amount: str = "text_letters") -> str:
    index, part = leaf
    text, note = parts.text(part)
    draft.used.add(index)
    draft.notes += [note] if note else []
    return text[: part.budget.take(amount, len(text))]


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


def _says_nothing(draft: _Draft, view: View, plain: str, html: str) -> bool:
    """Whether the short plain text has no word in it, or no other words than that the letter is HTML."""
    if any(map(str.isalnum, plain)):
        if "html" not in plain.lower():
            return False
        there = draft.page(view.html[0][1], html).text
        return len(there) > 3 * len(plain) and _share(plain, there) < _OTHERS
    return draft.page(view.html[0][1], html).text != ""


def _joined(texts: list[tuple[str, bool]]) -> str:
    """All stretches, one below the other. Some senders put the two shapes of one text beside each other and offer no
    choice: of plain text and text from HTML that say the same, one stays."""
    kept: list[tuple[str, bool]] = []
    for text, made in texts:
        if kept and kept[-1][1] != made:
            other = kept[-1][0]
            if _says_the_same(text, other):
                kept[-1] = (other if made else text, False)
                continue
        kept.append((text, made))
    return "\n\n".join(text for text, _ in kept if text)


def _says_the_same(text: str, other: str) -> bool:
    """Nearly the same words, but for the targets of links, which only the HTML tells. A stretch that only has its words
    in another may say something of its own."""
    text, other = (_TARGET.sub("", one[:_COMPARED]) for one in (text, other))
    return _share(text, other) >= _SAME and _share(other, text) >= _SAME


def _read_outside(draft: _Draft, root: Part) -> None:
    """What somebody wrote above, below or between the parts of a multipart, which most programs never show."""
    for _, part in walk(root):
        text = parts.outside(part)[:_LONGEST_OUTSIDE] if part.outside else ""
        if any(map(str.isalnum, text)) and not _USUAL_OUTSIDE.search(text):
            draft.texts.append((text, False))
            draft.notes.append("words outside of the parts")


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
    left = _RARE_TEXTS
    for _, part in walk(root):
        if not left or any(text for text, _ in draft.texts):
            return
        if is_tnef(part):
            left -= 1
            _read_tnef(draft, part)
        elif part.kind in _CALENDARS:
            from mailgate.ingest.body.calendar_part import words

            left -= 1
            draft.texts.append((words(parts.text(part)[0]), False))


def _read_tnef(draft: _Draft, part: Part) -> None:
    from mailgate.ingest import charset
    from mailgate.ingest.files import rtf

    found = tnef_in(part)
    text, html = found.text, charset.decode(found.html)[0]
    if not text.strip() and not html and found.rtf:
        most = part.budget.take("rtf_octets", rtf.packed_size(found.rtf))
        text, html = rtf.words(rtf.unpacked(found.rtf, most))
    draft.html.append(html[: part.budget.take("html_letters", len(html))])
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    text = text[: part.budget.take("text_letters", len(text))]
    draft.texts.append((text, False) if text else (draft.page(part, html).text, True))


def _set_aside_calendars(draft: _Draft, root: Part) -> None:
    """One invitation comes as an alternative and as a file besides; one of them is enough for staff."""
    found = [(index, part) for index, part in walk(root) if part.kind in _CALENDARS]
    files = {index for index, part in found if part.disposition == "attachment"}
    if files:
        draft.used |= {index for index, _ in found} - files
