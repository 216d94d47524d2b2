"""Ids ahead of their rows, so that a row may be written later: `numbers.take(ticket)`.

SQLite's writer is alone, so it counts on from where the table stands. PostgreSQL's sequences give them out: tickets one
by one, since people read those numbers and wonder about gaps, all other rows as many at a time as will be needed.
"""

from collections import deque

from sqlalchemy import Connection, Table, bindparam, text

from mailgate.store.tables import history, message, outbox, ticket

_STANDS_AT = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_NEXT_TICKET = text("SELECT nextval(pg_get_serial_sequence('ticket', 'id'))")
_TOGETHER = (message, history, outbox)
_NEXT = text(
    "SELECT "
    + ", ".join(f"nextval(pg_get_serial_sequence('{table.name}', 'id'))" for table in _TOGETHER)
    + " FROM generate_series(1, :count)"
).bindparams(bindparam("count"))


class Numbers:
    """Of one unit. Every row of ticket, message, history and outbox gets its id here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._on_postgresql = connection.dialect.name == "postgresql"
        self._last: dict[str, int] = {}
        self._ready: dict[str, deque[int]] = {table.name: deque() for table in _TOGETHER}
        self._given: set[tuple[str, int]] = set()
        self.at_once = 1  #: how many are taken from PostgreSQL in one go

    def take(self, table: Table) -> int:
        """The next id of this table."""
        number = self._from_sequence(table) if self._on_postgresql else self._counted(table)
        self._given.add((table.name, number))
        return number

    def is_new(self, table: Table, number: int) -> bool:
        """Whether this very unit took it: then nobody else has a row that points at it."""
        return (table.name, number) in self._given

    def _counted(self, table: Table) -> int:
        if table.name not in self._last:
            self._last[table.name] = self._connection.execute(_STANDS_AT, {"name": table.name}).scalar() or 0
        self._last[table.name] += 1
        return self._last[table.name]

    def _from_sequence(self, table: Table) -> int:
        if table is ticket:
            return int(self._connection.execute(_NEXT_TICKET).scalar_one())
        ready = self._ready[table.name]
        if not ready:
            for row in self._connection.execute(_NEXT, {"count": self.at_once}):
                for each, number in zip(_TOGETHER, row, strict=True):
                    self._ready[each.name].append(number)
        return ready.popleft()
