"""The lead's review list has a column and an index of its own.

Revision 0012. Tickets that are marked already stand on the list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_lead_review"
AT_ONCE = 1000
ticket = sa.table("ticket", sa.column("id"), sa.column("flags", sa.JSON()), sa.column("lead_review", sa.Boolean()))


def upgrade() -> None:
    op.add_column("ticket", sa.Column("lead_review", sa.Boolean(), nullable=False, server_default=sa.false()))
    _fill(op.get_bind())
    where = sa.text("lead_review")
    op.create_index(INDEX, "ticket", ["id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(INDEX, "ticket")
    op.drop_column("ticket", "lead_review")


def _fill(connection: sa.Connection) -> None:
    """A page of tickets after the other, so that memory does not grow with their number."""
    pages = sa.select(ticket.c.id, ticket.c.flags).where(ticket.c.id > sa.bindparam("last"))
    pages = pages.order_by(ticket.c.id).limit(AT_ONCE)
    last = 0
    while rows := connection.execute(pages, {"last": last}).all():
        last = rows[-1].id
        if marked := [row.id for row in rows if "lead_review" in row.flags]:
            connection.execute(ticket.update().where(ticket.c.id.in_(marked)).values(lead_review=sa.true()))
