"""A request for approval that nobody answers ends as the owner's task, or with whoever may decide now."""

from mailgate.desk.approve import answer_approve, open_approve
from mailgate.model.outgoing import OutState
from mailgate.model.person import Right
from mailgate.model.ticket import ClockKind, Flag

from .conftest import ANN, Place
from .test_approve import BILL, EVA, asked, opened, rights
from .test_life import page_token

UNANSWERED = "nobody has answered our request for approval"


def asked_for(place: Place) -> list[str]:
    return [letter.to for letter in place.outbox() if letter.effect == "approval_request"]


def unanswered(place: Place) -> int:
    return sum(entry.why == UNANSWERED for entry in place.history())


def a_week(place: Place, days: int = 7) -> None:
    for _ in range(days):
        place.later(days=1)


def test_a_request_that_nobody_answers_in_a_week_is_the_owners_task_once(place: Place) -> None:
    asked(place)
    place.act("MG-1", "take")
    place.act("MG-1", "reply", text="Hello.")
    a_week(place, 6)
    assert unanswered(place) == 0
    place.later(hours=23, minutes=59)
    assert unanswered(place) == 0
    place.later(minutes=1)
    assert unanswered(place) == 1
    assert Flag.OWNER_TASK in place.ticket().flags
    assert Flag.NO_RIGHT in place.ticket().flags
    a_week(place)
    assert unanswered(place) == 1
    assert ClockKind.APPROVAL not in place.clocks()


def test_after_a_long_downtime_it_rings_once_as_well(place: Place) -> None:
    asked(place)
    place.later(days=30)
    assert unanswered(place) == 1


def test_nobody_is_reminded(place: Place) -> None:
    asked(place)
    a_week(place, 20)
    assert asked_for(place) == [BILL]


def test_whoever_may_decide_now_is_asked_when_the_one_who_was_asked_may_not_any_more(place: Place) -> None:
    token = asked(place)
    rights(place, BILL)
    assert open_approve(place.house, token) is None
    place.later(days=1)
    place.deliver()
    assert asked_for(place) == [BILL, EVA]
    evas = page_token(place, place.out("approval_request"), "a")
    a_week(place, 6)
    assert (unanswered(place), opened(place, evas).situation) == (0, "asked")
    place.later(days=1)
    assert (unanswered(place), asked_for(place)) == (1, [BILL, EVA])


def test_where_nobody_is_entitled_any_more_it_is_the_owners_task_at_once(place: Place) -> None:
    asked(place)
    rights(place, BILL)
    rights(place, EVA, Right.TECHNICAL)
    place.later(days=1)
    assert place.history()[-1].why == "nobody at Customer s.r.o. may approve this: it needs the right billing"
    assert ClockKind.APPROVAL not in place.clocks()


def test_an_answer_stops_the_clock(place: Place) -> None:
    answer_approve(place.house, asked(place), "approve")
    assert ClockKind.APPROVAL not in place.clocks()
    a_week(place, 8)
    assert unanswered(place) == 0


def test_of_what_needs_no_approval_any_more_nothing_rings(place: Place) -> None:
    asked(place)
    place.act("MG-1", "categorise", category="fault")
    a_week(place, 8)
    assert (unanswered(place), ClockKind.APPROVAL in place.clocks()) == (0, False)


def test_what_was_closed_and_opened_again_rings_as_before(place: Place) -> None:
    asked(place)
    place.act("MG-1", "override-close", reason="by phone")
    place.later(days=2)
    place.act("MG-1", "reopen", reason="not done")
    a_week(place, 5)
    assert unanswered(place) == 1


def test_of_an_ended_request_nobody_is_asked(place: Place) -> None:
    asked(place)
    rights(place, BILL)
    place.act("MG-1", "override-close", reason="by phone")
    a_week(place, 20)
    assert (unanswered(place), asked_for(place)) == (0, [BILL])


def test_the_author_is_told_nothing_by_it(place: Place) -> None:
    asked(place)
    a_week(place, 8)
    assert [letter.effect for letter in place.outbox() if letter.to == ANN] == ["not_entitled"]
    assert place.out("approval_request").state is OutState.SENT
