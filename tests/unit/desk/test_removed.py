"""Who has left a customer, and who writes from another of their addresses (threats T5, design.md §4, §6)."""

from dataclasses import replace

import pytest

from mailgate.desk.enrol import import_people
from mailgate.desk.recipients import entitled_here
from mailgate.model.letter import Fate
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_deliver import removed

JUNE, HAND = "june@kestrel.example", "nora@customer.example"


def signs(place: Place, acknowledgement: str = "received") -> list[dict[str, str]]:
    """Every way in which a letter can name MG-1."""
    return [
        {"in_reply_to": place.out(acknowledgement).message_id},
        {"to": place.house.minter.reply_address(1, "support@desk.example")},
        {"in_reply_to": "first@customer.example"},
        {"subject": "Re: [MG-1]"},
    ]


@pytest.mark.parametrize("way", range(4))
@pytest.mark.parametrize("proof", ["proven", "unproven"])
def test_a_removed_contact_appends_nothing_to_their_old_ticket(place: Place, way: int, proof: str) -> None:
    place.mail(message_id="first@customer.example")
    place.deliver()
    removed(place, ANN)
    kept = place.mail(proof=proof, text="Me again.", message_id="again@customer.example", **signs(place)[way])
    assert len(place.messages(1)) == 1
    sure = way < 2
    assert kept.fate is (Fate.HELD if sure or proof == "unproven" else Fate.TICKET)
    assert (Flag.OWNER_TASK in place.ticket(1).flags) is sure


def test_a_removed_contacts_yes_closes_nothing(place: Place) -> None:
    question = place.verifying()
    removed(place, ANN)
    assert place.answer(question, "Yes, it works.").fate is Fate.HELD
    assert place.ticket().state is State.VERIFYING


def test_who_moved_to_another_customer_appends_nothing_either(place: Place) -> None:
    place.mail(message_id="first@customer.example")
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        (june,) = work.unit.people.by_address(JUNE)
        work.unit.people.remove_membership(ann.id, ann.company.id)
        work.unit.people.save_person(replace(ann, id=0, company=june.company))
    place.mail(subject="[MG-1]", text="Me again.", message_id="again@customer.example")
    assert len(place.messages(1)) == 1


@pytest.mark.parametrize("way", range(4))
def test_an_unregistered_colleague_still_adds_words_to_the_ticket_that_they_opened(place: Place, way: int) -> None:
    place.mail(HAND, message_id="first@customer.example")
    place.deliver()
    sign = signs(place, "received_neutral")[way]
    kept = place.mail(HAND, text="And also this.", message_id="more@customer.example", **sign)
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 1)


def test_the_colleague_does_so_too_where_the_ticket_was_merged(place: Place) -> None:
    place.mail(HAND, message_id="first@customer.example")
    place.mail(ANN, message_id="ann@customer.example")
    place.act("MG-1", "merge", into="MG-2")
    kept = place.mail(HAND, subject="Re: [MG-1]", text="And also this.", message_id="more@customer.example")
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 2)


def test_a_colleague_who_was_registered_since_and_removed_is_an_outsider(place: Place) -> None:
    """By a file, which leaves the mark on the ticket; the history of rights knows of it."""
    place.mail(HAND, message_id="first@customer.example")
    row = b"company,contact,emails,rights\nCustomer s.r.o.,Nora,nora@customer.example,technical\n"
    import_people(place.house, row, "people.csv", dry_run=False)
    removed(place, HAND)
    assert Flag.COLLEAGUE in place.ticket().flags
    place.mail(HAND, subject="Re: [MG-1]", text="And also this.", message_id="more@customer.example")
    assert len(place.messages(1)) == 1


def test_a_stranger_keeps_the_ticket_that_is_nobodys(place: Place) -> None:
    place.mail("sam@elsewhere.example", message_id="first@elsewhere.example")
    kept = place.mail("sam@elsewhere.example", subject="Re: [MG-1]", text="More.", message_id="2@elsewhere.example")
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 1)


def test_only_an_open_question_lets_somebody_in_who_was_removed(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    removed(place, ANN)
    question = place.out("received_neutral")
    assert place.answer(question, "It was me.", proof="unproven").fate is Fate.REPLY
    assert Flag.UNPROVEN not in place.ticket().flags
    assert place.answer(question, "And one more.", proof="unproven").fate is Fate.HELD


# The same person, another address.


def two_addresses(place: Place, category: str = "fault") -> None:
    """Ann writes from her second address, and is asked there whether it is solved."""
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, addresses=(ANN, "ann2@customer.example")))
    place.mail("ann2@customer.example", subject="printer")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()


def test_a_yes_from_another_address_of_the_person_who_was_asked_confirms(place: Place) -> None:
    two_addresses(place)
    assert place.out("verify").to == "ann2@customer.example"
    place.answer(place.out("verify"), "Yes.", ANN)
    assert place.ticket().state is State.CLOSED


def test_a_yes_of_another_person_is_still_only_proposed(place: Place) -> None:
    two_addresses(place)
    place.answer(place.out("verify"), "Yes.", "eva@customer.example")
    assert place.ticket().state is State.VERIFYING


def test_no_named_right_takes_nothing_from_another_address_of_the_author(place: Place) -> None:
    """Without a right in its category only the author may be told, and that is a person, not an address."""
    two_addresses(place)
    with place.house.view() as work:
        ticket = replace(place.ticket(), category="")
        assert [entitled_here(work, ticket, each) for each in ("ann2@customer.example", ANN)] == [True, True]
        assert not entitled_here(work, ticket, "bill@customer.example")
