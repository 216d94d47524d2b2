"""A ticket may become part of another one.

Revision 0005. The column is written as SQL: SQLite takes a foreign key only together with the column that has it.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_merged_into"
TYPES = {"postgresql": "BIGINT", "sqlite": "INTEGER"}


def upgrade() -> None:
    kind = TYPES[op.get_bind().dialect.name]
    op.execute(
        f"ALTER TABLE ticket ADD COLUMN merged_into {kind} CONSTRAINT fk_ticket_merged_into REFERENCES ticket (id)"
    )
    op.create_index(INDEX, "ticket", ["merged_into"])


def downgrade() -> None:
    op.drop_index(INDEX, "ticket")
    op.drop_column("ticket", "merged_into")
