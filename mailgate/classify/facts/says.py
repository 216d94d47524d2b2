"""What the customer says about the trouble: what was tried, that it is urgent, what they ask. Words by language.

A language without words here (or "") is read with the words of all. Beginnings of words, compared folded.
"""

import re
from collections.abc import Iterator
from functools import cache

from mailgate.classify.facts.text import Text, fold, lines_with, on_lines

Found = Iterator[tuple[str, int]]

#: Done already, in the past tense: a wish ("please restart it") is not.
_TRIED = {
    "cs": (
        r"(?:vy)?zkoušel\w* (?:vy)?zkusil\w* (?:z)?restartoval\w* restartován\w* vypnul\w* odpojil\w* "
        r"přeinstaloval\w* odinstaloval\w* vyměnil\w* resetoval\w* přepojil\w* nepomohl\w* nepomáhá bez_úspěchu "
        "bez_změny bez_efektu marně"
    ),
    "sk": (
        r"skúšal\w* (?:vy)?skúsil\w* reštartoval\w* vypol vypli odpojil\w* preinštaloval\w* vymenil\w* "
        r"resetoval\w* nepomohl\w* bez_úspechu bez_zmeny márne"
    ),
    "pl": (
        r"(?:s|wy)?próbowa(?:l|ł)\w* (?:z)?restartowa\w*(?:l|m|ny) wyłącz(?:y|a)(?:ł|l)\w* przeinstalowa(?:ł|l)\w* "
        r"odłączy(?:ł|l)\w* wymieni(?:ł|l)\w* nie_pomog\w* bez_efektu bez_skutku bez_zmian na_próżno"
    ),
    "ru": (
        r"(?:по)?пробовал\w* перезагру(?:жал|зил)\w* перезапус(?:кал|тил)\w* выключал\w* выключил\w* отключал\w* "
        r"переустан(?:овил|авливал)\w* переподключ(?:ал|ил)\w* заменил\w* меняли не_помог\w* без_изменений "
        "без_толку безрезультатно"
    ),
    "uk": (
        r"(?:с)?пробував\w* (?:с)?пробувал\w* перезавантаж(?:ив|ил|увал)\w* вимикал\w* переустанов(?:ив|ил)\w* "
        r"замінил\w* не_допом\w* без_змін безрезультатно"
    ),
    "en": (
        r"tried (?:re)?booted rebooting_it restarted reinstalled turned_\w*_?off unplugged replaced swapped "
        "cleared power[-_]cycled no_difference didn't_help did_not_help to_no_avail no_luck no_change "
        "without_success"
    ),
    "de": (
        "versucht probiert neu_?gestartet neustart ausgeschaltet neu_installiert ausgesteckt ausgetauscht "
        "nichts_gebracht nicht_geholfen ohne_erfolg vergeblich"
    ),
}
_URGENT = {
    "cs": (
        r"urgent\w* nutně ihned okamžit\w* co_nejdř\w* co_nejrychl\w* neodkladn\w* spěchá\w* hoří havári\w* "
        r"kriti\w* naléhav\w* asap výroba_stojí stojíme pospíchá"
    ),
    "sk": (r"urgent\w* súrn\w* ihneď okamžit\w* čo_najskôr čo_najrýchl\w* naliehav\w* kriti\w* havári\w* asap stojíme"),
    "pl": (r"piln\w* natychmiast\w* jak_najszybciej niezwłoczn\w* krytyczn\w* awari\w* na_już pali_się asap stoimy"),
    "ru": (
        r"срочн\w* немедленн\w* как_можно_скорее как_можно_быстрее критич\w* авари\w* горит неотложн\w* "
        r"работа_стоит безотлагательн\w* asap"
    ),
    "uk": (r"терміново негайно якнайшвидше критичн\w* аварі\w* невідкладн\w* asap"),
    "en": (
        r"urgent\w* asap immediately right_away as_soon_as_possible critical emergency highest_priority at_once "
        r"desperate\w* standstill"
    ),
    "de": (r"dringend\w* sofort umgehend so_schnell_wie_möglich kritisch\w* notfall eilt asap schnellstmöglich"),
}
#: Begins a question whose mark was forgotten.
_ASKING = {
    "cs": (
        "jak kdy kde kdo co proč kolik který která které lze můžete můžeš může mohli dá_se půjde víte nevíte máte "
        "je_možné nešlo_by šlo_by"
    ),
    "sk": (
        "ako kedy kde kto čo prečo koľko ktorý ktorá ktoré možno môžete môžeš mohli dá_sa viete neviete máte je_možné"
    ),
    "pl": ("jak kiedy gdzie kto co dlaczego ile który która które czy czemu można możecie mogą da_się"),
    "ru": (
        "как когда где кто что почему сколько какой какая какие который можно_ли можете_ли не_могли_бы могли_бы "
        "есть_ли нельзя_ли подскажите"
    ),
    "uk": ("як коли де хто що чому скільки який яка які чи можна_чи підкажіть"),
    "en": (
        "how when where who what why which can_you can_i can_we could_you could_i could_we would_you do_you does "
        "is_it is_there are_you will_you should_i should_we may_i"
    ),
    "de": ("wie wann wo wer was warum wieviel welche welcher können_sie könnten_sie kann_ich ist_es gibt_es haben_sie"),
}


#: What is not the same in all that a choice of words stands for.
_VARIES = re.compile(r"\(\?:[^)]*\)\??|\[[^\]]*\]\??|\\w[*+]?|.\?|[_']")


_EDGE = r"(?<!\w)"
#: What may stand before the word that begins a question.
_OPENING = r"[\s\"„“-]{0,9}(?:(?:a|i|и|and|und|also|prosim|prosze|please),? )?"


@cache
def _needles(question: str, language: str) -> tuple[str, ...]:
    """Of each choice the longest part that always stands there: where none is, no choice speaks."""
    table, _ = _TABLES[question]
    words = table.get(language) or " ".join(table.values())
    parts = (_VARIES.split(fold(choice)) for choice in words.split())
    return tuple({max(some, key=len) for some in parts})


@cache
def _pattern(question: str, language: str) -> re.Pattern[str]:
    """Made when first asked for, since few desks meet all languages."""
    table, before = _TABLES[question]
    words = table.get(language) or " ".join(table.values())
    choice = "|".join(fold(words).replace("_?", "[ ]?").split()).replace("_", " ")
    return re.compile(rf"{before}(?:{choice})(?!\w)")


_TABLES = {"tried": (_TRIED, _EDGE), "urgent": (_URGENT, _EDGE), "asking": (_ASKING, _OPENING)}
_NOT = re.compile(
    r"(?<!\w)(?:nie|neni|nic|ne|zadn\w{1,3}|не|нет|ничего|ні|нічого|not|no|nothing|isn't|nicht|nichts|kein\w{0,2})"
    r"(?: \w{1,12})? $"
)
_LINK = re.compile(r"https?://\S*$")


def tried(text: Text, language: str) -> Found:
    """The words that say what was done already."""
    return _said("tried", text, language)


def urgent(text: Text, language: str) -> Found:
    """The words of haste; "nothing urgent" is none."""
    for value, at in _said("urgent", text, language):
        if not _NOT.search(text.folded, max(0, at - 24), at):
            yield value, at


def questions(text: Text, language: str) -> Found:
    """The sentences that ask, also those whose mark was forgotten; quoted lines ("> …") are somebody else's."""
    asking = _pattern("asking", language)
    for begin, end in text.sentences():
        sentence = text.written[begin:end].strip()
        if sentence.startswith(">") or len(sentence) < 5:
            continue
        marked = sentence.endswith("?") and not _LINK.search(sentence)
        if marked or (sentence[-1] not in ".!:,;)" and asking.match(text.folded, begin, end)):
            yield sentence, begin


def _said(question: str, text: Text, language: str) -> Found:
    lines = lines_with(text, _needles(question, language))
    for match in on_lines(_pattern(question, language), text.folded, lines):
        yield text.written[match.start() : match.end()], match.start()
