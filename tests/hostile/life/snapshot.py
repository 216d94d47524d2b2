"""Everything that stands in the store at one moment, for `laws` to compare with the moment before.

after = read(house, before)     # what cannot have changed since `before` is taken from there
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mailgate.desk.house import House, Work
from mailgate.desk.ports import Ledger
from mailgate.model.letter import KeptLetter
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Person
from mailgate.model.queue import QueuePlace, View, Viewer
from mailgate.model.ticket import Clock, HistoryEntry, Message, Ticket
from mailgate.registry.setup import Desk

_MOST = 10_000


@dataclass(frozen=True)
class Snapshot:
    """One moment. Tickets, letters in and letters out by their ids."""

    now: datetime
    desk: Desk
    people: list[Person]
    tickets: dict[int, Ticket]
    histories: dict[int, list[HistoryEntry]]
    threads: dict[int, list[Message]]
    clocks: dict[int, list[Clock]]
    letters: dict[int, KeptLetter]
    out: dict[int, OutLetter]
    queue: list[QueuePlace]
    ledger: Ledger

    def out_of(self, ticket_id: int) -> list[OutLetter]:
        """Letters of ours about a ticket, oldest first."""
        return [each for each in self.out.values() if each.ticket_id == ticket_id]


def read(house: House, before: Snapshot | None = None) -> Snapshot:
    """As it stands now."""
    with house.view() as work:
        return _read(work, before)


def _read(work: Work, before: Snapshot | None) -> Snapshot:
    unit = work.unit
    tickets = {each.id: each for each in reversed(unit.tickets.find(None, _MOST))}
    same = {each.id for each in tickets.values() if before and before.tickets.get(each.id) == each}
    histories = {
        each: before.histories[each] if before and each in same else unit.tickets.history(each) for each in tickets
    }
    threads = {
        each: before.threads[each] if before and each in same else unit.tickets.messages(each) for each in tickets
    }
    clocks = unit.clocks.of_tickets(list(tickets))
    return Snapshot(
        now=work.now,
        desk=work.desk,
        people=unit.people.everybody(),
        tickets=tickets,
        histories=histories,
        threads=threads,
        clocks={each: clocks.get(each, []) for each in tickets},
        letters={each.id: each for each in reversed(unit.letters.latest(None, _MOST))},
        out={each.id: each for each in reversed(unit.outbox.latest(None, _MOST))},
        queue=[at for _, at in unit.tickets.queue(View.OPEN, Viewer(work.now + timedelta(hours=1)), _MOST)],
        ledger=unit.letters.ledger(),
    )
