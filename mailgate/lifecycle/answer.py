"""What a reply to our question answers: yes, no, partly, thanks, or something a person must read.

`read_answer(text)` looks only at the newly written words. It is strict where it could close a ticket: every word of a
yes must be known to mean nothing else, and "yes, but …", a question or an attachment is OTHER. It never decides
anything itself: `lifecycle.table` does, with the proof of who wrote.
"""

import re
from enum import StrEnum

from mailgate.model.event import Event
from mailgate.model.ticket import ResultKind, State


class Answer(StrEnum):
    """What the words say."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    THANKS = "thanks"  #: thanks, and nothing else
    OTHER = "other"  #: a person must read it


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Begins or makes a yes, by language: cs/sk, pl, ru/uk, en, de.
_YES = _words(
    "ano jo funguje vyřešeno vyriešené ok oke okej áno "
    "tak działa rozwiązane "
    "да работает заработало решено так працює вирішено "
    "yes yep works working solved fixed confirmed "
    "ja funktioniert gelöst geht"
)
#: Those of them that say how it is now. "Again" needs one beside it: "tak už je to zase" means the fault.
_WORKING = _words(
    "funguje vyřešeno vyriešené działa rozwiązane работает заработало решено працює вирішено "
    "works working solved fixed funktioniert gelöst geht"
)
_AGAIN = _words("zase opět znowu снова знову again wieder")
_ASKING = _words("is je")  #: a question whose mark was forgotten
_NO = _words("ne nie nein no nope нет ні")
_PARTLY = _words("částečně zčásti čiastočne częściowo частично частково partly partially teilweise")
_THANKS = _words(
    "děkuji děkuju děkujeme díky dík ďakujem ďakujeme vďaka dekuji diky "
    "dziękuję dziękujemy dzięki dzieki dziekuje "
    "спасибо благодарю благодарим дякую дякуємо "
    "thanks thank thx cheers "
    "danke dank"
)
#: Words that may stand beside a yes or thanks and change nothing.
_POLITE = _words(
    "dobrý den zdravím hezký pěkný vám vam vás mnohokrát moc velmi za pomoc rychlou vše všechno to už je v pořádku "
    "s pozdravem prosím super výborně paráda nyní teď zase opět a i pekný deň veľmi pekne všetko je "
    "dzień dobry bardzo państwu za pomoc szybką wszystko już jest w porządku teraz znowu i pozdrawiam super "
    "z serdecznie "
    "здравствуйте добрый день большое вам за помощь всё все уже в порядке теперь снова и с уважением хорошо "
    "вітаю доброго дня велике за допомогу все вже гаразд тепер знову з повагою "
    "hello hi you very much so for the your help quick it is now again all everything fine good great perfect and a "
    "lot well regards best kind "
    "guten tag vielen ihnen für die schnelle hilfe es alles jetzt wieder und in ordnung sehr gut "
    "mit freundlichen grüßen"
)
_BUT = _words(
    "ale však ovšem jenže jen pouze akorát až na než lenže iba "
    "lecz jednak tylko oprócz poza "
    "но однако только кроме але однак лише "
    "but however only except although though "
    "aber jedoch nur außer"
)
#: Phrases that say it is still broken, wherever they stand.
_STILL = re.compile(
    r"\b(nefunguje|nefungují|nejde|nejdou|nepomohlo|nie działa|nie działają|nie pomogło|не работает|не работают|"
    r"не помогло|не працює|(?:does not|doesn't|not|isn't) work(?:ing)?|"
    r"still (?:broken|down|not|the same)|did(?: not|n't) help|funktioniert nicht|geht nicht|"
    r"pořád stejné|stále stejné)\b"
)
_WORKS = re.compile(
    r"\b(už (?:to )?(?:funguje|jde)|již funguje|vše funguje|już działa|wszystko działa|уже работает|всё работает|"
    r"вже працює|works now|is working now|all good|geht wieder|funktioniert wieder)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_WORDS = 25  #: a longer text says more than yes
_MOST_CHARACTERS = 4000


def read_answer(text: str, *, names: str = "", attachments: bool = False, more: bool = False) -> tuple[Answer, str]:
    """What the newly written `text` answers, and why in one line. Never raises; linear.

    `names` are the author's own, which may stand under a yes without meaning anything. `more`: words that may be the
    author's own were cut off as a signature or footer; a yes may have its "but" there.
    """
    words = [word.lower() for word in _WORD.findall(text[:_MOST_CHARACTERS])]
    flat = " ".join(words)
    if not words:
        return Answer.OTHER, "no words"
    no = _clear_no(words, flat)
    if no:
        return Answer.NO, no
    if words[0] in _PARTLY:
        return Answer.PARTLY, f"begins with '{words[0]}'"
    if attachments or "?" in text:
        return Answer.OTHER, "a question or an attachment stands with it"
    if more:
        return Answer.OTHER, "more words stand below it"
    if set(words) & _BUT or len(words) > _MOST_WORDS:
        return Answer.OTHER, "more is said than yes or thanks"
    return _yes_or_thanks(words, frozenset(names.lower().split()))


def _clear_no(words: list[str], flat: str) -> str:
    """Why it is a clear no, or "". A no beside words that say it works is not clear."""
    if _WORKS.search(flat):
        return ""
    still = _STILL.search(flat)
    if still:
        return f"says '{still[0]}'"
    # "No tak, działa", "no jo, funguje": where the first word means "well", the rest says so.
    return f"begins with '{words[0]}'" if words[0] in _NO and not set(words) & (_THANKS | _YES) else ""


def _yes_or_thanks(words: list[str], names: frozenset[str]) -> tuple[Answer, str]:
    """Every word must be known to mean nothing else: one unknown word may be the one that matters."""
    said = set(words)
    unknown = said - _YES - _THANKS - _POLITE - names
    if unknown or said & _NO or words[0] in _ASKING or (said & _AGAIN and not said & _WORKING):
        return Answer.OTHER, "a person must read it"
    if said & _YES:
        return Answer.YES, f"says '{next(word for word in words if word in _YES)}' and nothing against it"
    if said & _THANKS:
        return Answer.THANKS, "thanks, and nothing else"
    return Answer.OTHER, "a person must read it"


def event_for(state: State, answer: Answer, *, addressee: bool, entitled: bool, result: ResultKind) -> Event:
    """The one event that a customer's letter raises (design.md §4).

    `addressee`: proven, and the verification letter went to them. `entitled`: proven, and may be told about it.
    Another entitled person's no counts; their yes is for the owner to look at.
    """
    if state is State.VERIFYING:
        if addressee and answer in (Answer.YES, Answer.THANKS):
            return Event.CONFIRMED
        if (addressee or entitled) and answer is Answer.NO:
            return Event.DISPUTED
        if addressee and answer is Answer.PARTLY and result is ResultKind.EXPECTATION:
            return Event.PARTLY_CONFIRMED
    return Event.CUSTOMER_WROTE
