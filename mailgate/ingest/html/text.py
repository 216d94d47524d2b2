"""HTML to plain text by one linear scan; nothing is fetched, nothing is executed.

    to_text(html)                -> everything that a reader would see
    to_text(html, quotes=False)  -> without what mail programs mark as quoted or as signature
    read_html(html)              -> both, and whether something was hidden

Scripts, styles, comments and hidden elements are dropped. It is no sanitiser: showing HTML is the web room's work.
Total: the first 4 000 000 letters and 100 000 tags are read at most (threats T44), and `cut_short` says so.
"""

import html as entities
import re
from dataclasses import dataclass

from mailgate.ingest.html.reader import Reader
from mailgate.ingest.html.tokens import MOST_LETTERS, MOST_TAGS, tokens


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What HTML says."""

    text: str = ""  #: all that a reader sees
    new_text: str = ""  #: without the quotes and signatures that are marked; the same when none are
    hidden: bool = False  #: words were left out because no reader would see them
    cut_short: bool = False  #: there was more than is read
    swallowed: bool = False  #: something without an end hid the words behind it


def to_text(html: str, *, quotes: bool = True) -> str:
    """The visible text, paragraphs apart by an empty line. Never raises, linear."""
    found = read_html(html)
    return found.text if quotes else found.new_text


def read_html(html: str, most_tags: int = MOST_TAGS) -> HtmlText:
    """The text in all, the new words, and what was left out; of so many tags. Never raises, linear."""
    reader = Reader()
    for tag, attributes, text in tokens(html.replace("\0", ""), most_tags):
        if tag:
            reader.tag(tag, attributes)
        if text:
            reader.words(_unescape(text) if "&" in text else text)
    reader.end()
    text = _sound("".join(reader.page.pieces).strip())
    return HtmlText(
        text,
        _sound(reader.cut.text()) if reader.cut.found else text,
        reader.hidden,
        len(html) > MOST_LETTERS or html.count("<") >= max(1, most_tags),
        reader.swallowed,
    )


_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")


def _unescape(text: str) -> str:
    """Character references, also unfinished ones and those that mean windows-1252 (HTML §13.5)."""
    return entities.unescape(_LONG_NUMBER.sub("\ufffd", text) if "&#" in text else text)


def _sound(text: str) -> str:
    """Without lone halves of letters, which no text holds."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
