"""Why a ticket is due when it is due, in one line: `solution by 2 Nov 2026, 13:00 CET: standard P3, weekday`."""

from collections.abc import Collection

from mailgate.desk.house import Work
from mailgate.desk.promises import promise_of
from mailgate.model.queue import PROMISES
from mailgate.model.ticket import Clock, ClockKind, Ticket
from mailgate.outbound.render import instant

#: What each clock promises. The archive clock promises nothing.
SAYS = {
    ClockKind.FIRST_ANSWER: "first answer by",
    ClockKind.NEXT_UPDATE: "next update by",
    ClockKind.RESOLUTION: "solution by",
    ClockKind.VERIFICATION: "silence closes it at",
    ClockKind.REMINDER: "reminder at",
    ClockKind.HOLD: "on hold until",
}
_OF_THE_CONTRACT = (ClockKind.FIRST_ANSWER, ClockKind.NEXT_UPDATE, ClockKind.RESOLUTION)


def next_due(clocks: Collection[Clock]) -> Clock | None:
    """The clock whose promise ends first."""
    return min((clock for clock in clocks if clock.kind in PROMISES), key=lambda clock: clock.due_at, default=None)


def due_why(work: Work, ticket: Ticket, clock: Clock | None) -> str | None:
    """The sentence; None where nothing is promised."""
    if clock is None:
        return None
    until = f"{SAYS[clock.kind]} {instant(clock.due_at, work.desk.firm.zone, 'en')}"
    promise = promise_of(work, ticket) if clock.kind in _OF_THE_CONTRACT else None
    return f"{until}: {promise.sla} {promise.priority}, {promise.calendar.name}" if promise else until
