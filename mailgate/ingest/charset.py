"""Bytes to text, whatever they claim to be.

    decode(data, declared) -> (text, note)

The declared charset counts when it is on the allow-list (threats T45); then strict UTF-8; then a guess among the
encodings that our correspondents still send; it always ends in text. `note` tells staff when the claim was not kept.
"""

import codecs
import re

_NAME = re.compile(r"[A-Za-z0-9_:.()+-]{1,40}")
#: Codec names as `codecs.lookup` gives them. Everything else (utf-7, zlib, idna, unicode_escape …) is refused.
_ALLOWED = frozenset(
    [
        *("utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "tis-620", "ptcp154", "hz"),
        *(f"iso8859-{n}" for n in range(1, 17) if n != 12),
        *(f"cp{n}" for n in (437, 737, 775, 850, 852, 855, 857, 858, 861, 862, 863, 865, 866, 869, 874, 932, 949, 950)),
        *(f"cp{n}" for n in range(1250, 1259)),
        *("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "johab"),
        *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr"),
        *("mac-roman", "mac-cyrillic", "mac-latin2", "mac-greek", "mac-turkish"),
    ]
)
#: Senders mean the superset (WHATWG Encoding §4.2).
_SUPERSET = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
_CENTRAL = frozenset("áčďéěíňóřšťúůýžąćęłńśźżĺľŕôöőüűäßÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĄĆĘŁŃŚŹŻĽÖÜÄ„“”–…")
_WESTERN = frozenset("àáâäåæçèéêëìíîïñòóôöøùúûüýßœÀÁÂÄÅÆÇÈÉÊÑÓÖØÚÜŒ„“”–…€")
_SAMPLE = 20_000  #: octets that a guess looks at


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of `data`, and a note for people ("" when the declared charset was right). Never raises."""
    codec = _codec(declared)
    note = f"charset {declared[:40]!r} is unknown" if declared.strip() and not codec else ""
    for name in (codec, _SUPERSET.get(codec, ""), "utf-8"):
        text = _strictly(data, name)
        if text is not None:
            return text, note
    mostly = data.decode("utf-8", "replace")
    if 4 * mostly.count("\ufffd") < sum(letter > "\x7f" for letter in mostly[:_SAMPLE]):
        return mostly, note or "damaged UTF-8"
    guess = _guess(data)
    note = note or (
        f"not really {declared[:40]}, read as {guess}" if declared.strip() else f"no charset, read as {guess}"
    )
    return data.decode(guess, "replace"), note


def _codec(declared: str) -> str:
    """The allowed codec of that name, or ""."""
    name = declared.strip().strip("\"'")
    if not _NAME.fullmatch(name):
        return ""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return codec if codec in _ALLOWED else ""


def _strictly(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    if codec == "iso8859-1":  # 0x80-0x9F are controls there and letters in what senders mean
        codec = "cp1252" if any(0x80 <= octet < 0xA0 for octet in data[:_SAMPLE]) else codec
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _guess(data: bytes) -> str:
    """Cyrillic words are nearly all high octets; Latin ones have a few, and the letters tell which."""
    sample = data[:_SAMPLE]
    high = sum(octet >= 0x80 for octet in sample)
    low_letters = sum(chr(octet).isalpha() for octet in sample if octet < 0x80)
    if high > low_letters and high > 3:
        capitals = sum(0xC0 <= octet < 0xE0 for octet in sample)
        return "koi8-r" if capitals * 2 > high else "cp1251"
    octets = bytes(octet for octet in sample if octet >= 0x80)
    central = sum(letter in _CENTRAL for letter in octets.decode("cp1250", "replace"))
    western = sum(letter in _WESTERN for letter in octets.decode("cp1252", "replace"))
    if central == high or central >= western:
        return "cp1250"
    return "latin-1"
