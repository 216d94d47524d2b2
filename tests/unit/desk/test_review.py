"""The lead's review list: what stands on it and why, and how it leaves it (S1-15, S4-11, S4-12)."""

from typing import Any

import pytest

from mailgate.desk import look, review
from mailgate.desk.act import preview
from mailgate.model.errors import NotAllowed
from mailgate.model.ticket import Flag, Priority, State
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

LEA = "lea@desk.example"
WORDS = "We are sorry: this took far too long."


def listed(place: Place) -> dict[str, list[str]]:
    with place.house.view() as work:
        return {row["number"]: row["reasons"] for row in review.rows(work)}


def shown(place: Place, number: str = "MG-1") -> dict[str, Any]:
    with place.house.view() as work:
        return look.ticket(work, number)


def disputed(place: Place) -> None:
    place.verifying()
    place.answer(place.out("verify"), "No, it still does not work.")


def test_every_no_stands_on_the_list_with_its_days(place: Place) -> None:
    disputed(place)
    place.later(days=2)
    assert "the customer said no" in listed(place)["MG-1"]
    with place.house.view() as work:
        (row,) = review.rows(work)
    assert (row["days"], row["state"], row["customer"]) == (2, State.FIRST_LINE, "Customer s.r.o.")


def test_a_second_no_is_counted_with_the_first(place: Place) -> None:
    disputed(place)
    place.resolve("MG-1", prevention="A better cable.")
    place.deliver()
    place.answer(place.out("verify"), "No, it still does not work.")
    assert "the customer said no (2)" in listed(place)["MG-1"]


def test_a_reopening_a_broken_promise_and_a_trouble_that_keeps_coming_stand_there(place: Place) -> None:
    place.mail()
    place.act("MG-1", "override-close", reason="she called")
    place.answer(place.out("closed"), "It is dead again.")
    assert {"reopened", "it keeps coming back"} <= set(listed(place)["MG-1"])
    place.mail("june@kestrel.example")
    assert "MG-2" not in listed(place)
    place.later(days=4)
    assert listed(place)["MG-2"] == ["a promise was broken"]


def test_the_third_of_a_kind_is_on_the_list_from_its_beginning(place: Place) -> None:
    for number in range(3):
        place.mail(text=f"The printer in room {number} is dead.\n")
    assert listed(place) == {"MG-3": ["it keeps coming back"]}


def test_a_broken_next_word_is_looked_at(another_place) -> None:  # type: ignore[no-untyped-def]
    place = another_place(DESK.replace("[sla.p3]\n", '[sla.p3]\nupdate = "1h"\n'))
    place.mail()
    place.act("MG-1", "reply", text="We look.")
    place.later(hours=5)
    assert listed(place) == {"MG-1": ["a promise was broken"]}


def test_hand_offs_are_counted_from_the_first_who_had_it(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "abusive", reason="shouts")
    for action, keys in (("escalate", {"handover": "all"}), ("return", {"reason": "yours"})):
        place.act("MG-1", action, **keys)
    assert listed(place) == {"MG-1": ["abusive"]}
    place.act("MG-1", "assign", to="bob@desk.example")
    assert listed(place) == {"MG-1": ["3 hand-offs", "abusive"]}


def test_a_review_takes_it_off_also_when_it_is_over_and_only_new_reasons_bring_it_back(place: Place) -> None:
    disputed(place)
    place.act("MG-1", "override-close", reason="she called")
    place.later(days=9)
    place.act("MG-1", "reply", text="x") if place.ticket().state is State.CLOSED else None
    before = place.ticket().state
    with pytest.raises(NotAllowed, match="only a lead"):
        place.act("MG-1", "reviewed")
    assert place.act("MG-1", "reviewed", staff="lea", text="spoke with Ada").state is before
    assert (place.history()[-1].by, place.history()[-1].why) == (LEA, "reviewed: spoke with Ada")
    assert listed(place) == {}
    with pytest.raises(NotAllowed, match="not on the review list"):
        place.act("MG-1", "reviewed", staff="lea")


def test_only_what_came_after_the_last_review_is_a_reason(place: Place) -> None:
    disputed(place)
    place.act("MG-1", "reviewed", staff="lea")
    place.act("MG-1", "abusive", reason="shouts")
    assert listed(place) == {"MG-1": ["abusive"]}


def test_an_apology_leaves_as_it_was_previewed_and_the_lead_takes_it_on(place: Place) -> None:
    disputed(place)
    with place.house.view() as work:
        assert work.unit.tickets.get(1).priority is Priority.P3  # type: ignore[union-attr]
    ((effect, letter),) = preview(place.house, "MG-1", "apologise", LEA, {"text": WORDS})
    assert (effect, WORDS in letter.text) == ("reply", True)
    ticket = place.act("MG-1", "apologise", staff="lea", text=WORDS)
    assert (ticket.owner, ticket.worker, ticket.priority) == (LEA, LEA, Priority.P2)
    assert not ticket.flags & {Flag.LEAD_REVIEW, Flag.OWNER_TASK}
    place.deliver()
    assert place.relay.sent_to(ANN)[-1].message.get_body(("plain",)).get_content().replace("\r\n", "\n") == letter.text
    assert listed(place) == {}


def test_an_apology_lowers_no_priority_and_is_a_leads_alone(place: Place) -> None:
    disputed(place)
    place.act("MG-1", "prioritise", priority="P1")
    with pytest.raises(NotAllowed, match="only a lead"):
        place.act("MG-1", "apologise", text=WORDS)
    assert place.act("MG-1", "apologise", staff="lea", text=WORDS).priority is Priority.P1


def test_who_may_not_be_told_gets_no_apology_and_nothing_else_of_it_happens(place: Place) -> None:
    place.mail(proof="unproven")
    place.act("MG-1", "abusive", reason="shouts")
    before = place.ticket()
    with pytest.raises(NotAllowed, match="nobody may be written to"):
        place.act("MG-1", "apologise", staff="lea", text=WORDS)
    assert place.ticket() == before


def test_a_closed_ticket_stays_closed(place: Place) -> None:
    disputed(place)
    place.act("MG-1", "override-close", reason="she called")
    ticket = place.act("MG-1", "apologise", staff="lea", text=WORDS)
    assert (ticket.state, ticket.priority, ticket.owner) == (State.CLOSED, Priority.P2, LEA)


def test_a_rude_thread_is_the_leads_and_names_the_customers_manager(place: Place) -> None:
    """S1-15."""
    place.mail()
    place.act("MG-1", "take")
    assert shown(place)["managers"] == []
    ticket = place.act("MG-1", "abusive", reason="shouts at Ada")
    assert (ticket.owner, ticket.worker) == (LEA, "ada@desk.example")
    assert {Flag.ABUSIVE, Flag.LEAD_REVIEW, Flag.OWNER_TASK} <= ticket.flags
    assert [each["address"] for each in shown(place)["managers"]] == ["eva@customer.example"]
    assert any(letter.effect == "staff_task" and letter.to == LEA for letter in place.outbox())
    assert "abusive" not in shown(place)["actions"]
    with pytest.raises(NotAllowed, match="already"):
        place.act("MG-1", "abusive", reason="again")
    with pytest.raises(NotAllowed, match="only a lead"):
        place.act("MG-1", "not-abusive", reason="calm")
    ticket = place.act("MG-1", "not-abusive", staff="lea", reason="said sorry")
    assert (Flag.ABUSIVE in ticket.flags, ticket.owner) == (False, LEA)


def test_a_desk_without_a_lead_still_marks_it(another_place) -> None:  # type: ignore[no-untyped-def]
    place = another_place(DESK.replace('role = "lead"\n', ""))
    place.mail()
    assert Flag.ABUSIVE in place.act("MG-1", "abusive", reason="shouts").flags
