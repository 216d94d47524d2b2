"""Words in four languages, instants in the customer's zone, and templates that cannot be abused."""

from datetime import UTC, datetime

import pytest

from mailgate.model.errors import BadSetup, UnknownThing
from mailgate.model.person import Right
from mailgate.outbound.render import Renderer, instant, templates_dir

LINKS = {"yes": "https://d.example/y", "no": "https://d.example/n", "partly": "https://d.example/p"}

#: What a customer must find in the letter, by (effect, language).
PHRASES = {
    ("received", "cs"): "Odpoví vám člověk z našeho týmu, nejpozději 3. 11. 2026 14:30 CET.",
    ("received", "pl"): "otrzymają Państwo najpóźniej 3.11.2026, 14:30 CET.",
    ("received", "ru"): "ответит не позднее 03.11.2026, 14:30 CET.",
    ("received", "en"): "A person from our team will answer by 3 Nov 2026, 14:30 CET.",
    ("taken", "cs"): "Požadavek MG-1042 teď řeší Ada Nováková.",
    ("taken", "pl"): "Zgłoszeniem MG-1042 zajmuje się teraz Ada Nováková.",
    ("taken", "ru"): "Вашим обращением MG-1042 занимается Ada Nováková.",
    ("taken", "en"): "Ada Nováková is now working on your request MG-1042.",
    ("verify", "cs"): "Ne, stále to nefunguje: https://d.example/n",
    ("verify", "pl"): "Tak, działa: https://d.example/y",
    ("verify", "ru"): "Пожалуйста, проверьте до 03.11.2026, 14:30 CET.",
    ("verify", "en"): "Please check by 3 Nov 2026, 14:30 CET.",
    ("verify_expectation", "cs"): "Zčásti: https://d.example/p",
    ("verify_expectation", "pl"): "Czy to rezultat, jakiego Państwo oczekiwali?",
    ("verify_expectation", "ru"): "Это тот результат, которого вы ожидали?",
    ("verify_expectation", "en"): "Is this the result you expected?",
    ("closed", "cs"): "stačí do 10. 11. 2026 14:30 CET odpovědět",
    ("closed", "pl"): "Zgłoszenie MG-1042 zostało zamknięte.",
    ("closed", "ru"): "Обращение MG-1042 закрыто.",
    ("closed", "en"): "reply to this mail by 10 Nov 2026, 14:30 CET.",
    ("not_entitled", "cs"): "osobě, která je u vás k těmto informacím oprávněná",
    ("not_entitled", "pl"): "osobie uprawnionej po Państwa stronie",
    ("not_entitled", "ru"): "у которого есть право на эту информацию",
    ("not_entitled", "en"): "the person at your company who is entitled to this information",
    ("refused", "cs"): "Tato adresa slouží jen zákazníkům firmy Linden IT s.r.o., vaši zprávu",
    ("refused", "pl"): "Ten adres służy tylko klientom firmy Linden IT s.r.o., dlatego",
    ("refused", "ru"): "Этот адрес только для клиентов компании Linden IT s.r.o., поэтому",
    ("refused", "en"): "This address is for customers of Linden IT s.r.o. only, so we did not take up your message.",
    ("merged", "cs"): "Na požadavku MG-1042 pracujeme dál pod číslem Které telefony nefungují?",
    ("merged", "pl"): "Zgłoszenie MG-1042 prowadzimy dalej pod numerem",
    ("merged", "ru"): "Работа по обращению MG-1042 продолжается под номером",
    ("merged", "en"): "The request MG-1042 is continued as",
    ("reopened", "cs"): "Ada Nováková odpoví do 3. 11. 2026 14:30 CET.",
    ("on_hold", "ru"): "Причина: Které telefony nefungují?",
}


@pytest.mark.parametrize(("effect", "language"), PHRASES)
def test_the_letter_says(a_letter, effect, language):
    assert PHRASES[effect, language] in a_letter(effect, language=language, links=LINKS).text


@pytest.mark.parametrize(
    ("language", "greeting", "line"),
    [
        ("cs", "pane Kosi", "Dobrý den, pane Kosi,"),
        ("cs", "", "Dobrý den,"),
        ("pl", "", "Dzień dobry,"),
        ("ru", "Ирина Викторовна", "Здравствуйте, Ирина Викторовна!"),
        ("ru", "", "Здравствуйте!"),
        ("en", "Grace", "Hello Grace,"),
        ("en", "", "Hello,"),
    ],
)
def test_the_greeting_is_the_registry_s_or_neutral(a_letter, language, greeting, line):
    """Requirement S1-2."""
    assert a_letter("taken", language=language, greeting=greeting).text.splitlines()[0] == line


def test_before_anyone_took_it_the_team_is_named_and_nobody_else(a_letter):
    """Requirement S0-2."""
    assert "Nováková" not in a_letter("received").text
    assert "Požadavek MG-1042 teď řeší náš tým." in a_letter("taken", staff="").text


def test_without_a_deadline_there_are_other_words_and_no_instant(a_letter):
    letter = a_letter("received", deadline=None)
    assert "Přečte ji člověk z našeho týmu a odpoví vám." in letter.text
    assert "2026" not in letter.text


def test_who_silence_does_not_close_is_not_told_that_it_does(a_letter):
    assert "požadavek uzavřeme" in a_letter("verify").text
    assert "uzavřeme" not in a_letter("verify", deadline=None).text


def test_the_verification_tells_cause_texts_and_only_those_given(a_letter):
    """Requirements S3-14, S3-17."""
    text = a_letter("verify", extra={"advice": "Vyměňte kabel.", "check": "Linka je v pořádku."}).text
    assert "Co jsme ověřili: Linka je v pořádku." in text
    assert "Co doporučujeme: Vyměňte kabel." in text
    assert "Náhrada" not in text


def test_a_neutral_letter_offers_the_proof_link_only_when_there_is_one(a_letter):
    assert "https://d.example/prove" in a_letter("received_neutral", links={"prove": "https://d.example/prove"}).text
    assert "http" not in a_letter("received_neutral").text


def test_customers_without_a_phone_see_no_phone_line(a_letter):
    text = a_letter("taken", phone="").text
    assert "Telefon" not in text
    assert "Telefon: +420 555 020 020" in a_letter("taken").text


@pytest.mark.parametrize(
    ("zone", "language", "written"),
    [
        ("Europe/Prague", "cs", "25. 10. 2026 02:30 CEST"),
        ("Europe/Warsaw", "pl", "25.10.2026, 02:30 CEST"),
        ("Europe/Moscow", "ru", "25.10.2026, 03:30 MSK"),
        ("Europe/London", "en", "25 Oct 2026, 01:30 BST"),
        ("Asia/Almaty", "en", "25 Oct 2026, 05:30 UTC+05"),
        ("Mars/Base", "en", "25 Oct 2026, 00:30 UTC"),
    ],
)
def test_an_instant_is_written_as_its_readers_write_it(zone, language, written):
    assert instant(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), zone, language) == written


def test_the_two_half_past_twos_of_the_autumn_night_differ():
    later = instant(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Prague", "cs")
    assert later == "25. 10. 2026 02:30 CET"


def test_a_language_without_templates_falls_back_to_english(a_letter):
    assert a_letter("taken", language="de").text.startswith("Hello pane Kosi,")
    assert a_letter("taken", language="cs-CZ").text.startswith("Dobrý den,")
    assert 'lang="en"' in a_letter("taken", language="../../etc").html


@pytest.mark.parametrize("field", ["text", "greeting", "staff", "subject"])
def test_what_people_wrote_is_never_template_source(a_letter, field):
    """Threat T46."""
    letter = a_letter("reply", **{field: "{{ 7*7 }} {% include 'x' %}"})
    assert "49" not in letter.text + letter.subject
    assert "{{ 7*7 }}" in letter.text + letter.subject


def test_an_effect_without_template_is_an_error_that_names_it(renderer):
    with pytest.raises(UnknownThing, match="secret"):
        renderer.render("../secret", "cs", {})


def test_templates_are_found_where_they_lie():
    assert (templates_dir() / "mail" / "cs" / "received.txt.j2").is_file()


@pytest.fixture
def written(tmp_path):
    """`written("source")`: a renderer whose only template has this source."""

    def build(source: str) -> Renderer:
        (tmp_path / "mail" / "en").mkdir(parents=True)
        (tmp_path / "mail" / "en" / "note.txt.j2").write_text(source)
        return Renderer(tmp_path)

    return build


def test_a_template_that_asks_for_what_is_not_there_fails_loudly(written):
    with pytest.raises(BadSetup, match="'colour' is undefined"):
        written("{{ colour }}").render("note", "en", {})


@pytest.mark.parametrize("source", ["{{ ''.__class__.__mro__ }}", "{{ links.clear() }}"])
def test_a_template_cannot_leave_its_sandbox(written, source):
    with pytest.raises(BadSetup, match=r"unsafe|not safely"):
        written(source).render("note", "en", {"links": {"a": "b"}})


@pytest.mark.parametrize("language", ["cs", "pl", "en", "ru"])
def test_a_request_for_approval_has_words_for_every_topic(a_letter, language):
    """Requirement S3-4. The words differ, so none is forgotten behind another."""
    letters = [a_letter("approval_request", language=language, author="Ann", topic=right).text for right in Right]
    assert len(set(letters)) == len(Right)


def test_who_may_not_answer_about_a_colleague_gets_no_words_about_a_link(a_letter):
    with_link = a_letter("colleague_wrote", language="en", links={"register": "https://d.example/c/t"}).text
    assert "Add it to our registry" in with_link
    assert "https://" not in a_letter("colleague_wrote", language="en").text
