"""Who is told of a P1 that nobody takes, and after how long (S0-4, S1-7)."""

from datetime import timedelta

import pytest

from mailgate.lifecycle.ladder import Crew, Rung, Whom, climb, rungs

HALF_AN_HOUR, TEN = timedelta(minutes=30), timedelta(minutes=10)
NIGHT = Crew(rota=("ivo", "jan"), leads=("lea",), directors=("dora",))
DAY = Crew(shift=("ada", "bob"), rota=("ivo",), leads=("lea",), directors=("dora",))


def at(minute: int, every: int = 10, on_call: int = 2) -> tuple[list[Rung], list[Rung]]:
    """The rungs of exactly this minute, and those after it."""
    plan = rungs(HALF_AN_HOUR, timedelta(minutes=every), on_call)
    now = timedelta(minutes=minute)
    return [rung for rung in plan if rung.after == now], [rung for rung in plan if rung.after > now]


def told(minute: int, crew: Crew, known: tuple[str, ...] = (), **how: int) -> list[str]:
    return [address for _, address in climb(*at(minute, **how), crew, known).told]


def test_the_rungs_of_half_an_hour_stand_at_0_10_20_and_30_minutes() -> None:
    plan = rungs(HALF_AN_HOUR, TEN, on_call=0)
    assert [(rung.after.total_seconds() // 60, rung.whom) for rung in plan] == [
        (0, Whom.SHIFT),
        (10, Whom.SHIFT),
        (20, Whom.LEAD),
        (30, Whom.DIRECTOR),
        (30, Whom.CUSTOMER),
    ]


def test_the_rota_has_its_own_interval_and_goes_on_behind_the_last_third() -> None:
    plan = rungs(HALF_AN_HOUR, timedelta(minutes=15), on_call=4)
    assert [rung.after.total_seconds() // 60 for rung in plan if rung.whom is Whom.ROTA] == [0, 15, 30, 45]
    assert len({rung.name for rung in plan}) == len(plan)


@pytest.mark.parametrize(
    ("minute", "known", "expected"),
    [
        (0, (), ["ivo"]),
        (10, ("ivo",), ["jan"]),
        (20, ("ivo", "jan"), ["lea"]),
        (30, ("ivo", "jan", "lea"), ["dora"]),
    ],
)
def test_off_shift_one_after_the_other_is_called(minute: int, known: tuple[str, ...], expected: list[str]) -> None:
    assert told(minute, NIGHT, known) == expected


@pytest.mark.parametrize(("minute", "expected"), [(0, ["ada", "bob"]), (10, ["ada", "bob"]), (20, ["lea"])])
def test_on_shift_everybody_is_told_and_the_rota_is_left_alone(minute: int, expected: list[str]) -> None:
    assert told(minute, DAY, ("ada", "bob") if minute else ()) == expected


def test_whoever_began_their_shift_since_is_told_in_place_of_the_next_on_the_rota() -> None:
    assert told(15, DAY, ("ivo", "ada"), every=15) == ["bob"]


def test_where_nobody_can_be_told_the_next_rung_comes_at_once() -> None:
    step = climb(*at(20), Crew(directors=("dora",)), ("ivo",))
    assert step.nobody == ("no lead is on shift",)
    assert [address for _, address in step.told] == ["dora"]
    assert [rung.name for rung in step.rungs] == ["lead", "director"]


def test_on_an_empty_desk_the_director_is_told_at_once_and_the_customer_only_in_time() -> None:
    step = climb(*at(0, on_call=0), Crew(directors=("dora",)), ())
    assert step.nobody == ("nobody is on shift", "no lead is on shift")
    assert [address for _, address in step.told] == ["dora"]
    assert Whom.CUSTOMER not in {rung.whom for rung in step.rungs}


def test_a_rota_that_is_used_up_is_no_end() -> None:
    assert told(10, NIGHT, ("ivo", "jan"), on_call=1) == ["lea"]
    assert climb(*at(10, on_call=1), NIGHT, ("ivo", "jan")).nobody == ("nobody is left to call",)


def test_while_the_rota_has_somebody_left_nothing_comes_early() -> None:
    step = climb(*at(10, every=15), NIGHT, ("ivo",))
    assert (step.told, step.nobody) == ((), ())


def test_without_a_director_the_timeline_says_so() -> None:
    assert climb(*at(30), Crew(), ("ivo",)).nobody == ("no director is set up",)


def test_after_a_long_time_everybody_is_told_once_together() -> None:
    plan = rungs(HALF_AN_HOUR, TEN, on_call=1)
    crew = Crew(shift=("ada", "lea"), leads=("lea",), directors=("dora",))
    step = climb(plan, [], crew, ())
    assert [address for _, address in step.told] == ["ada", "lea", "dora"]
    assert len(step.rungs) == len(plan)
