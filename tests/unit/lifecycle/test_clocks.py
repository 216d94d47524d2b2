"""Deadlines from calendars (design.md §8)."""

from datetime import UTC, datetime, time

import pytest

from mailgate.lifecycle.clocks import add_open_time, is_open, next_opening, verification_due
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.duration import Duration
from mailgate.model.errors import WrongUse

_MORNING, _AFTERNOON = (time(8), time(12)), (time(12, 30), time(17))
OFFICE = WorkCalendar("office", "Europe/Prague", dict.fromkeys(range(5), (_MORNING, _AFTERNOON)), "CZ")
NIGHT = WorkCalendar("night", "Europe/Prague", {5: ((time(22), time(0)),), 6: ((time(0), time(6)),)})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2025-03-05T09:00+01:00", "2h", "2025-03-05T11:00+01:00"),
        ("2025-03-05T11:00+01:00", "2h", "2025-03-05T13:30+01:00"),  # over lunch
        ("2025-03-05T11:00+01:00", "1h", "2025-03-05T12:00+01:00"),  # ends with the span
        ("2025-03-05T03:00+01:00", "30m", "2025-03-05T08:30+01:00"),  # before opening
        ("2025-03-07T16:30+01:00", "1h", "2025-03-10T08:30+01:00"),  # over a weekend
        ("2025-05-07T16:30+02:00", "1h", "2025-05-09T08:30+02:00"),  # 8 May is a Czech holiday
        ("2025-03-28T16:30+01:00", "1h", "2025-03-31T08:30+02:00"),  # summer time begins in between
        ("2025-03-05T14:10+01:00", "1d", "2025-03-06T14:10+01:00"),
        ("2025-03-07T14:10+01:00", "1d", "2025-03-10T14:10+01:00"),  # Friday to Monday
        ("2025-03-08T14:10+01:00", "1d", "2025-03-10T14:10+01:00"),  # from a Saturday
        ("2025-05-06T14:10+02:00", "3d", "2025-05-12T14:10+02:00"),  # holiday and weekend
        ("2025-03-28T14:10+01:00", "1d", "2025-03-31T14:10+02:00"),  # the same local time in summer time
    ],
)
def test_time_counts_on_the_calendar(start: str, length: str, due: str) -> None:
    assert add_open_time(at(start), Duration.parse(length), OFFICE) == at(due)


def test_a_calendar_that_is_always_open_counts_elapsed_time_across_summer_time() -> None:
    assert add_open_time(at("2025-03-29T14:00+01:00"), Duration(1, "d"), ALWAYS) == at("2025-03-30T15:00+02:00")


def test_a_night_shift_counts_real_hours_when_the_clocks_change() -> None:
    assert add_open_time(at("2025-03-29T22:00+01:00"), Duration(4, "h"), NIGHT) == at("2025-03-30T03:00+02:00")
    assert add_open_time(at("2025-10-25T22:00+02:00"), Duration(4, "h"), NIGHT) == at("2025-10-26T02:00+02:00")


def test_open_from_the_first_instant_to_before_the_last() -> None:
    assert is_open(at("2025-03-05T08:00+01:00"), OFFICE)
    assert not is_open(at("2025-03-05T12:00+01:00"), OFFICE)
    assert not is_open(at("2025-05-08T09:00+02:00"), OFFICE)
    assert is_open(at("2025-03-08T23:59+01:00"), NIGHT)
    assert is_open(at("2025-05-08T09:00+02:00"), ALWAYS)


def test_the_next_opening_is_now_or_the_next_span() -> None:
    now = at("2025-03-05T09:17+01:00")
    assert next_opening(now, OFFICE) == now
    assert next_opening(at("2025-03-07T17:00+01:00"), OFFICE) == at("2025-03-10T08:00+01:00")


@pytest.mark.parametrize("length", ["1m", "1d"])
def test_a_calendar_that_never_opens_is_refused_instead_of_searched_for_ever(length: str) -> None:
    with pytest.raises(WrongUse, match="never opens"):
        add_open_time(at("2025-03-05T09:00+01:00"), Duration.parse(length), WorkCalendar("shut", "UTC"))


@pytest.mark.parametrize(
    ("accepted", "after", "clock", "due"),
    [
        ("2025-03-07T14:10:00+01:00", "24h", "elapsed", "2025-03-08T14:10:00+01:00"),
        ("2025-03-07T14:10:01+01:00", "24h", "elapsed", "2025-03-08T14:11:00+01:00"),
        ("2025-03-29T14:10:00+01:00", "24h", "elapsed", "2025-03-30T15:10:00+02:00"),
        ("2025-03-07T14:10:01+01:00", "24h", "business", "2025-03-10T14:11:00+01:00"),
        ("2025-03-07T14:10:00+01:00", "72h", "business", "2025-03-12T14:10:00+01:00"),
    ],
)
def test_verification_ends_24_hours_or_a_working_day_later_on_a_full_minute(
    accepted: str, after: str, clock: str, due: str
) -> None:
    """S3-14, S3-15: the instant that the letter prints is the instant at which silence closes."""
    assert verification_due(at(accepted), Duration.parse(after), clock, OFFICE) == at(due)  # type: ignore[arg-type]
