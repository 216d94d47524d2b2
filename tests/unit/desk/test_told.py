"""Who of a company is told about a ticket whose author may not be told, when no right says it (design.md §5)."""

import pytest

from mailgate.model.errors import NotAllowed
from mailgate.model.ticket import State

from .conftest import ANN, Place

NEW_HAND, BILL, EVA = "new@customer.example", "bill@customer.example", "eva@customer.example"
UNCLASSIFIED = {"subject": "Something personal", "text": "Please look at it.\n"}
NEEDS_NO_RIGHT = {"subject": "Please send an offer", "text": "For ten seats.\n"}


@pytest.mark.parametrize("letter", [UNCLASSIFIED, NEEDS_NO_RIGHT])
def test_a_colleagues_ticket_that_needs_no_right_is_told_to_the_administrators_only(
    place: Place, letter: dict[str, str]
) -> None:
    place.mail(NEW_HAND, **letter)
    place.act("MG-1", "reply", text="What is it about?")
    place.deliver()
    assert {sent.to for sent in place.outbox() if sent.effect == "reply"} == {EVA}


@pytest.mark.parametrize("letter", [UNCLASSIFIED, NEEDS_NO_RIGHT])
def test_without_an_administrator_nothing_of_it_leaves(place: Place, letter: dict[str, str]) -> None:
    place.mail("new@kestrel.example", **letter)
    with pytest.raises(NotAllowed, match="nobody there is entitled"):
        place.act("MG-1", "reply", text="What is it about?")


@pytest.mark.parametrize("letter", [UNCLASSIFIED, NEEDS_NO_RIGHT])
def test_a_registered_author_is_told_about_their_own_unclassified_ticket(place: Place, letter: dict[str, str]) -> None:
    place.mail(BILL, **letter)
    place.act("MG-1", "reply", text="What is it about?")
    place.deliver()
    assert {sent.to for sent in place.outbox() if sent.effect == "reply"} == {BILL}


def test_for_a_ticket_that_needs_no_right_the_author_and_the_administrators_speak(place: Place) -> None:
    place.mail(BILL, **UNCLASSIFIED)
    place.act("MG-1", "categorise", category="fault")
    place.act("MG-1", "categorise", category="sales")
    place.act("MG-1", "override-close", reason="done")
    place.deliver()
    place.answer(place.out("closed"), "No, it is still broken.", ANN)
    assert place.ticket().state is State.CLOSED
    place.answer(place.out("closed"), "No, it is still broken.", EVA)
    assert place.ticket().state is State.FIRST_LINE
