"""`desk.ports.Outbox` in memory."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from mailgate.model.errors import Conflict
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.testing.memory.shelves import Shelves, as_kept


class MemoryOutbox:
    """Letters of ours over one state."""

    def __init__(self, shelves: Shelves, machine_time: Callable[[], float]) -> None:
        self._shelves = shelves
        self._machine_time = machine_time

    def foresee(
        self, addresses: Collection[str], since: datetime, ticket_ids: Collection[int], message_ids: Collection[str]
    ) -> None:
        """Nothing to fetch."""

    def queue(self, letter: OutLetter) -> OutLetter | None:
        if any(_slot(row) == _slot(letter) for row in self._shelves.outbox.values() if row.ticket_id is not None):
            return None
        return self._put(replace(letter, id=self._shelves.number("out")))

    def claim(self, limit: int, now: datetime, lease_seconds: float, *, only: int | None = None) -> list[OutLetter]:
        def due(row: OutLetter) -> bool:
            return row.id == only if only is not None else row.due_at is None or row.due_at <= now

        until = self._machine_time() + lease_seconds
        free = [row for row in self._in_order() if self._waits(row) and due(row)][:limit]
        self._shelves.out_leases.update({row.id: until for row in free})
        return [self._put(replace(row, fence=row.fence + 1)) for row in free]

    def settle(self, letter: OutLetter) -> None:
        row = self.get(letter.id)
        if row is None or row.fence != letter.fence:
            raise Conflict(f"the letter {letter.message_id} was claimed by somebody else")
        self._shelves.out_leases.pop(row.id, None)
        written = {name: getattr(letter, name) for name in ("state", "tries", "due_at", "answer", "sent_at")}
        self._put(replace(row, **written))

    def cancel(self, ticket_id: int, effects: Collection[str], reason: str) -> int:
        rows = [row for row in self.of_ticket(ticket_id) if row.effect in effects and self._waits(row)]
        for row in rows:
            self._put(replace(row, state=OutState.CANCELLED, answer=reason))
        return len(rows)

    def retry(self, out_id: int) -> OutLetter:
        row = self.get(out_id)
        if row is None or row.state not in (OutState.FAILED, OutState.SUPPRESSED):
            raise Conflict(f"letter out {out_id} is neither failed nor suppressed")
        self._shelves.out_leases.pop(row.id, None)
        again = replace(row, state=OutState.QUEUED, tries=0, due_at=None, sent_at=None, fence=row.fence + 1)
        return self._put(again)

    def get(self, out_id: int) -> OutLetter | None:
        return self._shelves.outbox.get(out_id)

    def of_ticket(self, ticket_id: int) -> list[OutLetter]:
        return [row for row in self._in_order() if row.ticket_id == ticket_id]

    def by_message_id(self, message_id: str) -> OutLetter | None:
        return next((row for row in self._in_order() if row.message_id == message_id), None)

    def latest(self, state: OutState | None, limit: int) -> list[OutLetter]:
        return [row for row in reversed(self._in_order()) if state is None or row.state is state][:limit]

    def count_since(
        self, to: str, effects: Collection[str] | None, since: datetime, ticket_id: int | None = None
    ) -> int:
        return sum(
            row.to == to
            and row.state in (OutState.QUEUED, OutState.SENT)
            and row.created_at >= since
            and (effects is None or row.effect in effects)
            and (ticket_id is None or row.ticket_id == ticket_id)
            for row in self._shelves.outbox.values()
        )

    def oldest_queued(self) -> datetime | None:
        queued = (row.created_at for row in self._shelves.outbox.values() if row.state is OutState.QUEUED)
        return min(queued, default=None)

    def _waits(self, row: OutLetter) -> bool:
        """Queued, and nobody's at the moment."""
        now = self._machine_time()
        return row.state is OutState.QUEUED and self._shelves.out_leases.get(row.id, now) <= now

    def _in_order(self) -> list[OutLetter]:
        return sorted(self._shelves.outbox.values(), key=lambda row: row.id)

    def _put(self, letter: OutLetter) -> OutLetter:
        kept = self._shelves.outbox[letter.id] = as_kept(letter)
        return kept


def _slot(letter: OutLetter) -> tuple[int | None, int, str, str]:
    return letter.ticket_id, letter.event_id, letter.to, letter.effect
