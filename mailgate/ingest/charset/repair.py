"""Bytes to text, whatever they claim to be.

    decode(data, declared) -> (text, note)

The declared charset counts when it is on the allow-list (`charset.names`, threats T45) and fits; octets that are UTF-8
beyond doubt are UTF-8 whatever is said; then comes a guess (`charset.guess`). UTF-7 is decoded too: what it can hide
from a filter of octets is plain text afterwards, is escaped wherever it is shown, and HTML is cleaned after decoding.
It always ends in text, linear in the data. `note` tells staff when the claim was not kept; "" when all was well.
"""

import re

from mailgate.ingest.charset.names import codec_of

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FIRST_OF_BOMS = b"\xef\xff\xfe\0"
#: Charsets whose octets below 0x80 are not simply ASCII.
_NOT_ASCII = ("utf-7", "utf-16", "utf-32", "hz", "iso2022")
#: 0x80-0x9F are controls in these, and letters in what senders mean (WHATWG Encoding §4.2, and the same for the rest).
_WITH_LETTERS_IN_C1 = {
    "iso8859-1": "cp1252",
    "iso8859-2": "cp1250",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-9": "cp1254",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}
#: Supersets that are tried when the plain one does not fit.
_WIDER = {
    "big5": ("cp950", "big5hkscs"),
    "cp932": ("shift_jis_2004",),
    "euc_jp": ("euc_jis_2004",),
    "iso2022_jp": ("iso2022_jp_ext", "iso2022_jp_2004"),
    "koi8-r": ("koi8-u",),
}
_MULTIBYTE = ("big5", "gb", "cp932", "cp949", "cp950", "shift", "euc", "johab", "utf", "hz", "iso2022")
_USUAL = ("", "ascii", "utf-8")  #: nobody wonders when such a text is UTF-8
_C1 = re.compile(rb"[\x80-\x9f]")
_RARE_LATIN = re.compile("[\u0180-\u0217\u021c-\u02ff]")
_TWICE = "ÃÂÄÅÐÑâãÎ×Ø"  #: what the first octets of UTF-8 look like in Latin
_BACK = {ord(bytes([octet]).decode("cp1252", "replace")): octet for octet in range(0x80, 0xA0)}
_SURELY_TWICE = 4  #: letters of which each is UTF-8 read as Latin; a few may be somebody's example of the fault


def decode(data: bytes, declared: str = "", sample: int = 8000) -> tuple[str, str]:
    """The text of `data`, and a note for people. `sample`: octets that a guess may look at. Never raises."""
    codec = codec_of(declared) if declared else ""
    note = f"charset {declared[:40]!r} is unknown" if declared and not codec and declared.strip() else ""
    if data.isascii() and not codec.startswith(_NOT_ASCII) and b"\x1b" not in data and not data.startswith(b"\0"):
        return data.decode("ascii"), note
    text, strange = _decode(data, codec, declared.strip()[:40], sample)
    return text, note or strange


def _decode(data: bytes, codec: str, declared: str, sample: int) -> tuple[str, str]:
    if data[:1] in _FIRST_OF_BOMS and (marked := _by_mark(data)) is not None:
        return marked, ""
    text = _as_declared(data, codec)
    utf8 = text if codec == "utf-8" else _strictly(data, "utf-8")
    if utf8 is not None and (text is None or codec in _USUAL or (_fits_all(codec) and not _RARE_LATIN.search(utf8))):
        if b"\x1b$" in data and data.isascii():
            return data.decode("iso2022_jp", "replace"), "ISO-2022-JP that is not declared"
        return _once(utf8, "" if codec in _USUAL else f"said to be {declared}, is UTF-8")
    if text is not None:
        return text, "written in UTF-7" if codec == "utf-7" else ""
    return _damaged(data, codec, declared) or _guessed(data, declared, sample)


def _fits_all(codec: str) -> bool:
    """Whether nearly any octets fit it, so that fitting proves nothing."""
    return not codec.startswith(_MULTIBYTE)


def _by_mark(data: bytes) -> str | None:
    """By a byte order mark."""
    codec = next((codec for mark, codec in _BOMS if data.startswith(mark)), "")
    if codec.startswith("utf-8"):
        return _strictly(data, codec)
    return data.decode(codec, "replace") if codec and b"\0" in data else None


def _as_declared(data: bytes, codec: str) -> str | None:
    if codec in ("utf-16", "utf-32"):
        return _without_mark(data, codec)
    if codec in _WITH_LETTERS_IN_C1 and _C1.search(data):
        codec = _WITH_LETTERS_IN_C1[codec]
    text = _strictly(data, codec)
    if text is None and (codec == "euc_jp" or (codec == "iso2022_jp" and data.isascii())):
        from mailgate.ingest.charset.japanese import as_cp932  # a rare case

        moved = as_cp932(data)
        text = _strictly(moved, "cp932") if moved is not None else None
    wider = iter(_WIDER.get(codec, ()))
    while text is None and (name := next(wider, "")):
        text = _strictly(data, name)
    return text


def _without_mark(data: bytes, codec: str) -> str | None:
    """UTF-16 and 32 without a mark: where the zero octets of spaces and line ends stand tells which way round."""
    if b"\0" not in data[:2000]:
        return None
    order = "-be" if data[:2000:2].count(0) > data[1:2000:2].count(0) or data.startswith(b"\0\0") else "-le"
    return _strictly(data, codec + order)


def _strictly(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _damaged(data: bytes, codec: str, declared: str) -> tuple[str, str] | None:
    """Text with a few strange octets in it is what it claims to be; UTF-8 with some is UTF-8 even unclaimed."""
    for name, allowed in ((codec, 10), ("utf-8", 4)):
        if name in ("", "ascii"):
            continue
        text = data.decode(name, "replace")
        wrong = text.count("\ufffd")
        if allowed * wrong < _beyond_ascii(text) or (wrong == 1 and name.startswith("iso2022")):
            return text, f"damaged {'UTF-8' if name == 'utf-8' else declared}"
    return None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _guessed(data: bytes, declared: str, sample: int) -> tuple[str, str]:
    from mailgate.ingest.charset.guess import guess  # a rare case

    codec = guess(data, sample)
    return data.decode(codec, "replace"), f"{'not really ' + declared if declared else 'no charset'}, read as {codec}"


def _once(text: str, note: str) -> tuple[str, str]:
    """Undo UTF-8 that was read as Latin and made UTF-8 again, when every letter says so."""
    if text.isascii() or not any(map(text.__contains__, _TWICE)):
        return text, note
    try:
        mended = text.translate(_BACK).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text, note
    if _beyond_ascii(mended) < _SURELY_TWICE:
        return text, note
    return mended, "UTF-8 that was made UTF-8 twice, mended"
