"""Which instants a ticket has been promised: first answer, next update, solution, verification, end of the window.

Each is counted from the SLA and calendar of the customer's contract, else the firm's; None where nothing is promised.
Which SLA that is, and whether there is on-call, was written on the ticket when it came (`terms`): a later change of the
contract counts only for later tickets, or when a person says so. What that SLA promises is read as it is set up now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mailgate.desk.house import Work
from mailgate.lifecycle.clocks import VerifyClock, add_open_time, verification_due
from mailgate.lifecycle.pauses import pauses, solved_by
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.person import Company
from mailgate.model.ticket import ClockKind, Priority, ResultKind, Ticket
from mailgate.registry.setup import Calendar, Desk, SlaTarget

#: Counted so until somebody has set the priority.
_UNCLASSIFIED = Priority.P3


def company_of(work: Work, ticket: Ticket) -> Company | None:
    """The customer that the ticket belongs to."""
    return work.unit.people.company(ticket.customer_id) if ticket.customer_id else None


def terms(work: Work, company: Company | None) -> dict[str, Any]:
    """The contract of today, as fields of a ticket."""
    return {"sla": work.desk.sla_name_for(company), "oncall": bool(company and company.oncall)}


@dataclass(frozen=True, slots=True)
class Promise:
    """What the contract says about a ticket of its priority."""

    sla: str
    priority: Priority
    target: SlaTarget
    calendar: Calendar
    oncall: bool = False  #: the customer has on-call


def promise_of(work: Work, ticket: Ticket) -> Promise | None:
    """What counts for this ticket; None when nothing is promised."""
    name, oncall = ticket.sla, ticket.oncall
    if name is None or (name and work.desk.sla(name) is None):  # it is of an older time, or its SLA is gone
        today = terms(work, company_of(work, ticket))
        name, oncall = today["sla"], today["oncall"]
    priority = ticket.priority or _UNCLASSIFIED
    target = work.desk.target(name, priority)
    calendar = work.desk.target_calendar(name, priority, oncall=oncall)
    return Promise(name, priority, target, calendar, oncall) if target and calendar else None


def first_answer_due(work: Work, ticket: Ticket, since: datetime) -> datetime | None:
    """Until when a person answers what was said at `since` (S0-2). It never pauses."""
    promise = promise_of(work, ticket)
    return add_open_time(since, promise.target.first_answer, promise.calendar.work()) if promise else None


def first_answer_rings(work: Work, ticket: Ticket, since: datetime) -> datetime | None:
    """When its clock is to ring; None also when it rang already for these words: nobody is told twice."""
    due = first_answer_due(work, ticket, since)
    if due is None or due > work.now:
        return due
    history = work.unit.tickets.history(ticket.id)
    rang = any(entry.data.get("clock") == ClockKind.FIRST_ANSWER and entry.at >= since for entry in history)
    return None if rang else due


def next_update_due(work: Work, ticket: Ticket) -> datetime | None:
    """Until when the customer hears of us again (S2-2)."""
    promise = promise_of(work, ticket)
    update = promise.target.update if promise else None
    return add_open_time(work.now, update, promise.calendar.work()) if promise and update else None


def promised_update(work: Work, ticket: Ticket) -> datetime | None:
    """Until when a letter of ours has said that they hear of us again; None when no such word stands out."""
    clocks = work.unit.clocks.of_ticket(ticket.id)
    return next((clock.due_at for clock in clocks if clock.kind is ClockKind.NEXT_UPDATE), None)


def resolution_due(work: Work, ticket: Ticket) -> datetime | None:
    """Until when it is solved, pauses left out (S2-3); while it stands still, as if work went on now."""
    promise = promise_of(work, ticket)
    solution = promise.target.resolution if promise else None
    if promise is None or solution is None:
        return None
    ledger = pauses(work.unit.tickets.history(ticket.id))
    return solved_by(ticket.opened_at, solution, promise.calendar.work(), ledger, work.now)


def resolution_late(work: Work, ticket: Ticket) -> bool:
    """The promised time for the solution is used up."""
    due = resolution_due(work, ticket)
    return due is not None and due <= work.now


def resolution_rings(work: Work, ticket: Ticket) -> datetime | None:
    """When its clock is to ring; None also when it rang already and nothing was won since: nobody is told twice."""
    due = resolution_due(work, ticket)
    if due is None or due > work.now:
        return due
    rang = any(entry.data.get("clock") == ClockKind.RESOLUTION for entry in work.unit.tickets.history(ticket.id))
    return None if rang else due


def triage_due(work: Work) -> datetime:
    """Until when somebody says what a ticket is about that came now: a promise among ourselves (S2-5)."""
    return add_open_time(work.now, work.desk.firm.triage_within, _on_shift(work.desk))


def unanswered_due(work: Work, after: Duration) -> datetime:
    """When so long a silence is over that begins now: working days of the firm's own SLA, else elapsed time."""
    return add_open_time(work.now, after, _calendar(work, None))


def _on_shift(desk: Desk) -> WorkCalendar:
    """When somebody works here: the calendar of the firm's own SLA, else of the first shift that is set up."""
    sla = desk.sla(desk.firm.default_sla)
    names = [sla.calendar if sla else "", *(member.shift for member in desk.staff)]
    calendar = next((found for name in names if name and (found := desk.calendar(name))), None)
    return calendar.work() if calendar else ALWAYS


def result_kind(ticket: Ticket) -> ResultKind:
    """What the resolution asks of the customer."""
    return ResultKind(ticket.resolution.get("result", ResultKind.BINARY))


def verification_ends(work: Work, ticket: Ticket, accepted_at: datetime) -> datetime:
    """When silence closes, counted from the acceptance of the verification letter."""
    expectation = result_kind(ticket) is ResultKind.EXPECTATION
    after = work.desk.firm.expectation_close_after if expectation else work.desk.firm.verify_after
    return _window_end(work, ticket, accepted_at, after)


def reminder_at(work: Work, ticket: Ticket, accepted_at: datetime) -> datetime | None:
    """When to remind, for a result that is not yes or no (requirements, tensions)."""
    if result_kind(ticket) is not ResultKind.EXPECTATION:
        return None
    return _window_end(work, ticket, accepted_at, work.desk.firm.verify_after)


def _window_end(work: Work, ticket: Ticket, accepted_at: datetime, after: Duration) -> datetime:
    company = company_of(work, ticket)
    clock: VerifyClock = "business" if company and company.verify_clock == "business" else "elapsed"
    return verification_due(accepted_at, after, clock, _calendar(work, company))


def _calendar(work: Work, company: Company | None) -> WorkCalendar:
    sla = work.desk.sla(work.desk.sla_name_for(company))
    calendar = work.desk.calendar(sla.calendar) if sla else None
    return calendar.work() if calendar else ALWAYS


def reopen_window(work: Work) -> timedelta:
    """How long after closing a reply reopens."""
    return work.desk.firm.reopen_window.elapsed()
