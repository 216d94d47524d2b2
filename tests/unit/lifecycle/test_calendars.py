"""Open time on any calendar, held against a slow oracle that looks at the clock on the wall minute by minute.

MAILGATE_CALENDARS=5000 is the long form: so many examples of each property, drawn anew each time.
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.lifecycle.clocks import add_open_time, is_open, next_opening, open_time_between, pass_open_time
from mailgate.model.calendar import ALWAYS, Span, WorkCalendar
from mailgate.model.duration import Duration

_LONG = int(os.environ.get("MAILGATE_CALENDARS", "0"))
_many = settings(max_examples=_LONG or 20, derandomize=not _LONG, deadline=None)
_few = settings(max_examples=_LONG or 8, derandomize=not _LONG, deadline=None)  # the oracle takes its time

MINUTE, DAY, NOTHING = timedelta(minutes=1), timedelta(days=1), timedelta(0)
#: Changes at 1, 2 and 3 o'clock, at midnight to both sides, by half an hour, in the southern summer, and none.
ZONES = ["Europe/Prague", "Atlantic/Azores", "Africa/Cairo", "America/Santiago", "America/Havana", "Asia/Beirut"]
ZONES += ["Australia/Lord_Howe", "America/New_York", "Asia/Kolkata", "UTC"]
#: Days around which the clocks change somewhere or a holiday stands.
EDGES = [(2025, 3, 8), (2025, 3, 29), (2025, 4, 4), (2025, 4, 24), (2025, 9, 6), (2025, 10, 25), (2025, 10, 30)]
EDGES += [(2025, 11, 1), (2025, 12, 24), (2026, 1, 1), (2026, 3, 28), (2026, 4, 5)]


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> tuple[Span, ...]:
    """Up to four spans, many of them at night, some from midnight or until midnight."""
    quarter = st.one_of(st.integers(0, 16), st.integers(0, 96))
    ends = sorted(draw(st.lists(quarter, min_size=0, max_size=8, unique=True)))
    times = [time(0) if end == 96 else time(end // 4, end % 4 * 15) for end in ends]
    return tuple(zip(times[: len(times) // 2 * 2 : 2], times[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """A calendar that opens at least on Wednesdays."""
    if draw(st.integers(0, 20)) == 20:
        return ALWAYS
    spans = {day: found for day in range(7) if (found := draw(spans_of_a_day()))}
    spans.setdefault(2, ((time(9), time(17)),))
    closed = draw(st.frozensets(st.sampled_from([date(*each) + n * DAY for each in EDGES for n in (0, 1)]), max_size=4))
    country = draw(st.sampled_from(["", "CZ", "DE-BY", "US"]))
    return WorkCalendar("any", draw(st.sampled_from(ZONES)), spans, country, closed=closed)


def instants() -> st.SearchStrategy[datetime]:
    """Whole minutes within two days of an edge."""
    minutes = st.integers(-600, 2880).map(lambda n: n * MINUTE)
    return st.builds(lambda edge, n: datetime(*edge, tzinfo=UTC) + n, st.sampled_from(EDGES), minutes)


def lengths(days: int) -> st.SearchStrategy[timedelta]:
    return st.integers(0, days * 24 * 3600).map(lambda n: timedelta(seconds=n))


def open_minutes(start: datetime, calendar: WorkCalendar) -> Iterator[tuple[datetime, bool]]:
    """Every minute from `start` on, and whether it is open, without end.

    A day's clock goes back in autumn; what has been passed by then stays passed.
    """
    now, today, shown = start - 50 * 60 * MINUTE, date.min, time(0)
    rest = (
        holidays.country_holidays(calendar.holidays[:2], subdiv=calendar.holidays[3:] or None)
        if (calendar.holidays)
        else {}
    )
    while True:
        local = now.astimezone(ZoneInfo(calendar.zone))
        shown = max(shown, local.time()) if local.date() == today else local.time()
        today = local.date()
        spans = () if today in calendar.closed or today in rest else calendar.spans.get(today.weekday(), ())
        if now >= start:
            yield now, calendar.always or any(a <= shown and (shown < b or b == time(0)) for a, b in spans)
        now += MINUTE


@_few
@given(calendars(), instants(), lengths(4))
def test_open_time_is_what_counting_minutes_gives(calendar: WorkCalendar, start: datetime, length: timedelta) -> None:
    end, counted = start + length // MINUTE * MINUTE, 0
    for minute, is_open_then in open_minutes(start, calendar):
        if minute == end:
            break
        assert is_open(minute, calendar) == is_open_then, minute.astimezone(ZoneInfo(calendar.zone))
        counted += is_open_then
    assert open_time_between(start, end, calendar) == counted * MINUTE


@_few
@given(calendars(), instants(), st.integers(1, 30))
def test_a_deadline_is_the_minute_that_counting_reaches(calendar: WorkCalendar, start: datetime, hours: int) -> None:
    minutes = open_minutes(start, calendar)
    last = next(islice((minute for minute, is_open_then in minutes if is_open_then), hours * 60 - 1, None))
    assert add_open_time(start, Duration(hours, "h"), calendar) == last + MINUTE


@_few
@given(calendars(), instants())
def test_the_next_opening_is_the_first_open_minute(calendar: WorkCalendar, start: datetime) -> None:
    first = next(minute for minute, is_open_then in open_minutes(start, calendar) if is_open_then)
    assert next_opening(start, calendar) == first


@_many
@given(calendars(), instants(), lengths(20), lengths(20))
def test_open_time_is_never_negative_and_adds_up(
    calendar: WorkCalendar, start: datetime, one: timedelta, two: timedelta
) -> None:
    middle, end = start + one, start + one + two
    parts = open_time_between(start, middle, calendar), open_time_between(middle, end, calendar)
    assert all(NOTHING <= part <= length for part, length in zip(parts, (one, two), strict=True))
    assert sum(parts, NOTHING) == open_time_between(start, end, calendar)
    assert open_time_between(end, start, calendar) == NOTHING


@_many
@given(calendars(), instants(), lengths(5), lengths(5))
def test_passing_open_time_adds_up_and_never_goes_back(
    calendar: WorkCalendar, start: datetime, one: timedelta, two: timedelta
) -> None:
    first, both = pass_open_time(start, one, calendar), pass_open_time(start, one + two, calendar)
    assert start <= first <= both == pass_open_time(first, two, calendar)


@_many
@given(calendars(), st.lists(instants(), min_size=2, max_size=5), lengths(5))
def test_who_starts_later_is_never_due_earlier(
    calendar: WorkCalendar, starts: list[datetime], length: timedelta
) -> None:
    dues = [pass_open_time(start, length, calendar) for start in sorted(starts)]
    assert dues == sorted(dues)


@_many
@given(calendars(), instants(), lengths(5), lengths(20))
def test_counting_and_passing_undo_each_other(
    calendar: WorkCalendar, start: datetime, length: timedelta, elapsed: timedelta
) -> None:
    assert open_time_between(start, pass_open_time(start, length, calendar), calendar) == length
    reached = pass_open_time(start, open_time_between(start, start + elapsed, calendar), calendar)
    assert reached <= start + elapsed
    assert open_time_between(reached, start + elapsed, calendar) == NOTHING


@_many
@given(calendars(), instants(), st.integers(1, 9))
def test_days_end_on_so_many_working_days_later_at_the_same_time(
    calendar: WorkCalendar, start: datetime, days: int
) -> None:
    zone, dues = ZoneInfo(calendar.zone), [add_open_time(start, Duration(n, "d"), calendar) for n in range(1, days + 1)]
    if calendar.always:
        assert dues[-1] == start + days * DAY
        return
    local = [due.astimezone(zone) for due in dues]
    for before, after in pairwise([start.astimezone(zone), *local]):
        begins = datetime.combine(before.date() + DAY, time(0), zone).astimezone(UTC)
        ends = datetime.combine(after.date(), time(0), zone).astimezone(UTC)
        assert before.date() < after.date()
        assert open_time_between(begins, ends, calendar) == NOTHING, "no working day lies between"
    # Later only where that time of day is left out in spring.
    assert all(each.time() >= start.astimezone(zone).time() for each in local)
    assert any(each.time() == start.astimezone(zone).time() for each in local) or days < 2


def test_a_span_that_summer_time_cuts_opens_when_the_hour_is_left_out() -> None:
    night = WorkCalendar("night", "Europe/Prague", {6: ((time(2, 30), time(4)),)})
    opens, closes = datetime(2025, 3, 30, 1, tzinfo=UTC), datetime(2025, 3, 30, 2, tzinfo=UTC)
    assert next_opening(opens - 3 * DAY, night) == opens
    assert open_time_between(opens - DAY, closes + DAY, night) == closes - opens
    assert open_time_between(datetime(2025, 10, 25, tzinfo=UTC), datetime(2025, 10, 27, tzinfo=UTC), night) == (
        150 * MINUTE
    )


def test_nobody_works_on_a_closed_day() -> None:
    plain = WorkCalendar("office", "Europe/Prague", dict.fromkeys(range(5), ((time(8), time(16)),)))
    shut = WorkCalendar("office", plain.zone, plain.spans, closed=frozenset({date(2026, 12, 24)}))
    noon = datetime(2026, 12, 23, 11, tzinfo=UTC)
    assert add_open_time(noon, Duration(1, "d"), plain) == noon + DAY
    assert add_open_time(noon, Duration(1, "d"), shut) == noon + 2 * DAY
    assert not is_open(noon + DAY, shut)
    assert open_time_between(noon, noon + 2 * DAY, shut) == 8 * 60 * MINUTE
