"""Letters of ours, from queued to sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, or_, select, update

from mailgate.model.errors import Conflict
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.store.many import Values, insert_all
from mailgate.store.rows import LaterRows
from mailgate.store.tables import history, outbox

_FIELDS = tuple(field.name for field in fields(OutLetter) if field.name != "id")
_LIVE = (OutState.QUEUED, OutState.SENT)

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_TICKETS = select(outbox).where(outbox.c.ticket_id.in_(_IDS)).order_by(outbox.c.id)
_BY_MESSAGE_IDS = select(outbox).where(outbox.c.message_id.in_(_IDS))
_MADE_SINCE = select(outbox.c.to, outbox.c.effect, outbox.c.created_at, outbox.c.ticket_id).where(
    outbox.c.to.in_(_IDS), outbox.c.created_at >= bindparam("since"), outbox.c.state.in_(_LIVE)
)
_FREE = (
    select(outbox.c.id)
    .where(outbox.c.state == OutState.QUEUED)
    .where(or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= bindparam("machine_now")))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DUE = _FREE.where(or_(outbox.c.due_at.is_(None), outbox.c.due_at <= bindparam("now")))
_ONLY = _FREE.where(outbox.c.id == bindparam("only"))
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(_IDS))
    .values(fence=outbox.c.fence + 1, lease_until=bindparam("until"))
    .returning(*outbox.c)
)
_SETTLE = update(outbox).where(outbox.c.id == bindparam("of"), outbox.c.fence == bindparam("seen"))

#: What the budget counts of a letter: effect, when it was made, ticket.
_Made = tuple[str, datetime, int | None]


class SqlOutbox(LaterRows):
    """`desk.ports.Outbox` in SQL."""

    def forget(self) -> None:
        """See LaterRows."""
        self._queued: list[OutLetter] = []
        self._unlearn()

    def _unlearn(self) -> None:
        self._of_ticket: dict[int, list[OutLetter]] = {}
        self._named: dict[str, OutLetter | None] = {}
        self._made: dict[str, list[_Made]] = {}
        self._made_since: datetime | None = None  #: of every address in `_made`

    def write(self) -> None:
        """See LaterRows."""
        insert_all(self._connection, outbox, [_values(letter) for letter in self._queued], new_only=True)
        self._queued = []

    def opened(self, ticket_id: int) -> None:
        """See LaterRows."""
        self._of_ticket[ticket_id] = []

    def foresee(
        self, addresses: Collection[str], since: datetime, ticket_ids: Collection[int], message_ids: Collection[str]
    ) -> None:
        """See the port."""
        made = _made(self._ask(_MADE_SINCE, list(addresses), since=since))
        self._made, self._made_since = {each: made.get(each, []) for each in addresses}, since
        self._learn_of_tickets([each for each in ticket_ids if each not in self._of_ticket])
        found = {row.message_id: _out(row) for row in self._ask(_BY_MESSAGE_IDS, list(message_ids))}
        self._named.update({each: found.get(each) for each in message_ids})

    def queue(self, letter: OutLetter) -> OutLetter | None:
        """See the port. An event that is older than this unit may have had its letter before."""
        row = replace(letter, id=self._numbers.take(outbox))
        if letter.ticket_id is not None and not self._numbers.is_new(history, letter.event_id):
            self._transaction.write()
            if not self._insert_new(outbox, _values(row)):
                return None
        elif any(_slot(other) == _slot(row) for other in self._queued if row.ticket_id is not None):
            return None
        else:
            self._queued.append(row)
            self._waits()
        self._learn_one(row)
        return row

    def _learn_one(self, row: OutLetter) -> None:
        self._named[row.message_id] = row
        if row.ticket_id in self._of_ticket:
            self._of_ticket[row.ticket_id].append(row)
        if row.to in self._made and row.state in _LIVE:
            self._made[row.to].append((row.effect, row.created_at, row.ticket_id))

    def claim(self, limit: int, now: datetime, lease_seconds: float, *, only: int | None = None) -> list[OutLetter]:
        """See the port."""
        machine_now = self._machine_time()
        free = {"machine_now": machine_now, "now": now, "most": limit, "only": only}
        ids = self._change(_DUE if only is None else _ONLY, free).scalars().all()
        if not ids:
            return []
        claimed = self._connection.execute(_CLAIM, {"ids": ids, "until": machine_now + lease_seconds})
        return sorted((_out(row) for row in claimed), key=lambda letter: letter.id)

    def settle(self, letter: OutLetter) -> None:
        """See the port."""
        values = {name: getattr(letter, name) for name in ("state", "tries", "due_at", "answer", "sent_at")}
        done = self._change(_SETTLE, {"of": letter.id, "seen": letter.fence, "lease_until": None, **values})
        if done.rowcount != 1:
            raise Conflict(f"letter out {letter.id} was claimed again by somebody else")

    def cancel(self, ticket_id: int, effects: Collection[str], reason: str) -> int:
        """See the port. Of a ticket whose letters are known it is known, too, that none of them waits."""
        known = self._of_ticket.get(ticket_id)
        if known is not None and not any(each.state is OutState.QUEUED and each.effect in effects for each in known):
            return 0
        unclaimed = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= self._machine_time())
        done = self._change(
            update(outbox)
            .where(outbox.c.ticket_id == ticket_id, outbox.c.effect.in_([str(effect) for effect in effects]))
            .where(outbox.c.state == OutState.QUEUED, unclaimed)
            .values(state=OutState.CANCELLED, answer=reason)
        )
        return int(done.rowcount)

    def retry(self, out_id: int) -> OutLetter:
        """See the port."""
        again = (
            update(outbox)
            .where(outbox.c.id == out_id, outbox.c.state.in_((OutState.FAILED, OutState.SUPPRESSED)))
            .values(state=OutState.QUEUED, tries=0, due_at=None, sent_at=None)
            .values(lease_until=None, fence=outbox.c.fence + 1)
            .returning(*outbox.c)
        )
        row = self._change(again).first()
        if row is None:
            raise Conflict(f"letter out {out_id} is neither failed nor suppressed")
        return _out(row)

    def get(self, out_id: int) -> OutLetter | None:
        """See the port."""
        row = self._run(select(outbox).where(outbox.c.id == out_id)).first()
        return _out(row) if row else None

    def of_ticket(self, ticket_id: int) -> list[OutLetter]:
        """See the port."""
        if ticket_id not in self._of_ticket:
            self._learn_of_tickets([ticket_id])
        return list(self._of_ticket[ticket_id])

    def by_message_id(self, message_id: str) -> OutLetter | None:
        """See the port."""
        if message_id not in self._named:
            row = self._ask(_BY_MESSAGE_IDS, [message_id]).first()
            self._named[message_id] = _out(row) if row else None
        return self._named[message_id]

    def latest(self, state: OutState | None, limit: int) -> list[OutLetter]:
        """See the port."""
        query = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
        if state is not None:
            query = query.where(outbox.c.state == state)
        return [_out(row) for row in self._run(query)]

    def count_since(
        self, to: str, effects: Collection[str] | None, since: datetime, ticket_id: int | None = None
    ) -> int:
        """See the port."""
        if self._made_since is None or since < self._made_since or to not in self._made:
            made = _made(self._ask(_MADE_SINCE, [to], since=since)).get(to, [])
        else:
            made = self._made[to]
        return sum(
            at >= since and (effects is None or effect in effects) and ticket_id in (None, of)
            for effect, at, of in made
        )

    def oldest_queued(self) -> datetime | None:
        """See the port."""
        query = select(outbox.c.created_at).where(outbox.c.state == OutState.QUEUED).order_by(outbox.c.id).limit(1)
        found: datetime | None = self._run(query).scalar()
        return found

    def _ask(self, statement: Any, ids: Sequence[Any], **parameters: Any) -> Any:
        return self._run(statement, {"ids": ids, **parameters})

    def _change(self, statement: Any, parameters: Any = None) -> Any:
        """Execute what changes rows; what was known of them is so no more."""
        done = self._run(statement, parameters)
        self._unlearn()
        return done

    def _learn_of_tickets(self, ids: Sequence[int]) -> None:
        self._of_ticket.update({each: [] for each in ids})
        for row in self._ask(_OF_TICKETS, ids):
            self._of_ticket[row.ticket_id].append(_out(row))


def _made(rows: Iterable[Row[Any]]) -> dict[str, list[_Made]]:
    """By recipient."""
    made: dict[str, list[_Made]] = {}
    for row in rows:
        made.setdefault(row.to, []).append((row.effect, row.created_at, row.ticket_id))
    return made


def _values(letter: OutLetter) -> Values:
    return {name: getattr(letter, name) for name in _FIELDS} | {"id": letter.id, "params": dict(letter.params)}


def _slot(letter: OutLetter) -> tuple[int | None, int, str, str]:
    return letter.ticket_id, letter.event_id, letter.to, letter.effect


def _out(row: Row[Any]) -> OutLetter:
    values = {name: getattr(row, name) for name in _FIELDS} | {"state": OutState(row.state)}
    return OutLetter(id=row.id, **values)
