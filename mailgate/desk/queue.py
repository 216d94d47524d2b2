"""The queue as people see it: a view's rows page by page, how many each view has, and what stands in it by words.

    seen_by = viewer(work, "ewa@desk.example")
    rows, after = page(work, View.UNPICKED, seen_by); rows, after = page(work, View.UNPICKED, seen_by, after=after)

What a page and the counts cost grows with what they show, not with what is open. Rows are those of `desk.look`.
"""

from collections.abc import Collection
from datetime import timedelta

from mailgate.desk.house import Work
from mailgate.desk.look import OPEN, Row, rows_of
from mailgate.model.queue import QueuePlace, View, Viewer, fits, place
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import State, Ticket

PAGE = 50  #: rows that are shown at once
MOST_COUNTED = 1000  #: whoever has counted so far says "999+"
_MOST_SEARCHED = 10_000
_SOON = timedelta(minutes=30)


def viewer(work: Work, email: str = "") -> Viewer:
    """Who looks at the queue now. Nobody, without an address: then no ticket is theirs, and no language."""
    member = work.desk.staff_member(email) if email else None
    return Viewer(work.now + _SOON, email, member.languages if member else ())


def page(
    work: Work,
    view: View,
    seen_by: Viewer,
    limit: int = PAGE,
    after: QueuePlace | None = None,
    only: Only = ANY,
) -> tuple[list[Row], QueuePlace | None]:
    """Rows of a view from behind `after` on, and behind which place the next page begins; None on the last."""
    found = work.unit.tickets.queue(view, seen_by, limit + 1, after, only)
    shown = found[:limit]
    return rows_of(work, [ticket for ticket, _ in shown]), shown[-1][1] if len(found) > limit else None


def counts(work: Work, seen_by: Viewer) -> dict[View, str]:
    """How many tickets each view has; many are "999+"."""
    counted = work.unit.tickets.counts(seen_by, MOST_COUNTED)
    return {view: str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+" for view, count in counted.items()}


def search(
    work: Work, view: View, seen_by: Viewer, words: str = "", states: Collection[State] = (), only: Only = ANY
) -> list[Row]:
    """Rows of a view in which every word stands, and in one of `states` when there are any; these may be ends as well.

    Looks at the first 10 000 of the view, and of what has ended at the newest.
    """
    wanted = words.lower().split()
    found = [ticket for ticket, _ in work.unit.tickets.queue(view, seen_by, _MOST_SEARCHED, only=only)]
    found = [ticket for ticket in found if not states or ticket.state in states]
    if ended := [state for state in states if state not in OPEN]:
        known = {ticket.id for ticket in found}
        over = (ticket for ticket in work.unit.tickets.find(ended, _MOST_SEARCHED, only) if ticket.id not in known)
        found += [ticket for ticket in over if fits(view, ticket, place(ticket, "", None), seen_by)]
    return rows_of(work, [ticket for ticket in found if _has_words(ticket, wanted)])


def _has_words(ticket: Ticket, wanted: Collection[str]) -> bool:
    searched = (
        ticket.number,
        ticket.subject,
        ticket.requester,
        ticket.requester_name,
        ticket.customer,
        ticket.category,
    )
    text = " ".join(searched).lower()
    return all(word in text for word in wanted)
