"""The desk's set-up: each item is a row with its own JSON."""

from functools import lru_cache

from sqlalchemy import delete, select

from mailgate.registry.setup import Desk, from_items, items
from mailgate.store.rows import Rows
from mailgate.store.tables import setup_item

_ITEMS = select(setup_item.c.kind, setup_item.c.key, setup_item.c.position, setup_item.c.body)
_ITEMS = _ITEMS.order_by(setup_item.c.kind, setup_item.c.position)


class SqlSetup(Rows):
    """`desk.ports.Setup` in SQL."""

    def desk(self) -> Desk:
        """See the port."""
        return _desk_of(tuple(tuple(row) for row in self._connection.execute(_ITEMS)))

    def put(self, desk: Desk) -> None:
        """See the port."""
        self._connection.execute(delete(setup_item))
        rows = [
            {"kind": kind, "key": key, "position": position, "body": body} for kind, key, position, body in items(desk)
        ]
        if rows:
            self._connection.execute(setup_item.insert(), rows)


@lru_cache(maxsize=4)
def _desk_of(rows: tuple[tuple[str, str, int, str], ...]) -> Desk:
    """Every unit asks for the desk, and it hardly ever changes; a Desk is a value, so one may serve all."""
    return from_items(rows)
