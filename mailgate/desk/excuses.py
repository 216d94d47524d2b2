"""Words that say only that nobody else has the trouble: `is_excuse("Nikdo jiný to prý nehlásil.")` (S0-7).

A text is one when each of its words stands in a language's table and one of them says nobody. Whoever writes what was
looked at, when, or what was found uses a word that is in no table. Pure and linear.
"""

import re

from mailgate.model.person import folded

#: By language: the words that say nobody, and those that may stand around them.
_TABLES = (
    (
        "nobody noone none no others neither",
        "nobody noone none no one else other others another customer customers client clients user users company "
        "companies has have had having been is are was were there any anyone we got get received reported report "
        "reports reporting complained complain complains complaint complaints complaining about this that it the a "
        "such similar same problem problems issue issues trouble troubles fault faults so far with of from for us to "
        "works fine all everybody everyone only you your and neither does did not",
    ),
    (
        "nikdo nikoho nikomu zadny zadne zadna zadnou nikde ostatni ostatnim jini jinym",
        "nikdo nikoho nikomu zadny zadne zadna zadnou zadna nikde jinde jiny jineho jinemu jini jinym dalsi ostatni "
        "ostatnim ostatnich zakaznik zakaznici zakazniku zakaznikum uzivatel uzivatele uzivatelu problem problemy "
        "problemu potize potiz chyba chybu zavadu zavada nema nemaji nehlasi nehlasil nenahlasil neohlasil nehlasili "
        "nestezuje nestezoval nestezuji neozval neevidujeme nemame neni nebylo hlaseni stiznost stiznosti si se na to "
        "toto tento takovy takove podobny podobne podobnou stejny stejne pry u nas nam zatim tady s tim od o krome vas "
        "a jen to vse funguje bez",
    ),
    (
        "nikt nikogo nikomu zaden zadnych zadnego nigdzie inni innych",
        "nikt nikogo nikomu zaden zadnych zadnego nigdzie indziej inny inni innych innego wiecej poza panstwem klient "
        "klienci klientow klienta uzytkownik uzytkownicy uzytkownikow problem problemu problemow problemy awarii "
        "usterki nie ma mamy maja zglosil zglosila zglosili zglasza zglaszal zglaszaja skarzy skarzyl skarzyli "
        "zgloszen zgloszenia skarg tego to ten taki takiego takich podobny podobnych podobnego sie na z tym u nas "
        "dotad jak dotychczas podobno od o i tylko wszystko dziala wszystkim",
    ),
    (
        "никто никого никому ни нет других остальных остальные другие",
        "никто никого никому ни нет не у от других другие другой другого другим остальных остальные остальным больше "
        "кроме вас нас клиент клиенты клиентов клиента абонент абоненты абонентов пользователь пользователи "
        "пользователей проблема проблемы проблем проблему неполадок жалоб жалобы жаловался жалуется жаловались "
        "жалуются сообщал сообщает сообщали сообщил сообщений обращался обращались обращений на это этой эту этого "
        "такой таких такую такая похожих с об о про и одного из пока вроде всё все работает так же",
    ),
)
_KNOWN = tuple((frozenset(folded(no).split()), frozenset(folded(words).split())) for no, words in _TABLES)
_WORD = re.compile(r"\w+")


def is_excuse(text: str) -> bool:
    """True when this is all that the text says, in Czech, Polish, Russian or English."""
    words = set(_WORD.findall(folded(text.replace("no-one", "noone").replace("'", ""))))
    return any(words & no and words <= known for no, known in _KNOWN)
