"""Many rows in one go: `insert_all(connection, message, rows)`, `change_all(connection, letter, "fence", rows)`.

SQLite runs one prepared statement over all rows. PostgreSQL, to which every statement is a journey, gets the rows as
one JSON text and unpacks them by the table's own types. Every row of a call names the same columns.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, text, update
from sqlalchemy.dialects import sqlite

#: Columns by name. A row that is to be changed has its `id`, and under `SEEN` what its guard must still be.
Values = dict[str, Any]
SEEN = "seen"


def insert_all(
    connection: Connection, table: Table, rows: Sequence[Values], *, new_only: bool = False, over: tuple[str, ...] = ()
) -> None:
    """Insert. A row whose key is taken fails, with `new_only` is left out, with `over` its key replaces the other."""
    if not rows:
        return
    names = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        connection.execute(_inserting_packed(table, names, new_only, over), {"rows": _packed(rows)})
    else:
        connection.execute(_inserting(table, names, new_only, over), rows)


def change_all(connection: Connection, table: Table, guard: str, rows: Sequence[Values], *, unless: str = "") -> bool:
    """Compare and set: change each row while its column `guard` is as it was seen and `unless` is NULL.

    False when a row was not; then the caller gives up the whole transaction.
    """
    if not rows:
        return True
    if connection.dialect.name == "postgresql":
        names = tuple(name for name in rows[0] if name != SEEN)
        statement = _changing_packed(table, names, guard, unless)
        done = connection.execute(statement, {"rows": _packed(rows), "guards": _packed(_guards(rows))})
    else:
        renamed = [{("of" if name == "id" else name): value for name, value in row.items()} for row in rows]
        done = connection.execute(_changing(table, guard, unless), renamed)
    return done.rowcount == len(rows)


@cache
def _inserting(table: Table, names: tuple[str, ...], new_only: bool, over: tuple[str, ...]) -> Any:
    insert = sqlite.insert(table)
    if over:
        changes = {name: insert.excluded[name] for name in names if name not in over}
        return insert.on_conflict_do_update(index_elements=over, set_=changes)
    return insert.on_conflict_do_nothing() if new_only else insert


@cache
def _changing(table: Table, guard: str, unless: str) -> Any:
    changing = update(table).where(table.c.id == bindparam("of"), table.c[guard] == bindparam(SEEN))
    return changing.where(table.c[unless].is_(None)) if unless else changing


@cache
def _inserting_packed(table: Table, names: tuple[str, ...], new_only: bool, over: tuple[str, ...]) -> Any:
    columns = ", ".join(f'"{name}"' for name in names)
    unpacked = f"json_populate_recordset(NULL::{table.name}, CAST(:rows AS json))"
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in over)
    ending = f" ON CONFLICT ({', '.join(over)}) DO UPDATE SET {changes}" if over else ""
    ending = " ON CONFLICT DO NOTHING" if new_only else ending
    return text(f"INSERT INTO {table.name} ({columns}) SELECT {columns} FROM {unpacked}{ending}")


@cache
def _changing_packed(table: Table, names: tuple[str, ...], guard: str, unless: str) -> Any:
    changes = ", ".join(f'"{name}" = r."{name}"' for name in names if name != "id")
    return text(
        f"UPDATE {table.name} t SET {changes}"
        f" FROM json_populate_recordset(NULL::{table.name}, CAST(:rows AS json)) r,"
        f" json_to_recordset(CAST(:guards AS json)) g(id bigint, {SEEN} bigint)"
        f" WHERE t.id = r.id AND g.id = r.id AND t.{guard} = g.{SEEN}" + (f" AND t.{unless} IS NULL" if unless else "")
    )


def _guards(rows: Sequence[Values]) -> list[Values]:
    return [{"id": row["id"], SEEN: row[SEEN]} for row in rows]


def _packed(rows: Sequence[Values]) -> str:
    return json.dumps(rows, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a row")
