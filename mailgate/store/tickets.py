"""Tickets, their threads and their append-only history."""

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Row, select, update

from mailgate.model.errors import Conflict
from mailgate.model.ticket import Flag, HistoryEntry, Message, MessageKind, Priority, State, Ticket
from mailgate.store.rows import Rows
from mailgate.store.tables import history, message, ticket

_TICKET = tuple(field.name for field in fields(Ticket) if field.name != "id")
_MESSAGE = tuple(field.name for field in fields(Message) if field.name != "id")
_HISTORY = tuple(field.name for field in fields(HistoryEntry) if field.name != "id")


class SqlTickets(Rows):
    """`desk.ports.Tickets` in SQL."""

    def open(self, new: Ticket) -> Ticket:
        """See the port."""
        first = replace(new, version=1)
        return replace(first, id=self._insert(ticket, _ticket_values(first)))

    def get(self, ticket_id: int) -> Ticket | None:
        """See the port."""
        row = self._connection.execute(select(ticket).where(ticket.c.id == ticket_id)).first()
        return _ticket(row) if row else None

    def save(self, changed: Ticket) -> Ticket:
        """See the port."""
        saved = replace(changed, version=changed.version + 1)
        done = self._connection.execute(
            update(ticket)
            .where(ticket.c.id == changed.id, ticket.c.version == changed.version)
            .values(**_ticket_values(saved))
        )
        if done.rowcount != 1:
            raise Conflict(f"{changed.number} was changed by somebody else a moment ago: look again")
        return saved

    def find(self, states: Collection[State] | None, limit: int) -> list[Ticket]:
        """See the port."""
        query = select(ticket).order_by(ticket.c.id.desc()).limit(limit)
        if states is not None:
            query = query.where(ticket.c.state.in_([str(state) for state in states]))
        return [_ticket(row) for row in self._connection.execute(query)]

    def of_requester(self, address: str, limit: int) -> list[Ticket]:
        """See the port."""
        query = select(ticket).where(ticket.c.requester == address).order_by(ticket.c.id.desc()).limit(limit)
        return [_ticket(row) for row in self._connection.execute(query)]

    def add_message(self, ticket_id: int, said: Message) -> int:
        """See the port."""
        values = {name: getattr(said, name) for name in _MESSAGE}
        values["attachments"] = [dict(attachment) for attachment in said.attachments]
        return self._insert(message, {"ticket_id": ticket_id, **values})

    def messages(self, ticket_id: int) -> list[Message]:
        """See the port."""
        query = select(message).where(message.c.ticket_id == ticket_id).order_by(message.c.id)
        return [_message(row) for row in self._connection.execute(query)]

    def parties(self, ticket_id: int) -> frozenset[str]:
        """See the port."""
        wrote = select(message.c.author).where(
            message.c.ticket_id == ticket_id, message.c.kind == MessageKind.CUSTOMER, message.c.author != ""
        )
        opened = select(ticket.c.requester).where(ticket.c.id == ticket_id)
        return frozenset(self._connection.scalars(wrote.union(opened)))

    def add_history(self, ticket_id: int, entry: HistoryEntry) -> int:
        """See the port."""
        values = {name: getattr(entry, name) for name in _HISTORY}
        return self._insert(history, {"ticket_id": ticket_id, **values, "data": dict(entry.data)})

    def history(self, ticket_id: int) -> list[HistoryEntry]:
        """See the port."""
        query = select(history).where(history.c.ticket_id == ticket_id).order_by(history.c.id)
        return [
            HistoryEntry(id=row.id, **{name: getattr(row, name) for name in _HISTORY})
            for row in self._connection.execute(query)
        ]


def _ticket_values(value: Ticket) -> dict[str, Any]:
    values = {name: getattr(value, name) for name in _TICKET}
    return values | {"flags": sorted(value.flags), "resolution": dict(value.resolution)}


def _ticket(row: Row[Any]) -> Ticket:
    values = {name: getattr(row, name) for name in _TICKET}
    values["state"] = State(row.state)
    values["priority"] = Priority(row.priority) if row.priority else None
    values["flags"] = frozenset(Flag(flag) for flag in row.flags)
    return Ticket(id=row.id, **values)


def _message(row: Row[Any]) -> Message:
    values = {name: getattr(row, name) for name in _MESSAGE}
    values["kind"] = MessageKind(row.kind)
    values["attachments"] = tuple(row.attachments)
    return Message(id=row.id, **values)
