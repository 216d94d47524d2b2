"""Getting into somebody else's ticket, by threat (T2-T6, T59, T62), as bytes through the whole desk in memory."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from mailgate.ingest.threading import find_thread
from mailgate.model.letter import Fate, Letter, ThreadMethod
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import State
from tests.unit.desk.conftest import ANN, Place, a_place
from tests.unit.desk.test_life import dsn
from tests.unit.ingest.known_things import OURS, KnownThings

EVIL, JUNE = "evil@x.example", "june@kestrel.example"


@pytest.fixture
def place() -> Place:
    """Ann's MG-1, which our acknowledgement has told her of."""
    place = a_place()
    place.mail(message_id="first@customer.example")
    place.deliver()
    return place


def everything(place: Place) -> tuple[object, ...]:
    """All of MG-1 that a letter from outside must not change."""
    with place.house.view() as work:
        parties = work.unit.tickets.parties(1)
    ticket = place.ticket()
    told = sorted({out.to for out in place.outbox() if "@customer" in out.to or "@x." in out.to})
    return ticket.state, ticket.priority, ticket.requester, ticket.customer_id, parties, told, place.messages()


def plus(place: Place) -> str:
    return place.house.minter.reply_address(1, "support@desk.example")


def mail_to(place: Place, address: str) -> bool:
    """Whether anything that we wrote, to anybody, names this address as one of its recipients."""
    place.deliver()
    return any(sent.to == address or address in str(sent.message["Cc"]) for sent in place.relay.sent)


def test_t2_a_spoofed_owner_with_a_copy_to_evil_changes_nothing_and_evil_gets_nothing(place: Place) -> None:
    before = everything(place)
    kept = place.mail(proof="forged", to=plus(place), text="Add my colleague.", headers=[("Cc", EVIL)])
    assert kept.fate is Fate.HELD
    assert everything(place) == before
    place.act("MG-1", "reply", text="The key is under the stone.")
    assert not mail_to(place, EVIL)


def test_t2_even_the_proven_owner_adds_nobody_by_a_copy(place: Place) -> None:
    place.mail(to=plus(place), text="Add my colleague.", headers=[("Cc", EVIL), ("Reply-To", EVIL)])
    place.act("MG-1", "reply", text="The key is under the stone.")
    assert not mail_to(place, EVIL)
    assert place.mail(EVIL, to=plus(place), text="I was in the copy.").fate is Fate.HELD


def test_t3_a_message_id_that_names_ticket_and_colleague_without_a_signature_is_nothing(place: Place) -> None:
    before = everything(place)
    for form in ("notify-1-3-x@desk.example", "reply-1-1@desk.example"):
        kept = place.mail("ada@desk.example", proof="unproven", in_reply_to=form, text=f"Pay here. {form}")
        assert kept.fate is Fate.HELD
        assert kept.decision["thread_method"] == ThreadMethod.NONE
    assert everything(place) == before
    assert place.deliver() == []


#: How other systems, and earlier forms of any system, name a ticket of theirs.
FOREIGN: list[dict[str, str]] = [
    {"in_reply_to": "notify-1-1-abc123@desk.example"},
    {"in_reply_to": "notify-1-1@desk.example"},
    {"in_reply_to": "20261102080000.1.4711@desk.example"},
    {"in_reply_to": "rt-5.0.1-1234-1698912000-101.1-6-0@desk.example"},
    {"in_reply_to": "<DTB4Q3-1-1-ABCDEF@desk.example>"},
    {"in_reply_to": "ticket.1@desk.example"},
    {"in_reply_to": "MG-1@desk.example"},
    {"in_reply_to": "mg.1@desk.example"},
    {"in_reply_to": "mg.1.nonce00000000001@desk.example"},
    {"in_reply_to": "mg.1.nonce00000000001." + "a" * 26 + "@desk.example"},
    {"references": "conversation/1/message/1@desk.example"},
    {"subject": "Re: [support-1] printer"},
    {"subject": "Re: Ticket#1 printer"},
    {"subject": "Re: [#1] printer"},
    {"subject": "[desk.example #1] printer"},
    {"subject": "Re: printer {#MG-1}"},
    {"subject": "MG-1 printer"},
    {"to": "support+1@desk.example"},
    {"to": "support+mg1@desk.example"},
    {"to": "support+id1@desk.example"},
    {"to": "support+mg1-aaaaaaaa@desk.example"},
    {"to": "reply+1@desk.example"},
]


@pytest.mark.parametrize("form", FOREIGN, ids=lambda form: next(iter(form.values())))
def test_t4_a_token_of_a_foreign_form_opens_a_new_ticket_that_is_tied_to_nothing(
    place: Place, form: dict[str, str]
) -> None:
    before = everything(place)
    given: dict[str, Any] = {key: [value] if key == "references" else value for key, value in form.items()}
    kept = place.mail(text="Words of the owner herself.", **given)
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.TICKET, 2, ThreadMethod.NONE)
    assert place.ticket(2).linked_id is None
    assert everything(place)[:2] == before[:2]
    assert len(place.messages(1)) == 1


@pytest.mark.parametrize("length", [0, 1, 8, 25, 27])
def test_t6_a_plus_address_with_a_wrong_or_shortened_tag_names_nothing(place: Place, length: int) -> None:
    local, _, domain = plus(place).partition("@")
    head, _, tag = local.partition("-")
    wrong = f"{head}-{(tag + 'a')[:length]}@{domain}"
    kept = place.mail(to=wrong, text="Let me in.")
    assert (kept.ticket_id, kept.decision["thread_method"]) == (2, ThreadMethod.NONE)


def test_t6_a_tag_of_one_ticket_is_none_of_another(place: Place) -> None:
    place.mail(subject="The second", text="Another matter.")
    wrong = plus(place).replace("+mg1-", "+mg2-")
    assert place.mail(to=wrong, text="Let me in.").decision["thread_method"] == ThreadMethod.NONE


@pytest.mark.parametrize("proof", ["proven", "unproven"])
@pytest.mark.parametrize("sign", ["minted", "plus"])
def test_t5_a_valid_token_in_strange_hands_is_held_and_the_ticket_stays_as_it_is(
    place: Place, proof: str, sign: str
) -> None:
    before = everything(place)
    given = {"minted": {"in_reply_to": place.out("received").message_id}, "plus": {"to": plus(place)}}[sign]
    kept = place.mail(EVIL, proof=proof, text="It works, close it.", **given)
    assert kept.fate is Fate.HELD
    assert everything(place) == before
    assert not mail_to(place, EVIL)


def test_t5_the_token_of_somebody_who_was_removed_appends_nothing(place: Place) -> None:
    """Eva had our letter in hand as a person of the customer; the registry does not know her any more."""
    eva = "eva@customer.example"
    token = place.out("received").message_id
    with place.house.work() as work:
        (person,) = work.unit.people.by_address(eva)
        work.unit.people.remove_membership(person.id, person.company.id)
    before = everything(place)
    for given in ({"in_reply_to": token}, {"to": plus(place)}):
        assert place.mail(eva, text=f"By {given}.", **given).fate is Fate.HELD
    assert everything(place) == before


def test_t5_a_customer_that_is_gone_altogether_answers_nothing(place: Place) -> None:
    """Ann wrote the ticket and stays its author; but nothing is disclosed, and her yes closes nothing."""
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    token = place.out("verify").message_id
    with place.house.work() as work:
        for person in work.unit.people.everybody():
            work.unit.people.remove_membership(person.id, person.company.id)
    place.mail(text="Yes, it works.", in_reply_to=token)
    assert place.ticket().state is State.VERIFYING
    sent = len(place.relay.sent)
    place.later(hours=24)
    place.deliver()
    assert [out.to for out in place.relay.sent[sent:] if out.to == ANN] == []


@pytest.mark.parametrize("sender", [JUNE, EVIL])
def test_t6_the_subject_tag_of_another_customer_opens_a_new_ticket_that_is_linked(place: Place, sender: str) -> None:
    before = everything(place)
    kept = place.mail(sender, subject="Re: printer [MG-1]", text="What did they write?")
    assert (kept.fate, place.ticket(kept.ticket_id).linked_id) == (Fate.TICKET, 1)
    assert everything(place) == before


@pytest.mark.parametrize(
    "sign",
    [
        lambda place: {"in_reply_to": place.out("received").message_id},
        lambda place: {"references": [place.out("received").message_id]},
        lambda place: {"to": plus(place)},
        lambda place: {"in_reply_to": "first@customer.example"},
        lambda place: {"subject": "[MG-1]"},
    ],
)
def test_a_forged_letter_never_joins_a_thread_whatever_it_carries(
    place: Place, sign: Callable[[Place], dict[str, str]]
) -> None:
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    before = everything(place)
    kept = place.mail(proof="forged", text="Yes, it works.", **sign(place))
    assert kept.fate is Fate.HELD
    assert everything(place) == before
    assert place.ticket().state is State.VERIFYING


def test_t59_a_forged_report_about_a_letter_that_it_does_not_hold_changes_nothing(place: Place) -> None:
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    before, letter = everything(place), place.out("verify")
    signed = f"<{letter.message_id}>".encode()
    for guess in (
        b"<mg.1.nonce00000000003." + b"a" * 26 + b"@desk.example>",
        b"<MG-1@desk.example>",
        b"<1@desk.example>",
    ):
        kept = place.bytes_in(dsn(place, letter).replace(signed, guess), "<>")
        assert (kept.fate, kept.ticket_id) == (Fate.BOUNCE, None)
    assert everything(place) == before
    assert place.out("verify").state is OutState.SENT
    assert place.ticket().state is State.VERIFYING


def test_t59_a_report_never_closes_and_never_answers(place: Place) -> None:
    """With our Message-ID inside it is taken for what it says: a note and a mark, whoever has sent it."""
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    place.bytes_in(dsn(place, place.out("verify")), "<>")
    assert place.ticket().state is State.RESOLVED
    place.later(days=5)
    assert place.ticket().state is State.RESOLVED


def test_t62_a_thousand_references_with_guessed_ids_are_ignored(place: Place) -> None:
    guessed = [f"mg.1.nonce{number:011d}.{'a' * 26}@desk.example" for number in range(500)]
    others = [f"{number}@lists.example" for number in range(500)]
    begun = time.process_time()
    kept = place.mail(JUNE, text="Who are you?", references=[*guessed, *others])
    assert time.process_time() - begun < 2
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.TICKET, 2, ThreadMethod.NONE)
    assert place.ticket(2).linked_id is None


def test_t62_the_work_for_references_grows_as_they_do() -> None:
    """Each is looked at once, however many there are and however often it stands there."""

    class Counting(KnownThings):
        looks = 0

        def ticket_of_message_id(self, message_id: str) -> int | None:
            self.looks += 1
            return super().ticket_of_message_id(message_id)

    for number in (1000, 4000):
        ids = tuple(f"{each}@x.example" for each in range(number))
        known = Counting(tickets={7: {ANN}})
        assert find_thread(Letter(references=ids * 2), (), known, proven=True).method is ThreadMethod.NONE
        assert known.looks == number
    signed = OURS.message_id(7, "nonce00000000001", "desk.example")
    assert find_thread(Letter(references=(*ids, signed)), (), known, proven=True).ticket_id == 7


def test_t62_an_id_that_was_taken_beforehand_leads_its_owner_nowhere(place: Place) -> None:
    """June writes a letter that refers to one that Ann has yet to write: Ann's words do not land with June."""
    place.mail(JUNE, text="Waiting for you.", references=["later@customer.example"], message_id="trap@kestrel.example")
    place.mail(text="Words of mine.", message_id="later@customer.example", subject="The scanner")
    kept = place.mail(text="And more.", in_reply_to="later@customer.example", subject="Re: The scanner")
    assert kept.ticket_id not in (1, 2)
    assert all("mine" not in said.text and "more" not in said.text for said in place.messages(2))
    with place.house.view() as work:
        assert work.unit.tickets.parties(2) == {JUNE}


def test_t62_what_a_stranger_names_in_references_is_not_drawn_away_from_the_customer_who_sends_it(place: Place) -> None:
    place.mail(EVIL, subject="An offer", references=["next@customer.example"], message_id="lure@evil.example")
    lure = place.tickets()[0]
    kept = place.mail(subject="The printer again", message_id="next@customer.example", references=["lure@evil.example"])
    assert place.ticket(kept.ticket_id).linked_id == lure.id, "it may not join a ticket of somebody else's"
    with place.house.view() as work:
        assert work.unit.letters.ticket_of_ids(["next@customer.example"]) == kept.ticket_id
