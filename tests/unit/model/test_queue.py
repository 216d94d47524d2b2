"""A place in the queue can stand in an address, and whatever else stands there is no place."""

from datetime import timedelta

import pytest

from mailgate.model.queue import NO_PROMISE, QueuePlace, View, Viewer, place, shows
from mailgate.model.ticket import Priority, State
from mailgate.testing import MORNING, a_ticket


@pytest.mark.parametrize("due", [MORNING + timedelta(microseconds=1), NO_PROMISE])
def test_a_place_comes_back_from_its_address(due: object) -> None:
    at = place(a_ticket(id=17, opened_at=MORNING - timedelta(days=1)), "outage", due)  # type: ignore[arg-type]
    assert QueuePlace.read(str(at)) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "0_0_0_0",
        "-1_20261102T080000.000000_20261102T080000.000000_1",
        "0_20261302T080000.000000_20261102T080000.000000_1",
        "0_20261102T080000.000000_20261102T080000.000000_" + "9" * 19,
        "0_20261102T080000.000000_20261102T080000.000000_1\0",
        "\u00b2_20261102T080000.000000_20261102T080000.000000_1",
        "9" * 10_000,
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert QueuePlace.read(text) is None


def test_without_a_promise_the_priority_decides_and_every_promise_stands_before() -> None:
    promised = place(a_ticket(), "", MORNING + timedelta(days=3650))
    without = [place(a_ticket(priority=each), "", None) for each in (*Priority, None)]
    assert [promised, *without] == sorted([promised, *without])
    assert len({at.due for at in without}) == 5


def test_a_broken_promise_counts_from_when_it_was_broken_until_an_earlier_one_is() -> None:
    late = a_ticket(late_since=MORNING)
    assert place(late, "", MORNING + timedelta(hours=1)).due == MORNING
    assert place(late, "", MORNING - timedelta(hours=1)).due == MORNING - timedelta(hours=1)


def test_what_waits_for_the_customer_is_not_at_risk_however_soon_silence_closes_it() -> None:
    viewer = Viewer(MORNING + timedelta(minutes=30))
    for state, risky in ((State.FIRST_LINE, True), (State.VERIFYING, False)):
        ticket = a_ticket(state=state)
        assert shows(View.BREACHING, ticket, place(ticket, "", viewer.soon), viewer) is risky
    soon = a_ticket(state=State.FIRST_LINE)
    assert not shows(View.BREACHING, soon, place(soon, "", viewer.soon + timedelta(seconds=1)), viewer)
