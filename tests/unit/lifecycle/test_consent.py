"""A reply approves or refuses only by a plain yes or no."""

import pytest

from mailgate.lifecycle.answer import Answer
from mailgate.lifecycle.consent import read_consent


@pytest.mark.parametrize(
    "text", ["Yes.", "ano", "Tak, dziękuję.", "Да, спасибо", "Dobrý den,\nano.\nS pozdravem", "OK", "ja"]
)
def test_a_plain_yes_is_a_yes(text: str) -> None:
    assert read_consent(text)[0] is Answer.YES


@pytest.mark.parametrize(
    "text", ["No.", "Ne, děkuji.", "nie", "Нет.", "nein", "Hello, no.", "Dobrý den,\nne.\nS pozdravem"]
)
def test_a_plain_no_is_a_no(text: str) -> None:
    assert read_consent(text)[0] is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "Yes, please.",
        "Please, yes",
        "Ano, prosím.",
        "Ano prosim",
        "Tak, proszę.",
        "Да, пожалуйста.",
        "Так, будь ласка",
        "Ja, bitte.",
        "BITTE JA",
    ],
)
def test_a_word_of_courtesy_beside_a_yes_changes_nothing(text: str) -> None:
    assert read_consent(text)[0] is Answer.YES


@pytest.mark.parametrize("text", ["No, please.", "Ne, prosím", "Nie, proszę!", "Пожалуйста, нет", "Nein, bitte"])
def test_a_word_of_courtesy_beside_a_no_changes_nothing(text: str) -> None:
    assert read_consent(text)[0] is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "Please.",
        "Prosím?",
        "Yes please?",
        "No, please don't do that before Monday.",
        "Please no, yes",
        "Yes, please ask Bill first.",
        "Ano, prosím jen do 100 EUR",
        "Ja, bitte nicht",
        "Да нет, пожалуйста",
        "Tak, proszę nie",
    ],
)
def test_a_word_of_courtesy_makes_no_answer_of_what_is_none(text: str) -> None:
    assert read_consent(text)[0] is Answer.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks!",
        "It works.",  # that is an answer to another question
        "funguje",
        "The printer does not work, no idea why.",
        "nefunguje to",
        "Yes, but not more than 100 EUR.",
        "Ano?",
        "Who is this?",
        "No problem, go ahead.",
        "No jo, funguje.",
        "No tak, dobrze",
        "no no",
        "No, we do not want that.",
        "Yes or no, I do not care, ask Bill",
        "ano " * 5000,
    ],
)
def test_anything_else_is_for_a_person(text: str) -> None:
    answer, why = read_consent(text)
    assert answer is Answer.OTHER
    assert why


def test_a_yes_with_a_file_or_more_words_below_is_for_a_person() -> None:
    assert read_consent("Yes.", attachments=True)[0] is Answer.OTHER
    assert read_consent("Yes.", more=True)[0] is Answer.OTHER
    assert read_consent("Yes. Bill", names="Bill Payer")[0] is Answer.YES
