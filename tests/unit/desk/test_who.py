"""Who is believed, what they are told, and which acknowledgement each gets (design.md §5, laws 7 and 8)."""

import pytest

from mailgate.desk.act import offered
from mailgate.desk.customer import answer_prove, open_prove
from mailgate.desk.receive import receive_form
from mailgate.model.errors import NotAllowed
from mailgate.model.ids import Link, letter_mark
from mailgate.model.letter import Fate, Proof, Standing
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_life import page_token, sent_text

NEW_HAND, STRANGER = "new@customer.example", "sam@elsewhere.example"
BILL, EVA = "bill@customer.example", "eva@customer.example"

#: sender, proof, mailbox → fate, standing, acknowledgement, flags of the ticket
OUTCOMES = [
    (ANN, "proven", "support", Fate.TICKET, Standing.CONTACT, "received", set()),
    (ANN, "unproven", "support", Fate.TICKET, Standing.CONTACT, "received_neutral", {Flag.UNPROVEN}),
    (ANN, "forged", "support", Fate.HELD, Standing.CONTACT, "", None),
    (NEW_HAND, "proven", "support", Fate.TICKET, Standing.COLLEAGUE, "received_neutral", {Flag.COLLEAGUE}),
    (NEW_HAND, "unproven", "support", Fate.HELD, Standing.COLLEAGUE, "", None),
    (NEW_HAND, "forged", "support", Fate.HELD, Standing.COLLEAGUE, "", None),
    (STRANGER, "proven", "support", Fate.TICKET, Standing.STRANGER, "received_neutral", {Flag.STRANGER}),
    (STRANGER, "proven", "private", Fate.HELD, Standing.STRANGER, "", None),
    (STRANGER, "proven", "members", Fate.REJECTED, Standing.STRANGER, "refused", None),
    (STRANGER, "unproven", "support", Fate.HELD, Standing.STRANGER, "", None),
    (STRANGER, "forged", "support", Fate.HELD, Standing.STRANGER, "", None),
]


@pytest.mark.parametrize(("sender", "proof", "box", "fate", "standing", "ack", "flags"), OUTCOMES)
def test_what_follows_from_standing_and_proof(
    place: Place, sender: str, proof: str, box: str, fate: Fate, standing: Standing, ack: str, flags: set[Flag] | None
) -> None:
    kept = place.mail(sender, proof=proof, to=f"{box}@desk.example")
    assert kept.fate is fate
    assert (kept.decision["standing"], kept.decision["proof"]) == (standing, proof)
    assert kept.decision["reasons"]
    assert kept.reason
    if flags is None:
        assert place.tickets() == []
        assert [(letter.effect, letter.to) for letter in place.deliver()] == ([(ack, sender)] if ack else [])
    else:
        assert place.ticket().flags == flags
        asked = [("colleague_wrote", EVA)] if flags == {Flag.COLLEAGUE} else []
        assert [(letter.effect, letter.to) for letter in place.outbox()] == ([(ack, sender)] if ack else []) + asked


def test_an_outage_of_anyone_not_forged_is_a_ticket_at_once(place: Place) -> None:
    for sender, proof in ((NEW_HAND, "unproven"), (STRANGER, "unproven")):
        kept = place.mail(sender, proof=proof, subject="Total outage!")
        assert kept.fate is Fate.TICKET
        assert place.ticket(kept.ticket_id).category == "outage"
    assert place.mail(STRANGER, proof="forged", subject="Total outage").fate is Fate.HELD
    assert place.deliver() == [], "only disclosure waits"


def test_two_authors_are_no_author(place: Place) -> None:
    kept = place.mail(headers=[("From", "boss@customer.example")])
    assert (kept.fate, kept.decision["standing"], kept.decision["proof"]) == (Fate.HELD, "stranger", "unproven")


# Rights.


def test_without_the_right_the_answer_goes_only_to_those_who_have_it(place: Place) -> None:
    kept = place.mail(ANN, subject="A question about the invoice")
    assert kept.fate is Fate.TICKET
    assert place.ticket().flags == {Flag.NO_RIGHT}
    place.deliver()
    told = [(letter.effect, letter.to) for letter in place.outbox()]
    assert told == [("not_entitled", ANN), ("approval_request", BILL)]
    place.act("MG-1", "reply", text="It was paid twice: 4 711 EUR.")
    place.deliver()
    assert place.relay.sent_to(BILL)
    assert "4 711" not in "".join(sent.message.as_string() for sent in place.relay.sent_to(ANN))


def test_the_neutral_line_names_neither_subject_nor_people(place: Place) -> None:
    place.mail(ANN, subject="A question about the invoice of Bill Payer", text="Why 4711 EUR?\n")
    place.deliver()
    text = sent_text(place, place.out("not_entitled"))
    assert "4711" not in text
    assert "Bill" not in text


def test_a_right_that_is_gone_when_the_letter_leaves_stops_it(place: Place) -> None:
    place.mail()
    place.act("MG-1", "reply", text="The password is in the safe.")
    take_rights(place, ANN)
    place.deliver()
    letter = place.out("reply")
    assert letter.state is OutState.SUPPRESSED
    assert letter.answer == "Ann Novakova lacks the right technical"
    assert not place.relay.sent_to(ANN)
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= place.ticket().flags
    assert "Ann Novakova lacks the right technical" in place.history()[-1].why


def take_rights(place: Place, address: str) -> None:
    from dataclasses import replace

    with place.house.work() as work:
        (person,) = work.unit.people.by_address(address)
        work.unit.people.save_person(replace(person, rights=frozenset()))


def test_a_colleague_is_not_told_what_belongs_to_the_customer(place: Place) -> None:
    place.mail(NEW_HAND)
    place.act("MG-1", "take")
    place.act("MG-1", "reply", text="The server room is behind the kitchen.")
    place.deliver()
    assert {letter.to for letter in place.outbox() if letter.effect == "reply"} == {ANN, EVA}


def test_to_a_stranger_staff_may_write(place: Place) -> None:
    place.mail(STRANGER)
    place.act("MG-1", "reply", text="What do you need?")
    place.deliver()
    assert len(place.relay.sent_to(STRANGER)) == 2


def test_nothing_is_told_to_who_is_not_proven_yet(place: Place) -> None:
    place.mail(proof="unproven")
    for action, keys in (("reply", {"text": "x"}), ("ask", {"text": "x"})):
        with pytest.raises(NotAllowed, match="not proven yet"):
            place.act("MG-1", action, **keys)
    with pytest.raises(NotAllowed, match="not proven yet"):
        place.resolve("MG-1")
    assert place.ticket().state is State.FIRST_LINE


# Proving an address.


def test_the_link_in_the_neutral_letter_proves_and_the_full_one_follows(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    token = page_token(place, place.out("received_neutral"), "p")
    assert open_prove(place.house, token) == ("en", "MG-1", False)
    assert Flag.UNPROVEN in place.ticket().flags, "looking proves nothing"
    assert answer_prove(place.house, token) == "MG-1"
    assert place.ticket().flags == frozenset()
    place.deliver()
    assert place.effects() == ["received_neutral", "received"]
    assert answer_prove(place.house, token) == "MG-1"
    assert place.effects() == ["received_neutral", "received"], "using it twice does nothing"


def test_answering_our_question_proves_the_ticket_and_not_the_letter(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    kept = place.answer(place.out("received_neutral"), "It was me.", proof="unproven")
    assert (kept.fate, kept.decision["proof"]) == (Fate.REPLY, Proof.UNPROVEN)
    assert Flag.UNPROVEN not in place.ticket().flags


def test_somebody_elses_answer_to_our_letter_proves_nothing(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    place.answer(place.out("received_neutral"), "It was me.", EVA, proof="unproven")
    assert Flag.UNPROVEN in place.ticket().flags


def test_a_forged_answer_proves_nothing(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    assert place.answer(place.out("received_neutral"), "It was me.", proof="forged").fate is Fate.HELD
    assert Flag.UNPROVEN in place.ticket().flags


def test_a_verify_link_proves_no_address(place: Place) -> None:
    token = page_token(place, place.verifying())
    assert answer_prove(place.house, token) is None
    assert open_prove(place.house, token) is None


def test_a_colleague_vouches_by_name(place: Place) -> None:
    place.mail(proof="unproven")
    place.act("MG-1", "vouch", how="I called her number")
    assert place.ticket().flags == frozenset()
    assert "Ada First" in place.history()[-1].why


def test_nobody_vouches_for_an_author_whom_nobody_knows(place: Place) -> None:
    place.mail("a@one.example, b@two.example", proof="unproven", subject="Total outage")
    assert (place.ticket().requester, Flag.UNPROVEN in place.ticket().flags) == ("", True)
    assert "vouch" not in offered(place.ticket())
    with pytest.raises(NotAllowed, match="nobody certain wrote it: there is no author to vouch for"):
        place.act("MG-1", "vouch", how="by phone")


# Proven only when it is over.


def proven_late(place: Place, action: str, *, days: int = 0, subject: str = "A question about the invoice") -> None:
    """An unproven author uses our link after the ticket has ended."""
    place.mail(proof="unproven", subject=subject)
    place.deliver()
    token = page_token(place, place.out("received_neutral"), "p")
    place.act("MG-1", "take")
    place.act("MG-1", action, reason="no")
    place.later(days=days)
    assert answer_prove(place.house, token) == "MG-1"
    assert Flag.UNPROVEN not in place.ticket().flags
    place.deliver()


@pytest.mark.parametrize("subject", ["The printer is broken", "A question about the invoice"])
@pytest.mark.parametrize(
    ("action", "days", "state"),
    [("reject", 0, State.REJECTED), ("override-close", 10, State.ARCHIVED), ("override-close", 0, State.CLOSED)],
)
def test_of_what_has_ended_nobody_is_promised_an_answer_nor_asked_to_approve(
    place: Place, action: str, days: int, state: State, subject: str
) -> None:
    proven_late(place, action, days=days, subject=subject)
    assert place.ticket().state is state
    assert not {"received", "not_entitled", "approval_request"} & set(place.effects())
    assert (Flag.OWNER_TASK in place.ticket().flags) == (state is State.CLOSED)


def test_who_is_proven_within_the_reopen_window_is_the_owners_task(place: Place) -> None:
    proven_late(place, "override-close")
    assert place.history()[-1].why == f"{ANN} is proven only now, after it was closed"


# Forms.


def fill_in(place: Place, author: str, *, public: bool = True, key: str = "", message: str = "Help!") -> int:
    from mailgate.desk.decide import drain

    kept, _ = receive_form(place.house, "contact", author, {"message": message}, public=public, key=key)
    drain(place.house)
    return kept.id


def test_a_public_form_makes_a_ticket_and_one_letter_in_our_own_words(place: Place) -> None:
    fill_in(place, "victim@elsewhere.example", message="Buy at evil.example NOW")
    place.deliver()
    (sent,) = place.relay.tried
    assert place.ticket().category == "fault"
    assert place.out("form_received").to == "victim@elsewhere.example"
    assert "evil" not in sent.raw.decode()
    assert "evil" not in str(sent.message["Subject"]) + str(sent.message.get_body(("plain",)))


def test_an_address_gets_one_such_letter_a_day(place: Place) -> None:
    for number in range(5):
        fill_in(place, "victim@elsewhere.example", message=f"the {number}th")
        place.later(hours=4)
    place.deliver()
    assert len(place.relay.tried) == 1
    suppressed = [place.out("form_received", number) for number in range(2, 6)]
    assert {letter.state for letter in suppressed} == {OutState.SUPPRESSED}
    assert all(letter.answer for letter in suppressed)


def test_a_form_of_a_signed_in_customer_is_proven(place: Place) -> None:
    fill_in(place, ANN, public=False)
    assert place.ticket().flags == frozenset()
    assert place.effects() == ["received"]


def test_the_same_key_is_the_same_letter(place: Place) -> None:
    assert fill_in(place, ANN, key="k1") == fill_in(place, ANN, key="k1")
    assert len(place.tickets()) == 1


def test_a_proving_link_in_the_name_of_somebody_else_proves_nothing(place: Place) -> None:
    place.mail(proof="unproven")
    place.deliver()
    mark = letter_mark(place.out("received_neutral").message_id)
    token = place.house.minter.seal(Link("prove", 1, EVA, mark, int(place.clock.now().timestamp()) + 1000))
    assert answer_prove(place.house, token) is None
    assert Flag.UNPROVEN in place.ticket().flags
