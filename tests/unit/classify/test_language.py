"""In which language a letter is written, from its first sentences."""

import pytest

from mailgate.classify.language import detect

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


@pytest.mark.parametrize("text", ["", "12345", "OK", "xyzzy qwerty", "\0"])
def test_where_nothing_tells_nothing_is_said(text: str) -> None:
    assert detect(text) == ""
