"""Text that is safe to set into a header or a body, whoever wrote it (threats T24, T26).

`one_line` is for header values and single values inside a letter, `lines` for what a person wrote over several lines.
Neither escapes anything: that belongs to the place where the text lands.
"""

import re

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")  # reorder what is shown: never in one line of ours


def one_line(text: str, limit: int = 500) -> str:
    """The text as one line of at most `limit` characters, without control and direction characters."""
    flat = _BIDI.sub("", _CONTROL.sub(" ", _BREAK.sub(" ", _whole(text))))
    return shortened(" ".join(flat.split()), limit)


def lines(text: str) -> str:
    """The text with "\\n" as its only line end, without other control characters and without blank lines around it."""
    return _CONTROL.sub("", _BREAK.sub("\n", _whole(text)).expandtabs(4)).strip("\n").rstrip()


def shortened(text: str, limit: int) -> str:
    """The text, cut to `limit` characters with an ellipsis as the last one."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _whole(text: str) -> str:
    """Without lone surrogates, which no charset can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
