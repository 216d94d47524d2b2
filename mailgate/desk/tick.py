"""Ring the clocks that are due: each raises its event through the same `advance()` as everything else.

A sweep costs what is due, not what is open. Ringing twice does nothing: the clock goes in the transaction of its ring.
A clock that steps back only delays; deadlines are UTC instants in rows (law 11).
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from mailgate.desk.ahead import LONGEST_BUDGET
from mailgate.desk.house import House, Work
from mailgate.desk.ladder import climb_on
from mailgate.desk.move import facts_of, move
from mailgate.desk.overdue import overdue
from mailgate.desk.promises import result_kind
from mailgate.desk.silence import silence_of
from mailgate.model.errors import Conflict, NotAllowed
from mailgate.model.event import Event
from mailgate.model.ticket import Clock, ClockKind, Ticket

BATCH = 100
TOGETHER = 32  #: are rung in one transaction, as long as nothing goes wrong

log = logging.getLogger(__name__)

_OF_A_ROUND = (ClockKind.VERIFICATION, ClockKind.REMINDER)
_EVENTS = {ClockKind.ARCHIVE: Event.ARCHIVED}  #: the others raise TIME_PASSED
_WHY = {
    ClockKind.FIRST_ANSWER: "the promised first answer is late",
    ClockKind.NEXT_UPDATE: "the promised next word is late",
    ClockKind.RESOLUTION: "the promised solution is late",
    ClockKind.VERIFICATION: "no answer within the verification window",
    ClockKind.REMINDER: "no answer yet: one reminder",
    ClockKind.HOLD: "what it waited for is due",
    ClockKind.ARCHIVE: "the reopen window is over",
    ClockKind.TRIAGE: "category and priority are not decided yet",
    ClockKind.APPROVAL: "nobody has answered our request for approval",
}


class Ring(Enum):
    """What became of a due clock."""

    RANG = "rang"
    DROPPED = "dropped"  #: it meant nothing any more, or not yet
    LEFT = "left"  #: it stands, and rings at the next sweep


def ring(house: House, limit: int = BATCH) -> list[Clock]:
    """Ring up to `limit` due clocks; those that rang."""
    return [clock for clock, ended in _sweep(house, limit) if ended is Ring.RANG]


def ring_all(house: House) -> list[Clock]:
    """Ring everything that is due, also after a long downtime."""
    rung: list[Clock] = []
    swept = _sweep(house, BATCH)
    while any(ended is not Ring.LEFT for _, ended in swept):
        rung += [clock for clock, ended in swept if ended is Ring.RANG]
        swept = _sweep(house, BATCH)
    return rung


def _sweep(house: House, limit: int) -> list[tuple[Clock, Ring]]:
    with house.view() as work:
        due = work.unit.clocks.due(work.now, limit)
    swept = [each for start in range(0, len(due), TOGETHER) for each in _together(house, due[start : start + TOGETHER])]
    if any(ended is Ring.RANG for _, ended in swept):
        house.wake("outbox")
    return swept


def _together(house: House, due: Sequence[Clock]) -> list[tuple[Clock, Ring]]:
    """All in one transaction; when that cannot be, each in its own: one that cannot be rung stops no other."""
    if len(due) > 1:
        try:
            with house.work() as work:
                _take_up(work, due)
                return [(clock, _ring_one(work, clock)) for clock in due]
        except Exception as cause:
            log.info("%d clocks are rung one by one: %s", len(due), cause)
    return [(clock, _rings(house, clock)) for clock in due]


def _take_up(work: Work, due: Sequence[Clock]) -> None:
    """Nobody else moves these tickets meanwhile; what will be asked about them is fetched together."""
    unit, ids = work.unit, {clock.ticket_id for clock in due}
    unit.tickets.lock(ids)
    unit.foresee(len(ids))
    unit.tickets.foresee(ids)
    unit.clocks.foresee(ids)
    tickets = [ticket for each in sorted(ids) if (ticket := unit.tickets.get(each))]
    addresses = {ticket.requester for ticket in tickets if ticket.requester}
    unit.people.foresee(addresses, (), {ticket.customer_id for ticket in tickets if ticket.customer_id})
    unit.outbox.foresee(addresses, work.now - LONGEST_BUDGET, ids, ())


def _rings(house: House, clock: Clock) -> Ring:
    try:
        return house.settle(lambda work: _ring_one(work, clock))
    except Conflict:
        return Ring.LEFT
    except Exception:
        log.exception("clock %s of ticket %d could not be rung", clock.kind, clock.ticket_id)
        return Ring.LEFT


def _ring_one(work: Work, clock: Clock) -> Ring:
    """The ticket first and then its clock, as everybody else does: nobody waits for us in a circle."""
    ticket = work.unit.tickets.get(clock.ticket_id)
    standing = [each for each in work.unit.clocks.of_ticket(clock.ticket_id) if each.kind is clock.kind]
    if ticket is None or not standing or standing[0].due_at != clock.due_at:
        return Ring.DROPPED
    rang = _happens(work, clock, ticket)
    work.unit.clocks.finish(clock)
    return Ring.RANG if rang else Ring.DROPPED


def _happens(work: Work, clock: Clock, ticket: Ticket) -> bool:
    if clock.kind in _OF_A_ROUND and clock.fence != ticket.verify_round:
        return False
    if clock.kind is ClockKind.APPROVAL and not overdue(work, ticket):
        return False
    if clock.kind is ClockKind.LADDER:
        return climb_on(work, ticket, clock)
    event = _EVENTS.get(clock.kind, Event.TIME_PASSED)
    facts = facts_of(ticket, clock=clock.kind, result=result_kind(ticket), unanswered=ticket.waiting_since is not None)
    params: dict[str, Any] = {"round": ticket.verify_round}
    if clock.kind is ClockKind.ASKED:
        lasting = silence_of(work, ticket)
        facts, params, why = replace(facts, silence=lasting.silence), {**params, **lasting.params}, lasting.why
    else:
        why = _WHY[clock.kind]
    try:
        move(work, ticket, event, facts, by="mailgate", why=why, params=params, data={"clock": clock.kind})
    except NotAllowed as cause:
        log.info("clock %s of %s means nothing any more: %s", clock.kind, ticket.number, cause)
        return False
    return True
