"""The pause ledger: when the time for the solution stood still (S2-3). Pure; read from the append-only history.

The time for the solution runs while a ticket is ours to work on. It stands still while the ticket waits for the
customer or for a known event, is solved and being verified, or has ended. A first answer never pauses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailgate.lifecycle.clocks import add_open_time, open_time_between, pass_open_time
from mailgate.model.calendar import WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.ticket import HistoryEntry, State

RUNS_IN = (State.NEW, State.FIRST_LINE, State.SECOND_LINE)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count."""

    since: datetime
    until: datetime | None  #: None while it lasts
    state: State  #: in which the ticket was at first


def pauses(history: Sequence[HistoryEntry]) -> list[Pause]:
    """Every pause, oldest first. A clock that was set back between two entries makes none longer than it was."""
    found: list[Pause] = []
    began: tuple[datetime, State] | None = None
    for entry in history:
        state = State(entry.dest)
        if state in RUNS_IN and began:
            found.append(Pause(began[0], max(began[0], entry.at), began[1]))
            began = None
        elif state not in RUNS_IN and not began:
            began = entry.at, state
    return [*found, Pause(began[0], None, began[1])] if began else found


def solved_by(
    start: datetime, promised: Duration, calendar: WorkCalendar, ledger: Sequence[Pause], now: datetime
) -> datetime:
    """When `promised` has passed since `start`, pauses left out: each moves it on by the open time that it took.

    While it stands still, the instant is that of going on `now`.
    """
    due = add_open_time(start, promised, calendar)
    for pause in ledger:
        if pause.since < due:
            due = pass_open_time(due, open_time_between(pause.since, pause.until or now, calendar), calendar)
    return due
