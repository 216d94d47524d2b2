"""What staff do: who has it, what must be filled in, what waits, and what is late (S1-4, S1-8, S3-17)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from mailgate.desk.act import offered
from mailgate.model.errors import NotAllowed, UnknownThing, WrongUse
from mailgate.model.ticket import ClockKind, Flag, MessageKind, Priority, State

from .conftest import Place


def test_of_two_who_take_one_wins_and_the_other_learns_who_and_when(place: Place) -> None:
    place.mail()
    assert place.act("MG-1", "take").worker == "ada@desk.example"
    place.later(minutes=5)
    with pytest.raises(NotAllowed, match=r"^MG-1: Ada First took it 5 min ago"):
        place.act("MG-1", "take", "bob")
    assert place.act("MG-1", "assign", "lea", to="bob@desk.example").worker == "bob@desk.example"
    assert place.ticket().owner == "ada@desk.example"


def test_taking_an_urgent_one_tells_the_customer(place: Place) -> None:
    place.mail(subject="outage!")
    place.act("MG-1", "take")
    assert place.effects() == ["received", "taken"]


def test_taking_it_twice_mails_nothing_twice(place: Place) -> None:
    place.mail(subject="outage!")
    place.act("MG-1", "take")
    place.later(minutes=5)
    with pytest.raises(NotAllowed, match=r"^MG-1: you have it already$"):
        place.act("MG-1", "take")
    assert place.effects() == ["received", "taken"]


def test_what_is_not_classified_cannot_be_taken(place: Place) -> None:
    place.mail(subject="Hello", text="Something is odd.\n")
    assert place.ticket().state is State.NEW
    with pytest.raises(NotAllowed, match="categorise and prioritise it first"):
        place.act("MG-1", "take")
    place.act("MG-1", "categorise", category="fault")
    ticket = place.ticket()
    assert (ticket.state, ticket.category, ticket.priority) == (State.FIRST_LINE, "fault", Priority.P3)
    place.act("MG-1", "take")


def test_escalating_changes_the_worker_and_never_the_owner(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    with pytest.raises(NotAllowed, match="handover"):
        place.act("MG-1", "escalate")
    place.act("MG-1", "escalate", handover="prints blank pages; changed toner; driver?")
    ticket = place.ticket()
    assert (ticket.state, ticket.level, ticket.owner, ticket.worker) == (State.SECOND_LINE, 2, "ada@desk.example", "")
    place.act("MG-1", "take", "bob")
    assert (place.ticket().owner, place.ticket().worker) == ("ada@desk.example", "bob@desk.example")
    place.act("MG-1", "return", "bob", reason="it was the cable")
    assert (place.ticket().state, place.ticket().worker) == (State.FIRST_LINE, "ada@desk.example")


CAUSES: list[tuple[str, set[str]]] = [
    ("ours", {"apology", "compensation"}),
    ("third_party", {"check", "advice"}),
    ("not_reproducible", {"check", "advice"}),
    ("customer", {"check", "advice", "evidence"}),
    ("equipment", set()),
    ("unknown", set()),
]


@pytest.mark.parametrize(("cause", "needs"), CAUSES)
def test_a_resolution_needs_what_its_cause_needs(place: Place, cause: str, needs: set[str]) -> None:
    place.mail()
    place.act("MG-1", "take")
    for missing in needs:
        given = dict.fromkeys(needs - {missing}, "words")
        with pytest.raises(WrongUse, match=f"{missing} is missing"):
            place.resolve("MG-1", cause=cause, **given)
    assert place.ticket().state is State.FIRST_LINE
    assert place.resolve("MG-1", cause=cause, **dict.fromkeys(needs, "words")).state is State.RESOLVED


@pytest.mark.parametrize("missing", ["how", "cause", "minutes"])
def test_every_resolution_says_how_why_and_how_long(place: Place, missing: str) -> None:
    place.mail()
    given = {"how": "x", "cause": "unknown", "minutes": "5"} | {missing: " "}
    with pytest.raises(WrongUse, match=f"{missing} is missing"):
        place.act("MG-1", "resolve", **given)


def test_everything_wrong_is_said_at_once(place: Place) -> None:
    place.mail()
    with pytest.raises(WrongUse) as raised:
        place.act("MG-1", "resolve", cause="weather", minutes="soon", colour="red")
    for told in ("how is missing", "cause is one of", "minutes is a whole number", "no key 'colour'"):
        assert told in str(raised.value)


def test_what_needs_no_verification_closes_when_it_is_resolved(place: Place) -> None:
    place.mail(subject="Please send an offer", text="For ten seats.\n")
    place.resolve("MG-1")
    assert place.ticket().state is State.CLOSED
    assert place.events()[-1] == "closed_by_override"
    place.deliver()
    assert "verify" not in place.effects()


def test_a_hold_rings_at_its_instant(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "hold", until="2026-11-03T14:00:00+01:00", reason="the technician comes")
    assert place.ticket().state is State.ON_HOLD
    assert place.clocks()[ClockKind.HOLD].due_at == datetime(2026, 11, 3, 13, tzinfo=UTC)
    assert ClockKind.FIRST_ANSWER not in place.clocks()
    place.later(hours=28, minutes=59)
    assert place.ticket().state is State.ON_HOLD
    place.later(minutes=1)
    assert place.ticket().state is State.FIRST_LINE
    assert Flag.OWNER_TASK in place.ticket().flags


@pytest.mark.parametrize("until", ["tomorrow", "2026-11-03T14:00:00", "2026-11-01T14:00:00+01:00"])
def test_a_hold_needs_an_instant_that_will_come(place: Place, until: str) -> None:
    place.mail()
    with pytest.raises(WrongUse, match="until"):
        place.act("MG-1", "hold", until=until, reason="x")


def test_a_late_first_answer_is_marked_and_goes_to_the_lead(place: Place) -> None:
    place.mail(subject="outage")
    assert place.clocks()[ClockKind.FIRST_ANSWER].due_at == datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    place.later(minutes=30)
    assert {Flag.BREACHED, Flag.LEAD_REVIEW} <= place.ticket().flags
    place.act("MG-1", "reply", text="Sorry for the wait.")
    assert Flag.BREACHED not in place.ticket().flags


def test_an_answer_in_time_stops_the_clock(place: Place) -> None:
    place.mail(subject="outage")
    place.act("MG-1", "reply", text="We are on it.")
    assert ClockKind.FIRST_ANSWER not in place.clocks()
    assert place.later(days=1) == []


def test_response_counts_from_the_oldest_unanswered_word(place: Place) -> None:
    place.mail()
    place.later(hours=1)
    place.mail(subject="[MG-1]", text="Hello? It is still broken.\n")
    assert place.clocks()[ClockKind.FIRST_ANSWER].due_at == datetime(2026, 11, 2, 16, tzinfo=UTC)


def test_a_question_waits_until_the_customer_writes(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "ask", text="Which printer?")
    assert place.ticket().state is State.WAITING_CUSTOMER
    place.deliver()
    place.answer(place.out("asked"), "The one in the hall.")
    assert place.ticket().state is State.FIRST_LINE
    assert Flag.OWNER_TASK in place.ticket().flags


def test_a_note_never_leaves(place: Place) -> None:
    place.mail()
    place.act("MG-1", "note", text="He is rude.")
    place.deliver()
    assert place.messages()[-1].kind is MessageKind.NOTE
    assert all("rude" not in sent.message.as_string() for sent in place.relay.sent)


@pytest.mark.parametrize(("answer", "state"), [("yes", State.CLOSED), ("no", State.FIRST_LINE)])
def test_an_answer_by_phone_names_who_said_it_and_who_vouches(place: Place, answer: str, state: State) -> None:
    place.verifying()
    place.act("MG-1", "confirm", by="Ann@customer.example", how="phone", answer=answer)
    assert place.ticket().state is state
    why = place.history()[-1].why
    assert "ann@customer.example said" in why
    assert "Ada First vouches" in why


def test_another_entitled_person_may_answer_by_phone_and_others_may_not(place: Place) -> None:
    place.verifying()
    for stranger in ("bill@customer.example", "june@kestrel.example", "nobody"):
        with pytest.raises(NotAllowed, match="may not answer"):
            place.act("MG-1", "confirm", by=stranger, how="phone", answer="yes")
    place.act("MG-1", "confirm", by="eva@customer.example", how="phone", answer="yes")
    assert place.ticket().state is State.CLOSED


def test_closing_without_the_customer_names_a_person_and_a_reason(place: Place) -> None:
    place.mail()
    with pytest.raises(WrongUse, match="reason is missing"):
        place.act("MG-1", "override-close")
    place.act("MG-1", "override-close", reason="sold the printer")
    assert place.ticket().state is State.CLOSED
    assert place.history()[-1].why == "Ada First: sold the printer"


def test_after_two_disputes_only_a_lead_overrides(place: Place) -> None:
    place.verifying()
    for _ in range(2):
        place.act("MG-1", "confirm", by="ann@customer.example", how="phone", answer="no")
        place.resolve("MG-1", prevention="A better cable.")
        place.deliver()
    with pytest.raises(NotAllowed, match="only a lead"):
        place.act("MG-1", "override-close", reason="enough")
    assert place.act("MG-1", "override-close", "lea", reason="enough").state is State.CLOSED


def test_staff_reopen_and_reject(place: Place) -> None:
    place.mail()
    place.act("MG-1", "override-close", reason="a mistake")
    assert place.act("MG-1", "reopen", reason="not a mistake").state is State.FIRST_LINE
    assert place.act("MG-1", "reject", reason="spam after all").state is State.REJECTED
    assert place.clocks() == {}


@pytest.mark.parametrize(
    ("number", "action", "staff", "keys", "told"),
    [
        ("MG-9", "take", "ada", {}, "there is no ticket MG-9"),
        ("MG-1", "dance", "ada", {}, "there is no action 'dance'"),
        ("MG-1", "take", "zed", {}, "nobody on the staff is zed@desk.example; there are: ada@"),
        ("MG-1", "assign", "ada", {"to": "zed@desk.example"}, "nobody on the staff is zed@"),
        ("MG-1", "categorise", "ada", {"category": "magic"}, "there is no category 'magic'; there are: outage, fault"),
        ("MG-1", "prioritise", "ada", {"priority": "P9"}, "priority is one of: P1, P2, P3, P4"),
    ],
)
def test_what_does_not_exist_is_named_beside_what_does(
    place: Place, number: str, action: str, staff: str, keys: dict[str, Any], told: str
) -> None:
    place.mail()
    before = place.ticket()
    with pytest.raises((UnknownThing, WrongUse), match=told):
        place.act(number, action, staff, **keys)
    assert place.ticket() == before


def test_buttons_are_what_the_state_knows(place: Place) -> None:
    place.mail()
    assert {"take", "reply", "resolve", "reject", "hold"} <= set(offered(place.ticket()))
    assert not {"confirm", "reopen", "return", "resume", "vouch"} & set(offered(place.ticket()))
