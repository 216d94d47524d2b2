"""The stores that a life runs over, each with the same firm in it, and what breaks in them.

`Faulty` wraps a store: told so, it raises at the n-th thing that is written, or on either side of a commit. So does a
process that dies there (`Dies`, which no code of the desk catches), and so does a database that goes away (`Trouble`).
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from mailgate.desk.ports import Store
from mailgate.model.letter import Envelope, KeptLetter
from mailgate.registry.setup import Desk
from mailgate.store.open import open_store
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.testing.seed import DESK, PEOPLE, seed
from tests.conftest import a_database

MachineTime = Callable[[], float]

FIRM = (
    DESK.replace('first_answer = "8h"', 'first_answer = "8h"\nupdate = "1d"\nresolution = "3d"').replace(
        'first_answer = "30m"', 'first_answer = "30m"\nupdate = "1h"\nresolution = "6h"'
    )
    + """
[[category]]
id = "change"
class = "request"
right = "technical"
priority = "p4"
result = "expectation"

[[rule]]
name = "changes"
when = 'words("move")'
set = { category = "change" }
"""
)
PERSONS = (
    PEOPLE
    + b"""\
Customer s.r.o.;;;;;Dan Both;dan@both.example;;en;;technical;;
Kestrel Ltd.;;;;;Dan Both;dan@both.example;;en;;billing;;
"""
)

#: What a unit writes, by repository; all the rest only reads.
WRITES: dict[str, frozenset[str]] = {
    "letters": frozenset("keep keep_all claim settle release free refile retry remember_ids proven_again".split()),
    "tickets": frozenset("open save add_message add_history".split()),
    "outbox": frozenset("queue claim settle cancel retry".split()),
    "clocks": frozenset("start stop finish".split()),
    "people": frozenset("save_company save_companies save_person save_people remove_membership".split()),
    "doors": frozenset("add_token take_token".split()),
    "notes": frozenset(["put"]),
    "lessons": frozenset(["put"]),
}


class Dies(BaseException):
    """The process is gone in the middle of what it did."""


class Faulty:
    """A store that does what the one within does, until it is told to break."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left = 0
        self._cause: BaseException | None = None
        self.broke = False  #: since it was told to

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def break_after(self, writes: int, cause: BaseException) -> None:
        """Raise at the write that follows so many others; from then on all is well again."""
        self._left, self._cause, self.broke = writes, cause, False

    def mend(self) -> None:
        """Break no more."""
        self._cause = None

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See the port."""
        self._tick()
        kept = self._store.keep(envelope, raw)
        self._tick()
        return kept

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """See the port."""
        with self._store.writing() as unit:
            yield _Counted(unit, WRITES, self._tick) if self._cause else unit
            self._tick()  # all is written, and nothing is committed
        self._tick()  # it is committed, and nobody knows

    def _tick(self) -> None:
        if self._cause is None:
            return
        if self._left:
            self._left -= 1
            return
        cause, self._cause, self.broke = self._cause, None, True
        raise cause


class _Counted:
    """A unit whose writes are counted, or one of its repositories."""

    def __init__(self, within: Any, writes: Any, tick: Callable[[], None]) -> None:
        self._within, self._writes, self._tick = within, writes, tick

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._within, name)
        if name not in self._writes:
            return found
        if isinstance(self._writes, dict):
            return _Counted(found, self._writes[name], self._tick)
        self._tick()
        return found


@cache
def firm() -> tuple[Desk, tuple[Any, ...], tuple[Any, ...]]:
    """The set-up, the companies and the people, read once."""
    with seed(a_house(), FIRM, PERSONS).view() as work:
        return work.desk, tuple(work.unit.people.companies()), tuple(work.unit.people.everybody())


class Kinds:
    """Opens new stores that hold nothing but the firm: `with kinds.two("sqlite", machine_time) as (one, other)`.

    What takes long is done once: a database with the firm in it, of which each life gets a copy.
    """

    def __init__(self, folder: Path, postgres: Callable[[], str]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._lives = 0
        self._first: str | None = None
        self._open = ExitStack()

    def close(self) -> None:
        """Drop what was made."""
        self._open.close()

    @contextmanager
    def two(self, kind: str, machine_time: MachineTime) -> Iterator[tuple[Store, Store]]:
        """Two ways to the same new store, as two workers have them."""
        with ExitStack() as opened:
            if kind == "memory":
                one = MemoryStore(machine_time)
                fill(one)
                yield one, one
                return
            url = self._sqlite() if kind == "sqlite" else opened.enter_context(self._postgresql())
            stores = [open_store(url, check=False, machine_time=machine_time) for _ in range(2)]
            for store in stores:
                opened.callback(store.close)
            yield stores[0], stores[1]

    def _sqlite(self) -> str:
        first = self._folder / "first.db"
        if not first.exists():
            store = open_store(f"sqlite:///{first}")
            fill(store)
            store.close()
        self._lives += 1
        shutil.rmtree(self._folder / f"life{self._lives - 1}", ignore_errors=True)
        folder = self._folder / f"life{self._lives}"
        folder.mkdir()
        shutil.copy(first, folder / "mailgate.db")
        return f"sqlite:///{folder / 'mailgate.db'}"

    @contextmanager
    def _postgresql(self) -> Iterator[str]:
        if self._first is None:
            url = self._open.enter_context(a_database(self._postgres()))
            store = open_store(url)
            fill(store)
            store.close()
            self._first = url.rpartition("/")[2].partition("?")[0]
        with a_database(self._postgres(), template=self._first) as url:
            yield url


def fill(store: Store) -> None:
    """The firm and its customers."""
    desk, companies, people = firm()
    with store.writing() as unit:
        unit.setup.put(desk)
        unit.people.save_companies(companies)
        unit.people.save_people(people)
