"""Weeks without an answer: one reminder, one honest question, then the owner's task. Silence closes nothing here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.desk import look
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing import Said
from mailgate.testing.builders import MORNING
from mailgate.testing.seed import DESK

from .conftest import ANN, Place
from .test_deliver import rights_taken
from .test_life import EVA, sent_text

ASKED = ClockKind.ASKED
REMINDER, QUESTION = "asked_reminder", "closing_question"
CHECKLIST = DESK.replace('id = "fault"\n', 'id = "fault"\nchecklist = ["since", "error"]\n')
#: From Monday, 2 November, 9:00 in Prague: three working days, five, three.
REMINDED, ASKED_TO_CLOSE, TASK = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in (5, 12, 17))
SAID = {
    "en": ("We are still waiting for your answer", "Shall we close it?", "Without an answer we keep it open and look"),
    "cs": ("ještě čekáme na vaši odpověď", "Máme ho uzavřít?", "Bez odpovědi ho necháme otevřený a vrátíme se k němu"),
    "pl": ("czekamy jeszcze na Państwa odpowiedź", "Czy mamy je zamknąć?", "pozostanie otwarte i wrócimy do niego"),
    "ru": ("мы ещё ждём вашего ответа", "Закрыть его?", "Без ответа мы оставим его открытым и вернёмся"),
}


def asked(place: Place, text: str = "Which printer?", **keys: str) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "ask", text=text, **keys)
    place.deliver()


def until(place: Place, at: datetime) -> list[ClockKind]:
    """What rings when it is then, and what it sent has left."""
    place.clock.set(at)
    rung = [clock.kind for clock in place.later(seconds=0)]
    place.deliver()
    return rung


def about_silence(place: Place) -> list[str]:
    return [effect for effect in place.effects() if effect in (REMINDER, QUESTION)]


def test_weeks_of_silence_bring_one_reminder_one_question_and_a_task_and_close_nothing(place: Place) -> None:
    asked(place)
    assert place.clocks()[ASKED].due_at == REMINDED
    assert until(place, REMINDED - timedelta(seconds=1)) == []
    assert until(place, REMINDED) == [ASKED]
    assert (about_silence(place), place.clocks()[ASKED].due_at) == ([REMINDER], ASKED_TO_CLOSE)
    assert until(place, ASKED_TO_CLOSE - timedelta(seconds=1)) == []
    assert until(place, ASKED_TO_CLOSE) == [ASKED]
    assert (about_silence(place), place.clocks()[ASKED].due_at) == ([REMINDER, QUESTION], TASK)
    assert Flag.OWNER_TASK not in place.ticket().flags
    assert until(place, TASK) == [ASKED]
    assert Flag.OWNER_TASK in place.ticket().flags
    assert Flag.LEAD_REVIEW not in place.ticket().flags
    assert place.out("staff_task").to == "ada@desk.example"
    assert "nothing is closed by itself" in place.history()[-1].why
    for day in range(60):
        until(place, TASK + timedelta(days=day))
    assert (place.ticket().state, about_silence(place)) == (State.WAITING_CUSTOMER, [REMINDER, QUESTION])
    assert ASKED not in place.clocks()
    assert place.effects().count("staff_task") == 1


@pytest.mark.parametrize("language", SAID)
def test_the_letters_speak_the_customers_language_and_say_what_comes_next(
    another_place: Callable[..., Place], language: str
) -> None:
    place = another_place(desk=CHECKLIST)
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, language=language))
    asked(place, text="Which printer?", missing="all")
    until(place, REMINDED)
    until(place, ASKED_TO_CLOSE)
    reminder, question = sent_text(place, place.out(REMINDER)), sent_text(place, place.out(QUESTION))
    still, shall, without = SAID[language]
    assert still in reminder
    assert "Which printer?" in reminder
    assert reminder.count("\n- ") == 2, "the missing facts again"
    assert shall in question
    assert without in question
    day = {"en": "17 Nov 2026, 09:00 CET", "cs": "17. 11. 2026 09:00 CET"}.get(language, "17.11.2026, 09:00 CET")
    assert day in question
    assert "Which printer?" not in question
    raw = next(sent for sent in place.relay.sent if place.out(QUESTION).message_id in sent.raw.decode())
    assert raw.message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("after", [REMINDED - timedelta(hours=1), REMINDED, ASKED_TO_CLOSE])
@pytest.mark.parametrize("words", ["It is the one upstairs.", "Thank you!", "Yes, close it.", "No, still needed."])
def test_any_word_of_the_customer_ends_it_and_returns_the_ticket_to_its_line(
    place: Place, after: datetime, words: str
) -> None:
    asked(place)
    for at in sorted({REMINDED, after}):
        if at <= after:
            until(place, at)
    place.answer(last_of_ours(place), words)
    assert (place.ticket().state, ASKED in place.clocks()) == (State.FIRST_LINE, False)
    assert Flag.OWNER_TASK in place.ticket().flags
    before = about_silence(place)
    until(place, TASK + timedelta(days=30))
    assert about_silence(place) == before
    assert place.ticket().state is State.FIRST_LINE


def last_of_ours(place: Place) -> OutLetter:
    return next(out for out in reversed(place.outbox()) if out.effect in ("asked", REMINDER, QUESTION))


def test_a_yes_to_closing_is_for_the_owner_to_decide(place: Place) -> None:
    asked(place)
    until(place, REMINDED)
    until(place, ASKED_TO_CLOSE)
    place.answer(place.out(QUESTION), "Yes, close it.")
    assert place.ticket().state is State.FIRST_LINE
    assert place.history()[-1].why == f"{ANN} says yes, it can be closed: please read, and decide"
    assert place.effects().count("staff_task") == 1, "told once"


def test_a_machines_answer_is_no_answer(place: Place) -> None:
    asked(place)
    place.answer(place.out("asked"), "I am away.", headers=[("Auto-Submitted", "auto-replied")])
    assert (place.ticket().state, place.clocks()[ASKED].due_at) == (State.WAITING_CUSTOMER, REMINDED)


@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("resume", {}),
        ("hold", {"until": "2026-12-24T14:00:00+01:00", "reason": "a part"}),
        ("resolve", {"how": "It was loose.", "cause": "unknown", "minutes": "5"}),
        ("override-close", {"reason": "she called"}),
    ],
)
def test_whatever_staff_do_that_ends_the_wait_ends_the_reminding(
    place: Place, action: str, keys: dict[str, str]
) -> None:
    asked(place)
    place.act("MG-1", action, **keys)
    assert ASKED not in place.clocks()


def test_another_question_and_a_reply_count_the_wait_anew(place: Place) -> None:
    asked(place)
    until(place, REMINDED)
    place.act("MG-1", "ask", text="And which floor?")
    assert place.clocks()[ASKED].due_at == datetime(2026, 11, 10, 8, tzinfo=UTC)
    place.deliver()
    place.later(hours=24)
    place.act("MG-1", "reply", text="Take your time.")
    place.deliver()
    assert place.clocks()[ASKED].due_at == datetime(2026, 11, 11, 8, tzinfo=UTC)
    until(place, datetime(2026, 11, 11, 8, tzinfo=UTC))
    assert about_silence(place) == [REMINDER, REMINDER]
    assert "And which floor?" in sent_text(place, place.out(REMINDER))


def test_notes_and_a_colleague_who_takes_it_over_change_nothing(place: Place) -> None:
    asked(place)
    place.later(hours=24)
    place.act("MG-1", "note", text="I called, nobody is there.")
    place.act("MG-1", "assign", to="bob@desk.example")
    assert place.clocks()[ASKED].due_at == REMINDED


def test_after_a_long_downtime_there_is_one_letter_and_the_rest_counts_from_it(place: Place) -> None:
    asked(place)
    late = REMINDED + timedelta(days=28)
    assert until(place, late) == [ASKED]
    assert about_silence(place) == [REMINDER]
    assert place.clocks()[ASKED].due_at == late + timedelta(days=7), "five working days"


def test_a_reminder_that_could_not_leave_does_not_leave_behind_newer_words_of_staff(place: Place) -> None:
    asked(place)
    place.relay.will_say(ANN, *[Said(451, "busy")] * 3)
    until(place, REMINDED)
    assert place.out(REMINDER).state is OutState.QUEUED
    place.act("MG-1", "reply", text="Are you there?")
    assert place.out(REMINDER).state is OutState.CANCELLED


def test_a_reminder_that_still_waits_when_the_answer_comes_is_not_sent(place: Place) -> None:
    asked(place)
    place.relay.will_say(ANN, Said(451, "busy"))
    until(place, REMINDED)
    place.answer(place.out("asked"), "The one upstairs.")
    place.deliver()
    assert place.out(REMINDER).state is OutState.CANCELLED


def test_where_our_question_did_not_arrive_nobody_is_reminded_of_it(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "ask", text="Which printer?")
    place.relay.will_say(ANN, *[Said(550, "no such mailbox")] * 5)
    place.deliver()
    until(place, REMINDED)
    assert (about_silence(place), place.ticket().state) == ([], State.WAITING_CUSTOMER)
    assert "has not arrived" in place.history()[-1].why


def test_nobody_is_asked_again_what_has_become_known(another_place: Callable[..., Place]) -> None:
    place = another_place(desk=CHECKLIST)
    asked(place, text="", missing="all")
    place.act("MG-1", "facts", error="Out of paper")
    until(place, REMINDED)
    assert list(place.out(REMINDER).params["asks"]) == ["since"]
    place.act("MG-1", "facts", since="2026-11-01")
    until(place, ASKED_TO_CLOSE)
    assert about_silence(place) == [REMINDER]
    assert "is known by now" in place.history()[-1].why
    assert Flag.OWNER_TASK in place.ticket().flags


def test_who_may_no_longer_be_told_gets_no_reminder(place: Place) -> None:
    asked(place)
    rights_taken(place, ANN)
    until(place, REMINDED)
    assert [out.to for out in place.outbox() if out.effect == REMINDER] == [EVA], "who is entitled in her place"
    rights_taken(place, EVA)
    until(place, ASKED_TO_CLOSE)
    assert QUESTION not in place.effects()
    assert Flag.OWNER_TASK in place.ticket().flags
    assert "was sent to nobody" in place.history()[-1].why


@pytest.mark.parametrize(
    ("asked_at", "reminded_at"),
    [
        (datetime(2026, 10, 22, 8, tzinfo=UTC), datetime(2026, 10, 27, 9, tzinfo=UTC)),  # back to winter time
        (datetime(2027, 3, 25, 9, tzinfo=UTC), datetime(2027, 3, 30, 8, tzinfo=UTC)),
    ],
)
def test_a_reminder_comes_at_the_same_time_of_day_across_a_change_of_summer_time(
    place: Place, asked_at: datetime, reminded_at: datetime
) -> None:
    place.clock.set(asked_at)
    asked(place)
    assert place.clocks()[ASKED].due_at == reminded_at


def test_the_firm_says_how_long_and_without_its_own_contract_time_elapses(another_place: Callable[..., Place]) -> None:
    lengths = '[firm]\nremind_after = "2d"\nclosing_question_after = "1d"'
    place = another_place(desk=DESK.replace('default_sla = "standard"\n', "").replace("[firm]", lengths))
    place.clock.set(datetime(2026, 11, 6, 15, tzinfo=UTC))  # a Friday
    asked(place)
    sunday = datetime(2026, 11, 8, 15, tzinfo=UTC)
    assert place.clocks()[ASKED].due_at == sunday
    until(place, sunday)
    assert place.clocks()[ASKED].due_at == sunday + timedelta(days=1)


def test_it_gives_no_place_in_the_queue(place: Place) -> None:
    asked(place)
    assert place.clocks()[ASKED].due_at > MORNING
    with place.house.view() as work:
        row = look.ticket(work, "MG-1")
    assert row["due"] is None
    assert {"kind": ASKED, "due": REMINDED.isoformat()} in row["clocks"]
