"""Nobody is met by silence: words wait with a clock, promises are counted, a refusal is a task (S0-8, S2-2)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.desk import look, tick
from mailgate.desk.deliver import deliver, deliver_all
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Clock, ClockKind, Flag, State
from mailgate.testing import MORNING, Said
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

#: The customer of a P3 or P4 hears of us every four open hours.
KEEPS_IN_TOUCH = DESK.replace('first_answer = "8h"', 'first_answer = "8h"\nupdate = "4h"').replace(
    'first_answer = "2d"', 'first_answer = "2d"\nupdate = "4h"'
)


@pytest.fixture
def in_touch(another_place: Callable[..., Place]) -> Place:
    return another_place(KEEPS_IN_TOUCH)


def shown(place: Place) -> list[str]:
    """The numbers of the tickets in the queue that say that the customer waits."""
    with place.house.view() as work:
        return [row["number"] for row in look.open_tickets(work) if row["waiting_since"] is not None]


# Words of the customer.


def test_doubt_while_verifying_waits_with_a_clock_and_is_shown_in_the_queue(place: Place) -> None:
    letter = place.verifying()
    place.act("MG-1", "reply", text="Please look.")
    assert shown(place) == []
    place.answer(letter, "Yes, but the scanner beeps.")
    assert shown(place) == ["MG-1"]
    place.later(hours=24)
    assert place.ticket().state is State.VERIFYING
    assert {Flag.BREACHED, Flag.OWNER_TASK, Flag.LEAD_REVIEW} <= place.ticket().flags


def test_words_on_hold_wait_with_a_clock_and_are_shown_in_the_queue(place: Place) -> None:
    place.mail()
    place.act("MG-1", "hold", until="2026-11-20T10:00:00+01:00", reason="the cable comes then")
    assert shown(place) == []
    place.mail(subject="[MG-1]", text="It smokes now.")
    assert (place.ticket().state, shown(place)) == (State.ON_HOLD, ["MG-1"])
    place.later(days=2)
    assert {Flag.BREACHED, Flag.LEAD_REVIEW} <= place.ticket().flags


def test_words_after_closing_of_who_may_not_reopen_wait_with_a_clock_and_are_shown(place: Place) -> None:
    place.verifying()
    place.later(hours=24)
    assert shown(place) == []
    place.mail(proof="unproven", subject="[MG-1]", text="It is broken again.")
    assert (place.ticket().state, shown(place)) == (State.CLOSED, ["MG-1"])
    place.later(days=2)
    assert {Flag.BREACHED, Flag.OWNER_TASK, Flag.LEAD_REVIEW} <= place.ticket().flags


def test_a_reply_ends_the_wait_of_words_after_closing(place: Place) -> None:
    place.verifying()
    place.later(hours=24)
    place.mail(proof="unproven", subject="[MG-1]", text="It is broken again.")
    place.act("MG-1", "reply", text="Is it really you?")
    assert (shown(place), ClockKind.FIRST_ANSWER in place.clocks()) == ([], False)


def test_a_ticket_is_reopened_three_times_a_day_and_then_a_person_decides(place: Place) -> None:
    place.verifying()
    for number in range(4):
        place.act("MG-1", "override-close", "lea", reason=f"done, {number}")
        place.later(minutes=30)
        place.mail(subject="[MG-1]", text=f"It is broken, the {number}th time.")
    assert (place.ticket().state, place.ticket().reopen_count) == (State.CLOSED, 3)
    assert Flag.OWNER_TASK in place.ticket().flags
    assert shown(place) == ["MG-1"]
    place.later(hours=24)
    place.mail(subject="[MG-1]", text="It is broken, another day.")
    assert (place.ticket().state, place.ticket().reopen_count) == (State.FIRST_LINE, 4)


# The first answer.


def test_raising_the_priority_moves_the_clock_of_the_first_answer(place: Place) -> None:
    place.mail()
    assert place.clocks()[ClockKind.FIRST_ANSWER].due_at == MORNING + timedelta(hours=8)
    place.later(minutes=10)
    place.act("MG-1", "prioritise", priority="P1")
    assert place.clocks()[ClockKind.FIRST_ANSWER].due_at == MORNING + timedelta(minutes=30), "from their words on"


def test_a_first_answer_that_is_late_is_told_once_however_often_the_customer_writes_again(place: Place) -> None:
    place.mail()
    place.later(days=2)
    late = [entry for entry in place.history() if entry.data.get("clock") == ClockKind.FIRST_ANSWER]
    for _ in range(3):
        place.mail(subject="[MG-1]", text="Is anybody there?")
        place.later(hours=1)
    assert Flag.BREACHED in place.ticket().flags
    rang = [entry for entry in place.history() if entry.data.get("clock") == ClockKind.FIRST_ANSWER]
    assert (len(late), rang) == (1, late)


def test_classifying_after_a_reply_starts_no_first_answer(place: Place) -> None:
    place.mail(subject="Hello", text="Something is odd.\n")
    place.act("MG-1", "reply", text="What is it?")
    place.act("MG-1", "categorise", category="fault")
    place.act("MG-1", "prioritise", priority="P1")
    assert place.ticket().waiting_since is None
    assert ClockKind.FIRST_ANSWER not in place.clocks()


# The next update.


@pytest.mark.parametrize("letter", [{}, {"subject": "Hello", "text": "Something is odd.\n"}])
@pytest.mark.parametrize("action", ["reply", "ask"])
def test_the_next_update_that_a_letter_prints_is_a_clock_that_asks_the_owner(
    in_touch: Place, letter: dict[str, str], action: str
) -> None:
    in_touch.mail(**letter)
    in_touch.act("MG-1", action, text="Which cable?")
    if letter:
        in_touch.mail(subject="[MG-1]", text="The blue one.")
        in_touch.act("MG-1", action, text="Which blue?")
    in_touch.deliver()
    assert "Next update by" in str(in_touch.relay.sent[-1].message.get_body(("plain",)))
    assert in_touch.clocks()[ClockKind.NEXT_UPDATE].due_at == MORNING + timedelta(hours=4)
    rung = in_touch.later(hours=4)
    assert ClockKind.NEXT_UPDATE in {clock.kind for clock in rung}
    assert {Flag.BREACHED, Flag.OWNER_TASK} <= in_touch.ticket().flags
    assert in_touch.out("staff_task").to == "ada@desk.example"


def test_a_clock_of_an_unclassified_ticket_that_we_asked_about_still_rings_when_they_have_answered(
    in_touch: Place,
) -> None:
    in_touch.mail(subject="Hello", text="Something is odd.\n")
    in_touch.act("MG-1", "ask", text="What is it?")
    in_touch.mail(subject="[MG-1]", text="No idea.")
    assert in_touch.ticket().state is State.NEW
    in_touch.later(hours=4)
    assert Flag.BREACHED in in_touch.ticket().flags


@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("resolve", {"how": "A new cable.", "cause": "unknown", "minutes": "5"}),
        ("hold", {"until": "2026-11-20T10:00:00+01:00", "reason": "the cable comes then"}),
        ("override-close", {"reason": "sold"}),
        ("reject", {"reason": "not a request"}),
    ],
)
def test_solution_hold_and_end_stop_the_next_update(in_touch: Place, action: str, keys: dict[str, str]) -> None:
    in_touch.mail()
    in_touch.act("MG-1", "reply", text="We look at it.")
    assert ClockKind.NEXT_UPDATE in in_touch.clocks()
    in_touch.act("MG-1", action, **keys)
    assert ClockKind.NEXT_UPDATE not in in_touch.clocks()


def test_a_reply_after_the_end_promises_no_next_update(in_touch: Place) -> None:
    in_touch.mail()
    in_touch.act("MG-1", "override-close", reason="sold")
    in_touch.act("MG-1", "reply", text="Good luck with it.")
    in_touch.deliver()
    assert "Next update" not in str(in_touch.relay.sent[-1].message.get_body(("plain",)))
    assert ClockKind.NEXT_UPDATE not in in_touch.clocks()


# Letters of ours that may not leave.


def test_a_letter_that_may_not_leave_is_the_owners_task_with_the_reason_in_the_history(place: Place) -> None:
    for number in range(4):
        place.mail(subject=f"printer {number}", text=f"{number}\n")
    assert place.out("received", 4).state is OutState.SUPPRESSED
    assert Flag.OWNER_TASK in place.ticket(4).flags
    assert place.history(4)[-1].why.startswith(f"'received' to {ANN} was not sent: 3 automatic answers")
    assert all(Flag.OWNER_TASK not in place.ticket(number).flags for number in (1, 2, 3))


def test_the_task_of_an_owner_off_shift_leaves_when_their_shift_begins(place: Place) -> None:
    place.mail()
    place.act("MG-1", "ask", text="Which printer?")
    place.deliver()
    place.clock.set(datetime(2026, 11, 6, 20, 0, tzinfo=UTC))
    place.mail(subject="[MG-1]", text="The blue one.")
    assert place.out("staff_task").due_at == datetime(2026, 11, 9, 7, 0, tzinfo=UTC), "a Monday, 8:00 in Prague"
    assert deliver(place.house) == []


def test_a_closed_ticket_with_unanswered_words_is_not_archived_before_somebody_answers(place: Place) -> None:
    place.verifying()
    place.later(hours=24)
    place.mail(proof="unproven", subject="[MG-1]", text="It is broken again.")
    assert (place.ticket().state, shown(place)) == (State.CLOSED, ["MG-1"])
    place.later(days=7)
    assert place.ticket().state is State.CLOSED
    assert {Flag.OWNER_TASK, Flag.LEAD_REVIEW} <= place.ticket().flags
    place.act("MG-1", "reply", text="We called you.")
    place.later(days=1)
    assert place.ticket().state is State.ARCHIVED


def test_delivering_everything_leaves_what_was_appointed_for_the_next_shift(place: Place) -> None:
    place.verifying()
    place.later(hours=11)
    place.answer(place.out("verify"), "Yes, but the scanner beeps.")
    assert place.out("staff_task").state is OutState.QUEUED
    deliver_all(place.house)
    assert place.out("staff_task").state is OutState.QUEUED, "it is evening"
    place.later(hours=14)
    deliver_all(place.house)
    assert place.out("staff_task").state is OutState.SENT


def test_more_clocks_that_mean_nothing_than_a_batch_hide_none_that_does(place: Place) -> None:
    for number in range(3):
        place.mail(subject=f"printer {number}")
    with place.house.work() as work:
        stale = [Clock(ticket, ClockKind.HOLD, MORNING) for ticket in (1, 2)]
        for clock in stale:
            work.unit.clocks.start(clock)
    place.clock.forward(timedelta(days=5))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tick, "BATCH", 2)
        assert {clock.ticket_id for clock in tick.ring_all(place.house)} == {1, 2, 3}


def test_a_question_about_the_solution_that_was_answered_does_not_lie_for_ever(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "Yes, but which cable was it?")
    place.act("MG-1", "note", text="the grey one")
    assert Flag.OWNER_TASK in place.ticket().flags, "a note answers nobody"
    place.act("MG-1", "reply", text="The grey one.")
    assert (place.ticket().state, Flag.OWNER_TASK in place.ticket().flags) == (State.VERIFYING, False)
    place.later(hours=24)
    assert Flag.OWNER_TASK in place.ticket().flags


def test_a_letter_that_came_back_is_told_to_the_owner_by_mail(place: Place) -> None:
    place.mail()
    place.act("MG-1", "reply", text="Is it on?")
    place.relay.will_say(ANN, Said(550, "5.1.1 nobody here"))
    place.deliver()
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= place.ticket().flags
    assert place.out("staff_task").to == "ada@desk.example"


def test_a_report_without_the_letter_it_is_about_means_the_question_that_was_asked(place: Place) -> None:
    letter = place.verifying()
    address = place.house.minter.reply_address(1, "support@desk.example")
    report = (
        "From: MAILER-DAEMON@customer.example\r\n"
        f"To: {address}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.customer.example\r\n\r\n"
        f"Final-Recipient: rfc822; {letter.to}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
    kept = place.bytes_in(report.encode(), mail_from="", to=address)
    assert (kept.fate, place.ticket().state) == (Fate.BOUNCE, State.RESOLVED)
    place.later(hours=25)
    assert place.ticket().state is State.RESOLVED


def test_a_yes_to_what_is_closed_already_does_not_reopen_it(place: Place) -> None:
    question = place.verifying()
    place.answer(question, "Yes.")
    assert place.ticket().state is State.CLOSED
    place.answer(question, "Yes, it works, thank you!")
    assert (place.ticket().state, place.ticket().reopen_count) == (State.CLOSED, 0)
