"""Deadlines from calendars (design.md §8). Pure: every instant is an argument, aware and in UTC; so is every answer.

In `m` and `h` a duration counts open time. `Nd` is the same local time of day N working days later. On a calendar
that is always open all of them are elapsed time. A span opens and closes when the clock on the wall first shows its
time or has jumped over it; what lies between is counted in UTC, so a night shift has the hours that it really lasts.
Nothing here reads a clock. tests/unit/lifecycle/test_calendars.py holds all of it against counting minutes.
"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from mailgate.model.calendar import WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.errors import WrongUse

VerifyClock = Literal["elapsed", "business"]

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_NOTHING = timedelta(0)
_LONGEST_REST = 366  #: days; a calendar that is shut for longer never opens


def add_open_time(start: datetime, duration: Duration, calendar: WorkCalendar) -> datetime:
    """The instant at which `duration` of the calendar has passed since `start`.

    Raises WrongUse when the calendar never opens.
    """
    if calendar.always:
        return start + duration.elapsed()
    if duration.unit == "d":
        return _same_time_later(start, duration.amount, calendar)
    return pass_open_time(start, duration.elapsed(), calendar)


def pass_open_time(start: datetime, length: timedelta, calendar: WorkCalendar) -> datetime:
    """The first instant at which so much open time has passed since `start`; `start` itself for none.

    Raises WrongUse when the calendar never opens.
    """
    if calendar.always or length <= _NOTHING:
        return start + max(length, _NOTHING)
    left, spans = length, _open_spans(start, calendar)
    opens, closes = next(spans)
    while closes - opens < left:
        left -= closes - opens
        opens, closes = next(spans)
    return opens + left


def open_time_between(start: datetime, end: datetime, calendar: WorkCalendar) -> timedelta:
    """How long it was open from `start` to `end`; never negative, and nothing when `end` is not after `start`."""
    return sum((closes - opens for opens, closes in open_spans(start, end, calendar)), _NOTHING)


def open_spans(start: datetime, end: datetime, calendar: WorkCalendar) -> Iterator[tuple[datetime, datetime]]:
    """The parts of the time from `start` to `end` in which it is open, in order; two of them may touch at midnight."""
    if start >= end:
        return
    if calendar.always:
        yield start, end
        return
    day, last = _local(start, calendar), _local(end, calendar)
    while day <= last:
        for opens, closes in _spans_of(day, calendar):
            if opens < end and start < closes:
                yield max(opens, start), min(closes, end)
        day += _DAY


def is_open(at: datetime, calendar: WorkCalendar) -> bool:
    """Whether somebody works at this instant. The instant of closing is not open."""
    return calendar.always or any(opens <= at < closes for opens, closes in _spans_of(_local(at, calendar), calendar))


def next_opening(at: datetime, calendar: WorkCalendar) -> datetime:
    """The first open instant from `at` on; `at` itself when it is open. Raises WrongUse when it never opens."""
    return at if calendar.always else next(_open_spans(at, calendar))[0]


def verification_due(
    accepted_at: datetime, after: Duration, verify_clock: VerifyClock, calendar: WorkCalendar
) -> datetime:
    """When silence closes, rounded up to the full minute that the letter prints (S3-14, S3-15).

    On the business clock each 24 hours of `after`, begun or full, are one working day (design.md §8).
    """
    if verify_clock == "business":
        days = math.ceil(after.elapsed() / _DAY)
        return _full_minute(add_open_time(accepted_at, Duration(days, "d"), calendar))
    return _full_minute(accepted_at + after.elapsed())


def _full_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + _MINUTE


def _same_time_later(start: datetime, days: int, calendar: WorkCalendar) -> datetime:
    local = start.astimezone(ZoneInfo(calendar.zone))
    workdays = _workdays(local.date() + _DAY, calendar)
    for _ in range(days - 1):
        next(workdays)
    return _first(next(workdays), local.time(), calendar.zone)


def _open_spans(since: datetime, calendar: WorkCalendar) -> Iterator[tuple[datetime, datetime]]:
    """What is left of the open spans from `since` on, without end."""
    for day in _workdays(_local(since, calendar), calendar):
        for opens, closes in _spans_of(day, calendar):
            if closes > since:
                yield max(opens, since), closes


def _workdays(first: date, calendar: WorkCalendar) -> Iterator[date]:
    """The working days from `first` on. Raises WrongUse instead of searching for ever."""
    day, rest = first, 0
    while rest <= _LONGEST_REST:
        if _spans_of(day, calendar):
            yield day
            rest = 0
        day, rest = day + _DAY, rest + 1
    raise WrongUse(f"the calendar {calendar.name!r} never opens, so no deadline can be counted on it")


def _spans_of(day: date, calendar: WorkCalendar) -> list[tuple[datetime, datetime]]:
    """The open spans of one local day in UTC; none on a holiday. A span that summer time swallows is left out."""
    if day in calendar.closed or _is_holiday(day, calendar.holidays):
        return []
    spans = []
    for opens, closes in calendar.spans.get(day.weekday(), ()):
        start = _first(day, opens, calendar.zone)
        end = _first(day + _DAY if closes == time(0) else day, closes, calendar.zone)
        if start < end:
            spans.append((start, end))
    return spans


def _first(day: date, clock: time, zone: str) -> datetime:
    """The first instant of a local day at which the clock on the wall shows this time or a later one.

    Of an hour that comes twice the first one, of an hour that is left out its end (PEP 495).
    """
    written = datetime.combine(day, clock.replace(fold=0), ZoneInfo(zone))
    instant = written.astimezone(UTC)
    if instant.astimezone(written.tzinfo).replace(tzinfo=None) == written.replace(tzinfo=None):
        return instant
    before = written.utcoffset()
    early, late = written.replace(fold=1).astimezone(UTC), instant  # the change lies between the two
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        early, late = (middle, late) if middle.astimezone(written.tzinfo).utcoffset() == before else (early, middle)
    return late.replace(microsecond=0)


def _local(at: datetime, calendar: WorkCalendar) -> date:
    return at.astimezone(ZoneInfo(calendar.zone)).date()


def _is_holiday(day: date, country: str) -> bool:
    return bool(country) and day in _holidays(country, day.year)


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays  # slow to load, and most commands never count a deadline

    code, _, region = country.partition("-")
    return frozenset(holidays.country_holidays(code, subdiv=region or None, years=year))
