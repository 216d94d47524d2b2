"""Many who ask for the next ticket at once get different ones, in the order of the queue; nobody loses one (S1-4)."""

import threading
from datetime import timedelta

import pytest

from mailgate.desk import act
from mailgate.desk.take_next import take_next
from mailgate.model.errors import NotAllowed
from mailgate.model.ticket import Priority, State
from mailgate.registry.setup import Category, Desk, Staff
from mailgate.testing import MORNING, a_ticket
from mailgate.testing.house import a_house

STAFF = [f"s{number}@desk.example" for number in range(8)]


@pytest.fixture
def house(store):
    members = tuple(Staff(email=each, name=each.partition("@")[0].upper(), lines=(1,)) for each in STAFF)
    kinds = (Category(id="vpn", **{"class": "question"}), Category(id="down", **{"class": "outage"}))
    with store.writing() as unit:
        unit.setup.put(Desk(staff=members, categories=kinds))
    return a_house(store=store)


def fill(store, count):
    """The last one opened is an outage and stands first."""
    with store.writing() as unit:
        ids = [
            unit.tickets.open(
                a_ticket(
                    state=State.FIRST_LINE,
                    category="vpn" if number < count - 1 else "down",
                    priority=Priority.P3,
                    opened_at=MORNING + timedelta(minutes=number),
                )
            ).id
            for number in range(count)
        ]
    return [ids[-1], *ids[:-1]]


def at_once(together, count, step):
    """`step(number)` in so many threads that begin together."""
    ready = threading.Barrier(count)

    def of(number):
        def run():
            ready.wait(30)
            return step(number)

        return run

    return together(*(of(number) for number in range(count)))


@pytest.mark.parametrize("people", [2, 8])
def test_everybody_gets_another_ticket_and_the_first_ones_go_first(store, house, together, people):
    order = fill(store, 12)
    taken = at_once(together, people, lambda number: take_next(house, STAFF[number]))
    assert sorted(ticket.id for ticket in taken) == sorted(order[:people])
    with store.reading() as unit:
        for number, ticket in enumerate(taken):
            kept = unit.tickets.get(ticket.id)
            assert (kept.worker, kept.owner) == (STAFF[number], STAFF[number])
            assert [entry.event for entry in unit.tickets.history(ticket.id)] == ["taken"]
        assert [unit.tickets.get(each).worker for each in order[people:]] == [""] * (12 - people)


def test_more_people_than_tickets_and_who_comes_too_late_hears_it(store, house, together):
    order = fill(store, 3)

    def step(number):
        try:
            return take_next(house, STAFF[number]).id
        except NotAllowed as cause:
            return str(cause)

    answers = at_once(together, 8, step)
    assert sorted(each for each in answers if isinstance(each, int)) == sorted(order)
    assert [each for each in answers if isinstance(each, str)] == [
        "there is nothing to take: somebody works on everything"
    ] * 5


def test_one_after_the_other_takes_the_whole_queue_in_its_order(store, house):
    order = fill(store, 5)
    assert [take_next(house, STAFF[0]).id for _ in order] == order


def test_of_two_who_take_the_same_ticket_the_second_reads_who_was_faster(store, house, together):
    (only,) = fill(store, 1)

    def step(number):
        try:
            act.act(house, f"MG-{only}", "take", STAFF[number], {})
        except NotAllowed as cause:
            return str(cause)
        return ""

    answers = at_once(together, 2, step)
    winner = answers.index("")
    assert f"S{winner} took it 0 s ago" in answers[1 - winner]
