"""One appointment as an entry for a calendar (RFC 5545), published to the customer (RFC 5546 METHOD:PUBLISH). Pure.

    invitation(Appointment("1042-1@linden.example", 0, start, 60, "Oak Street 5"), "Printer [MG-1042]", "…", organizer)

A moved appointment has the same uid and a higher sequence: the calendar moves its entry. Nobody is asked to accept, so
no calendar answers by mail. Instants are in UTC, and the customer's calendar shows them in its own zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from mailgate.model.address import Address
from mailgate.outbound.cleaned import lines, one_line

INVITATION = "appointment.ics"  #: the name of the file
METHOD = "PUBLISH"
_LINE = 75  #: octets of a content line without its end (RFC 5545 §3.1)
_SPECIAL = re.compile(r"([\\;,])")


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where; the rest is in the letter."""

    uid: str  #: the same for as long as it is moved; ASCII without spaces
    sequence: int  #: 0, and one more with each change
    start: datetime
    minutes: int
    place: str = ""
    agreed_at: datetime | None = None  #: None is the start


def invitation(appointment: Appointment, summary: str, description: str, organizer: tuple[str, Address]) -> bytes:
    """The file. `organizer` is our name and address; every text may be anybody's words."""
    start, name = appointment.start.astimezone(UTC), one_line(organizer[0]).replace('"', "'")
    written = (
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//mailgate//appointments//EN"),
        ("METHOD", METHOD),
        ("BEGIN", "VEVENT"),
        ("UID", appointment.uid),
        ("SEQUENCE", str(appointment.sequence)),
        ("DTSTAMP", _instant(appointment.agreed_at or start)),
        ("DTSTART", _instant(start)),
        ("DTEND", _instant(start + timedelta(minutes=appointment.minutes))),
        ("SUMMARY", _text(one_line(summary))),
        ("LOCATION", _text(one_line(appointment.place))),
        ("DESCRIPTION", _text(lines(description))),
        (f'ORGANIZER;CN="{name}"', f"mailto:{quote(str(organizer[1]), safe='@+')}"),
        ("STATUS", "CONFIRMED"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    )
    said = (f"{key}:{value}" for key, value in written if value)
    return b"".join(b"\r\n ".join(_pieces(line)) + b"\r\n" for line in said)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """A value of type TEXT (RFC 5545 §3.3.11)."""
    return _SPECIAL.sub(r"\\\1", words).replace("\n", r"\n")


def _pieces(line: str) -> Iterator[bytes]:
    """The line in pieces that fit with the space before each further one; no character is cut in two."""
    piece, room = bytearray(), _LINE
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > room:
            yield bytes(piece)
            piece, room = bytearray(), _LINE - 1
        piece += octets
    yield bytes(piece)
