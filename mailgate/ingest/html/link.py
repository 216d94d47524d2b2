"""The target of a link, for a plain text: shown behind the words only when it says something that they do not.

    shown_target("https://example.com/start", "our site") -> " (https://example.com/start)"
    shown_target("mailto:ann@example.com", "Ann")         -> " <ann@example.com>"
    shown_target("https://example.com/", "example.com")   -> ""

A long target, as newsletters count clicks with, is shown as its host: who is called is what a reader must know.
"""

import html as entities
import re

_HREF = re.compile(r"""(?<![\w-])href\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""", re.IGNORECASE)
_ALT = re.compile(r"""(?<![\w-])alt\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""", re.IGNORECASE)
_WEB = re.compile(r"(https?)://([^/?#\s<>()]{1,255})[^\s<>]*+", re.IGNORECASE)
_ADDRESS = re.compile(r"mailto:\s*+([\w.+%=-]{1,64}@[\w.-]{1,255})", re.IGNORECASE)
_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?)$", re.IGNORECASE)
_LONGEST = 100  #: letters of a target that is shown whole
_LONGEST_VALUE = 4000
_LONGEST_ALT = 200


def target_of(attributes: str) -> str:
    """The href among attributes as written, without entities; "" for none or an absurd one."""
    return _value(_HREF, attributes)


def alternative_of(attributes: str) -> str:
    """What an image says of itself; "" when that is nothing or a file's name."""
    text = " ".join(_value(_ALT, attributes).split())[:_LONGEST_ALT]
    return "" if _FILE.match(text) else text


def is_emoji(text: str) -> bool:
    """Whether an image's text stands for the image, so that it belongs among the words."""
    return len(text) <= 16 and not text.isascii() and not any(letter.isalnum() for letter in text)


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    if found is None or len(found[1]) > _LONGEST_VALUE:
        return ""
    return entities.unescape(found[1].strip("\"'")).strip()


def shown_target(target: str, words: str) -> str:
    """What is put behind a link's words; "" when they tell the target themselves."""
    if address := _ADDRESS.match(target):
        return "" if address[1].lower() in words.lower() else f" <{address[1]}>"
    web = _WEB.match(target)
    if web is None or not words.strip():
        return ""
    scheme, host = web.groups()
    if _host_in(words) == _bare(host) or _bare(target) in words.lower():
        return ""
    return f" ({target})" if web.end() == len(target) <= _LONGEST else f" ({scheme}://{host}/…)"


def _host_in(words: str) -> str:
    """The host that a link's words name when they are an address themselves."""
    words = words.strip().lower()
    if " " in words or "." not in words:
        return ""
    found = _WEB.match(words if words.startswith("http") else f"http://{words}")
    return _bare(found[2]) if found else ""


def _bare(target: str) -> str:
    target = target.lower().rstrip("/")
    return target.removeprefix("https://").removeprefix("http://").removeprefix("www.")
