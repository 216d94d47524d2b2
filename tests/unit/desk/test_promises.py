"""What the contract promises about a ticket: its solution, with pauses; the terms of the day on which it came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.model.errors import WrongUse
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing import MORNING
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

HOUR = timedelta(hours=1)
SOLVED_IN = DESK.replace('[sla.p3]\nfirst_answer = "8h"', '[sla.p3]\nfirst_answer = "8h"\nresolution = "4h"').replace(
    '[sla.p2]\nfirst_answer = "2h"', '[sla.p2]\nfirst_answer = "2h"\nresolution = "2h"'
)
BETTER = """
[[sla]]
name = "gold"
calendar = "24x7"
[sla.p3]
first_answer = "1h"
resolution = "2h"
"""
END = ClockKind.RESOLUTION


@pytest.fixture
def place(another_place: Callable[..., Place]) -> Place:
    """A house that promises to solve a P3 in four hours of its working day, and has a better contract to offer."""
    return another_place(desk=SOLVED_IN + BETTER)


def contract(place: Place, **changes: object) -> None:
    with place.house.work() as work:
        company = next(each for each in work.unit.people.companies() if each.name == "Customer s.r.o.")
        work.unit.people.save_company(replace(company, **changes))


def due(place: Place) -> datetime | None:
    clock = place.clocks().get(END)
    return clock.due_at if clock else None


# The solution.


def test_a_solution_is_promised_from_the_opening(place: Place) -> None:
    place.mail()
    assert due(place) == MORNING + 4 * HOUR
    place.act("MG-1", "take")
    place.act("MG-1", "reply", text="We look at it.")
    assert due(place) == MORNING + 4 * HOUR, "an answer is no solution"


def test_it_stands_still_while_the_customer_is_asked_and_the_first_answer_does_not(place: Place) -> None:
    place.mail()
    place.later(hours=1)
    place.act("MG-1", "ask", text="Which printer?")
    assert due(place) is None
    place.later(hours=2)
    place.answer(place.out("asked"), "The one upstairs.")
    assert due(place) == MORNING + 6 * HOUR
    assert place.clocks()[ClockKind.FIRST_ANSWER].due_at == MORNING + timedelta(hours=3, days=1) - HOUR


def test_it_stands_still_on_hold_until_the_instant_comes(place: Place) -> None:
    place.mail()
    place.later(hours=3)
    place.act("MG-1", "hold", reason="a part", until=(MORNING + 7 * HOUR).isoformat())
    assert due(place) is None
    place.later(hours=4)
    assert place.ticket().state is State.FIRST_LINE
    assert due(place) == MORNING + 8 * HOUR


def test_verification_is_not_our_time_and_a_no_goes_on_where_it_stopped(place: Place) -> None:
    letter = place.verifying()
    assert due(place) is None
    place.later(hours=5)
    place.answer(letter, "No, it still does not print.")
    assert place.ticket().state is State.FIRST_LINE
    assert due(place) == MORNING + 24 * HOUR, "Monday 14:00 and four hours: Tuesday 9:00"


def test_a_late_solution_is_marked_once_and_stays_so_after_an_answer(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "reply", text="We look at it.")
    rung = place.later(hours=4)
    assert [clock.kind for clock in rung] == [END]
    assert {Flag.BREACHED, Flag.OWNER_TASK, Flag.LEAD_REVIEW} <= place.ticket().flags
    place.act("MG-1", "ask", text="Which printer?")
    place.later(minutes=5)
    place.answer(place.out("asked"), "The one upstairs.")
    assert Flag.BREACHED in place.ticket().flags
    assert place.later(minutes=5) == [], "nobody is told twice"


def test_an_answer_in_time_still_ends_the_breach_of_a_late_first_answer(another_place: Callable[..., Place]) -> None:
    place = another_place()
    place.mail()
    place.later(hours=24)
    assert Flag.BREACHED in place.ticket().flags
    place.act("MG-1", "reply", text="Sorry for the wait.")
    assert Flag.BREACHED not in place.ticket().flags


def test_another_priority_counts_it_anew_from_the_opening(place: Place) -> None:
    place.mail()
    place.later(hours=1)
    place.act("MG-1", "prioritise", priority="P2", reason="the whole floor")
    assert due(place) == MORNING + 2 * HOUR
    place.act("MG-1", "prioritise", priority="P4")
    assert due(place) is None
    place.act("MG-1", "ask", text="Which printer?")
    place.act("MG-1", "prioritise", priority="P2")
    assert due(place) is None, "it stands still whatever is promised"


def test_what_is_lowered_and_late_again_rings_again(place: Place) -> None:
    place.mail()
    place.act("MG-1", "prioritise", priority="P2")
    assert END in {clock.kind for clock in place.later(hours=2)}
    place.act("MG-1", "prioritise", priority="P3")
    assert END in {clock.kind for clock in place.later(hours=2)}


def test_a_solution_rings_for_nobody_after_the_end(place: Place) -> None:
    place.mail()
    place.act("MG-1", "override-close", staff="lea", reason="called")
    assert due(place) is None


def test_a_ticket_without_a_contract_has_no_promise(another_place: Callable[..., Place]) -> None:
    place = another_place(desk=SOLVED_IN.replace('default_sla = "standard"\n', ""))
    place.mail()
    assert place.ticket().sla == ""
    assert place.clocks() == {}
    assert place.later(days=30) == []


# The terms.


def test_the_contract_counts_as_it_was_when_the_ticket_came(place: Place) -> None:
    place.mail()
    contract(place, sla="gold", oncall=True)
    place.act("MG-1", "prioritise", priority="P4")
    place.act("MG-1", "prioritise", priority="P3")
    assert (place.ticket().sla, place.ticket().oncall) == ("standard", False)
    assert due(place) == MORNING + 4 * HOUR
    place.mail(subject="Another printer", message_id="2@customer.example")
    assert (place.ticket(2).sla, place.ticket(2).oncall) == ("gold", True)
    assert place.clocks(2)[END].due_at == MORNING + 2 * HOUR


def test_a_person_says_that_the_contract_of_today_counts(place: Place) -> None:
    place.mail()
    contract(place, sla="gold")
    place.act("MG-1", "prioritise", priority="P3", terms="today")
    assert place.ticket().sla == "gold"
    assert due(place) == MORNING + 2 * HOUR
    assert "terms of today: gold" in place.history()[-1].why
    with pytest.raises(WrongUse, match="terms is one of: today"):
        place.act("MG-1", "prioritise", priority="P3", terms="yesterday")


def test_what_came_before_terms_were_written_down_has_those_of_today(place: Place) -> None:
    place.mail()
    with place.house.work() as work:
        ticket = work.unit.tickets.get(1)
        assert ticket is not None
        work.unit.tickets.save(replace(ticket, sla=None))
    contract(place, sla="gold")
    place.act("MG-1", "prioritise", priority="P3")
    assert due(place) == MORNING + 2 * HOUR


def test_a_contract_that_is_no_longer_set_up_falls_back_on_that_of_today(place: Place) -> None:
    place.mail()
    with place.house.work() as work:
        ticket = work.unit.tickets.get(1)
        assert ticket is not None
        work.unit.tickets.save(replace(ticket, sla="long gone"))
    place.act("MG-1", "prioritise", priority="P3")
    assert due(place) == MORNING + 4 * HOUR


# The sentence.


def told(place: Place, number: str = "MG-1") -> tuple[str | None, str | None]:
    from mailgate.desk import look

    with place.house.view() as work:
        row = look.ticket(work, number)
        listed = next(each for each in look.open_tickets(work) if each["number"] == number)
    assert (row["due"], row["due_why"]) == (listed["due"], listed["due_why"])
    return row["due"], row["due_why"]


def test_a_deadline_is_an_instant_and_a_sentence(place: Place) -> None:
    place.mail()
    instant, why = told(place)
    assert instant == (MORNING + 4 * HOUR).isoformat()
    assert why == "solution by 2 Nov 2026, 13:00 CET: standard P3, weekday"
    place.act("MG-1", "hold", reason="a part", until=datetime(2026, 11, 3, 14, tzinfo=UTC).isoformat())
    assert told(place)[1] == "on hold until 3 Nov 2026, 15:00 CET"


def test_first_answer_and_verification_have_their_sentences(another_place: Callable[..., Place]) -> None:
    place = another_place()
    place.mail(ANN)
    assert told(place)[1] == "first answer by 2 Nov 2026, 17:00 CET: standard P3, weekday"
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    assert told(place)[1] == "silence closes it at 3 Nov 2026, 09:00 CET"


def test_where_nothing_is_promised_there_is_no_sentence(another_place: Callable[..., Place]) -> None:
    place = another_place(desk=SOLVED_IN.replace('default_sla = "standard"\n', ""))
    place.mail()
    assert told(place) == (None, None)


# How urgent.


def test_the_arithmetic_of_the_priority_is_kept_with_the_ticket(place: Place) -> None:
    place.mail(text="Nobody in the office can print, it is urgent.")
    reckoned = "impact site ('nobody … can') × urgency high ('urgent') = P1"
    assert place.ticket().priority == "P1"
    assert place.history()[0].why == f"rule 'printers' saw 'printer'; {reckoned}"


def test_a_category_set_by_hand_is_weighed_by_the_first_words(place: Place) -> None:
    place.mail(subject="Hello", text="The whole office stands still. Urgent!")
    assert place.ticket().state is State.NEW
    place.act("MG-1", "categorise", category="fault")
    assert (place.ticket().priority, place.ticket().state) == ("P1", State.FIRST_LINE)
    assert "impact site ('whole office') × urgency high ('urgent') = P1" in place.history()[-1].why
    place.act("MG-1", "prioritise", priority="P4", reason="it is one printer")
    place.act("MG-1", "categorise", category="billing")
    assert place.ticket().priority == "P4", "what a person has said stays"
