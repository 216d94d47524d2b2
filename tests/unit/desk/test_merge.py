"""Tickets that become part of others: who may be told, what goes on, and where replies land (design.md §4, §6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.desk.act import offered, preview
from mailgate.desk.known import MOST_MERGES, end_of_merges
from mailgate.desk.look import ticket as look_at
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.letter import Fate, ThreadMethod
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, Flag, State, Ticket
from mailgate.testing import Said, a_ticket

from .conftest import ANN, Place
from .test_life import page_token, sent_text
from .test_unanswered import KEEPS_IN_TOUCH

EVA, BILL = "eva@customer.example", "bill@customer.example"
JUNE, STRANGER = "june@kestrel.example", "sam@elsewhere.example"


def two(place: Place, second: str = ANN, **letter: str) -> None:
    """MG-1 is Ann's, MG-2 by somebody else; both are acknowledged."""
    place.mail(message_id="first@customer.example")
    words = {"subject": "The printer again", "text": "Still nothing.", "message_id": "second@customer.example"}
    place.mail(second, **{**words, **letter})
    place.deliver()


def merged(place: Place, part: str = "MG-2", into: str = "MG-1") -> Ticket:
    return place.act(part, "merge", into=into)


# What it does to the part.


def test_a_merged_ticket_keeps_its_words_and_its_history_and_says_where_it_went(place: Place) -> None:
    two(place)
    before = place.messages(2)
    part = merged(place)
    assert (part.state, part.merged_into) == (State.MERGED, 1)
    assert place.messages(2) == before
    assert place.events(2) == ["opened", "merged"]
    last = place.history(2)[-1]
    assert (last.by, last.why) == ("ada@desk.example", "into MG-1")


def test_the_whole_says_what_was_merged_into_it_and_by_whom(place: Place) -> None:
    two(place)
    merged(place)
    last = place.history(1)[-1]
    assert (last.by, last.why) == ("ada@desk.example", "MG-2 was merged into this; its words wait for an answer")
    with place.house.view() as work:
        assert look_at(work, "MG-1")["links"] == ["MG-2"]
        assert look_at(work, "MG-2")["links"] == ["MG-1"]


def test_every_clock_of_the_part_stops(place: Place) -> None:
    two(place)
    assert ClockKind.FIRST_ANSWER in place.clocks(2)
    merged(place)
    assert place.clocks(2) == {}


def test_the_parts_queued_letters_do_not_leave_but_for_the_words_of_staff(place: Place) -> None:
    place.mail()
    place.mail(subject="The printer again", text="Still nothing.")
    place.act("MG-2", "reply", text="We look into it.")
    merged(place)
    ended = {out.effect: out.state for out in place.outbox(2)}
    assert ended == {"received": OutState.CANCELLED, "reply": OutState.QUEUED, "merged": OutState.QUEUED}
    place.deliver()
    assert {out.effect for out in place.outbox(2) if out.state is OutState.SENT} == {"reply", "merged"}


def test_a_verification_that_was_asked_about_the_part_is_asked_no_more(place: Place) -> None:
    from mailgate.desk.customer import answer_verify, open_verify

    two(place)
    place.act("MG-2", "take")
    place.resolve("MG-2")
    place.deliver()
    token = page_token(place, place.out("verify", 2))
    merged(place)
    page = open_verify(place.house, token)
    assert page is not None
    assert (page.asked, page.may_reopen) == (False, False)
    answer_verify(place.house, token, "yes")
    place.later(days=3)
    assert place.ticket(2).state is State.MERGED
    assert place.ticket(1).state is State.FIRST_LINE


def test_nothing_can_be_done_with_a_merged_ticket(place: Place) -> None:
    two(place)
    part = merged(place)
    assert offered(part) == []
    with pytest.raises(NotAllowed, match=r"^MG-2: it is part of another ticket already$"):
        merged(place)


# What goes on in the whole.


def test_unanswered_words_of_the_part_wait_in_the_whole_since_they_were_said(place: Place) -> None:
    place.mail(sender=EVA)
    place.clock.forward(timedelta(minutes=30))
    place.mail(subject="The printer again", text="Still nothing.")
    place.act("MG-2", "reply", text="We look into it.")
    since = place.ticket(1).waiting_since
    part = merged(place, "MG-1", "MG-2")
    whole = place.ticket(2)
    assert (part.waiting_since, whole.waiting_since) == (None, since)
    assert since is not None
    assert place.clocks(2)[ClockKind.FIRST_ANSWER].due_at == since + timedelta(hours=8)


def test_an_answered_part_makes_nobody_wait(place: Place) -> None:
    two(place)
    for number in ("MG-1", "MG-2"):
        place.act(number, "reply", text="We look into it.")
    merged(place)
    assert place.ticket(1).waiting_since is None
    assert ClockKind.FIRST_ANSWER not in place.clocks(1)


def test_new_words_stop_the_verification_of_the_whole(place: Place) -> None:
    place.verifying()
    place.mail(subject="The printer", text="It still does not print.")
    merged(place)
    whole = place.ticket(1)
    assert (whole.state, Flag.OWNER_TASK in whole.flags) == (State.VERIFYING, True)
    assert ClockKind.VERIFICATION not in place.clocks(1)


def test_a_promised_next_word_is_kept_by_the_whole(another_place: Callable[..., Place]) -> None:
    place = another_place(KEEPS_IN_TOUCH)
    two(place)
    place.act("MG-2", "reply", text="We look into it.")
    promised = place.clocks(2)[ClockKind.NEXT_UPDATE].due_at
    place.clock.forward(timedelta(minutes=10))
    place.act("MG-1", "reply", text="This as well.")
    assert place.clocks(1)[ClockKind.NEXT_UPDATE].due_at > promised
    merged(place)
    assert place.clocks(1)[ClockKind.NEXT_UPDATE].due_at == promised
    assert place.clocks(2) == {}


def test_noes_and_reviews_are_not_lost_by_merging(place: Place) -> None:
    two(place)
    with place.house.work() as work:
        part = work.unit.tickets.get(2)
        assert part is not None
        flags = part.flags | {Flag.LEAD_REVIEW}
        work.unit.tickets.save(replace(part, disputes=2, reopen_count=2, flags=flags))
    merged(place)
    whole = place.ticket(1)
    assert (whole.disputes, whole.reopen_count, Flag.LEAD_REVIEW in whole.flags) == (2, 2, True)
    with pytest.raises(NotAllowed):
        place.act("MG-1", "override-close", reason="done")


# Who is told.


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("cs", "Na požadavku MG-2 pracujeme dál pod číslem MG-1."),
        ("pl", "Zgłoszenie MG-2 prowadzimy dalej pod numerem MG-1."),
        ("ru", "Работа по обращению MG-2 продолжается под номером MG-1."),
        ("en", "The request MG-2 is continued as MG-1."),
    ],
)
def test_the_author_of_the_part_reads_in_their_language_where_it_goes_on(
    place: Place, language: str, words: str
) -> None:
    with place.house.work() as work:
        (eva,) = work.unit.people.by_address(EVA)
        work.unit.people.save_person(replace(eva, language=language))
    two(place, EVA)
    merged(place)
    place.deliver()
    letter = place.out("merged", 2)
    assert (letter.to, letter.state) == (EVA, OutState.SENT)
    text = sent_text(place, letter)
    assert words in text
    subject = next(sent.message["Subject"] for sent in place.relay.sent if letter.message_id in sent.raw.decode())
    assert "The printer again" in subject, "nothing of the other author's words"
    assert "It does not print" not in text


def test_staff_see_that_letter_before_it_leaves(place: Place) -> None:
    two(place)
    ((effect, letter),) = preview(place.house, "MG-2", "merge", "ada@desk.example", {"into": "MG-1"})
    assert effect == "merged"
    assert "MG-1" in letter.text
    assert place.ticket(2).state is State.FIRST_LINE


def test_who_may_not_be_told_of_the_part_is_told_nothing_and_the_owner_gets_a_task(place: Place) -> None:
    two(place, proof="unproven")
    assert Flag.UNPROVEN in place.ticket(2).flags
    merged(place)
    assert "merged" not in place.effects(2)
    whole = place.ticket(1)
    assert Flag.OWNER_TASK in whole.flags
    assert "MG-2 goes on here, but not everybody knows" in place.history(1)[-1].why


def test_two_closed_tickets_are_merged_without_a_word(place: Place) -> None:
    two(place)
    for number in ("MG-1", "MG-2"):
        place.act(number, "reply", text="Done.")
        place.act(number, "override-close", reason="done")
    merged(place)
    assert place.ticket(2).state is State.MERGED
    assert "merged" not in place.effects(2)
    assert place.ticket(1).state is State.CLOSED
    place.later(days=8)
    assert (place.ticket(1).state, place.ticket(2).state) == (State.ARCHIVED, State.MERGED)


# What is refused, with its reason.


def test_into_itself_or_into_nothing(place: Place) -> None:
    two(place)
    with pytest.raises(NotAllowed, match=r"^MG-1: a ticket cannot become part of itself$"):
        merged(place, "MG-1", "MG-1")
    with pytest.raises(UnknownThing, match="there is no ticket MG-99"):
        merged(place, "MG-1", "MG-99")


def test_into_what_has_ended(place: Place) -> None:
    two(place)
    place.act("MG-1", "reject", reason="spam")
    with pytest.raises(NotAllowed, match="MG-1 was set aside as not a request"):
        merged(place)


def test_an_archived_or_rejected_ticket_is_not_merged(place: Place) -> None:
    two(place)
    place.act("MG-2", "reject", reason="spam")
    with pytest.raises(NotAllowed, match="it was set aside as not a request"):
        merged(place)


def test_what_is_open_does_not_end_by_being_merged_into_what_is_closed(place: Place) -> None:
    two(place)
    place.act("MG-1", "override-close", reason="done")
    with pytest.raises(NotAllowed, match="MG-1 is closed: reopen it first, or merge MG-1 into MG-2"):
        merged(place)
    assert merged(place, "MG-1", "MG-2").state is State.MERGED


def test_tickets_of_different_customers_are_never_merged(place: Place) -> None:
    two(place, JUNE)
    for staff in ("ada", "lea"):
        with pytest.raises(NotAllowed, match="different customers: what one wrote must not be read by the other"):
            place.act("MG-2", "merge", staff, into="MG-1")
    assert place.ticket(2).state is State.FIRST_LINE


def test_a_strangers_ticket_becomes_no_part_of_a_customers_nor_of_another_strangers(place: Place) -> None:
    two(place, STRANGER)
    with pytest.raises(NotAllowed, match="different customers"):
        merged(place)
    place.mail("kim@nowhere.example", text="Mine too.")
    with pytest.raises(NotAllowed, match="different authors"):
        merged(place, "MG-3", "MG-2")
    place.mail(STRANGER, subject="printer", text="And again.")
    assert merged(place, "MG-4", "MG-2").state is State.MERGED


def test_tickets_of_nobody_certain_are_not_of_the_same_author(place: Place) -> None:
    with place.house.work() as work:
        for _ in range(2):
            work.unit.tickets.open(a_ticket(requester="", state=State.FIRST_LINE))
    with pytest.raises(NotAllowed, match="different authors"):
        merged(place)


def test_an_unproven_author_does_not_become_a_party_to_somebody_elses_ticket(place: Place) -> None:
    two(place, EVA, proof="unproven")
    with pytest.raises(NotAllowed, match="its author is not proven, and would become a party to MG-1: vouch"):
        merged(place)
    place.act("MG-2", "vouch", how="called back")
    assert merged(place).state is State.MERGED


def test_who_is_answered_about_the_part_must_be_entitled_to_the_whole(place: Place) -> None:
    two(place, BILL, subject="About the invoice", text="The sum is wrong.")
    with pytest.raises(
        NotAllowed, match=r"bill@\S+ is told about MG-2 and may not be told about MG-1: it needs the right technical"
    ):
        merged(place)
    assert "merged" not in place.effects(2)


def test_nothing_is_lost_in_a_whole_whose_author_is_not_proven(place: Place) -> None:
    place.mail(EVA, proof="unproven")
    place.mail(subject="The printer again", text="Still nothing.")
    with pytest.raises(NotAllowed, match="may not be told about MG-1: its author is not proven"):
        merged(place)


# Where replies land.


def names_mg2(place: Place) -> list[tuple[dict[str, str], ThreadMethod]]:
    """Every way in which a letter can name MG-2."""
    return [
        ({"in_reply_to": place.out("received", 2).message_id}, ThreadMethod.MINTED),
        ({"to": place.house.minter.reply_address(2, "support@desk.example")}, ThreadMethod.PLUS_ADDRESS),
        ({"in_reply_to": "second@customer.example"}, ThreadMethod.STORED_ID),
        ({"subject": "Re: printer [MG-2]"}, ThreadMethod.SUBJECT_TAG),
    ]


@pytest.mark.parametrize("way", range(4))
def test_a_reply_that_names_a_merged_ticket_lands_where_it_was_merged(place: Place, way: int) -> None:
    two(place)
    merged(place)
    letter, method = names_mg2(place)[way]
    kept = place.mail(text="More words.", **letter)
    assert (kept.fate, kept.ticket_id, kept.decision["thread_method"]) == (Fate.REPLY, 1, method)
    assert f"joins MG-1 by {method}, which MG-2 was merged into" in kept.decision["reasons"]
    assert place.messages(1)[-1].text == "More words."
    assert len(place.messages(2)) == 1


@pytest.mark.parametrize("way", range(4))
def test_merges_are_followed_to_their_end(place: Place, way: int) -> None:
    two(place)
    place.mail(subject="The printer, third", text="Third.")
    place.mail(subject="The printer, fourth", text="Fourth.")
    merged(place, "MG-2", "MG-3")
    merged(place, "MG-3", "MG-4")
    kept = place.mail(text="More words.", **names_mg2(place)[way][0])
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 4)


def test_merging_into_a_merged_ticket_means_where_that_one_is_now(place: Place) -> None:
    two(place)
    place.mail(subject="The printer, third", text="Third.")
    merged(place, "MG-2", "MG-1")
    assert merged(place, "MG-3", "MG-2").merged_into == 1
    with pytest.raises(NotAllowed, match="cannot become part of itself"):
        merged(place, "MG-1", "MG-3")


def test_a_circle_in_the_rows_ends_and_the_letter_opens_a_ticket(place: Place) -> None:
    two(place)
    merged(place)
    with place.house.work() as work:
        first = work.unit.tickets.get(1)
        assert first is not None
        work.unit.tickets.save(replace(first, state=State.MERGED, merged_into=2))
    kept = place.mail(text="Anybody?", subject="[MG-2]")
    assert (kept.fate, place.ticket(kept.ticket_id).linked_id) == (Fate.TICKET, 2)
    place.mail(subject="printer", text="Another.")
    with pytest.raises(NotAllowed, match="merged in a circle"):
        merged(place, "MG-4", "MG-2")


def test_a_chain_is_followed_so_far_and_no_further() -> None:
    def get(ticket_id: int) -> Ticket:
        asked.append(ticket_id)
        return a_ticket(id=ticket_id, merged_into=ticket_id + 1 if ticket_id < end else None)

    asked: list[int] = []
    end = MOST_MERGES
    assert end_of_merges(get, 1) == MOST_MERGES
    end = 10**9
    asked.clear()
    assert end_of_merges(get, 1) == 1
    assert len(asked) <= MOST_MERGES + 1


def test_the_author_of_the_part_is_a_party_to_the_whole(place: Place) -> None:
    """Also one whom the registry does not know, whose only right here is that staff merged the two."""
    helper = "temp@customer.example"
    two(place, helper)
    named = {"in_reply_to": "first@customer.example", "text": "Me too."}
    with place.house.view() as work:
        assert helper not in work.unit.tickets.parties(1)
    merged(place)
    kept = place.mail(helper, **named)
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 1)


def test_a_stranger_gains_nothing_from_a_merge(place: Place) -> None:
    two(place)
    merged(place)
    for letter, method in names_mg2(place):
        kept = place.mail(STRANGER, text=f"By {method}.", **letter)
        sure = method in (ThreadMethod.MINTED, ThreadMethod.PLUS_ADDRESS)
        assert kept.fate is (Fate.HELD if sure else Fate.TICKET)
        assert sure or place.ticket(kept.ticket_id).linked_id == 1
    assert len(place.messages(1)) == len(place.messages(2)) == 1


def test_a_letter_of_the_part_that_comes_back_is_a_task_in_the_whole(place: Place) -> None:
    place.mail(EVA)
    place.mail(subject="The printer again", text="Still nothing.")
    place.act("MG-2", "reply", text="We look into it.")
    merged(place)
    place.relay.will_say(ANN, Said(550, "5.1.1 no such user"))
    place.deliver()
    assert Flag.UNDELIVERED in place.ticket(1).flags
    assert Flag.OWNER_TASK in place.ticket(1).flags
    assert place.ticket(2).state is State.MERGED


def test_answering_the_neutral_letter_of_the_part_proves_the_same_author_of_the_whole(place: Place) -> None:
    place.mail(proof="unproven")
    place.mail(proof="unproven", subject="The printer again", text="Still nothing.")
    place.deliver()
    asked = place.out("received_neutral", 2)
    merged(place)
    kept = place.mail(proof="unproven", text="It is me.", in_reply_to=asked.message_id)
    assert kept.ticket_id == 1
    assert Flag.UNPROVEN not in place.ticket(1).flags


def test_answering_it_proves_nothing_about_anybody_else(place: Place) -> None:
    """MG-2 is Ann's and unproven; the author of MG-1 is Eva, unproven as well."""
    place.mail(EVA, proof="unproven")
    place.mail(proof="unproven", subject="The printer again", text="Still nothing.")
    place.deliver()
    asked = place.out("received_neutral", 2)
    with place.house.work() as work:
        part = work.unit.tickets.get(2)
        assert part is not None
        work.unit.tickets.save(replace(part, state=State.MERGED, merged_into=1))
    place.mail(proof="unproven", text="It is me.", in_reply_to=asked.message_id)
    assert Flag.UNPROVEN in place.ticket(1).flags


def test_proving_an_address_for_the_part_mails_nothing_about_it(place: Place) -> None:
    from mailgate.desk.customer import answer_prove

    place.mail(proof="unproven")
    place.mail(proof="unproven", subject="The printer again", text="Still nothing.")
    place.deliver()
    token = page_token(place, place.out("received_neutral", 2), "p")
    merged(place)
    answer_prove(place.house, token)
    assert "received" not in place.effects(2)


# One click.


def test_a_letter_that_names_a_ticket_but_may_not_join_it_offers_the_join(place: Place) -> None:
    from mailgate.desk.merge import to_join

    place.mail()
    place.mail("temp@customer.example", subject="[MG-1] me too", text="Mine too.")
    place.mail(JUNE, subject="[MG-1] hello", text="Let me in.")
    with place.house.view() as work:
        found = [to_join(work, place.ticket(each)) for each in (1, 2, 3)]
    assert [each.number if each else None for each in found] == [None, "MG-1", None]
    merged(place)
    with place.house.view() as work:
        assert to_join(work, place.ticket(2)) is None


# Who hears of the whole.


def test_the_author_of_the_part_hears_of_the_whole_from_then_on(place: Place) -> None:
    two(place, EVA)
    merged(place)
    place.act("MG-1", "reply", text="It is the cable.")
    place.deliver()
    assert sorted(out.to for out in place.outbox(1) if out.effect == "reply") == [ANN, EVA]
    assert all(out.state is OutState.SENT for out in place.outbox(1) if out.effect == "reply")


def test_the_author_of_the_part_hears_nothing_once_their_right_is_gone(place: Place) -> None:
    two(place, EVA)
    merged(place)
    with place.house.work() as work:
        (eva,) = work.unit.people.by_address(EVA)
        work.unit.people.remove_membership(eva.id, eva.company.id)
    place.act("MG-1", "reply", text="It is the cable.")
    assert [out.to for out in place.outbox(1) if out.effect == "reply"] == [ANN]


def test_the_author_of_the_part_who_lost_the_right_is_not_written_to(place: Place) -> None:
    two(place, EVA)
    merged(place)
    with place.house.work() as work:
        (eva,) = work.unit.people.by_address(EVA)
        work.unit.people.save_person(replace(eva, rights=frozenset()))
    place.act("MG-1", "reply", text="It is the cable.")
    assert [out.to for out in place.outbox(1) if out.effect == "reply"] == [ANN]
