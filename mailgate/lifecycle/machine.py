"""Walk the table. The only module that knows the `transitions` package.

One shared Machine without attached models: `add_model` would keep every ticket alive and put a method per trigger on
it. Driven through `events[...]`, the library does what it is good at, matching rows and guards, and tickets stay plain.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from transitions import Machine, MachineError

from mailgate.lifecycle.table import REFUSALS, START, TABLE, Back, Facts, Guard, Move
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Effect, Event
from mailgate.model.ticket import State


@dataclass(frozen=True, slots=True)
class Step:
    """Where the ticket stands now, and what must be done about it."""

    state: State
    effects: tuple[Effect, ...]


@dataclass(slots=True)
class _Cursor:
    state: State | str
    taken: Move | None = None


def _on_second_line(facts: Facts) -> bool:
    return facts.classified and facts.level >= 2


def _on_first_line(facts: Facts) -> bool:
    return facts.classified


#: How "its line" is read, in this order.
_LINES: tuple[tuple[State, tuple[Guard, ...]], ...] = (
    (State.SECOND_LINE, (_on_second_line,)),
    (State.FIRST_LINE, (_on_first_line,)),
    (State.NEW, ()),
)


def destinations(move: Move, source: State | str) -> tuple[tuple[State, tuple[Guard, ...]], ...]:
    """Where a row leads from `source`, with the guards that its destination adds."""
    if isinstance(move.dest, Back):
        return _LINES
    return ((move.dest if move.dest is not None else State(source), ()),)


def _condition(guard: Guard) -> Callable[[Any], bool]:
    return lambda event: guard(event.kwargs["facts"])


def _take(move: Move) -> Callable[[Any], None]:
    return lambda event: setattr(event.model, "taken", move)


def _rows() -> Iterator[dict[str, Any]]:
    for move in TABLE:
        for source in move.sources:
            for dest, more in destinations(move, source):
                yield {
                    "trigger": str(move.event),
                    "source": str(source),
                    "dest": str(dest),
                    "conditions": [_condition(guard) for guard in (*move.when, *more)],
                    "after": _take(move),
                }


_machine = Machine(
    model=None,
    states=[START, *map(str, State)],
    initial=None,
    auto_transitions=False,
    send_event=True,
    transitions=list(_rows()),
)


def advance(state: State | None, event: Event, facts: Facts) -> Step:
    """Where `event` takes a ticket that is in `state` (None: it does not exist yet), and what must follow.

    Raises NotAllowed when no row fits, with a sentence that staff read as it stands.
    """
    cursor = _Cursor(START if state is None else str(state))
    try:
        _machine.events[str(event)].trigger(cursor, facts=facts)
    except MachineError as cause:
        raise NotAllowed(_refusal(state, event)) from cause
    if cursor.taken is None:
        raise NotAllowed(_refusal(state, event))
    return Step(State(cursor.state), cursor.taken.effects)


def possible(state: State, event: Event) -> bool:
    """True when the table has any row for this event in this state, whatever its guards; for buttons."""
    return any(move.event is event and state in move.sources for move in TABLE)


def _refusal(state: State | None, event: Event) -> str:
    if state is not None and (event, state) in REFUSALS:
        return REFUSALS[event, state]
    return f"'{event}' cannot happen to a ticket that is {state or 'not there yet'}"
