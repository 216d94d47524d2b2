"""Ring the clocks that are due: each raises its event through the same `advance()` as everything else.

A sweep costs what is due, not what is open. Ringing twice does nothing: the clock goes in the transaction of its ring.
A clock that steps back only delays; deadlines are UTC instants in rows (law 11).
"""

import logging

from mailgate.desk.house import House, Work
from mailgate.desk.move import facts_of, move
from mailgate.desk.promises import result_kind
from mailgate.model.errors import Conflict, NotAllowed
from mailgate.model.event import Event
from mailgate.model.ticket import Clock, ClockKind

BATCH = 100

log = logging.getLogger(__name__)

_EVENTS = {ClockKind.ARCHIVE: Event.ARCHIVED}  #: the others raise TIME_PASSED
_WHY = {
    ClockKind.FIRST_ANSWER: "the promised first answer is late",
    ClockKind.VERIFICATION: "no answer within the verification window",
    ClockKind.REMINDER: "no answer yet: one reminder",
    ClockKind.HOLD: "what it waited for is due",
    ClockKind.ARCHIVE: "the reopen window is over",
}


def ring(house: House, limit: int = BATCH) -> list[Clock]:
    """Ring up to `limit` due clocks; those that rang."""
    with house.work() as work:
        due = work.unit.clocks.due(work.now, limit)
        rung = [clock for clock in due if _ring_one(work, clock)]
    if rung:
        house.wake("outbox")
    return rung


def ring_all(house: House) -> list[Clock]:
    """Ring everything that is due, also after a long downtime."""
    rung: list[Clock] = []
    while batch := ring(house):
        rung += batch
    return rung


def _ring_one(work: Work, clock: Clock) -> bool:
    try:
        with work.unit.step():
            work.unit.clocks.stop(clock.ticket_id, (clock.kind,))
            _happen(work, clock)
        return True
    except Conflict:
        return False  # somebody moved the ticket meanwhile: it rings at the next sweep
    except NotAllowed as cause:
        log.info("clock %s of ticket %d means nothing any more: %s", clock.kind, clock.ticket_id, cause)
        work.unit.clocks.stop(clock.ticket_id, (clock.kind,))
        return False


def _happen(work: Work, clock: Clock) -> None:
    ticket = work.unit.tickets.get(clock.ticket_id)
    if ticket is None:
        return
    event = _EVENTS.get(clock.kind, Event.TIME_PASSED)
    facts = facts_of(ticket, clock=clock.kind, result=result_kind(ticket))
    params = {"round": ticket.verify_round}
    move(work, ticket, event, facts, by="mailgate", why=_WHY[clock.kind], params=params)
