"""What the repositories of one unit share: its transaction, constant statements, and rows that are written later.

A unit that decides a batch of letters adds and changes hundreds of rows. They wait in the repositories and go out
together, a statement for each table, before anything else looks at those tables and at the end of the unit. Whoever
asks the unit meanwhile is answered as if they stood there already.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from mailgate.store.numbers import Numbers
from mailgate.store.tables import ticket

Clock = Callable[[], float]

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
# In one order for all; rows that point at a ticket may be written meanwhile.
_LOCK = select(ticket.c.id).where(ticket.c.id.in_(_IDS)).order_by(ticket.c.id).with_for_update(key_share=True)


class Rows:
    """A repository over one transaction, which writes at once."""

    def __init__(self, connection: Connection, machine_time: Clock) -> None:
        self._connection = connection
        self._machine_time = machine_time

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    @property
    def _on_postgresql(self) -> bool:
        return self._dialect == "postgresql"

    def _insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row; its id."""
        return int(self._connection.execute(_inserting(table), dict(values)).scalar_one())

    def _insert_new(self, table: Table, values: Mapping[str, Any]) -> bool:
        """Insert unless a unique key is taken; whether it was inserted."""
        return self._connection.execute(_inserting_new(table, self._dialect), dict(values)).first() is not None

    def _insert_new_ones(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """The same for several, without an answer."""
        self._connection.execute(_inserting_new_ones(table, self._dialect), rows)

    def _upsert(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        self._connection.execute(_upserting(table, tuple(key), tuple(values), self._dialect), {**key, **values})


class Transaction:
    """The open transaction of a unit, and what waits to be written in it."""

    def __init__(self, connection: Connection, machine_time: Clock) -> None:
        self.connection = connection
        self.machine_time = machine_time
        self.numbers = Numbers(connection)
        self.repositories: Sequence[LaterRows] = ()  #: in the order in which their rows point at each other
        self.waiting = False

    def write(self) -> None:
        """Write what waits. Raises Conflict when somebody else was faster; then the unit is lost."""
        if self.waiting:
            self.waiting = False
            for each in self.repositories:
                each.write()

    def opened(self, ticket_id: int) -> None:
        """Tell the repositories of a new ticket."""
        for each in self.repositories:
            each.opened(ticket_id)

    def forget(self) -> None:
        """Drop what waits and what is known: the database has gone back to an earlier state."""
        self.waiting = False
        for each in self.repositories:
            each.forget()


class LaterRows(Rows):
    """A repository whose rows may wait; it knows what was asked for once and answers from that."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction.connection, transaction.machine_time)
        self._transaction = transaction
        self._numbers = transaction.numbers
        self.forget()

    def write(self) -> None:
        """Write the rows that wait here."""
        raise NotImplementedError

    def forget(self) -> None:
        """Know nothing, and let nothing wait."""
        raise NotImplementedError

    def opened(self, ticket_id: int) -> None:
        """This ticket is new in this unit: no row points at it yet."""

    def _waits(self) -> None:
        self._transaction.waiting = True

    def _lock_tickets(self, ids: Collection[int]) -> None:
        """Whoever changes these tickets or their clocks at this moment is waited for. SQLite's writer is alone."""
        if ids and self._on_postgresql:
            self._connection.execute(_LOCK, {"ids": sorted(ids)})

    def _run(self, statement: Any, parameters: Any = None) -> Any:
        """Execute what looks at tables of which rows may wait: those are written first."""
        self._transaction.write()
        return self._connection.execute(statement, parameters)


def _insert_of(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def _inserting(table: Table) -> Any:
    return table.insert().returning(table.c.id)


@cache
def _inserting_new(table: Table, dialect: str) -> Any:
    return _inserting_new_ones(table, dialect).returning(literal(1))


@cache
def _inserting_new_ones(table: Table, dialect: str) -> Any:
    return _insert_of(dialect)(table).on_conflict_do_nothing()


@cache
def _upserting(table: Table, key: tuple[str, ...], names: tuple[str, ...], dialect: str) -> Any:
    """Insert, or give the row with this key the other values."""
    insert = _insert_of(dialect)(table)
    return insert.on_conflict_do_update(index_elements=key, set_={name: insert.excluded[name] for name in names})
