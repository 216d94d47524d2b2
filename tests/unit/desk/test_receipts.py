"""Who joins a ticket, what an answer to our question proves, and what unproven words never do (threats T3-T6, T8)."""

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.held import release
from mailgate.desk.known import KnownHere
from mailgate.desk.receive import receive_form
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, State
from mailgate.testing import an_out_letter

from .conftest import ANN, Place

EVA, NEW_HAND, STRANGER = "eva@customer.example", "new@customer.example", "sam@elsewhere.example"


def asked(place: Place, message_id: str, ticket_id: int = 1, address: str = ANN) -> bool:
    with place.house.view() as work:
        return KnownHere(work).asked_for_proof(message_id, ticket_id, address)


def test_only_our_sent_question_to_this_address_for_this_ticket_asks_for_proof(place: Place) -> None:
    place.mail(proof="unproven")
    neutral = place.out("received_neutral").message_id
    assert not asked(place, neutral), "it has not left"
    place.deliver()
    assert asked(place, neutral)
    assert not asked(place, neutral, address=EVA)
    assert not asked(place, neutral, ticket_id=2)
    assert not asked(place, "mg.1.stolen@desk.example")


def test_an_answer_to_any_other_letter_of_ours_is_no_receipt(place: Place) -> None:
    place.mail()
    place.act("MG-1", "reply", text="We look at it.")
    place.deliver()
    assert [asked(place, place.out(effect).message_id) for effect in ("received", "reply")] == [False, False]


@pytest.mark.parametrize("text", ["Yes, it works.", "No.", "Thank you!", "It is broken again."])
@pytest.mark.parametrize("closed", [False, True])
def test_a_receipt_makes_no_answer_of_unproven_words(place: Place, text: str, closed: bool) -> None:
    place.mail(proof="unproven")
    place.deliver()
    question = place.out("received_neutral")
    place.answer(question, "It was me.", proof="unproven")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    if closed:
        place.later(hours=24)
    before = place.ticket()
    assert place.answer(question, text, proof="unproven").fate is Fate.REPLY
    after = place.ticket()
    assert (after.state, after.disputes, after.reopen_count) == (before.state, 0, 0)
    assert after.state is (State.CLOSED if closed else State.VERIFYING)
    assert "confirmed" not in place.events()


def test_an_unregistered_colleague_with_our_message_id_is_held_and_the_owner_learns_of_it(place: Place) -> None:
    place.mail()
    place.deliver()
    kept = place.answer(place.out("received"), "Close it.", NEW_HAND)
    assert kept.fate is Fate.HELD
    assert len(place.messages()) == 1
    assert Flag.OWNER_TASK in place.ticket().flags


def test_an_unregistered_colleague_with_a_tag_opens_a_ticket_that_is_linked(place: Place) -> None:
    place.mail()
    kept = place.mail(NEW_HAND, subject="[MG-1] printer", text="Mine too.")
    assert (kept.fate, kept.ticket_id, place.ticket(2).linked_id) == (Fate.TICKET, 2, 1)


def test_an_unproven_person_of_the_customer_does_not_join_by_a_tag(place: Place) -> None:
    place.mail()
    kept = place.mail(EVA, proof="unproven", subject="[MG-1] printer", text="Show me.")
    assert (kept.fate, kept.ticket_id) == (Fate.TICKET, 2)
    assert len(place.messages(1)) == 1


@pytest.mark.parametrize("days", [0, 7])
def test_an_unproven_party_of_an_ended_ticket_who_may_not_open_one_is_held(place: Place, days: int) -> None:
    place.mail(STRANGER)
    place.act("MG-1", "override-close", reason="not ours")
    place.deliver()
    place.later(days=days, seconds=1)
    kept = place.answer(place.out("closed"), "The printer is broken again.", STRANGER, proof="unproven")
    assert kept.ticket_id == 1
    assert len(place.tickets()) == 1
    if days:
        assert (kept.fate, kept.reason) == (Fate.HELD, "continues MG-1; unproven")
        assert len(place.messages()) == 1
    else:
        assert (kept.fate, place.ticket().state) == (Fate.REPLY, State.CLOSED)


@pytest.mark.parametrize(
    "address", ["postmaster@elsewhere.example", "MAILER-DAEMON@elsewhere.example", "no-reply@x.pl"]
)
def test_a_form_that_gives_a_machines_address_is_a_ticket_without_an_automatic_answer(
    place: Place, address: str
) -> None:
    kept, _ = receive_form(place.house, "contact", address, {"message": "Our mail is down."}, public=True, key="")
    drain(place.house)
    assert place.letter(kept.id).fate is Fate.TICKET
    place.deliver()
    assert place.relay.tried == []


@pytest.mark.parametrize("sender", [ANN, NEW_HAND, STRANGER])
def test_the_ticket_of_a_released_forged_letter_is_unproven_whoever_is_named(place: Place, sender: str) -> None:
    kept = place.mail(sender, proof="forged")
    ticket = release(place.house, kept.id, "lea@desk.example")
    assert Flag.UNPROVEN in ticket.flags


def test_a_released_forged_answer_to_our_question_proves_nothing(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    kept = place.answer(place.out("received_neutral"), "It was me.", proof="forged")
    ticket = release(place.house, kept.id, "lea@desk.example")
    assert ticket.number == "MG-2"
    assert [Flag.UNPROVEN in place.ticket(number).flags for number in (1, 2)] == [True, True]
    place.deliver()
    assert "received" not in place.effects(1) + place.effects(2)


def test_while_the_author_is_not_proven_no_other_letter_asks_for_it(place: Place) -> None:
    """Whatever else may have left for the address about the ticket."""
    place.mail(proof="unproven")
    other = an_out_letter(effect="taken", to=ANN, ticket_id=1, state=OutState.SENT, sent_at=place.clock.now())
    with place.house.work() as work:
        work.unit.outbox.queue(other)
    assert not asked(place, other.message_id)


def test_our_question_about_one_ticket_asks_nothing_about_another_of_the_same_author(place: Place) -> None:
    place.mail(proof="unproven")
    place.mail(proof="unproven", subject="Something else")
    place.deliver()
    first, second = (place.out("received_neutral", number).message_id for number in (1, 2))
    assert (asked(place, first, 1), asked(place, second, 2)) == (True, True)
    assert (asked(place, first, 2), asked(place, second, 1)) == (False, False)
