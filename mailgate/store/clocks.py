"""Deadlines as rows, found through the index on due_at: a sweep costs what is due, not what is open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from mailgate.model.ticket import Clock, ClockKind
from mailgate.store.rows import Rows
from mailgate.store.tables import clock


class SqlClocks(Rows):
    """`desk.ports.Clocks` in SQL."""

    def start(self, new: Clock) -> None:
        """See the port."""
        self._upsert(clock, {"ticket_id": new.ticket_id, "kind": new.kind}, {"due_at": new.due_at, "fence": new.fence})

    def stop(self, ticket_id: int, kinds: Collection[ClockKind]) -> None:
        """See the port."""
        self._connection.execute(
            delete(clock).where(clock.c.ticket_id == ticket_id, clock.c.kind.in_([str(kind) for kind in kinds]))
        )

    def due(self, now: datetime, limit: int) -> list[Clock]:
        """See the port."""
        query = select(clock).where(clock.c.due_at <= now).order_by(clock.c.due_at, clock.c.id).limit(limit)
        return [_clock(row) for row in self._connection.execute(query)]

    def finish(self, rung: Clock) -> bool:
        """See the port."""
        same = (clock.c.ticket_id == rung.ticket_id, clock.c.kind == rung.kind, clock.c.due_at == rung.due_at)
        return self._connection.execute(delete(clock).where(*same)).rowcount == 1

    def of_ticket(self, ticket_id: int) -> list[Clock]:
        """See the port."""
        return self.of_tickets([ticket_id]).get(ticket_id, [])

    def of_tickets(self, ticket_ids: Sequence[int]) -> dict[int, list[Clock]]:
        """See the port."""
        query = select(clock).where(clock.c.ticket_id.in_(ticket_ids)).order_by(clock.c.due_at)
        found: dict[int, list[Clock]] = {}
        for row in self._connection.execute(query):
            found.setdefault(row.ticket_id, []).append(_clock(row))
        return found


def _clock(row: Row[Any]) -> Clock:
    return Clock(row.ticket_id, ClockKind(row.kind), row.due_at, row.fence, row.id)
