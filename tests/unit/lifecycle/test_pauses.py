"""The pause ledger: what it reads from a history, and how pauses move a deadline on (S2-3)."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.lifecycle.clocks import add_open_time, open_time_between
from mailgate.lifecycle.pauses import Pause, pauses, solved_by
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.ticket import HistoryEntry, State
from mailgate.testing import MORNING, an_entry

OFFICE = WorkCalendar("office", "Europe/Prague", dict.fromkeys(range(5), ((time(8), time(12)), (time(13), time(17)))))
HOUR = timedelta(hours=1)


def history(*steps: tuple[float, State]) -> list[HistoryEntry]:
    """So many hours after the opening the ticket came into this state."""
    return [an_entry(at=MORNING + hours * HOUR, dest=str(state)) for hours, state in ((0, State.NEW), *steps)]


def test_time_stands_still_from_the_question_to_the_answer() -> None:
    lines = history(
        (1, State.FIRST_LINE), (2, State.WAITING_CUSTOMER), (3, State.WAITING_CUSTOMER), (5, State.FIRST_LINE)
    )
    assert pauses(lines) == [Pause(MORNING + 2 * HOUR, MORNING + 5 * HOUR, State.WAITING_CUSTOMER)]


def test_one_pause_goes_from_state_to_state_and_the_last_may_last() -> None:
    lines = history((1, State.RESOLVED), (2, State.VERIFYING), (26, State.CLOSED), (30, State.SECOND_LINE))
    first = Pause(MORNING + HOUR, MORNING + 30 * HOUR, State.RESOLVED)
    assert pauses(lines) == [first]
    held = history((1, State.RESOLVED), (30, State.SECOND_LINE), (31, State.ON_HOLD))
    assert pauses(held) == [first, Pause(MORNING + 31 * HOUR, None, State.ON_HOLD)]


def test_a_ticket_that_never_waited_has_none() -> None:
    assert pauses(history((1, State.FIRST_LINE), (2, State.SECOND_LINE))) == []
    assert pauses([]) == []


def test_a_clock_that_was_set_back_makes_no_negative_pause() -> None:
    lines = history((2, State.ON_HOLD), (1, State.FIRST_LINE))
    assert pauses(lines) == [Pause(MORNING + 2 * HOUR, MORNING + 2 * HOUR, State.ON_HOLD)]


def test_a_pause_moves_the_deadline_on_by_the_open_time_that_it_took() -> None:
    four = Duration(4, "h")  # from 9:00 on a Monday: 14:00
    asked, answered = MORNING + HOUR, MORNING + 26 * HOUR  # Monday 10:00 to Tuesday 11:00
    moved = solved_by(MORNING, four, OFFICE, [Pause(asked, answered, State.WAITING_CUSTOMER)], MORNING)
    assert moved == MORNING + 30 * HOUR, "an hour was used by 10:00; from Tuesday 11:00 three more, over lunch"
    late = Pause(MORNING + 6 * HOUR, answered, State.ON_HOLD)
    assert solved_by(MORNING, four, OFFICE, [late], MORNING) == MORNING + 5 * HOUR, "a pause after it saves nothing"


def test_while_it_stands_still_the_rest_counts_from_now() -> None:
    lasting = [Pause(MORNING + HOUR, None, State.ON_HOLD)]
    for hours in (1, 20, 500):
        now = MORNING + hours * HOUR
        assert solved_by(MORNING, Duration(4, "h"), ALWAYS, lasting, now) == now + 3 * HOUR


def test_days_are_moved_on_as_well() -> None:
    day = Duration(1, "d")
    pause = Pause(MORNING + HOUR, MORNING + 3 * HOUR, State.WAITING_CUSTOMER)
    assert solved_by(MORNING, day, OFFICE, [pause], MORNING) == MORNING + 26 * HOUR


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.integers(1, 40), st.lists(st.integers(1, 3000), max_size=8), st.sampled_from([OFFICE, ALWAYS]))
def test_open_time_less_the_pauses_is_exactly_what_was_promised(
    hours: int, minutes: list[int], calendar: WorkCalendar
) -> None:
    start, ledger, at = datetime(2026, 10, 22, 7, 30, tzinfo=UTC), [], datetime(2026, 10, 22, 7, 30, tzinfo=UTC)
    for number, length in enumerate(minutes):  # by turns it runs and stands still
        if number % 2:
            ledger.append(Pause(at, at + timedelta(minutes=length), State.ON_HOLD))
        at += timedelta(minutes=length)
    due = solved_by(start, Duration(hours, "h"), calendar, ledger, at)
    paused = [open_time_between(p.since, min(p.until or at, due), calendar) for p in ledger if p.since < due]
    assert open_time_between(start, due, calendar) - sum(paused, timedelta(0)) == hours * HOUR
    assert due >= add_open_time(start, Duration(hours, "h"), calendar)
