"""In which language a letter is written, from its first sentences."""

import unicodedata

import pytest

from mailgate.classify.language import _LOOK, _SAMPLE, LANGUAGES, _looks, detect, words_of
from mailgate.classify.language_weights import PIECES

SENTENCES = {
    "cs": ["Dobrý den, nejde nám přihlášení do pošty, prosím o pomoc.", "Tiskárna nefunguje už od včera, děkuji."],
    "sk": ["Dobrý deň, prosím vás, nefunguje nám tlačiareň, čo máme robiť?", "Ďakujem, ešte dnes to skúsime."],
    "pl": ["Dzień dobry, od wczoraj nie działa nam drukarka, proszę o pomoc.", "Witam, nie można się zalogować."],
    "ru": ["Здравствуйте, у нас не работает почта, что делать?", "Добрый день, принтер не печатает со вчера."],
    "uk": ["Добрий день, у нас не працює пошта, будь ласка, допоможіть.", "Вітаю, принтер не друкує від учора, дякую."],
    "de": ["Guten Tag, der Drucker funktioniert nicht, bitte helfen Sie uns.", "Wir können uns nicht anmelden, danke."],
    "en": [
        "Hello, we cannot log in since yesterday, please help.",
        "The printer is not working and we have a deadline.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, texts in SENTENCES.items() for text in texts])
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "12345", "OK", "xyzzy qwerty", "\0", "Outlook", "10.0.0.1 srv-db02"])
def test_where_nothing_tells_nothing_is_said(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "nemuzu se prihlasit, hlasi to spatne heslo"),
        ("sk", "neviem sa prihlasit, pise ze mam zle heslo"),
        ("pl", "nie moge sie zalogowac, zle haslo"),
        ("de", "ich kann den Ordner nicht oeffnen"),
    ],
)
def test_a_hurried_hand_without_diacritics_is_still_known(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Outlook a Teams na Windows 11 nám pořád padají, prosíme o pomoc"),
        ("ru", "После Windows Update не запускается Adobe Acrobat"),
        ("uk", "Microsoft Teams у нас не бачить камеру, що робити?"),
    ],
)
def test_names_of_products_do_not_hide_the_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, l'imprimante ne fonctionne plus depuis hier.",
        "La impresora no funciona desde ayer, gracias.",
        "Labdien, printeris kopš vakardienas nedarbojas.",
    ],
)
def test_a_language_that_we_do_not_write_is_not_taken_for_one_of_ours(text: str) -> None:
    assert detect(text) == ""


def test_words_tell_and_addresses_do_not() -> None:
    assert detect("please.help@working.example https://hello.example/thank/you") == ""


def test_decomposed_letters_are_read_like_composed_ones() -> None:
    text = "Dobrý den, tiskárna netiskne, děkuji."
    assert detect(unicodedata.normalize("NFD", text)) == detect(text) == "cs"


def test_every_piece_has_a_weight_for_every_class() -> None:
    rows = PIECES.splitlines()
    assert all(len(row) == 3 + len(LANGUAGES) + 1 and row[3:].isdigit() for row in rows)
    assert len({row[:3] for row in rows}) == len(rows)


def test_what_only_later_looks_need_is_read_later_and_the_looks_are_the_same() -> None:
    text = "Dobrý den, tiskárna v kanceláři u skladu nám od včerejška netiskne, a3/b4 jan@kos.example can’t e\u0301"
    words = text.split(" ")
    for number in range(60):
        sample = (" " if number % 2 else "\n").join(words[at * (number + 3) % len(words)] for at in range(number * 3))
        whole = words_of(sample[:_SAMPLE])
        looks = [whole[at : at + _LOOK + 2] for at in range(0, len(whole) - 2, _LOOK)]
        assert list(_looks(sample[:_SAMPLE])) == looks
