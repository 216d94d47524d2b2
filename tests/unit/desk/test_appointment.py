"""An agreed appointment: an entry for the calendar, on hold until then, and back in the queue (S1-10)."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mailgate.desk.act import preview
from mailgate.model.errors import WrongUse
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing import Said

from .conftest import ANN, Place
from .test_deliver import rights_taken
from .test_life import EVA, sent_text

TUESDAY, WEDNESDAY = "2026-11-03T14:00:00+01:00", "2026-11-04T09:30:00+01:00"


def hold(place: Place, until: str = TUESDAY, **keys: str) -> None:
    more = {"reason": "we replace the print head", "kind": "appointment", "place": "Oak Street 5", **keys}
    place.act("MG-1", "hold", until=until, **more)
    place.deliver()


def taken(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")


def sent(place: Place, letter: OutLetter) -> EmailMessage:
    return next(each.message for each in place.relay.sent if letter.message_id in each.raw.decode())


def entry(message: EmailMessage) -> dict[str, str]:
    """The properties of the attached event."""
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "appointment.ics")
    text = bytes(file.get_payload(decode=True)).decode().replace("\r\n ", "")
    return dict(line.partition(":")[::2] for line in text.split("\r\n") if not line.startswith(("BEGIN", "END")))


def test_it_is_confirmed_with_an_entry_waits_and_returns_at_that_time(place: Place) -> None:
    taken(place)
    hold(place, minutes="90")
    letter = place.out("appointment")
    assert (letter.to, "on_hold" in place.effects()) == (ANN, False)
    words = sent_text(place, letter)
    for said in ("When: 3 Nov 2026, 14:00 CET (90 min)", "Where: Oak Street 5", "What for: we replace", "just reply"):
        assert said in words
    event = entry(sent(place, letter))
    assert (event["DTSTART"], event["DTEND"]) == ("20261103T130000Z", "20261103T143000Z")
    assert (event["SEQUENCE"], event["LOCATION"]) == ("0", "Oak Street 5")
    assert event["SUMMARY"].endswith("[MG-1]")
    assert event['ORGANIZER;CN="Desk IT"'] == "mailto:support@desk.example"
    assert (place.ticket().state, set(place.clocks())) == (State.ON_HOLD, {ClockKind.HOLD})
    assert place.history()[-1].why == "appointment: we replace the print head"
    place.later(hours=28, minutes=59)
    assert place.ticket().state is State.ON_HOLD
    place.later(minutes=1)
    assert place.ticket().state is State.FIRST_LINE
    assert Flag.OWNER_TASK in place.ticket().flags


def test_a_moved_one_moves_the_entry_and_says_so(place: Place) -> None:
    taken(place)
    hold(place)
    hold(place, WEDNESDAY)
    first, moved = (entry(sent(place, out)) for out in place.outbox() if out.effect == "appointment")
    assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"]) == (first["UID"], "1", "20261104T083000Z")
    assert "the appointment has changed" in sent_text(place, place.out("appointment"))
    assert place.clocks()[ClockKind.HOLD].due_at == datetime(2026, 11, 4, 8, 30, tzinfo=UTC)
    place.later(days=1, hours=6)
    assert place.ticket().state is State.ON_HOLD, "the first instant means nothing any more"


def test_one_that_was_given_up_moves_too_and_one_that_has_been_is_another(place: Place) -> None:
    taken(place)
    hold(place)
    place.act("MG-1", "resume")
    hold(place, WEDNESDAY)
    place.later(days=3)
    hold(place, "2026-11-10T14:00:00+01:00")
    hold(place, "2026-11-11T14:00:00+01:00")
    events = [entry(sent(place, out)) for out in place.outbox() if out.effect == "appointment"]
    assert [event["SEQUENCE"] for event in events] == ["0", "1", "0", "1"]
    assert len({event["UID"] for event in events}) == 2


def test_two_tickets_have_two_entries(place: Place) -> None:
    taken(place)
    place.mail(subject="Another printer")
    keys = {"until": TUESDAY, "reason": "a visit", "kind": "appointment"}
    events = []
    for number in (1, 2):
        place.act(f"MG-{number}", "hold", **keys)
        place.deliver()
        events.append(entry(sent(place, place.out("appointment", number))))
    assert events[0]["UID"] != events[1]["UID"]
    assert "LOCATION" not in events[0]


def test_the_preview_has_the_same_words_and_the_same_file(place: Place) -> None:
    taken(place)
    hold(place)
    keys = {"until": WEDNESDAY, "reason": "a visit", "kind": "appointment"}
    ((effect, shown),) = preview(place.house, "MG-1", "hold", "ada@desk.example", keys)
    place.act("MG-1", "hold", **keys)
    place.deliver()
    left = next(each for each in place.relay.sent if place.out("appointment").message_id in each.raw.decode())
    assert (effect, shown.files) == ("appointment", ("appointment.ics",))
    assert parts(shown.raw) == parts(left.raw)


def parts(raw: bytes) -> list[bytes]:
    """What stands in the letter, decoded: without its Message-ID and the boundaries that are made of it."""
    message = message_from_bytes(raw, policy=policy.default)
    return [bytes(part.get_payload(decode=True)) for part in message.walk() if not part.is_multipart()]


def test_a_later_try_has_the_same_file(place: Place) -> None:
    taken(place)
    place.deliver()
    place.relay.will_say(ANN, Said(451, "busy"))
    hold(place)
    place.later(hours=3)
    place.deliver()
    tried = [each for each in place.relay.tried if place.out("appointment").message_id in each.raw.decode()]
    assert len(tried) == 2
    assert parts(tried[0].raw) == parts(tried[1].raw)


def test_who_may_be_told_gets_it_and_nobody_else(place: Place) -> None:
    taken(place)
    rights_taken(place, ANN)
    hold(place)
    assert [out.to for out in place.outbox() if out.effect == "appointment"] == [EVA]


@pytest.mark.parametrize("kind", ["release", "supplier", "other"])
def test_other_holds_tell_the_reason_and_carry_no_entry(place: Place, kind: str) -> None:
    taken(place)
    place.act("MG-1", "hold", until=TUESDAY, reason="a part", kind=kind)
    place.deliver()
    assert "appointment" not in place.effects()
    assert list(sent(place, place.out("on_hold")).iter_attachments()) == []
    assert place.history()[-1].data["kind"] == kind


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"kind": "party"}, "kind is one of: appointment, release, supplier, other"),
        ({"place": "Oak Street 5"}, "place: only with kind=appointment"),
        ({"kind": "supplier", "place": "x", "minutes": "5"}, "place and minutes: only with kind=appointment"),
        ({"kind": "appointment", "minutes": "0"}, "minutes of an appointment are 1 to 1440"),
        ({"kind": "appointment", "minutes": "1441"}, "minutes of an appointment are 1 to 1440"),
        ({"kind": "appointment", "minutes": "an hour"}, "minutes is a whole number"),
    ],
)
def test_what_cannot_be_agreed_is_said_in_a_sentence(place: Place, keys: dict[str, str], told: str) -> None:
    taken(place)
    with pytest.raises(WrongUse, match=told):
        place.act("MG-1", "hold", until=TUESDAY, reason="a visit", **keys)


@pytest.mark.parametrize("hour", ["2027-03-28T01:30:00+01:00", "2026-10-25T02:30:00+01:00"])
def test_an_appointment_in_the_night_of_another_summer_time_is_one_instant(place: Place, hour: str) -> None:
    place.clock.set(datetime(2026, 10, 20, 8, tzinfo=UTC))
    taken(place)
    hold(place, hour)
    at = datetime.fromisoformat(hour).astimezone(UTC)
    assert entry(sent(place, place.out("appointment")))["DTSTART"] == f"{at:%Y%m%dT%H%M%SZ}"
    assert place.clocks()[ClockKind.HOLD].due_at == at
