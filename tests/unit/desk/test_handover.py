"""What goes to second line: the handover, the facts, a reason for what is missing, and who watches (S3-10, S3-11)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.ticket import ClockKind, Flag, MessageKind, State
from mailgate.testing import MORNING
from mailgate.testing.seed import DESK

from .conftest import Place

CHECKS = DESK.replace('id = "fault"\n', 'id = "fault"\nchecklist = ["since", "service", "phone"]\n').replace(
    'first_answer = "8h"', 'first_answer = "8h"\nupdate = "4h"'
)


@pytest.fixture
def place(another_place: Callable[..., Place]) -> Place:
    """A printer of Ann's with error 619, which Ada has; nobody knows since when, of what, and her phone."""
    place = another_place(CHECKS)
    place.mail(text="The printer shows error 619.\n")
    place.act("MG-1", "take")
    return place


def note(place: Place) -> str:
    return next(said.text for said in reversed(place.messages()) if said.kind is MessageKind.NOTE)


def test_an_incomplete_escalation_needs_a_reason_besides_the_handover(place: Place) -> None:
    place.act("MG-1", "facts", phone="603 555 010")
    with pytest.raises(WrongUse, match="reason is missing: since, service are not known; ask for them, or say why"):
        place.act("MG-1", "escalate", handover="Blank pages.")
    assert place.ticket().state is State.FIRST_LINE
    place.act("MG-1", "escalate", handover="Blank pages.", reason="she is on a plane")
    assert place.history()[-1].why == "Blank pages. (without since, service: she is on a plane)"
    assert note(place) == (
        "Handover: Blank pages. (without since, service: she is on a plane)\nerror: 619\nphone: +420603555010"
    )


def test_with_all_facts_the_handover_is_enough_and_carries_them(place: Place) -> None:
    place.act("MG-1", "facts", phone="603 555 010", service="web-1", since="2026-11-01")
    place.act("MG-1", "escalate", handover="Blank pages.")
    first, *facts = note(place).splitlines()
    assert first == "Handover: Blank pages."
    assert sorted(facts) == [
        "error: 619",
        "phone: +420603555010",
        "service: web-1",
        "since: 2026-11-01T00:00:00+01:00",
    ]


def test_one_reason_stands_for_the_handover_and_for_the_facts(place: Place) -> None:
    place.act("MG-1", "escalate", reason="she only wants Bob")
    assert place.history()[-1].why == "she only wants Bob (without since, service, phone)"


@pytest.mark.parametrize("keys", [{}, {"handover": "  "}])
def test_an_empty_handover_is_none(place: Place, keys: dict[str, str]) -> None:
    with pytest.raises(NotAllowed, match=r"a handover .* or a reason is missing"):
        place.act("MG-1", "escalate", **keys)


def test_a_handover_with_a_remark_has_both(place: Place) -> None:
    place.act("MG-1", "facts", phone="603 555 010", service="web-1", since="2026-11-01")
    place.act("MG-1", "escalate", handover="Blank pages.", reason="it is urgent")
    assert place.history()[-1].why == "Blank pages. (it is urgent)"


# The owner watches.


def test_second_line_that_lets_the_update_interval_pass_is_the_owners_task(place: Place) -> None:
    place.act("MG-1", "escalate", handover="Blank pages.", reason="she is on a plane")
    place.act("MG-1", "take", "bob")
    assert place.clocks()[ClockKind.NEXT_UPDATE].due_at == MORNING + timedelta(hours=4)
    place.later(hours=4)
    assert place.ticket().state is State.SECOND_LINE
    assert Flag.OWNER_TASK in place.ticket().flags
    assert place.out("staff_task").to == "ada@desk.example"
    assert place.history()[-1].why == "the promised next word is late"


def test_an_escalation_moves_no_promise_that_a_letter_has_made(place: Place) -> None:
    place.act("MG-1", "reply", text="We look at it.")
    place.later(hours=1)
    place.act("MG-1", "escalate", handover="Blank pages.", reason="she is on a plane")
    assert place.clocks()[ClockKind.NEXT_UPDATE].due_at == MORNING + timedelta(hours=4)


def test_a_word_of_second_line_lets_the_owner_be(place: Place) -> None:
    place.act("MG-1", "escalate", handover="Blank pages.", reason="she is on a plane")
    place.act("MG-1", "take", "bob")
    place.later(hours=3)
    place.act("MG-1", "reply", "bob", text="It is the driver.")
    place.later(hours=1)
    assert Flag.OWNER_TASK not in place.ticket().flags
