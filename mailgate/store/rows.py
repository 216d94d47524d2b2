"""What the repositories share: one connection, inserts that give an id or keep quiet about a repeat."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, literal
from sqlalchemy.dialects import postgresql, sqlite

Clock = Callable[[], float]


class Rows:
    """A repository over one transaction."""

    def __init__(self, connection: Connection, machine_time: Clock) -> None:
        self._connection = connection
        self._machine_time = machine_time

    @property
    def _on_postgresql(self) -> bool:
        return self._connection.dialect.name == "postgresql"

    def _insert(self, table: Table, values: Mapping[str, Any]) -> int:
        """Insert a row; its id."""
        statement = table.insert().returning(table.c.id)
        return int(self._connection.execute(statement, dict(values)).scalar_one())

    def _insert_new(self, table: Table, values: Mapping[str, Any]) -> bool:
        """Insert unless a unique key is taken; whether it was inserted."""
        insert: Any = postgresql.insert if self._on_postgresql else sqlite.insert
        statement = insert(table).on_conflict_do_nothing().returning(literal(1))
        return self._connection.execute(statement, dict(values)).first() is not None

    def _upsert(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        insert: Any = postgresql.insert if self._on_postgresql else sqlite.insert
        statement = insert(table).values(**key, **values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
