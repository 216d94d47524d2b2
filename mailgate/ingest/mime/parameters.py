"""MIME parameters, with RFC 2231 undone: continuations (§3) and charsets (§4), in any mixture that senders make.

    parameters('attachment; filename*0*=utf-8\'\'a; filename*1=b') -> {"filename": "ab"}

Linear and total. Values are as written: whether a file name is harmless is `files.name.harmless`'s question.
"""

import re

from mailgate.ingest import charset
from mailgate.ingest.charset.names import codec_of

_NAME_FOLLOWS = r"\s{0,20}+(?:file)?name\*?[\d*]{0,4}+\s?="
#: A parameter after a semicolon, or a file name that lacks it. A quote ends a value only where a value can end, for
#: file names have quotes in them that nobody escaped.
_PARAMETER = re.compile(
    rf"(?:;\s*+|[\s,](?={_NAME_FOLLOWS})\s*+)([^\s=;\"]{{1,100}})\s*+=\s*+"
    r"(?:\"((?:[^\"\\]|\\.|\"(?!\s{0,20}+(?:;|\Z|[a-z*\d]{1,30}+\s?=)))*+)\"?"
    rf"|((?:[^;\s]|\s(?!{_NAME_FOLLOWS}))*+))",
    re.DOTALL | re.IGNORECASE,
)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"\\([\"\\])")  # a backslash before anything else is a Windows path
_CHARSET_WITHOUT_STAR = re.compile(r"([\w-]{3,20})'[\w-]{0,10}'(?=[^%]*+%[0-9A-Fa-f]{2})")


def parameters(value: str) -> dict[str, str]:
    """All parameters of one field's value; names lower-case, the first of a name counts."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for found in _PARAMETER.finditer(value):
        text = _ESCAPED.sub(r"\1", found[2]) if found[2] is not None else _bare(found[3])
        name, star, rest = found[1].lower().partition("*")
        number = rest.removesuffix("*")
        if star and (not number or (number.isdecimal() and len(number) < 4)):
            pieces.setdefault(name, {}).setdefault(int(number or 0), (found[1].endswith("*"), text))
        else:
            plain.setdefault(name, text)
    for name, text in plain.items():
        if "'" in text and (labelled := _CHARSET_WITHOUT_STAR.match(text)) and codec_of(labelled[1]):
            plain[name] = _joined({0: (True, text)})
    return plain | {name: _joined(numbered) for name, numbered in pieces.items()}


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "'" else text


def _joined(numbered: dict[int, tuple[bool, str]]) -> str:
    declared, data = "", b""
    for number, (extended, value) in sorted(numbered.items()):
        if extended and number == min(numbered) and value.count("'") >= 2:
            declared, _, value = value.split("'", 2)
        octets = value.encode("utf-8", "replace")
        data += _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), octets) if extended else octets
    return charset.decode(data, declared)[0]
