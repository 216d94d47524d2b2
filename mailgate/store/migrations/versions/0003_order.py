"""In which order pending letters are decided: what intake notes of each (model/arrival.py).

Revision 0003. Every type is written out, so that what this makes never changes with the program. Letters that were kept
before have no marks: they wait for nobody.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PENDING = sa.text("fate IS NULL")
COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "own_mark": sa.String(length=16),
    "sender_mark": sa.String(length=16),
    "parent_marks": sa.JSON(),
    "waits_until": sa.Float(),
}
INDEXES = {"ix_letter_pending_own": ["own_mark"], "ix_letter_pending_sender": ["sender_mark", "id"]}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("letter", sa.Column(name, kind, nullable=True))
    for name, columns in INDEXES.items():
        op.create_index(name, "letter", columns, sqlite_where=PENDING, postgresql_where=PENDING)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "letter")
    for name in COLUMNS:
        op.drop_column("letter", name)
