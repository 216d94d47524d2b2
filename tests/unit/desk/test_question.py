"""The same "Yes" below another letter of ours is no answer to whether it is solved."""

import pytest

from mailgate.desk.customer import answer_verify
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Right
from mailgate.model.ticket import ClockKind, Flag, State

from .conftest import ANN, Place
from .test_approve import BILL, EVA, asked, rights
from .test_colleague import HAND
from .test_life import page_token


def colleagues_ticket_verifying(place: Place) -> OutLetter:
    """Without an administrator Ann reads of Nora by a letter that asks for a reply; and Nora's request is solved."""
    rights(place, EVA, Right.TECHNICAL)
    place.mail(HAND)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    assert (place.ticket().state, place.out("verify").to) == (State.VERIFYING, EVA)
    return next(letter for letter in place.outbox() if (letter.effect, letter.to) == ("colleague_wrote", ANN))


def merged_request(place: Place) -> OutLetter:
    """Ann's invoice, about which Bill was asked, is part of Bill's own ticket, which waits for his yes."""
    asked(place)
    place.mail(BILL, subject="Your invoice", text="What is this invoice about?", message_id="b@customer.example")
    for number in ("MG-1", "MG-2"):
        place.act(number, "take")
    place.act("MG-1", "reply", text="Hello.")
    place.deliver()
    place.resolve("MG-2")
    place.deliver()
    place.act("MG-1", "merge", into="MG-2")
    assert place.ticket(2).state is State.VERIFYING
    return place.out("approval_request")


def test_a_yes_below_the_news_of_who_speaks_answers_whether_it_is_solved(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "take-over", "lea")
    place.deliver()
    place.resolve("MG-1")
    place.deliver()
    place.answer(place.out("taken_over"), "Yes, it works, thank you.")
    assert place.ticket().state is State.CLOSED


@pytest.mark.parametrize("text", ["Ano.", "Yes, thank you.", "No."])
def test_an_answer_to_the_request_of_a_merged_ticket_closes_or_disputes_nothing(place: Place, text: str) -> None:
    kept = place.answer(merged_request(place), text, BILL)
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 2)
    assert place.ticket(2).state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket(2).flags
    why = "bill@customer.example answers our letter 'approval_request' about MG-1, which is part of this now"
    assert place.history(2)[-1].why == why
    assert place.messages(2)[-1].text.strip() == text
    assert Flag.APPROVED not in place.ticket(1).flags | place.ticket(2).flags


@pytest.mark.parametrize("text", ["Yes, thank you.", "No."])
def test_an_answer_about_a_colleague_closes_or_disputes_nothing(place: Place, text: str) -> None:
    place.answer(colleagues_ticket_verifying(place), text)
    assert place.ticket().state is State.VERIFYING
    assert ClockKind.VERIFICATION not in place.clocks(), "nor does silence close what somebody has spoken about"
    assert Flag.OWNER_TASK in place.ticket().flags
    assert place.history()[-1].why == "ann@customer.example answers our letter 'colleague_wrote'"


def test_thanks_for_what_we_told_of_a_colleague_is_nobodys_task(place: Place) -> None:
    place.answer(colleagues_ticket_verifying(place), "Thank you!")
    assert (place.ticket().state, place.ticket().flags) == (State.VERIFYING, {Flag.COLLEAGUE})


def test_an_answer_about_a_colleague_opens_nothing_again(place: Place) -> None:
    letter = colleagues_ticket_verifying(place)
    place.later(hours=24)
    assert place.ticket().state is State.CLOSED
    place.answer(letter, "Yes, add her.")
    assert place.ticket().state is State.CLOSED
    assert Flag.OWNER_TASK in place.ticket().flags
    assert "reopened" not in place.effects()


def test_the_owner_is_told_once_of_an_answer_to_something_else(place: Place) -> None:
    letter = colleagues_ticket_verifying(place)
    before = place.effects().count("staff_task")
    place.answer(letter, "Yes.")
    assert place.effects().count("staff_task") == before + 1


@pytest.mark.parametrize(("staff_wrote", "ends"), [("before", State.VERIFYING), ("after", State.CLOSED)])
def test_a_yes_to_what_staff_asked_before_the_solution_closes_nothing(
    place: Place, staff_wrote: str, ends: State
) -> None:
    place.mail()
    place.act("MG-1", "take")
    if staff_wrote == "before":
        place.act("MG-1", "ask", text="Shall we order a new one?")
        place.deliver()
    place.resolve("MG-1")
    place.deliver()
    if staff_wrote == "after":
        place.act("MG-1", "reply", text="It beeps once, and that is right. Does it work?")
        place.deliver()
    letter = next(each for each in reversed(place.outbox()) if each.effect in ("asked", "reply"))
    place.answer(letter, "Yes.")
    assert place.ticket().state is ends


@pytest.mark.parametrize("effect", ["received", "verify"])
def test_below_news_and_the_question_itself_a_yes_is_a_yes(place: Place, effect: str) -> None:
    place.verifying()
    place.answer(place.out(effect), "Yes, it works.")
    assert place.ticket().state is State.CLOSED


def test_a_yes_to_the_question_of_a_merged_ticket_closes_not_what_it_became_part_of(place: Place) -> None:
    verify = place.verifying()
    place.mail(subject="The printer again", text="Still nothing.", message_id="scan@customer.example")
    place.act("MG-2", "take")
    place.resolve("MG-2")
    place.deliver()
    place.act("MG-1", "merge", into="MG-2")
    assert place.ticket(2).state is State.VERIFYING
    place.answer(verify, "Yes, it works.")
    assert place.ticket(2).state is State.VERIFYING


def test_a_yes_to_the_letter_that_asks_for_proof_closes_nothing(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    place.act("MG-1", "vouch", how="by phone")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    place.answer(place.out("received_neutral"), "Yes.")
    assert place.ticket().state is State.VERIFYING
    answer_verify(place.house, page_token(place, place.out("verify")), "yes")
    assert place.ticket().state is State.CLOSED
