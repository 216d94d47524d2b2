"""One transaction over everything, and the store that opens it.

SQLite: WAL, synchronous=FULL, foreign keys; writers hold the write lock and BEGIN IMMEDIATE, readers see a snapshot
and wait for nobody. PostgreSQL: READ COMMITTED; versions and fences do the rest. Database errors leave as Trouble.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from mailgate.desk.ports import Clocks, Doors, Fetching, Lessons, Letters, Notes, Outbox, People, Setup, Tickets
from mailgate.model.errors import Conflict, Trouble
from mailgate.model.letter import Envelope, KeptLetter
from mailgate.store.clocks import SqlClocks
from mailgate.store.doors import SqlDoors, SqlNotes
from mailgate.store.fetching import SqlFetching
from mailgate.store.intake import Intake
from mailgate.store.lessons import SqlLessons
from mailgate.store.letters import SqlLetters
from mailgate.store.lock import WriteLock
from mailgate.store.outbox import SqlOutbox
from mailgate.store.people import SqlPeople
from mailgate.store.places import Places
from mailgate.store.rows import Transaction
from mailgate.store.setup import SqlSetup
from mailgate.store.tickets import SqlTickets

_OVERTAKEN = ("40001", "40P01")  #: PostgreSQL's serialization_failure and deadlock_detected
#: Classes of PostgreSQL's trouble that passes: connection, resources, operator intervention, object in use.
_OUTAGES = ("08", "53", "55", "57")
_LANDING = 7_062_026  #: key of the advisory lock that serialises landing: shared by those who have a name as well
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_LOCKS = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS key")  #: one after the other
_LOCK_SHARED = text("SELECT pg_advisory_xact_lock_shared(:key)")


class SqlUnit:
    """`desk.ports.Unit` over one connection."""

    def __init__(self, connection: Connection, machine_time: Callable[[], float]) -> None:
        self._connection = connection
        self._transaction = transaction = Transaction(connection, machine_time)
        setup, clocks = SqlSetup(transaction), SqlClocks(transaction)
        tickets, letters = SqlTickets(transaction, Places(clocks, setup)), SqlLetters(transaction)
        outbox = SqlOutbox(transaction)
        transaction.repositories = (setup, tickets, letters, outbox, clocks)
        people = SqlPeople(connection, machine_time)
        self._forget = (transaction.forget, people.forget)
        self.letters: Letters = letters
        self.tickets: Tickets = tickets
        self.outbox: Outbox = outbox
        self.clocks: Clocks = clocks
        self.people: People = people
        self.setup: Setup = setup
        self.doors: Doors = SqlDoors(connection, machine_time)
        self.notes: Notes = SqlNotes(connection, machine_time)
        self.fetching: Fetching = SqlFetching(connection, machine_time)
        self.lessons: Lessons = SqlLessons(transaction)

    def write(self) -> None:
        """Write what still waits in the repositories; the store does so before it commits."""
        self._transaction.write()

    def foresee(self, letters: int) -> None:
        """See the port."""
        self._transaction.numbers.at_once = letters

    def serialise(self, *names: str) -> None:
        """See the port. On SQLite the write lock has done it already."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK_SHARED if names else _LOCK, {"key": _LANDING})
            if names:
                self._connection.execute(_LOCKS, {"keys": sorted({_key_of(name) for name in names})})

    def step(self) -> AbstractContextManager[None]:
        """See the port."""
        return self._savepoint()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self.write()
        try:
            with self._connection.begin_nested():
                yield
                self.write()
        except BaseException:
            for forget in self._forget:
                forget()
            raise


def _key_of(name: str) -> int:
    """A key of PostgreSQL's for a name: 64 bits, signed."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


class SqlStore:
    """`desk.ports.Store` over an engine. `lock` is None on PostgreSQL."""

    def __init__(self, engine: Engine, lock: WriteLock | None, machine_time: Callable[[], float] = time.time) -> None:
        self.engine = engine
        self._lock = lock
        self._machine_time = machine_time
        # SQLite has one writer at a time; PostgreSQL syncs several commits side by side.
        self._intake = Intake(lambda: self.writing(intake=True), commits=1 if lock else 3)

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See the port."""
        return self._intake.keep(envelope, raw)

    @contextmanager
    def writing(self, *, intake: bool = False) -> Iterator[SqlUnit]:
        """See the port. `intake` goes before other writers of this process."""
        with self.exclusive(intake=intake) as connection:
            unit = SqlUnit(connection, self._machine_time)
            yield unit
            unit.write()

    @contextmanager
    def exclusive(self, *, intake: bool = False) -> Iterator[Connection]:
        """A writing transaction without the repositories; for the schema."""
        with (
            _as_trouble(),
            self._lock.held(intake=intake) if self._lock else nullcontext(),
            self.engine.connect().execution_options(mailgate_writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[SqlUnit]:
        """See the port. All that is read stands as of one instant; on SQLite every transaction does."""
        with _as_trouble(), self._reader().connect() as connection:
            yield SqlUnit(connection, self._machine_time)

    def _reader(self) -> Engine:
        return self.engine if self._lock else self.engine.execution_options(isolation_level="REPEATABLE READ")

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
