"""What nobody has decided rings after a quarter of an hour in which somebody works, once, for the lead (S2-5)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mailgate.desk import look
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing.builders import MORNING
from mailgate.testing.seed import DESK

from .conftest import Place

TRIAGE = ClockKind.TRIAGE
QUARTER = timedelta(minutes=15)


def undecided(place: Place) -> None:
    place.mail(subject="Hello", text="Something is odd.\n")
    assert place.ticket().state is State.NEW


def test_what_nobody_decides_stands_on_the_leads_list_after_a_quarter_of_an_hour_once(place: Place) -> None:
    undecided(place)
    assert place.clocks()[TRIAGE].due_at == MORNING + QUARTER
    assert place.later(minutes=14, seconds=59) == []
    assert [clock.kind for clock in place.later(seconds=1)] == [TRIAGE]
    ticket, entry = place.ticket(), place.history()[-1]
    assert (ticket.state, ticket.flags) == (State.NEW, {Flag.LEAD_REVIEW})
    assert (entry.event, entry.by, entry.why) == (
        "time_passed",
        "mailgate",
        "category and priority are not decided yet",
    )
    assert TRIAGE not in {clock.kind for clock in place.later(hours=5)}
    assert place.effects() == ["received"], "nobody is written to about it"


def test_it_counts_only_while_somebody_works(place: Place) -> None:
    place.later(hours=7, minutes=50)  # 16:50 in Prague, ten minutes before the end
    undecided(place)
    assert place.clocks()[TRIAGE].due_at == datetime(2026, 11, 3, 7, 5, tzinfo=UTC)


def test_the_firm_says_how_long_it_may_take(another_place: Callable[..., Place]) -> None:
    place = another_place(desk=DESK.replace("[firm]", '[firm]\ntriage_within = "40m"'))
    undecided(place)
    assert place.clocks()[TRIAGE].due_at == MORNING + timedelta(minutes=40)


def test_without_a_contract_of_the_firm_the_shift_counts_and_without_that_every_minute(
    another_place: Callable[..., Place],
) -> None:
    no_sla = DESK.replace('default_sla = "standard"\n', "")
    by_shift, always = another_place(desk=no_sla), another_place(desk=no_sla.replace('shift = "weekday"\n', ""))
    for place in (by_shift, always):
        place.later(hours=7, minutes=50)
        undecided(place)
    assert by_shift.clocks()[TRIAGE].due_at == datetime(2026, 11, 3, 7, 5, tzinfo=UTC)
    assert always.clocks()[TRIAGE].due_at == MORNING + timedelta(hours=7, minutes=50) + QUARTER


def test_it_stops_when_it_is_decided_and_runs_on_while_a_half_is_missing(another_place: Callable[..., Place]) -> None:
    place = another_place(
        desk=DESK.replace('class = "defect"\nright = "technical"\npriority = "p3"', 'class = "request"')
    )
    undecided(place)
    place.later(minutes=5)
    place.act("MG-1", "categorise", category="fault")
    assert (place.ticket().state, place.clocks()[TRIAGE].due_at) == (State.NEW, MORNING + QUARTER)
    place.act("MG-1", "prioritise", priority="P4")
    assert (place.ticket().state, TRIAGE in place.clocks()) == (State.FIRST_LINE, False)


def test_it_stands_still_while_the_sender_is_asked_and_begins_anew_with_the_answer(place: Place) -> None:
    undecided(place)
    place.act("MG-1", "ask", text="Which printer?")
    assert TRIAGE not in place.clocks()
    place.deliver()
    place.later(hours=1)
    place.answer(place.out("asked"), "No idea.")
    assert (place.ticket().state, place.clocks()[TRIAGE].due_at) == (
        State.NEW,
        MORNING + timedelta(hours=1) + QUARTER,
    )


def test_a_ticket_that_is_decided_at_once_has_no_such_clock_nor_has_one_that_is_set_aside(place: Place) -> None:
    place.mail()
    assert TRIAGE not in place.clocks()
    place.mail(subject="Hello", text="Buy now.\n")
    assert TRIAGE in place.clocks(2)
    place.act("MG-2", "reject", reason="spam")
    assert place.clocks(2) == {}


def test_the_clock_gives_no_place_in_the_queue_and_promises_the_customer_nothing(place: Place) -> None:
    undecided(place)
    with place.house.view() as work:
        row = look.ticket(work, "MG-1")
    assert row["due"] == (MORNING + timedelta(hours=8)).isoformat()
    assert {"kind": TRIAGE, "due": (MORNING + QUARTER).isoformat()} in row["clocks"]


def test_what_is_decided_has_no_such_clock_when_it_comes_back_to_its_line(place: Place) -> None:
    place.mail()
    place.act("MG-1", "ask", text="Which printer?")
    place.deliver()
    place.answer(place.out("asked"), "The one upstairs.")
    assert (place.ticket().state, TRIAGE in place.clocks()) == (State.FIRST_LINE, False)
