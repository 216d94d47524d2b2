"""Troubles that keep coming back (S4-14): seen, named with what was done before, not resolved without prevention."""

import pytest

from mailgate.desk import look
from mailgate.model.errors import WrongUse
from mailgate.model.ticket import ClockKind, Flag, Priority, State, Ticket
from mailgate.testing import MORNING

from .conftest import ANN, Place

EVA, JUNE = "eva@customer.example", "june@kestrel.example"


def again(place: Place, sender: str = ANN, text: str = "It does not print.", subject: str = "The printer") -> Ticket:
    """One more mail about it, which opens a ticket."""
    number = len(place.tickets()) + 1
    place.mail(sender, subject=subject, text=text, message_id=f"{number}@customer.example")
    return place.ticket(number)


def repeats(place: Place, number: str) -> list[tuple[str, str | None]]:
    with place.house.view() as work:
        return [(each["number"], each["how"]) for each in look.ticket(work, number)["repeats"]]


def test_the_third_ticket_of_a_customer_and_category_in_two_weeks_is_recurring(place: Place) -> None:
    again(place)
    place.act("MG-1", "take")
    place.resolve("MG-1", how="A new cable.")
    place.later(days=6)
    assert Flag.RECURRING not in again(place, EVA).flags
    place.later(days=7, hours=23)
    third = again(place)
    assert Flag.RECURRING in third.flags
    assert third.priority is Priority.P2
    assert "keeps coming back within 14 days: MG-2, MG-1; at least P2" in place.history(3)[0].why
    assert repeats(place, "MG-3") == [("MG-2", None), ("MG-1", "A new cable.")]
    assert repeats(place, "MG-2") == []


def test_its_first_answer_is_due_as_that_of_a_p2(place: Place) -> None:
    for _ in range(3):
        again(place)
    hours = {number: place.clocks(number)[ClockKind.FIRST_ANSWER].due_at - MORNING for number in (2, 3)}
    assert [span.total_seconds() / 3600 for span in hours.values()] == [8, 2]


def test_what_was_urgent_stays_so(place: Place) -> None:
    for _ in range(2):
        again(place, subject="outage")
    assert again(place, subject="outage").priority is Priority.P1


def test_two_weeks_later_it_is_no_repeat(place: Place) -> None:
    again(place)
    place.later(days=1)
    again(place)
    place.later(days=13, seconds=1)
    assert Flag.RECURRING not in again(place).flags


def test_another_customer_another_category_and_spam_do_not_count(place: Place) -> None:
    again(place)
    again(place, JUNE)
    again(place, subject="outage")
    again(place)
    place.act("MG-4", "reject", reason="spam")
    assert Flag.RECURRING not in again(place).flags
    assert Flag.RECURRING in again(place).flags


def test_strangers_are_no_customer(place: Place) -> None:
    for _ in range(4):
        last = again(place, "nobody@elsewhere.example")
    assert Flag.RECURRING not in last.flags


@pytest.mark.parametrize("words", ["invoice", "offer"])
def test_who_pays_or_orders_often_has_no_trouble(place: Place, words: str) -> None:
    for _ in range(4):
        last = again(place, subject=words)
    assert Flag.RECURRING not in last.flags


def test_a_category_set_by_hand_may_make_it_one_and_another_unmakes_it(place: Place) -> None:
    again(place)
    again(place)
    again(place, subject="hello", text="it is broken")
    assert place.ticket(3).state is State.NEW
    place.act("MG-3", "categorise", category="fault")
    assert (Flag.RECURRING in place.ticket(3).flags, place.ticket(3).priority) == (True, Priority.P2)
    assert "keeps coming back within 14 days: MG-2, MG-1" in place.history(3)[-1].why
    place.act("MG-3", "categorise", category="billing")
    assert Flag.RECURRING not in place.ticket(3).flags


def test_one_reopening_is_enough_and_stays_whatever_its_category(place: Place) -> None:
    letter = place.verifying(how="A new cable.")
    place.answer(letter, "Yes, it works.")
    assert place.ticket().state is State.CLOSED
    place.answer(letter, "It is broken again.", message_id="again@customer.example")
    ticket = place.ticket()
    assert (ticket.state, ticket.priority) == (State.FIRST_LINE, Priority.P2)
    assert Flag.RECURRING in ticket.flags
    assert repeats(place, "MG-1") == [("MG-1", "A new cable.")]
    place.act("MG-1", "categorise", category="billing")
    assert Flag.RECURRING in place.ticket().flags


def test_a_recurring_ticket_is_not_resolved_without_prevention(place: Place) -> None:
    for _ in range(3):
        again(place)
    with pytest.raises(WrongUse, match="resolve: prevention is missing"):
        place.resolve("MG-3")
    assert place.resolve("MG-2").state is State.RESOLVED
    assert place.resolve("MG-3", prevention="The cable is fixed to the wall.").state is State.RESOLVED


def test_what_came_later_hides_nothing_and_ten_are_named(place: Place) -> None:
    for _ in range(16):
        again(place)
        place.later(minutes=30)  # else their author writes too often
    assert [number for number, _ in repeats(place, "MG-3")] == ["MG-2", "MG-1"]
    assert [number for number, _ in repeats(place, "MG-16")] == [f"MG-{each}" for each in range(15, 5, -1)]
