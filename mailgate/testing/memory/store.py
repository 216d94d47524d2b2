"""`MemoryStore`: the store of `desk.ports` in memory, with real transactions and no database.

A writing unit works on a copy and publishes it at its clean end; a reading unit sees what was published last. Leases
count in `machine_time`, a function of seconds that tests may hand in. Nothing outlives the process.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from mailgate.desk.ports import Clocks, Doors, Fetching, Lessons, Letters, Notes, Outbox, People, Setup, Tickets
from mailgate.model.letter import Envelope, KeptLetter
from mailgate.testing.memory.fetching import MemoryFetching
from mailgate.testing.memory.house import MemoryDoors, MemoryNotes, MemorySetup
from mailgate.testing.memory.lessons import MemoryLessons
from mailgate.testing.memory.letters import MemoryLetters
from mailgate.testing.memory.outbox import MemoryOutbox
from mailgate.testing.memory.people import MemoryPeople
from mailgate.testing.memory.shelves import Shelves
from mailgate.testing.memory.tickets import MemoryClocks, MemoryTickets


class MemoryUnit:
    """Every repository over the same state."""

    def __init__(self, shelves: Shelves, machine_time: Callable[[], float]) -> None:
        self._shelves = shelves
        self.letters: Letters = MemoryLetters(shelves, machine_time)
        self.tickets: Tickets = MemoryTickets(shelves)
        self.outbox: Outbox = MemoryOutbox(shelves, machine_time)
        self.clocks: Clocks = MemoryClocks(shelves)
        self.people: People = MemoryPeople(shelves)
        self.setup: Setup = MemorySetup(shelves)
        self.doors: Doors = MemoryDoors(shelves)
        self.notes: Notes = MemoryNotes(shelves)
        self.fetching: Fetching = MemoryFetching(shelves, machine_time)
        self.lessons: Lessons = MemoryLessons(shelves)

    def foresee(self, letters: int) -> None:
        """Nothing to fetch."""

    def serialise(self, *names: str) -> None:
        """Nothing to do: there is one writer at a time."""

    @contextmanager
    def step(self) -> Iterator[None]:
        """A part that is undone alone."""
        before = self._shelves.copy()
        try:
            yield
        except BaseException:
            self._shelves.become(before)
            raise


class MemoryStore:
    """Fills `desk.ports.Store`. Safe to share between threads."""

    def __init__(self, machine_time: Callable[[], float] = time.monotonic) -> None:
        self._machine_time = machine_time
        self._published = Shelves()
        self._lock = RLock()
        self._writing = False

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See the port."""
        with self.writing() as unit:
            return unit.letters.keep(envelope, raw)

    @contextmanager
    def writing(self) -> Iterator[MemoryUnit]:
        """One writer at a time. Raises RuntimeError for a unit inside a unit of the same thread."""
        with self._lock:
            if self._writing:
                raise RuntimeError("a writing unit is open in this thread already")
            self._writing = True
            try:
                shelves = self._published.copy()
                yield MemoryUnit(shelves, self._machine_time)
                self._published = shelves
            finally:
                self._writing = False

    @contextmanager
    def reading(self) -> Iterator[MemoryUnit]:
        """What was published last. Writing to it raises TypeError."""
        yield MemoryUnit(self._published.sealed(), self._machine_time)

    def close(self) -> None:
        """Nothing to let go of."""
