"""The order of the queue is total, and each place can be explained in a line (S3-8)."""

from datetime import timedelta

import pytest

from mailgate.lifecycle.queue import rank, why
from mailgate.lifecycle.table import ENDED
from mailgate.model.queue import is_queued, waits_for_us
from mailgate.model.ticket import Flag, Priority, State, Ticket
from mailgate.testing import MORNING, a_ticket

SOON, LATER = MORNING + timedelta(hours=1), MORNING + timedelta(hours=5)


def placed(number: int, state: State = State.FIRST_LINE, **more: object) -> Ticket:
    return a_ticket(id=number, state=state, **more)


#: As they must stand: ticket, class of its category, next promised instant.
ORDER = [
    (placed(9, priority=Priority.P4), "outage", None),
    (placed(8, State.NEW), "degradation", LATER),
    (placed(7, late_since=MORNING), "defect", LATER),
    (placed(10, late_since=MORNING + timedelta(minutes=1)), "defect", None),
    (placed(6), "defect", SOON),
    (placed(5, priority=Priority.P1), "request", LATER),
    (placed(3, priority=Priority.P2), "", None),
    (placed(4, priority=Priority.P3), "", None),
    (placed(1), "", None),
    (placed(2), "", None),
    (placed(0, State.WAITING_CUSTOMER, priority=Priority.P1), "outage", SOON),
]


def test_the_queue_has_one_order_whatever_it_was_before() -> None:
    wanted = [ticket.id for ticket, _, _ in ORDER]
    for start in (ORDER[turn:] + ORDER[:turn] for turn in range(len(ORDER))):
        for before in (start, start[::-1]):
            assert [ticket.id for ticket, _, _ in sorted(before, key=lambda row: rank(*row))] == wanted


@pytest.mark.parametrize("state", [State.VERIFYING, State.ON_HOLD, State.CLOSED])
def test_unanswered_words_or_a_task_stand_before_what_waits_for_somebody_else(state: State) -> None:
    asks = placed(3, state, flags=frozenset({Flag.OWNER_TASK}))
    spoke, waits = placed(2, state, waiting_since=MORNING), placed(1, state)
    assert [waits_for_us(ticket) for ticket in (asks, spoke, waits)] == [True, True, False]
    assert max(rank(asks, "", None), rank(spoke, "", None)) < rank(waits, "outage", SOON)
    assert why(spoke, "", None) == "no promise runs: by priority, then age"


@pytest.mark.parametrize("state", State)
def test_what_is_over_stands_behind_the_queue(state: State) -> None:
    over, last = placed(1, state, category="down"), placed(2, State.WAITING_CUSTOMER)
    assert is_queued(over) == (state not in ENDED)
    assert (rank(over, "outage", SOON) > rank(last, "", None)) == (state in ENDED)


def test_closed_words_that_wait_for_us_are_in_the_queue() -> None:
    assert is_queued(placed(1, State.CLOSED, waiting_since=MORNING))
    assert not is_queued(placed(1, State.MERGED, waiting_since=MORNING))


def test_no_two_tickets_share_a_place() -> None:
    assert len({rank(*row) for row in ORDER}) == len(ORDER)


def test_each_place_has_its_reason() -> None:
    assert [why(*row) for row in ORDER[:5]] == [
        "outages stand first",
        "degradations stand first",
        "a promised time has passed",
        "a promised time has passed",
        "by the time that is left",
    ]
    assert why(*ORDER[6]) == "no promise runs: by priority, then age"
    assert why(*ORDER[10]) == "waits: waiting_customer"
