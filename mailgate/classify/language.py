"""In which language a letter is written: cs, sk, pl, ru, uk, de or en, or "" when the words do not tell.

Counts everyday words and letters that only one of the languages has. Short, honest, and never a guess: a tie is "".
"""

import re

#: Everyday words, by language.
_WORDS: dict[str, frozenset[str]] = {
    "cs": frozenset(
        "dobrý den prosím děkuji že se je na nám nás jsem jsme není nefunguje nejde pro při jak co který která ale "
        "už také jen ještě dnes včera máme mám od do za po ve ze můžete mohli bych bychom s pozdravem hezký".split()
    ),
    "sk": frozenset(
        "dobrý deň prosím ďakujem že sa je nám nás som sme nie nefunguje pre pri ako čo ktorý ktorá ale už tiež len "
        "ešte dnes včera máme mám od do za po vo zo môžete mohli by s pozdravom".split()
    ),
    "pl": frozenset(
        "dzień dobry proszę dziękuję że się jest nam nas nie działa dla przy jak co który która ale już też tylko "
        "jeszcze dziś dzisiaj wczoraj mamy mam od do za po w z można czy pozdrawiam serdecznie witam państwo".split()
    ),
    "ru": frozenset(
        "здравствуйте добрый день пожалуйста спасибо что не у нас мы я это как на с и в по для от до за уже еще ещё "
        "только сегодня вчера работает можно ли или но был была есть уважением".split()
    ),
    "uk": frozenset(
        "вітаю добрий день будь ласка дякую що не у нас ми я це як на з і в по для від до за вже ще тільки сьогодні "
        "вчора працює можна чи або але був була є повагою".split()
    ),
    "de": frozenset(
        "guten tag bitte danke dass nicht ist wir uns ich das die der und für bei wie was aber auch nur noch heute "
        "gestern haben von zu mit nach seit kann können mit freundlichen grüßen".split()
    ),
    "en": frozenset(
        "hello hi dear please thank thanks that not is are we our us i the this it and for with how what but also "
        "only still today yesterday have has from to of in on since can could would regards cannot".split()
    ),
}
#: Letters that tell: each is worth as much as a word.
_LETTERS: dict[str, str] = {
    "cs": "ěřů",
    "sk": "ľĺŕôä",
    "pl": "ąęłńśźż",
    "ru": "ыэъё",
    "uk": "іїєґ",
    "de": "ßü",
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_CHARACTERS = 5000


def detect(text: str) -> str:
    """The language of the text as an ISO 639-1 code, or ""."""
    sample = text[:_ENOUGH_CHARACTERS].lower()
    words = _WORD.findall(sample)
    letters = set(sample)
    points = {
        language: sum(word in known for word in words) + sum(letter in letters for letter in _LETTERS.get(language, ""))
        for language, known in _WORDS.items()
    }
    best, second = sorted(points.values(), reverse=True)[:2]
    return next(language for language, score in points.items() if score == best) if best > second else ""
