"""An entry for a calendar, read back strictly: by its lines, its folding, its properties and its escaped words."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailgate.model.address import Address
from mailgate.outbound.invitation import Appointment, invitation

START = datetime(2026, 11, 24, 14, 0, tzinfo=timezone(timedelta(hours=1)))
US = ("Linden Support", Address.parse("support@linden.example"))
HOSTILE = 'a;b,c\\d"e\\n:f\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028X-EVIL:1\x00\x1b'
#: What RFC 5546 §3.2.1 wants of a published event.
ONCE = {"DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"}
_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+="[^"\x00-\x1f]*")*):(.*)')


def written(place: str = "", summary: str = "Printer", description: str = "MG-1", name: str = US[0], **more) -> bytes:
    agreed = Appointment(**{"uid": "mg-1-1@linden.example", "sequence": 0, "start": START, "minutes": 60, **more})
    agreed = Appointment(agreed.uid, agreed.sequence, agreed.start, agreed.minutes, place, agreed.agreed_at)
    return invitation(agreed, summary, description, (name, US[1]))


def read(raw: bytes) -> dict[str, str]:
    """The event's properties, texts unescaped. Fails at anything that RFC 5545 does not allow."""
    assert raw.endswith(b"\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    folded = raw[:-2].split(b"\r\n")
    assert max(map(len, folded)) <= 75
    assert [piece.decode("utf-8") for piece in folded], "no character is cut in two"
    lines = raw[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    assert all(line.isprintable() for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "METHOD:PUBLISH"} <= set(lines[1 : lines.index("BEGIN:VEVENT")])
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    assert sum(line.startswith(("BEGIN:", "END:")) for line in lines) == 4
    event: dict[str, str] = {}
    for line in lines[lines.index("BEGIN:VEVENT") + 1 : -2]:
        found = _LINE.fullmatch(line)
        assert found, line
        assert found[1] not in event, "each property once"
        event[found[1]] = found[2] + found[3] if found[1] == "ORGANIZER" else unescaped(found[1], found[3])
    assert event.keys() >= ONCE
    return event


def unescaped(key: str, value: str) -> str:
    if key not in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        return value
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def test_it_says_when_where_what_and_who():
    agreed_at = datetime(2026, 11, 20, 9, 30, 15, tzinfo=UTC)
    event = read(
        written("Oak Street 5, 2nd floor", "Printer [MG-1]", "New head.\nMG-1", minutes=90, agreed_at=agreed_at)
    )
    assert event == {
        "UID": "mg-1-1@linden.example",
        "SEQUENCE": "0",
        "DTSTAMP": "20261120T093015Z",
        "DTSTART": "20261124T130000Z",
        "DTEND": "20261124T143000Z",
        "SUMMARY": "Printer [MG-1]",
        "LOCATION": "Oak Street 5, 2nd floor",
        "DESCRIPTION": "New head.\nMG-1",
        "ORGANIZER": ';CN="Linden Support"mailto:support@linden.example',
        "STATUS": "CONFIRMED",
    }


def test_the_length_is_kept_across_a_change_of_summer_time():
    event = read(written(start=datetime(2027, 3, 28, 0, 30, tzinfo=UTC), minutes=120))
    assert (event["DTSTART"], event["DTEND"]) == ("20270328T003000Z", "20270328T023000Z")


def test_words_of_anybody_stay_words():
    event = read(written(HOSTILE, HOSTILE, HOSTILE, HOSTILE))
    assert event["SUMMARY"] == event["LOCATION"] == 'a;b,c\\d"e\\n:f END:VEVENT BEGIN:VALARM X-EVIL:1'
    assert event["DESCRIPTION"] == 'a;b,c\\d"e\\n:f\nEND:VEVENT\nBEGIN:VALARM\nX-EVIL:1'
    assert event.keys() == read(written("x")).keys()
    assert event["ORGANIZER"].count('"') == 2


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("character", ["a", "ž", "Ж", "語", "🖨", ",", "\\"])
def test_long_lines_are_folded_between_characters(character, shift):
    words = "x" * shift + character * 400
    event = read(written(words[:400], words[:400], words))
    assert (event["LOCATION"], event["SUMMARY"], event["DESCRIPTION"]) == (words[:400], words[:400], words)


def test_without_a_place_there_is_no_empty_one():
    assert "LOCATION" not in read(written())
    assert "LOCATION" not in read(written("\r\n "))


def test_a_moved_one_keeps_its_name_and_counts():
    before, after = read(written()), read(written(sequence=3, start=START + timedelta(days=1)))
    assert (before["UID"], after["SEQUENCE"]) == (after["UID"], "3")
    assert after["DTSTART"] > before["DTSTART"]


def test_an_address_with_odd_characters_is_still_one_uri():
    raw = invitation(Appointment("u@x", 0, START, 5), "S", "D", ("N", Address.parse("it+50%@linden.example")))
    assert read(raw)["ORGANIZER"].endswith("mailto:it+50%25@linden.example")
