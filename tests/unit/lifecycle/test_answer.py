"""Short replies as people write them, with what they answer. To close on words that meant no is the worst mistake.

YES and THANKS may be missed (then a person reads), but never be seen where a row says otherwise.
"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.lifecycle.answer import Answer, event_for, read_answer
from mailgate.model.event import Event
from mailgate.model.ticket import ResultKind, State

YES, NO, PARTLY, THANKS = Answer.YES, Answer.NO, Answer.PARTLY, Answer.THANKS
QUESTION, OTHER = Answer.QUESTION, Answer.OTHER
CLOSING = (YES, THANKS)

REPLIES: dict[str, list[tuple[Answer, str]]] = {
    "cs": [
        (YES, "Ano, funguje."),
        (YES, "Ano, děkuji."),
        (YES, "Ano"),
        (YES, "Dobrý den, už to funguje, moc děkuji za rychlou pomoc. Jan Kos"),
        (YES, "Vše je v pořádku, vyřešeno. S pozdravem"),
        (THANKS, "Děkuji"),
        (THANKS, "Díky moc!"),
        (THANKS, "Děkujeme za pomoc.\n\nJan Kos"),
        (NO, "Ne, pořád to padá."),
        (NO, "Ne."),
        (NO, "Bohužel to nefunguje."),
        (NO, "Dobrý den, stále stejné, tiskárna netiskne."),
        (NO, "Děkuji, ale nefunguje to."),
        (PARTLY, "Ano, ale tiskárna pořád hučí."),
        (QUESTION, "Ano, jen bych prosil ještě o fakturu."),
        (OTHER, "Děkuji, ještě se na to podívám."),
        (OTHER, "Funguje to zatím jen na jednom počítači."),
        (QUESTION, "Děkuji. Kdy dorazí technik?"),
        (OTHER, "Zítra to vyzkouším a ozvu se."),
        (OTHER, "Ano i ne"),
        (OTHER, "Tak už je to zase."),
        (YES, "No jo, funguje"),
        (QUESTION, "Děkuji.\nZavolejte"),
        (PARTLY, "Částečně, druhý počítač se nepřipojí."),
    ],
    "sk": [
        (YES, "Áno, funguje to, ďakujem."),
        (YES, "Áno"),
        (THANKS, "Ďakujem veľmi pekne"),
        (NO, "Nie, stále nefunguje."),
        (NO, "Nie."),
        (PARTLY, "Áno, ale iba niekedy."),
        (OTHER, "Ďakujem, vyskúšam zajtra."),
        (NO, "Ďakujem, lenže účet je zablokovaný"),
    ],
    "pl": [
        (YES, "Tak, działa. Dziękuję!"),
        (YES, "Tak"),
        (YES, "Dzień dobry, już działa, wszystko w porządku. Pozdrawiam"),
        (THANKS, "Dziękuję bardzo"),
        (THANKS, "Dzięki!"),
        (NO, "Nie działa dalej."),
        (NO, "Nie, to samo co wczoraj."),
        (NO, "Dzień dobry, niestety nie pomogło."),
        (PARTLY, "Tak, ale tylko na jednym stanowisku."),
        (OTHER, "Dziękuję, sprawdzę jutro."),
        (PARTLY, "Tak, jednak poczta nadal wolno chodzi"),
        (YES, "No tak, działa"),
        (QUESTION, "Tak? A kiedy będzie druga drukarka?"),
        (PARTLY, "Częściowo, skaner nadal nie reaguje"),
    ],
    "ru": [
        (YES, "Да, работает, спасибо."),
        (YES, "Да"),
        (YES, "Здравствуйте, всё работает. Спасибо большое!"),
        (THANKS, "Спасибо!"),
        (THANKS, "Благодарю за помощь. С уважением, Анна"),
        (NO, "Нет, не работает."),
        (NO, "Нет"),
        (NO, "Спасибо, но всё равно не работает"),
        (PARTLY, "Да, но печать очень медленная."),
        (OTHER, "Спасибо, проверю завтра."),
        (OTHER, "Да нет, наверное"),
        (OTHER, "Так, всё снова"),
        (QUESTION, "Спасибо, а когда будет счёт?"),
        (PARTLY, "Частично: почта есть, диска нет"),
    ],
    "uk": [
        (YES, "Так, працює, дякую."),
        (YES, "Так"),
        (YES, "Вирішено, дякую"),
        (THANKS, "Дякую!"),
        (THANKS, "Дякуємо за допомогу"),
        (NO, "Ні, не працює."),
        (NO, "Ні"),
        (PARTLY, "Так, але повільно."),
        (OTHER, "Дякую, перевірю завтра вранці"),
    ],
    "en": [
        (YES, "Yes"),
        (YES, "Yes, it works now. Thank you!"),
        (YES, "Yes, all good. Best regards, Ann"),
        (YES, "Solved, thanks a lot"),
        (YES, "Fixed."),
        (YES, "OK, confirmed"),
        (THANKS, "Thanks!"),
        (THANKS, "Thank you very much for the quick help.\nAnn"),
        (THANKS, "Cheers"),
        (NO, "No."),
        (NO, "No, it still crashes."),
        (NO, "It does not work."),
        (NO, "Thanks, but it is still broken."),
        (NO, "It's not working for me"),
        (NO, "Nope, same as before"),
        (NO, "Yes, it is still not working"),
        (PARTLY, "Yes, but the scanner beeps."),
        (PARTLY, "Yes, except on Mondays"),
        (QUESTION, "Yes?"),
        (QUESTION, "Is it ok now"),
        (OTHER, "Yes it is again"),
        (OTHER, "Thanks, still waiting"),
        (OTHER, "Thanks, I will test it tomorrow."),
        (QUESTION, "Thanks. Who pays for the new cable?"),
        (NO, "Not yet"),
        (NO, "Not solved."),
        (NO, "Not fixed yet, thanks"),
        (NO, "It never worked"),
        (OTHER, "Please do not close it, thanks"),
        (NO, "It worked for an hour and then stopped"),
        (OTHER, "ok i guess we can wait"),
        (OTHER, "Thanks for nothing"),
        (OTHER, "I cannot say yes"),
        (QUESTION, "Is it working for you?"),
        (PARTLY, "Partly: mail yes, calendar no"),
    ],
    "de": [
        (YES, "Ja, funktioniert wieder. Vielen Dank!"),
        (YES, "Ja"),
        (YES, "Gelöst, danke"),
        (THANKS, "Vielen Dank für die schnelle Hilfe"),
        (THANKS, "Danke"),
        (NO, "Nein, geht nicht."),
        (NO, "Nein"),
        (NO, "Es funktioniert nicht"),
        (PARTLY, "Ja, aber nur im Büro."),
        (OTHER, "Danke, ich teste es morgen"),
        (QUESTION, "Danke, jedoch fehlt noch die Rechnung"),
        (PARTLY, "Teilweise, der Scanner fehlt noch"),
    ],
}
ROWS = [(language, label, text) for language, rows in REPLIES.items() for label, text in rows]


def said(text: str, **more: object) -> Answer:
    return read_answer(text, names="Jan Kos Ann Анна", **more)[0]  # type: ignore[arg-type]


def test_there_are_enough_replies_of_each_language() -> None:
    assert len(ROWS) >= 80
    assert min(len(rows) for rows in REPLIES.values()) >= 8


@pytest.mark.parametrize("language", REPLIES)
def test_nothing_else_is_ever_read_as_a_yes_or_thanks(language: str) -> None:
    wrong = [text for label, text in REPLIES[language] if said(text) in CLOSING and said(text) is not label]
    assert wrong == []


@pytest.mark.parametrize("language", REPLIES)
def test_a_no_is_never_seen_in_another_answer_nor_missed(language: str) -> None:
    wrong = [text for label, text in REPLIES[language] if (said(text) is NO) != (label is NO)]
    assert wrong == []


@pytest.mark.parametrize("language", REPLIES)
def test_every_answer_of_these_is_understood(language: str) -> None:
    missed = [(label, text) for label, text in REPLIES[language] if said(text) is not label]
    assert missed == []


@pytest.mark.parametrize("text", ["Ano, funguje.", "Tak, działa.", "Да, работает", "Yes", "Ja", "Thanks"])
def test_a_question_or_an_attachment_beside_it_needs_a_person(text: str) -> None:
    assert said(text) in CLOSING
    assert said(text, attachments=True) is OTHER
    assert said(f"{text} Why?") is QUESTION


def test_an_unknown_word_beside_a_yes_needs_a_person() -> None:
    assert said("Yes, solved") is YES
    assert said("Yes, solved telepathically") is OTHER


def test_the_authors_own_name_says_nothing() -> None:
    assert read_answer("Yes, it works.\nPavel Zeman", names="Pavel Zeman")[0] is YES
    assert read_answer("Yes, it works.\nPavel Zeman")[0] is OTHER


def test_a_long_text_is_more_than_a_yes() -> None:
    assert said("Yes. " + "All good. " * 15) is OTHER


@pytest.mark.parametrize("text", ["", "   \n", "...", "👍", "\0\0"])
def test_without_words_there_is_no_answer(text: str) -> None:
    assert read_answer(text)[0] is OTHER


def test_the_reason_names_the_word_that_decided() -> None:
    assert read_answer("Ano, funguje")[1] == "says 'ano' and nothing against it"
    assert read_answer("Nein, kaputt")[1] == "begins with 'nein'"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    answer, why = read_answer(text)
    assert answer in Answer
    assert why


@pytest.mark.parametrize("piece", ["ne ano ", "bez problému ", "ano že ", "it's ", "- ", "?", "\n", "a", "ﷺ", "ne, "])
def test_a_huge_text_costs_little(piece: str) -> None:
    started = time.process_time()
    answer, why = read_answer(piece * 200_000)
    assert time.process_time() - started < 0.5
    assert answer in (OTHER, QUESTION)
    assert len(why) < 150


# What was read wrongly once, and what only looks like an answer.


@pytest.mark.parametrize("text", ["No comment.", "No idea", "No problem, go ahead", "No worries, take your time"])
def test_an_english_no_before_another_word_disputes_nothing(text: str) -> None:
    assert said(text) is OTHER


@pytest.mark.parametrize("text", ["No, nechme se překvapit...", "No, uvidíme", "No, zobaczymy", "No nevím"])
def test_a_czech_or_polish_no_is_only_a_well(text: str) -> None:
    assert said(text) is OTHER


@pytest.mark.parametrize(
    "text", ["No, thanks", "Ne, děkuji", "Nein danke", "Ne, už nic nepotřebuji.", "No, nothing else"]
)
def test_a_no_that_answers_another_question_disputes_nothing(text: str) -> None:
    assert said(text) in (OTHER, QUESTION)


@pytest.mark.parametrize(
    ("works", "fails"),
    [
        ("Chyba se už neobjevila.", "Chyba se zase objevila."),
        ("Już nie wyskakuje żaden błąd", "Nadal wyskakuje błąd"),
        ("Ошибки больше нет", "Ошибка опять появилась"),
        ("Помилки більше немає", "Помилка знову з'явилася"),
        ("The error is gone.", "The error is not gone."),
        ("Keine Probleme mehr.", "Das Problem ist nicht behoben."),
        ("Funguje bez potíží.", "Pořád bez internetu."),
        ("The internet is back.", "The problem is back."),
    ],
)
def test_what_is_denied_decides(works: str, fails: str) -> None:
    assert said(works) in (YES, OTHER)
    assert said(fails) is NO


def test_a_denial_reaches_no_further_than_its_clause() -> None:
    assert said("V pořádku to ale není.") is NO
    assert said("It does not print, the rest works.") is PARTLY
    assert said("It works without restarts") is OTHER


@pytest.mark.parametrize(
    "text",
    [
        "It was working",
        "Yesterday it worked",
        "Bylo to v pořádku",
        "Будет исправлено",
        "It will be fixed",
        "Das muss funktionieren",
        "Ist es erledigt",
        "funguje vám to",
        "You are working on it",
        "Please get it fixed",
        "Ano, prosím pomoc",
        "Ja, bitte Rückmeldung",
        "Close my account",
        "OK, I see",
        "Chyba działa",
        "Seems to work",
        "So far so good",
        "Works 50%",
        "Yes :(",
        "Thanks for breaking it",
    ],
)
def test_what_only_sounds_like_a_yes_closes_nothing(text: str) -> None:
    assert said(text) not in CLOSING
    assert said(text) is not NO


def test_lines_that_only_wrap_are_one_sentence() -> None:
    assert said("The printer does not\nwork") is NO
    assert said("It works.\nThanks") is YES


@pytest.mark.parametrize("text", ["dekuji, uz to funguje", "děkúúúji, funguje", "Díky! Funguje 👍", "ES LÄUFT"])
def test_without_diacritics_long_drawn_or_loud_it_is_the_same(text: str) -> None:
    assert said(text) is YES


@pytest.mark.parametrize("text", ["Funktioniert für alle", "Funktioniert fuer alle", "Funktioniert fur alle"])
def test_an_umlaut_may_be_written_in_three_ways(text: str) -> None:
    assert said(text) is YES


def test_names_stand_after_a_greeting_and_a_sign_off() -> None:
    assert read_answer("Hello Bartholomew,\nit works.\nKind regards\nUna Quill")[0] is YES
    assert read_answer("Thanks, Bartholomew")[0] is THANKS


def test_words_that_two_languages_read_differently_are_for_a_person() -> None:
    assert said("No ok") is OTHER
    assert said("Nie") is NO


def test_a_story_is_for_a_person_even_if_it_begins_with_no() -> None:
    assert said("No, it fails. " + "We tried this and that. " * 20) is OTHER


# Which event a reply raises.


def event(answer: Answer, state: State = State.VERIFYING, **who: object) -> Event:
    told = {"addressee": False, "entitled": False, "result": ResultKind.BINARY, **who}
    return event_for(state, answer, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", CLOSING)
def test_a_yes_or_thanks_of_the_addressee_confirms(answer: Answer) -> None:
    assert event(answer, addressee=True) is Event.CONFIRMED


@pytest.mark.parametrize("answer", CLOSING)
def test_the_yes_of_another_entitled_person_is_for_the_owner(answer: Answer) -> None:
    assert event(answer, entitled=True) is Event.CUSTOMER_WROTE


def test_the_no_of_another_entitled_person_counts() -> None:
    assert event(NO, entitled=True) is Event.DISPUTED


@pytest.mark.parametrize("answer", Answer)
def test_a_strangers_words_are_only_words(answer: Answer) -> None:
    assert event(answer) is Event.CUSTOMER_WROTE


def test_partly_is_an_answer_only_where_it_was_offered() -> None:
    assert event(PARTLY, addressee=True) is Event.CUSTOMER_WROTE
    assert event(PARTLY, addressee=True, result=ResultKind.EXPECTATION) is Event.PARTLY_CONFIRMED


@pytest.mark.parametrize("state", [state for state in State if state is not State.VERIFYING])
@pytest.mark.parametrize("answer", Answer)
def test_where_nothing_was_asked_nothing_is_answered(state: State, answer: Answer) -> None:
    assert event(answer, state, addressee=True, entitled=True) is Event.CUSTOMER_WROTE


def test_a_yes_whose_but_may_have_been_cut_off_with_the_signature_is_for_a_person() -> None:
    assert read_answer("Yes, thanks.", more=True) == (Answer.OTHER, "more words stand below it")
    assert read_answer("No, it is still broken.", more=True)[0] is Answer.NO


@pytest.mark.parametrize("language", ["cs", "sk", "pl"])
def test_no_alone_disputes_nothing_where_it_may_mean_well(language: str) -> None:
    assert read_answer("No.", language=language)[0] is Answer.OTHER
    assert read_answer("No.", language="en")[0] is Answer.NO
    assert read_answer("No, it does not work.", language=language)[0] is Answer.NO


def test_a_flat_no_stays_one_whatever_comes_out_beside_it() -> None:
    """ "The labels come out empty" has a word of things that work."""
    text = "Nie, dalej nie działa, etykiety wychodzą puste."
    assert read_answer(text) == (Answer.NO, "begins with 'nie'")
    assert read_answer("Nie, faks dalej nie działa, ale maile wychodzą.")[0] is Answer.PARTLY
