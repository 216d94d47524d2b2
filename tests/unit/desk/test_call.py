"""A call that staff write down: whom they vouch for, and what becomes of a call that names another ticket."""

import pytest

from mailgate.desk.call import take_call
from mailgate.model.errors import UnknownThing, WrongUse
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.ticket import State
from mailgate.testing.seed import DESK

from .conftest import ANN, Place, a_place

ADA = "ada@desk.example"


def call(place: Place, caller: str = ANN, what: str = "The printer is dead.", urgency: str = "high") -> KeptLetter:
    return take_call(place.house, ADA, caller, what, urgency)


@pytest.mark.parametrize("caller", ["Ann", "nn Nov", "Ann Novák"])
def test_nobody_is_vouched_for_by_a_name(place: Place, caller: str) -> None:
    """Whoever calls may say any name; part of one may be in the middle of somebody else's."""
    with pytest.raises((UnknownThing, WrongUse), match="address"):
        call(place, caller)
    assert place.tickets() == []


@pytest.mark.parametrize("what", ["", " ", "\0", "\n\0\n"])
def test_a_call_without_words_is_not_kept(place: Place, what: str) -> None:
    with pytest.raises(WrongUse, match="what is missing"):
        call(place, what=what)
    assert place.tickets() == []


def test_a_short_number_that_belongs_to_no_country_is_asked_for_with_its_code() -> None:
    place = a_place(DESK.replace('phone = "+420 222 000 111"\n', ""))
    with pytest.raises(UnknownThing, match="with its country code"):
        call(place, "603 555 010")


def test_a_call_about_a_ticket_that_stays_closed_is_kept_and_not_an_error(place: Place) -> None:
    place.mail()
    for number in range(3):
        place.act("MG-1", "override-close", "lea", reason="Done.")
        call(place, what=f"[MG-1] It is dead, {number}.")
    place.act("MG-1", "override-close", "lea", reason="Done.")
    kept = call(place, what="[MG-1] It is dead once more.", urgency="low")
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 1)
    assert place.ticket().state is State.CLOSED
