"""Which parts of a letter are its words, in which order (RFC 2046 §5.1, RFC 2387; RFC 8621 §4.1.4 for the rest).

    select(root) -> Selection(views, aside)

Each view is one stretch of the letter: as plain text, as HTML, or as both when the sender offers a choice. What stands
in `aside` is neither words nor a file. Decodes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mailgate.ingest.files.name import declared
from mailgate.ingest.mime.tree import Part, walk

Leaf = tuple[int, Part]  #: with its index in `mime.walk`

_PLAIN = ("text/plain", "text/markdown", "text/enriched", "text/richtext")
_HTML = ("text/html", "application/xhtml+xml")
#: Read only where nothing better is offered, in this order.
_POORER = ("text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html", "text/calendar")
_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


@dataclass(frozen=True, slots=True)
class View:
    """One stretch of the letter; its parts in order. `plain` and `html` say the same."""

    plain: tuple[Leaf, ...] = ()
    html: tuple[Leaf, ...] = ()
    wrapped: Leaf | None = None  #: an opaque signature; the words are inside


@dataclass(slots=True)
class Selection:
    """The words, and the parts that are only another shape of them, or a seal: no files."""

    views: list[View] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)

    @property
    def indexes(self) -> set[int]:
        """All parts that are no files."""
        return self.aside | {index for view in self.views for index, _ in view.plain + view.html}


def select(root: Part) -> Selection:
    """The views of the whole letter, in order."""
    numbers = {id(part): index for index, part in walk(root)}
    reader = _Reader(numbers)
    views = reader.read(root, first=True)
    if not views and _is_any_text(root):
        views = [View(html=((0, root),)) if root.kind in _HTML else View(plain=((0, root),))]
    return Selection(views, reader.aside)


def _is_any_text(root: Part) -> bool:
    """Any text is text (RFC 2046 §4.1.4) when there is nothing beside it and nothing says that it is a file."""
    if root.children or not root.kind.startswith("text/") or root.kind == "text/calendar":
        return False
    return root.disposition != "attachment" or not declared(root)


class _Reader:
    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers
        self.aside: set[int] = set()

    def leaf(self, part: Part) -> Leaf:
        return self.numbers[id(part)], part

    def read(self, part: Part, first: bool) -> list[View]:
        """`first`: a named text that stands first is what the letter says, and not a file (RFC 8621 §4.1.4)."""
        if part.is_message:
            return []
        if not part.children:
            return list(self.leaf_views(part, first))
        kind = part.kind.partition("/")[2]
        if kind == "alternative":
            return self.alternative(part)
        if kind == "related":
            return self.related(part)
        if kind == "signed":
            return self.signed(part)
        return self.all(part.children)

    def all(self, parts: list[Part]) -> list[View]:
        return [view for number, part in enumerate(parts) for view in self.read(part, first=number == 0)]

    def leaf_views(self, part: Part, first: bool) -> Iterator[View]:
        kind, leaf = part.kind, self.leaf(part)
        if kind in _OPAQUE:
            yield View(wrapped=leaf)
        elif part.disposition == "attachment" or not (first or not declared(part)):
            return
        elif kind in _HTML:
            yield View(html=(leaf,))
        elif kind in _PLAIN or kind.startswith("multipart/"):  # one without its boundary is read as it stands
            yield View(plain=(leaf,))

    def alternative(self, part: Part) -> list[View]:
        """The choices: those without any HTML are the plain text, the others the HTML."""
        poorer = [child for child in part.children if child.kind in _POORER and not child.children]
        rest = [child for child in part.children if child not in poorer]
        choices = [views for number, child in enumerate(rest) if (views := self.read(child, first=number == 0))]
        if not choices:
            return self.poorest(poorer)
        self.aside.update(self.numbers[id(child)] for child in poorer if child.kind != "text/calendar")
        with_html = [view for views in choices if any(view.html for view in views) for view in views]
        without = [view for views in choices if not any(view.html for view in views) for view in views]
        plain = tuple(leaf for view in without for leaf in view.plain)
        html = tuple(leaf for view in with_html for leaf in view.html)
        if not plain or not html:
            return with_html + without
        tails = [replace(view, html=()) for view in with_html if view.plain]
        return [View(plain=plain, html=html), *tails]

    def poorest(self, poorer: list[Part]) -> list[View]:
        best = min(poorer, key=lambda part: _POORER.index(part.kind), default=None)
        if best is None or best.kind == "text/calendar":
            return []
        self.aside.update(self.numbers[id(part)] for part in poorer if part.kind != "text/calendar")
        leaf = self.leaf(best)
        return [View(html=(leaf,)) if "html" in best.kind else View(plain=(leaf,))]

    def related(self, part: Part) -> list[View]:
        """The root and what belongs to it (RFC 2387 §3.2). Files have a Content-ID or a name, a footer has neither."""
        start = part.parameters.get("start", "").strip("<> ")
        named = [child for child in part.children if start and child.fields["content-id"].strip("<> ") == start]
        order = named[:1] + [child for child in part.children if child not in named[:1]]
        found: list[View] = []
        for number, child in enumerate(order):
            if not found or not child.fields["content-id"] or child.children:
                found += self.read(child, first=number == 0)
        return found

    def signed(self, part: Part) -> list[View]:
        """What is signed, and its seal (RFC 1847 §2.1); a seal that has no name is no file for anybody."""
        for child in part.children[1:]:
            if child.kind in _SIGNATURES and not declared(child):
                self.aside.add(self.numbers[id(child)])
        return self.all([child for child in part.children if child.kind not in _SIGNATURES])
