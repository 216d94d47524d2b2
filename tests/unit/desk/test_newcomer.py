"""What becomes of the tickets of somebody who is added to the registry (S3-3)."""

from dataclasses import replace

import pytest

from mailgate.desk.held import add_to_registry
from mailgate.desk.newcomer import Registration
from mailgate.model.errors import NotAllowed
from mailgate.model.letter import Fate
from mailgate.model.person import Right
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_which_customer import POST, june_of_both

NEW, ADA = "new@unknown.example", "ada@desk.example"
HERE = Registration("Customer s.r.o.", "New Hand")


def two(place: Place, sender: str = NEW) -> list[int]:
    """Two tickets of a newcomer: the letters that opened them."""
    first = place.mail(sender, message_id="1@unknown.example")
    second = place.mail(sender, subject="The printer again", text="Still nothing.", message_id="2@unknown.example")
    return [first.id, second.id]


def test_the_other_tickets_of_a_newcomer_do_not_stay_nobodys(place: Place) -> None:
    letters = two(place)
    ticket = add_to_registry(place.house, letters[0], ADA, HERE)
    assert ticket.number == "MG-1"
    assert [place.ticket(number).customer for number in (1, 2)] == ["Customer s.r.o."] * 2
    assert [place.ticket(number).flags for number in (1, 2)] == [frozenset(), frozenset()]
    assert place.act("MG-2", "merge", into="MG-1").state is State.MERGED


def test_they_do_not_when_it_is_a_held_letter_that_is_released(place: Place) -> None:
    place.mail(NEW)
    held = place.mail(NEW, to="private@desk.example", subject="The printer again", text="Still nothing.")
    assert held.fate is Fate.HELD
    assert add_to_registry(place.house, held.id, ADA, HERE).number == "MG-2"
    assert [place.ticket(number).customer for number in (1, 2)] == ["Customer s.r.o."] * 2


def test_a_ticket_of_another_customer_stays_there(place: Place) -> None:
    letters = two(place)
    with place.house.work() as work:
        (june,) = work.unit.people.by_address("june@kestrel.example")
        other = work.unit.tickets.get(2)
        assert other is not None
        flags = frozenset({Flag.COLLEAGUE})
        work.unit.tickets.save(replace(other, customer_id=june.company.id, customer=june.company.name, flags=flags))
    add_to_registry(place.house, letters[0], ADA, HERE)
    assert (place.ticket(2).customer, place.ticket(2).flags) == ("Kestrel Ltd.", {Flag.COLLEAGUE})


def test_what_the_ticket_was_merged_into_is_the_customers_as_well(place: Place) -> None:
    letters = two(place)
    place.act("MG-2", "merge", into="MG-1")
    ticket = add_to_registry(place.house, letters[1], ADA, HERE)
    assert ticket.number == "MG-1", "where the words are now"
    assert [place.ticket(number).customer for number in (1, 2)] == ["Customer s.r.o."] * 2


def test_nobody_is_asked_to_approve_what_is_closed_already(place: Place) -> None:
    kept = place.mail(NEW, subject="Your invoice", text="What is the invoice about?")
    place.act("MG-1", "take")
    place.act("MG-1", "override-close", reason="answered by phone")
    before = (place.effects(), place.clocks())
    ticket = add_to_registry(place.house, kept.id, ADA, Registration("Customer s.r.o.", "New", frozenset()))
    assert (ticket.state, ticket.customer) == (State.CLOSED, "Customer s.r.o.")
    assert (place.effects(), place.clocks()) == before


def test_who_is_a_member_already_hands_over_the_ticket_and_keeps_their_rights(place: Place) -> None:
    """Registered by a file meanwhile; the ticket is of the time before that."""
    (letter, _) = two(place)
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        added = replace(ann, id=0, name="New", addresses=(NEW,), rights=frozenset({Right.ORDER}))
        work.unit.people.save_person(added)
    ticket = add_to_registry(place.house, letter, ADA, HERE)
    assert (ticket.customer, Flag.STRANGER in ticket.flags) == ("Customer s.r.o.", False)
    with place.house.view() as work:
        (person,) = work.unit.people.by_address(NEW)
    assert person.rights == {Right.ORDER}


def test_where_there_is_nothing_to_hand_over_a_member_is_still_refused(place: Place) -> None:
    kept = place.mail(ANN)
    with pytest.raises(NotAllowed, match="already registered at Customer"):
        add_to_registry(place.house, kept.id, ADA, HERE)


def test_a_ticket_whose_customer_is_not_certain_goes_to_no_customer_by_the_way(place: Place) -> None:
    """June belongs to two customers; that she is added at a third says nothing about her other ticket."""
    june_of_both(place, POST)
    first = place.mail(POST)
    place.mail(POST, subject="The printer again", text="Still nothing.", message_id="2@post.example")
    ticket = add_to_registry(place.house, first.id, ADA, Registration("Kestrel Ltd."))
    assert (ticket.customer, ticket.flags) == ("Kestrel Ltd.", frozenset())
    assert place.ticket(2).flags == {Flag.WHICH_CUSTOMER}
