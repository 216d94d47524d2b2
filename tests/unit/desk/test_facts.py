"""What letters say of a trouble is kept with the ticket, staff correct it, and what is missing is asked for at once."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mailgate.classify.facts.text import Text, ready
from mailgate.desk import act as desk_act
from mailgate.desk.facts import MOST, added, facts_of_letter, zone_of
from mailgate.desk.missing import Registered, missing
from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.fact import NAMES, Fact
from mailgate.model.letter import Letter
from mailgate.model.ticket import Flag, State
from mailgate.outbound.render import Renderer, templates_dir
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, merge
from mailgate.testing import a_company
from mailgate.testing.seed import DESK

from .conftest import ANN, Place, a_place

NOW = datetime(2026, 11, 20, 9, 17, 30, tzinfo=UTC)
CHECKED = DESK.replace(
    'id = "fault"\n', 'id = "fault"\nchecklist = ["service", "since", "error", "serial number", "phone"]\n'
)
SERIAL = """
[[fact]]
id = "serial number"
ask = { cs = "Jaké je sériové číslo?", en = "What is the serial number?" }
"""
TROUBLE = "The printer on web-1 is dead since Monday at 9. It says error 619. Call +420 603 555 010, please.\n"


def desk(text: str = DESK) -> Desk:
    return merge(Desk.empty(), read_desk(text, "desk.toml"))


def read(text: str, subject: str = "Trouble", assets: tuple[str, ...] = (), of: str = DESK) -> list[tuple[str, str]]:
    letter = Letter(subject=subject, text=text)
    return [(each.name, each.value) for each in facts_of_letter(desk(of), letter, NOW, a_company(assets=assets))]


def test_the_facts_of_a_letter_have_their_names_values_and_sentences() -> None:
    letter = Letter(subject="Trouble", text=TROUBLE)
    since, error, host, phone = facts_of_letter(desk(), letter, NOW, None)
    sentence = "The printer on web-1 is dead since Monday at 9."
    assert since == Fact("since", "2026-11-16T09:00:00+01:00", sentence, detail="hour")
    assert error == Fact("error", "619", "It says error 619.")
    assert host == Fact("host", "web-1", sentence)
    assert phone == Fact("phone", "+420603555010", "Call +420 603 555 010, please.")


def test_a_short_number_is_dialled_in_the_firms_country_and_another_stays_as_written() -> None:
    assert ("phone", "+420603555010") in read("Call 603 555 010.")
    assert ("phone", "999 999 999") in read("Call 999 999 999.")


def test_only_newly_written_words_count() -> None:
    letter = Letter(subject="Re: it", text="Thanks.\n> error 619 since Monday", reply_text="Thanks.")
    assert facts_of_letter(desk(), letter, NOW, None) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("web-1 is down", True),
        ("Is WEB-1 down?", True),
        ("web-12 is down", False),
        ("my-web-1 is down", False),
        ("web-1.example is down", False),
        ("It is web-1.", True),
        ("(web-1)", True),
        ("web 1 is down", False),
    ],
)
def test_an_asset_is_a_service_where_it_stands_as_a_whole_word(text: str, named: bool) -> None:
    assert (("service", "web-1") in read(text, assets=("db", "web-1"))) is named


def test_an_asset_keeps_its_accents_and_any_case() -> None:
    assert read("POKLADNA NA PRODEJNĚ stojí", assets=("pokladna na prodejně",))[0] == (
        "service",
        "pokladna na prodejně",
    )
    assert read("pokladna na prodejne stoji", assets=("pokladna na prodejně",)) == []


def test_the_subject_names_service_host_and_error_and_nothing_else() -> None:
    found = read("Hello.", subject="web-1: error 619 since yesterday, twice", assets=("web-1",))
    assert found == [("service", "web-1"), ("error", "619"), ("host", "web-1")]


def test_a_time_is_in_the_zone_of_the_customers_calendar_else_in_the_firms() -> None:
    eastern = DESK.replace('name = "weekday"\nzone = "Europe/Prague"', 'name = "weekday"\nzone = "Europe/Moscow"')
    assert zone_of(desk(eastern), None) == "Europe/Moscow"
    assert read("It is down since Monday at 9.", of=eastern) == [("since", "2026-11-16T09:00:00+03:00")]
    always = DESK.replace('calendar = "weekday"', 'calendar = "24x7"')
    assert zone_of(desk(always), None) == "Europe/Prague"


def test_a_long_sentence_is_cut_around_what_it_says() -> None:
    text = "word " * 300 + "error 619 " + "word " * 300
    (fact,) = facts_of_letter(desk(), Letter(text=text), NOW, None)
    assert len(fact.sentence) <= 400
    assert "error 619" in fact.sentence


def test_further_letters_add_and_replace_nothing() -> None:
    kept = (Fact("since", "2026-11-16", by="ada@desk.example"), Fact("host", "web-1"))
    said = (Fact("host", "web-1", "other"), Fact("host", "web-2"), Fact("since", "2026-11-17"), Fact("error", "5"))
    assert added(kept, said) == (kept[0], Fact("error", "5"), kept[1], Fact("host", "web-2"))


def test_a_pasted_log_fills_no_ticket() -> None:
    kept: tuple[Fact, ...] = ()
    for letter in range(5):
        kept = added(kept, [Fact("host", f"web-{letter}-{each}") for each in range(MOST)])
    assert len(kept) == MOST


@pytest.mark.parametrize(
    ("facts", "known", "left"),
    [
        ((), Registered(), ("service", "since", "device", "phone")),
        ((Fact("host", "web-1"),), Registered(), ("since", "device", "phone")),
        ((Fact("since", "2026-11-16"),), Registered(phone=True), ("service", "device")),
        ((), Registered(assets=("web-1",)), ("since", "phone")),
        ((), Registered(assets=("web-1", "web-2")), ("service", "since", "device", "phone")),
        ((Fact("service", "web-1"),), Registered(assets=("web-1", "web-2")), ("since", "phone")),
        ((Fact("service", "mail"),), Registered(assets=("web-1", "web-2")), ("since", "device", "phone")),
    ],
)
def test_what_the_letters_or_the_registry_say_is_not_missing(
    facts: tuple[Fact, ...], known: Registered, left: tuple[str, ...]
) -> None:
    assert missing(("service", "since", "device", "phone", "since"), facts, known) == left


def values(place: Place, name: str) -> list[str]:
    return [fact.value for fact in place.ticket().facts if fact.name == name]


def test_a_ticket_is_opened_with_the_facts_of_its_letter_and_gets_those_of_replies(place: Place) -> None:
    place.mail(text=TROUBLE)
    assert {fact.name for fact in place.ticket().facts} == {"since", "error", "host", "phone"}
    place.act("MG-1", "reply", text="Which one?")
    place.answer(place.out("reply"), "It is printer-7, since Friday at 8. Error 619 again.")
    assert values(place, "host") == ["web-1", "printer-7"]
    assert (values(place, "error"), len(values(place, "since"))) == (["619"], 1)


def test_a_released_letter_opens_its_ticket_with_facts(place: Place) -> None:
    from mailgate.desk.held import release

    kept = place.mail("eve@stranger.example", to="private@desk.example", text=TROUBLE)
    release(place.house, kept.id, "lea@desk.example")
    assert values(place, "error") == ["619"]


def test_what_continues_an_archived_ticket_is_a_fact_of_the_new_one_only(place: Place) -> None:
    question = place.verifying()
    place.answer(question, "Yes, it works.")
    place.later(days=30)
    assert place.ticket().state is State.ARCHIVED
    before = place.ticket().facts
    kept = place.answer(question, "It is dead again, error 731.")
    assert kept.ticket_id == 2
    assert ("error", "731") in [(fact.name, fact.value) for fact in place.ticket(2).facts]
    assert place.ticket().facts == before


def test_what_is_merged_brings_its_facts(place: Place) -> None:
    place.mail(text=TROUBLE)
    place.mail(text="The printer printer-7 shows error 700.\n", subject="Another printer")
    place.act("MG-2", "merge", into="MG-1")
    assert values(place, "host") == ["web-1", "printer-7"]


def test_staff_correct_facts_and_the_history_says_what_was(place: Place) -> None:
    place.mail(text=TROUBLE)
    before = place.ticket()
    after = place.act("MG-1", "facts", host="web-2", since="2026-11-01", tried="restart", forget="error, phone")
    assert after.state is before.state
    assert {fact.name: (fact.value, fact.by) for fact in after.facts} == {
        "since": ("2026-11-01T00:00:00+01:00", "ada@desk.example"),
        "host": ("web-2", "ada@desk.example"),
        "tried": ("restart", "ada@desk.example"),
    }
    assert next(fact.detail for fact in after.facts if fact.name == "since") == "day"
    why = place.history()[-1].why
    assert place.events()[-1] == "noted"
    for line in ("host: web-1 → web-2", "tried: (none) → restart", "error: 619 → (none)"):
        assert line in why.split("; ")


def test_what_staff_leave_as_it_is_keeps_its_sentence(place: Place) -> None:
    place.mail(text=TROUBLE)
    after = place.act("MG-1", "facts", host="web-1\nweb-2")
    assert [(fact.value, bool(fact.sentence), fact.by) for fact in after.facts if fact.name == "host"] == [
        ("web-1", True, ""),
        ("web-2", False, "ada@desk.example"),
    ]
    with pytest.raises(NotAllowed, match="its facts say so already"):
        place.act("MG-1", "facts", host="web-1\nweb-2")


def test_what_staff_wrote_stays_when_the_customer_writes_again(place: Place) -> None:
    place.mail(text="The printer is dead.\n")
    place.act("MG-1", "facts", since="2026-11-01T14:30", host="web-2")
    place.act("MG-1", "reply", text="We look at it.")
    place.answer(place.out("reply"), "It is web-1, dead since Monday at 9.")
    assert values(place, "since") == ["2026-11-01T14:30:00+01:00"]
    assert values(place, "host") == ["web-2", "web-1"]


def test_correcting_facts_clears_no_task_of_the_owner(place: Place) -> None:
    place.mail(text="The printer is dead.\n")
    with place.house.work() as work:
        from mailgate.desk.move import ask_owner

        ticket = work.unit.tickets.get(1)
        assert ticket
        ask_owner(work, ticket, "look")
    assert Flag.OWNER_TASK in place.act("MG-1", "facts", host="web-1").flags


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({}, "name a fact and its value, or forget and its name"),
        ({"colour": "red"}, "it has no key 'colour'"),
        ({"serial number": "X"}, "it has no key 'serial number'"),
        ({"since": "yesterday"}, "since is a time like 2026-11-20T14:30"),
        ({"since": "2026-11-30"}, "since is in the future"),
        ({"since": "0001-01-01"}, "since is before 1970"),
        ({"since": "2026-11-01\n2026-11-02"}, "since is one time"),
        ({"forget": "colour"}, "there is no fact 'colour' to forget"),
        ({"host": "\n".join(f"h-{each}" for each in range(MOST + 1))}, "host has 13 lines"),
    ],
)
def test_a_correction_that_cannot_be_read_says_why(place: Place, keys: dict[str, str], why: str) -> None:
    place.mail(text="The printer is dead.\n")
    with pytest.raises(WrongUse, match=why):
        desk_act.act(place.house, "MG-1", "facts", "ada@desk.example", keys)


def test_a_name_of_the_checklist_is_a_fact_like_any_other() -> None:
    place = a_place(CHECKED)
    place.mail(text=TROUBLE)
    keys = {"serial number": "X-17"}
    after = desk_act.act(place.house, "MG-1", "facts", "ada@desk.example", keys)
    assert after.facts[-1] == Fact("serial number", "X-17", by="ada@desk.example")
    after = desk_act.act(place.house, "MG-1", "facts", "ada@desk.example", {"forget": "serial number"})
    assert "serial number" not in {fact.name for fact in after.facts}


def asked(place: Place) -> str:
    """The letter that asked, as it left."""
    place.deliver()
    letter = message_from_bytes(place.relay.sent[-1].raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    body = letter.get_body(("plain",))
    assert body
    return str(body.get_content())


def test_one_letter_asks_for_all_that_is_missing() -> None:
    place = a_place(CHECKED + SERIAL)
    place.mail(text="The printer is dead since Monday at 9.\n")
    place.act("MG-1", "take")
    ticket = place.act("MG-1", "ask")
    assert ticket.state is State.WAITING_CUSTOMER
    text = asked(place)
    wanted = [
        "- Which service or device is it about?",
        "- What exactly does the error message say?",
        "- What is the serial number?",
        "- On which phone number can we reach you?",
    ]
    assert [line for line in text.splitlines() if line.startswith("- ")] == wanted
    assert place.messages()[-1].text.splitlines() == wanted


def test_own_words_stand_before_the_questions_and_alone_they_ask_for_nothing_else() -> None:
    place = a_place(CHECKED)
    place.mail(text="The printer is dead.\n")
    place.act("MG-1", "ask", text="Is it blue?", missing="all")
    text = asked(place)
    assert text.index("Is it blue?") < text.index("Since when has it been so?") < text.index("- serial number:")
    assert place.messages()[-1].text.startswith("Is it blue?\n\n- ")
    place.answer(place.out("asked"), "It is.")
    place.act("MG-1", "ask", text="Sure?")
    assert "- " not in asked(place)


def test_what_is_asked_for_by_name_is_still_missing_when_it_leaves() -> None:
    place = a_place(CHECKED)
    place.mail(text="The printer is dead.\n")
    keys = {"missing": "service, since"}
    ((_, shown),) = desk_act.preview(place.house, "MG-1", "ask", "ada@desk.example", keys)
    place.act("MG-1", "facts", since="2026-11-01")
    with pytest.raises(NotAllowed, match=r"since is not missing \(any more\); missing: service, error"):
        place.act("MG-1", "ask", missing="service, since")
    place.act("MG-1", "facts", forget="since")
    place.act("MG-1", "ask", missing="service, since")
    assert asked(place).split() == shown.text.split()


@pytest.mark.parametrize("keys", [{}, {"missing": "all"}])
def test_where_nothing_is_missing_a_question_needs_words(place: Place, keys: dict[str, str]) -> None:
    place.mail()
    with pytest.raises(WrongUse, match="nothing of the checklist is missing; write your question"):
        place.act("MG-1", "ask", **keys)
    with pytest.raises(NotAllowed, match="colour is not missing"):
        place.act("MG-1", "ask", missing="colour")
    assert place.effects() == ["received"]


@pytest.mark.parametrize("language", ["cs", "pl", "en", "ru"])
def test_every_fact_of_ours_is_asked_for_in_a_sentence_of_its_own(language: str) -> None:
    renderer = Renderer(templates_dir())
    _, text = renderer.render("_questions", language, {"asks": NAMES, "own_questions": {}})
    lines = text.splitlines()
    assert len(set(lines)) == len(NAMES)
    assert all(line.startswith("- ") and line.endswith("?") for line in lines)


def test_a_firm_words_its_questions_itself_in_each_language_else_in_english() -> None:
    own = desk(DESK + SERIAL)
    said = {language: own.question("serial number", language) for language in ("cs", "en", "ru")}
    assert said == {
        "cs": "Jaké je sériové číslo?",
        "en": "What is the serial number?",
        "ru": "What is the serial number?",
    }
    assert own.question("since", "en") == ""


def test_an_unknown_author_is_asked_like_any_other() -> None:
    place = a_place(CHECKED)
    place.mail("eve@stranger.example", text="The printer is dead.\n")
    place.act("MG-1", "ask")
    assert place.out("asked").to == "eve@stranger.example"
    assert ANN not in {letter.to for letter in place.outbox()}


@pytest.mark.parametrize("text", [" is down. ".join, lambda names: "It is down. " * 1_000 + " ".join(names)])
def test_ten_thousand_assets_are_looked_for_where_all_else_is_looked_for(
    text: Callable[[Iterable[str]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pasted list of all hosts took most of a minute, in the transaction that others wait for."""
    assets = tuple(f"srv-{number}.shop.example" for number in range(10_000))
    cut: list[int] = []

    def counted(of: str) -> Text:
        cut.append(len(of))
        return ready(of)

    monkeypatch.setattr("mailgate.desk.facts.ready", counted)
    found = facts_of_letter(desk(), Letter(subject="Trouble", text=text(assets)), NOW, a_company(assets=assets))
    assert sum(fact.name == "service" for fact in found) in (0, MOST)
    assert len(cut) <= 2
