"""The place in the queue as columns of the ticket's row: `places.of(tickets, new)` says what they must be now.

Whatever changes a ticket or its clocks waits in the repositories; when it is written, the places are counted here once
from all of it, by `model.queue`. A new class of a category moves its tickets as well: see `SqlSetup.put`.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from mailgate.model.queue import PROMISES, is_queued, is_unpicked, place
from mailgate.model.ticket import Flag, Ticket
from mailgate.store.clocks import SqlClocks
from mailgate.store.many import Values
from mailgate.store.setup import SqlSetup

#: Flags that a view of its own shows.
_MARKS = {"owner_task": Flag.OWNER_TASK, "lead_review": Flag.LEAD_REVIEW, "recurring": Flag.RECURRING}


class Places:
    """Of one unit."""

    def __init__(self, clocks: SqlClocks, setup: SqlSetup) -> None:
        self._clocks = clocks
        self._setup = setup

    def unsettled(self) -> set[int]:
        """Tickets whose clocks have changed since places were written last."""
        return self._clocks.touched

    def of(self, tickets: Collection[Ticket], new: Collection[int]) -> Mapping[int, Values]:
        """The columns of each ticket's place, by its id. Of the `new` ones no row stands yet."""
        standing = [each.id for each in tickets if each.id not in new]
        promised = self._clocks.promised([each.id for each in tickets], standing, PROMISES)
        kinds = self._setup.desk().kinds if tickets else {}
        return {each.id: _columns(each, kinds.get(each.category, ""), promised.get(each.id)) for each in tickets}


def _columns(value: Ticket, kind: str, promised: datetime | None) -> Values:
    marks = {name: flag in value.flags for name, flag in _MARKS.items()} | {"unpicked": is_unpicked(value)}
    if not is_queued(value):
        return {"class_rank": None, "queue_due": None, **marks}
    at = place(value, kind, promised)
    return {"class_rank": at.class_rank, "queue_due": at.due, **marks}
