"""The schema: made at once or led there by migrations it is the same, and one that does not fit is refused in words."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from mailgate.model.errors import BadSetup
from mailgate.model.ticket import ClockKind, Flag, Priority, State
from mailgate.registry.setup import Category, Desk
from mailgate.store.open import HEAD, open_store
from mailgate.store.tables import metadata, ticket
from mailgate.store.unit import SqlStore
from mailgate.store.upgrade import migrations, upgrade
from mailgate.testing import MORNING, a_clock, a_ticket

BACKENDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=BACKENDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'mailgate.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> Iterator[str]:
    """The URL of a database that stands at the newest schema."""
    url = f"sqlite:///{tmp_path / 'mailgate.db'}"
    open_store(url).close()
    return url


def differences(url: str) -> list[object]:
    """What Alembic would have to change in the database to make it what the tables say."""
    store = open_store(url)
    try:
        with store.engine.connect() as connection:
            options = {"compare_type": True, "include_name": lambda name, kind, _: name != "alembic_version"}
            return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))
    finally:
        store.close()


def put_at(url: str, version: str) -> None:
    store = open_store(url, check=False)
    with store.exclusive() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    store.close()


def test_migrations_lead_an_empty_database_to_the_tables_of_the_program(empty_url: str) -> None:
    assert upgrade(empty_url) == (None, HEAD)
    assert differences(empty_url) == []


def test_a_database_that_is_made_at_once_has_the_same_tables(empty_url: str) -> None:
    open_store(empty_url).close()
    assert differences(empty_url) == []


def test_a_missing_column_would_be_noticed(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.exclusive() as connection:
        connection.execute(text("ALTER TABLE note DROP COLUMN value"))
    store.close()
    assert differences(sqlite_url)


def test_both_ways_give_sqlite_the_same_columns_keys_and_numbering(tmp_path: Path) -> None:
    made, led = tmp_path / "made" / "a.db", tmp_path / "led" / "a.db"
    open_store(f"sqlite:///{made}").close()
    upgrade(f"sqlite:///{led}")

    def tables_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
        connection = sqlite3.connect(path)
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: [
                *connection.execute(f"PRAGMA table_info('{name}')"),
                *sorted(connection.execute(f"PRAGMA foreign_key_list('{name}')"), key=str),
                ("autoincrement", "AUTOINCREMENT" in _statement(connection, name)),
            ]
            for name in names
            if name != "alembic_version"
        }
        connection.close()
        return found

    left, right = tables_of(made), tables_of(led)
    assert left.keys() == right.keys()
    assert [name for name in left if _without_order(left[name]) != _without_order(right[name])] == []


def _statement(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0])


def _without_order(rows: list[tuple[object, ...]]) -> list[str]:
    """Foreign keys are numbered in the order in which they were written; that order says nothing."""
    return sorted(str(row[2:]) if len(row) == 8 else str(row) for row in rows)


def test_upgrading_twice_changes_nothing(sqlite_url: str) -> None:
    assert upgrade(sqlite_url) == (HEAD, HEAD)


def test_tickets_of_before_get_their_place_in_the_queue(empty_url: str) -> None:
    store = open_store(empty_url)
    with store.writing() as unit:
        unit.setup.put(Desk(categories=(Category.model_validate({"id": "down", "class": "outage"}),)))
        for number, state in enumerate(State):
            for kw in _TICKETS:
                ticket = unit.tickets.open(a_ticket(state=state, opened_at=MORNING + timedelta(minutes=number), **kw))
                if number % 2:
                    unit.clocks.start(a_clock(ticket_id=ticket.id, due_at=MORNING + timedelta(hours=number)))
                    unit.clocks.start(a_clock(ticket_id=ticket.id, kind=ClockKind.ARCHIVE))
    wanted = _places(store)
    with store.exclusive() as connection:
        command.downgrade(migrations(connection), "0006")
    store.close()
    assert upgrade(empty_url) == ("0006", HEAD)
    assert differences(empty_url) == []
    store = open_store(empty_url)
    assert _places(store) == wanted
    assert len({row[1] for row in wanted}) == 5, "outages and others, each ours or not, and what is over"
    store.close()


#: When a promise was broken is not known of a ticket of before: it counts from the words that wait.
_TICKETS: tuple[dict[str, Any], ...] = (
    {},
    {"category": "down", "worker": "petr@desk.example"},
    {
        "category": "gone",
        "priority": Priority.P2,
        "flags": frozenset({Flag.OWNER_TASK, Flag.LEAD_REVIEW, Flag.RECURRING}),
    },
    {"waiting_since": MORNING, "flags": frozenset({Flag.BREACHED}), "late_since": MORNING},
)


def _places(store: SqlStore) -> list[tuple[object, ...]]:
    names = ("id", "class_rank", "queue_due", "owner_task", "unpicked", "lead_review", "recurring", "late_since")
    columns = [ticket.c[name] for name in names]
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(ticket.c.id))]


def test_an_older_schema_is_refused_with_the_command_that_helps(sqlite_url: str) -> None:
    put_at(sqlite_url, "0000")
    with pytest.raises(BadSetup, match=rf"at schema 0000 and this program needs {HEAD}: run mailgate upgrade"):
        open_store(sqlite_url)


def test_a_newer_schema_is_refused(sqlite_url: str) -> None:
    put_at(sqlite_url, "9999")
    with pytest.raises(BadSetup, match=rf"schema 9999 is newer than this program \({HEAD}\): install a newer mailgate"):
        open_store(sqlite_url)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "theirs.db")
    connection.execute("CREATE TABLE ticket (id INTEGER)")
    connection.close()
    with pytest.raises(BadSetup, match="not mailgate's"):
        open_store(f"sqlite:///{tmp_path / 'theirs.db'}")


def test_every_connection_of_sqlite_keeps_its_promises(sqlite_url: str) -> None:
    """Write-ahead log, fsync at every commit, foreign keys: on the pool's connections, not only on the first (P2)."""
    store = open_store(sqlite_url)
    connections = [store.engine.connect() for _ in range(4)]
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    found = [tuple(each.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas) for each in connections]
    for each in connections:
        each.close()
    store.close()
    assert found == [("wal", 2, 1, 30_000)] * 4
