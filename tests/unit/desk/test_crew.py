"""Who speaks to the customer, and who works along: told by name, reversible, by whom it concerns (S3-12, S2-13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mailgate.desk import look
from mailgate.desk.act import offered, preview
from mailgate.model.errors import NotAllowed, UnknownThing, WrongUse
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing import MORNING
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

ADA, BOB, LEA = (f"{name}@desk.example" for name in ("ada", "bob", "lea"))
EXAMPLE = DESK.replace('first_answer = "8h"', 'first_answer = "8h"\nupdate = "4h"')


@pytest.fixture
def second_line(another_place: Callable[..., Place]) -> Place:
    """Ada has handed Ann's printer to second line, where Bob works on it."""
    place = another_place(EXAMPLE)
    place.mail()
    place.act("MG-1", "take")
    place.act("MG-1", "escalate", handover="Blank pages. A new toner. The driver?")
    place.act("MG-1", "take", "bob")
    place.deliver()
    return place


def shown(place: Place) -> dict[str, Any]:
    with place.house.view() as work:
        return look.ticket(work, "MG-1")


def last_letter(place: Place, to: str = ANN) -> str:
    """The words of the newest letter that left to this address."""
    place.deliver()
    (*_, last) = [sent for sent in place.relay.sent if sent.to == to]
    return str(last.message.get_body(("plain",)).get_content()).replace("\r\n", "\n")


def prefers_bob(place: Place, **changes: Any) -> None:
    """The registry says that Ann likes to speak with a technician, and with which."""
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        wanted = {"prefers_direct_tech": True, "specialist": BOB, **changes}
        work.unit.people.save_person(replace(ann, **wanted))


# Taking over.


def test_who_takes_over_speaks_and_the_customer_is_told_by_name_while_the_owner_stays(second_line: Place) -> None:
    ticket = second_line.act("MG-1", "take-over", "bob", reason="it is about drivers")
    assert (ticket.speaker, ticket.owner, ticket.worker) == (BOB, ADA, BOB)
    assert ticket.state is State.SECOND_LINE
    entry = second_line.history()[-1]
    assert (entry.event, entry.by) == ("taken_over", BOB)
    assert entry.why == "Bob Second speaks to the customer now: it is about drivers"
    told = last_letter(second_line)
    assert "Bob Second now speaks with you about your request MG-1." in told
    assert "Next update by 2 Nov 2026, 13:00 CET." in told
    assert "+420 222 000 111" in told
    assert "drivers" not in told, "the reason is ours"
    assert second_line.clocks()[ClockKind.NEXT_UPDATE].due_at == MORNING + timedelta(hours=4)
    row = shown(second_line)
    assert (row["speaker"], row["owner"], row["worker"]) == (BOB, ADA, BOB)


def test_a_letter_that_nobody_writes_bears_the_name_of_who_speaks(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.act("MG-1", "override-close", "lea", reason="sold")
    assert "\nBob Second\nDesk IT" in last_letter(second_line)
    second_line.mail(subject="[MG-1]", text="It is broken again.")
    assert second_line.ticket().speaker == BOB, "the same people go on"
    assert "Bob Second will answer" in last_letter(second_line)


def test_words_of_staff_bear_their_own_name_whoever_speaks(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.act("MG-1", "reply", "ada", text="We are at it.")
    assert "\nAda First\nDesk IT" in last_letter(second_line)


@pytest.mark.parametrize(
    ("action", "staff", "keys"),
    [("abusive", "bob", {"reason": "shouts"}), ("apologise", "lea", {"text": "We are sorry."})],
)
def test_when_a_lead_becomes_the_owner_whoever_had_taken_over_speaks_no_more(
    second_line: Place, action: str, staff: str, keys: dict[str, str]
) -> None:
    second_line.act("MG-1", "take-over", "bob")
    ticket = second_line.act("MG-1", action, staff, **keys)
    assert (ticket.owner, ticket.speaker) == ("lea@desk.example", "")


def test_who_took_over_and_left_the_staff_signs_nothing(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.deliver()
    with second_line.house.work() as work:
        desk = work.desk
        work.unit.setup.put(replace(desk, staff=tuple(each for each in desk.staff if each.email != BOB)))
    second_line.act("MG-1", "override-close", "lea", reason="sold")
    assert "\nAda First\nDesk IT" in last_letter(second_line)


def test_the_preview_of_taking_over_is_the_letter_and_changes_nothing(second_line: Place) -> None:
    ((effect, letter),) = preview(second_line.house, "MG-1", "take-over", BOB, {})
    assert (effect, second_line.ticket().speaker) == ("taken_over", "")
    second_line.act("MG-1", "take-over", "bob")
    assert last_letter(second_line) == letter.text


def test_on_hold_the_next_promise_is_what_it_waits_for(second_line: Place) -> None:
    second_line.act("MG-1", "hold", "bob", until="2026-11-05T14:00:00+01:00", reason="a part")
    second_line.act("MG-1", "take-over", "bob")
    assert "Next update by 5 Nov 2026, 14:00 CET." in last_letter(second_line)
    assert ClockKind.NEXT_UPDATE not in second_line.clocks()


def test_only_whom_it_concerns_may_take_over(second_line: Place) -> None:
    with second_line.house.view() as work:
        staff = work.desk.staff
    cyril = staff[1].model_copy(update={"email": "cyril@desk.example", "name": "Cyril Third"})
    with second_line.house.work() as work:
        work.unit.setup.put(replace(work.desk, staff=(*staff, cyril)))
    with pytest.raises(NotAllowed, match="only its owner, its worker, a collaborator or a lead may take over"):
        second_line.act("MG-1", "take-over", "cyril")
    second_line.act("MG-1", "add-collaborator", who="cyril@desk.example")
    assert second_line.act("MG-1", "take-over", "cyril").speaker == "cyril@desk.example"
    assert second_line.act("MG-1", "take-over", "lea").speaker == LEA, "a lead"
    with pytest.raises(NotAllowed, match=r"^MG-1: you speak to the customer already$"):
        second_line.act("MG-1", "take-over", "lea")
    assert second_line.act("MG-1", "take-over", "ada").speaker == "", "the owner needs no stand-in"
    assert "Ada First now speaks with you" in last_letter(second_line)


def test_the_owner_who_speaks_has_nothing_to_take_over_or_give_back(second_line: Place) -> None:
    with pytest.raises(NotAllowed, match="you speak to the customer already"):
        second_line.act("MG-1", "take-over", "ada")
    with pytest.raises(NotAllowed, match="nobody took over: its owner speaks to the customer"):
        second_line.act("MG-1", "give-back", "bob")


def test_what_nobody_owns_or_nobody_may_be_told_of_is_not_taken_over(place: Place) -> None:
    place.mail()
    with pytest.raises(NotAllowed, match="nobody speaks to the customer yet: take it, and you do"):
        place.act("MG-1", "take-over", "lea")
    place.mail(subject="printer again", proof="unproven", text="2\n")
    place.act("MG-2", "take")
    with pytest.raises(NotAllowed, match=r"^MG-2: nobody may be told about it: .*not proven"):
        place.act("MG-2", "take-over", "lea")
    assert place.ticket(2).speaker == ""


# Giving back.


def test_given_back_the_owner_speaks_again_and_both_are_told(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.deliver()
    ticket = second_line.act("MG-1", "give-back", "bob", reason="it is about the invoice")
    assert (ticket.speaker, ticket.owner, ticket.worker) == ("", ADA, BOB)
    why = [entry.why for entry in second_line.history() if entry.event == "given_back"]
    assert why == ["Ada First speaks to the customer again: it is about the invoice"]
    assert "Ada First now speaks with you about your request MG-1." in last_letter(second_line)
    assert Flag.OWNER_TASK in ticket.flags
    assert second_line.out("staff_task").to == ADA


def test_an_owner_who_takes_the_word_back_is_given_no_task(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    assert Flag.OWNER_TASK not in second_line.act("MG-1", "give-back", "ada").flags
    assert "Ada First now speaks with you" in last_letter(second_line)
    assert "staff_task" not in second_line.effects()


def test_return_ends_it_with_a_letter_and_a_line(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.deliver()
    ticket = second_line.act("MG-1", "return", "bob", reason="it was the cable")
    assert (ticket.speaker, ticket.worker, ticket.state) == ("", ADA, State.FIRST_LINE)
    assert second_line.history()[-1].why == "it was the cable; Ada First speaks to the customer again"
    assert "Ada First now speaks with you" in last_letter(second_line)


def test_return_without_it_writes_no_letter(second_line: Place) -> None:
    second_line.act("MG-1", "return", "bob", reason="it was the cable")
    assert second_line.effects() == ["received"]


def test_a_task_for_the_owner_reaches_who_speaks_as_well(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.later(hours=4)
    told = {letter.to for letter in second_line.outbox() if letter.effect == "staff_task"}
    assert told == {ADA, BOB}, "the owner has oversight"


# Whom the registry names.


def test_the_specialist_of_a_contact_who_prefers_technicians_is_offered_it_with_the_reason(second_line: Place) -> None:
    assert shown(second_line)["should_take_over"] is None
    prefers_bob(second_line)
    assert shown(second_line)["should_take_over"] == {
        "staff": BOB,
        "name": "Bob Second",
        "why": "Ann Novakova prefers to speak with a technician, and the registry names Bob Second",
    }
    assert second_line.ticket().speaker == "", "a person presses it"
    second_line.act("MG-1", "take-over", "bob")
    assert shown(second_line)["should_take_over"] is None


@pytest.mark.parametrize("changes", [{"prefers_direct_tech": False}, {"specialist": ""}, {"specialist": LEA}])
def test_nobody_is_offered_it_who_is_not_named_or_not_wanted(second_line: Place, changes: dict[str, Any]) -> None:
    prefers_bob(second_line, **changes)
    assert shown(second_line)["should_take_over"] is None


def test_who_owns_it_already_is_not_offered_it(place: Place) -> None:
    place.mail()
    prefers_bob(place)
    place.act("MG-1", "take", "bob")
    assert shown(place)["should_take_over"] is None


# Collaborators.


def test_collaborators_are_added_shown_and_removed(second_line: Place) -> None:
    second_line.act("MG-1", "add-collaborator", "bob", who="lea@desk.example")
    assert second_line.history()[-1].why == "Lea Lead works along"
    assert shown(second_line)["collaborators"] == [LEA]
    with pytest.raises(NotAllowed, match="Lea Lead works along already"):
        second_line.act("MG-1", "add-collaborator", who=LEA)
    with pytest.raises(NotAllowed, match="Ada First is its owner"):
        second_line.act("MG-1", "add-collaborator", who=ADA)
    with pytest.raises(UnknownThing, match=r"nobody on the staff is eve@elsewhere.example"):
        second_line.act("MG-1", "add-collaborator", who="eve@elsewhere.example")
    with pytest.raises(WrongUse, match="who is missing"):
        second_line.act("MG-1", "add-collaborator")
    with pytest.raises(NotAllowed, match=r"bob@desk.example does not work along; who does: lea@desk.example"):
        second_line.act("MG-1", "remove-collaborator", who=BOB)
    assert second_line.act("MG-1", "remove-collaborator", who="Lea@desk.example").collaborators == ()
    assert second_line.history()[-1].why == "Lea Lead works along no more"
    assert second_line.effects() == ["received"], "nobody is mailed"


def test_only_what_can_be_undone_is_offered(second_line: Place) -> None:
    undoing = {"give-back", "remove-collaborator"}
    assert not undoing & set(offered(second_line.ticket()))
    second_line.act("MG-1", "take-over", "bob")
    second_line.act("MG-1", "add-collaborator", who=LEA)
    assert undoing <= set(offered(second_line.ticket()))


def test_of_what_is_merged_the_collaborators_go_along_and_the_speaker_stays(second_line: Place) -> None:
    second_line.act("MG-1", "take-over", "bob")
    second_line.mail(subject="printer again", text="2\n")
    second_line.act("MG-2", "take", "lea")
    second_line.act("MG-2", "add-collaborator", who=ADA)
    second_line.act("MG-2", "merge", "lea", into="MG-1")
    whole = second_line.ticket()
    assert (whole.speaker, whole.collaborators) == (BOB, (ADA,))
