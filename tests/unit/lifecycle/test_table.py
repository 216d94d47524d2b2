"""The rules of a ticket's life, each by its name (design.md §4). Every one of them is a row or a guard of the table."""

import re
from dataclasses import replace
from itertools import product

import pytest

from mailgate.lifecycle.answer import Answer
from mailgate.lifecycle.machine import advance, possible
from mailgate.lifecycle.pauses import RUNS_IN
from mailgate.lifecycle.table import REFUSALS, START, TABLE, TO_LINE, Back, Facts, Silence
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Effect, Event
from mailgate.model.ticket import ClockKind, ResultKind, State

E, F, S = Event, Effect, State

#: A ticket at first line that says nothing special.
PLAIN = Facts(classified=True)
OPEN = (S.NEW, S.FIRST_LINE, S.SECOND_LINE, S.WAITING_CUSTOMER, S.ON_HOLD)
SOLVED = (S.RESOLVED, S.VERIFYING)
ENDED = (S.CLOSED, S.ARCHIVED, S.MERGED, S.REJECTED)


def facts(**changes: object) -> Facts:
    return replace(PLAIN, **changes)


def some_facts() -> list[Facts]:
    """Every mix of what a guard over a customer's words may look at."""
    return [
        facts(classified=known, level=level, may_answer=may, in_window=window, answer=answer)
        for known, level, may, window, answer in product((True, False), (1, 2), (True, False), (True, False), Answer)
    ]


# What a customer writes.


@pytest.mark.parametrize("state", State)
def test_no_state_refuses_a_letter(state: State) -> None:
    for given in some_facts():
        assert advance(state, E.CUSTOMER_WROTE, given).state in State


@pytest.mark.parametrize("state", State)
def test_a_letter_never_closes_a_ticket_by_itself(state: State) -> None:
    for given in some_facts():
        after = advance(state, E.CUSTOMER_WROTE, given).state
        assert after == state or after not in ENDED


@pytest.mark.parametrize("state", [*SOLVED, *ENDED])
def test_thanks_alone_never_reopens(state: State) -> None:
    for given in some_facts():
        if given.answer is Answer.THANKS:
            step = advance(state, E.CUSTOMER_WROTE, given)
            assert (step.state, step.effects) == (state, ())


def test_an_answer_ends_the_wait_for_it_and_tells_the_owner() -> None:
    step = advance(S.WAITING_CUSTOMER, E.CUSTOMER_WROTE, PLAIN)
    effects = {F.START_FIRST_ANSWER, F.ASK_OWNER, F.STOP_ASKED, *TO_LINE}
    assert (step.state, set(step.effects)) == (S.FIRST_LINE, effects)


def test_words_before_the_letter_is_accepted_cancel_it_and_return_the_ticket() -> None:
    step = advance(S.RESOLVED, E.CUSTOMER_WROTE, facts(level=2))
    assert step.state is S.SECOND_LINE
    assert {F.CANCEL_VERIFICATION_LETTER, F.ASK_OWNER, F.START_FIRST_ANSWER} <= set(step.effects)


def test_doubt_while_verifying_stops_the_clock_and_asks_the_owner() -> None:
    step = advance(S.VERIFYING, E.CUSTOMER_WROTE, facts(may_answer=True))
    assert (step.state, set(step.effects)) == (S.VERIFYING, {F.STOP_VERIFICATION, F.START_FIRST_ANSWER, F.ASK_OWNER})


def test_words_within_the_window_reopen_when_their_author_may_answer() -> None:
    step = advance(S.CLOSED, E.CUSTOMER_WROTE, facts(in_window=True, may_answer=True))
    assert step.state is S.FIRST_LINE
    assert {F.STOP_ARCHIVE, F.COUNT_REOPEN, F.REOPENED, F.START_FIRST_ANSWER} <= set(step.effects)


def test_the_fourth_time_within_a_day_a_person_decides_about_reopening() -> None:
    step = advance(S.CLOSED, E.CUSTOMER_WROTE, facts(in_window=True, may_answer=True, reopened_often=True))
    assert (step.state, step.effects) == (S.CLOSED, (F.START_FIRST_ANSWER, F.ASK_OWNER))


@pytest.mark.parametrize("state", [S.WAITING_CUSTOMER, S.ON_HOLD, S.RESOLVED, S.VERIFYING])
def test_words_never_lie_unanswered_wherever_the_ticket_waits(state: State) -> None:
    assert {F.START_FIRST_ANSWER, F.ASK_OWNER} <= set(advance(state, E.CUSTOMER_WROTE, PLAIN).effects)


def test_unproven_words_within_the_window_ask_the_owner_and_reopen_nothing() -> None:
    step = advance(S.CLOSED, E.CUSTOMER_WROTE, facts(in_window=True))
    assert (step.state, step.effects) == (S.CLOSED, (F.START_FIRST_ANSWER, F.ASK_OWNER))


@pytest.mark.parametrize("state", ENDED)
def test_words_after_the_window_open_a_new_ticket(state: State) -> None:
    step = advance(state, E.CUSTOMER_WROTE, facts(may_answer=True))
    assert (step.state, step.effects) == (state, (F.OPEN_LINKED,))


# Who works on it.


def test_a_certain_classification_goes_to_first_line_and_an_uncertain_one_stays_new() -> None:
    assert advance(None, E.OPENED, PLAIN).state is S.FIRST_LINE
    assert advance(None, E.OPENED, facts(classified=False)).state is S.NEW
    assert advance(S.NEW, E.CLASSIFIED, PLAIN).state is S.FIRST_LINE
    assert advance(S.NEW, E.CLASSIFIED, facts(classified=False)).state is S.NEW


@pytest.mark.parametrize("state", [*OPEN, *SOLVED])
def test_another_category_or_priority_counts_the_promises_anew(state: State) -> None:
    decided = (F.STOP_TRIAGE,) if state is S.NEW else ()
    assert advance(state, E.CLASSIFIED, PLAIN).effects == (
        F.RECOUNT_FIRST_ANSWER,
        F.START_RESOLUTION,
        F.START_LADDER,
        *decided,
    )


@pytest.mark.parametrize("given", [PLAIN, facts(urgent=True, lead=True, level=2, handed_over=True)])
def test_taken_is_refused_on_new(given: Facts) -> None:
    with pytest.raises(NotAllowed, match="categorise and prioritise it first"):
        advance(S.NEW, E.TAKEN, given)


def test_taking_says_so_to_the_customer_when_it_is_urgent() -> None:
    assert advance(S.FIRST_LINE, E.TAKEN, facts(urgent=True)).effects == (F.TAKEN, F.START_NEXT_UPDATE, F.STOP_LADDER)
    assert advance(S.FIRST_LINE, E.TAKEN, PLAIN).effects == ()


@pytest.mark.parametrize("state", [S.FIRST_LINE, S.SECOND_LINE])
def test_escalated_needs_a_handover(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.ESCALATED, PLAIN)
    assert advance(state, E.ESCALATED, facts(handed_over=True)).state is S.SECOND_LINE


def test_returned_goes_back_to_first_line() -> None:
    assert advance(S.SECOND_LINE, E.RETURNED, facts(level=1)).state is S.FIRST_LINE
    assert not possible(S.FIRST_LINE, E.RETURNED)


def test_returning_what_somebody_took_over_announces_that_the_owner_speaks_again() -> None:
    announced = (F.TAKEN_OVER, F.START_NEXT_UPDATE, F.START_LADDER)
    assert advance(S.SECOND_LINE, E.RETURNED, facts(spoken_for=True)).effects == announced
    assert advance(S.SECOND_LINE, E.RETURNED, PLAIN).effects == (F.START_LADDER,)


@pytest.mark.parametrize("event", [E.TAKEN_OVER, E.GIVEN_BACK])
@pytest.mark.parametrize("state", State)
def test_who_speaks_changes_only_where_work_goes_on_and_always_with_a_letter(event: Event, state: State) -> None:
    if state not in (S.FIRST_LINE, S.SECOND_LINE, S.WAITING_CUSTOMER, S.ON_HOLD):
        assert not possible(state, event)
        return
    step = advance(state, event, PLAIN)
    assert (step.state, step.effects[0]) == (state, F.TAKEN_OVER)
    assert (F.START_NEXT_UPDATE in step.effects) == (state is not S.ON_HOLD)


def test_second_line_is_watched_from_the_escalation_on() -> None:
    assert F.START_NEXT_UPDATE in advance(S.FIRST_LINE, E.ESCALATED, facts(handed_over=True)).effects


@pytest.mark.parametrize(
    ("given", "line"),
    [(PLAIN, S.FIRST_LINE), (facts(level=2), S.SECOND_LINE), (facts(level=3), S.SECOND_LINE), (Facts(level=2), S.NEW)],
)
def test_back_is_the_line_whose_work_it_is(given: Facts, line: State) -> None:
    assert advance(S.ON_HOLD, E.RESUMED, given).state is line


def test_asking_pauses_until_the_customer_writes() -> None:
    step = advance(S.SECOND_LINE, E.CUSTOMER_ASKED, PLAIN)
    effects = (F.ASKED, F.STOP_FIRST_ANSWER, F.START_NEXT_UPDATE, F.STOP_RESOLUTION, F.STOP_TRIAGE)
    assert (step.state, step.effects) == (S.WAITING_CUSTOMER, (*effects, F.START_ASKED, F.STOP_LADDER))


# The ladder of a P1 that nobody takes.


def test_wherever_a_ticket_begins_or_returns_to_its_line_the_ladder_may_begin() -> None:
    for move in TABLE:
        to_work = move.event is E.OPENED or isinstance(move.dest, Back) or move.event in (E.CLASSIFIED, E.ASSIGNED)
        handed_on = move.event in (E.ESCALATED, E.RETURNED)
        assert (F.START_LADDER in move.effects) == (to_work or handed_on or F.PAGE in move.effects), move


def test_wherever_the_time_for_the_solution_stops_the_ladder_stops() -> None:
    for move in TABLE:
        if F.STOP_RESOLUTION in move.effects:
            assert F.STOP_LADDER in move.effects, move


@pytest.mark.parametrize("state", [S.NEW, S.FIRST_LINE, S.SECOND_LINE])
def test_a_rung_calls_us_and_the_last_one_tells_the_customer_that_we_are_late(state: State) -> None:
    rung = facts(clock=ClockKind.LADDER)
    assert advance(state, E.TIME_PASSED, rung).effects == (F.PAGE, F.START_LADDER)
    assert advance(state, E.TIME_PASSED, replace(rung, late=True)).effects == (F.PAGE, F.DELAYED, F.START_LADDER)


@pytest.mark.parametrize("state", [S.WAITING_CUSTOMER, S.ON_HOLD, *SOLVED, *ENDED])
def test_nobody_is_called_for_what_is_not_ours_to_work_on(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.TIME_PASSED, facts(clock=ClockKind.LADDER))


# Solved, and verified by the customer.


def test_a_new_ticket_cannot_be_resolved() -> None:
    with pytest.raises(NotAllowed, match="categorise"):
        advance(S.NEW, E.RESOLUTION_PROPOSED, PLAIN)


@pytest.mark.parametrize("state", [S.FIRST_LINE, S.SECOND_LINE, S.WAITING_CUSTOMER, S.ON_HOLD, S.VERIFYING])
@pytest.mark.parametrize(
    ("result", "letter"), [(ResultKind.BINARY, F.VERIFY), (ResultKind.EXPECTATION, F.VERIFY_EXPECTATION)]
)
def test_a_resolution_asks_the_question_of_its_kind(state: State, result: ResultKind, letter: Effect) -> None:
    step = advance(state, E.RESOLUTION_PROPOSED, facts(result=result))
    assert step.state is S.RESOLVED
    stops = {F.STOP_FIRST_ANSWER, F.STOP_NEXT_UPDATE, F.STOP_RESOLUTION, F.STOP_VERIFICATION, F.STOP_HOLD}
    assert set(step.effects) == {*stops, F.STOP_TRIAGE, F.STOP_ASKED, F.STOP_LADDER, letter}


def test_the_window_starts_only_when_the_letter_was_accepted() -> None:
    starters = [move for move in TABLE if F.START_VERIFICATION in move.effects]
    assert [(move.event, move.sources, move.dest) for move in starters] == [
        (E.VERIFICATION_SENT, (S.RESOLVED,), S.VERIFYING)
    ]


def test_verifying_has_no_other_way_in() -> None:
    ways = {move.event for move in TABLE if move.dest is S.VERIFYING}
    assert ways == {E.VERIFICATION_SENT}


def test_a_letter_that_came_back_stops_the_clock_and_asks_the_owner() -> None:
    step = advance(S.VERIFYING, E.VERIFICATION_UNDELIVERED, PLAIN)
    assert (step.state, step.effects) == (S.RESOLVED, (F.STOP_VERIFICATION, F.ASK_OWNER))
    assert advance(S.RESOLVED, E.VERIFICATION_UNDELIVERED, PLAIN).state is S.RESOLVED


def test_a_letter_that_came_back_after_closing_by_silence_reopens() -> None:
    step = advance(S.CLOSED, E.VERIFICATION_UNDELIVERED, facts(by_silence=True, in_window=True))
    assert step.state is S.FIRST_LINE
    assert F.ASK_OWNER in step.effects
    for late in (facts(by_silence=True), facts(in_window=True)):
        with pytest.raises(NotAllowed):
            advance(S.CLOSED, E.VERIFICATION_UNDELIVERED, late)


@pytest.mark.parametrize("event", [E.CONFIRMED, E.DISPUTED, E.PARTLY_CONFIRMED])
@pytest.mark.parametrize("state", SOLVED)
def test_only_who_may_answer_answers(event: Event, state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, event, facts(lead=True))
    advance(state, event, facts(may_answer=True))


def test_confirmed_closes() -> None:
    step = advance(S.VERIFYING, E.CONFIRMED, facts(may_answer=True))
    assert step.state is S.CLOSED
    assert {F.STOP_VERIFICATION, F.CLOSED, F.START_ARCHIVE} <= set(step.effects)


def test_disputed_returns_to_the_same_line_and_counts() -> None:
    step = advance(S.VERIFYING, E.DISPUTED, facts(may_answer=True, level=2))
    assert step.state is S.SECOND_LINE
    assert {F.COUNT_DISPUTE, F.COUNT_REOPEN, F.START_FIRST_ANSWER, F.STOP_VERIFICATION} <= set(step.effects)


def test_every_no_and_every_partly_goes_to_the_lead() -> None:
    """S4-11: the lead looks at each."""
    assert F.ASK_LEAD in advance(S.VERIFYING, E.DISPUTED, facts(may_answer=True)).effects
    assert F.ASK_LEAD in advance(S.VERIFYING, E.PARTLY_CONFIRMED, facts(may_answer=True)).effects
    assert F.ASK_LEAD in advance(S.VERIFYING, E.DISPUTED, facts(may_answer=True, disputes=1)).effects


def test_partly_confirmed_returns_without_counting_a_dispute() -> None:
    step = advance(S.VERIFYING, E.PARTLY_CONFIRMED, facts(may_answer=True))
    assert step.state is S.FIRST_LINE
    assert F.COUNT_DISPUTE not in step.effects
    assert F.COUNT_REOPEN in step.effects


@pytest.mark.parametrize("disputes", [0, 1])
def test_silence_closes_before_two_disputes(disputes: int) -> None:
    given = facts(clock=ClockKind.VERIFICATION, disputes=disputes)
    assert advance(S.VERIFYING, E.TIME_PASSED, given).state is S.CLOSED


@pytest.mark.parametrize("disputes", [2, 3])
def test_after_two_disputes_silence_rings_a_task_and_closes_nothing(disputes: int) -> None:
    step = advance(S.VERIFYING, E.TIME_PASSED, facts(clock=ClockKind.VERIFICATION, disputes=disputes))
    assert (step.state, step.effects) == (S.VERIFYING, (F.ASK_OWNER, F.ASK_LEAD))


def test_what_comes_back_from_its_end_is_recurring_and_a_first_no_is_not() -> None:
    again = facts(in_window=True, may_answer=True)
    assert F.MARK_RECURRING in advance(S.CLOSED, E.CUSTOMER_WROTE, again).effects
    assert F.MARK_RECURRING in advance(S.CLOSED, E.REOPENED, PLAIN).effects
    assert F.MARK_RECURRING not in advance(S.VERIFYING, E.DISPUTED, again).effects
    assert F.MARK_RECURRING in advance(S.VERIFYING, E.DISPUTED, replace(again, disputes=1)).effects


@pytest.mark.parametrize("state", [*OPEN, *SOLVED])
def test_after_two_disputes_only_a_lead_closes_without_the_customer(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.CLOSED_BY_OVERRIDE, facts(disputes=2))
    assert advance(state, E.CLOSED_BY_OVERRIDE, facts(disputes=2, lead=True)).state is S.CLOSED
    assert advance(state, E.CLOSED_BY_OVERRIDE, facts(disputes=1)).state is S.CLOSED


def test_after_two_disputes_the_customers_yes_still_closes() -> None:
    assert advance(S.VERIFYING, E.CONFIRMED, facts(may_answer=True, disputes=5)).state is S.CLOSED


# Clocks.


def test_a_reminder_reminds_and_moves_nothing() -> None:
    step = advance(S.VERIFYING, E.TIME_PASSED, facts(clock=ClockKind.REMINDER))
    assert (step.state, step.effects) == (S.VERIFYING, (F.REMINDER,))


@pytest.mark.parametrize("state", [*OPEN, *SOLVED, S.CLOSED])
def test_a_late_first_answer_marks_the_ticket_where_it_stands(state: State) -> None:
    step = advance(state, E.TIME_PASSED, facts(clock=ClockKind.FIRST_ANSWER))
    assert (step.state, step.effects) == (state, (F.MARK_BREACHED, F.ASK_OWNER, F.ASK_LEAD))


@pytest.mark.parametrize("state", OPEN)
def test_a_late_next_update_asks_the_owner_where_the_ticket_stands(state: State) -> None:
    step = advance(state, E.TIME_PASSED, facts(clock=ClockKind.NEXT_UPDATE))
    assert (step.state, step.effects) == (state, (F.MARK_BREACHED, F.ASK_OWNER))


@pytest.mark.parametrize("state", RUNS_IN)
def test_a_late_solution_marks_the_ticket_where_it_stands(state: State) -> None:
    step = advance(state, E.TIME_PASSED, facts(clock=ClockKind.RESOLUTION))
    assert (step.state, step.effects) == (state, (F.MARK_BREACHED, F.ASK_OWNER, F.ASK_LEAD))


def test_the_time_for_the_solution_runs_where_it_is_ours_and_stands_still_elsewhere() -> None:
    for move in TABLE:
        runs = isinstance(move.dest, Back) or move.dest in RUNS_IN
        came_back = any(source not in RUNS_IN for source in move.sources)
        if runs and came_back:
            assert F.START_RESOLUTION in move.effects, move
        if isinstance(move.dest, State) and not runs and set(RUNS_IN) & set(move.sources):
            assert F.STOP_RESOLUTION in move.effects, move


def test_the_triage_clock_starts_on_every_way_to_new_and_stops_on_every_way_out() -> None:
    for move in TABLE:
        if isinstance(move.dest, Back) or (move.dest is S.NEW and move.sources != (S.NEW,)):
            assert F.START_TRIAGE in move.effects, move
        if S.NEW in move.sources and move.dest not in (None, S.NEW):
            assert F.STOP_TRIAGE in move.effects, move


def test_what_nobody_has_decided_in_time_goes_to_the_lead_and_nowhere_else() -> None:
    step = advance(S.NEW, E.TIME_PASSED, facts(classified=False, clock=ClockKind.TRIAGE))
    assert (step.state, step.effects) == (S.NEW, (F.ASK_LEAD,))
    for state in set(State) - {S.NEW}:
        with pytest.raises(NotAllowed):
            advance(state, E.TIME_PASSED, facts(clock=ClockKind.TRIAGE))


@pytest.mark.parametrize("state", OPEN)
def test_every_word_of_ours_that_promises_the_next_one_starts_its_clock(state: State) -> None:
    assert F.START_NEXT_UPDATE in advance(state, E.REPLIED, PLAIN).effects
    if possible(state, E.CUSTOMER_ASKED):
        assert F.START_NEXT_UPDATE in advance(state, E.CUSTOMER_ASKED, PLAIN).effects


@pytest.mark.parametrize("state", ENDED)
def test_words_of_ours_after_the_end_promise_no_next_one(state: State) -> None:
    if possible(state, E.REPLIED):
        assert F.START_NEXT_UPDATE not in advance(state, E.REPLIED, PLAIN).effects


def test_hold_solution_and_every_end_stop_the_next_update() -> None:
    ends = {E.HELD, E.RESOLUTION_PROPOSED, E.CONFIRMED, E.CLOSED_BY_OVERRIDE, E.MERGED, E.REJECTED}
    for move in TABLE:
        if move.event in ends:
            assert F.STOP_NEXT_UPDATE in move.effects, move


@pytest.mark.parametrize(
    ("silence", "effects"),
    [
        (Silence.ASKED, (F.START_ASKED, F.ASKED_REMINDER)),
        (Silence.REMINDED, (F.START_ASKED, F.CLOSING_QUESTION)),
        (Silence.ASKED_TO_CLOSE, (F.ASK_OWNER,)),
    ],
)
def test_who_does_not_answer_is_reminded_then_asked_and_never_closed(
    silence: Silence, effects: tuple[Effect, ...]
) -> None:
    for disputes in (0, 2):
        given = facts(clock=ClockKind.ASKED, silence=silence, disputes=disputes)
        step = advance(S.WAITING_CUSTOMER, E.TIME_PASSED, given)
        assert (step.state, step.effects) == (S.WAITING_CUSTOMER, effects)


@pytest.mark.parametrize("state", [state for state in State if state is not S.WAITING_CUSTOMER])
def test_the_clock_of_our_questions_means_nothing_elsewhere(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.TIME_PASSED, facts(clock=ClockKind.ASKED))


def test_whatever_ends_the_wait_for_an_answer_stops_its_clock() -> None:
    for move in TABLE:
        leaves = move.dest not in (None, S.WAITING_CUSTOMER)
        if S.WAITING_CUSTOMER in move.sources and leaves:
            assert F.STOP_ASKED in move.effects, move


def test_only_an_appointment_sends_an_invitation() -> None:
    for state in OPEN:
        for agreed, letter in (True, F.APPOINTMENT), (False, F.ON_HOLD):
            step = advance(state, E.HELD, facts(appointment=agreed))
            assert (step.state, step.effects[0]) == (S.ON_HOLD, letter)
            assert not {F.APPOINTMENT, F.ON_HOLD} & set(step.effects[1:])


def test_what_was_waited_for_returns_to_its_line() -> None:
    step = advance(S.ON_HOLD, E.TIME_PASSED, facts(clock=ClockKind.HOLD, level=2))
    assert (step.state, step.effects) == (S.SECOND_LINE, (F.ASK_OWNER, *TO_LINE))


@pytest.mark.parametrize("state", [state for state in State if state is not S.VERIFYING])
def test_a_verification_clock_means_nothing_elsewhere(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.TIME_PASSED, facts(clock=ClockKind.VERIFICATION))


# Part of another one.


@pytest.mark.parametrize("state", [*OPEN, *SOLVED, S.CLOSED])
def test_merging_stops_every_clock_and_every_letter_that_nobody_wrote(state: State) -> None:
    step = advance(state, E.MERGED, PLAIN)
    stops = {move for move in F if move.startswith("stop_")}
    assert step.state is S.MERGED
    assert set(step.effects) == {*stops, F.CANCEL_LETTERS, F.MERGED}


@pytest.mark.parametrize("state", [S.ARCHIVED, S.MERGED, S.REJECTED])
def test_what_has_ended_for_good_is_not_merged(state: State) -> None:
    with pytest.raises(NotAllowed):
        advance(state, E.MERGED, facts(lead=True))


@pytest.mark.parametrize("event", [event for event in Event if event is not E.CUSTOMER_WROTE])
def test_nothing_happens_to_a_merged_ticket_but_a_letter(event: Event) -> None:
    assert not possible(S.MERGED, event)


# The table as a whole.


def test_only_three_events_close() -> None:
    assert {(move.event, *move.sources) for move in TABLE if move.dest is S.CLOSED} == {
        (E.CONFIRMED, *SOLVED),
        (E.TIME_PASSED, S.VERIFYING),
        (E.CLOSED_BY_OVERRIDE, *OPEN, *SOLVED),
    }


def test_nothing_leaves_archived_merged_or_rejected() -> None:
    leaving = [
        move.event
        for move in TABLE
        for state in (S.ARCHIVED, S.MERGED, S.REJECTED)
        if state in move.sources and move.dest not in (None, state)
    ]
    assert leaving == []


def test_every_event_and_every_state_has_a_row() -> None:
    assert {move.event for move in TABLE} == set(Event)
    reached = {move.dest for move in TABLE if isinstance(move.dest, State)}
    assert reached == set(State)


def test_every_effect_is_brought_about_by_a_row() -> None:
    assert {effect for move in TABLE for effect in move.effects} == set(Effect)


def test_a_closed_ticket_always_counts_towards_the_archive_and_an_open_one_never() -> None:
    for move in TABLE:
        if move.dest is S.CLOSED:
            assert F.START_ARCHIVE in move.effects, move
        elif S.CLOSED in move.sources and isinstance(move.dest, Back):
            assert F.STOP_ARCHIVE in move.effects, move


def test_no_row_is_hidden_by_one_above_it() -> None:
    """A row without guards takes all: below it the same event in the same state would never be reached."""
    taken: set[tuple[Event, State | str]] = set()
    for move in TABLE:
        slots = {(move.event, source) for source in move.sources}
        assert not slots <= taken, move
        if not move.when:
            taken |= slots


def test_every_refusal_in_words_can_happen() -> None:
    for event, state in REFUSALS:
        with pytest.raises(NotAllowed, match=re.escape(REFUSALS[event, state])):
            advance(state, event, facts(disputes=2))


def test_only_opening_begins_a_life() -> None:
    assert {move.event for move in TABLE if START in move.sources} == {E.OPENED}
    for event in Event:
        if event is not E.OPENED:
            with pytest.raises(NotAllowed, match="not there yet"):
                advance(None, event, PLAIN)
