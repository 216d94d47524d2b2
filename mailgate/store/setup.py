"""The desk's set-up: each item is a row with its own JSON."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import bindparam, delete, select, update

from mailgate.model.queue import CLASSES, urgency
from mailgate.registry.setup import Desk, from_items, items
from mailgate.store.rows import LaterRows
from mailgate.store.tables import setup_item, ticket

_ITEMS = select(setup_item.c.kind, setup_item.c.key, setup_item.c.position, setup_item.c.body)
_ITEMS = _ITEMS.order_by(setup_item.c.kind, setup_item.c.position)
_MOVE = (
    update(ticket)
    .where(ticket.c.category == bindparam("of"), ticket.c.class_rank.is_not(None))
    .values(class_rank=ticket.c.class_rank - ticket.c.class_rank % CLASSES + bindparam("urgency"))
)


class SqlSetup(LaterRows):
    """`desk.ports.Setup` in SQL. Its rows never wait."""

    def forget(self) -> None:
        """See LaterRows."""
        self._desk: Desk | None = None

    def write(self) -> None:
        """See LaterRows."""

    def desk(self) -> Desk:
        """See the port. One unit works with one desk."""
        if self._desk is None:
            self._desk = _desk_of(tuple(tuple(row) for row in self._connection.execute(_ITEMS)))
        return self._desk

    def put(self, desk: Desk) -> None:
        """See the port. Tickets of a category whose class has changed go to where they stand now in the queue."""
        before = self.desk().kinds
        self._run(delete(setup_item))
        self._desk = desk
        self._move_classes(before, self.desk().kinds)
        rows = [
            {"kind": kind, "key": key, "position": position, "body": body} for kind, key, position, body in items(desk)
        ]
        if rows:
            self._connection.execute(setup_item.insert(), rows)

    def _move_classes(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        for category in sorted({*before, *after}):
            old, new = (urgency(kinds.get(category, "")) for kinds in (before, after))
            if old != new:
                self._connection.execute(_MOVE, {"of": category, "urgency": new})


@lru_cache(maxsize=4)
def _desk_of(rows: tuple[tuple[str, str, int, str], ...]) -> Desk:
    """Every unit asks for the desk, and it hardly ever changes; a Desk is a value, so one may serve all."""
    return from_items(rows)
