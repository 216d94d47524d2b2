"""The schema. One for SQLite and PostgreSQL; migrations/ leads an older database here.

Raw letters are content-addressed blobs in a table of their own: one file to back up, and the ledger stays narrow.
A letter without a fate is pending; its lease is machine time (POSIX seconds), everything else is desk time.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from mailgate.store.columns import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_Id = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", _Id, primary_key=True, autoincrement=True)


def _to(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    return Column(name, _Id, ForeignKey(target), nullable=nullable, primary_key=primary_key)


blob = Table(
    "blob",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

letter = Table(
    "letter",
    metadata,
    _id(),
    Column("digest", String(64), ForeignKey("blob.digest"), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("way_in", String(16), nullable=False),
    Column("rcpts", JSON, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("mail_from", Text, nullable=False),
    Column("peer", String(64), nullable=False),
    Column("helo", Text, nullable=False),
    Column("tls", Boolean, nullable=False),
    Column("signed_in", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("form_key", String(200), unique=True),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("lease_until", Float),
    Column("fate", String(16), index=True),
    Column("reason", Text, nullable=False, server_default=""),
    Column("ticket_id", _Id, ForeignKey("ticket.id"), index=True),
    Column("author", Text, nullable=False, server_default=""),
    Column("subject", Text, nullable=False, server_default=""),
    Column("decision", JSON),
    Column("own_mark", String(16)),
    Column("sender_mark", String(16)),
    Column("parent_marks", JSON),
    Column("waits_until", Float),
    Column("prove_again_at", Instant),
    sqlite_autoincrement=True,
)
_PENDING = text("fate IS NULL")
Index("ix_letter_pending", letter.c.id, sqlite_where=_PENDING, postgresql_where=_PENDING)
_TO_PROVE = text("prove_again_at IS NOT NULL")
Index("ix_letter_prove_again", letter.c.prove_again_at, sqlite_where=_TO_PROVE, postgresql_where=_TO_PROVE)
Index("ix_letter_pending_own", letter.c.own_mark, sqlite_where=_PENDING, postgresql_where=_PENDING)
Index("ix_letter_pending_sender", letter.c.sender_mark, letter.c.id, sqlite_where=_PENDING, postgresql_where=_PENDING)

message_ref = Table(
    "message_ref",
    metadata,
    Column("message_id", String(900), primary_key=True),
    _to("ticket_id", "ticket.id"),
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    Column("version", Integer, nullable=False),
    Column("state", String(24), nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("requester", Text, nullable=False, index=True),
    Column("requester_name", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("customer_id", _Id, ForeignKey("company.id", ondelete="SET NULL"), index=True),
    Column("customer", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("priority", String(2)),
    Column("level", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("owner", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("source", String(16), nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("reopen_count", Integer, nullable=False),
    Column("disputes", Integer, nullable=False),
    Column("verify_round", Integer, nullable=False),
    Column("resolution", JSON, nullable=False),
    Column("linked_id", _Id, ForeignKey("ticket.id")),
    Column("waiting_since", Instant),
    Column("closed_at", Instant),
    Column("first_message_id", Text, nullable=False),
    Column("merged_into", _Id, ForeignKey("ticket.id"), index=True),
    Column("late_since", Instant),
    # The place in the queue (model/queue.py), kept right by store/places.py. No class_rank: it is not in the queue.
    Column("class_rank", Integer),
    Column("queue_due", Instant),
    Column("owner_task", Boolean, nullable=False, server_default=false()),
    Column("unpicked", Boolean, nullable=False, server_default=false()),
    Column("sla", Text),
    Column("oncall", Boolean, nullable=False, server_default=false()),
    Column("facts", JSON, nullable=False, server_default="[]"),
    Column("tags", JSON, nullable=False, server_default="[]"),
    Column("queue", Text, nullable=False, server_default=""),
    Column("speaker", Text, nullable=False, server_default=""),
    Column("collaborators", JSON, nullable=False, server_default="[]"),
    Column("lead_review", Boolean, nullable=False, server_default=false()),
    Column("recurring", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)
Index("ix_ticket_alike", ticket.c.customer_id, ticket.c.category, ticket.c.opened_at)
#: The order of the queue.
PLACE = (ticket.c.class_rank, ticket.c.queue_due, ticket.c.opened_at, ticket.c.id)
# What the rows of a view have in common. Queries say it in the same words, so that SQLite knows the index for it.
QUEUED = text("class_rank IS NOT NULL")
UNPICKED = text("class_rank IS NOT NULL AND unpicked")
OWNED = text("class_rank IS NOT NULL AND owner <> ''")
WORKED_ON = text("class_rank IS NOT NULL AND worker <> ''")
SPOKE = text("class_rank IS NOT NULL AND waiting_since IS NOT NULL")
TASK = text("class_rank IS NOT NULL AND owner_task")
RECURS = text("class_rank IS NOT NULL AND recurring")
for _name, _first, _rows in (
    ("queue", (), QUEUED),
    ("queue_unpicked", (), UNPICKED),
    ("queue_owner", (ticket.c.owner,), OWNED),
    ("queue_worker", (ticket.c.worker,), WORKED_ON),
    ("queue_language", (ticket.c.language,), QUEUED),
    ("queue_spoke", (), SPOKE),
    ("queue_task", (ticket.c.owner,), TASK),
    ("queue_state", (ticket.c.state,), QUEUED),
    ("queue_recurring", (), RECURS),
    ("queue_part", (ticket.c.queue,), QUEUED),
):
    Index(f"ix_ticket_{_name}", *_first, *PLACE, sqlite_where=_rows, postgresql_where=_rows)
#: The lead's review list, also of what is over.
TO_REVIEW = text("lead_review")
Index("ix_ticket_lead_review", ticket.c.id, sqlite_where=TO_REVIEW, postgresql_where=TO_REVIEW)
# Who works, or has worked, for whom and at what (store/ties.py).
CLOSED_BY = text("closed_at IS NOT NULL AND worker <> ''")
for _name, _columns, _rows in (
    ("tied_requester", (ticket.c.requester, ticket.c.worker), WORKED_ON),
    ("tied_customer", (ticket.c.customer_id, ticket.c.worker), WORKED_ON),
    ("closed_category", (ticket.c.category, ticket.c.closed_at, ticket.c.worker), CLOSED_BY),
    ("closed_customer", (ticket.c.customer_id, ticket.c.closed_at, ticket.c.worker, ticket.c.category), CLOSED_BY),
):
    Index(f"ix_ticket_{_name}", *_columns, ticket.c.id, sqlite_where=_rows, postgresql_where=_rows)

message = Table(
    "message",
    metadata,
    _id(),
    Column("ticket_id", _Id, ForeignKey("ticket.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("quoted", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("letter_id", _Id, ForeignKey("letter.id")),
    Column("message_id", Text, nullable=False),
    Column("proof", Text, nullable=False),
    Column("attachments", JSON, nullable=False),
    sqlite_autoincrement=True,
)

history = Table(
    "history",
    metadata,
    _id(),
    Column("ticket_id", _Id, ForeignKey("ticket.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("event", String(32), nullable=False),
    Column("source", String(24), nullable=False),
    Column("dest", String(24), nullable=False),
    Column("why", Text, nullable=False),
    Column("data", JSON, nullable=False),
    sqlite_autoincrement=True,
)

clock = Table(
    "clock",
    metadata,
    _id(),
    _to("ticket_id", "ticket.id"),
    Column("kind", String(24), nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("fence", Integer, nullable=False),
    UniqueConstraint("ticket_id", "kind"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _to("ticket_id", "ticket.id", nullable=True),
    Column("event_id", _Id, nullable=False),
    Column("effect", String(40), nullable=False),
    Column("to", Text, nullable=False),
    Column("message_id", String(900), nullable=False, unique=True),
    Column("params", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("tries", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("lease_until", Float),
    Column("answer", Text, nullable=False),
    Column("sent_at", Instant),
    UniqueConstraint("ticket_id", "event_id", "effect", "to"),
    Index("ix_outbox_to_created_at", "to", "created_at"),
    sqlite_autoincrement=True,
)
Index("ix_outbox_queued", outbox.c.id, sqlite_where=text("state = 'queued'"), postgresql_where=text("state = 'queued'"))

company = Table(
    "company",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("sla", Text, nullable=False),
    Column("oncall", Boolean, nullable=False),
    Column("verify_clock", String(16), nullable=False),
    Column("notes", Text, nullable=False),
    Column("assets", JSON, nullable=False),
    Column("sought", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

company_domain = Table(
    "company_domain",
    metadata,
    Column("domain", String(253), primary_key=True),
    _to("company_id", "company.id"),
    Column("position", Integer, nullable=False),
    Index("ix_company_domain_company_id", "company_id"),
)

person = Table(
    "person",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("phones", JSON, nullable=False),
    Column("language", String(8), nullable=False),
    Column("salutation", Text, nullable=False),
    Column("prefers_direct_tech", Boolean, nullable=False),
    Column("specialist", Text, nullable=False),
    Column("sought", Text, nullable=False, server_default=""),
    Column("vip", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

person_address = Table(
    "person_address",
    metadata,
    Column("address", String(320), primary_key=True),
    _to("person_id", "person.id"),
    Column("position", Integer, nullable=False),
    Index("ix_person_address_person_id", "person_id"),
)

membership = Table(
    "membership",
    metadata,
    _to("person_id", "person.id", primary_key=True),
    _to("company_id", "company.id", primary_key=True),
    Column("rights", JSON, nullable=False),
    Index("ix_membership_company_id", "company_id"),
)

person_phone = Table(
    "person_phone",
    metadata,
    Column("number", String(16), primary_key=True),
    _to("person_id", "person.id", primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_person_phone_person_id", "person_id"),
)

# Words, not references: the line stays as it is when the person or the company has gone.
rights_change = Table(
    "rights_change",
    metadata,
    _id(),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("address", String(320), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("company_id", _Id, nullable=False, index=True),
    Column("company", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)

registry_import = Table(
    "registry_import",
    metadata,
    _id(),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("encoding", String(16), nullable=False),
    Column("counts", JSON, nullable=False),
    Column("undo", JSON(none_as_null=True)),
    Column("undone_at", Instant),
    sqlite_autoincrement=True,
)

setup_item = Table(
    "setup_item",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("key", String(320), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

lesson = Table(
    "lesson",
    metadata,
    _to("ticket_id", "ticket.id", primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("no_request", String(16), nullable=False),
    Column("proposed", Text, nullable=False),
    Column("source", Text, nullable=False),
)

text_model = Table(
    "text_model",
    metadata,
    _id(),
    Column("made_at", Instant, nullable=False),
    Column("lessons", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("told", JSON, nullable=False),
    sqlite_autoincrement=True,
)

token = Table(
    "token",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(24), nullable=False),
    Column("subject", Text, nullable=False),
    Column("expires", Instant, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("subject", Text, nullable=False),
    Column("expires", Instant, nullable=False),
)

note = Table(
    "note",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

imap_account = Table(
    "imap_account",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("holder", Text, nullable=False, server_default=""),
    Column("lease_until", Float),
    Column("fence", Integer, nullable=False, server_default="0"),
    Column("last_fetch", Instant),
    Column("reconciled", Instant),
    Column("report", Text, nullable=False, server_default=""),
    Column("trouble", Text, nullable=False, server_default=""),
    Column("trouble_since", Instant),
    Column("token_until", Instant),
)

imap_cursor = Table(
    "imap_cursor",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("mailbox", String(255), primary_key=True),
    Column("validity", BigInteger, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("looks_from", BigInteger, nullable=False),
    Column("certain_from", BigInteger, nullable=False),
    Column("next_uid", BigInteger, nullable=False),
    Column("since", Float, nullable=False),
    Column("modseq", BigInteger, nullable=False),
)

imap_letter = Table(
    "imap_letter",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("mailbox", String(255), primary_key=True),
    Column("validity", BigInteger, primary_key=True, autoincrement=False),
    Column("uid", BigInteger, primary_key=True, autoincrement=False),
    Column("became", String(16), nullable=False),
    Column("stamp", Text, nullable=False),
    _to("letter_id", "letter.id", nullable=True),
    Column("digest", String(64), nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_imap_letter_digest", "digest"),
    Index("ix_imap_letter_became", "account", "became"),
)
