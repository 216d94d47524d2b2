"""One bad letter never stops the others, and no reader outlives its worker, whoever is killed (threats P8)."""

import logging
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.health import status
from mailgate.desk.receive import receive
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing import MORNING, a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

from .poison import POISON
from .reading import living, poison, poisonous, wait_for
from .serving import Client, Serving
from .test_kills import drained, end_the_leases_of_letters_out, until

LETTERS = 60
KINDS = [kind for kind in POISON if kind != "leak"]
#: Spread over the batches, the last ones side by side.
PLACES = dict(zip((0, 9, 20, 31, 57, 58, 59), KINDS, strict=True))


def test_poison_letters_are_quarantined_after_three_tries_and_all_others_land(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = poisonous(tmp_path)
    house = seed(a_house(open_store(f"sqlite:///{tmp_path / 'mailgate.db'}"), reader=reader))
    raws = [poison(PLACES[at]) if at in PLACES else a_letter(subject=f"printer {at}") for at in range(LETTERS)]
    kept = [receive(house, an_envelope(received_at=MORNING), raw)[0] for raw in raws]
    with caplog.at_level(logging.WARNING):
        for _ in range(LETTERS):  # as the schedule sweeps
            if not status(house)["pending"]:
                break
            drain(house)
    reader.close()
    with house.view() as work:
        after = [work.unit.letters.get(letter.id) for letter in kept]
        stored = [work.unit.letters.raw(letter.digest) for letter in kept]
        opened = {ticket.subject for ticket in work.unit.tickets.find(None, 2 * LETTERS)}
    house.store.close()
    assert stored == raws
    assert opened == {f"printer {at}" for at in range(LETTERS) if at not in PLACES}
    for at, letter in enumerate(after):
        assert letter is not None
        wanted = (Fate.QUARANTINED, 3) if at in PLACES else (Fate.TICKET, 1)
        assert (letter.fate, letter.tries) == wanted, f"{PLACES.get(at)}: {letter.reason}"
        assert at not in PLACES or letter.reason.startswith("could not be read in 3 tries: ")
        assert "words of the letter" not in letter.reason
    read_over = Counter(record.args[0] for record in caplog.records if "was not read" in record.msg)  # type: ignore[index]
    assert read_over == {kept[at].id: 3 for at in PLACES}
    assert status(house)["balanced"]
    assert not living(str(tmp_path))


def test_no_reader_outlives_its_worker_and_nothing_is_lost(tmp_path: Path, free_port: Callable[[], int]) -> None:
    mailgate = Serving(tmp_path, free_port())
    mailgate.start()
    seen: set[int] = set()

    def reader() -> int | None:
        """The reader of the worker as it is now."""
        worker = mailgate.child()
        found = living("mailgate.app.reading", worker) if worker else []
        seen.update(found)
        return found[0] if found else None

    def gone(pid: int) -> bool:
        return pid not in living("mailgate.app.reading")

    try:
        mailgate.listens()
        first = until(reader, 20)
        Client(0, mailgate.port, most=5).run()
        os.kill(first, signal.SIGKILL)  # the reader alone
        Client(1, mailgate.port, most=5).run()
        second = until(lambda: pid if (pid := reader()) != first else None, 10)
        worker = until(mailgate.child, 10)
        os.kill(worker, signal.SIGKILL)  # the worker alone
        wait_for(lambda: gone(second), 2, "the end of the reader whose worker was killed")
        Client(2, mailgate.port, most=5).run()
        third = until(lambda: pid if (pid := reader()) != second else None, 20)
        mailgate.kill()  # the whole group
        wait_for(lambda: gone(third), 2, "the end of the reader whose group was killed")
        mailgate.start()
        mailgate.listens()
        until(reader, 20)
        end_the_leases_of_letters_out(mailgate)
        drained(mailgate, 30)
        code, _ = mailgate.stop()
        assert code == 0, mailgate.log()
        assert not seen & set(living("mailgate.app.reading"))
    finally:
        mailgate.kill()
    store = open_store(mailgate.database)
    with store.reading() as unit:
        assert unit.letters.ledger().fates[Fate.TICKET] == 15
    store.close()
