"""The answer is lost after the commit, and the letter comes again: one ticket, and 250 for it (threats P3).

MAILGATE_LOST_ANSWERS says how often; the long form loses 500.
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.house import House
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

from .judging import judge, promises
from .serving import Client, environment

LOST = int(os.environ.get("MAILGATE_LOST_ANSWERS", "50"))
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(f"sqlite:///{tmp_path / 'mailgate.db'}")
    yield seed(a_house(store))
    store.close()


@pytest.fixture
def dying_door(tmp_path: Path, free_port: Callable[[], int], house: House) -> Iterator[int]:
    """The port of a door that dies of every other letter."""
    port = free_port()
    command = [sys.executable, "-m", "tests.faults.dying", str(port), f"sqlite:///{tmp_path / 'mailgate.db'}"]
    with (tmp_path / "door.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=log, start_new_session=True)
    yield port
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    assert "Traceback" not in (tmp_path / "door.log").read_text()


def decided(house: House) -> dict[Fate, int]:
    """Decide all that was kept; how many of each fate."""
    while drain(house):
        pass
    with house.store.reading() as unit:
        return unit.letters.ledger().fates


def test_each_letter_whose_answer_was_lost_is_one_ticket(house: House, dying_door: int) -> None:
    client = Client(0, dying_door, most=LOST)
    client.run()
    fates = decided(house)
    assert (fates[Fate.TICKET], fates[Fate.DUPLICATE]) == (LOST, LOST), "each answer was to be lost, once"
    assert len(client.promised) == LOST
    assert client.refused == []
    judge(house.store, promises(client))


def test_the_answers_of_a_whole_commit_may_be_lost(house: House, dying_door: int) -> None:
    clients = [Client(number, dying_door, most=max(2, LOST // 20)) for number in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(300)
        assert not client.is_alive()
    fates = decided(house)
    assert fates[Fate.TICKET] == sum(client.most for client in clients)
    assert fates[Fate.DUPLICATE] > 0, "no answer was lost"
    judge(house.store, promises(*clients))
