"""The registry: phones that can be looked up, names that can be searched, the history of rights, imports to undo.

Revision 0004. Every type is written out, so that what this makes never changes with the program. Phones that were kept
as +420601000111 can be looked up at once; the others after the next import, which knows the country of the firm.
"""

import json
import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PLAIN = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"})
TABLES = ("person_phone", "rights_change", "registry_import")


def upgrade() -> None:
    for table in ("company", "person"):
        op.add_column(table, sa.Column("sought", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_company_domain_company_id", "company_domain", ["company_id"], unique=False)
    op.create_table(
        "person_phone",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_phone_person_id"),
        sa.PrimaryKeyConstraint("number", "person_id", name="pk_person_phone"),
    )
    op.create_index("ix_person_phone_person_id", "person_phone", ["person_id"], unique=False)
    op.create_table(
        "rights_change",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("company_id", ID, nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rights_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rights_change_address", "rights_change", ["address"], unique=False)
    op.create_index("ix_rights_change_company_id", "rights_change", ["company_id"], unique=False)
    op.create_table(
        "registry_import",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(length=16), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("undo", sa.JSON(), nullable=True),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_registry_import"),
        sqlite_autoincrement=True,
    )
    _fill()


def _fill() -> None:
    connection = op.get_bind()
    for table in ("company", "person"):
        rows = connection.execute(sa.text(f"SELECT id, name FROM {table}")).all()
        for number, name in rows:
            connection.execute(
                sa.text(f"UPDATE {table} SET sought = :sought WHERE id = :id"), {"id": number, "sought": _folded(name)}
            )
    for number, phones in connection.execute(sa.text("SELECT id, phones FROM person")).all():
        written = json.loads(phones) if isinstance(phones, str) else phones
        for position, phone in enumerate(dict.fromkeys(filter(E164.fullmatch, written))):
            connection.execute(
                sa.text("INSERT INTO person_phone (number, person_id, position) VALUES (:number, :id, :position)"),
                {"number": phone, "id": number, "position": position},
            )


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().split())


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_company_domain_company_id", "company_domain")
    for table in ("company", "person"):
        op.drop_column(table, "sought")
