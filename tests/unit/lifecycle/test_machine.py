"""Walks of any length through the table: the machine takes legal rows only, and keeps nothing of a ticket."""

import gc

from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.lifecycle import machine
from mailgate.lifecycle.answer import Answer
from mailgate.lifecycle.machine import advance, destinations, possible
from mailgate.lifecycle.table import START, TABLE, Facts, Move
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Event
from mailgate.model.ticket import ClockKind, ResultKind, State

any_facts = st.builds(
    Facts,
    classified=st.booleans(),
    level=st.integers(1, 3),
    urgent=st.booleans(),
    handed_over=st.booleans(),
    may_answer=st.booleans(),
    answer=st.sampled_from(Answer),
    in_window=st.booleans(),
    by_silence=st.booleans(),
    disputes=st.integers(0, 3),
    lead=st.booleans(),
    result=st.sampled_from(ResultKind),
    clock=st.none() | st.sampled_from(ClockKind),
)
happenings = st.lists(st.tuples(st.sampled_from(Event), any_facts), max_size=12)

CLOSING = {Event.CONFIRMED, Event.CLOSED_BY_OVERRIDE}


def first_row(state: State | None, event: Event, facts: Facts) -> Move | None:
    """The row that a reader of the table would take."""
    source = START if state is None else state
    rows = (move for move in TABLE if move.event is event and source in move.sources)
    return next((move for move in rows if all(guard(facts) for guard in move.when)), None)


def leads_to(move: Move, state: State | None, facts: Facts) -> State:
    ways = destinations(move, START if state is None else state)
    return next(dest for dest, more in ways if all(guard(facts) for guard in more))


@settings(max_examples=80, deadline=None)
@given(happenings)
def test_any_walk_takes_the_rows_that_a_reader_would_take(walk: list[tuple[Event, Facts]]) -> None:
    state: State | None = None
    for event, facts in [(Event.OPENED, Facts()), *walk]:
        row = first_row(state, event, facts)
        try:
            step = advance(state, event, facts)
        except NotAllowed:
            assert row is None
            continue
        assert row is not None
        assert (step.state, step.effects) == (leads_to(row, state, facts), row.effects)
        state = step.state


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(State), st.sampled_from(Event), any_facts)
def test_nothing_closes_but_a_yes_the_window_or_a_named_override(state: State, event: Event, facts: Facts) -> None:
    try:
        after = advance(state, event, facts).state
    except NotAllowed:
        return
    if after is State.CLOSED != state:
        silent = event is Event.TIME_PASSED and state is State.VERIFYING and facts.clock is ClockKind.VERIFICATION
        assert event in CLOSING or silent
        assert event is not Event.CONFIRMED or facts.may_answer
        assert not silent or facts.disputes < 2


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(State), st.sampled_from(Event), any_facts)
def test_what_is_not_possible_is_never_allowed(state: State, event: Event, facts: Facts) -> None:
    if not possible(state, event):
        assert first_row(state, event, facts) is None
        try:
            advance(state, event, facts)
        except NotAllowed:
            return
        raise AssertionError((state, event))


def test_no_model_stays_attached_to_the_machine() -> None:
    for _ in range(50):
        advance(State.FIRST_LINE, Event.TAKEN, Facts(classified=True))
    assert machine._machine.models == []
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, machine._Cursor)]


def test_an_error_of_a_guard_is_not_taken_for_a_refusal() -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise ZeroDivisionError

    try:
        advance(State.NEW, Event.CLASSIFIED, Broken())  # type: ignore[arg-type]
    except ZeroDivisionError:
        return
    raise AssertionError("a guard that breaks must not look like a step that the table lacks")


def test_the_same_facts_give_the_same_step() -> None:
    facts = Facts(classified=True, level=2)
    assert advance(State.ON_HOLD, Event.RESUMED, facts) == advance(State.ON_HOLD, Event.RESUMED, facts)
