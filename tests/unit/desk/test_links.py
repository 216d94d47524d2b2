"""What a link on the customer's page still does: only that of the current round, for who may be told now (T32, T33)."""

from dataclasses import replace

import pytest

from mailgate.desk.customer import VerifyPage, answer_verify, open_verify
from mailgate.model.ids import Link, letter_mark
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_life import page_token

EVA = "eva@customer.example"


def opened(place: Place, token: str) -> VerifyPage:
    page = open_verify(place.house, token)
    assert page is not None
    return page


def take_from_registry(place: Place, address: str) -> None:
    with place.house.work() as work:
        (person,) = work.unit.people.by_address(address)
        work.unit.people.save_person(replace(person, rights=frozenset(), addresses=("gone@customer.example",)))


def test_who_was_removed_from_the_registry_is_asked_nothing_and_shown_nothing(place: Place) -> None:
    token = page_token(place, place.verifying())
    assert opened(place, token).how == "The cable was loose."
    take_from_registry(place, ANN)
    assert open_verify(place.house, token) is None
    before = place.ticket()
    for said in ("yes", "no"):
        assert answer_verify(place.house, token, said, "Let me in.") is None
    assert place.ticket() == before
    assert len(place.messages()) == 1


def test_who_has_lost_the_right_reads_neither_subject_nor_state_on_the_page(place: Place) -> None:
    place.mail(subject="A question about the invoice 4711")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    token = page_token(place, place.out("verify"))
    assert opened(place, token).asked
    with place.house.work() as work:
        (bill,) = work.unit.people.by_address(place.out("verify").to)
        work.unit.people.save_person(replace(bill, rights=frozenset()))
    assert (open_verify(place.house, token), answer_verify(place.house, token, "yes")) == (None, None)
    assert place.ticket().state is State.VERIFYING


def test_who_was_removed_from_the_registry_reopens_nothing_by_the_page(place: Place) -> None:
    token = page_token(place, place.verifying())
    place.later(hours=24)
    take_from_registry(place, ANN)
    before = place.ticket()
    answer_verify(place.house, token, "no", "Open it.")
    assert place.ticket() == before
    assert len(place.messages()) == 1


def test_who_was_removed_from_the_registry_answers_nothing_by_mail(place: Place) -> None:
    letter = place.verifying()
    take_from_registry(place, ANN)
    place.answer(letter, "Yes, it works.")
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags


@pytest.mark.parametrize("closed", [False, True])
def test_a_link_made_for_another_letter_does_nothing(place: Place, closed: bool) -> None:
    place.verifying()
    if closed:
        place.later(hours=24)
    other = place.out("received")
    expires = int(place.clock.now().timestamp()) + 1000
    token = place.house.minter.seal(Link("verify", 1, ANN, letter_mark(other.message_id), expires))
    before = place.ticket()
    assert (opened(place, token).asked, opened(place, token).how) == (False, "")
    answer_verify(place.house, token, "no", "Open it.")
    assert place.ticket() == before


def test_a_link_in_the_name_of_somebody_else_does_nothing(place: Place) -> None:
    letter = place.verifying()
    expires = int(place.clock.now().timestamp()) + 1000
    token = place.house.minter.seal(Link("verify", 1, EVA, letter_mark(letter.message_id), expires))
    assert (opened(place, token).asked, opened(place, token).how) == (False, "")
    answer_verify(place.house, token, "yes")
    assert place.ticket().state is State.VERIFYING


@pytest.mark.parametrize("state", [OutState.QUEUED, OutState.FAILED, OutState.CANCELLED])
def test_the_link_of_a_letter_that_was_not_sent_does_nothing(place: Place, state: OutState) -> None:
    letter = place.verifying()
    token = page_token(place, letter)
    with place.house.work() as work:
        now = work.unit.outbox.get(letter.id)
        assert now is not None
        work.unit.outbox.settle(replace(now, state=state))
    assert not opened(place, token).asked
    answer_verify(place.house, token, "yes")
    assert place.ticket().state is State.VERIFYING


def test_the_link_of_an_older_round_shows_nothing_of_the_new_solution(place: Place) -> None:
    old = page_token(place, place.verifying())
    answer_verify(place.house, old, "no")
    place.resolve("MG-1", how="A new cable.")
    place.deliver()
    assert (opened(place, old).asked, opened(place, old).how) == (False, "")
    assert opened(place, page_token(place, place.out("verify"))).how == "A new cable."


def test_the_link_of_an_older_round_reopens_nothing(place: Place) -> None:
    old = page_token(place, place.verifying())
    answer_verify(place.house, old, "no")
    place.resolve("MG-1")
    place.deliver()
    place.later(hours=24)
    assert (place.ticket().state, opened(place, old).may_reopen) == (State.CLOSED, False)
    answer_verify(place.house, old, "no")
    assert place.ticket().state is State.CLOSED


@pytest.mark.parametrize(("said", "words"), [("yes", "but the scanner beeps"), ("no", "no"), ("partly", "")])
def test_answering_twice_does_nothing_the_second_time(place: Place, said: str, words: str) -> None:
    token = page_token(place, place.verifying())
    answer_verify(place.house, token, said, words)  # type: ignore[arg-type]
    before = (place.ticket(), place.messages(), place.history(), place.outbox())
    answer_verify(place.house, token, said, words)  # type: ignore[arg-type]
    assert (place.ticket(), place.messages(), place.history(), place.outbox()) == before


def test_another_addressees_yes_by_mail_counts_only_with_a_right(place: Place) -> None:
    letter = place.verifying()
    assert place.answer(letter, "Yes, it works.", "bill@customer.example").fate is Fate.REPLY
    assert place.ticket().state is State.VERIFYING
