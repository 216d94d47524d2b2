"""The desk's set-up: each item is a row with its own JSON."""

from sqlalchemy import delete, select

from mailgate.registry.setup import Desk, from_items, items
from mailgate.store.rows import Rows
from mailgate.store.tables import setup_item


class SqlSetup(Rows):
    """`desk.ports.Setup` in SQL."""

    def desk(self) -> Desk:
        """See the port."""
        query = select(setup_item).order_by(setup_item.c.kind, setup_item.c.position)
        return from_items([(row.kind, row.key, row.position, row.body) for row in self._connection.execute(query)])

    def put(self, desk: Desk) -> None:
        """See the port."""
        self._connection.execute(delete(setup_item))
        rows = [
            {"kind": kind, "key": key, "position": position, "body": body} for kind, key, position, body in items(desk)
        ]
        if rows:
            self._connection.execute(setup_item.insert(), rows)
