"""Letters of ours: what stops them, how they are repeated, and that the preview is what is sent (laws 10 and 14)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.desk.act import preview
from mailgate.model.errors import NotAllowed
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, State
from mailgate.testing import MORNING, Said

from .conftest import ANN, Place


def test_the_fourth_acknowledgement_in_an_hour_is_suppressed_with_its_reason(place: Place) -> None:
    for number in range(4):
        place.mail(subject=f"printer {number}", text=f"{number}\n")
        place.later(minutes=11)
    letters = [place.out("received", number) for number in range(1, 5)]
    assert [letter.state for letter in letters] == [OutState.QUEUED] * 3 + [OutState.SUPPRESSED]
    assert letters[3].answer == "3 automatic answers went to this address within an hour"
    place.later(minutes=30)
    place.mail(subject="printer 5", text="5\n")
    assert place.out("received", 5).state is OutState.QUEUED, "the hour slides"


def test_all_four_tickets_stand_nevertheless(place: Place) -> None:
    for number in range(4):
        place.mail(subject=f"printer {number}", text=f"{number}\n")
    assert len(place.tickets()) == 4


def test_after_ten_automatic_letters_in_an_hour_everything_stops_but_words_of_staff(place: Place) -> None:
    letter = place.verifying()
    while len(place.relay.sent_to(ANN)) < 10:
        place.answer(letter, f"No, it failed {len(place.relay.sent_to(ANN))} times.")
        place.resolve("MG-1", prevention="A better cable.", explained="all")
        place.deliver()
        letter = place.out("verify")
    place.answer(letter, "No, it fails for ever.")
    before = place.ticket()
    with pytest.raises(NotAllowed, match="its verification letter may not leave: 10 automatic letters went to"):
        place.resolve("MG-1", prevention="A better cable.", explained="all")
    assert place.ticket() == before, "nobody would be asked: it is not resolved"
    place.deliver()
    assert len(place.relay.sent_to(ANN)) == 10
    place.act("MG-1", "reply", text="Let us talk.")
    place.deliver()
    assert len(place.relay.sent_to(ANN)) == 11


@pytest.mark.parametrize("sender", ["no-reply@customer.example", "support@desk.example", "MAILER-DAEMON@x.example"])
def test_nobody_and_ourselves_are_never_answered(place: Place, sender: str) -> None:
    place.mail(sender)
    place.deliver()
    assert place.relay.tried == []


def test_who_asks_for_no_answer_gets_a_ticket_without_one(place: Place) -> None:
    place.mail(headers=[("X-Auto-Response-Suppress", "All")])
    assert len(place.tickets()) == 1
    assert place.effects() == []


def test_our_own_letters_say_that_a_machine_wrote_them(place: Place) -> None:
    place.mail()
    place.deliver()
    (sent,) = place.relay.sent
    assert sent.envelope_from == ""
    assert sent.message["Auto-Submitted"] == "auto-replied"
    assert sent.message["X-Auto-Response-Suppress"] == "All"
    assert "[MG-1]" in sent.message["Subject"]
    assert place.house.minter.ticket_of_message_id(sent.message["Message-ID"]) == 1


def test_two_desks_that_answer_each_other_fall_silent(another_place) -> None:  # type: ignore[no-untyped-def]
    """Even if the other side's letters had no mark of a machine (T28)."""
    place = another_place()
    other = "helpdesk@other.example"
    place.mail(other)
    for number in range(20):
        for letter in place.deliver():
            place.answer(letter, f"Your request is important to us, {number}.", other)
        place.later(minutes=1)
    assert len(place.relay.sent_to(other)) <= 3


def test_a_temporary_refusal_is_tried_again_with_the_same_message_id(place: Place) -> None:
    place.mail()
    place.relay.will_say(ANN, Said(451, "busy"), Said(451, "busy"))
    place.deliver()
    letter = place.out("received")
    assert (letter.state, letter.tries) == (OutState.QUEUED, 1)
    assert letter.due_at is not None
    assert letter.due_at > MORNING
    for _ in range(2):
        place.clock.forward(timedelta(hours=1))
        place.deliver()
    assert place.out("received").state is OutState.SENT
    assert len({sent.message["Message-ID"] for sent in place.relay.tried}) == 1
    assert len(place.relay.tried) == 3


def test_the_message_id_of_a_letter_is_given_once(place: Place) -> None:
    letter = place.verifying()
    assert place.relay.sent[-1].message["Message-ID"] == f"<{letter.message_id}>"


def test_a_letter_that_a_crash_left_unsettled_goes_again_with_the_same_message_id(place: Place) -> None:
    place.mail()
    with place.house.work() as work:
        (claimed,) = work.unit.outbox.claim(1, work.now, -1.0)
    place.deliver()
    assert place.relay.sent[-1].message["Message-ID"] == f"<{claimed.message_id}>"
    assert place.out("received").state is OutState.SENT


ACTS = [
    ("take", {}),
    ("reply", {"text": "We ordered a new cable."}),
    ("ask", {"text": "Which printer?"}),
    ("hold", {"until": "2026-11-04T10:00:00+01:00", "reason": "the cable comes then"}),
    ("resolve", {"how": "A new cable.", "cause": "equipment", "minutes": "20"}),
    ("override-close", {"reason": "sold the printer"}),
]


@pytest.mark.parametrize(("action", "keys"), ACTS)
def test_the_preview_is_the_letter_and_changes_nothing(place: Place, action: str, keys: dict[str, str]) -> None:
    place.mail()
    place.deliver()
    before = (place.ticket(), place.outbox(), place.history(), place.clocks())
    shown = preview(place.house, "MG-1", action, "ada@desk.example", keys)
    assert (place.ticket(), place.outbox(), place.history(), place.clocks()) == before
    place.act("MG-1", action, **{key.replace("-", "_"): value for key, value in keys.items()})
    so_far = len(place.relay.sent)
    place.deliver()
    sent = [each.message.get_body(("plain",)) for each in place.relay.sent[so_far:]]
    bodies = [str(body.get_content()) for body in sent if body is not None]
    assert [without_links(letter.text) for _, letter in shown] == [without_links(body) for body in bodies]
    assert [letter.subject for _, letter in shown] == [
        str(each.message["Subject"]) for each in place.relay.sent[so_far:]
    ]


def without_links(text: str) -> str:
    return "\n".join(line.partition("http")[0] for line in text.replace("\r\n", "\n").strip().split("\n"))


def test_the_preview_refuses_what_the_act_refuses(place: Place) -> None:
    from mailgate.model.errors import WrongUse

    place.mail(proof="unproven")
    with pytest.raises(NotAllowed, match="not proven"):
        preview(place.house, "MG-1", "reply", "ada@desk.example", {"text": "x"})
    with pytest.raises(WrongUse, match="text is missing"):
        preview(place.house, "MG-1", "reply", "ada@desk.example", {})


def test_an_undelivered_reply_is_told_to_the_owner(place: Place) -> None:
    place.mail()
    place.act("MG-1", "reply", text="Done.")
    place.relay.will_say(ANN, Said(), Said(550, "5.1.1 no such person"))
    place.deliver()
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= place.ticket().flags
    assert place.ticket().state is State.FIRST_LINE


def test_nobody_reads_a_question_at_a_registered_no_reply_address(place: Place) -> None:
    with place.house.work() as work:
        (bill,) = work.unit.people.by_address("bill@customer.example")
        work.unit.people.save_person(replace(bill, addresses=("no-reply@customer.example",)))
    place.mail(subject="A question about the invoice")
    asked = place.out("approval_request")
    assert (asked.state, asked.answer) == (OutState.SUPPRESSED, "nobody reads behind this address")
