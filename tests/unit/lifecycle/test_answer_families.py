"""Families of phrases that customers answer with, each with a sentence: what is read, and what only sounds alike.

The words of every language stand in tables of their own; a family that the rules know is tried in several of them.
"""

import pytest

from mailgate.lifecycle.answer import Answer, read_answer

YES, NO, THANKS = Answer.YES, Answer.NO, Answer.THANKS
ACTING = (YES, NO, THANKS)  #: what closes or reopens a ticket

FAMILIES: dict[str, list[tuple[Answer, str]]] = {
    "an apology and courtesy around it": [
        (YES, "Už jede, omlouvám se za zpoždění s odpovědí"),
        (YES, "Prepáčte, že sa ozývam až teraz, už to ide. Pekný večer!"),
        (YES, "Teraz działa, przepraszam za późną odpowiedź. Udanego weekendu"),
        (YES, "Извините за поздний ответ, всё работает. Хорошей недели!"),
        (YES, "Вибачте за затримку, усе працює. Гарних вихідних"),
        (YES, "Sorry for the late reply, it works now. Happy holidays!"),
        (YES, "Entschuldigung für die späte Antwort, es läuft. Schöne Feiertage"),
        (THANKS, "Děkuji za pomoc, pane inženýre, a hezké svátky"),
        (THANKS, "Thanks guys, you're the best!"),
    ],
    "a signature below it": [
        (YES, "Už to jede.\n\nS pozdravem\nIng. Eva Malá\nvedoucí skladu\ntel. 601 234 567"),
        (YES, "Działa, dziękuję.\n\nPozdrawiam\nAnna Lis\nkierownik działu\ntel. 600 111 222"),
        (YES, "Работает.\n\nС уважением\nОльга Лис\nглавный бухгалтер\nтел. 8 900 123-45-67"),
        (YES, "Works fine.\n\nBest regards\nMark Fox\nSales manager\n+44 20 5550 0199"),
        (YES, "Läuft wieder.\n\nMit freundlichen Grüßen\nSabine Koch\nBuchhaltung"),
        (YES, "Jede to, odesláno z iPhonu"),
    ],
    "how it came about": [
        (YES, "Už to jede, bylo to tím kabelem."),
        (YES, "Działa, tak jak Pan mówił."),
        (YES, "Работает, дело было в розетке, как вы и говорили."),
        (YES, "Works now, it was the cable, as you said."),
        (YES, "Geht wieder, es lag am Kabel."),
        (YES, "Problém byl u nás, už je to v pořádku."),
        (YES, "The problem was on our side, it's fine now."),
        (YES, "Po restartu vše funguje."),
        (YES, "Nach dem Update läuft alles."),
    ],
    "it is as it should be": [
        (YES, "Už je to tak, jak to má být."),
        (YES, "Jest tak, jak trzeba, dziękuję."),
        (YES, "Всё так, как надо"),
        (YES, "It is just as it should be."),
        (YES, "Alles wie es sein soll."),
        (YES, "Nemám žádné další dotazy, funguje."),
        (YES, "Всё работает, претензий не имеем."),
        (YES, "Works, no further questions."),
    ],
    "a crash that is denied or has stopped": [
        (YES, "Po té změně už to nepadá, díky."),
        (YES, "Už sa to nezasekáva, ďakujem."),
        (YES, "Już się nie zawiesza, dziękuję."),
        (YES, "Больше не зависает, спасибо."),
        (YES, "Більше не зависає, дякую."),
        (YES, "It doesn't freeze anymore, thanks."),
        (YES, "Hängt sich nicht mehr auf, danke."),
        (YES, "Přestalo to padat."),
        (YES, "Перестало глючить"),
    ],
    "so far not, or waiting": [
        (NO, "Zatím to nejede."),
        (NO, "Na razie nie działa."),
        (NO, "Пока не работает."),
        (NO, "Пока нет, ждём специалиста."),
        (NO, "Not yet, still waiting for the engineer."),
        (NO, "Noch nicht, wir warten auf den Techniker."),
        (NO, "Prosím nezavírejte, pořád to nefunguje."),
        (NO, "Please don't close it, still not working."),
        (NO, "Too early to close, the error is still there."),
    ],
    "the same": [
        (NO, "to samé"),
        (NO, "Dnes je to to isté."),
        (NO, "Znowu to samo."),
        (NO, "То же самое."),
        (NO, "Те саме."),
        (NO, "Same as yesterday."),
        (NO, "dasselbe"),
        (NO, "Vyskakuje stejná hláška."),
        (NO, "The same message pops up."),
    ],
    "it still happens": [
        (NO, "Pořád se to opakuje."),
        (NO, "Wciąż się pojawia."),
        (NO, "До сих пор появляется."),
        (NO, "It still happens."),
        (NO, "It still does not flurb."),
        (NO, "Всё ещё не флурбит."),
        (NO, "Pořád mi to píše špatné heslo."),
        (NO, "Still says wrong password."),
        (NO, "Skončí to chybou."),
        (NO, "Jsme bez internetu."),
        (NO, "Сидим без интернета."),
    ],
    "a no without its comma": [
        (NO, "ne porad to blbne"),
        (NO, "nie dalej sie zacina"),
        (NO, "нет все равно глючит"),
        (NO, "no it still freezes"),
        (NO, "Nic se nezlepšilo."),
        (NO, "Ничего не улучшилось."),
        (NO, "It has not improved."),
    ],
    "a statement before its question": [
        (NO, "Nefunguje, můžete prosím zavolat?"),
        (NO, "Nie pomogło, co mam dalej robić?"),
        (NO, "Не помогло, что делать дальше?"),
        (NO, "It didn't help, what should I do next?"),
        (NO, "Hat nicht geholfen, was soll ich tun?"),
        (NO, "Kdy to opravíte? Pořád to nejde."),
        (NO, "Solved? It still does not work."),
        (NO, "Vyřešeno? U nás ne."),
    ],
    "an answer below a quoted line": [
        (YES, "> Je problém vyřešen?\n\nAno, je."),
        (NO, "> Is the problem solved?\n\nNo."),
    ],
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_sentence_of_a_family_is_read(family: str) -> None:
    assert [(label, text) for label, text in FAMILIES[family] if read_answer(text)[0] is not label] == []


#: What stands near a family and must stay with a person: neither closes nor reopens.
NEITHER: dict[str, list[str]] = {
    "tried is neither tested well nor thanked for": [
        "Díky, zkusil jsem to.",
        "Dzięki, sprawdziłem.",
        "Спасибо, попробовал.",
        "Thanks, tried it.",
        "Danke, habe es probiert.",
        "Restartoval jsem to.",
    ],
    "not tested is no no": [
        "Ještě to není otestované.",
        "Jeszcze nie testowane.",
        "Ещё не проверено.",
        "Not yet tested.",
        "Noch nicht getestet.",
        "Ještě jsem nebyl v kanceláři.",
        "Ещё руки не дошли.",
        "Noch keine Zeit",
        "I have not tested whether it works.",
        "I have not verified that it works.",
    ],
    "thanks that mean it failed": [
        "Díky za snahu.",
        "I tak díky.",
        "Aj tak ďakujem.",
        "Mimo wszystko dziękuję.",
        "Всё равно спасибо.",
        "Thanks anyway.",
        "Thanks for trying.",
        "Trotzdem danke.",
    ],
    "a thing beside the thanks may be wanted": ["Nový kabel, děkuji.", "New cable, thanks.", "Help, please, thanks."],
    "what somebody else says or writes": [
        "Kolega píše, že to funguje.",
        "Kolega twierdzi, że działa.",
        "Коллега говорит, что работает.",
        "He says it works.",
    ],
    "an error that a device shows": ["Ano, chyba se zobrazuje.", "Да, проблема есть.", "Yes, the error is displayed."],
    "one of more": [
        "Jeden počítač už funguje.",
        "One printer works now.",
        "Druhá tiskárna pořád netiskne.",
        "У одного коллеги до сих пор не работает.",
        "One colleague still can't log in.",
        "Some mails still don't arrive.",
    ],
    "another side of it": [
        "Sice se přihlásím, ale nic nevidím.",
        "I do get in, but see nothing.",
        "Вхожу, но ничего не вижу.",
        "It crashes only when printing now.",
        "Ostrava hlásí, že jede, Brno nefunguje.",
        "It didn't work before, now it does.",
        "Crashes less often, but it still does.",
        "Pošta ano, kalendář pořád nefunguje.",
        "Mail yes, calendar still doesn't work.",
        "Sklad už expeduje, fakturace stále nejde.",
        "The warehouse ships, the printer still doesn't print.",
    ],
    "not an outage is not solved": ["Není to výpadek.", "To nie awaria", "It is not an outage."],
    "does not stop": ["Nepřestalo to.", "It hasn't stopped.", "Не перестало."],
    "what I do or where I am": [
        "Posílám přílohu.",
        "Wysyłam załącznik.",
        "Отправил файл.",
        "Получил, спасибо.",
        "Idę do domu.",
        "Mam już nowy komputer.",
        "Я здесь больше не работаю.",
        "I am not working today.",
        "I am in the office.",
    ],
}


@pytest.mark.parametrize("family", NEITHER)
def test_what_stands_near_a_family_is_for_a_person(family: str) -> None:
    assert [text for text in NEITHER[family] if read_answer(text)[0] in ACTING] == []


@pytest.mark.parametrize(
    "text",
    [
        "Works on all three computers.",
        "Vyzkoušeno na všech třech počítačích, funguje.",
        "Работает на всех трёх машинах.",
    ],
)
def test_all_of_them_counted_are_all(text: str) -> None:
    assert read_answer(text)[0] is YES


@pytest.mark.parametrize(
    "text", ["Vše běží, nic nechybí.", "Wszystko działa, niczego nie brakuje.", "Everything works, nothing is missing."]
)
def test_nothing_missing_is_no_limit(text: str) -> None:
    assert read_answer(text)[0] is not Answer.PARTLY
