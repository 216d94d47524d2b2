"""Gaps: times in which work is promised and too few people of first line are there."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from mailgate.desk.coverage import gap_counts, gap_finding, gap_hint, shifts, shifts_told
from mailgate.desk.enrol import load_desk
from mailgate.desk.gaps import FURTHEST, Gap, gaps
from mailgate.desk.health import findings, status
from mailgate.lifecycle.clocks import is_open
from mailgate.registry.items import days_of
from mailgate.registry.setup import Calendar, Desk, Firm, Oncall, Sla, Staff

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
OFFICE = {day: ["08:00-16:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


def calendar(name: str, zone: str = "UTC", **spans: Any) -> Calendar:
    return Calendar.model_validate({"name": name, "zone": zone, "spans": spans or OFFICE})


def member(name: str, shift: str = "office", lines: tuple[int, ...] = (1,), *away: str) -> Staff:
    values = {"email": f"{name}@x.example", "name": name, "lines": lines, "shift": shift, "away": away}
    return Staff.model_validate(values)


def sla(*calendars: str, name: str = "basic", **targets: str) -> Sla:
    """By priority the calendar of its own; "" is that of the SLA."""
    plain = {level: {"first_answer": "30m", "calendar": own} for level, own in targets.items()}
    return Sla.model_validate({"name": name, "calendar": calendars[0], **plain})


def desk(*staff: Staff, slas: tuple[Sla, ...] = (sla("office", p3=""),), least: int = 1, **more: Any) -> Desk:
    firm = Firm(name="F", zone="UTC", default_sla="basic", least_on_shift=least)
    rota = Oncall(rota=tuple(f"{name}@x.example" for name in more.pop("rota", ())))
    calendars = (calendar("office"), *more.pop("calendars", ()))
    return Desk(firm=firm, calendars=calendars, slas=slas, staff=staff, oncall=rota)


def of(a_desk: Desk, days: float = 5) -> list[tuple[str, str, int]]:
    found = gaps(a_desk, MONDAY, MONDAY + timedelta(days=days))
    return [(f"{gap.since:%d %H:%M}", f"{gap.until:%d %H:%M}", gap.on_shift) for gap in found]


def test_where_everybody_is_there_nothing_is_missing() -> None:
    assert of(desk(member("ada"))) == []


def test_a_day_away_is_a_gap_for_as_long_as_work_is_promised() -> None:
    assert of(desk(member("ada", "office", (1,), "2026-11-03..2026-11-04"))) == [
        ("03 08:00", "03 16:00", 0),
        ("04 08:00", "04 16:00", 0),
    ]


def test_fewer_than_the_least_is_a_gap_and_the_worst_moment_counts() -> None:
    early = calendar("early", mon=["08:00-12:00"])
    late = calendar("late", mon=["10:00-16:00"])
    staff = (member("ada", "early"), member("bob", "late"))
    assert of(desk(*staff, calendars=(early, late), least=2), 1) == [
        ("02 08:00", "02 10:00", 1),
        ("02 12:00", "02 16:00", 1),
    ]
    assert of(desk(*staff, calendars=(early, late), least=3), 1) == [("02 08:00", "02 16:00", 1)]
    assert of(desk(staff[0], calendars=(early, late)), 1) == [("02 12:00", "02 16:00", 0)]
    assert of(desk(staff[1], calendars=(early, late), least=2), 1) == [("02 08:00", "02 16:00", 0)]
    assert of(desk(staff[0], calendars=(early, late), least=2), 1) == [("02 08:00", "02 16:00", 0)]


def test_only_first_line_is_counted_and_who_has_no_lines_belongs_to_it() -> None:
    assert len(of(desk(member("max", lines=(2, 3))))) == 5
    assert of(desk(member("max", lines=(1, 2)))) == []
    assert of(desk(member("otto", lines=()))) == []


def test_nothing_is_watched_where_the_least_is_none_or_nothing_is_promised() -> None:
    assert of(desk(least=0)) == []
    assert of(desk(slas=())) == []
    assert of(desk(slas=(sla("office"),))) == [], "an SLA without targets"
    assert len(of(desk())) == 5


def test_every_calendar_that_a_target_counts_on_promises_work() -> None:
    saturday = calendar("saturday", sat=["10:00-12:00"])
    both = (sla("office", p3="", p2="saturday"), sla("saturday", name="more", p1=""))
    assert of(desk(member("ada"), slas=both, calendars=(saturday,)), 7) == [("07 10:00", "07 12:00", 0)]


def test_round_the_clock_for_everybody_needs_somebody_at_night() -> None:
    assert of(desk(member("ada"), slas=(sla("24x7", p3=""),)), 1) == [
        ("02 00:00", "02 08:00", 0),
        ("02 16:00", "03 00:00", 0),
    ]
    assert of(desk(member("ada", "24x7"), slas=(sla("24x7", p3=""),)), 1) == []


def test_round_the_clock_of_one_priority_is_for_those_on_call() -> None:
    urgent = (sla("office", p1="24x7", p3=""),)
    assert of(desk(member("ada"), slas=urgent), 1) == [], "without a rota it is promised to nobody"
    assert of(desk(member("ada"), slas=urgent, rota=("ada",)), 1) == []
    away = member("max", "", (2,), "2026-11-02")
    ada = member("ada")
    found = gaps(desk(ada, away, slas=urgent, rota=("max",)), MONDAY, MONDAY + timedelta(days=2))
    assert found == [
        Gap(MONDAY, MONDAY + 8 * HOUR, 0, True),
        Gap(MONDAY + 16 * HOUR, MONDAY + 24 * HOUR, 0, True),
    ]
    assert of(desk(ada, away, member("eva"), slas=urgent, rota=("max", "eva")), 2) == []


def test_gaps_end_where_one_looks_and_two_weeks_is_the_furthest() -> None:
    nobody = desk()
    start = MONDAY + 9 * HOUR
    assert gaps(nobody, start, start + HOUR) == [Gap(start, start + HOUR, 0)]
    assert gaps(nobody, start, start) == []
    assert gaps(nobody, start, start + timedelta(days=365)) == gaps(nobody, start, start + FURTHEST)


def test_a_night_over_midnight_is_one_gap_and_an_hour_longer_when_the_clocks_go_back() -> None:
    night = calendar("night", "Europe/Prague", sat=["22:00-24:00"], sun=["00:00-06:00"])
    start = datetime(2026, 10, 24, 12, tzinfo=UTC)
    a_desk = desk(slas=(sla("night", p3=""),), calendars=(night,))
    (gap,) = gaps(a_desk, start, start + timedelta(days=1))
    assert (gap.since, gap.until - gap.since) == (datetime(2026, 10, 24, 20, tzinfo=UTC), 9 * HOUR)


@pytest.mark.parametrize("seed", range(6))
def test_at_every_quarter_of_an_hour_the_gaps_say_what_a_look_at_the_desk_says(seed: int) -> None:
    chance = random.Random(seed)
    zones = ["Europe/Prague", "America/Havana", "Asia/Kolkata", "UTC"]
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    def spans() -> dict[str, list[str]]:
        choices = (["00:00-02:15"], ["01:00-03:00", "22:00-24:00"], ["08:00-16:30"], ["12:00-24:00"], [])
        return {day: chance.choice(choices) for day in days} | {"wed": ["09:00-17:00"]}

    made = tuple(calendar(f"c{number}", chance.choice(zones), **spans()) for number in range(4))
    slas = (sla("c0", p2="", p1=chance.choice(["24x7", "c1"])),)
    absences = [date(2026, 10, 20) + timedelta(days=chance.randrange(14)) for _ in range(6)]
    staff = tuple(
        member(f"s{number}", chance.choice(["c1", "c2", "c3", "24x7", ""]), (1,), *map(str, chance.sample(absences, 3)))
        for number in range(5)
    )
    a_desk = desk(*staff, slas=slas, calendars=made, least=2, rota=("s0",))
    start = datetime(2026, 10, 19, 22, tzinfo=UTC)
    found = gaps(a_desk, start, start + FURTHEST)
    assert all(one.until < other.since or one.on_call != other.on_call for one, other in pairwise(found))
    for number in range(14 * 96):
        at = start + number * QUARTER
        inside = [gap for gap in found if gap.since <= at < gap.until]
        assert [gap.on_call for gap in inside] == wanted(a_desk, at), at


def wanted(a_desk: Desk, at: datetime) -> list[bool]:
    promised = [each for name in ("c0", a_desk.slas[0].p1.calendar) if (each := a_desk.calendar(name))]  # type: ignore[union-attr]
    here = sum(is_open(at, shift) for each in a_desk.staff if (shift := a_desk.shift_of(each)))
    if any(is_open(at, each.work()) for each in promised if each.name != "24x7"):
        return [False] if here < 2 else []
    s0 = a_desk.staff[0]
    zone = a_desk.calendar(s0.shift) or Calendar(name="x", zone="UTC")
    there = is_open(at, Calendar(name="24x7", zone=zone.zone).work(days_of(s0.away)))
    return [True] if promised[-1].name == "24x7" and not here and not there else []


# What people are told


def away(place: Any, *days: str) -> None:
    """Everybody of first line is away."""
    for email, called in (("ada", "Ada First"), ("bob", "Bob Second"), ("lea", "Lea Lead")):
        text = f'[[staff]]\nemail = "{email}@desk.example"\nname = "{called}"\nlines = [1]\nshift = "weekday"\n'
        load_desk(place.house, [("desk.toml", f"{text}away = {list(days)}\n")])


def test_doctor_and_status_tell_of_gaps_with_a_fix_and_name_five_at_most(place: Any) -> None:
    with place.house.view() as work:
        assert (gap_finding(work), gap_hint(work)) == (None, "")
    assert {"gaps": 0, "next_gap": None}.items() <= status(place.house).items()
    away(place, "2026-11-04")
    (told,) = [each for each in findings(place.house) if "too few" in each.what]
    assert (told.level, told.what) == (
        "warning",
        "too few people while work is promised: 4 Nov 2026, 08:00 CET to 4 Nov 2026, 17:00 CET: 0 of 1 on shift",
    )
    assert "mailgate staff shifts" in told.fix
    assert {"gaps": 1, "next_gap": "2026-11-04T07:00:00+00:00"}.items() <= status(place.house).items()
    away(place, "2026-11-03..2026-11-12")
    (told,) = [each for each in findings(place.house) if "too few" in each.what]
    assert told.what.count(" on shift") == 5
    assert told.what.endswith("; and 3 more")


def test_leads_are_told_a_week_ahead(place: Any) -> None:
    away(place, "2026-11-10")
    with place.house.view() as work:
        assert gap_hint(work) == ""
        assert gap_counts(work)["gaps"] == 1
    place.clock.forward(timedelta(days=1))
    with place.house.view() as work:
        assert gap_hint(work).startswith("10 Nov 2026, 08:00 CET")


def test_the_shifts_say_who_is_here_who_is_next_and_what_is_missing(place: Any) -> None:
    text = '[[staff]]\nemail = "ada@desk.example"\nname = "Ada First"\nlines = [1]\nshift = "weekday"\n'
    load_desk(place.house, [("desk.toml", text + "away = [2026-11-02]\n[oncall]\nrota = ['bob@desk.example']\n")])
    with place.house.view() as work:
        row, told = shifts(work), shifts_told(work, shifts(work), FURTHEST)
    assert row["on_shift"][0] == {
        "staff": "bob@desk.example",
        "name": "Bob Second",
        "lines": [1, 2],
        "until": "2026-11-02T16:00:00+00:00",
    }
    assert row["next"] == [
        {"staff": "ada@desk.example", "name": "Ada First", "lines": [1], "since": "2026-11-03T07:00:00+00:00"}
    ]
    assert (row["on_call"], row["least_on_shift"], row["gaps"]) == (["bob@desk.example"], 1, [])
    assert "next: Ada First (since 3 Nov 2026, 08:00 CET)" in told.splitlines()
    assert told.endswith("gap: none")
