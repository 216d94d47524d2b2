"""Letters of ours, from queued to sent."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from mailgate.model.errors import Conflict
from mailgate.model.event import Effect
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.store.rows import Rows
from mailgate.store.tables import outbox

_FIELDS = tuple(field.name for field in fields(OutLetter) if field.name != "id")
_LIVE = (OutState.QUEUED, OutState.SENT)


class SqlOutbox(Rows):
    """`desk.ports.Outbox` in SQL."""

    def queue(self, letter: OutLetter) -> OutLetter | None:
        """See the port."""
        values = {name: getattr(letter, name) for name in _FIELDS} | {"params": dict(letter.params)}
        if not self._insert_new(outbox, values):
            return None
        row_id = self._connection.execute(
            select(outbox.c.id).where(outbox.c.message_id == letter.message_id)
        ).scalar_one()
        return replace(letter, id=row_id)

    def claim(self, limit: int, now: datetime, lease_seconds: float, *, only: int | None = None) -> list[OutLetter]:
        """See the port."""
        machine_now = self._machine_time()
        due = or_(outbox.c.due_at.is_(None), outbox.c.due_at <= now) if only is None else outbox.c.id == only
        free = (
            select(outbox.c.id)
            .where(outbox.c.state == OutState.QUEUED, due)
            .where(or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= machine_now))
            .order_by(outbox.c.id)
            .limit(limit)
        )
        ids = list(self._connection.scalars(free.with_for_update(skip_locked=True) if self._on_postgresql else free))
        if not ids:
            return []
        claimed = (
            update(outbox)
            .where(outbox.c.id.in_(ids))
            .values(fence=outbox.c.fence + 1, lease_until=machine_now + lease_seconds)
            .returning(*outbox.c)
        )
        return sorted((_out(row) for row in self._connection.execute(claimed)), key=lambda letter: letter.id)

    def settle(self, letter: OutLetter) -> None:
        """See the port."""
        done = self._connection.execute(
            update(outbox)
            .where(outbox.c.id == letter.id, outbox.c.fence == letter.fence)
            .values(
                state=letter.state,
                tries=letter.tries,
                due_at=letter.due_at,
                answer=letter.answer,
                sent_at=letter.sent_at,
                lease_until=None,
            )
        )
        if done.rowcount != 1:
            raise Conflict(f"letter out {letter.id} was claimed again by somebody else")

    def cancel(self, ticket_id: int, effects: Collection[Effect], reason: str) -> int:
        """See the port."""
        unclaimed = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= self._machine_time())
        done = self._connection.execute(
            update(outbox)
            .where(outbox.c.ticket_id == ticket_id, outbox.c.effect.in_([str(effect) for effect in effects]))
            .where(outbox.c.state == OutState.QUEUED, unclaimed)
            .values(state=OutState.CANCELLED, answer=reason)
        )
        return done.rowcount

    def retry(self, out_id: int) -> OutLetter:
        """See the port."""
        again = (
            update(outbox)
            .where(outbox.c.id == out_id, outbox.c.state.in_((OutState.FAILED, OutState.SUPPRESSED)))
            .values(state=OutState.QUEUED, tries=0, due_at=None, sent_at=None)
            .values(lease_until=None, fence=outbox.c.fence + 1)
            .returning(*outbox.c)
        )
        row = self._connection.execute(again).first()
        if row is None:
            raise Conflict(f"letter out {out_id} is neither failed nor suppressed")
        return _out(row)

    def get(self, out_id: int) -> OutLetter | None:
        """See the port."""
        row = self._connection.execute(select(outbox).where(outbox.c.id == out_id)).first()
        return _out(row) if row else None

    def of_ticket(self, ticket_id: int) -> list[OutLetter]:
        """See the port."""
        query = select(outbox).where(outbox.c.ticket_id == ticket_id).order_by(outbox.c.id)
        return [_out(row) for row in self._connection.execute(query)]

    def by_message_id(self, message_id: str) -> OutLetter | None:
        """See the port."""
        row = self._connection.execute(select(outbox).where(outbox.c.message_id == message_id)).first()
        return _out(row) if row else None

    def latest(self, state: OutState | None, limit: int) -> list[OutLetter]:
        """See the port."""
        query = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        if state is not None:
            query = query.where(outbox.c.state == state)
        return [_out(row) for row in self._connection.execute(query)]

    def count_since(
        self, to: str, effects: Collection[str] | None, since: datetime, ticket_id: int | None = None
    ) -> int:
        """See the port."""
        query = (
            select(func.count())
            .select_from(outbox)
            .where(outbox.c.to == to, outbox.c.created_at >= since, outbox.c.state.in_(_LIVE))
        )
        if effects is not None:
            query = query.where(outbox.c.effect.in_([str(effect) for effect in effects]))
        if ticket_id is not None:
            query = query.where(outbox.c.ticket_id == ticket_id)
        return int(self._connection.execute(query).scalar_one())

    def oldest_queued(self) -> datetime | None:
        """See the port."""
        query = select(outbox.c.created_at).where(outbox.c.state == OutState.QUEUED).order_by(outbox.c.id).limit(1)
        return self._connection.execute(query).scalar()


def _out(row: Row[Any]) -> OutLetter:
    values = {name: getattr(row, name) for name in _FIELDS} | {"state": OutState(row.state)}
    return OutLetter(id=row.id, **values)
