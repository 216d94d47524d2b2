"""Letters over which the reader goes wrong, among many others: the others come first (threats P8).

MAILGATE_LETTERS says how many there are; the long form has 1000, one in twenty of them poison.
"""

import logging
import os
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest

from mailgate.desk.decide import BATCH, drain
from mailgate.desk.health import status
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing import MORNING, a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

from .poison import POISON
from .reading import living, poison, poisonous

LETTERS = int(os.environ.get("MAILGATE_LETTERS", "100"))
ONE_IN = 20
GOOD = LETTERS - LETTERS // ONE_IN
ALLOWANCE = 30.0  #: seconds that the poison may cost the others
SENDERS = ("ann@customer.example", "eva@customer.example", "june@kestrel.example")


def raws(*, with_poison: bool) -> list[bytes]:
    kinds = cycle(kind for kind in POISON if kind != "leak")
    found = []
    for number in range(LETTERS):
        if number % ONE_IN != ONE_IN // 2:
            found.append(a_letter(subject=f"printer {number}", sender=SENDERS[number % 3]))
        elif with_poison:
            found.append(poison(next(kinds), f"{number}"))
    return found


def seconds_until_all_good_are_tickets(house: House) -> float:
    started = time.monotonic()
    for _ in range(LETTERS):
        if status(house)["fates"][Fate.TICKET] == GOOD:
            return time.monotonic() - started
        drain(house)
    pytest.fail(f"not all were decided: {status(house)}")


def kept(house: House, *, with_poison: bool) -> list[int]:
    envelope = an_envelope(received_at=MORNING)
    return [receive(house, envelope, raw)[0].id for raw in raws(with_poison=with_poison)]


def test_all_others_are_decided_before_what_failed_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = poisonous(tmp_path)
    usual, house = (
        seed(a_house(open_store(f"sqlite:///{tmp_path / name / 'mailgate.db'}"), reader=reader))
        for name in ("usual", "poisoned")
    )
    kept(usual, with_poison=False)
    normal = seconds_until_all_good_are_tickets(usual)
    usual.store.close()
    ids = kept(house, with_poison=True)
    with caplog.at_level(logging.WARNING):
        needed = seconds_until_all_good_are_tickets(house)
        read_over = Counter(record.args[0] for record in caplog.records if "was not read" in record.msg)  # type: ignore[index]
        assert set(read_over.values()) == {1}, "something was tried again before the others were done"
        for _ in range(3 * LETTERS):
            if not status(house)["pending"]:
                break
            drain(house)
        read_over = Counter(record.args[0] for record in caplog.records if "was not read" in record.msg)  # type: ignore[index]
    reader.close()
    with house.view() as work:
        after = [work.unit.letters.get(each) for each in ids]
    parked = [letter for letter in after if letter and letter.fate is Fate.QUARANTINED]
    house.store.close()
    assert needed < normal + ALLOWANCE
    assert len(parked) == LETTERS // ONE_IN
    assert read_over == {letter.id: 3 for letter in parked}
    assert {letter.tries for letter in parked} == {3}
    assert sum(letter is not None and letter.fate is Fate.TICKET for letter in after) == GOOD
    assert LETTERS > BATCH
    assert not living(str(tmp_path))
