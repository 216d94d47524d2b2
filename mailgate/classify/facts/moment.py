"""Arithmetic of time as people mean it: a day, an hour and a part of the day become an instant. Pure; zones are argued.

Wall times are the zone's. One that occurs twice is the first of the two; one that does not exist is read with the
offset before the change (02:30 in the spring gap is 03:30).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property

#: A date without a year that lies further back is one to come.
_COMING = timedelta(days=300)


class Precision(StrEnum):
    """The length of the span that the words name; its beginning is the instant."""

    MINUTE = "minute"
    HOUR = "hour"
    PART = "part"  #: of a day: morning, afternoon, evening, night
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """An instant in UTC and how exactly it was named."""

    instant: datetime
    precision: Precision


@dataclass(frozen=True)
class Clock:
    """When the words were written: the instant, and the same on the wall of the customer's zone."""

    now: datetime
    zone: tzinfo

    @cached_property
    def today(self) -> date:
        """The customer's date."""
        return self.now.astimezone(self.zone).date()

    def at(self, day: date, hour: int = 0, minute: int = 0) -> datetime:
        """That wall time as an instant."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def back(self, amount: int, unit: str) -> Span | None:
        """So long ago; minutes and hours elapsed, days and more by the calendar. Units are the letters of the words."""
        if not 0 < amount <= 400:
            return None
        if unit in "mgz":
            minutes = {"m": 1, "g": 60, "z": 30}[unit] * amount
            exact = Precision.HOUR if unit == "g" else Precision.MINUTE
            return Span(self.now.astimezone(UTC) - timedelta(minutes=minutes), exact)
        if unit == "q":
            return Span(self.at(months_back(self.today, amount)), Precision.MONTH)
        days, precision = (amount, Precision.DAY) if unit == "j" else (amount * 7, Precision.WEEK)
        return Span(self.at(self.today - timedelta(days=days)), precision)

    def past_weekday(self, weekday: int) -> date:
        """The most recent one that is over: today's own name is a week ago."""
        return self.today - timedelta(days=(self.today.weekday() - weekday - 1) % 7 + 1)

    def saturday(self) -> date:
        """Of the most recent weekend; that which has begun counts."""
        return self.today - timedelta(days=(self.today.weekday() - 5) % 7)

    def monday(self, weeks: int) -> date:
        """Of this week (0) or so many before."""
        return self.today - timedelta(days=self.today.weekday() + 7 * weeks)

    def month(self, number: int, year: int | None, *, last: bool = False) -> date | None:
        """The first of the most recent such month that has begun; `last`: that is over. None for next month's name."""
        first = date(year or self.today.year, number, 1)
        begun = (first.year, first.month) < (self.today.year, self.today.month + (not last))
        found = first if year or begun else first.replace(year=first.year - 1)
        return found if year or self.today - found < _COMING else None

    def past_date(self, day: int, month: int, year: int | None) -> date | None:
        """That date, without a year the most recent one that is not to come; None when there is no such day."""
        years = [year] if year else [self.today.year, self.today.year - 1]
        for tried in years:
            if not (1 <= month <= 12 and 1 <= day <= monthrange(tried, month)[1]):
                continue
            if (found := date(tried, month, day)) <= self.today:
                return found if year or self.today - found < _COMING else None
        return None


def months_back(day: date, months: int) -> date:
    """The same day so many months before; the last one where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
