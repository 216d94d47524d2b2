"""Who is on shift: the calendar is open and they are not away; and everybody asks the same function."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mailgate.desk import shifts
from mailgate.desk.enrol import load_desk
from mailgate.model.errors import BadSetup
from mailgate.registry.load import read_desk
from mailgate.registry.setup import Desk, from_items, items, merge

DAY, NIGHT = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 2, 22, tzinfo=UTC)  # a Monday
HEAD = """
[firm]
name = "F"
zone = "Europe/Prague"
[[calendar]]
name = "weekday"
zone = "Europe/Prague"
[calendar.spans]
mon = ["08:00-17:00"]
tue = ["08:00-17:00"]
[[calendar]]
name = "night"
zone = "Europe/Prague"
[calendar.spans]
mon = ["22:00-24:00"]
tue = ["00:00-06:00"]
"""


def desk_of(**members: str) -> Desk:
    """Colleagues by name, with the lines that say when they work."""
    staff = [f'[[staff]]\nemail = "{each}@x.example"\nname = "{each}"\n{more}\n' for each, more in members.items()]
    return merge(Desk.empty(), read_desk(HEAD + "".join(staff), "desk.toml"))


def one(more: str) -> tuple[Desk, Any]:
    desk = desk_of(ada=more)
    return desk, desk.staff[0]


def names(members: Any) -> list[str]:
    return [each.name for each in members]


@pytest.mark.parametrize(
    ("more", "by_day", "at_night"),
    [
        ('shift = "weekday"', True, False),
        ('shift = "night"', False, True),
        ('shift = "24x7"', True, True),
        ("", False, False),
        ('shift = "weekday"\naway = ["2026-11-02"]', False, False),
        ('shift = "weekday"\naway = [2026-11-01]', True, False),
        ('shift = "weekday"\naway = ["2026-10-30..2026-11-02"]', False, False),
        ('shift = "weekday"\naway = ["2026-11-03 .. 2026-11-05", "2026-10-02"]', True, False),
        ('shift = "24x7"\naway = ["2026-11-02"]', False, False),
        ('shift = "night"\naway = ["2026-11-03"]', False, True),
    ],
)
def test_on_shift_is_whose_calendar_is_open_and_who_is_not_away(more: str, by_day: bool, at_night: bool) -> None:
    desk, ada = one(more)
    assert (shifts.on_shift(desk, ada, DAY), shifts.on_shift(desk, ada, NIGHT)) == (by_day, at_night)
    assert names(shifts.working(desk, DAY)) == (["ada"] if by_day else [])


def test_a_day_away_is_a_day_of_the_shifts_zone() -> None:
    desk, ada = one('shift = "night"\naway = ["2026-11-03"]')
    midnight = datetime(2026, 11, 2, 23, tzinfo=UTC)
    assert shifts.on_shift(desk, ada, midnight - timedelta(seconds=1))
    assert not shifts.on_shift(desk, ada, midnight), "Tuesday begins in Prague"


def test_the_next_shift_leaves_out_the_days_away() -> None:
    desk, ada = one('shift = "weekday"\naway = ["2026-11-03..2026-11-10"]')
    assert shifts.next_shift(desk, ada, DAY) == DAY
    assert shifts.next_shift(desk, ada, NIGHT) == datetime(2026, 11, 16, 7, tzinfo=UTC)


@pytest.mark.parametrize("more", ["", 'shift = "weekday"\naway = ["2026-11-01..2028-11-01"]'])
def test_who_never_works_within_a_year_has_no_next_shift(more: str) -> None:
    desk, ada = one(more)
    assert shifts.next_shift(desk, ada, DAY) is None
    assert shifts.next_working(desk, [ada], DAY) == (None, [])


def test_a_shift_over_midnight_ends_when_the_night_is_over() -> None:
    desk, ada = one('shift = "night"')
    assert shifts.shift_ends(desk, ada, NIGHT) == datetime(2026, 11, 3, 5, tzinfo=UTC)
    assert shifts.shift_ends(desk, ada, DAY) is None
    desk, ada = one('shift = "24x7"')
    assert shifts.shift_ends(desk, ada, DAY) is None
    desk, ada = one('shift = "24x7"\naway = ["2026-11-04"]')
    assert shifts.shift_ends(desk, ada, DAY) == datetime(2026, 11, 4, tzinfo=UTC)


def test_who_begins_next_may_be_several() -> None:
    desk = desk_of(ada='shift = "weekday"', bob='shift = "weekday"', eva='shift = "night"\naway = ["2026-11-02"]')
    first, who = shifts.next_working(desk, desk.staff, DAY - timedelta(hours=5))
    assert (first, names(who)) == (datetime(2026, 11, 2, 7, tzinfo=UTC), ["ada", "bob"])


def test_days_away_are_kept_as_they_are() -> None:
    desk, ada = one('shift = "weekday"\naway = ["2026-12-23..2027-01-02", "2026-11-30"]')
    assert ada.model_dump()["away"] == ("2026-12-23..2027-01-02", "2026-11-30..2026-11-30")
    assert from_items(items(desk)) == desk


@pytest.mark.parametrize(
    ("away", "says"),
    [
        ('["2026-12-23..2026-12-22"]', "'2026-12-23..2026-12-22' ends before it begins"),
        ('["2026-12-23...2026-12-24"]', "is not a day like 2026-12-24"),
        ('["Christmas"]', "'Christmas' is not a day like 2026-12-24"),
        ('["2026-02-30"]', "there is no day '2026-02-30'"),
        ('["2026-01-01..9999-12-31"]', "is longer than three years"),
        ("[7]", "'7' is not a day like 2026-12-24"),
    ],
)
def test_a_mistake_in_the_days_is_told_with_its_line(away: str, says: str) -> None:
    with pytest.raises(BadSetup, match=r"desk\.toml:\d+:\d+: .*") as refused:
        one(f"away = {away}")
    assert says in str(refused.value)


def test_the_task_of_an_owner_who_is_away_leaves_on_their_first_day_back(place: Any) -> None:
    away = '[[staff]]\nemail = "ada@desk.example"\nname = "Ada First"\nlines = [1]\nshift = "weekday"\n'
    load_desk(place.house, [("desk.toml", away + 'away = ["2026-11-03..2026-11-08"]\n')])
    letter = place.verifying()
    place.later(hours=12)
    place.answer(letter, "Yes, but the scanner beeps.")
    assert place.out("staff_task").due_at == datetime(2026, 11, 9, 7, tzinfo=UTC)
