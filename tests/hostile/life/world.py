"""A desk with two workers, and everything that can happen to it, one method a step.

    world = World(two_stores, machine, begins)
    world.take("time_passes", minutes=30)

Every argument is a plain value (`steps`). A step never judges; but an error that is no sentence for people leaves it as
it is, and fails the test.
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from mailgate.desk.deliver import deliver_all
from mailgate.desk.house import House
from mailgate.desk.tick import ring_all
from mailgate.model.errors import Trouble
from mailgate.model.outgoing import OutState
from mailgate.testing import Said
from mailgate.worker.tasks import SWEEPS, tasks
from tests.hostile.life.mail import AUTHORS
from tests.hostile.life.outside import Outside
from tests.hostile.life.place import STAFF, message_id_of
from tests.hostile.life.staff import Colleagues
from tests.hostile.life.stores import Dies

LONGER_THAN_A_LEASE = 1000.0
SWEPT = (*SWEEPS, "everything")


class World(Outside, Colleagues):
    """All of it."""

    def take(self, step: str, /, **arguments: Any) -> None:
        """Take one step from the beginning to its end."""
        self.step, self.deeds, self.tried, self.alone = step, [], len(self.relay.tried), True
        self._do(step, arguments)
        for sent in self.relay.tried[self.tried :]:
            if sent.answer.accepted:
                self._read_links(sent)

    def _do(self, step: str, arguments: Mapping[str, Any]) -> None:
        getattr(self, step)(**arguments)

    def time_passes(self, minutes: int) -> None:
        self.clock.forward(timedelta(minutes=minutes))
        self.machine[0] += minutes * 60.0

    def clock_goes_back(self, minutes: int) -> None:
        """Somebody sets the clock; the time that leases count in knows nothing of it."""
        self.clock.forward(timedelta(minutes=-minutes))

    def sweep(self, worker: int, what: str) -> None:
        """What a worker does when it is woken up."""
        house = self.houses[worker]
        if what == "everything":
            self._sweep(house, "drain_letters")
            ring_all(house)
            deliver_all(house)
        else:
            self._sweep(house, what)

    def _sweep(self, house: House, what: str) -> None:
        tasks(house, threading.Event())[what]()

    def both(self, one: tuple[str, dict[str, Any]], other: tuple[str, dict[str, Any]]) -> None:
        """Two workers do this at the same moment."""
        self.alone = False
        with ThreadPoolExecutor(2) as pool:
            together = [
                pool.submit(self._do, name, {**arguments, "worker": worker})
                for worker, (name, arguments) in enumerate((one, other))
            ]
        for each in together:
            each.result()

    def relay_says(self, who: int, codes: Sequence[int]) -> None:
        """What the next server will answer to the next letters for somebody."""
        self.relay.will_say((*AUTHORS, *STAFF)[who], *(Said(code, "as it likes") for code in codes))

    def breaks(self, after: int, dies: bool, step: tuple[str, dict[str, Any]]) -> None:
        """The process dies in the middle of a step, or the database goes away for a moment."""
        name, arguments = step
        sent = len(self.relay.tried)
        fault = Dies() if dies else Trouble("the database does not answer")
        stores: list[Any] = [house.store for house in self.houses]
        for store in stores:
            store.break_after(after, fault)
        try:
            self._do(name, arguments)
        except (Dies, Trouble):
            assert any(store.broke for store in stores), "it broke by itself"
        finally:
            for store in stores:
                store.mend()
        self.breaks_so_far += 1
        with self.houses[0].view() as work:  # of these nobody noted that they were accepted
            for each in self.relay.tried[sent:]:
                row = work.unit.outbox.by_message_id(message_id_of(each))
                if each.answer.accepted and (row is None or row.state is not OutState.SENT):
                    self.may_leave_again[message_id_of(each)] += 1

    def recover(self) -> None:
        """The leases of the dead have ended, and a worker sweeps."""
        self.machine[0] += LONGER_THAN_A_LEASE
        self.sweep(1, "everything")

    def comes_to_rest(self) -> None:
        """Everything that came is decided."""
        for _ in range(20):
            self.machine[0] += LONGER_THAN_A_LEASE
            self._sweep(self.houses[0], "drain_letters")
            with self.houses[0].view() as work:
                if not work.unit.letters.ledger().pending:
                    return
        raise AssertionError("letters wait for ever")
