"""What to do next: the total order of the queue, and why a ticket stands where it does (design.md §7, S3-8)."""

from datetime import UTC, datetime

from mailgate.model.ticket import Flag, State, Ticket

_OURS = (State.NEW, State.FIRST_LINE, State.SECOND_LINE)
_FAR = datetime(9999, 1, 1, tzinfo=UTC)

Rank = tuple[int, int, int, datetime, str, int]


def waits_for_us(ticket: Ticket) -> bool:
    """It is ours to work on, or the customer spoke last and nobody has answered (S0-8)."""
    return ticket.state in _OURS or ticket.waiting_since is not None or Flag.OWNER_TASK in ticket.flags


def rank(ticket: Ticket, kind: str, due: datetime | None) -> Rank:
    """A sort key: smaller comes first. `kind` is the category's class, `due` the next promised instant.

    Tickets that wait for somebody else stand behind those that wait for us. Then outage, degradation, breached, time
    left, those without a promise by priority, then age.
    """
    urgency = {"outage": 0, "degradation": 1}.get(kind, 2)
    breached = 0 if Flag.BREACHED in ticket.flags else 1
    ours = 0 if waits_for_us(ticket) else 1
    return (ours, urgency, breached, due or _FAR, ticket.priority or "P9", ticket.id)


def why(ticket: Ticket, kind: str, due: datetime | None) -> str:
    """The place in the queue in one line (law 12)."""
    if not waits_for_us(ticket):
        return f"waits: {ticket.state}"
    if kind in ("outage", "degradation"):
        return f"{kind}s stand first"
    if Flag.BREACHED in ticket.flags:
        return "a promised time has passed"
    return "by the time that is left" if due else "no promise runs: by priority, then age"
