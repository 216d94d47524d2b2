"""What has a form of its own: error codes and messages, counts, phone numbers, hosts, devices.

Each question is a pattern over the text and gives the words as they were written. Phone numbers are candidates: the
registry makes a number of them. No pattern looks further than a line, so each is linear.
"""

import re
from collections.abc import Iterator

from mailgate.classify.facts.text import Bounds, Text, fold, lines_of, lines_with, on_lines

Found = Iterator[tuple[str, int]]  #: a value and where it stands

_CODE = re.compile(
    r"\b0x[0-9A-Fa-f]{4,16}\b"
    r"|\b(?:ERR|ERROR|NS_ERROR|SEC_ERROR|SSL_ERROR|DNS_PROBE|PR)_[A-Z0-9_]{3,60}\b"
    r"|\b[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){2,8}\b"  # IRQL_NOT_LESS_OR_EQUAL
    r"|\bE(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|ACCES|NOENT|PERM|PIPE|HOSTUNREACH|NETUNREACH|ADDRINUSE|NOSPC|IO)\b"
    r"|\b(?:ORA-\d{4,5}|AADSTS\d{4,7}|SQLSTATE\[\w{2,6}\])"
    r"|\b[45]\d\d[ -][45]\.\d{1,2}\.\d{1,3}\b|(?<![\d.])[45]\.[0-7]\.\d{1,3}(?![\d.])(?= \w)"  # RFC 3463 §2
    r"|\b(?:errno|Errno) ?:? ?-?\d{1,5}\b"
    r"|\b[45]\d\d (?:Bad (?:Gateway|Request)|Service (?:Temporarily )?Unavailable|Not Found|Forbidden|Unauthorized"
    r"|Internal Server Error|Gateway Time-?out|Too Many Requests|Proxy Authentication Required)\b"
    r"|\b[A-Z][a-z][A-Za-z]{1,50}(?:Exception|Error)\b(?:: [^\n]{1,120})?"
)
#: Where a code without a digit may stand: each has an underline or one of these words.
_CODED = re.compile(r"[_ES](?:(?<=_)|(?<=E)(?:[A-Z][A-Z]|rror|xception)|(?<=S)QLSTATE)")
#: A bare number after a word for an error, on the folded text.
_NUMBERED = re.compile(
    r"\b(?:chyb\w{1,4}|error|err|b[lł]ad\w{0,4}|bled\w{1,3}|kod\w{0,3}|code|http|status|stav|fehler(?:code)?|event id"
    r"|ошибк\w{1,3}|код\w{0,2}|помилк\w{1,3})"
    r"(?: (?:chyby|bledu|ошибки|помилки|code|kod|код|cislo|numer|nr|no|номер))?[.:]?(?: ?[#№])? ?"
    r"(-?\d{2,10})(?![\d.,:%/]\d|\d)"
)
#: Answers that a program "returns", without the word for an error.
_RETURNED = re.compile(
    r"\b(?:vrac\w{1,4}|hlas\w{1,4}|dostav\w{1,4}|zwrac\w{1,4}|rzuca\w{0,2}|wywala\w{0,3}|otrzym\w{1,6}"
    r"|отда\w{1,4}|выда\w{1,4}|получа\w{1,4}|возвраща\w{1,4}|отвеча\w{1,4}"
    r"|return\w{0,3}|throw\w{0,3}|gets?|getting|giv(?:es?|ing)|shows?|responds?)"
    r"(?: [\w./-]{1,40}){0,5} (4(?:0[0-9]|1[0-9]|2[2-9]|31|51)|5(?:0[0-8]|11|2[0-7]|5[0-4]))"
    r"(?![\d.,:%]\d|\d| ?[a-z]{1,2}\b)"
)
_QUOTED = re.compile(r"[„“\"«‚]([^„“”\"«»‚‘\n]{4,160})[“”\"»‘]")
#: What says that the quoted words are those of a machine, on the folded text before or behind them.
_SAYS = re.compile(
    r"hlas|pis[ez]|vypis|ukaz|zobraz|chyb|error|message|says?\b|said|shows?|popup|pop-up|display|komunikat|wyskak|wyswietl"
    r"|pokaz|blad|bled|пише|ошибк|сообщен|выда|выскак|показыва|появля|видим|помилк|повідомл|meld|fehler|zeigt"
)

_NUMBERS = {
    fold(word): str(number)
    for number, words in {
        2: "dva dvě dwa two два две zwei дві second druhe drugi второй друге",
        3: "tri trzy three три drei third treti trzeci третий третє",
        4: "ctyri styri cztery four четыре vier чотири fourth ctvrte stvrte czwarty четвертый",
        5: "pet pat piec five пять funf fifth pate piate piaty пятый",
        6: "sest szesc six шесть sechs sixth seste szosty шестой",
        7: "sedm sedem siedem seven семь sieben seventh sedme siodmy седьмой",
        8: "osm osem osiem eight восемь acht",
        9: "devet devat dziewiec nine девять neun",
        10: "deset desat dziesiec ten десять zehn",
    }.items()
    for word in words.split()
} | {
    fold(word): number
    for number, words in {
        "2": "twice дважды dwukrotnie двічі",
        "3": "thrice трижды trzykrotnie тричі",
        "4": "czterokrotnie",
        "several": "several nekolik niekolko kilka kilkukrotnie kilkakrotnie несколько mehrere кілька repeatedly",
    }.items()
    for word in words.split()
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_MORE = (
    r"(?! ?(?:faster|slower|more|less|bigger|larger|vets|vice\b|rychl|poma|draz|wiec|szyb|wolni|droz|wieks|быстр|медл"
    r"|больш|меньш|дорож|schnell|langsam))"
)
#: How many times, on the folded text. "4x" alone may be an order, so it needs a word that counts.
_TIMES = re.compile(
    rf"\b(?:(\d{{1,4}}|{_NUMBER})[ -]?(?:krat|times|raz(?:y|ow)?|раз(?:а|и|ов|ів)?|mal)\b{_MORE}"
    rf"|(\d{{1,4}}) ?[x×х]"
    r"(?= (?:za |denn|po sobe|po sebe|dzienn|z rzedu|w ciagu|подряд|в день|за |a day|in a row|today|dnes|dzis)|[.,!]|$)"
    rf"|po({_NUMBER})\b|(?:po raz|juz) ({_NUMBER})\b(?: raz)?|в[о]? ({_NUMBER}) раз\b|\b({_NUMBER}) time\b"
    r"|\b(twice|thrice|дважды|трижды|двічі|тричі|dwukrotnie|trzykrotnie|czterokrotnie|kilkukrotnie|kilkakrotnie|repeatedly))",
)

#: A match has a digit, one of these parts of words, or one of these words.
_TIMES_NEEDLES = "krat times раз mal krotnie juz twice thrice дважды трижды двічі тричі repeatedly".split()
_TIMES_WORDS = frozenset({"raz", "razy", "razow", "time", *(f"po{number}" for number in _NUMBERS)})

_PHONE = re.compile(r"(?<![\w.:/,+-])(?:\+|00)?\(?\d(?:[ \u00a0()-]{0,2}\d|\.\d(?=\d\d)){8,14}(?![\w/]|[.,:-]\d)")
_CALL = re.compile(
    r"tel\b|telef|phone|mobil|handy|cislo|zavol|volej|volat|numer|zadzwo|dzwon|звон|тел|номер|call|ring|ext\b"
)
_GROUPED = re.compile(
    r"\d{3}[ \u00a0.-]\d{3}[ \u00a0.-]\d{3}"
    r"|8[ (-]{0,2}\d{3}[ )-]{1,2}\d{3}[ -]?\d\d[ -]?\d\d|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}"
)
_MONEY = re.compile(r" ?(?:kc|czk|eur|€|pln|zl|руб|₽|usd|\$|gbp|£|kb|mb|gb)")
_DATED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}")

_IPV4 = r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_TLD = (
    "cz|sk|pl|ru|ua|by|kz|eu|com|net|org|io|de|at|uk|lt|lv|ee|hu|info|biz|local|lan|internal|example|intra|corp|home|cloud"
    "|app|dev|co|me|us|test|invalid|localdomain"
)
_HOST = re.compile(
    rf"(?<![\w.@-]){_IPV4}(?::\d{{1,5}}|/\d{{1,2}})?(?![\w]|\.\d)"
    r"|(?<![\w:])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:])"
    r"|(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])"
    rf"|(?<![\w.@-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,6}}(?:{_TLD})(?![\w@-]|\.\w)"
    r"|\\\\[a-z0-9._-]{2,40}(?:\\[\w$-]{1,40}){0,8}"
    r"|(?<![\w.@/-])(?!(?:mg|utf|iso|sha|win|usb|a|cve|kb|covid|ral|rfc|p|q|wi|ipv|mp|ora|base|raid|cat|dn|en|rj|co|b|t)-)"
    r"[a-z]{2}[a-z0-9]{0,13}(?:-[a-z0-9]{1,14}){0,2}-(?:[a-z]{1,10})?\d{1,4}(?![\w.-]\w|\w)"
)
#: Where a host without a digit may be named: a dot inside of a name, two hexadecimal figures apart, a share.
_HOSTED = re.compile(r"[.:\\-](?:(?<=\.)[a-z]|(?<=[0-9a-f][:-])[0-9a-f:]|(?<=\\)\\)")
_MAKERS = (
    *"brother hp canon epson xerox kyocera ricoh lexmark zebra dell lenovo thinkpad latitude laserjet".split(),
    *"officejet macbook iphone ipad cisco mikrotik synology qnap unifi fortigate yealink grandstream zyxel".split(),
    *("tp-link", "konica minolta"),
)
_MAKER_WORDS = tuple(re.split("[ -]", maker)[-1] for maker in _MAKERS)
_DEVICE = re.compile(
    rf"\b(?:{'|'.join(_MAKERS)})"
    r"(?: [a-z]{0,10}-?[a-z]?\d[\w-]{0,14}| pro\b| air\b){0,2}",
)


def errors(text: Text) -> Found:
    """Codes, and the words in quotation marks that a machine said."""
    for match in on_lines(_CODE, text.written, _coding(text)):
        yield match[0], match.start()
    for pattern in (_NUMBERED, _RETURNED):
        for match in on_lines(pattern, text.folded, text.numbered):
            yield match[1], match.start(1)
    quotes = not text.written.isascii() or '"' in text.written
    for match in _QUOTED.finditer(text.written) if quotes else ():
        begin, end = text.bounds(match.start())
        around = (
            text.folded[max(begin, match.start() - 80) : match.start()]
            + text.folded[match.end() : min(end, match.end() + 30)]
        )
        if _SAYS.search(around):
            yield match[1].strip(), match.start()


def _coding(text: Text) -> list[Bounds]:
    return sorted({*text.numbered, *lines_of(text.written, _CODED)})


def times(text: Text) -> Found:
    """How many times: a number, or "several"."""
    for match in on_lines(_TIMES, text.folded, _counting(text)):
        word = match[match.lastindex or 0]
        yield _NUMBERS.get(word, word), match.start()


def _counting(text: Text) -> list[Bounds]:
    return sorted({*text.numbered, *lines_with(text, (*_TIMES_NEEDLES, *(_TIMES_WORDS & text.words)))})


def phones(text: Text) -> Found:
    """What may be a phone number: international, grouped like one, or beside a word of calling."""
    for match in on_lines(_PHONE, text.written, text.numbered):
        value, begin = match[0], match.start()
        if _DATED.match(value) or _MONEY.match(text.folded, match.end()):
            continue
        if (
            value[0] in "+"
            or value.startswith("00")
            or _GROUPED.fullmatch(value)
            or _CALL.search(text.folded, max(0, begin - 40), begin)
        ):
            yield value, begin


def hosts(text: Text) -> Found:
    """Addresses and names of machines, as written; an address of mail is none."""
    for match in on_lines(_HOST, text.folded, _hosting(text)):
        yield text.written[match.start() : match.end()], match.start()


def _hosting(text: Text) -> list[Bounds]:
    return sorted({*text.numbered, *lines_of(text.folded, _HOSTED)})


def devices(text: Text) -> Found:
    """A maker and a model."""
    for match in on_lines(_DEVICE, text.folded, lines_with(text, _MAKER_WORDS)):
        yield text.written[match.start() : match.end()], match.start()
