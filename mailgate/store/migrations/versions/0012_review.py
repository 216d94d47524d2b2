"""The lead's review list and the view of recurring troubles have a column and an index each.

Revision 0012. Tickets that are marked already stand there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_lead_review"
VIEW = "ix_ticket_queue_recurring"
MARKS = ("lead_review", "recurring")
AT_ONCE = 1000
ticket = sa.table(
    "ticket", sa.column("id"), sa.column("flags", sa.JSON()), *(sa.column(mark, sa.Boolean()) for mark in MARKS)
)


def upgrade() -> None:
    for mark in MARKS:
        op.add_column("ticket", sa.Column(mark, sa.Boolean(), nullable=False, server_default=sa.false()))
    _fill(op.get_bind())
    where = sa.text("lead_review")
    op.create_index(INDEX, "ticket", ["id"], sqlite_where=where, postgresql_where=where)
    where = sa.text("class_rank IS NOT NULL AND recurring")
    place = ["class_rank", "queue_due", "opened_at", "id"]
    op.create_index(VIEW, "ticket", place, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(VIEW, "ticket")
    op.drop_index(INDEX, "ticket")
    for mark in reversed(MARKS):
        op.drop_column("ticket", mark)


def _fill(connection: sa.Connection) -> None:
    """A page of tickets after the other, so that memory does not grow with their number."""
    pages = sa.select(ticket.c.id, ticket.c.flags).where(ticket.c.id > sa.bindparam("last"))
    pages = pages.order_by(ticket.c.id).limit(AT_ONCE)
    last = 0
    while rows := connection.execute(pages, {"last": last}).all():
        last = rows[-1].id
        for mark in MARKS:
            if marked := [row.id for row in rows if mark in row.flags]:
                connection.execute(ticket.update().where(ticket.c.id.in_(marked)).values({mark: sa.true()}))
