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

YES, NO, PARTLY, THANKS, OTHER = Answer.YES, Answer.NO, Answer.PARTLY, Answer.THANKS, Answer.OTHER
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
        (OTHER, "Ano, ale tiskárna pořád hučí."),
        (OTHER, "Ano, jen bych prosil ještě o fakturu."),
        (OTHER, "Děkuji, ještě se na to podívám."),
        (OTHER, "Funguje to zatím jen na jednom počítači."),
        (OTHER, "Děkuji. Kdy dorazí technik?"),
        (OTHER, "Zítra to vyzkouším a ozvu se."),
        (OTHER, "Ano i ne"),
        (OTHER, "Tak už je to zase."),
        (OTHER, "No jo, funguje"),
        (OTHER, "Děkuji.\nZavolejte"),
        (PARTLY, "Částečně, druhý počítač se nepřipojí."),
    ],
    "sk": [
        (YES, "Áno, funguje to, ďakujem."),
        (YES, "Áno"),
        (THANKS, "Ďakujem veľmi pekne"),
        (NO, "Nie, stále nefunguje."),
        (NO, "Nie."),
        (OTHER, "Áno, ale iba niekedy."),
        (OTHER, "Ďakujem, vyskúšam zajtra."),
        (OTHER, "Ďakujem, lenže účet je zablokovaný"),
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
        (OTHER, "Tak, ale tylko na jednym stanowisku."),
        (OTHER, "Dziękuję, sprawdzę jutro."),
        (OTHER, "Tak, jednak poczta nadal wolno chodzi"),
        (OTHER, "No tak, działa"),
        (OTHER, "Tak? A kiedy będzie druga drukarka?"),
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
        (OTHER, "Да, но печать очень медленная."),
        (OTHER, "Спасибо, проверю завтра."),
        (OTHER, "Да нет, наверное"),
        (OTHER, "Так, всё снова"),
        (OTHER, "Спасибо, а когда будет счёт?"),
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
        (OTHER, "Так, але повільно."),
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
        (OTHER, "Yes, but the scanner beeps."),
        (OTHER, "Yes, except on Mondays"),
        (OTHER, "Yes?"),
        (OTHER, "Is it ok now"),
        (OTHER, "Yes it is again"),
        (OTHER, "Thanks, still waiting"),
        (OTHER, "Thanks, I will test it tomorrow."),
        (OTHER, "Thanks. Who pays for the new cable?"),
        (OTHER, "Not yet"),
        (OTHER, "Not solved."),
        (OTHER, "Not fixed yet, thanks"),
        (OTHER, "It never worked"),
        (OTHER, "Please do not close it, thanks"),
        (OTHER, "It worked for an hour and then stopped"),
        (OTHER, "ok i guess we can wait"),
        (OTHER, "Thanks for nothing"),
        (OTHER, "I cannot say yes"),
        (OTHER, "Is it working for you?"),
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
        (OTHER, "Ja, aber nur im Büro."),
        (OTHER, "Danke, ich teste es morgen"),
        (OTHER, "Danke, jedoch fehlt noch die Rechnung"),
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
def test_most_clear_answers_are_understood(language: str) -> None:
    clear = [(label, text) for label, text in REPLIES[language] if label is not OTHER]
    missed = [(label, text) for label, text in clear if said(text) is not label]
    assert len(missed) <= len(clear) // 8, missed


@pytest.mark.parametrize("text", ["Ano, funguje.", "Tak, działa.", "Да, работает", "Yes", "Ja", "Thanks"])
def test_a_question_or_an_attachment_beside_it_needs_a_person(text: str) -> None:
    assert said(text) in CLOSING
    assert said(text, attachments=True) is OTHER
    assert said(f"{text} Why?") is OTHER


def test_an_unknown_word_beside_a_yes_needs_a_person() -> None:
    assert said("Yes, solved") is YES
    assert said("Yes, solved sporadically") is OTHER


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


def test_a_huge_text_costs_little() -> None:
    started = time.perf_counter()
    read_answer("ne ano " * 500_000)
    assert time.perf_counter() - started < 0.5


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
