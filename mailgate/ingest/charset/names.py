"""The codec behind the name of a charset, however the sender spelt it.

    codec_of("windows-1250") -> "cp1250",  codec_of('"UTF8";x') -> "utf-8",  codec_of("zlib") -> ""

An allow-list (threats T45): Python knows codecs that unpack, execute or crawl; none of them can be reached by a name
in a letter. UTF-7 is on the list, for reasons that `charset` gives.
"""

import codecs
import re
from functools import lru_cache

#: Codec names as `codecs.lookup` gives them.
ALLOWED = frozenset(
    [
        *("utf-8", "ascii", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *("koi8-r", "koi8-u", "koi8-t", "kz1048", "tis-620", "ptcp154", "hz", "hp-roman8"),
        *(f"iso8859-{n}" for n in range(1, 17) if n != 12),
        *(f"cp{n}" for n in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874)),
        *(f"cp{n}" for n in (932, 949, 950, 1125, *range(1250, 1259))),
        *("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "johab"),
        *("shift_jis_2004", "shift_jisx0213", "euc_jis_2004", "euc_jisx0213"),
        *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_2004", "iso2022_jp_ext"),
        *("mac-roman", "mac-cyrillic", "mac-latin2", "mac-greek", "mac-turkish", "mac-iceland", "mac-croatian"),
        *("mac-romanian", "iso2022_kr"),
    ]
)
#: Names that `codecs` does not know, or knows as something narrower than senders mean. Letters and digits only.
_MEANT = {
    **dict.fromkeys(("ansi", "windows", "western", "westerneuropean", "usansi", "xansi", "xcp1252"), "cp1252"),
    **dict.fromkeys(("ansix341968", "ascii7bit", "7bit", "usasci", "usacii", "asciius", "default"), "ascii"),
    **dict.fromkeys(("utf", "uft8", "ut8", "uf8", "utf08", "utf8mb4", "utf8n", "unicode", "utf8bom", "xutf8"), "utf-8"),
    **dict.fromkeys(("unicode11utf8", "unicode20utf8", "xunicode20utf8", "csutf8", "8bit", "utf8mac"), "utf-8"),
    **dict.fromkeys(("unicode11utf7", "xunicode20utf7", "csunicode11utf7"), "utf-7"),
    **dict.fromkeys(("ucs2", "iso10646ucs2", "unicodefffe", "csunicode"), "utf-16"),
    **dict.fromkeys(("gb2312", "gb231280", "gb23121980", "xgb", "xgbk", "gb", "chinese", "euccn", "xeuccn"), "gb18030"),
    **dict.fromkeys(("ksc56011987", "ksc56011989", "ksc5601", "ks5601", "korean", "uhc", "euckr"), "cp949"),
    **dict.fromkeys(("shiftjis", "sjis", "xsjis", "xshiftjis", "mskanji", "windows31j", "cswindows31j"), "cp932"),
    **dict.fromkeys(("xeuc", "xeucjp", "xeucjapan", "eucjpms"), "euc_jp"),
    **dict.fromkeys(("iso2022jpesc", "cp50220", "cp50221", "csiso2022jp"), "iso2022_jp"),
    **dict.fromkeys(("big5eten", "xbig5", "cnbig5", "xxbig5"), "big5"),
    **dict.fromkeys(("xmacroman", "xmac", "mac", "macintosh", "applemacintosh"), "mac-roman"),
    **dict.fromkeys(("xmaccentraleurroman", "xmacce", "macce", "maccentraleurope"), "mac-latin2"),
    **dict.fromkeys(("xmaccyrillic", "xmacukrainian", "xmacukraine"), "mac-cyrillic"),
    **{f"xmac{name}": f"mac-{name}" for name in ("greek", "turkish", "iceland", "croatian", "romanian")},
    **dict.fromkeys(("tis620", "iso885911", "thai"), "cp874"),
    **dict.fromkeys(("visual", "logical", "hebrew", "iso88598i", "iso88598e"), "iso8859-8"),
    **dict.fromkeys(("iso88596i", "iso88596e"), "iso8859-6"),
    **dict.fromkeys(("hzgb2312", "hzgb"), "hz"),
    "koi8": "koi8-r",
    "koi8ru": "koi8-u",
    "xroman8": "hp-roman8",
}
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:x|cs)?(?:windows|win|wincp|mswin|cp|xcp|ibm|dos|oem|msdos|pc)0{0,2}(\d{3,4})"), "cp{}"),
    (re.compile(r"(?:x|is|cs|iso)?iso0?8859(1[0-6]|[1-9])(?:1998|19\d\d)?"), "iso8859-{}"),
    (re.compile(r"(?:is0|so|io)?8859(1[0-6]|[1-9])"), "iso8859-{}"),
)
_PREFIX = re.compile(r"(?:charset\s{0,5}=\s{0,5}|3d|[\"'_=\s<])*+", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.()+-]{0,40}")
_LONGEST = 80


@lru_cache(maxsize=256)
def codec_of(declared: str) -> str:
    """The codec for a declared charset, or "" when there is none that may be used. Never raises."""
    text = declared[:_LONGEST]
    found = _NAME.match(text, _PREFIX.match(text).end())  # type: ignore[union-attr]  # it matches the empty string
    if not found:
        return ""
    name = found[0]
    plain = "".join(filter(str.isalnum, name.lower()))
    for candidate in (_MEANT.get(plain, ""), _by_shape(plain), name):
        codec = _known(candidate) if candidate else ""
        if codec:
            return codec
    return ""


def _by_shape(plain: str) -> str:
    return next((codec.format(found[1]) for shape, codec in _SHAPES if (found := shape.fullmatch(plain))), "")


def _known(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return codec if codec in ALLOWED else ""
