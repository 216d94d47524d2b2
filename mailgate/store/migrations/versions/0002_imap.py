"""What was fetched from IMAP accounts: leases, cursors, letters at their places.

Revision 0002. Every type is written out, so that what this makes never changes with the program.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "imap_account",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=True),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_fetch", INSTANT, nullable=True),
        sa.Column("reconciled", INSTANT, nullable=True),
        sa.Column("report", sa.Text(), server_default="", nullable=False),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.Column("trouble_since", INSTANT, nullable=True),
        sa.Column("token_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("account", name="pk_imap_account"),
    )
    op.create_table(
        "imap_cursor",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("mailbox", sa.String(length=255), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("looks_from", sa.BigInteger(), nullable=False),
        sa.Column("certain_from", sa.BigInteger(), nullable=False),
        sa.Column("next_uid", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("modseq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "mailbox", name="pk_imap_cursor"),
    )
    op.create_table(
        "imap_letter",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("mailbox", sa.String(length=255), nullable=False),
        sa.Column("validity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("became", sa.String(length=16), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("letter_id", ID, nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_imap_letter_letter_id"),
        sa.PrimaryKeyConstraint("account", "mailbox", "validity", "uid", name="pk_imap_letter"),
    )
    op.create_index("ix_imap_letter_digest", "imap_letter", ["digest"], unique=False)
    op.create_index("ix_imap_letter_became", "imap_letter", ["account", "became"], unique=False)


def downgrade() -> None:
    for table in ("imap_letter", "imap_cursor", "imap_account"):
        op.drop_table(table)
