"""The order of the queue in an index, and an index for each of its views.

Revision 0007. Rows that are there get their place; its rules stand here as they were at this revision, so that what
this makes never changes with the program.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
COLUMNS: Mapping[str, sa.types.TypeEngine[Any]] = {
    "late_since": INSTANT,
    "class_rank": sa.Integer(),
    "queue_due": INSTANT,
}
MARKS = ("owner_task", "unpicked")
PLACE = ["class_rank", "queue_due", "opened_at", "id"]
QUEUED = "class_rank IS NOT NULL"
INDEXES: Mapping[str, tuple[list[str], str]] = {
    "ix_ticket_queue": ([], QUEUED),
    "ix_ticket_queue_unpicked": ([], f"{QUEUED} AND unpicked"),
    "ix_ticket_queue_owner": (["owner"], f"{QUEUED} AND owner <> ''"),
    "ix_ticket_queue_worker": (["worker"], f"{QUEUED} AND worker <> ''"),
    "ix_ticket_queue_language": (["language"], QUEUED),
    "ix_ticket_queue_spoke": ([], f"{QUEUED} AND waiting_since IS NOT NULL"),
    "ix_ticket_queue_task": (["owner"], f"{QUEUED} AND owner_task"),
    "ix_ticket_queue_state": (["state"], QUEUED),
}
AT_ONCE = 1000
OURS = ("new", "first_line", "second_line")
ENDED = ("archived", "merged", "rejected")
PROMISES = ("first_answer", "next_update", "verification", "reminder", "hold")
NO_PROMISE = {"P1": 1, "P2": 2, "P3": 3, "P4": 4, None: 9}

ticket = sa.table(
    "ticket",
    *(sa.column(name) for name in ("id", "state", "priority", "category", "worker", "class_rank", *MARKS)),
    *(sa.column(name, INSTANT) for name in ("opened_at", "waiting_since", "late_since", "queue_due")),
    sa.column("flags", sa.JSON()),
)
clock = sa.table("clock", sa.column("ticket_id"), sa.column("kind"), sa.column("due_at", INSTANT))
item = sa.table("setup_item", sa.column("kind"), sa.column("key"), sa.column("body"))


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("ticket", sa.Column(name, kind, nullable=True))
    for name in MARKS:
        op.add_column("ticket", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    _fill(op.get_bind())
    for name, (first, rows) in INDEXES.items():
        where = sa.text(rows)
        op.create_index(name, "ticket", [*first, *PLACE], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "ticket")
    for name in (*MARKS, *COLUMNS):
        op.drop_column("ticket", name)


def _fill(connection: sa.Connection) -> None:
    """A page of tickets after the other, so that memory does not grow with their number."""
    bodies = connection.execute(sa.select(item.c.key, item.c.body).where(item.c.kind == "category"))
    kinds = {key: json.loads(body)["class"] for key, body in bodies}
    names = {name: sa.bindparam(f"new_{name}", type_=ticket.c[name].type) for name in (*COLUMNS, *MARKS)}
    change = ticket.update().where(ticket.c.id == sa.bindparam("of")).values(names)
    last = 0
    pages = sa.select(ticket).where(ticket.c.id > sa.bindparam("last")).order_by(ticket.c.id).limit(AT_ONCE)
    while rows := connection.execute(pages, {"last": last}).all():
        last = rows[-1].id
        promised = _promised(connection, [row.id for row in rows])
        connection.execute(change, [_placed(row, kinds, promised.get(row.id)) for row in rows])


def _promised(connection: sa.Connection, ids: Iterable[int]) -> dict[int, datetime]:
    due = sa.select(clock.c.ticket_id, sa.func.min(clock.c.due_at, type_=INSTANT).label("due_at"))
    due = due.where(clock.c.ticket_id.in_(list(ids)), clock.c.kind.in_(PROMISES)).group_by(clock.c.ticket_id)
    return {row.ticket_id: row.due_at for row in connection.execute(due)}


def _placed(row: Any, kinds: Mapping[str, str], promised: datetime | None) -> dict[str, Any]:
    task, late = "owner_task" in row.flags, "breached" in row.flags
    # When the promise was broken is not known any more; whoever has waited longest stands first.
    late_since = (row.waiting_since or row.opened_at) if late else None
    ours = row.state in OURS or row.waiting_since is not None or task
    placed = {"of": row.id, "new_late_since": late_since, "new_owner_task": task}
    placed["new_unpicked"] = not row.worker and row.state in OURS
    if row.state in ENDED or (row.state == "closed" and not ours):
        return {**placed, "new_class_rank": None, "new_queue_due": None}
    rank = {"outage": 0, "degradation": 1}.get(kinds.get(row.category, ""), 2) + (0 if ours else 3)
    nothing = datetime(9999, 1, NO_PROMISE[row.priority], tzinfo=UTC if row.opened_at.tzinfo else None)
    due = min((each for each in (late_since, promised) if each), default=nothing)
    return {**placed, "new_class_rank": rank, "new_queue_due": due}
