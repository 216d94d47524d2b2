"""A ticket knows the contract that counted when it came; tickets alike are found quickly.

Revision 0008. Those that came before have none written down: the customer's of today counts for them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_alike"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("sla", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("oncall", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(INDEX, "ticket", ["customer_id", "category", "opened_at"])


def downgrade() -> None:
    op.drop_index(INDEX, "ticket")
    op.drop_column("ticket", "oncall")
    op.drop_column("ticket", "sla")
