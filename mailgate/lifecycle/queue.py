"""What to do next: the total order of the queue, and why a ticket stands where it does (design.md §7, S3-8).

The key itself is `model.queue.place`, which the stores keep in an index.
"""

from datetime import datetime

from mailgate.model.queue import QueuePlace, is_queued, place, waits_for_us
from mailgate.model.ticket import Ticket


def rank(ticket: Ticket, kind: str, due: datetime | None) -> tuple[bool, QueuePlace]:
    """A sort key: smaller comes first. `kind` is the category's class, `due` the next promised instant.

    Tickets that wait for somebody else stand behind those that wait for us. Then outage, degradation, breached, time
    left, those without a promise by priority, then age. What is over stands behind the queue.
    """
    return not is_queued(ticket), place(ticket, kind, due)


def why(ticket: Ticket, kind: str, due: datetime | None) -> str:
    """The place in the queue in one line (law 12)."""
    if not waits_for_us(ticket):
        return f"waits: {ticket.state}"
    if kind in ("outage", "degradation"):
        return f"{kind}s stand first"
    if ticket.late_since is not None:
        return "a promised time has passed"
    return "by the time that is left" if due else "no promise runs: by priority, then age"
