"""Deadlines as rows, found through the index on due_at: a sweep costs what is due, not what is open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import attrgetter
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
_EARLIEST = attrgetter("due_at", "id")
_FINISH = _OF_KIND.where(clock.c.due_at == bindparam("at"))


class SqlClocks(LaterRows):
    """`desk.ports.Clocks` in SQL."""

    def forget(self) -> None:
        """See LaterRows."""
        self._set: dict[tuple[int, str], Clock | None] = {}  #: as they will stand; None is stopped
        self.touched: set[int] = set()  #: tickets with a clock that was started, stopped or rung since it was written
        self._rows: dict[int, dict[str, Clock]] = {}  #: as they will stand, of tickets that this unit has locked

    def write(self) -> None:
        """See LaterRows."""
        waiting = sorted(self._set.items())
        stopped = [{"of": ticket_id, "named": kind} for (ticket_id, kind), started in waiting if started is None]
        started = [_values(each) for _, each in waiting if each is not None]
        if stopped:
            self._connection.execute(_OF_KIND, stopped)
        insert_all(self._connection, clock, started, over=("ticket_id", "kind"))
        self._set, self.touched = {}, set()

    def promised(self, ids: Collection[int], stored: Collection[int], kinds: Collection[str]) -> dict[int, datetime]:
        """The earliest clock of these kinds, as they will stand, of each ticket that has one; rows only of `stored`."""
        found: dict[tuple[int, str], datetime] = {}
        if stored:
            rows = self._connection.execute(_OF_TICKETS, {"ids": list(stored)})
            found = {(row.ticket_id, row.kind): row.due_at for row in rows}
        for key, started in self._set.items():
            found.pop(key, None)
            if started is not None:
                found[key] = started.due_at
        earliest: dict[int, datetime] = {}
        for (ticket_id, kind), due_at in found.items():
            if kind in kinds and ticket_id in ids:
                earliest[ticket_id] = min(due_at, earliest.get(ticket_id, due_at))
        return earliest

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """See the port."""
        found = self.of_tickets(sorted(ticket_ids))
        self._rows |= {each: {str(clock.kind): clock for clock in found.get(each, ())} for each in ticket_ids}

    def start(self, new: Clock) -> None:
        """See the port."""
        self._set[new.ticket_id, str(new.kind)] = new
        if new.ticket_id in self._rows:
            self._rows[new.ticket_id][str(new.kind)] = new
        self.touched.add(new.ticket_id)
        self._waits()

    def stop(self, ticket_id: int, kinds: Collection[ClockKind]) -> None:
        """See the port."""
        known = self._rows.get(ticket_id)
        ended = [str(kind) for kind in kinds if known is None or known.pop(str(kind), None) is not None]
        if not ended:
            return
        self._set.update({(ticket_id, kind): None for kind in ended})
        self.touched.add(ticket_id)
        self._waits()

    def due(self, now: datetime, limit: int) -> list[Clock]:
        """See the port."""
        return [_clock(row) for row in self._run(_DUE, {"now": now, "most": limit})]

    def finish(self, rung: Clock) -> bool:
        """See the port."""
        if rung.ticket_id in self._rows:
            standing = self._rows[rung.ticket_id].get(str(rung.kind))
            if standing is None or standing.due_at != rung.due_at:
                return False
            self.stop(rung.ticket_id, (rung.kind,))
            return True
        self._transaction.write()
        self._lock_tickets([rung.ticket_id])  # the ticket first and then its clock, as everybody else does
        done = self._run(_FINISH, {"of": rung.ticket_id, "named": str(rung.kind), "at": rung.due_at})
        self.touched.add(rung.ticket_id)
        self._waits()
        return bool(done.rowcount == 1)

    def of_ticket(self, ticket_id: int) -> list[Clock]:
        """See the port."""
        return self.of_tickets([ticket_id]).get(ticket_id, [])

    def of_tickets(self, ticket_ids: Sequence[int]) -> dict[int, list[Clock]]:
        """See the port."""
        known = {each: self._rows[each] for each in ticket_ids if each in self._rows}
        found = {each: sorted(rows.values(), key=_EARLIEST) for each, rows in known.items() if rows}
        asked = [each for each in ticket_ids if each not in known]
        for row in self._run(_OF_TICKETS, {"ids": asked}) if asked else ():
            found.setdefault(row.ticket_id, []).append(_clock(row))
        return found


def _values(value: Clock) -> dict[str, Any]:
    return {"ticket_id": value.ticket_id, "kind": value.kind, "due_at": value.due_at, "fence": value.fence}


def _clock(row: Row[Any]) -> Clock:
    return Clock(row.ticket_id, ClockKind(row.kind), row.due_at, row.fence, row.id)
