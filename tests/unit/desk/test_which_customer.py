"""A person of several customers: whose ticket it is, who may be told before that is certain, and who says so."""

from dataclasses import replace

import pytest

from mailgate.desk.act import offered
from mailgate.desk.look import ticket as look_at
from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.letter import Fate
from mailgate.model.person import Right
from mailgate.model.ticket import ClockKind, Flag, State

from .conftest import ANN, Place

BILL, EVA, JUNE = "bill@customer.example", "eva@customer.example", "june@kestrel.example"
POST = "june@post.example"  #: an address of June's at a domain of no customer


def june_of_both(place: Place, *addresses: str, here: frozenset[Right] = frozenset()) -> None:
    """June has her rights at Kestrel, and `here` those at the customer, which comes first in the registry."""
    with place.house.work() as work:
        (june,) = work.unit.people.by_address(JUNE)
        (ann,) = work.unit.people.by_address(ANN)
        june = replace(june, addresses=addresses or (JUNE,), rights=frozenset({Right.TECHNICAL, Right.BILLING}))
        work.unit.people.save_person(june)
        work.unit.people.save_person(replace(june, company=ann.company, rights=here))


def uncertain(place: Place, **letter: str) -> None:
    june_of_both(place, POST)
    place.mail(POST, **letter)
    place.deliver()


def test_the_customer_is_the_one_whose_domain_a_person_of_several_writes_from(place: Place) -> None:
    june_of_both(place)
    place.mail(JUNE, subject="The invoice of Kestrel", text="Is it paid?\n")
    assert (place.ticket().customer, place.ticket().flags) == ("Kestrel Ltd.", frozenset())
    place.act("MG-1", "reply", text="Kestrel owes 5 000.")
    place.deliver()
    assert [place.relay.sent_to(other) for other in (BILL, EVA)] == [[], []], "of another company"
    assert len(place.relay.sent_to(JUNE)) == 2


def test_where_nothing_tells_the_customer_the_ticket_is_nobodys_and_its_author_alone_is_told(place: Place) -> None:
    uncertain(place, subject="The invoice of Kestrel", text="Is it paid?\n")
    ticket = place.ticket()
    assert (ticket.customer_id, ticket.customer, ticket.flags) == (None, "", {Flag.WHICH_CUSTOMER})
    with place.house.view() as work:
        reasons = " ".join(look_at(work, "MG-1")["reasons"])
    assert "contact of Customer s.r.o. and Kestrel Ltd.: which one it is for is not certain" in reasons
    place.act("MG-1", "reply", text="Kestrel owes 5 000.")
    place.deliver()
    assert {letter.to for letter in place.outbox()} == {POST}


def test_an_unproven_author_of_several_customers_is_told_nothing(place: Place) -> None:
    june_of_both(place, POST)
    place.mail(POST, proof="unproven")
    assert place.ticket().flags == {Flag.WHICH_CUSTOMER, Flag.UNPROVEN}
    assert place.effects() == ["received_neutral"]


def test_what_continues_a_ticket_of_one_customer_is_of_that_customer(place: Place) -> None:
    june_of_both(place, JUNE, POST)
    place.mail(JUNE)
    place.act("MG-1", "override-close", reason="done")
    place.deliver()
    place.later(days=9)
    kept = place.mail(POST, text="It is broken again.", in_reply_to=place.out("closed").message_id)
    assert (kept.fate, place.ticket(kept.ticket_id).linked_id) == (Fate.TICKET, 1)
    assert (place.ticket(2).customer, place.ticket(2).flags) == ("Kestrel Ltd.", frozenset())


def test_a_mere_number_in_the_subject_makes_no_customer_certain(place: Place) -> None:
    june_of_both(place, POST)
    place.mail(ANN)
    place.mail(POST, proof="unproven", subject="[MG-1] printer", text="Mine too.")
    assert (place.ticket(2).linked_id, place.ticket(2).customer_id) == (1, None)


def test_staff_say_which_customer_it_is_for_and_rights_and_clocks_are_looked_at_again(place: Place) -> None:
    uncertain(place, subject="The invoice", text="Is it paid?\n")
    with place.house.work() as work:
        work.unit.clocks.stop(1, (ClockKind.FIRST_ANSWER,))
    ticket = place.act("MG-1", "customer", customer="customer S.R.O.")
    assert (ticket.customer, ticket.flags) == ("Customer s.r.o.", {Flag.NO_RIGHT})
    assert place.out("approval_request").to == BILL
    assert ClockKind.FIRST_ANSWER in place.clocks()
    said = next(entry for entry in place.history() if entry.by == "ada@desk.example")
    assert said.why == "Ada First says that it is for Customer s.r.o."


def test_parts_go_with_the_ticket_to_its_customer(place: Place) -> None:
    uncertain(place)
    place.mail(POST, subject="The printer again", text="Still nothing.")
    place.act("MG-2", "merge", into="MG-1")
    place.act("MG-1", "customer", customer="Kestrel Ltd.")
    assert [place.ticket(number).customer for number in (1, 2)] == ["Kestrel Ltd.", "Kestrel Ltd."]
    assert place.ticket(2).state is State.MERGED


def test_only_a_customer_of_the_author_can_be_chosen(place: Place) -> None:
    uncertain(place)
    for wrong in ("Linden", "Kestrel"):
        with pytest.raises(NotAllowed, match=r"not a member of '\w+', but of: Customer s\.r\.o\., Kestrel Ltd\."):
            place.act("MG-1", "customer", customer=wrong)
    with pytest.raises(WrongUse, match="customer is missing"):
        place.act("MG-1", "customer")
    assert place.ticket().flags == {Flag.WHICH_CUSTOMER}


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        (ANN, r"MG-1: it is a ticket of Customer s\.r\.o\."),
        ("new@customer.example", "its author is not in the registry: add them there"),
        ("sam@elsewhere.example", "its author is not in the registry: add them there"),
    ],
)
def test_where_there_is_nothing_to_choose_nothing_is_offered_nor_done(place: Place, sender: str, why: str) -> None:
    place.mail(sender)
    assert "customer" not in offered(place.ticket())
    with place.house.view() as work:
        assert look_at(work, "MG-1")["customers"] == []
    with pytest.raises(NotAllowed, match=why):
        place.act("MG-1", "customer", customer="Kestrel Ltd.")


def test_the_choice_is_offered_where_it_is_open(place: Place) -> None:
    uncertain(place)
    assert "customer" in offered(place.ticket())
    with place.house.view() as work:
        assert look_at(work, "MG-1")["customers"] == ["Customer s.r.o.", "Kestrel Ltd."]
    assert "customer" not in offered(place.act("MG-1", "customer", customer="Kestrel Ltd."))


def test_it_becomes_part_of_nothing_before_its_customer_is_certain(place: Place) -> None:
    uncertain(place)
    place.mail(ANN)
    for part, whole in (("MG-1", "MG-2"), ("MG-2", "MG-1")):
        with pytest.raises(NotAllowed, match="say first which customer MG-1 is for"):
            place.act(part, "merge", into=whole)
