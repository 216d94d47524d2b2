"""Tickets, their threads and their append-only history."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select, union

from mailgate.model.errors import Conflict
from mailgate.model.fact import Fact
from mailgate.model.queue import QueuePlace, View, Viewer
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import Flag, HistoryEntry, Message, MessageKind, Priority, State, Ticket
from mailgate.model.ties import Ties
from mailgate.store import ties
from mailgate.store.many import SEEN, Values, change_all, insert_all
from mailgate.store.places import Places
from mailgate.store.queue import counts, narrowed, page
from mailgate.store.rows import LaterRows, Transaction
from mailgate.store.tables import PLACE, history, message, ticket

_TICKET = tuple(field.name for field in fields(Ticket) if field.name != "id")
_MESSAGE = tuple(field.name for field in fields(Message) if field.name != "id")
_HISTORY = tuple(field.name for field in fields(HistoryEntry) if field.name != "id")

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TICKETS = select(ticket).where(ticket.c.id.in_(_IDS))
#: Each ticket with all that became part of it, itself among them; UNION ends at a circle, should there be one.
_FAMILY = select(ticket.c.id.label("head"), ticket.c.id).where(ticket.c.id.in_(_IDS)).cte("family", recursive=True)
_FAMILY = _FAMILY.union(select(_FAMILY.c.head, ticket.c.id).where(ticket.c.merged_into == _FAMILY.c.id))
_WRITERS = union(
    select(_FAMILY.c.head, message.c.author)
    .join(message, message.c.ticket_id == _FAMILY.c.id)
    .where(message.c.kind == MessageKind.CUSTOMER, message.c.author != ""),
    select(_FAMILY.c.head, ticket.c.requester).join(ticket, ticket.c.id == _FAMILY.c.id),
)
_MOST_ALIKE = 100  #: are fetched
_NOT_ALIKE = (State.MERGED, State.REJECTED)
_ALIKE = (
    select(ticket.c.id)
    .where(
        ticket.c.customer_id == bindparam("customer_id"),
        ticket.c.category == bindparam("category"),
        ticket.c.opened_at >= bindparam("since"),
        ticket.c.state.not_in([str(state) for state in _NOT_ALIKE]),
    )
    .order_by(ticket.c.opened_at.desc())
    .limit(_MOST_ALIKE)
)
_PARTS = (
    select(ticket).join(_FAMILY, ticket.c.id == _FAMILY.c.id).where(ticket.c.id != _FAMILY.c.head).order_by(ticket.c.id)
)
_WHOLES = select(_FAMILY.c.head).where(_FAMILY.c.id != _FAMILY.c.head).distinct()
_HISTORIES = select(history).where(history.c.ticket_id.in_(_IDS)).order_by(history.c.id)
_MESSAGES = select(message).where(message.c.ticket_id == bindparam("id")).order_by(message.c.id)


class SqlTickets(LaterRows):
    """`desk.ports.Tickets` in SQL."""

    def __init__(self, transaction: Transaction, places: Places) -> None:
        super().__init__(transaction)
        self._places = places

    def forget(self) -> None:
        """See LaterRows."""
        self._known: dict[int, Ticket | None] = {}
        self._writers: dict[int, set[str]] = {}
        self._histories: dict[int, list[HistoryEntry]] = {}
        self._whole: dict[int, bool] = {}  #: whether others were merged into it
        self._alike: dict[tuple[int, str, datetime], set[int]] = {}
        self._changed: dict[int, int] = {}  #: the version that is stored of a ticket that waits; 0 for a new one
        self._said: list[Values] = []
        self._noted: list[Values] = []

    def write(self) -> None:
        """See LaterRows. In the order of their ids, so that two who change the same tickets wait in one line."""
        waiting = [(seen, value) for each, seen in sorted(self._changed.items()) if (value := self._known[each])]
        moved = [value for each in sorted(self._places.unsettled() - self._changed.keys()) if (value := self.get(each))]
        new = {value.id for seen, value in waiting if not seen}
        self._lock_tickets([each.id for each in (*(value for seen, value in waiting if seen), *moved)])
        places = self._places.of([*(value for _, value in waiting), *moved], new)
        rows = [(seen, _ticket_values(value) | places[value.id]) for seen, value in waiting]
        insert_all(self._connection, ticket, [row for seen, row in rows if not seen])
        self._save_all([{SEEN: seen, **row} for seen, row in rows if seen])
        self._save_all([{SEEN: each.version, "id": each.id, **places[each.id]} for each in moved])
        insert_all(self._connection, message, self._said)
        insert_all(self._connection, history, self._noted)
        self._changed, self._said, self._noted = {}, [], []

    def _save_all(self, rows: list[Values]) -> None:
        if not change_all(self._connection, ticket, "version", rows):
            numbers = " or ".join(f"MG-{row['id']}" for row in rows)
            raise Conflict(f"{numbers} was changed by somebody else a moment ago: look again")

    def lock(self, ticket_ids: Collection[int]) -> None:
        """See the port."""
        self._transaction.write()
        self._lock_tickets(ticket_ids)

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """See the port."""
        ids = [each for each in ticket_ids if each not in self._known]
        if ids:
            self._learn(ids)
            self._learn_writers(ids)
            self._learn_histories(ids)
            wholes = {row.head for row in self._run(_WHOLES, {"ids": ids})}
            self._whole.update({each: each in wholes for each in ids})

    def open(self, new: Ticket) -> Ticket:
        """See the port."""
        opened = replace(new, id=self._numbers.take(ticket), version=1)
        self._known[opened.id], self._changed[opened.id] = opened, 0
        self._transaction.opened(opened.id)
        self._waits()
        return opened

    def opened(self, ticket_id: int) -> None:
        """See LaterRows."""
        new = self._known[ticket_id]
        self._writers[ticket_id], self._histories[ticket_id] = {new.requester} if new else set(), []
        self._whole[ticket_id] = False

    def get(self, ticket_id: int) -> Ticket | None:
        """See the port."""
        if ticket_id not in self._known:
            self._learn([ticket_id])
        return self._known[ticket_id]

    def save(self, changed: Ticket) -> Ticket:
        """See the port."""
        standing = self.get(changed.id)
        if standing is None or standing.version != changed.version:
            raise Conflict(f"{changed.number} was changed by somebody else a moment ago: look again")
        if (standing.merged_into, standing.requester) != (changed.merged_into, changed.requester):
            self._writers, self._whole = {}, {}  # whose words stand where has changed
        saved = replace(changed, version=changed.version + 1)
        self._changed.setdefault(changed.id, changed.version)
        self._known[changed.id] = saved
        self._waits()
        return saved

    def find(self, states: Collection[State] | None, limit: int, only: Only = ANY) -> list[Ticket]:
        """See the port."""
        query = select(ticket).where(*narrowed(only)).order_by(ticket.c.id.desc()).limit(limit)
        if states is not None:
            query = query.where(ticket.c.state.in_([str(state) for state in states]))
        return [_ticket(row) for row in self._run(query)]

    def queue(
        self, view: View, viewer: Viewer, limit: int, after: QueuePlace | None = None, only: Only = ANY
    ) -> list[tuple[Ticket, QueuePlace]]:
        """See the port."""
        query = page(view, viewer, limit, after, only)
        rows = self._run(query) if query is not None else ()
        return [(_ticket(row), QueuePlace(*(getattr(row, each.name) for each in PLACE))) for row in rows]

    def counts(self, viewer: Viewer, most: int) -> dict[View, int]:
        """See the port."""
        row = self._run(counts(viewer, most)).one()
        return {view: min(getattr(row, view), most) for view in View}

    def of_requester(self, address: str, limit: int) -> list[Ticket]:
        """See the port."""
        query = select(ticket).where(ticket.c.requester == address).order_by(ticket.c.id.desc()).limit(limit)
        return [_ticket(row) for row in self._run(query)]

    def alike(self, customer_id: int, category: str, since: datetime, limit: int) -> list[int]:
        """See the port. Asks without writing what waits: a batch that opens many tickets stays one."""
        key = (customer_id, category, since)
        if key not in self._alike:
            asked = {"customer_id": customer_id, "category": category, "since": since}
            self._alike[key] = set(self._connection.execute(_ALIKE, asked).scalars())
        known = {each: value for each, value in self._known.items() if value}
        ours = {each for each, value in known.items() if _is_alike(value, *key)}
        return sorted(ours | (self._alike[key] - known.keys()), reverse=True)[:limit]

    def work_of(self, of: Ticket, workers: Collection[str], since: datetime) -> dict[str, Ties]:
        """See the port."""
        return ties.read(self._run(ties.statement(of), ties.asked(of, workers, since)) if workers else (), workers)

    def add_message(self, ticket_id: int, said: Message) -> int:
        """See the port."""
        number = self._numbers.take(message)
        values = {name: getattr(said, name) for name in _MESSAGE}
        values["attachments"] = [dict(attachment) for attachment in said.attachments]
        self._said.append({"id": number, "ticket_id": ticket_id, **values})
        if said.kind is MessageKind.CUSTOMER and said.author and ticket_id in self._writers:
            self._writers[ticket_id].add(said.author)
        self._waits()
        return number

    def messages(self, ticket_id: int) -> list[Message]:
        """See the port."""
        return [_message(row) for row in self._run(_MESSAGES, {"id": ticket_id})]

    def parties(self, ticket_id: int) -> frozenset[str]:
        """See the port."""
        if ticket_id not in self._writers:
            self._learn_writers([ticket_id])
        return frozenset(self._writers[ticket_id])

    def merged(self, ticket_id: int) -> list[Ticket]:
        """See the port."""
        whole = self._whole.get(ticket_id, True)
        return [_ticket(row) for row in self._run(_PARTS, {"ids": [ticket_id]})] if whole else []

    def add_history(self, ticket_id: int, entry: HistoryEntry) -> int:
        """See the port."""
        noted = replace(entry, id=self._numbers.take(history))
        values = {name: getattr(entry, name) for name in _HISTORY}
        self._noted.append({"id": noted.id, "ticket_id": ticket_id, **values, "data": dict(entry.data)})
        if ticket_id in self._histories:
            self._histories[ticket_id].append(noted)
        self._waits()
        return noted.id

    def history(self, ticket_id: int) -> list[HistoryEntry]:
        """See the port."""
        if ticket_id not in self._histories:
            self._learn_histories([ticket_id])
        return list(self._histories[ticket_id])

    def _learn(self, ids: Sequence[int]) -> None:
        found = {row.id: _ticket(row) for row in self._connection.execute(_TICKETS, {"ids": ids})}
        self._known.update({each: found.get(each) for each in ids})

    def _learn_writers(self, ids: Sequence[int]) -> None:
        self._writers.update({each: set() for each in ids})
        for row in self._run(_WRITERS, {"ids": ids}):
            self._writers[row.head].add(row.author)

    def _learn_histories(self, ids: Sequence[int]) -> None:
        self._histories.update({each: [] for each in ids})
        for row in self._run(_HISTORIES, {"ids": ids}):
            self._histories[row.ticket_id].append(_entry(row))


def _is_alike(value: Ticket, customer_id: int, category: str, since: datetime) -> bool:
    same = (value.customer_id, value.category) == (customer_id, category) and value.opened_at >= since
    return same and value.state not in _NOT_ALIKE


def _ticket_values(value: Ticket) -> Values:
    values = {name: getattr(value, name) for name in _TICKET}
    values |= {"id": value.id, "flags": sorted(value.flags), "resolution": dict(value.resolution)}
    values |= {"facts": [asdict(fact) for fact in value.facts], "tags": list(value.tags)}
    return values | {"collaborators": list(value.collaborators)}


def _ticket(row: Row[Any]) -> Ticket:
    values = {name: getattr(row, name) for name in _TICKET}
    values["state"] = State(row.state)
    values["priority"] = Priority(row.priority) if row.priority else None
    values["flags"] = frozenset(Flag(flag) for flag in row.flags)
    values["facts"] = tuple(Fact(**fact) for fact in row.facts)
    values["tags"] = tuple(row.tags)
    values["collaborators"] = tuple(row.collaborators)
    return Ticket(id=row.id, **values)


def _message(row: Row[Any]) -> Message:
    values = {name: getattr(row, name) for name in _MESSAGE}
    values["kind"] = MessageKind(row.kind)
    values["attachments"] = tuple(row.attachments)
    return Message(id=row.id, **values)


def _entry(row: Row[Any]) -> HistoryEntry:
    return HistoryEntry(id=row.id, **{name: getattr(row, name) for name in _HISTORY})
