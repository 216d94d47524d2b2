"""`desk.ports.Tickets` and `desk.ports.Clocks` in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailgate.model.errors import Conflict
from mailgate.model.queue import PROMISES, QueuePlace, View, Viewer, is_queued, place, shows
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import Clock, ClockKind, Flag, HistoryEntry, Message, MessageKind, State, Ticket
from mailgate.model.ties import Ties
from mailgate.registry.setup import Desk
from mailgate.testing.memory.shelves import Shelves, as_kept


class MemoryTickets:
    """Tickets, threads and histories over one state."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def lock(self, ticket_ids: Collection[int]) -> None:
        """Nothing to do: there is one writer at a time."""

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """Nothing to fetch."""

    def open(self, ticket: Ticket) -> Ticket:
        return self._put(replace(ticket, id=self._shelves.number("ticket"), version=1))

    def get(self, ticket_id: int) -> Ticket | None:
        return self._shelves.tickets.get(ticket_id)

    def save(self, ticket: Ticket) -> Ticket:
        row = self.get(ticket.id)
        if row is None or row.version != ticket.version:
            raise Conflict(f"{ticket.number} was changed by somebody else meanwhile")
        return self._put(replace(ticket, version=ticket.version + 1))

    def find(self, states: Collection[State] | None, limit: int, only: Only = ANY) -> list[Ticket]:
        found = [row for row in self._newest_first() if states is None or row.state in states]
        return [row for row in found if only.fits(row)][:limit]

    def queue(
        self, view: View, viewer: Viewer, limit: int, after: QueuePlace | None = None, only: Only = ANY
    ) -> list[tuple[Ticket, QueuePlace]]:
        found = [(row, at) for row, at in self._placed() if shows(view, row, at, viewer) and only.fits(row)]
        return [(row, at) for row, at in found if after is None or at > after][:limit]

    def counts(self, viewer: Viewer, most: int) -> dict[View, int]:
        return {view: len(self.queue(view, viewer, most)) for view in View}

    def _placed(self) -> list[tuple[Ticket, QueuePlace]]:
        """Every ticket with its place, in the order of the queue."""
        desk = self._shelves.desks.get("desk") or Desk.empty()
        kinds = desk.kinds
        promised: dict[int, datetime] = {}
        for row in self._shelves.clocks.values():
            if row.kind in PROMISES:
                promised[row.ticket_id] = min(row.due_at, promised.get(row.ticket_id, row.due_at))
        rows = self._shelves.tickets.values()
        places = [(row, place(row, kinds.get(row.category, ""), promised.get(row.id))) for row in rows]
        return sorted(places, key=lambda each: each[1])

    def to_review(self, limit: int) -> list[Ticket]:
        return [row for row in reversed(self._newest_first()) if Flag.LEAD_REVIEW in row.flags][:limit]

    def of_requester(self, address: str, limit: int) -> list[Ticket]:
        return [row for row in self._newest_first() if row.requester == address][:limit]

    def alike(self, customer_id: int, category: str, since: datetime, limit: int) -> list[int]:
        return [
            row.id
            for row in self._newest_first()
            if (row.customer_id, row.category) == (customer_id, category)
            and row.opened_at >= since
            and row.state not in (State.MERGED, State.REJECTED)
        ][:limit]

    def work_of(self, ticket: Ticket, workers: Collection[str], since: datetime) -> dict[str, Ties]:
        others = [row for row in self._newest_first() if row.worker and row.id != ticket.id]
        return {worker: _ties(ticket, [row for row in others if row.worker == worker], since) for worker in workers}

    def add_message(self, ticket_id: int, message: Message) -> int:
        kept = as_kept(replace(message, id=self._shelves.number("message")))
        self._shelves.threads[ticket_id] = (*self._shelves.threads.get(ticket_id, ()), kept)
        return kept.id

    def messages(self, ticket_id: int) -> list[Message]:
        return list(self._shelves.threads.get(ticket_id, ()))

    def parties(self, ticket_id: int) -> frozenset[str]:
        family = [ticket for ticket in (self.get(ticket_id), *self.merged(ticket_id)) if ticket]
        thread = [message for ticket in family for message in self.messages(ticket.id)]
        writers = {message.author for message in thread if message.kind is MessageKind.CUSTOMER}
        return frozenset(writers | {ticket.requester for ticket in family})

    def merged(self, ticket_id: int) -> list[Ticket]:
        found: dict[int, Ticket] = {}
        waiting = [ticket_id]
        while waiting:
            into = waiting.pop()
            parts = [row for row in self._shelves.tickets.values() if row.merged_into == into and row.id not in found]
            found.update({row.id: row for row in parts})
            waiting += [row.id for row in parts]
        return [found[each] for each in sorted(found) if each != ticket_id]

    def add_history(self, ticket_id: int, entry: HistoryEntry) -> int:
        kept = as_kept(replace(entry, id=self._shelves.number("history")))
        self._shelves.histories[ticket_id] = (*self._shelves.histories.get(ticket_id, ()), kept)
        return kept.id

    def history(self, ticket_id: int) -> list[HistoryEntry]:
        return list(self._shelves.histories.get(ticket_id, ()))

    def _newest_first(self) -> list[Ticket]:
        return sorted(self._shelves.tickets.values(), key=lambda row: -row.id)

    def _put(self, ticket: Ticket) -> Ticket:
        kept = self._shelves.tickets[ticket.id] = as_kept(ticket)
        return kept


def _ties(ticket: Ticket, theirs: Sequence[Ticket], since: datetime) -> Ties:
    """`theirs` is all that one colleague works on or has worked on, the newest first."""
    ours = [row for row in theirs if is_queued(row)]
    closed = [row for row in theirs if row.closed_at is not None and row.closed_at >= since]

    def same(row: Ticket, field: str) -> bool:
        return getattr(row, field) not in (None, "") and getattr(row, field) == getattr(ticket, field)

    return Ties(
        next((row.id for row in ours if same(row, "requester")), 0),
        next((row.id for row in ours if same(row, "customer_id")), 0),
        sum(same(row, "category") or same(row, "customer_id") for row in closed),
        len(ours),
    )


class MemoryClocks:
    """Deadlines over one state. The writers' lock of the store keeps other units away from the due ones."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def foresee(self, ticket_ids: Collection[int]) -> None:
        """Nothing to fetch."""

    def start(self, clock: Clock) -> None:
        self._shelves.clocks[clock.ticket_id, clock.kind] = as_kept(replace(clock, id=self._shelves.number("clock")))

    def stop(self, ticket_id: int, kinds: Collection[ClockKind]) -> None:
        for kind in kinds:
            self._shelves.clocks.pop((ticket_id, kind), None)

    def due(self, now: datetime, limit: int) -> list[Clock]:
        return [row for row in self._earliest_first() if row.due_at <= now][:limit]

    def finish(self, clock: Clock) -> bool:
        same = next((row for row in self.of_ticket(clock.ticket_id) if row.kind is clock.kind), None)
        if same is None or same.due_at != clock.due_at:
            return False
        self.stop(clock.ticket_id, (clock.kind,))
        return True

    def of_ticket(self, ticket_id: int) -> list[Clock]:
        return [row for row in self._earliest_first() if row.ticket_id == ticket_id]

    def of_tickets(self, ticket_ids: Sequence[int]) -> dict[int, list[Clock]]:
        return {each: self.of_ticket(each) for each in ticket_ids}

    def _earliest_first(self) -> list[Clock]:
        return sorted(self._shelves.clocks.values(), key=lambda row: (row.due_at, row.id))
