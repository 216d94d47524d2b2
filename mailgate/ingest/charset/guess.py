"""Which charset octets are in when nobody says it, or when what is said is wrong.

    guess(data) -> codec name; never "", and `data.decode(guess(data), "replace")` always works

East Asian charsets are told by their commonest characters, the others by the statistics of cchardet, and the few
letters of a short Latin text by whether they are letters at all. A guess looks at a bounded sample.
"""

import re
from functools import lru_cache

_SAMPLE = 8_000  #: octets that a guess looks at

_HANZI = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点"
    "正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿"
    "原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德"
    "资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交"
    "规万取拉格望觉术领共确传师观清今切院让识候带导争运请谢您好账号码登录错误发票订单客户服务打印网站链接"
    "這個們來為國說時會對過發後裡種經麼學現當沒動還進樣從實軍無與長關點業將兩間問應戰頭體見產話給門東聲員論處義幾條氣題別變總電數報"
    "結場計資許區隊決馬書聽達難權設記類據邊張規萬覺術領傳師觀讓識帶導爭運請謝您帳號碼錯誤發票訂單戶務網連線"
)
_HANGUL = frozenset(
    "이다는을에가의지고하를로도서한은기사리어나아자시인대해그수정부일니라상전보습요있면안여주들것제스동장원만게문과비조오미구마무선세계"
    "되성화신공경위유입내까없분우음드트너말연용저중생했관실소적단방회터록인러모감합십녕세오류메일"
)
_KANA = re.compile("[\u3041-\u30fe]")
_MARKS = frozenset("，。！？：；（）、「」『』．・ー　")
#: Codecs of East Asia and the letters that a text in them has many of.
_EAST = (
    ("gb18030", _HANZI),
    ("big5", _HANZI),
    ("cp949", _HANGUL),
    ("euc_jp", _HANZI),
    ("cp932", _HANZI),
)
_ENOUGH = 0.3  #: share of common characters among all characters beyond ASCII

_SURE = 0.5  #: confidence, 0 to 1
#: What cchardet says that correspondents really send, and what they mean by it. Anything else it says is a mistake.
_BELIEVED = {
    **{f"windows-{n}": f"cp{n}" for n in range(1250, 1257)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 5, 6, 7, 15)},
    "iso-8859-1": "cp1252",
    "iso-8859-8": "cp1255",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "koi8-r": "koi8-u",  # the same, and the letters that Ukrainian has besides
    "ibm852": "cp852",
    "ibm855": "cp866",
    "ibm866": "cp866",
    "mac-cyrillic": "mac-cyrillic",
    "mac-centraleurope": "mac-latin2",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "uhc": "cp949",
    "big5": "big5",
    "gb18030": "gb18030",
}
#: Letters beyond ASCII by language; a word has letters of one language.
_ALPHABETS = tuple(
    map(
        frozenset,
        (
            "áčďéěíňóřšťúůýžäľĺôŕÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ„“–…\xa0",
            "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–…\xa0",
            "áéíóöőúüűÁÉÍÓÖŐÚÜŰ„”–…\xa0",
            "čćđšžČĆĐŠŽ„“–…\xa0",
            "äöüßÄÖÜ„“–…€\xa0",
            "àâçèéêëîïôùûœÀÂÇÈÉÊÎÔŒ«»’…€\xa0",
            "àèéùÀÈÉÙ’…€",  # Italian ì and ò are ě and ň in cp1250, and those come far more often
            "áéíóúñü¿¡ÁÉÍÓÚÑºª€",
            "áàâãçéêíóôõúÁÀÂÃÇÉÊÍÓÔÕÚ€",
            "åäöæøéÅÄÖÆØ",
            "ăâîşţĂÂÎŞŢ",
            "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯІЇЄ«»–",
            "‘’“”–—…•©®™",
        ),
    )
)
_BY_ALPHABET = ("cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-u", "cp852", "cp850")  #: an earlier one wins a tie


def guess(data: bytes, most: int = _SAMPLE) -> str:
    """The codec that `data` is most likely in, by at most so many octets of it. Pure, bounded, never raises."""
    return _guess(_sample(data, most), most)


@lru_cache(maxsize=256)
def _guess(sample: bytes, most: int) -> str:
    high = bytes(octet for octet in sample if octet >= 0x80)
    codec = (_east(sample, most) if len(high) > 3 else "") or _by_statistics(sample) or _by_alphabet(high)
    return "cp1252" if high.decode(codec, "replace") == high.decode("cp1252", "replace") else codec


def _sample(data: bytes, most: int) -> bytes:
    """The first lines that have something beyond ASCII in them."""
    if len(data) <= most:
        return data
    lines = [line for line in data[: 20 * most].splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:most]


def _east(sample: bytes, most: int) -> str:
    """The East Asian codec that makes the most sense of it, or ""."""
    best, codec = _ENOUGH, ""
    for name, common in _EAST:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError as broken:
            if len(sample) < most or broken.start + 4 < len(sample):  # a sample may end inside a character
                continue
            text = sample[: broken.start].decode(name, "ignore")
        letters = [letter for letter in text if letter > "\x7f"]
        known = sum(letter in common or letter in _MARKS for letter in letters)
        if name in ("euc_jp", "cp932"):
            known += sum(1 for _ in _KANA.finditer(text)) if _no_half_width(letters) else 0
        share = known / max(1, len(letters))
        if share > best:
            best, codec = share, name
    return codec


def _no_half_width(letters: list[str]) -> bool:
    """Octets of any Latin or Cyrillic text are half-width katakana in Shift JIS; nobody writes mostly those."""
    return 2 * sum("\uff61" <= letter <= "\uff9f" for letter in letters) < len(letters)


def _by_statistics(sample: bytes) -> str:
    import cchardet  # a rare case, and not a cheap import

    found = cchardet.detect(sample)
    return _BELIEVED.get((found["encoding"] or "").lower(), "") if (found["confidence"] or 0) >= _SURE else ""


def _by_alphabet(high: bytes) -> str:
    fits = {
        codec: max(len(high) - len(high.translate(None, octets)) for octets in _octets(codec)) for codec in _BY_ALPHABET
    }
    return max(fits, key=lambda codec: fits[codec])


@lru_cache(maxsize=len(_BY_ALPHABET))
def _octets(codec: str) -> tuple[bytes, ...]:
    """The octets of each alphabet."""
    every = [bytes([octet]) for octet in range(0x80, 0x100)]
    return tuple(b"".join(one for one in every if one.decode(codec, "replace") in letters) for letters in _ALPHABETS)
