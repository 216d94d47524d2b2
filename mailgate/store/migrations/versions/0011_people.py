"""Tickets keep who speaks to the customer instead of the owner, and who works along.

Revision 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("speaker", sa.Text(), nullable=False, server_default=""))
    op.add_column("ticket", sa.Column("collaborators", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    for name in ("collaborators", "speaker"):
        op.drop_column("ticket", name)
