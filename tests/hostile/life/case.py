"""One step that was taken, as the laws look at it: what people did, how it stood before, and how it stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailgate.lifecycle.machine import destinations
from mailgate.lifecycle.table import START, TABLE, Move
from mailgate.model.ticket import HistoryEntry, Ticket
from tests.hostile.life.snapshot import Snapshot
from tests.hostile.life.world import World


@dataclass(frozen=True)
class Case:
    """One step that was taken."""

    world: World
    before: Snapshot
    after: Snapshot

    def new_entries(self) -> Iterator[tuple[Ticket, int, HistoryEntry]]:
        """What this step wrote into histories: the ticket as it stands now, the place of the line, and the line."""
        for number, history in self.after.histories.items():
            known = len(self.before.histories.get(number, ()))
            for place in range(known, len(history)):
                yield self.after.tickets[number], place, history[place]

    def moments(self, number: int) -> Iterator[tuple[Snapshot, Ticket]]:
        """The ticket as it was and as it is: of what happened in between one of the two is true."""
        for then in (self.before, self.after):
            if number in then.tickets:
                yield then, then.tickets[number]


def rows_of(entry: HistoryEntry) -> list[Move]:
    """The rows of the table that may have been taken, by event, source and destination."""
    source = entry.source or START
    found = (move for move in TABLE if move.event == entry.event and source in move.sources)
    return [move for move in found if entry.dest in (dest for dest, _ in destinations(move, source))]
