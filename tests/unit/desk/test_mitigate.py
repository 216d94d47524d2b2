"""A workaround is told and marked; it solves nothing (S0-11)."""

import pytest

from mailgate.model.errors import NotAllowed
from mailgate.model.ticket import ClockKind, Flag, State

from .conftest import ANN, Place

TEXT = "Use the other printer,\nit prints."


def test_a_workaround_is_mailed_marked_and_starts_no_verification(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    ticket = place.act("MG-1", "mitigate", text=TEXT)
    assert (ticket.state, Flag.MITIGATED in ticket.flags, ticket.waiting_since) == (State.FIRST_LINE, True, None)
    assert ClockKind.FIRST_ANSWER not in place.clocks()
    assert ClockKind.VERIFICATION not in place.clocks()
    assert (place.events()[-1], place.history()[-1].why) == ("mitigated", "Use the other printer, it prints.")
    place.deliver()
    place.later(days=3)
    letter = place.relay.sent_to(ANN)[-1].message.get_body(("plain",)).get_content()
    assert "A workaround for your request MG-1 is in place" in letter
    assert "it prints." in letter
    assert place.ticket().state is State.FIRST_LINE
    assert place.ticket().resolution == {}


def test_it_restarts_the_promise_of_a_next_word(place: Place, another_place) -> None:  # type: ignore[no-untyped-def]
    from mailgate.testing.seed import DESK

    quick = another_place(DESK.replace('[sla.p3]\nfirst_answer = "8h"', '[sla.p3]\nfirst_answer = "8h"\nupdate = "4h"'))
    quick.mail()
    quick.act("MG-1", "mitigate", text=TEXT)
    assert ClockKind.NEXT_UPDATE in quick.clocks()


def test_the_mark_goes_when_it_is_resolved_or_closed(place: Place) -> None:
    for number, (action, keys) in enumerate([("resolve", {}), ("override-close", {"reason": "she called"})], 1):
        place.mail(text=f"The printer in room {number} is dead.\n")
        place.act(f"MG-{number}", "mitigate", text=TEXT)
        if action == "resolve":
            place.resolve(f"MG-{number}")
        else:
            place.act(f"MG-{number}", action, **keys)
        assert Flag.MITIGATED not in place.ticket(number).flags


def test_what_waits_for_verification_is_not_mitigated(place: Place) -> None:
    place.verifying()
    with pytest.raises(NotAllowed):
        place.act("MG-1", "mitigate", text=TEXT)
