"""A letter that failed is sent again when a person says so, as the same letter."""

import pytest

from mailgate.desk.resend import resend
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import State
from mailgate.testing import Said

from .conftest import ANN, Place
from .test_who import take_rights


def test_a_failed_letter_goes_again_with_the_same_message_id(place: Place) -> None:
    place.mail()
    place.relay.will_say(ANN, Said(550, "no such person"))
    place.deliver()
    failed = place.out("received")
    assert failed.state is OutState.FAILED
    again = resend(place.house, failed.id)
    assert (again.state, again.tries, again.due_at) == (OutState.QUEUED, 0, None)
    place.deliver()
    assert place.out("received").state is OutState.SENT
    assert place.relay.sent[-1].message["Message-ID"] == f"<{failed.message_id}>"


def test_a_verification_letter_that_failed_starts_its_24_hours_when_it_is_accepted_after_all(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.relay.will_say(ANN, *[Said()] * (len(place.outbox()) - 1), Said(550, "full"))
    place.deliver()
    assert (place.out("verify").state, place.ticket().state) == (OutState.FAILED, State.RESOLVED)
    resend(place.house, place.out("verify").id)
    place.deliver()
    assert place.ticket().state is State.VERIFYING


def test_what_was_stopped_when_it_was_to_leave_is_asked_about_again(place: Place) -> None:
    place.mail()
    place.act("MG-1", "reply", text="The password is in the safe.")
    take_rights(place, ANN)
    place.deliver()
    stopped = place.out("reply")
    resend(place.house, stopped.id)
    place.deliver()
    assert place.out("reply").state is OutState.SUPPRESSED, "sending it again gives no rights"
    assert not place.relay.sent_to(ANN)


def test_what_the_budget_held_back_stays_back(place: Place) -> None:
    for number in range(4):
        place.mail(subject=f"printer {number}", text=f"{number}\n")
    back = place.out("received", 4)
    assert back.state is OutState.SUPPRESSED
    with pytest.raises(NotAllowed, match="was not sent on purpose: 3 automatic answers"):
        resend(place.house, back.id)


def test_sent_and_queued_letters_are_not_sent_again(place: Place) -> None:
    place.mail()
    letter = place.out("received")
    with pytest.raises(NotAllowed, match="is queued: only failed letters"):
        resend(place.house, letter.id)
    place.deliver()
    with pytest.raises(NotAllowed, match="is sent: only failed letters"):
        resend(place.house, letter.id)
    with pytest.raises(UnknownThing, match="there is no letter out 404"):
        resend(place.house, 404)
