"""The queue as people see it: pages, counts, and what stands in it by words."""

from datetime import timedelta
from typing import Any

import pytest

from mailgate.desk import queue
from mailgate.model.queue import View
from mailgate.model.ticket import Flag, State
from mailgate.testing import a_ticket

PETR = "petr@desk.example"


def numbers(rows: list[dict[str, Any]]) -> list[str]:
    return [row["number"] for row in rows]


def opened(place: Any, count: int, **kw: Any) -> None:
    with place.house.work() as work:
        for _ in range(count):
            work.unit.tickets.open(a_ticket(opened_at=work.now, updated_at=work.now, **kw))


def test_a_page_ends_where_the_next_begins_and_the_last_one_says_so(place: Any) -> None:
    opened(place, 5)
    with place.house.view() as work:
        seen_by = queue.viewer(work)
        first, after = queue.page(work, View.OPEN, seen_by, 3)
        second, end = queue.page(work, View.OPEN, seen_by, 3, after)
        exact, none = queue.page(work, View.OPEN, seen_by, 5)
    assert (numbers(first), numbers(second)) == (["MG-1", "MG-2", "MG-3"], ["MG-4", "MG-5"])
    assert after is not None
    assert (end, none, len(exact)) == (None, None, 5)


def test_a_thousand_are_told_as_999_and_more(place: Any) -> None:
    opened(place, 999)
    with place.house.view() as work:
        assert queue.counts(work, queue.viewer(work))[View.OPEN] == "999"
    opened(place, 1)
    with place.house.view() as work:
        counts = queue.counts(work, queue.viewer(work))
    assert (counts[View.OPEN], counts[View.MINE]) == ("999+", "0")


def test_words_and_states_narrow_a_view_and_a_state_may_be_an_end(place: Any) -> None:
    opened(place, 1, subject="Printer ONE", owner=PETR)
    opened(place, 1, subject="printer two", state=State.FIRST_LINE)
    opened(place, 1, subject="printer three", state=State.CLOSED, owner=PETR)
    with place.house.view() as work:
        seen_by = queue.viewer(work, PETR)

        def found(view: View, words: str = "", *states: State) -> list[str]:
            return numbers(queue.search(work, view, seen_by, words, states))

        assert found(View.OPEN, "one printer") == ["MG-1"]
        assert found(View.OPEN, "printer", State.FIRST_LINE) == ["MG-2"]
        assert found(View.OPEN, "printer", State.FIRST_LINE, State.CLOSED) == ["MG-2", "MG-3"]
        assert found(View.MINE, "", State.CLOSED) == ["MG-3"]
        assert found(View.UNPICKED, "printer", State.RESOLVED) == []


def test_a_broken_promise_stands_before_what_was_due_later_until_it_is_answered(place: Any) -> None:
    place.mail(subject="printer one")
    place.later(hours=9)
    place.mail(subject="printer two", text="2\n")
    late = place.ticket(1)
    assert Flag.BREACHED in late.flags
    assert late.late_since is not None
    with place.house.view() as work:
        rows, _ = queue.page(work, View.OPEN, queue.viewer(work))
        breaching, _ = queue.page(work, View.BREACHING, queue.viewer(work))
    assert numbers(rows) == ["MG-1", "MG-2"]
    assert rows[0]["late_since"] == late.late_since.isoformat()
    assert (numbers(breaching), rows[0]["why"]) == (["MG-1"], "a promised time has passed")
    place.later(hours=1)
    assert place.ticket(1).late_since == late.late_since, "since the first one that was broken"
    place.act("MG-1", "reply", text="We look at it.")
    assert place.ticket(1).late_since is None


@pytest.mark.parametrize(("minutes", "shown"), [(29, False), (31, True)])
def test_what_is_due_within_half_an_hour_is_at_risk(place: Any, minutes: int, shown: bool) -> None:
    place.mail(subject="printer one")
    with place.house.view() as work:
        (due,) = [clock.due_at for clock in work.unit.clocks.of_ticket(1)]
    place.clock.forward(due - place.clock.now() - timedelta(minutes=60 - minutes))
    with place.house.view() as work:
        rows, _ = queue.page(work, View.BREACHING, queue.viewer(work))
    assert bool(rows) is shown
