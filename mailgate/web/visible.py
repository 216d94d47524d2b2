"""Names, subjects and addresses of strangers, with nothing invisible left in them (threats T23).

    {{ ticket.subject | visible }}        "invoice[U+202E]fdp.exe"

Letters that turn the direction of text or are not seen at all become their number. Escaping of HTML is Jinja's work and
goes on top. Bodies of letters are not for it: they stand alone in their own box with `dir="auto"`.
"""

import re
import unicodedata

#: Format characters of Unicode (Cf) and separators; joiners stand between other letters where a script needs them.
_HIDDEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)


def visible(text: object) -> str:
    """The text on one line as staff may trust their eyes with it. Empty and None stay empty."""
    shown = str(text or "")
    if shown.isascii() and shown.isprintable():
        return shown
    return _HIDDEN.sub(_number, "".join(_plain(letter) for letter in shown))


def _plain(letter: str) -> str:
    return " " if unicodedata.category(letter) == "Cc" else letter


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
