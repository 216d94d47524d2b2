"""Deadlines as rows, found through the index on due_at: a sweep costs what is due, not what is open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select

from mailgate.model.ticket import Clock, ClockKind
from mailgate.store.many import insert_all
from mailgate.store.rows import LaterRows
from mailgate.store.tables import clock

_DUE = select(clock).where(clock.c.due_at <= bindparam("now")).order_by(clock.c.due_at, clock.c.id)
_DUE = _DUE.limit(bindparam("most"))
_OF_TICKETS = (
    select(clock).where(clock.c.ticket_id.in_(bindparam("ids", expanding=True))).order_by(clock.c.due_at, clock.c.id)
)
_OF_KIND = delete(clock).where(clock.c.ticket_id == bindparam("of"), clock.c.kind == bindparam("named"))
_FINISH = _OF_KIND.where(clock.c.due_at == bindparam("at"))


class SqlClocks(LaterRows):
    """`desk.ports.Clocks` in SQL."""

    def forget(self) -> None:
        """See LaterRows."""
        self._set: dict[tuple[int, str], Clock | None] = {}  #: as they will stand; None is stopped

    def write(self) -> None:
        """See LaterRows."""
        waiting = sorted(self._set.items())
        stopped = [{"of": ticket_id, "named": kind} for (ticket_id, kind), started in waiting if started is None]
        started = [_values(each) for _, each in waiting if each is not None]
        if stopped:
            self._connection.execute(_OF_KIND, stopped)
        insert_all(self._connection, clock, started, over=("ticket_id", "kind"))
        self._set = {}

    def start(self, new: Clock) -> None:
        """See the port."""
        self._set[new.ticket_id, str(new.kind)] = new
        self._waits()

    def stop(self, ticket_id: int, kinds: Collection[ClockKind]) -> None:
        """See the port."""
        self._set.update({(ticket_id, str(kind)): None for kind in kinds})
        self._waits()

    def due(self, now: datetime, limit: int) -> list[Clock]:
        """See the port."""
        return [_clock(row) for row in self._run(_DUE, {"now": now, "most": limit})]

    def finish(self, rung: Clock) -> bool:
        """See the port."""
        done = self._run(_FINISH, {"of": rung.ticket_id, "named": str(rung.kind), "at": rung.due_at})
        return bool(done.rowcount == 1)

    def of_ticket(self, ticket_id: int) -> list[Clock]:
        """See the port."""
        return self.of_tickets([ticket_id]).get(ticket_id, [])

    def of_tickets(self, ticket_ids: Sequence[int]) -> dict[int, list[Clock]]:
        """See the port."""
        found: dict[int, list[Clock]] = {}
        for row in self._run(_OF_TICKETS, {"ids": ticket_ids}):
            found.setdefault(row.ticket_id, []).append(_clock(row))
        return found


def _values(value: Clock) -> dict[str, Any]:
    return {"ticket_id": value.ticket_id, "kind": value.kind, "due_at": value.due_at, "fence": value.fence}


def _clock(row: Row[Any]) -> Clock:
    return Clock(row.ticket_id, ClockKind(row.kind), row.due_at, row.fence, row.id)
