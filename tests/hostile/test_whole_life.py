"""The whole desk as a machine of states: letters, colleagues, customers, clocks, two workers, and all that breaks.

Random steps are taken one after the other, and after each the laws of `life.laws` must hold. A second test takes the
same steps over every store and wants the same tickets. `MAILGATE_LIFE=500x100` takes 500 lives of 100 steps, each time
others; without it the lives are always the same.
"""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from operator import add
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.hostile.life.laws import judge
from tests.hostile.life.place import MACHINE_BEGINS
from tests.hostile.life.portrait import portrait
from tests.hostile.life.snapshot import Snapshot, read
from tests.hostile.life.steps import ANY, BEGINNINGS, PRELUDES, REPEATABLE, Step
from tests.hostile.life.stores import Kinds
from tests.hostile.life.world import World

LIFE = os.environ.get("MAILGATE_LIFE", "")
LIVES, LENGTH = (int(number) for number in (LIFE or "50x50").split("x"))
STORES = ("memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
#: Of ten lives so many are spent over each store: what the store does is the same in all, and memory is quickest.
SHARES = {"memory": 7, "sqlite": 2, "postgresql": 1}


def lives(many: int, **more: Any) -> settings:
    """A life is long and large by nature; how long one takes says nothing."""
    large = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(max_examples=max(1, many), derandomize=not LIFE, deadline=None, suppress_health_check=large, **more)


class Life(RuleBasedStateMachine):
    """One life."""

    kinds: Kinds
    kind: str
    seen: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.world: World | None = None
        self.stands: Snapshot | None = None

    @initialize(at=BEGINNINGS, prelude=PRELUDES)
    def begins(self, at: datetime, prelude: list[Step]) -> None:
        machine = [MACHINE_BEGINS]
        stores = self._open.enter_context(self.kinds.two(self.kind, lambda: machine[0]))
        self.world = World(stores, machine, at)
        self.stands = read(self.world.houses[0])
        for step in prelude:
            self._take(step)

    @rule(step=ANY)
    def happens(self, step: Step) -> None:
        self._take(step)

    def _take(self, step: Step) -> None:
        name, arguments = step
        assert self.world is not None
        self.world.take(name, **arguments)
        self.seen[f"step {name}"] += 1
        self._judge(read(self.world.houses[0], self.stands))

    def _judge(self, stands: Snapshot) -> None:
        assert self.world is not None
        assert self.stands is not None
        judge(self.world, self.stands, stands)
        for number, history in stands.histories.items():
            known = len(self.stands.histories.get(number, ()))
            self.seen.update(f"{each.event}: {each.source} → {each.dest}" for each in history[known:])
        self.stands = stands

    def teardown(self) -> None:
        with self._open:
            if self.world is not None and self.stands is not None:
                self.world.take("comes_to_rest")
                self._judge(read(self.world.houses[0]))
                self.seen.update(self.world.refusals)


@pytest.fixture(scope="module")
def kinds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kinds]:
    made = Kinds(tmp_path_factory.mktemp("lives"), lambda: str(request.getfixturevalue("postgres")))
    yield made
    made.close()


@pytest.mark.parametrize("kind", STORES)
def test_no_step_of_a_life_breaks_a_law(kinds: Kinds, kind: str) -> None:
    seen: Counter[str] = Counter()
    machine = type("WholeLife", (Life,), {"kinds": kinds, "kind": kind, "seen": seen})
    many = round(LIVES * SHARES[kind] / 10)
    assert many, "at least ten lives, so that each store has one"
    run_state_machine_as_test(machine, settings=lives(many, stateful_step_count=LENGTH))
    # Lives in which nothing happens keep every law.
    if kind == "memory":
        ends = {each.partition(":")[0] for each in seen if each.endswith("→ closed") and "closed →" not in each}
        assert ends == {"confirmed", "closed_by_override", "time_passed"}, sorted(seen)


PROGRAMS = st.lists(REPEATABLE, min_size=LENGTH // 2, max_size=LENGTH)


@pytest.mark.postgres
def test_the_same_steps_give_the_same_tickets_over_every_store(kinds: Kinds) -> None:
    @lives(LIVES // 10)
    @given(begins=BEGINNINGS, program=st.builds(add, PRELUDES, PROGRAMS))
    def agree(begins: datetime, program: list[Step]) -> None:
        found = {kind: lived(kinds, kind, begins, program) for kind in SHARES}
        for kind in SHARES:
            assert found[kind] == found["memory"], f"{kind} and memory do not agree"

    agree()


def lived(kinds: Kinds, kind: str, begins: datetime, program: list[Step]) -> list[Any]:
    """How it stands in the end, and what was done by then."""
    machine = [MACHINE_BEGINS]
    with kinds.two(kind, lambda: machine[0]) as stores:
        world = World(stores, machine, begins)
        for name, arguments in program:
            world.take(name, **arguments)
        world.take("comes_to_rest")
        left = [(each.to, each.envelope_from == "", each.answer) for each in world.relay.tried]
        return [portrait(read(world.houses[0])), left, world.refusals]
