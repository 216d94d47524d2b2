"""Tickets keep their facts, tags and queue; what people teach is kept, and the model that learned it.

Revision 0009. People may be VIPs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_PLACE = ("class_rank", "queue_due", "opened_at", "id")
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("ticket", sa.Column("facts", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("ticket", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("ticket", sa.Column("queue", sa.Text(), nullable=False, server_default=""))
    queued = sa.text("class_rank IS NOT NULL")
    op.create_index("ix_ticket_queue_part", "ticket", ["queue", *_PLACE], sqlite_where=queued, postgresql_where=queued)
    op.add_column("person", sa.Column("vip", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "lesson",
        sa.Column("ticket_id", _ID, sa.ForeignKey("ticket.id", name="fk_lesson_ticket_id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("no_request", sa.String(16), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_lesson"),
    )
    op.create_table(
        "text_model",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_model"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("text_model")
    op.drop_table("lesson")
    op.drop_column("person", "vip")
    op.drop_index("ix_ticket_queue_part", "ticket")
    for name in ("queue", "tags", "facts"):
        op.drop_column("ticket", name)
