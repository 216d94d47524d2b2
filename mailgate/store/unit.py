"""One transaction over everything, and the store that opens it.

SQLite: WAL, synchronous=FULL, foreign keys; writers hold the write lock and BEGIN IMMEDIATE, readers see a snapshot
and wait for nobody. PostgreSQL: READ COMMITTED; versions and fences do the rest. Database errors leave as Trouble.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from mailgate.desk.ports import Clocks, Doors, Letters, Notes, Outbox, People, Setup, Tickets
from mailgate.model.errors import Conflict, Trouble
from mailgate.store.clocks import SqlClocks
from mailgate.store.doors import SqlDoors, SqlNotes
from mailgate.store.letters import SqlLetters
from mailgate.store.lock import WriteLock
from mailgate.store.outbox import SqlOutbox
from mailgate.store.people import SqlPeople
from mailgate.store.setup import SqlSetup
from mailgate.store.tickets import SqlTickets

_OVERTAKEN = ("40001", "40P01")  #: PostgreSQL's serialization_failure and deadlock_detected
#: Classes of PostgreSQL's trouble that passes: connection, resources, operator intervention, object in use.
_OUTAGES = ("08", "53", "55", "57")
_LANDING = 7_062_026  #: key of the advisory lock that serialises landing


class SqlUnit:
    """`desk.ports.Unit` over one connection."""

    def __init__(self, connection: Connection, machine_time: Callable[[], float]) -> None:
        self._connection = connection
        self.letters: Letters = SqlLetters(connection, machine_time)
        self.tickets: Tickets = SqlTickets(connection, machine_time)
        self.outbox: Outbox = SqlOutbox(connection, machine_time)
        self.clocks: Clocks = SqlClocks(connection, machine_time)
        self.people: People = SqlPeople(connection, machine_time)
        self.setup: Setup = SqlSetup(connection, machine_time)
        self.doors: Doors = SqlDoors(connection, machine_time)
        self.notes: Notes = SqlNotes(connection, machine_time)

    def serialise(self) -> None:
        """See the port. On SQLite the write lock has done it already."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LANDING})

    def step(self) -> AbstractContextManager[None]:
        """See the port."""
        return self._savepoint()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        with self._connection.begin_nested():
            yield


class SqlStore:
    """`desk.ports.Store` over an engine. `lock` is None on PostgreSQL."""

    def __init__(self, engine: Engine, lock: WriteLock | None, machine_time: Callable[[], float] = time.time) -> None:
        self.engine = engine
        self._lock = lock
        self._machine_time = machine_time

    @contextmanager
    def writing(self) -> Iterator[SqlUnit]:
        """See the port."""
        with self.exclusive() as connection:
            yield SqlUnit(connection, self._machine_time)

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A writing transaction without the repositories; for the schema."""
        with (
            _as_trouble(),
            self._lock.held() if self._lock else nullcontext(),
            self.engine.connect().execution_options(mailgate_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[SqlUnit]:
        """See the port."""
        with _as_trouble(), self.engine.connect() as connection:
            yield SqlUnit(connection, self._machine_time)

    def close(self) -> None:
        """See the port."""
        self.engine.dispose()


@contextmanager
def _as_trouble() -> Iterator[None]:
    """A database that is down, full or locked is a temporary trouble (threats P4, P6); a broken statement is ours."""
    try:
        yield
    except (OperationalError, InterfaceError) as cause:
        state = getattr(cause.orig, "sqlstate", None) or ""  # SQLite has none, nor has a server that is away
        if state in _OVERTAKEN:
            raise Conflict("somebody else was at the same rows; nothing was changed, try again") from cause
        if state and not state.startswith(_OUTAGES):
            raise  # the values are to blame, and would be tomorrow too
        raise Trouble("the database does not answer; nothing was changed, try again") from cause
    except DBAPIError as cause:
        if cause.connection_invalidated:
            raise Trouble("the database went away; nothing was changed, try again") from cause
        raise
