"""Letters about whose sender the DNS did not answer are looked up once more.

Revision 0006. Letters that were kept before are not looked up again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INDEX = "ix_letter_prove_again"
TO_PROVE = sa.text("prove_again_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("letter", sa.Column("prove_again_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(INDEX, "letter", ["prove_again_at"], sqlite_where=TO_PROVE, postgresql_where=TO_PROVE)


def downgrade() -> None:
    op.drop_index(INDEX, "letter")
    op.drop_column("letter", "prove_again_at")
