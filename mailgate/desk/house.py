"""The house: all that a use-case needs besides its arguments. `app` builds one and hands it to the shells.

`Work` is a house with one open unit, the desk's set-up and one `now`: what a step inside a transaction works with.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from mailgate.desk.in_turn import InTurn
from mailgate.desk.learner import Memory
from mailgate.desk.ports import ClockFace, Dns, Pager, Prover, Reader, Relay, Store, Unit
from mailgate.desk.reading import InProcess
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import Conflict
from mailgate.model.ids import Minter
from mailgate.outbound.render import Renderer
from mailgate.registry.setup import Desk

TRIES = 4  #: of a step that others keep overtaking
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class House:
    """Ports and the few settings that the desk knows of."""

    store: Store
    clock: ClockFace
    relay: Relay
    minter: Minter
    renderer: Renderer
    origin: OriginPolicy
    nonce: Callable[[], str]  #: fresh random text of [a-z0-9], at least 16 characters
    base_url: str  #: of the web pages, without a slash at the end
    dns: Dns | None = None  #: when we check senders ourselves
    wake: Callable[[str], None] = lambda kind: None  #: tells workers that there is something to do; may be lost
    reader: Reader = field(default_factory=InProcess)  #: a worker has one that may die of a letter
    prover: Prover = field(default_factory=InTurn)  #: a worker has one that a slow DNS does not hold up
    imap_accounts: tuple[str, ...] = ()  #: names of those that letters are fetched from
    pager: Pager | None = None  #: a second way to call colleagues, beside mail
    memory: Memory | None = None  #: holds the learned model; None learns nothing and asks none

    def lookups(self) -> Callable[[], Lookup | None]:
        """For a batch of letters: call it once for each, to have the letter's own lookup."""
        return self.dns.for_batch() if self.dns else lambda: None

    @contextmanager
    def work(self) -> Iterator["Work"]:
        """A writing unit with its surroundings; commits at its clean end."""
        with self.store.writing() as unit:
            yield Work(self, unit, unit.setup.desk(), self.clock.now())

    def settle(self, step: Callable[["Work"], Result]) -> Result:
        """Do a step in a unit of its own; when somebody was faster, again with what is true now (law 6).

        Raises Conflict after TRIES, and whatever the step raises.
        """
        for _ in range(TRIES - 1):
            with suppress(Conflict), self.work() as work:
                return step(work)
        with self.work() as work:
            return step(work)

    @contextmanager
    def view(self) -> Iterator["Work"]:
        """The same, only for reading."""
        with self.store.reading() as unit:
            yield Work(self, unit, unit.setup.desk(), self.clock.now())


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction and what surrounds it."""

    house: House
    unit: Unit
    desk: Desk
    now: datetime
