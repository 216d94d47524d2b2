"""A letter that cannot be read costs three tries and no other letter anything (threats P8)."""

from dataclasses import replace

import pytest

from mailgate.desk import decide
from mailgate.desk.health import status
from mailgate.desk.held import release
from mailgate.desk.read import MOST_UNREAD
from mailgate.desk.reading import InProcess
from mailgate.desk.receive import receive
from mailgate.model.errors import ReadingFailed, Trouble
from mailgate.model.letter import Fate
from mailgate.testing import an_envelope
from mailgate.testing.reader import StumblingReader

from .conftest import ANN, Place, written

RAN_LONG = ReadingFailed("ran longer than 2 s")


def stumbling(place: Place, **marks: Exception) -> tuple[Place, StumblingReader]:
    """The same place with a reader that fails over letters with these words."""
    reader = StumblingReader({mark.encode(): cause for mark, cause in marks.items()})
    return replace(place, house=replace(place.house, reader=reader)), reader


def received(place: Place, *subjects: str) -> list[int]:
    """Letters that nobody has decided yet; their ids."""
    raws = [written(ANN, "proven", "support@desk.example", subject=f"printer {each}") for each in subjects]
    return [receive(place.house, an_envelope(received_at=place.clock.now()), raw)[0].id for raw in raws]


def sweep(place: Place, most: int) -> None:
    """Decide, again and again, as the schedule does."""
    for _ in range(most):
        decide.drain(place.house)


def test_the_others_of_its_batch_land_in_the_same_run(place: Place) -> None:
    place, reader = stumbling(place, Runaway=RAN_LONG)
    one, runaway, two = received(place, "one", "Runaway", "two")
    assert [kept.id for kept in decide.drain(place.house)] == [one, two]
    waits = place.letter(runaway)
    assert (waits.fate, waits.tries, waits.reason) == (None, 1, "try 1 failed: ran longer than 2 s")
    assert len(reader.tried) == 3


def test_after_exactly_three_tries_it_is_quarantined_with_its_bytes(place: Place) -> None:
    place, reader = stumbling(place, Runaway=RAN_LONG)
    (runaway,) = received(place, "Runaway")
    sweep(place, 6)
    parked = place.letter(runaway)
    assert (parked.fate, parked.tries) == (Fate.QUARANTINED, 3)
    assert parked.reason == "could not be read in 3 tries: ran longer than 2 s"
    assert len(reader.tried) == 3
    with place.house.view() as work:
        assert work.unit.letters.raw(parked.digest) == reader.tried[0]
    assert status(place.house)["balanced"]


def test_it_can_be_tried_again_once_it_can_be_read(place: Place) -> None:
    place, reader = stumbling(place, Runaway=RAN_LONG)
    (runaway,) = received(place, "Runaway")
    sweep(place, 3)
    reader.marks.clear()
    with place.house.work() as work:
        work.unit.letters.retry(runaway)
    decide.drain(place.house)
    assert place.letter(runaway).fate is Fate.TICKET


def test_a_batch_full_of_runaways_ends_within_its_lease_and_the_rest_loses_no_try(place: Place) -> None:
    place, reader = stumbling(place, Runaway=RAN_LONG)
    first, *runaways = received(place, "one", *(f"Runaway {number}" for number in range(MOST_UNREAD + 2)))
    (last,) = received(place, "last")
    assert [kept.id for kept in decide.drain(place.house)] == [first]
    assert len(reader.tried) == 1 + MOST_UNREAD
    assert [place.letter(each).tries for each in (*runaways, last)] == [1] * MOST_UNREAD + [0, 0, 0]
    sweep(place, 3 * len(runaways))
    assert place.letter(last).fate is Fate.TICKET
    assert [(place.letter(each).fate, place.letter(each).tries) for each in runaways] == [(Fate.QUARANTINED, 3)] * len(
        runaways
    )
    assert len(reader.tried) == 2 + 3 * len(runaways)


def test_when_nothing_can_be_read_no_letter_is_to_blame(place: Place) -> None:
    place, reader = stumbling(place, Second=Trouble("the reader does not start"))
    first, second, third = received(place, "First", "Second", "Third")
    assert [kept.id for kept in decide.drain(place.house)] == [first]
    sweep(place, decide.MOST_TRIES + 2)
    assert [(place.letter(each).fate, place.letter(each).tries) for each in (second, third)] == [(None, 0)] * 2
    assert place.letter(third).reason == "the reader does not start"
    reader.marks.clear()
    assert [kept.id for kept in decide.drain(place.house)] == [second, third]


def test_who_releases_a_letter_that_cannot_be_read_is_told_why(place: Place) -> None:
    place, _ = stumbling(place, Runaway=RAN_LONG)
    (runaway,) = received(place, "Runaway")
    sweep(place, 3)
    with pytest.raises(ReadingFailed, match="ran longer"):
        release(place.house, runaway, "lea@desk.example")
    assert place.letter(runaway).fate is Fate.QUARANTINED


def test_a_letter_that_takes_all_memory_has_failed_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def devour(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mailgate.ingest.parse._read", devour)
    with pytest.raises(ReadingFailed, match="took more memory than there is"):
        InProcess().read(b"From: a@b.example\r\n\r\n", None)
