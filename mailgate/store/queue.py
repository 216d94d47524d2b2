"""The views of the queue as SQL: `run(page(View.MINE, viewer, 50, after))`, `run(counts(viewer, 1000))`.

A view is one branch or several; each branch walks one index in the order of the queue and stops at the limit, so what a
page costs grows with what it shows and not with what is open. `model.queue.shows` says the same in Python.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal, select, tuple_, union

from mailgate.model.queue import CLASSES, SOLVED, QueuePlace, View, Viewer
from mailgate.model.sorting import Only
from mailgate.model.ticket import State
from mailgate.store.tables import OWNED, PLACE, QUEUED, RECURS, SPOKE, TASK, UNPICKED, WORKED_ON, ticket

Branches = Sequence[ColumnElement[bool]]


def _in_state(*states: State) -> Branches:
    return [and_(QUEUED, ticket.c.state == str(state)) for state in states]


def _soon(viewer: Viewer) -> Branches:
    due = ticket.c.queue_due <= viewer.soon
    return [and_(QUEUED, ticket.c.class_rank == rank, due) for rank in range(CLASSES)]


def _mine(viewer: Viewer) -> Branches:
    if not viewer.email:
        return []
    return [and_(OWNED, ticket.c.owner == viewer.email), and_(WORKED_ON, ticket.c.worker == viewer.email)]


_BRANCHES: Mapping[View, Callable[[Viewer], Branches]] = {
    View.OPEN: lambda viewer: [and_(QUEUED)],
    View.UNPICKED: lambda viewer: [and_(UNPICKED)],
    View.MINE: _mine,
    View.LANGUAGE: lambda viewer: [and_(QUEUED, ticket.c.language == each) for each in sorted(set(viewer.languages))],
    View.SPOKE: lambda viewer: [and_(SPOKE)],
    View.BREACHING: _soon,
    View.TASKS: lambda viewer: [and_(TASK, ticket.c.owner == each) for each in sorted({viewer.email, ""})],
    View.CLASSIFY: lambda viewer: _in_state(State.NEW),
    View.VERIFY: lambda viewer: _in_state(*SOLVED),
    View.RECURRING: lambda viewer: [and_(RECURS)],
}


def page(view: View, viewer: Viewer, limit: int, after: QueuePlace | None, only: Only) -> Select[Any] | None:
    """Whole tickets in the order of the queue; None for a view in which nothing can stand."""
    branches = _BRANCHES[view](viewer)
    if not branches:
        return None
    more = [*([_after(after)] if after else []), *narrowed(only)]
    found = [select(*PLACE).where(each, *more).order_by(*PLACE).limit(limit).subquery() for each in branches]
    keys = found[0] if len(found) == 1 else union(*(select(each) for each in found)).subquery()
    return (
        select(ticket)
        .join(keys, keys.c.id == ticket.c.id)
        .order_by(*(keys.c[each.name] for each in PLACE))
        .limit(limit)
    )


def narrowed(only: Only) -> Branches:
    """The conditions on queue and tag. No index has the tags: one in order is walked until there are enough rows."""
    conditions: list[ColumnElement[bool]] = []
    if only.queue is not None:
        conditions.append(ticket.c.queue == only.queue)
    if only.tag:  # as it stands in the JSON of the column
        conditions.append(cast(ticket.c.tags, Text).contains(json.dumps(only.tag), autoescape=True))
    return conditions


def counts(viewer: Viewer, most: int) -> Select[Any]:
    """One row: how many rows each view has; who stops counting at `most` may say more when there are branches."""
    return select(*(_count(_BRANCHES[view](viewer), most).label(str(view)) for view in View))


def _count(branches: Branches, most: int) -> ColumnElement[Any]:
    if not branches:
        return literal(0)
    found = [select(ticket.c.id).where(each).limit(most).subquery() for each in branches]
    rows = found[0] if len(found) == 1 else union(*(select(each) for each in found)).subquery()
    return select(func.count()).select_from(rows).scalar_subquery()


def _after(at: QueuePlace) -> ColumnElement[bool]:
    values = [literal(value, column.type) for value, column in zip(at, PLACE, strict=True)]
    return tuple_(*PLACE) > tuple_(*values)
