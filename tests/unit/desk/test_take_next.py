"""Take the next ticket: the order of the queue rules, and only what one's lines exclude is passed by."""

from typing import Any

import pytest

from mailgate.desk.take_next import take_next
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.queue import View
from mailgate.model.ticket import Priority, State
from mailgate.testing import a_ticket

ADA, BOB = "ada@desk.example", "bob@desk.example"


def opened(place: Any, **kw: Any) -> int:
    sure = {"state": State.FIRST_LINE, "category": "fault", "priority": Priority.P3}
    with place.house.work() as work:
        return int(work.unit.tickets.open(a_ticket(**{**sure, **kw})).id)


def test_the_first_of_the_queue_that_nobody_works_on_is_taken(place: Any) -> None:
    opened(place, worker=BOB)
    plain, outage, other = opened(place), opened(place, category="outage"), opened(place)
    assert [take_next(place.house, ADA).id for _ in range(3)] == [outage, plain, other]
    assert place.ticket(outage).worker == place.ticket(outage).owner == ADA
    assert place.events(outage) == ["taken"]


def test_what_ones_lines_do_not_reach_or_what_is_not_classified_is_passed_by(place: Any) -> None:
    hard = opened(place, state=State.SECOND_LINE, level=2, category="outage")
    opened(place, state=State.NEW, category="", priority=None)
    easy = opened(place)
    assert take_next(place.house, ADA).id == easy
    assert take_next(place.house, BOB).id == hard


def test_the_order_counts_more_than_the_language(place: Any) -> None:
    first, czech = opened(place, language="ru"), opened(place, language="cs")
    assert [take_next(place.house, ADA).id for _ in range(2)] == [first, czech]


def test_a_view_narrows_what_is_next(place: Any) -> None:
    opened(place)
    spoke = opened(place, waiting_since=place.clock.now())
    opened(place, waiting_since=place.clock.now(), worker=BOB)
    assert take_next(place.house, ADA, View.SPOKE).id == spoke


def test_what_stands_behind_many_that_are_passed_by_is_found(place: Any) -> None:
    with place.house.work() as work:
        for _ in range(120):
            work.unit.tickets.open(a_ticket(state=State.SECOND_LINE, level=3, category="fault", priority=Priority.P1))
    last = opened(place)
    assert take_next(place.house, ADA).id == last


def test_with_nothing_left_the_sentence_says_why(place: Any) -> None:
    with pytest.raises(NotAllowed, match=r"^there is nothing to take: somebody works on everything$"):
        take_next(place.house, ADA)
    opened(place, state=State.NEW, category="", priority=None)
    for _ in range(2):
        opened(place, state=State.SECOND_LINE, level=2)
    said = "1 waits for a category and priority first, 2 are for a higher line than Ada First's"
    with pytest.raises(NotAllowed, match=rf"^there is nothing to take: {said}$"):
        take_next(place.house, ADA)
    assert [take_next(place.house, BOB).level for _ in range(2)] == [2, 2]


def test_who_is_off_shift_may_take_and_who_is_nobody_may_not(place: Any) -> None:
    number = opened(place)
    place.later(hours=14)
    assert take_next(place.house, ADA).id == number
    with pytest.raises(UnknownThing, match="nobody on the staff is eve@evil"):
        take_next(place.house, "eve@evil.example")
