"""Who is on shift: `on_shift(desk, member, now)`. The calendar of somebody's shift is open, and they are not away.

Everybody who wants to know asks here. Whoever is off shift is not told and not suggested; they may work all the same.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mailgate.lifecycle.clocks import is_open, next_opening, open_spans
from mailgate.model.errors import WrongUse
from mailgate.registry.setup import Desk, Staff

_LONGEST_SHOWN = timedelta(days=3)  #: a shift that lasts longer has no end to speak of


def on_shift(desk: Desk, member: Staff, at: datetime) -> bool:
    """Whether they work at this instant."""
    shift = desk.shift_of(member)
    return shift is not None and is_open(at, shift)


def away(desk: Desk, member: Staff, at: datetime) -> bool:
    """Whether this is a day of their absence, in the zone of their shift, or of the firm where they have none."""
    shift = desk.calendar(member.shift)
    day = at.astimezone(ZoneInfo(shift.zone if shift else desk.firm.zone)).date()
    return any(first <= day <= last for first, last in member.away)


def next_shift(desk: Desk, member: Staff, at: datetime) -> datetime | None:
    """The first instant from `at` on at which they are on shift; None when there is none within a year."""
    shift = desk.shift_of(member)
    try:
        return next_opening(at, shift) if shift else None
    except WrongUse:
        return None


def shift_ends(desk: Desk, member: Staff, at: datetime) -> datetime | None:
    """When the shift that runs at this instant is over; None when it lasts for days, or none runs."""
    shift, last = desk.shift_of(member), at + _LONGEST_SHOWN
    if shift is None or not is_open(at, shift):
        return None
    end = at
    for opens, closes in open_spans(at, last, shift):
        if opens > end:
            break
        end = closes
    return end if end < last else None


def working(desk: Desk, at: datetime) -> list[Staff]:
    """Who is on shift. All with the same shift and absences are looked at once."""
    alike = {(member.shift, member.away): member for member in desk.staff}
    here = {each for each, member in alike.items() if on_shift(desk, member, at)}
    return [member for member in desk.staff if (member.shift, member.away) in here]


def next_working(desk: Desk, members: Iterable[Staff], at: datetime) -> tuple[datetime | None, Sequence[Staff]]:
    """When the next of these begins their shift, and who begins then; (None, []) when nobody ever does."""
    begins = [(since, member) for member in members if (since := next_shift(desk, member, at))]
    first = min((since for since, _ in begins), default=None)
    return first, [member for since, member in begins if since == first]
