"""Silence closes after 24 hours of elapsed time: not before, once, whoever rings and whatever happened meanwhile.

`MAILGATE_CLOCKS=10000 pytest tests/integration/test_silence.py` rings as many as the figures ask for.
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailgate.desk.enrol import load_desk
from mailgate.desk.house import House
from mailgate.desk.tick import ring_all
from mailgate.model.event import Effect
from mailgate.model.ticket import ClockKind, State
from mailgate.store.open import open_store
from mailgate.testing import a_clock, a_ticket
from mailgate.testing.house import a_house

WORKERS = 4
MANY = int(os.environ.get("MAILGATE_CLOCKS", "300"))
DESK = """
[firm]
name = "Desk"
zone = "Europe/Prague"
[[mailbox]]
address = "support@desk.example"
"""
#: Accepted on the evening before each change of the clocks in Prague.
EVENINGS = [datetime(2026, 10, 24, 18, 0, tzinfo=UTC), datetime(2027, 3, 27, 18, 0, tzinfo=UTC)]
DAY = timedelta(hours=24)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'mailgate.db'}"
    return str(request.getfixturevalue("migrated_postgres_url"))


@pytest.fixture
def houses(url: str) -> Iterator[list[House]]:
    """Workers of their own, each with its own connections."""
    stores = [open_store(url) for _ in range(WORKERS)]
    opened = [a_house(store=store) for store in stores]
    load_desk(opened[0], [("desk.toml", DESK)])
    yield opened
    for store in stores:
        store.close()


def verifying(house: House, accepted: datetime, many: int) -> list[int]:
    """Tickets whose customers' servers took the letter at this instant."""
    with house.store.writing() as unit:
        ids = []
        for number in range(many):
            new = a_ticket(
                state=State.VERIFYING,
                requester=f"p{number}@customer.example",
                verify_round=1,
                mailbox="support@desk.example",
                resolution={"how": "done"},
            )
            ids.append(unit.tickets.open(new).id)
        for each in ids:
            unit.clocks.start(a_clock(ticket_id=each, kind=ClockKind.VERIFICATION, due_at=accepted + DAY, fence=1))
    return ids


def at(houses: list[House], instant: datetime) -> None:
    for house in houses:
        house.clock.set(instant)  # type: ignore[attr-defined]


def rung(houses: list[House]) -> int:
    """How many clocks rang, with all workers at it."""
    with ThreadPoolExecutor(len(houses)) as pool:
        return sum(len(clocks) for clocks in pool.map(ring_all, houses))


def closings(house: House, ids: list[int]) -> Counter[tuple[int, int]]:
    """Of each ticket how often it was closed, and how many notices that made."""
    with house.store.reading() as unit:
        found = Counter()
        for each in ids:
            closed = [entry for entry in unit.tickets.history(each) if entry.dest == State.CLOSED]
            notices = [out for out in unit.outbox.of_ticket(each) if out.effect == Effect.CLOSED]
            found[len(closed), len(notices)] += 1
    return found


def test_of_many_that_are_due_at_once_each_is_closed_once(houses: list[House]) -> None:
    ids = verifying(houses[0], EVENINGS[0], MANY)
    at(houses, EVENINGS[0] + DAY)
    assert rung(houses) == MANY
    assert closings(houses[0], ids) == {(1, 1): MANY}
    assert rung(houses) == 0


@pytest.mark.parametrize("accepted", EVENINGS, ids=["end of summer time", "begin of summer time"])
def test_a_day_is_24_hours_also_when_the_clocks_change(houses: list[House], accepted: datetime) -> None:
    ids = verifying(houses[0], accepted, 2)
    at(houses, accepted + DAY - timedelta(microseconds=1))
    assert rung(houses) == 0
    at(houses, accepted + DAY)
    assert rung(houses) == 2
    assert closings(houses[0], ids) == {(1, 1): 2}


def test_after_three_days_of_downtime_each_is_closed_once(houses: list[House]) -> None:
    ids = verifying(houses[0], EVENINGS[1], 40)
    at(houses, EVENINGS[1] + timedelta(hours=72))
    assert rung(houses) == 40
    assert closings(houses[0], ids) == {(1, 1): 40}


def test_a_clock_that_steps_back_delays_and_never_doubles(houses: list[House]) -> None:
    ids = verifying(houses[0], EVENINGS[0], 3)
    at(houses, EVENINGS[0] + DAY)
    at(houses[1:], EVENINGS[0])
    assert rung(houses[1:]) == 0
    assert rung(houses[:1]) == 3
    at(houses, EVENINGS[0])
    assert rung(houses) == 0
    assert closings(houses[0], ids) == {(1, 1): 3}
