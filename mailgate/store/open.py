"""Open the database at a URL: the engine with its pragmas, and the schema check.

An empty database gets the schema at once, without Alembic (commands must start quickly; a test proves that both ways
give the same tables). An older one is refused until `mailgate upgrade`; a newer one always.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from mailgate.model.errors import BadSetup, Trouble
from mailgate.store.lock import WriteLock
from mailgate.store.tables import metadata
from mailgate.store.unit import SqlStore

HEAD = "0011"  #: the newest migration
_CREATING = 7_062_027  #: key of the advisory lock around the creation of the schema


def open_store(
    url: str, *, check: bool = True, machine_time: Callable[[], float] = time.time, lock_dir: Path | None = None
) -> SqlStore:
    """The store at `url` (sqlite:///… or postgresql://…).

    Raises BadSetup for a URL or schema that this program cannot use, Trouble when the server does not answer.
    """
    engine, lock = _engine(url, lock_dir)
    store = SqlStore(engine, lock, machine_time)
    try:
        if check:
            _ensure_schema(store)
    except BaseException:
        store.close()
        raise
    return store


def schema_version(connection: Connection) -> str | None:
    """The migration that the database stands at; None when it is empty. Raises BadSetup for a foreign database."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names & set(metadata.tables):
            raise BadSetup(
                ["the database has tables of the same names that are not mailgate's: give it one of its own"]
            )
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(version) if version else None


def _engine(url: str, lock_dir: Path | None) -> tuple[Engine, WriteLock | None]:
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        kind = parsed.get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise BadSetup([f"database.url: {kind} is not supported; use sqlite:///PATH or postgresql://HOST/NAME"])
        # No words of letters in errors or logs (threats T55).
        options: dict[str, Any] = {"json_serializer": _as_json, "hide_parameters": True}
        if kind == "postgresql":
            return create_engine(parsed, pool_pre_ping=True, **options), None
        path = _sqlite_path(parsed.database)
        engine = create_engine(parsed, connect_args={"timeout": 30}, **options)
    except (ArgumentError, NoSuchModuleError) as cause:
        raise BadSetup([f"database.url: {cause}"]) from cause
    except ModuleNotFoundError as cause:
        raise BadSetup([f"database.url needs the package {cause.name}: pip install 'mailgate[postgres]'"]) from cause
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine, WriteLock((lock_dir or path.parent) / "write.lock")


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _sqlite_path(database: str | None) -> Path:
    if not database or database == ":memory:":
        raise BadSetup(["database.url: sqlite needs a file, such as sqlite:///data/mailgate.db"])
    path = Path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as cause:
        raise BadSetup([f"database.url: the folder {path.parent} cannot be made: {cause.strerror}"]) from cause
    for place in (path.parent, path):  # readers write too: WAL keeps a file of its own
        if os.path.exists(place) and not os.access(place, os.W_OK):
            raise Trouble(f"{place} cannot be written: mailgate's user needs the right to")
    return path


def _sqlite_connect(connection: sqlite3.Connection, _record: object) -> None:
    """Own every BEGIN (threats §0.12), and keep what was promised over a power cut (P2)."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("mailgate_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _ensure_schema(store: SqlStore) -> None:
    version = schema_of(store)
    if version is None:
        with store.exclusive() as connection:
            _create(connection)
    elif version < HEAD:
        raise BadSetup([f"the database is at schema {version} and this program needs {HEAD}: run mailgate upgrade"])
    elif version > HEAD:
        raise BadSetup(
            [f"the database's schema {version} is newer than this program ({HEAD}): install a newer mailgate"]
        )


def schema_of(store: SqlStore) -> str | None:
    """Like schema_version, on a connection of its own. Raises Trouble when there is no database to be had."""
    try:
        with store.engine.connect() as connection:
            return schema_version(connection)
    except DBAPIError as cause:
        raise Trouble(_unusable(store.engine)) from cause


def _unusable(engine: Engine) -> str:
    """Why the database cannot be opened, without the words of its driver (threats T55)."""
    if engine.dialect.name == "sqlite":
        return f"the database {engine.url.database} cannot be opened: is it a database, and may this user write it?"
    return "the database does not answer; is database.url right and the server up?"


def _create(connection: Connection) -> None:
    """Make all tables, unless another process was faster."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATING})
    if schema_version(connection) is None:
        metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
