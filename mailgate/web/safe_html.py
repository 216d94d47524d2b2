"""HTML of strangers as a document for staff: nothing in it runs, asks for anything, or leads into our pages.

    shown = as_document(html, image)     # `image(cid)` gives octets of a picture that came with the letter, or b""
    shown.document, shown.blocked

What may stay is a list, made of what mails need; what is not on it goes (threats T36, T39, T40). Pictures that came
with the letter are put into the document itself, so that it needs no request. The frame around it has its own walls.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

import nh3

MOST_LETTERS = 1_000_000
_MOST_TAGS = 20_000  #: the sanitiser needs time in the square of what is open at once
_MOST_REFERENCES = 30_000  #: and for each "&" time in the length of what follows
_DEEPEST = 500
_MOST_PICTURES = 60
_MOST_PICTURE_OCTETS = 8 * 1024 * 1024  #: of all pictures together

_TAGS = set(
    "a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub "
    "sup table tbody td tfoot th thead tr tt u ul var wbr".split()
)
#: These go with all that is in them; of every other tag the words stay.
_GONE = set(
    "script style title textarea template svg math iframe object noembed noframes select xml head audio video".split()
)
_LAYOUT = {"align", "bgcolor", "background", "height", "valign", "width"}
_ATTRIBUTES = {
    "*": {"dir", "lang", "style", "align"},
    "a": {"href", "title"},
    "font": {"color", "face", "size"},
    "hr": {"color", "noshade", "size", "width"},
    "img": {"alt", "border", "height", "src", "srcset", "title", "width"},
    "li": {"type", "value"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "table": {*_LAYOUT, "border", "cellpadding", "cellspacing"},
    "tr": _LAYOUT,
    "td": {*_LAYOUT, "colspan", "nowrap", "rowspan"},
    "th": {*_LAYOUT, "colspan", "nowrap", "rowspan"},
    "div": {"bgcolor", "background"},
}
#: Style that cannot ask for anything, cover anything or leave its place.
_PROPERTIES = set(
    "background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse "
    "border-color border-left border-left-color border-left-style border-left-width border-radius border-right "
    "border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color "
    "border-top-style border-top-width border-width box-sizing clear color direction display float font font-family "
    "font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin "
    "margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity overflow "
    "overflow-wrap padding padding-bottom padding-left padding-right padding-top table-layout text-align "
    "text-decoration text-indent text-transform unicode-bidi vertical-align visibility white-space width word-break "
    "word-spacing word-wrap".split()
)
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)")
_PLAIN_VALUE = re.compile(r"[\w\s#%.,'\"!/-]{0,200}(?:(?:rgb|hsl)a?\([\d\s.,%/]{1,40}\)[\w\s#%.,!/-]{0,100})?")
_NEGATIVE = re.compile(r"(?:^|\s)-\s*[\d.]")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_OWN_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]++", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"url\s*\(\s*[\"']?\s*(?:https?:)?//|image-set\(", re.IGNORECASE)
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"))
_TAG = re.compile(r"<(/?)([a-zA-Z]{1,20})")
#: Elements that end by themselves, or have no end.
_ENDLESS = frozenset("area base br col dd dt hr img input li link meta option p source td th tr wbr".split())

_PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>A letter as it was sent</title>
<style>
html {{ color-scheme: light; background: #fff; color: #000; }}
body {{ margin: 12px; font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }}
img {{ max-width: 100%; height: auto; }} pre {{ white-space: pre-wrap; }}
blockquote {{ margin: .5em 0 .5em .5em; padding-left: .8em; border-left: 2px solid #ccc; }}
.our-note {{ margin: 0 0 12px; padding: 6px 10px; background: #fff3da; color: #7a4b00; font-size: 13px; }}
</style></head>
<body dir="auto">{note}<div>{body}</div></body></html>
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document for the frame."""

    document: str
    blocked: int = 0  #: remote pictures that were not asked for


def is_showable(html: str) -> bool:
    """Whether HTML is small and flat enough to be made safe in bounded time."""
    if len(html) > MOST_LETTERS or html.count("<") > _MOST_TAGS or html.count("&") > _MOST_REFERENCES:
        return False
    opened: dict[str, int] = {}
    depth = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _ENDLESS:
            continue
        if not found[1]:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
        elif opened.get(name):
            opened[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return False
    return True


def as_document(html: str, image: Callable[[str], bytes]) -> Shown:
    """The whole page for the frame. `html` must be showable."""
    filtered = _Filter(image)
    body = nh3.clean(
        html.replace("\0", ""),
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        attribute_filter=filtered,
        strip_comments=True,
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    )
    return Shown(_PAGE.format(note=_note(filtered), body=body), filtered.blocked)


def _note(filtered: "_Filter") -> str:
    parts = []
    if filtered.blocked:
        parts.append(
            "1 remote image was blocked."
            if filtered.blocked == 1
            else f"{filtered.blocked} remote images were blocked."
        )
    if filtered.missing:
        parts.append("Some images could not be shown.")
    return f'<p class="our-note" dir="ltr" lang="en">{escape(" ".join(parts))}</p>' if parts else ""


@dataclass(slots=True)
class _Filter:
    """Judges each attribute that the list lets through, and counts what it refuses."""

    image: Callable[[str], bytes]
    blocked: int = 0
    missing: bool = False
    pictures: dict[str, str] = field(default_factory=dict)
    octets: int = 0

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        """The value that may stay, or None."""
        if name == "style":
            return self._style(value)
        if name == "href":
            return value if _LINK.match(value.strip()) else None
        if name == "src":
            return self._source(value.strip())
        if name in ("background", "srcset"):
            self.blocked += bool(_REMOTE.match(value.strip()))
            return None
        return value

    def _style(self, value: str) -> str | None:
        if _REMOTE_STYLE.search(value):
            self.blocked += 1
        kept = []
        for declaration in value.lower().split(";")[:100]:
            name, _, content = declaration.partition(":")
            name, content = name.strip(), content.strip()
            if name == "background" and _COLOUR.fullmatch(content):
                name = "background-color"
            if name in _PROPERTIES and _PLAIN_VALUE.fullmatch(content) and not _NEGATIVE.search(content):
                kept.append(f"{name}:{content}")
        return ";".join(kept) or None

    def _source(self, value: str) -> str | None:
        if value[:4].lower() == "cid:":
            return self._picture(unquote(value[4:]).strip("<> "))
        if _OWN_PICTURE.fullmatch(value):
            return value
        self.blocked += 1
        return None

    def _picture(self, cid: str) -> str | None:
        if cid not in self.pictures:
            data = self.image(cid) if cid and len(self.pictures) < _MOST_PICTURES else b""
            kind = picture_kind(data)
            self.octets += len(data)
            fits = bool(kind) and self.octets <= _MOST_PICTURE_OCTETS
            self.pictures[cid] = f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if fits else ""
        self.missing = self.missing or not self.pictures[cid]
        return self.pictures[cid] or None


def picture_kind(data: bytes) -> str:
    """The kind of a picture by its first octets, whatever it calls itself; "" for anything that could be a document."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
