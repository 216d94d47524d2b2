"""Times ahead in which work is promised and too few people of first line are there (S0-12, S1-12).

    gaps(desk, now, now + timedelta(days=14))

Promised is the open time of every calendar that a target of an SLA counts on. What an SLA promises round the clock for
single priorities is the affair of those who are on call: it counts when there is a rota, and one of them is enough, on
shift or not. Pure, exact over changes of the clocks, and linear in days, calendars and people.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import groupby
from operator import itemgetter

from mailgate.lifecycle.clocks import open_spans
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.ticket import Priority
from mailgate.registry.items import days_of
from mailgate.registry.setup import Calendar, Desk, Staff

FURTHEST = timedelta(days=14)  #: so far ahead people look
FIRST_LINE = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A time with too few people."""

    since: datetime
    until: datetime
    on_shift: int  #: people of first line, at the worst moment of it
    on_call: bool = False  #: only on-call is promised then, and nobody on call is there either


class _Side(Enum):
    """Of what more or less begins at an instant."""

    DESK = auto()  #: calendars on which work is promised
    CALL = auto()  #: the same, but only to customers with on-call
    LINE = auto()  #: people of first line on shift
    ROTA = auto()  #: people of the rota who are not away


_Change = tuple[datetime, _Side, int]


def gaps(desk: Desk, since: datetime, until: datetime) -> list[Gap]:
    """In order, none touching another of its kind; nothing when `firm.least_on_shift` is 0. Looks FURTHEST at most."""
    least = desk.firm.least_on_shift
    if not least:
        return []
    until = min(until, since + FURTHEST)
    changes = sorted((*_promised(desk, since, until), *_present(desk, since, until)), key=itemgetter(0))
    there, found, begun = Counter[_Side](), list[Gap](), since
    for at, changing in groupby(changes, key=itemgetter(0)):
        _add(found, _between(there, begun, at, least))
        for _, side, number in changing:
            there[side] += number
        begun = at
    return found


def _between(there: Counter[_Side], since: datetime, until: datetime, least: int) -> Gap | None:
    """The gap of a time in which nothing changes."""
    people = there[_Side.LINE]
    if there[_Side.DESK]:
        return Gap(since, until, people) if people < least else None
    return Gap(since, until, 0, True) if there[_Side.CALL] and not people and not there[_Side.ROTA] else None


def _add(found: list[Gap], gap: Gap | None) -> None:
    last = found[-1] if found else None
    if gap and last and (last.until, last.on_call) == (gap.since, gap.on_call):
        found[-1] = Gap(last.since, gap.until, min(last.on_shift, gap.on_shift), gap.on_call)
    elif gap:
        found.append(gap)


def _promised(desk: Desk, since: datetime, until: datetime) -> Iterator[_Change]:
    calendars, on_call = _calendars(desk)
    for calendar in calendars.values():
        yield from _open(calendar.work(), since, until, _Side.DESK)
    if on_call:
        yield from _open(ALWAYS, since, until, _Side.CALL)


def _calendars(desk: Desk) -> tuple[dict[str, Calendar], bool]:
    """The calendars that targets count on, by name; whether round the clock is promised to customers with on-call."""
    found: dict[str, Calendar] = {}
    on_call = False
    for sla in desk.slas:
        for priority in Priority:
            plain = desk.target_calendar(sla.name, priority, oncall=False)
            with_call = desk.target_calendar(sla.name, priority, oncall=True)
            found.update({plain.name: plain} if plain else {})
            on_call = on_call or with_call != plain
    return found, on_call and bool(desk.oncall.rota)


def _present(desk: Desk, since: datetime, until: datetime) -> Iterator[_Change]:
    """All who have the same shift and are away on the same days are counted together."""
    alike: dict[object, list[Staff]] = {}
    for member in desk.staff:
        if FIRST_LINE in (member.lines or (FIRST_LINE,)):
            alike.setdefault((member.shift, member.away), []).append(member)
    for members in alike.values():
        shift = desk.shift_of(members[0])
        yield from _open(shift, since, until, _Side.LINE, len(members)) if shift else ()
    for email in desk.oncall.rota:
        on_call = desk.staff_member(email)
        yield from _open(_days_there(desk, on_call), since, until, _Side.ROTA) if on_call else ()


def _days_there(desk: Desk, member: Staff) -> WorkCalendar:
    """Every hour of every day but those on which they are away."""
    shift = desk.calendar(member.shift)
    return Calendar(name=ALWAYS.name, zone=shift.zone if shift else desk.firm.zone).work(days_of(member.away))


def _open(calendar: WorkCalendar, since: datetime, until: datetime, side: _Side, number: int = 1) -> Iterator[_Change]:
    for opens, closes in open_spans(since, until, calendar):
        yield opens, side, number
        yield closes, side, -number
