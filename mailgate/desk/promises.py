"""Which instants a ticket has been promised: first answer, next update, verification, end of the reopen window.

Each is counted from the SLA and calendar of the ticket's customer, else the firm's; None where nothing is promised.
"""

from datetime import datetime, timedelta

from mailgate.desk.house import Work
from mailgate.lifecycle.clocks import VerifyClock, add_open_time, verification_due
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.person import Company
from mailgate.model.ticket import Priority, ResultKind, Ticket

#: Counted so until somebody has set the priority.
_UNCLASSIFIED = Priority.P3


def company_of(work: Work, ticket: Ticket) -> Company | None:
    """The customer that the ticket belongs to."""
    return work.unit.people.company(ticket.customer_id) if ticket.customer_id else None


def first_answer_due(work: Work, ticket: Ticket, since: datetime) -> datetime | None:
    """Until when a person answers what was said at `since` (S0-2)."""
    return _promise(work, ticket, since, "first_answer")


def next_update_due(work: Work, ticket: Ticket) -> datetime | None:
    """Until when the customer hears of us again (S2-2)."""
    return _promise(work, ticket, work.now, "update")


def _promise(work: Work, ticket: Ticket, since: datetime, what: str) -> datetime | None:
    company = company_of(work, ticket)
    name, priority = work.desk.sla_name_for(company), ticket.priority or _UNCLASSIFIED
    target = work.desk.target(name, priority)
    calendar = work.desk.target_calendar(name, priority, oncall=bool(company and company.oncall))
    promised: Duration | None = getattr(target, what) if target else None
    return add_open_time(since, promised, calendar.work()) if promised and calendar else None


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
