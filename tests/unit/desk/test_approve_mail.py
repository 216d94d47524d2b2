"""A reply to a request for approval: only a proven, entitled, plain yes or no decides; the rest is the owner's."""

import pytest

from mailgate.desk.approve import answer_approve
from mailgate.desk.land import undelivered
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Right
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_approve import BILL, EVA, asked, rights
from .test_life import page_token


def request(place: Place) -> OutLetter:
    asked(place)
    return place.out("approval_request")


@pytest.mark.parametrize(("text", "mark"), [("Yes.", Flag.APPROVED), ("No, thank you.", Flag.REFUSED)])
def test_a_proven_plain_answer_decides(place: Place, text: str, mark: Flag) -> None:
    letter = request(place)
    kept = place.answer(letter, text, BILL)
    assert kept.fate is Fate.REPLY
    assert place.ticket().flags == {mark, Flag.OWNER_TASK}
    assert place.messages()[-1].text.strip() == text
    decision = next(entry for entry in place.history() if entry.by == BILL)
    assert decision.why.startswith("Bill Payer")
    assert "by mail" in decision.why
    assert "customer_wrote" not in place.events(), "one letter raises one event, and this one answers our question"


@pytest.mark.parametrize("text", ["Yes, but only 100 EUR.", "Who is that?", "Thanks!", "It works."])
def test_doubt_is_words_on_the_ticket_and_a_task_for_the_owner(place: Place, text: str) -> None:
    place.answer(request(place), text, BILL)
    assert place.ticket().flags == {Flag.NO_RIGHT, Flag.OWNER_TASK}
    assert place.messages()[-1].text.strip() == text
    assert "leaves it open" in place.history()[-1].why


@pytest.mark.parametrize(
    ("sender", "proof", "why"),
    [
        (BILL, "unproven", "is not proven"),
        (EVA, "proven", "may not decide about billing"),
        (ANN, "proven", "may not decide about billing"),
    ],
)
def test_unproven_or_unentitled_words_never_approve(place: Place, sender: str, proof: str, why: str) -> None:
    place.answer(request(place), "Yes.", sender, proof=proof)
    assert place.ticket().flags == {Flag.NO_RIGHT, Flag.OWNER_TASK}
    assert why in place.history()[-1].why


@pytest.mark.parametrize(("sender", "proof"), [(BILL, "forged"), ("new@customer.example", "proven")])
def test_a_forged_or_strange_yes_is_held(place: Place, sender: str, proof: str) -> None:
    assert place.answer(request(place), "Yes.", sender, proof=proof).fate is Fate.HELD
    assert Flag.NO_RIGHT in place.ticket().flags


def test_a_machines_yes_is_no_answer(place: Place) -> None:
    kept = place.answer(request(place), "Yes.", BILL, auto_submitted="auto-replied")
    assert kept.fate is Fate.AUTOMATIC
    assert place.ticket().flags == {Flag.NO_RIGHT}


def test_a_yes_to_another_letter_of_ours_approves_nothing(place: Place) -> None:
    letter = request(place)
    place.act("MG-1", "reply", text="We will look at it.")
    place.deliver()
    reply = place.out("reply")
    place.answer(reply, "Yes.", BILL, references=[letter.message_id, reply.message_id])
    assert Flag.APPROVED not in place.ticket().flags


def test_a_yes_to_the_request_of_another_ticket_approves_nothing_here(place: Place) -> None:
    letter = request(place)
    place.mail(ANN, subject="Another invoice")
    place.answer(letter, "Yes.", BILL, references=[place.out("approval_request", 2).message_id, letter.message_id])
    assert (Flag.APPROVED in place.ticket(1).flags, Flag.APPROVED in place.ticket(2).flags) == (True, False)


def test_another_entitled_persons_yes_to_the_request_counts_as_theirs(place: Place) -> None:
    letter = request(place)
    rights(place, EVA, Right.BILLING)
    place.answer(letter, "Yes.", EVA)
    assert place.history()[-1].why.startswith("approved by Eva Chief")


def test_a_late_yes_is_the_owners(place: Place) -> None:
    letter = request(place)
    place.later(days=7)
    place.answer(letter, "Yes.", BILL)
    assert Flag.APPROVED not in place.ticket().flags
    assert "came after 7 days" in place.history()[-1].why


def test_the_same_answer_once_more_is_only_noted_and_another_is_the_owners(place: Place) -> None:
    letter = request(place)
    answer_approve(place.house, page_token(place, letter, "a"), "approve")
    place.act("MG-1", "take")
    place.answer(letter, "Yes.", BILL)
    assert place.ticket().flags == {Flag.APPROVED}
    assert place.history()[-1].why == "approves as well, what is approved already"
    place.answer(letter, "No.", BILL)
    assert place.ticket().flags == {Flag.APPROVED, Flag.OWNER_TASK}
    assert "settled already" in place.history()[-1].why


def test_a_yes_to_the_request_confirms_no_solution(place: Place) -> None:
    letter = request(place)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    assert place.ticket().state is State.VERIFYING
    place.answer(letter, "Yes.", BILL)
    assert place.ticket().state is State.VERIFYING
    assert Flag.APPROVED in place.ticket().flags
    assert not {"confirmed", "disputed"} & set(place.events())


def test_a_refusal_by_mail_stops_the_silence_that_would_close(place: Place) -> None:
    letter = request(place)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    place.answer(letter, "No.", BILL)
    place.later(hours=48)
    assert place.ticket().state is State.VERIFYING
    assert {Flag.REFUSED, Flag.OWNER_TASK} <= place.ticket().flags
    assert "disputed" not in place.events()


def test_a_bounce_of_the_request_takes_nothing_from_a_reply_to_it(place: Place) -> None:
    letter = request(place)
    with place.house.work() as work:
        ticket = work.unit.tickets.get(1)
        assert ticket
        undelivered(work, ticket, letter.message_id, "5.1.1")
    place.answer(letter, "Yes, please.", BILL)
    assert Flag.APPROVED in place.ticket().flags


def test_a_no_with_a_doubt_about_it_disputes_no_solution(place: Place) -> None:
    letter = request(place)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    place.answer(letter, "It does not work.", BILL)
    assert place.ticket().state is State.VERIFYING
    assert "disputed" not in place.events()
    assert Flag.OWNER_TASK in place.ticket().flags


def test_a_yes_to_a_request_about_what_was_merged_into_this_approves_nothing(place: Place) -> None:
    letter = request(place)
    place.mail(ANN, subject="Another invoice")
    place.deliver()
    place.act("MG-1", "merge", into="MG-2")
    kept = place.answer(letter, "Yes.", BILL)
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 2)
    assert Flag.APPROVED not in place.ticket(2).flags
