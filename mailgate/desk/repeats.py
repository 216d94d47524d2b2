"""Troubles that keep coming back (S4-14): three tickets of one customer and category in 14 days, or one reopened.

    if why := repeated(work, ticket): ticket = replace(ticket, **recurring(ticket))

A reopening marks through the table of the lifecycle. Such a ticket is at least P2, names the earlier ones with what was
done about them, and is not resolved without a word on how it is prevented (`needs`). Coming again is no trouble where
people ask, order or pay.
"""

from datetime import timedelta
from typing import Any

from mailgate.desk.house import Work
from mailgate.model.ticket import Flag, Priority, Ticket

WITHIN = timedelta(days=14)
OFTEN = 3  #: this ticket among them
NO_TROUBLE = ("request", "question", "billing", "sales")  #: classes of categories
_MOST = 10  #: earlier tickets that are named
_MOST_LOOKED_AT = 100  #: later ones among them


def earlier(work: Work, ticket: Ticket) -> list[int]:
    """Ids of tickets of the same customer and category in the 14 days before this one, newest first."""
    category = work.desk.category(ticket.category)
    if ticket.customer_id is None or category is None or category.kind in NO_TROUBLE:
        return []
    found = work.unit.tickets.alike(ticket.customer_id, category.id, ticket.opened_at - WITHIN, _MOST_LOOKED_AT)
    return [each for each in found if not ticket.id or each < ticket.id][:_MOST]


def repeated(work: Work, ticket: Ticket) -> str:
    """Why it is one of several, with their numbers; "" when it is not."""
    before = earlier(work, ticket)
    if len(before) + 1 < OFTEN:
        return ""
    numbers = ", ".join(f"MG-{each}" for each in before)
    return f"keeps coming back within {WITHIN.days} days: {numbers}; at least {Priority.P2}"


def recurring(ticket: Ticket) -> dict[str, Any]:
    """Its marks and its priority as fields of the ticket; the lead looks at each (S4-11)."""
    marks = {Flag.RECURRING, Flag.LEAD_REVIEW}
    return {"flags": ticket.flags | marks, "priority": min(ticket.priority or Priority.P2, Priority.P2)}
