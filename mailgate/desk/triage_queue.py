"""What waits for triage: the new tickets in the order of the queue, each with its proposal.

rows(work)                        # all of them
place, row = first(work, seen_by)     # the one to decide now; what comes behind it: first(work, seen_by, place)
"""

from collections.abc import Iterable

from mailgate.desk.due import next_due
from mailgate.desk.house import Work
from mailgate.desk.look import Row, rows_of
from mailgate.desk.proposal import proposal_of
from mailgate.desk.queue import viewer
from mailgate.model.queue import QueuePlace, View, Viewer, place
from mailgate.model.ticket import Clock, ClockKind, Ticket

_MOST = 10_000


def rows(work: Work) -> list[Row]:
    """Every new ticket, with `proposal` (null where nothing is proposed) and `triage_due` (null once that rang)."""
    found = [ticket for ticket, _ in work.unit.tickets.queue(View.CLASSIFY, viewer(work), _MOST)]
    ids = [ticket.id for ticket in found]
    work.unit.tickets.foresee(ids)
    clocks = work.unit.clocks.of_tickets(ids)
    more = {ticket.number: _more(work, ticket, clocks.get(ticket.id, ())) for ticket in found}
    return [{**row, **more[row["number"]]} for row in rows_of(work, found)]


def first(work: Work, seen_by: Viewer, after: QueuePlace | None = None) -> tuple[Ticket, QueuePlace] | None:
    """The first new ticket behind this place; when none stands behind it, the first of all."""
    found = work.unit.tickets.queue(View.CLASSIFY, seen_by, 1, after)
    if not found and after is not None:
        found = work.unit.tickets.queue(View.CLASSIFY, seen_by, 1)
    return found[0] if found else None


def place_of(work: Work, ticket: Ticket) -> QueuePlace:
    """Where it stands in the queue now."""
    promised = next_due(work.unit.clocks.of_ticket(ticket.id))
    kind = work.desk.kinds.get(ticket.category, "")
    return place(ticket, kind, promised.due_at if promised else None)


def _more(work: Work, ticket: Ticket, clocks: Iterable[Clock]) -> Row:
    proposed = proposal_of(work, ticket)
    due = next((clock.due_at for clock in clocks if clock.kind is ClockKind.TRIAGE), None)
    return {"proposal": proposed.row if proposed else None, "triage_due": due.isoformat() if due else None}
