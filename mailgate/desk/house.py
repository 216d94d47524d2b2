"""The house: all that a use-case needs besides its arguments. `app` builds one and hands it to the shells.

`Work` is a house with one open unit, the desk's set-up and one `now`: what a step inside a transaction works with.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from mailgate.desk.ports import ClockFace, Relay, Store, Unit
from mailgate.ingest.dmarc import TxtLookup
from mailgate.ingest.origin import OriginPolicy
from mailgate.model.ids import Minter
from mailgate.outbound.render import Renderer
from mailgate.registry.setup import Desk


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
    lookup: TxtLookup | None = None  #: DNS, when we check senders ourselves
    wake: Callable[[str], None] = lambda kind: None  #: tells workers that there is something to do; may be lost

    @contextmanager
    def work(self) -> Iterator["Work"]:
        """A writing unit with its surroundings; commits at its clean end."""
        with self.store.writing() as unit:
            yield Work(self, unit, unit.setup.desk(), self.clock.now())

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
