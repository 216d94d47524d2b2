"""Who is chosen, and what is asked of each when a letter is queued (law 7, S3-4)."""

from dataclasses import replace

import pytest

from mailgate.desk.post import post, tell
from mailgate.desk.recipients import audience, entitled_here, may_not_be_told
from mailgate.model.event import MAIL_EFFECTS, Effect
from mailgate.model.outgoing import OutState
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag

from .conftest import ANN, Place

BILL, EVA, JUNE = "bill@customer.example", "eva@customer.example", "june@kestrel.example"
NEW, STRANGER, MALLORY = "new@customer.example", "sam@elsewhere.example", "mallory@evil.example"
EVERYBODY = (ANN, BILL, EVA, JUNE, NEW, STRANGER, MALLORY, "support@desk.example", "ada@desk.example", "")
CATEGORIES = ("", "fault", "billing", "sales")


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("author", [ANN, BILL, EVA, JUNE, NEW, STRANGER])
@pytest.mark.parametrize("proof", ["proven", "unproven"])
def test_who_is_chosen_may_be_told_and_who_may_be_told_speaks_for_the_ticket(
    place: Place, author: str, category: str, proof: str
) -> None:
    """The choice and the check never differ, and telling is never wider than answering (design.md §4)."""
    place.mail(author, subject="outage", proof=proof)
    ticket = replace(place.ticket(), category=category)
    with place.house.view() as work:
        chosen = {recipient.address for recipient in audience(work, ticket).recipients}
        allowed = {each for each in EVERYBODY if not may_not_be_told(work, ticket, Effect.REPLY, each)}
        speaking = {each for each in EVERYBODY if entitled_here(work, ticket, each)}
    assert chosen <= allowed
    assert allowed == speaking
    assert bool(chosen) == bool(allowed)
    assert bool(chosen) == (proof == "proven" and (author, category) not in NOBODY)


#: June is alone at her company: nobody there has `billing`, and nobody is its administrator.
NOBODY = {(JUNE, "billing")}


def test_a_new_right_takes_nothing_from_who_was_asked_in_the_authors_place(place: Place) -> None:
    """The question went to Bill, since Ann could not be told; that she may be told now does not make him a stranger."""
    place.mail(ANN, subject="A question about the invoice")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, rights=ann.rights | {Right.BILLING}))
    place.deliver()
    assert (place.out("verify").to, place.out("verify").state) == (BILL, OutState.SENT)


def test_a_letter_to_somebody_who_may_not_be_told_is_never_queued(place: Place) -> None:
    place.mail()
    with place.house.work() as work:
        said = post(work, work.unit.tickets.get(1), Effect.REPLY, MALLORY, 99, {"text": "the password"})  # type: ignore[arg-type]
    assert said == f"'reply' to {MALLORY} was not sent: {MALLORY} is not in the registry"
    assert (place.out("reply").state, place.out("reply").answer) == (
        OutState.SUPPRESSED,
        f"{MALLORY} is not in the registry",
    )
    place.deliver()
    assert not place.relay.sent_to(MALLORY)


def test_a_letter_to_who_is_not_on_the_staff_is_never_queued(place: Place) -> None:
    place.mail()
    with place.house.work() as work:
        assert post(work, place.ticket(), "staff_task", ANN, 99, {"text": "look"})
    assert place.out("staff_task").state is OutState.SUPPRESSED


def test_staff_see_at_once_why_nobody_is_told(place: Place) -> None:
    place.mail(proof="unproven")
    with place.house.work() as work:
        (said,) = tell(work, place.ticket(), Effect.TAKEN, 99, {})
    assert "the author is not proven yet" in said


def test_the_closing_of_a_ticket_of_which_nobody_may_be_told_is_nobodys_task(place: Place) -> None:
    place.mail(proof="unproven")
    with place.house.work() as work:
        assert tell(work, place.ticket(), Effect.CLOSED, 99, {}) == []


def test_who_stands_in_cc_is_told_nothing_and_becomes_no_party(place: Place) -> None:
    """A forged letter of the owner with a copy to somebody else, and a proven one (T2)."""
    place.mail(headers=[("Cc", f"Mallory <{MALLORY}>")])
    place.deliver()
    place.answer(place.out("received"), "More.", headers=[("Cc", MALLORY), ("Reply-To", MALLORY)])
    place.answer(place.out("received"), "More.", proof="forged", headers=[("Cc", MALLORY)])
    place.act("MG-1", "reply", text="The password is in the safe.")
    place.resolve("MG-1")
    place.deliver()
    assert {sent.to for sent in place.relay.tried} == {ANN}
    with place.house.view() as work:
        assert work.unit.tickets.parties(1) == {ANN}


@pytest.mark.parametrize("effect", sorted(MAIL_EFFECTS))
def test_no_letter_about_a_ticket_goes_to_an_author_who_is_not_proven(place: Place, effect: Effect) -> None:
    place.mail(proof="unproven")
    assert Flag.UNPROVEN in place.ticket().flags
    with place.house.view() as work:
        for address in EVERYBODY:
            assert may_not_be_told(work, place.ticket(), effect, address)


class Counting:
    """People whose look-ups are counted."""

    def __init__(self, people: object) -> None:
        self._people = people
        self.asked: list[str] = []

    def by_address(self, address: str) -> list[Person]:
        self.asked.append("by_address")
        return self._people.by_address(address)  # type: ignore[attr-defined, no-any-return]

    def members(self, company_id: int) -> list[Person]:
        self.asked.append("members")
        return self._people.members(company_id)  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    ("effect", "to", "asked"),
    [
        ("reply", ANN, ["by_address"]),
        ("reply", EVA, ["by_address", "members"]),
        ("reply", MALLORY, ["by_address"]),
        ("received_neutral", ANN, []),
        ("staff_task", "ada@desk.example", []),
    ],
)
def test_no_more_is_asked_of_the_registry_than_decides(place: Place, effect: str, to: str, asked: list[str]) -> None:
    place.mail()
    with place.house.view() as work:
        counting = Counting(work.unit.people)
        work.unit.people = counting  # type: ignore[assignment]
        may_not_be_told(work, place.ticket(), effect, to)
    assert counting.asked == asked
