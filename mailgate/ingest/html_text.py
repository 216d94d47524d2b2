"""HTML to plain text by one linear scan; nothing is fetched, nothing is executed.

    to_text(html)                -> everything that a reader would see
    to_text(html, quotes=False)  -> without what mail programs mark as quoted

Scripts, styles, comments and hidden elements are dropped. It is no sanitiser: showing HTML is the web room's work.
"""

import html as entities
import re

_TOKEN = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>|<[!?][^<>]*+>|[^<]++|<")


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCK = _tags(
    "address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table tbody tfoot thead tr ul"
)
_SPACED = _tags("p h1 h2 h3 h4 h5 h6 ul ol blockquote table pre")
_VOID = _tags("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _tags("head noscript object script select style svg template textarea title")
_RAW = frozenset(("script", "style", "title", "textarea"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
#: An element of these marks holds a quote.
_QUOTE = re.compile(
    r"gmail_quote|gmail_extra_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote"
    r"|type\s*=\s*[\"']?cite|data-email\s*=|zmail_extra",
    re.IGNORECASE,
)
#: From an element of these marks on, everything is a quote (Outlook, Windows Mail).
_QUOTE_BEGINS = re.compile(
    r"divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|stopSpelling"
    r"|border-top\s*:\s*(?:solid\s+#(?:E1E1E1|B5C4DF)|#(?:E1E1E1|B5C4DF)\s+1)",
    re.IGNORECASE,
)
_LONG_ENTITY = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


class _Page:
    """The text so far: words, and the line breaks they still owe."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.owed = 0
        self.space = False

    def words(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if not text.strip():
            self.space = self.space or bool(text)
            return
        if self.owed:
            self.pieces.append("\n" * self.owed if self.pieces else "")
        elif (self.space or text.startswith(" ")) and self.pieces:
            self.pieces.append(" ")
        self.pieces.append(text.strip())
        self.owed, self.space = 0, text.endswith(" ")

    def verbatim(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line()
            self.words(line)

    def line(self) -> None:
        self.owed, self.space = min(self.owed + 1, 2), False

    def block(self, spaced: bool) -> None:
        self.owed, self.space = max(self.owed, 2 if spaced else 1), False


def to_text(html: str, *, quotes: bool = True) -> str:
    """The visible text, paragraphs apart by an empty line. Never raises, linear."""
    page, position, skipping, depth, pre = _Page(), 0, "", 0, 0
    html = _without_comments(html)
    while position < len(html):
        token = _TOKEN.match(html, position)
        if token is None:
            break
        position = token.end()
        closing, tag, attributes = token[1], (token[2] or "").lower(), token[3] or ""
        if not tag:
            if not skipping and not token[0].startswith(("<!", "<?")):
                (page.verbatim if pre else page.words)(_unescape(token[0]))
            continue
        if tag in _RAW and not closing:
            position = _after(html, position, f"</{tag}")
            continue
        if skipping:
            if tag == skipping and not attributes.endswith("/"):
                depth += -1 if closing else 1
                skipping = skipping if depth else ""
            continue
        if not closing and not quotes and _QUOTE_BEGINS.search(attributes):
            break
        if not closing and tag not in _VOID and _left_out(tag, attributes, quotes):
            skipping, depth = tag, 1
            continue
        pre = max(0, pre + (-1 if closing else 1)) if tag == "pre" else pre
        _lay_out(page, tag, bool(closing))
    return _INVISIBLE.sub("", "".join(page.pieces)).strip()


def _lay_out(page: _Page, tag: str, closing: bool) -> None:
    if tag == "br":
        page.line()
    elif tag in _BLOCK:
        page.block(tag in _SPACED)
        if tag == "li" and not closing:
            page.words("- ")
    elif tag in ("td", "th"):
        page.space = True


def _left_out(tag: str, attributes: str, quotes: bool) -> bool:
    if tag in _UNSEEN or (tag != "body" and _HIDDEN.search(attributes)):
        return True
    return not quotes and bool(_QUOTE.search(attributes))


def _without_comments(html: str) -> str:
    """Conditional comments of Outlook go too. An open comment hides the rest, as in a browser."""
    kept, position = [], 0
    while (start := html.find("<!--", position)) >= 0:
        kept.append(html[position:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        position = end + 3
    return "".join([*kept, html[position:]])


def _after(html: str, position: int, end_tag: str) -> int:
    found = re.compile(re.escape(end_tag), re.IGNORECASE).search(html, position)
    if not found:
        return len(html)
    close = html.find(">", found.end())
    return close + 1 if close >= 0 else len(html)


def _unescape(text: str) -> str:
    return entities.unescape(_LONG_ENTITY.sub("\ufffd", text)).replace("\0", "") if "&" in text else text
