"""The rules that a new desk begins with, on letters of our own: no defect of one person is an outage.

How right they are over a whole labelled set, `benchmarks/classify_rules.py` measures.
"""

from functools import cache

import pytest

from mailgate.app.init import seeded_categories
from mailgate.classify.rules import RuleBook
from mailgate.classify.seen import Facts
from mailgate.desk.labelling import book_of, check_rules
from mailgate.registry.items import CLASSES
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge


@cache
def desk() -> Desk:
    return merge(Desk.empty(), read_desk(seeded_categories(), "categories.toml"))


def category_of(text: str, subject: str = "") -> str:
    book: RuleBook = book_of(desk())
    return next((hit.rule.category for hit in book.hits(Facts(subject=subject, text=text))), "")


def test_there_are_a_dozen_categories_of_every_class() -> None:
    check_rules(desk(), [])
    whole = desk().whole_categories
    assert len(whole) >= 12
    assert {category.kind for category in whole.values()} == set(CLASSES)
    assert all(category.priority for category in whole.values())


@pytest.mark.parametrize(
    "text",
    [
        "Máme tu výpadek internetu, stojí celá firma.",
        "vypadek site, nikomu nejde nic",
        "Nikdo v kanceláři se nedostane na server.",
        "Nikomu z nás nejdou maily.",
        "Strona leży od godziny, klienci dzwonią.",
        "nikt w biurze nie moze sie zalogowac",
        "U nas nic nie działa, ani telefony, ani internet.",
        "Cały oddział bez sieci.",
        "Сайт лежит уже час!",
        "Ни у кого не открывается почта.",
        "Весь офис без интернета.",
        "Nobody in the office can reach the file server.",
        "Our website is down.",
        "The entire branch has been offline since nine.",
        "None of us can log in to the ERP.",
        "Faktura počká: teď nám spadl server a výroba stojí.",
        "Упал сервер, никто не может работать.",
        "Hello, an outage: the wiki is down.",
        "Hlásíme výpadek vaší aplikace.",
    ],
)
def test_that_nobody_can_work_is_an_outage(text: str) -> None:
    assert category_of(text) == "outage"


@pytest.mark.parametrize(
    "text",
    [
        "Nejde mi tiskárna.",
        "Nefunguje nám tiskárna v přízemí.",
        "Nejedná se o výpadek, jen mně nejde zvuk.",
        "není to výpadek, ale nikdo krom mě to nevidí: mně se nezobrazuje kalendář",
        "Kolegům to jde, mně se program nespustí.",
        "Nemůžu se přihlásit, zapomněl jsem heslo.",
        "Děkuji, včerejší výpadek už je vyřešený. Proč k němu došlo?",
        "Kdy bude plánovaná odstávka?",
        "Drukarka u mnie nie działa, reszta biura drukuje.",
        "To nie jest awaria, tylko u mnie nie otwiera się jeden plik.",
        "Nie działa mi myszka.",
        "У меня не работает мышь, у коллег всё в порядке.",
        "Это не авария, просто у меня не открывается один файл.",
        "Не могу войти, забыл пароль.",
        "My laptop won't start.",
        "It is not an outage, only me: the calendar does not open.",
        "Everyone else is fine, but my phone does not ring.",
        "Could you install a PDF reader? I cannot do it myself.",
        "Please send the invoice for May again, we have lost it.",
        "Prosím o zaslání faktury za květen, ještě nám nepřišla.",
        "Сколько стоит лицензия на год?",
        "Every time I open Excel it says error.",
        "I can't print the whole document.",
        "Nejde mi otevřít celý dokument.",
        "Za celý týden jsem nedostal ani jeden mail od banky.",
        "Výpadek proudu zítra 8-12, elektrárny hlásí odstávku. Vypněte prosím servery.",
        "Nikdo mi neodpověděl na nabídku. Kolik stojí licence?",
        "Мне никто не перезвонил по поводу счёта.",
        "Celé dopoledne mi padá Outlook.",
        "Nie mogę wydrukować całej umowy.",
        "Nikdo kromě mě nemá mít přístup do této složky.",
        "Žádný spěch, ale jak se mění podpis v Outlooku?",
        "Nikdo nám neposlal fakturu za květen.",
        "Kvůli výpadku internetu minulý týden žádáme slevu z měsíční faktury.",
        "Jedna kamera ve skladu nejde, ostatní ano.",
        "У меня на столе не работает телефон, у коллег всё нормально.",
    ],
)
def test_the_trouble_of_one_person_is_no_outage(text: str) -> None:
    assert category_of(text) != "outage"


@pytest.mark.parametrize(
    ("subject", "text", "category"),
    [
        ("PROBLEM: web-9 load average", "Trigger: load\nHost: web-9", "monitoring"),
        ("", "Prosím o fakturu za září.", "billing"),
        ("", "Ile kosztuje hosting?", "sales"),
        ("", "Забыла пароль, сбросьте.", "access"),
        ("", "Internet je dnes hrozně pomalý.", "degradation"),
        ("Nový zaměstnanec", "V pondělí nastupuje kolega, potřebuje účet a schránku.", "access/people"),
        ("", "Clicked a link in a strange mail and typed my password.", "security"),
        ("", "Jak dlouho držíte zálohy?", "question"),
        ("", "Please install the new driver.", "request"),
        ("", "Můžete se připojit přes TeamViewer a nainstalovat mi Acrobat?", "request"),
        ("", "We need more disk space on the server.", "request"),
        ("", "Please add a temperature sensor to the server room.", "request"),
        ("", "Prosím o výměnu disku v RAID poli za větší.", "request"),
        ("", "Jedna kamera ve skladu nejde, ostatní ano.", "fault"),
        ("", "Wysłałam przez pomyłkę listę klientów do obcej firmy.", "security"),
        ("", "Máme zájem o vaše služby, kolik by stála správa 20 počítačů?", "sales"),
        ("", "Ráno se nám zprávy načítají tři minuty místo vteřiny.", "degradation"),
        ("", "Hello!", ""),
    ],
)
def test_a_plain_letter_of_each_kind(subject: str, text: str, category: str) -> None:
    assert category_of(text, subject) == category
