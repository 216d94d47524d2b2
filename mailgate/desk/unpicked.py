"""A P1 that nobody has taken: when its ladder runs, and when each rung of it is due (S0-4, design.md §8).

    calls(ticket)                          # P1, ours to work on, and nobody works on it
    rung_instants(work, ticket, run)       # every rung of a run with its instant
    next_rung(work, ticket, run)           # the first that has not come yet

A run begins with a history entry, whose id is the fence of its clock. What was told stands there too, so that after a
restart nothing comes twice. Nothing here tells anybody: that is `desk.ladder`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailgate.desk.house import Work
from mailgate.desk.promises import promise_of
from mailgate.desk.shifts import away, working
from mailgate.lifecycle.clocks import next_opening, pass_open_time
from mailgate.lifecycle.ladder import Crew, Rung, rungs
from mailgate.model.errors import WrongUse
from mailgate.model.queue import OURS
from mailgate.model.ticket import HistoryEntry, Priority, Ticket
from mailgate.registry.setup import Staff


@dataclass(frozen=True, slots=True)
class Run:
    """One time that nobody has it, from a history entry on."""

    id: int
    since: datetime
    done: frozenset[str]  #: names of the rungs that have come
    told: tuple[str, ...]  #: addresses of those who were told


def calls(ticket: Ticket) -> bool:
    """Whether it is a P1 that waits for somebody to take it."""
    return ticket.priority is Priority.P1 and ticket.state in OURS and not ticket.worker


def has_climbed(history: Sequence[HistoryEntry]) -> bool:
    """Whether a rung has ever come."""
    return any("run" in entry.data for entry in history)


def run_of(history: Sequence[HistoryEntry], begun_by: int, now: datetime) -> Run:
    """The run that began with this entry."""
    since = next((entry.at for entry in history if entry.id == begun_by), now)
    came = [entry.data for entry in history if entry.data.get("run") == begun_by]
    done = frozenset(name for data in came for name in data["rungs"])
    return Run(begun_by, since, done, tuple(address for data in came for address in data["told"]))


def rung_instants(work: Work, ticket: Ticket, run: Run) -> list[tuple[Rung, datetime]]:
    """In their order; none where nothing is promised, for then there is no time to divide."""
    promise = promise_of(work, ticket)
    if promise is None:
        return []
    called = {*run.told, *(member.email for member in on_call(work, oncall=promise.oncall))}
    numbers = sum(email in called for email in work.desk.oncall.rota) if promise.oncall else 0
    plan = rungs(promise.target.first_answer.elapsed(), work.desk.oncall.escalate_after.elapsed(), numbers)
    calendar = promise.calendar.work()
    try:
        begins = next_opening(run.since, calendar)
    except WrongUse:  # it never opens
        return []
    return [(rung, pass_open_time(begins, rung.after, calendar)) for rung in plan]


def next_rung(work: Work, ticket: Ticket, run: Run) -> tuple[Rung, datetime] | None:
    """The first that has not come; None when the ladder is at its end."""
    left = (each for each in rung_instants(work, ticket, run) if each[0].name not in run.done)
    return min(left, key=lambda each: each[1], default=None)


def crew(work: Work, ticket: Ticket) -> Crew:
    """Who could be told at this moment. On shift are those who reach its level, else all who are there."""
    promise = promise_of(work, ticket)
    here = working(work.desk, work.now)
    able = [member for member in here if member.works_at(ticket.level)] or here
    called = on_call(work, oncall=bool(promise and promise.oncall))
    leads = [member for member in (here or called) if member.role == "lead"]
    directors = [member for member in work.desk.staff if member.role == "director"]
    return Crew(*(tuple(member.email for member in each) for each in (able, called, leads, directors)))


def on_call(work: Work, *, oncall: bool) -> list[Staff]:
    """The rota in its turn, without those who are away; nobody for a customer without on-call (S1-7)."""
    named = (work.desk.staff_member(email) for email in (work.desk.oncall.rota if oncall else ()))
    return [member for member in named if member and not away(work.desk, member, work.now)]
