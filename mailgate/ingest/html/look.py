"""What the attributes of one HTML element say for a plain text. Read once for each wording: letters repeat theirs.

look = look_at(tag, attributes)
"""

import re
from typing import NamedTuple

from mailgate.ingest.html.quote import Mark, mark_of
from mailgate.ingest.html.sight import may_hide

#: Paragraphs of Word and of plain text have no empty line between them.
_TIGHT = re.compile(
    r"msonormal|msoplaintext|msolist|margin\s*:\s*0\w{0,2}\s*(?:[;\"']|$|0\w{0,2}\s+0?\.0)|margin-bottom\s*:\s*0\w{0,2}\s*(?:[;\"']|$)"
)
_KEEPS_SPACE = re.compile(r"white-space\s*:\s*pre")


class Look(NamedTuple):
    """What an element's attributes say."""

    lower: str  #: the attributes in lower case
    mark: Mark | None  #: a quote, an introduction, a signature
    may_hide: bool  #: its style is worth reading in full
    tight: bool  #: a paragraph without an empty line around it
    bullet: bool  #: it holds the dot of a list, drawn as a letter
    keeps_space: bool  #: white space counts in it


def look_at(name: str, attributes: str) -> Look:
    """The look of a start tag; `attributes` as written."""
    lower = attributes.lower()
    return Look(
        lower,
        mark_of(name, lower),
        name not in ("body", "html") and may_hide(lower),
        name == "p" and _TIGHT.search(lower) is not None,
        "mso-list" in lower and "ignore" in lower,
        "white-space" in lower and _KEEPS_SPACE.search(lower) is not None,
    )
