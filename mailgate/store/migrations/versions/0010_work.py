"""Who works, or has worked, for whom and at what is found quickly, so that somebody can be suggested.

Revision 0010. Indexes only.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WORKED_ON = "class_rank IS NOT NULL AND worker <> ''"
CLOSED_BY = "closed_at IS NOT NULL AND worker <> ''"
INDEXES = {
    "ix_ticket_tied_requester": (["requester", "worker", "id"], WORKED_ON),
    "ix_ticket_tied_customer": (["customer_id", "worker", "id"], WORKED_ON),
    "ix_ticket_closed_category": (["category", "closed_at", "worker", "id"], CLOSED_BY),
    "ix_ticket_closed_customer": (["customer_id", "closed_at", "worker", "category", "id"], CLOSED_BY),
}


def upgrade() -> None:
    for name, (columns, rows) in INDEXES.items():
        where = sa.text(rows)
        op.create_index(name, "ticket", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "ticket")
