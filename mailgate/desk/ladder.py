"""Go up the ladder of a P1 that nobody has taken: one line of history, and the letters of it, in one transaction.

    climb_on(work, ticket, clock)    # when its clock rings

All rungs that are due come together, so that a long downtime ends in one letter each and not in many. Who it is that is
told stands in `lifecycle.ladder`, when in `desk.unpicked`. Whoever takes the ticket stops it; there is no other answer.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.move import facts_of, move
from mailgate.desk.promises import first_answer_due
from mailgate.desk.unpicked import Run, calls, crew, next_rung, run_of, rung_instants
from mailgate.lifecycle.ladder import Climb, Whom, climb
from mailgate.model.event import Effect, Event
from mailgate.model.ticket import Clock, ClockKind, Ticket
from mailgate.registry.setup import Desk

_AS = {Whom.ROTA: " (on call)", Whom.LEAD: " (lead)", Whom.DIRECTOR: " (director)"}
#: Who is next, for people.
_NEXT = {
    Whom.SHIFT: "everybody on shift",
    Whom.ROTA: "the next on call",
    Whom.LEAD: "the lead",
    Whom.DIRECTOR: "the director",
    Whom.CUSTOMER: "an honest letter to the customer",
}
_KNOWING = ("lead", "director")  #: whom the customer is told of as knowing, the first of them first
_MANY_MINUTES = 120  #: from here on hours are counted


def climb_on(work: Work, ticket: Ticket, clock: Clock) -> bool:
    """Tell those whose turn it is; False when nobody needs to be told any more, or not yet."""
    if not calls(ticket):
        return False
    run = run_of(work.unit.tickets.history(ticket.id), clock.fence, work.now)
    left = [(rung, at) for rung, at in rung_instants(work, ticket, run) if rung.name not in run.done]
    due = [rung for rung, at in left if at <= work.now]
    if not due:  # its promise has changed
        _look_again(work, clock, [at for _, at in left])
        return False
    step = climb(due, [rung for rung, at in left if at > work.now], crew(work, ticket), run.told)
    told = [address for _, address in step.told]
    data = {"clock": clock.kind, "run": run.id, "rungs": [rung.name for rung in step.rungs], "told": told}
    promised = first_answer_due(work, ticket, ticket.waiting_since) if ticket.waiting_since else None
    late = promised is not None and _to_be_told(work, ticket, step, promised)
    params = {
        "told": told,
        "since": run.since.isoformat(),
        "due": promised.isoformat() if promised else "",
        "lead": _who_knows(work.desk, [*run.told, *told]),
    }
    facts = facts_of(ticket, clock=ClockKind.LADDER, late=late)
    why = sentence(work.desk, run, step, work.now, late=late)
    move(work, ticket, Event.TIME_PASSED, facts, by="mailgate", why=why, params=params, data=data)
    return True


def _look_again(work: Work, clock: Clock, instants: Sequence[datetime]) -> None:
    if instants:
        work.unit.clocks.start(replace(clock, due_at=min(instants), id=0))


def _to_be_told(work: Work, ticket: Ticket, step: Climb, promised: datetime) -> bool:
    """Whether the customer is told that we are late: at the top, after the promised instant, once for each ticket."""
    if promised > work.now or not any(rung.whom is Whom.CUSTOMER for rung in step.rungs):
        return False
    return all(letter.effect != Effect.DELAYED for letter in work.unit.outbox.of_ticket(ticket.id))


def sentence(desk: Desk, run: Run, step: Climb, now: datetime, *, late: bool) -> str:
    """`nobody has taken it for 20 min: no lead is on shift; told Dora Novak (director)`."""
    told = ", ".join(f"{desk.name_of(address)}{_AS.get(whom, '')}" for whom, address in step.told)
    parts = [*dict.fromkeys(step.nobody)]
    parts += [f"told {told}"] if told else []
    parts += ["the customer reads that we are late"] if late else []
    return f"nobody has taken it{_for(run.since, now)}: {'; '.join(parts) or 'all whose turn it is know'}"


def _for(since: datetime, now: datetime) -> str:
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 1:
        return " yet"
    return f" for {minutes} min" if minutes < _MANY_MINUTES else f" for {minutes // 60} h"


def standing(work: Work, ticket: Ticket) -> dict[str, Any] | None:
    """Who was told of a P1 that nobody has, and who is next, for people; None where no ladder runs or ran."""
    if not calls(ticket):
        return None
    history = work.unit.tickets.history(ticket.id)
    clocks = [clock for clock in work.unit.clocks.of_ticket(ticket.id) if clock.kind is ClockKind.LADDER]
    last = next((entry.data["run"] for entry in reversed(history) if "run" in entry.data), None)
    begun_by = clocks[0].fence if clocks else last
    if begun_by is None:
        return None
    run = run_of(history, begun_by, work.now)
    coming = next_rung(work, ticket, run) if clocks else None
    return {
        "since": run.since.isoformat(),
        "told": [work.desk.name_of(address) for address in dict.fromkeys(run.told)],
        "next": _NEXT[coming[0].whom] if coming else None,
        "next_at": coming[1].isoformat() if coming else None,
    }


def _who_knows(desk: Desk, told: Sequence[str]) -> str:
    known = [member for address in told if (member := desk.staff_member(address)) and member.role in _KNOWING]
    first = min(known, key=lambda member: _KNOWING.index(member.role), default=None)
    return first.name if first else ""
