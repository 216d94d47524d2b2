"""Who lacks the right has others asked; only somebody entitled approves, once, by the link in their own letter."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.desk.approve import ApprovePage, answer_approve, open_approve
from mailgate.desk.colleague import add_colleague, open_colleague, refuse_colleague
from mailgate.desk.customer import answer_prove, answer_verify, open_prove, open_verify
from mailgate.desk.land import undelivered
from mailgate.desk.links import LINK_LIFE
from mailgate.model.ids import Link, letter_mark
from mailgate.model.outgoing import OutState
from mailgate.model.person import Right
from mailgate.model.ticket import ClockKind, Flag, State

from .conftest import ANN, Place
from .test_life import page_token, sent_text

BILL, EVA, JUNE = "bill@customer.example", "eva@customer.example", "june@kestrel.example"


def asked(place: Place, subject: str = "A question about the invoice 4711 of Zdeněk") -> str:
    """Ann, who lacks the right, asks about an invoice: the token in Bill's letter."""
    place.mail(ANN, subject=subject, text="Why was the secret 4711 EUR paid?\n")
    place.deliver()
    return page_token(place, place.out("approval_request"), "a")


def opened(place: Place, token: str) -> ApprovePage:
    page = open_approve(place.house, token)
    assert page is not None
    return page


def rights(place: Place, address: str, *given: Right) -> None:
    with place.house.work() as work:
        (person,) = work.unit.people.by_address(address)
        work.unit.people.save_person(replace(person, rights=frozenset(given)))


# Who is asked, and what they read.


def test_who_has_the_right_is_asked_and_nobody_else(place: Place) -> None:
    asked(place)
    assert place.ticket().flags == {Flag.NO_RIGHT}
    sent = [(letter.effect, letter.to, letter.state) for letter in place.outbox()]
    assert sent == [("not_entitled", ANN, OutState.SENT), ("approval_request", BILL, OutState.SENT)]


def test_without_anybody_who_has_it_the_administrators_are_asked(place: Place) -> None:
    rights(place, BILL)
    asked(place)
    assert place.out("approval_request").to == EVA


def test_where_nobody_is_entitled_it_is_the_owners_task(place: Place) -> None:
    place.mail(JUNE, subject="A question about the invoice")
    assert place.effects() == ["not_entitled"]
    assert place.ticket().flags == {Flag.NO_RIGHT, Flag.OWNER_TASK}
    assert place.history()[-1].why == "nobody at Kestrel Ltd. may approve this: it needs the right billing"


def test_the_letter_names_who_what_topic_and_when_and_no_word_of_the_author(place: Place) -> None:
    asked(place)
    (sent,) = place.relay.sent_to(BILL)
    text = sent_text(place, place.out("approval_request"))
    for said in ("MG-1", "Ann Novakova, ann@customer.example", "billing and payments", "2 Nov 2026, 09:00 CET"):
        assert said in text
    whole = f"{sent.message['Subject']} {sent.message['References']} {text}"
    for secret in ("4711", "Zdeněk", "invoice", "secret", place.messages()[0].message_id):
        assert secret not in whole
    assert "by 9 Nov 2026, 09:00 CET" in text


def test_the_page_names_the_same_and_no_more(place: Place) -> None:
    page = opened(place, asked(place))
    assert (page.number, page.author, page.topic) == ("MG-1", "Ann Novakova, ann@customer.example", Right.BILLING)
    assert (page.situation, page.language) == ("asked", "en")
    assert page.until - page.opened_at == timedelta(days=7)
    assert not re.search("4711|invoice|secret", str(page))


def test_nobody_is_asked_for_an_author_who_is_not_proven_until_they_are(place: Place) -> None:
    place.mail(ANN, proof="unproven", subject="A question about the invoice")
    place.deliver()
    assert place.effects() == ["received_neutral"]
    answer_prove(place.house, page_token(place, place.out("received_neutral"), "p"))
    assert place.effects() == ["received_neutral", "not_entitled", "approval_request"]
    assert place.ticket().flags == {Flag.NO_RIGHT}


def test_nobody_is_asked_about_a_stranger_or_an_author_with_the_right(place: Place) -> None:
    place.mail("sam@elsewhere.example", subject="A question about the invoice")
    place.mail(BILL, subject="Another question about the invoice")
    assert "approval_request" not in place.effects(1) + place.effects(2)


def test_an_author_without_the_right_who_is_proven_later_reads_that_others_are_answered(place: Place) -> None:
    place.mail(ANN, proof="unproven", subject="A question about the invoice")
    place.act("MG-1", "vouch", how="by phone")
    place.deliver()
    assert (place.out("not_entitled").to, place.out("not_entitled").state) == (ANN, OutState.SENT)


# Later categories.


def test_a_category_that_comes_later_asks_as_well(place: Place) -> None:
    place.mail(ANN, subject="Something", text="Please look.\n")
    assert place.effects() == ["received"]
    place.act("MG-1", "categorise", category="billing")
    assert place.effects() == ["received", "approval_request"]
    assert Flag.NO_RIGHT in place.ticket().flags


def test_while_the_right_stays_the_same_nobody_is_asked_twice(place: Place) -> None:
    asked(place)
    place.act("MG-1", "categorise", category="billing", reason="again")
    place.act("MG-1", "prioritise", priority="P2")
    assert place.effects().count("approval_request") == 1


def test_a_category_that_the_author_may_be_told_about_ends_the_question(place: Place) -> None:
    token = asked(place)
    place.act("MG-1", "categorise", category="fault")
    assert not place.ticket().flags
    assert opened(place, token).situation == "settled"
    answer_approve(place.house, token, "approve")
    assert not place.ticket().flags


def test_a_request_that_has_not_left_when_the_category_changes_never_leaves(place: Place) -> None:
    place.mail(ANN, subject="A question about the invoice")
    place.act("MG-1", "categorise", category="fault")
    place.deliver()
    assert place.out("approval_request").state is OutState.CANCELLED
    place.act("MG-1", "categorise", category="billing")
    place.deliver()
    assert [letter.state for letter in place.outbox() if letter.to == BILL] == [OutState.CANCELLED, OutState.SENT]


def test_what_was_decided_counts_on_when_the_category_comes_back(place: Place) -> None:
    answer_approve(place.house, asked(place), "approve")
    place.act("MG-1", "categorise", category="fault")
    assert Flag.APPROVED not in place.ticket().flags
    place.act("MG-1", "categorise", category="billing")
    assert place.ticket().flags == {Flag.APPROVED}
    assert place.effects().count("approval_request") == 1


@pytest.mark.parametrize("state", [State.RESOLVED, State.VERIFYING])
def test_nobody_is_asked_whether_we_may_do_what_is_done(place: Place, state: State) -> None:
    place.mail(ANN)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    if state is State.VERIFYING:
        place.deliver()
    place.act("MG-1", "categorise", category="billing", reason="it was about money")
    assert (place.ticket().state, place.ticket().flags) == (state, {Flag.NO_RIGHT})
    assert "approval_request" not in place.effects()


# Answering.


@pytest.mark.parametrize(("said", "mark"), [("approve", Flag.APPROVED), ("refuse", Flag.REFUSED)])
def test_an_answer_is_marked_told_to_the_owner_and_stands_in_the_history(place: Place, said: str, mark: Flag) -> None:
    token = asked(place)
    place.act("MG-1", "take")
    page = answer_approve(place.house, token, said)  # type: ignore[arg-type]
    assert page is not None
    assert page.situation == mark
    assert place.ticket().flags == {mark, Flag.OWNER_TASK}
    decision = next(entry for entry in place.history() if entry.by == BILL)
    assert decision.why == f"Bill Payer {said}s this request (billing) by the signed link"
    assert place.history()[-1].why == f"{mark} by Bill Payer, by the signed link"
    assert place.out("staff_task").to == "ada@desk.example"


def test_an_approval_gives_the_author_no_right(place: Place) -> None:
    answer_approve(place.house, asked(place), "approve")
    place.act("MG-1", "reply", text="It was paid twice: 4 711 EUR.")
    place.deliver()
    assert [letter.to for letter in place.outbox() if letter.effect == "reply"] == [BILL]
    assert len(place.relay.sent_to(ANN)) == 1


def test_words_on_the_page_stand_in_the_thread(place: Place) -> None:
    answer_approve(place.house, asked(place), "approve", "  Only up to 100 EUR. ")
    said = place.messages()[-1]
    assert (said.author, said.text, said.proof) == (BILL, "Only up to 100 EUR.", "signed link")
    assert "with words of their own" in place.history()[-1].why


def solved_meanwhile(place: Place, *, delivered: bool = True) -> str:
    """Bill was asked about Ann's invoice, and meanwhile it is solved: the token in his letter."""
    token = asked(place)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    if delivered:
        place.deliver()
    return token


@pytest.mark.parametrize(
    ("said", "words"), [("refuse", "Stop! We never ordered this."), ("refuse", ""), ("approve", "But it fails.")]
)
def test_words_or_a_refusal_stop_the_silence_that_would_close(place: Place, said: str, words: str) -> None:
    answer_approve(place.house, solved_meanwhile(place), said, words)  # type: ignore[arg-type]
    assert ClockKind.VERIFICATION not in place.clocks()
    place.later(hours=48)
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags
    assert "disputed" not in place.events(), "it is an answer to another question"


def test_a_refusal_of_what_is_resolved_cancels_the_question_whether_it_is_solved(place: Place) -> None:
    answer_approve(place.house, solved_meanwhile(place, delivered=False), "refuse")
    assert (place.ticket().state, place.out("verify").state) == (State.FIRST_LINE, OutState.CANCELLED)


def test_a_mere_approval_leaves_the_verification_as_it_is(place: Place) -> None:
    answer_approve(place.house, solved_meanwhile(place), "approve")
    assert ClockKind.VERIFICATION in place.clocks()


def test_a_bounce_of_the_request_takes_nothing_from_the_link_that_arrived(place: Place) -> None:
    """His own dead forward reports a failure, and Bill has the letter nevertheless."""
    token = asked(place)
    with place.house.work() as work:
        ticket = work.unit.tickets.get(1)
        assert ticket
        undelivered(work, ticket, place.out("approval_request").message_id, "5.1.1")
    assert place.out("approval_request").state is OutState.FAILED
    assert opened(place, token).situation == "asked"
    answer_approve(place.house, token, "approve")
    assert Flag.APPROVED in place.ticket().flags


def test_looking_changes_nothing(place: Place) -> None:
    token = asked(place)
    before = (place.ticket(), place.history(), place.outbox(), place.messages())
    for _ in range(20):
        assert opened(place, token).situation == "asked"
    assert (place.ticket(), place.history(), place.outbox(), place.messages()) == before


@pytest.mark.parametrize("again", ["approve", "refuse"])
def test_a_second_answer_shows_how_things_stand(place: Place, again: str) -> None:
    token = asked(place)
    answer_approve(place.house, token, "approve", "Go on.")
    before = (place.ticket(), place.history(), place.outbox(), place.messages())
    page = answer_approve(place.house, token, again, "What else?")  # type: ignore[arg-type]
    assert page is not None
    assert page.situation == "approved"
    assert (place.ticket(), place.history(), place.outbox(), place.messages()) == before


def test_of_two_who_are_asked_the_first_decides(place: Place) -> None:
    rights(place, EVA, Right.BILLING)
    place.mail(ANN, subject="A question about the invoice")
    place.deliver()
    bills, evas = (page_token(place, letter, "a") for letter in place.outbox() if letter.effect == "approval_request")
    answer_approve(place.house, evas, "refuse")
    assert opened(place, bills).situation == "refused"
    answer_approve(place.house, bills, "approve")
    assert Flag.APPROVED not in place.ticket().flags


def test_a_spent_link_stays_spent_when_the_question_is_open_again(place: Place) -> None:
    """The mark of the ticket is not what keeps a link from being used twice."""
    token = asked(place)
    answer_approve(place.house, token, "approve")
    with place.house.work() as work:
        ticket = work.unit.tickets.get(1)
        assert ticket
        work.unit.tickets.save(replace(ticket, flags=frozenset({Flag.NO_RIGHT})))
    answer_approve(place.house, token, "refuse")
    assert place.ticket().flags == {Flag.NO_RIGHT}


def test_a_late_answer_does_nothing_and_the_page_says_so(place: Place) -> None:
    token = asked(place)
    place.later(days=6, hours=23, minutes=59)
    assert opened(place, token).situation == "asked"
    place.later(minutes=1)
    assert opened(place, token).situation == "late"
    before = place.ticket()
    answer_approve(place.house, token, "approve")
    assert place.ticket() == before
    place.later(days=LINK_LIFE.days - 7)
    assert open_approve(place.house, token) is None


@pytest.mark.parametrize("action", ["override-close", "reject"])
def test_an_ended_request_is_not_approved(place: Place, action: str) -> None:
    token = asked(place)
    place.act("MG-1", action, reason="no")
    assert opened(place, token).situation == "settled"
    answer_approve(place.house, token, "approve")
    assert Flag.APPROVED not in place.ticket().flags


# Whose link, and what for.


def test_who_lost_the_right_is_shown_nothing_and_decides_nothing(place: Place) -> None:
    token = asked(place)
    rights(place, BILL, Right.TECHNICAL)
    assert open_approve(place.house, token) is None
    assert answer_approve(place.house, token, "approve") is None
    assert place.ticket().flags == {Flag.NO_RIGHT}


def test_who_lost_the_right_before_the_letter_left_is_not_asked(place: Place) -> None:
    place.mail(ANN, subject="A question about the invoice")
    rights(place, BILL, Right.TECHNICAL)
    place.deliver()
    assert place.out("approval_request").state is OutState.SUPPRESSED
    assert not place.relay.sent_to(BILL)
    assert Flag.OWNER_TASK in place.ticket().flags


@pytest.mark.parametrize("change", ["purpose", "person", "letter", "ticket", "secret"])
def test_a_link_is_bound_to_purpose_person_letter_and_ticket(place: Place, change: str) -> None:
    asked(place)
    place.mail(ANN, subject="Another question about the invoice")
    rights(place, EVA, Right.BILLING)
    letter, expires = place.out("approval_request"), int(place.clock.now().timestamp()) + 1000
    real = Link("approve", 1, BILL, letter_mark(letter.message_id), expires)
    other = {
        "purpose": replace(real, purpose="verify"),
        "person": replace(real, address=EVA),
        "letter": replace(real, letter=letter_mark(place.out("not_entitled").message_id)),
        "ticket": replace(real, ticket_id=2),
        "secret": real,
    }[change]
    token = place.house.minter.seal(other)
    if change == "secret":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert open_approve(place.house, token) is None
    assert answer_approve(place.house, token, "approve") is None
    assert place.ticket().flags == {Flag.NO_RIGHT}


def test_a_link_whose_letter_never_left_does_nothing(place: Place) -> None:
    place.mail(ANN, subject="A question about the invoice")
    letter = place.out("approval_request")
    expires = int((letter.created_at + LINK_LIFE).timestamp())
    token = place.house.minter.seal(Link("approve", 1, BILL, letter_mark(letter.message_id), expires))
    assert answer_approve(place.house, token, "approve") is None
    place.deliver()
    assert opened(place, token).situation == "asked"


def test_a_link_of_one_kind_opens_no_other_page(place: Place) -> None:
    token = asked(place)
    assert (open_verify(place.house, token), open_prove(place.house, token)) == (None, None)
    assert (answer_verify(place.house, token, "yes"), answer_prove(place.house, token)) == (None, None)
    assert (open_colleague(place.house, token), refuse_colleague(place.house, token)) == (None, None)
    assert add_colleague(place.house, token, "Mallory", [Right.COMPANY_ADMIN]) is None
    assert opened(place, token).situation == "asked"


def test_a_flood_of_questions_is_bounded_and_the_owner_learns_of_it(place: Place) -> None:
    for number in range(5):
        place.mail(ANN, subject=f"Invoice {number}")
        place.later(minutes=1)
    states = [place.out("approval_request", number).state for number in range(1, 6)]
    assert states == [OutState.QUEUED] * 3 + [OutState.SUPPRESSED] * 2
    assert Flag.OWNER_TASK in place.ticket(5).flags


def test_who_was_asked_is_not_asked_again_when_the_category_comes_back(place: Place) -> None:
    token = asked(place)
    place.act("MG-1", "categorise", category="fault")
    place.act("MG-1", "categorise", category="billing")
    assert place.effects().count("approval_request") == 1
    assert opened(place, token).situation == "asked"
