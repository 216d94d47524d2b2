"""The whole life of a ticket over the desk: from the first letter to closed by itself, and every way back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.desk.customer import answer_verify, open_verify
from mailgate.desk.deliver import deliver
from mailgate.lifecycle.answer import Answer
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import ClockKind, Flag, MessageKind, State
from mailgate.outbound.render import instant
from mailgate.testing import MORNING, Said, SetClock, SinkRelay, a_letter

from .conftest import ANN, Place

EVA, BILL = "eva@customer.example", "bill@customer.example"


def page_token(place: Place, letter: OutLetter, page: str = "v") -> str:
    """What stands behind the last slash of the link in a letter that was sent."""
    text = sent_text(place, letter)
    return text.split(f"/{page}/")[1].split()[0].partition("?")[0]


def sent_text(place: Place, letter: OutLetter) -> str:
    found = next(sent for sent in place.relay.sent if letter.message_id in sent.raw.decode())
    part = found.message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_from_first_letter_to_closed_by_itself(place: Place) -> None:
    kept = place.mail()
    assert (kept.fate, place.ticket().state) == (Fate.TICKET, State.FIRST_LINE)
    place.act("MG-1", "take")
    assert place.resolve("MG-1").state is State.RESOLVED
    place.deliver()
    assert place.ticket().state is State.VERIFYING
    place.later(hours=24)
    assert place.ticket().state is State.CLOSED
    place.later(days=7)
    assert place.ticket().state is State.ARCHIVED
    place.deliver()
    assert [letter.effect for letter in place.outbox()] == ["received", "verify", "closed"]
    assert {letter.state for letter in place.outbox()} == {OutState.SENT}
    assert place.events() == [
        "opened", "taken", "resolution_proposed", "verification_sent", "time_passed", "archived"
    ]  # fmt: skip


def test_the_window_counts_from_acceptance_and_the_letter_prints_its_end(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.relay.will_say(ANN, Said(), Said(451, "busy"))
    place.deliver()
    assert place.ticket().state is State.RESOLVED, "a 4xx starts no window"
    place.later(minutes=97, seconds=13)
    assert place.ticket().state is State.RESOLVED
    place.deliver()
    due = place.clocks()[ClockKind.VERIFICATION].due_at
    assert due == datetime(2026, 11, 3, 9, 38, tzinfo=UTC), "acceptance plus 24 h, at the full minute"
    assert instant(due, "Europe/Prague", "en") in sent_text(place, place.out("verify"))


class BackwardRelay(SinkRelay):
    """While it sends, the machine's clock is set back by three minutes."""

    clock: SetClock

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Said:
        self.clock.forward(timedelta(minutes=-3))
        return super().send(raw, envelope_from, to, name)


def test_it_never_closes_before_the_instant_that_is_printed(place: Place) -> None:
    relay = BackwardRelay()
    relay.clock = place.clock
    stepping = Place(replace(place.house, relay=relay), place.clock, relay)
    letter = stepping.verifying()
    due = stepping.clocks()[ClockKind.VERIFICATION].due_at
    assert instant(due, "Europe/Prague", "en") in sent_text(stepping, letter)


def test_not_before_the_instant_and_at_it(place: Place) -> None:
    place.verifying()
    assert place.later(hours=23, minutes=59, seconds=59) == []
    assert place.ticket().state is State.VERIFYING
    place.later(seconds=1)
    assert place.ticket().state is State.CLOSED
    assert place.later(seconds=1) == []
    assert place.effects().count("closed") == 1


@pytest.mark.parametrize("night", [datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2027, 3, 27, 12, 0, tzinfo=UTC)])
def test_24_hours_stay_24_hours_across_a_change_of_summer_time(place: Place, night: datetime) -> None:
    place.clock.set(night)
    letter = place.verifying()
    due = place.clocks()[ClockKind.VERIFICATION].due_at
    assert due - night == timedelta(hours=24)
    offsets = {"CET", "CEST"}
    printed = next(zone for zone in sorted(offsets, key=len, reverse=True) if f" {zone}" in sent_text(place, letter))
    assert printed == ("CET" if night.month == 10 else "CEST")
    assert instant(due, "Europe/Prague", "en") in sent_text(place, letter)


def test_a_clock_that_steps_back_only_delays(place: Place) -> None:
    place.verifying()
    place.later(hours=23)
    place.clock.set(MORNING)
    assert place.later(hours=2) == []
    assert place.ticket().state is State.VERIFYING


def test_after_a_long_downtime_everything_rings_once(place: Place) -> None:
    place.verifying()
    place.later(days=3)
    assert place.ticket().state is State.CLOSED
    assert place.effects().count("closed") == 1


def test_a_business_customer_is_verified_in_business_time(place: Place) -> None:
    place.clock.set(datetime(2026, 11, 6, 15, 0, tzinfo=UTC))  # a Friday, 16:00 in Prague
    place.mail("june@kestrel.example")
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    assert place.clocks()[ClockKind.VERIFICATION].due_at == datetime(2026, 11, 9, 15, 0, tzinfo=UTC)


# What the customer answers.


@pytest.mark.parametrize(("text", "said"), [("Yes, it works now.", Answer.YES), ("Thank you!", Answer.THANKS)])
def test_a_yes_or_thanks_by_mail_closes(place: Place, text: str, said: Answer) -> None:
    letter = place.verifying()
    assert place.answer(letter, text).fate is Fate.REPLY
    assert place.ticket().state is State.CLOSED
    assert place.history()[-1].data["answer"].startswith(said)
    assert place.later(hours=48) == []


def test_a_no_by_mail_returns_to_the_same_people(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "No, it still crashes.")
    ticket = place.ticket()
    assert (ticket.state, ticket.owner, ticket.worker) == (State.FIRST_LINE, "ada@desk.example", "ada@desk.example")
    assert (ticket.disputes, ticket.reopen_count) == (1, 1)
    assert {ClockKind.FIRST_ANSWER} == set(place.clocks())


def test_yes_but_stops_the_clock_and_asks_the_owner(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "Yes, but the scanner beeps.")
    ticket = place.ticket()
    assert ticket.state is State.VERIFYING
    assert Flag.OWNER_TASK in ticket.flags
    assert set(place.clocks()) == {ClockKind.FIRST_ANSWER}
    assert place.out("staff_task").to == "ada@desk.example"


def test_the_owner_is_written_to_when_the_next_shift_begins(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=12)
    place.answer(letter, "Yes, but the scanner beeps.")
    assert Flag.OWNER_TASK in place.ticket().flags
    assert place.out("staff_task").due_at == datetime(2026, 11, 3, 7, 0, tzinfo=UTC), "a Tuesday, 8:00 in Prague"
    assert deliver(place.house) == []
    place.clock.set(datetime(2026, 11, 3, 7, 0, tzinfo=UTC))
    assert [(sent.effect, sent.to) for sent in deliver(place.house)] == [("staff_task", "ada@desk.example")]


def test_another_entitled_persons_no_counts_and_their_yes_is_for_the_owner(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "Yes, it works.", EVA)
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags
    place.answer(letter, "No.", EVA)
    assert place.ticket().state is State.FIRST_LINE


@pytest.mark.parametrize("text", ["Yes, it works.", "No.", "Thanks"])
def test_without_the_right_it_is_never_an_answer(place: Place, text: str) -> None:
    letter = place.verifying()
    place.answer(letter, text, BILL)
    assert place.ticket().state is State.VERIFYING


@pytest.mark.parametrize("sender", [ANN, EVA])
@pytest.mark.parametrize("text", ["Yes, it works.", "No."])
def test_without_proof_it_is_never_an_answer(place: Place, text: str, sender: str) -> None:
    letter = place.verifying()
    assert place.answer(letter, text, sender, proof="unproven").fate is Fate.REPLY
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags
    assert set(place.clocks()) == {ClockKind.FIRST_ANSWER}, "unproven words may stop a clock"


def test_unproven_words_after_the_end_ask_the_owner_and_reopen_nothing(place: Place) -> None:
    place.verifying()
    place.later(hours=24)
    place.mail(proof="unproven", subject="[MG-1]", text="It is broken again.")
    assert place.ticket().state is State.CLOSED
    assert Flag.OWNER_TASK in place.ticket().flags


def test_after_two_disputes_silence_closes_nothing(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "No.")
    for _ in range(2):
        place.resolve("MG-1", prevention="A better cable.")
        place.deliver()
        if place.ticket().disputes < 2:
            place.answer(place.out("verify"), "No, still broken.", message_id=f"{place.clock.now():%s}@x.example")
    assert (place.ticket().state, place.ticket().disputes) == (State.VERIFYING, 2)
    place.later(hours=25)
    ticket = place.ticket()
    assert ticket.state is State.VERIFYING
    assert {Flag.OWNER_TASK, Flag.LEAD_REVIEW} <= ticket.flags
    assert "by" not in sent_text(place, place.out("verify")).split("Please check")[1].split("\n")[0]


def test_an_expectation_is_reminded_once_and_closed_after_three_days(place: Place) -> None:
    letter = place.verifying(result="expectation")
    assert letter.effect == "verify_expectation"
    place.later(hours=24)
    place.deliver()
    assert place.effects().count("reminder") == 1
    assert place.ticket().state is State.VERIFYING
    place.later(hours=47)
    assert place.ticket().state is State.VERIFYING
    place.later(hours=1)
    assert place.ticket().state is State.CLOSED
    assert place.effects().count("reminder") == 1


def test_partly_returns_an_expectation_without_a_dispute(place: Place) -> None:
    letter = place.verifying(result="expectation")
    place.answer(letter, "Partly: mail yes, calendar no")
    assert (place.ticket().state, place.ticket().disputes) == (State.FIRST_LINE, 0)


# Before the letter is accepted, and when it is not.


def test_words_while_resolved_cancel_the_letter(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.answer(place.out("received"), "It happened again just now.")
    assert place.ticket().state is State.FIRST_LINE
    assert place.out("verify").state is OutState.CANCELLED
    place.deliver()
    assert place.ticket().state is State.FIRST_LINE


def test_thanks_while_resolved_change_nothing(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.answer(place.out("received"), "Thank you very much!")
    assert (place.ticket().state, place.out("verify").state) == (State.RESOLVED, OutState.QUEUED)


def test_a_refusal_of_the_letter_leaves_it_resolved_with_a_task(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.relay.will_say(ANN, Said(), Said(550, "no such person"))
    place.deliver()
    ticket = place.ticket()
    assert ticket.state is State.RESOLVED
    assert {Flag.OWNER_TASK, Flag.UNDELIVERED} <= ticket.flags
    assert place.out("verify").state is OutState.FAILED
    assert ClockKind.VERIFICATION not in place.clocks()


def dsn(place: Place, letter: OutLetter, status: str = "5.1.1") -> bytes:
    """What a server sends back about a letter of ours (RFC 3464)."""
    action = "failed" if status.startswith("5") else "delayed"
    lines = [
        "From: MAILER-DAEMON@mx.customer.example",
        f"To: {ANN}",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "It could not be delivered.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.customer.example",
        "",
        f"Final-Recipient: rfc822; {letter.to}",
        f"Action: {action}",
        f"Status: {status}",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{letter.message_id}>",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()


def test_a_permanent_delivery_report_stops_the_clock_and_puts_it_back(place: Place) -> None:
    letter = place.verifying()
    kept = place.bytes_in(dsn(place, letter), "")
    assert (kept.fate, kept.ticket_id) == (Fate.BOUNCE, 1)
    ticket = place.ticket()
    assert (ticket.state, place.clocks()) == (State.RESOLVED, {})
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= ticket.flags
    assert place.later(days=2) == []
    assert place.messages()[-1].kind is MessageKind.AUTOMATIC


def test_a_report_of_a_delay_changes_nothing(place: Place) -> None:
    letter = place.verifying()
    assert place.bytes_in(dsn(place, letter, "4.4.1"), "").fate is Fate.BOUNCE
    assert place.ticket().state is State.VERIFYING
    assert ClockKind.VERIFICATION in place.clocks()


def test_a_report_after_closing_by_silence_reopens(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=24)
    place.bytes_in(dsn(place, letter), "")
    assert place.ticket().state is State.FIRST_LINE
    assert place.ticket().reopen_count == 1


def test_a_report_after_a_yes_reopens_nothing(place: Place) -> None:
    letter = place.verifying()
    place.answer(letter, "Yes")
    place.bytes_in(dsn(place, letter), "")
    assert place.ticket().state is State.CLOSED


# After the end.


def test_a_reply_within_the_window_reopens(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=24)
    place.later(days=6, hours=23)
    kept = place.answer(letter, "It is broken again.")
    assert (kept.fate, kept.ticket_id) == (Fate.REPLY, 1)
    ticket = place.ticket()
    assert (ticket.state, ticket.reopen_count, ticket.closed_at) == (State.FIRST_LINE, 1, None)
    assert Flag.LEAD_REVIEW in ticket.flags
    assert ClockKind.ARCHIVE not in place.clocks()


def test_a_reply_after_the_window_opens_a_linked_ticket(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=24)
    place.later(days=7, seconds=1)
    kept = place.answer(letter, "The printer is broken again.")
    assert (kept.fate, kept.ticket_id) == (Fate.TICKET, 2)
    assert place.ticket(2).linked_id == 1
    assert place.ticket(2).state is State.FIRST_LINE
    assert place.ticket(1).state is State.ARCHIVED
    assert len(place.messages(1)) == 1


def test_thanks_after_the_end_reopen_nothing_and_open_nothing(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=24)
    place.answer(letter, "Thanks!")
    assert place.ticket().state is State.CLOSED
    assert len(place.tickets()) == 1


def test_a_reply_war_counts_once(place: Place) -> None:
    letter = place.verifying()
    place.later(hours=24)
    for number in range(10):
        place.answer(letter, f"It is broken again, the {number}th time.")
    assert place.ticket().reopen_count == 1
    assert place.effects().count("reopened") == 1


# The page behind the link.


def test_looking_at_the_page_changes_nothing(place: Place) -> None:
    letter = place.verifying()
    token = page_token(place, letter)
    before = place.ticket()
    for _ in range(5):
        page = open_verify(place.house, token)
        assert page is not None
        assert page.asked
    assert place.ticket() == before


def test_an_answer_on_the_page_counts_once(place: Place) -> None:
    token = page_token(place, place.verifying())
    answer_verify(place.house, token, "yes")
    assert place.ticket().state is State.CLOSED
    events = place.events()
    answer_verify(place.house, token, "yes")
    assert place.events() == events


def test_a_yes_with_doubt_on_the_page_asks_the_owner(place: Place) -> None:
    token = page_token(place, place.verifying())
    answer_verify(place.house, token, "yes", "but the scanner beeps")
    assert place.ticket().state is State.VERIFYING
    assert Flag.OWNER_TASK in place.ticket().flags
    assert place.messages()[-1].text == "but the scanner beeps"


def test_a_yes_with_thanks_on_the_page_closes(place: Place) -> None:
    token = page_token(place, place.verifying())
    answer_verify(place.house, token, "yes", "Thank you!")
    assert place.ticket().state is State.CLOSED


def test_the_link_of_an_older_round_is_spent(place: Place) -> None:
    old = page_token(place, place.verifying())
    answer_verify(place.house, old, "no")
    place.resolve("MG-1")
    place.deliver()
    assert place.ticket().verify_round == 2
    page = answer_verify(place.house, old, "yes")
    assert page is not None
    assert not page.asked
    assert place.ticket().state is State.VERIFYING
    answer_verify(place.house, page_token(place, place.out("verify")), "yes")
    assert place.ticket().state is State.CLOSED


def test_a_no_on_the_page_reopens_within_the_window(place: Place) -> None:
    token = page_token(place, place.verifying())
    place.later(hours=30)
    assert place.ticket().state is State.CLOSED
    answer_verify(place.house, token, "no", "Not solved")
    assert place.ticket().state is State.FIRST_LINE


@pytest.mark.parametrize("token", ["", "x", "a.b", "e30.aaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_a_link_that_is_not_ours_opens_nothing(place: Place, token: str) -> None:
    assert open_verify(place.house, token) is None
    assert answer_verify(place.house, token, "yes") is None


def test_a_letter_of_a_machine_never_answers(place: Place) -> None:
    letter = place.verifying()
    kept = place.answer(letter, "Yes, it works.", auto_submitted="auto-replied")
    assert (kept.fate, kept.ticket_id) == (Fate.AUTOMATIC, 1)
    assert place.ticket().state is State.VERIFYING
    assert set(place.clocks()) == {ClockKind.VERIFICATION}
    assert place.messages()[-1].kind is MessageKind.AUTOMATIC
    assert place.effects() == ["received", "verify"]


def test_an_automatic_letter_opens_no_ticket_and_gets_no_answer(place: Place) -> None:
    assert place.mail(auto_submitted="auto-generated").fate is Fate.AUTOMATIC
    assert place.bytes_in(a_letter(sender=ANN), "").fate is Fate.AUTOMATIC
    assert place.tickets() == []
    assert place.relay.tried == []


def test_a_report_about_another_letter_leaves_the_verification_alone(place: Place) -> None:
    place.verifying()
    place.bytes_in(dsn(place, place.out("received")), "")
    assert (place.ticket().state, ClockKind.VERIFICATION in place.clocks()) == (State.VERIFYING, True)
    assert Flag.UNDELIVERED in place.ticket().flags
