"""What the demo's customers answer is what mail programs send: it names its letter, and quotes it below."""

from email.message import EmailMessage

import pytest

from mailgate.demo.mail import MX, Received, answer_to, parsed
from mailgate.demo.tell import shortened
from mailgate.ingest.parse import read

WORDS = "Tak, działa. Dziękuję."
INTRO = "W dniu 2.11.2026 o 10:04 Severka Support pisze:"


def received(**headers: str) -> Received:
    message = EmailMessage()
    message["From"] = '"Severka Support" <support@severka.example>'
    message["Subject"] = "Re: Drukarka [MG-2]"
    message["Message-ID"] = "<mg.2@severka.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Czy drukarka działa?\n")
    return Received(message.as_bytes(), "", "e.maj@zubr-hurt.example")


def test_an_answer_names_the_letter_and_those_before_it() -> None:
    answer = read(answer_to(received(References="<first@zubr-hurt.example>"), "Ewa Maj", WORDS, INTRO))
    assert answer.in_reply_to == "mg.2@severka.example"
    assert answer.references == ("first@zubr-hurt.example", "mg.2@severka.example")


def test_only_the_new_words_are_new() -> None:
    answer = read(answer_to(received(), "Ewa Maj", WORDS, INTRO))
    assert answer.reply_text == WORDS
    assert "> Czy drukarka działa?" in answer.text


@pytest.mark.parametrize(
    ("headers", "to"),
    [({}, "support@severka.example"), ({"Reply_To": "support+mg2-x@severka.example"}, "support+mg2-x@severka.example")],
)
def test_an_answer_goes_where_the_letter_asks_for_it(headers: dict[str, str], to: str) -> None:
    assert parsed(answer_to(received(**headers), "Ewa Maj", WORDS, INTRO))["To"] == to


def test_our_mx_vouches_only_for_what_it_could_check() -> None:
    vouched = read(answer_to(received(), "Ewa Maj", WORDS, INTRO))
    assert vouched.auth_results[0].startswith(f"{MX}; dmarc=pass header.from=zubr-hurt.example")
    assert not read(answer_to(received(), "Ewa Maj", WORDS, INTRO, checked=False)).auth_results


def test_long_links_are_cut_on_the_screen_and_short_ones_are_not() -> None:
    token = "x" * 300
    assert len(shortened(f"Open http://127.0.0.1:8080/v/{token} now")) < 70
    assert shortened("see http://127.0.0.1:8080/q now") == "see http://127.0.0.1:8080/q now"
