"""A P1 that nobody takes goes up a ladder until somebody does (S0-4, S1-7, S1-13, design.md §8)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.desk.tick import ring, ring_all
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, Flag, State
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

#: Ivo and Jan are on call and never on shift, and so is Dora, whose firm it is.
CALL = (
    DESK.replace('first_answer = "30m"', 'first_answer = "30m"\ncalendar = "24x7"')
    + """
[oncall]
rota = ["ivo@desk.example", "jan@desk.example"]
[[staff]]
email = "ivo@desk.example"
name = "Ivo Calm"
[[staff]]
email = "jan@desk.example"
name = "Jan Late"
[[staff]]
email = "dora@desk.example"
name = "Dora Chief"
role = "director"
"""
)
IVO, JAN, DORA = "ivo@desk.example", "jan@desk.example", "dora@desk.example"
ADA, BOB, LEA = "ada@desk.example", "bob@desk.example", "lea@desk.example"
NIGHT = datetime(2026, 11, 3, 2, tzinfo=UTC)  #: 03:00 in Prague, a Tuesday
SHIFT = datetime(2026, 11, 3, 7, tzinfo=UTC)  #: begins then
OUTAGE = {"subject": "Total outage", "text": "An outage: nothing works.\n"}


@pytest.fixture
def call(another_place: Callable[..., Place]) -> Callable[..., Place]:
    """`call()`: a P1 that has come at night from a customer with on-call, and its first rung has come."""

    def come(at: datetime = NIGHT, desk: str = CALL, *, oncall: bool = True, **letter: str) -> Place:
        place = another_place(desk)
        place.clock.set(at)
        with place.house.work() as work:
            (person,) = work.unit.people.by_address(ANN)
            work.unit.people.save_company(replace(person.company, oncall=oncall))
        place.mail(**{**OUTAGE, **letter})
        ring_all(place.house)
        return place

    return come


def told(place: Place) -> list[tuple[str, int]]:
    """Every call with the minute of its rung, counted from the opening."""
    begun = place.ticket().opened_at
    calls = [letter for letter in place.outbox() if letter.effect == "page"]
    return [(letter.to, int((letter.created_at - begun).total_seconds() // 60)) for letter in calls]


def whys(place: Place) -> list[str]:
    return [entry.why for entry in place.history() if "run" in entry.data]


def rest(place: Place) -> None:
    """Two hours pass, minute by minute."""
    for _ in range(120):
        place.later(minutes=1)


def test_at_night_the_rota_is_called_one_after_the_other_then_the_director_and_the_customer_reads_the_truth(
    call: Callable[..., Place],
) -> None:
    place = call()
    assert told(place) == [(IVO, 0)], "the first on call at once"
    rest(place)
    # No lead is on the rota, so that the director is called in the lead's place.
    assert told(place) == [(IVO, 0), (JAN, 10), (DORA, 20)]
    assert whys(place) == [
        "nobody has taken it yet: told Ivo Calm (on call)",
        "nobody has taken it for 10 min: told Jan Late (on call)",
        "nobody has taken it for 20 min: no lead is on shift; told Dora Chief (director)",
        "nobody has taken it for 30 min: the customer reads that we are late",
    ]
    assert ClockKind.LADDER not in place.clocks()
    place.deliver()
    (letter,) = [sent for sent in place.relay.sent_to(ANN) if "missed it" in sent.message.get_body().get_content()]
    words = letter.message.get_body().get_content()
    assert "by 3 Nov 2026, 03:30 CET and missed it" in words
    assert "Dora Chief knows about it." in words
    assert "+420 222 000 111" in words


def test_a_lead_on_the_rota_is_told_at_two_thirds_and_named_to_the_customer(call: Callable[..., Place]) -> None:
    place = call(
        desk=CALL.replace(f'"{JAN}"]', f'"{JAN}", "{LEA}"]').replace("[oncall]", '[oncall]\nescalate_after = "15m"')
    )
    rest(place)
    assert told(place) == [(IVO, 0), (JAN, 15), (LEA, 20), (DORA, 30)]
    assert place.out("delayed").params["lead"] == "Lea Lead"


def test_whoever_is_away_is_skipped(call: Callable[..., Place]) -> None:
    place = call(desk=CALL.replace('name = "Ivo Calm"', 'name = "Ivo Calm"\naway = [2026-11-03]'))
    assert told(place) == [(JAN, 0)]


def test_off_shift_nobody_is_disturbed_for_a_customer_without_on_call(call: Callable[..., Place]) -> None:
    place = call(oncall=False)
    place.clock.set(SHIFT - timedelta(minutes=1))
    assert ring_all(place.house) == []
    place.deliver()
    assert {sent.to for sent in place.relay.tried} == {ANN}, "only the acknowledgement has left"
    place.later(minutes=1)
    assert [to for to, _ in told(place)] == [ADA, BOB, LEA], "everybody on shift, as it begins"
    assert whys(place) == ["nobody has taken it for 5 h: told Ada First, Bob Second, Lea Lead"]
    assert place.clocks()[ClockKind.LADDER].due_at == SHIFT + timedelta(minutes=10)


def test_in_the_shift_everybody_on_shift_is_told_twice_then_the_lead_the_director_and_the_customer(
    call: Callable[..., Place],
) -> None:
    place = call(SHIFT)
    rest(place)
    everybody = [ADA, BOB, LEA]
    assert told(place) == [
        *((each, 0) for each in everybody),
        *((each, 10) for each in everybody),
        (LEA, 20),
        (DORA, 30),
    ]
    assert place.out("delayed").to == ANN
    assert place.effects().count("delayed") == 1


def test_who_does_not_reach_the_level_is_not_told_while_somebody_does(call: Callable[..., Place]) -> None:
    place = call(SHIFT)
    place.act("MG-1", "take")
    place.clock.forward(timedelta(minutes=5))
    place.act("MG-1", "escalate", handover="The core switch is dead.")
    ring_all(place.house)
    assert told(place)[3:] == [(BOB, 5), (LEA, 5)], "a run of its own, from the handover on"


@pytest.mark.parametrize(
    "stop",
    [
        lambda place: place.act("MG-1", "take"),
        lambda place: place.act("MG-1", "assign", to="bob@desk.example"),
        lambda place: place.act("MG-1", "reply", text="We look at it."),
        lambda place: place.act("MG-1", "prioritise", priority="P2"),
        lambda place: place.act("MG-1", "ask", text="Since when?"),
        lambda place: place.act("MG-1", "hold", until="2026-11-20T10:00:00+01:00", reason="the part comes then"),
        lambda place: place.act("MG-1", "override-close", reason="a test of the alarm"),
        lambda place: place.act("MG-1", "reject", reason="a test of the alarm"),
    ],
)
def test_whatever_ends_the_wait_stops_the_ladder(call: Callable[..., Place], stop: Callable[[Place], object]) -> None:
    place = call()
    stop(place)
    assert ClockKind.LADDER not in place.clocks()
    rest(place)
    assert told(place) == [(IVO, 0)]
    assert "delayed" not in place.effects()


def test_a_call_that_has_not_left_is_not_sent_any_more_once_somebody_has_it(call: Callable[..., Place]) -> None:
    place = call()
    place.act("MG-1", "take")
    place.deliver()
    assert place.relay.sent_to(IVO) == []
    assert place.out("page").state is OutState.CANCELLED


def test_a_ticket_that_becomes_a_p1_begins_its_ladder_then(call: Callable[..., Place]) -> None:
    place = call(SHIFT, subject="The printer is dead", text="Help.\n")
    assert ClockKind.LADDER not in place.clocks()
    place.later(minutes=7)
    place.act("MG-1", "prioritise", priority="P1")
    ring_all(place.house)
    assert told(place) == [(ADA, 7), (BOB, 7), (LEA, 7)]
    place.act("MG-1", "categorise", category="outage")
    rest(place)
    assert [minute for to, minute in told(place) if to in (LEA, DORA)] == [7, 17, 27, 37], (
        "another category is no new run"
    )


def test_a_p1_that_comes_back_without_a_worker_calls_again(call: Callable[..., Place]) -> None:
    place = call(SHIFT)
    place.act("MG-1", "hold", until="2026-11-03T12:00:00+01:00", reason="the part comes then")
    place.clock.set(datetime(2026, 11, 3, 11, tzinfo=UTC))
    ring_all(place.house)
    ring_all(place.house)
    assert place.ticket().state is State.FIRST_LINE
    assert [minute for _, minute in told(place)] == [0, 0, 0, 240, 240, 240]


def test_a_ladder_at_its_end_does_not_begin_anew_for_another_category(call: Callable[..., Place]) -> None:
    place = call()
    rest(place)
    before = place.effects()
    place.act("MG-1", "categorise", category="fault")
    rest(place)
    assert [effect for effect in place.effects() if effect in ("page", "delayed")] == [
        effect for effect in before if effect in ("page", "delayed")
    ]


def test_after_72_hours_of_downtime_everybody_gets_one_letter(call: Callable[..., Place]) -> None:
    place = call()
    place.later(hours=78)  # Friday, in the shift
    assert [to for to, _ in told(place)] == [IVO, ADA, BOB, LEA, DORA]
    assert place.effects().count("delayed") == 1
    assert len(whys(place)) == 2
    rest(place)
    assert len(told(place)) == 5


def test_two_workers_never_double_a_rung(call: Callable[..., Place]) -> None:
    place = call()
    place.clock.forward(timedelta(minutes=10))
    with place.house.view() as work:
        (clock,) = [each for each in work.unit.clocks.due(work.now, 10) if each.kind is ClockKind.LADDER]
    assert [each.kind for each in ring(place.house)] == [ClockKind.LADDER]
    with place.house.work() as work:  # the other one had claimed it as well
        work.unit.clocks.start(clock)
    assert ring(place.house) == []
    assert told(place) == [(IVO, 0), (JAN, 10)]
    assert place.clocks()[ClockKind.LADDER].due_at == NIGHT + timedelta(minutes=20)


def test_an_owner_off_shift_gets_nothing(call: Callable[..., Place]) -> None:
    place = call(SHIFT)
    place.act("MG-1", "take")
    place.act("MG-1", "escalate", handover="The core switch is dead.")
    place.act("MG-1", "assign", "bob", to="bob@desk.example")
    place.act("MG-1", "hold", "bob", until="2026-11-04T03:00:00+01:00", reason="the night window")
    with place.house.work() as work:  # nobody works on it any more
        work.unit.tickets.save(replace(place.ticket(), worker=""))
    place.deliver()
    place.clock.set(NIGHT + timedelta(days=1))
    ring_all(place.house)
    rest(place)
    place.deliver()
    late = [sent.to for sent in place.relay.tried if sent.name >= "20261104"]
    assert IVO in late
    assert ADA not in late


def test_a_stranger_who_is_not_proven_is_not_told_that_we_are_late(call: Callable[..., Place]) -> None:
    place = call(SHIFT, sender="someone@elsewhere.example", proof="unproven")
    rest(place)
    assert [to for to, _ in told(place)][:3] == [ADA, BOB, LEA]
    place.deliver()
    assert not [letter for letter in place.outbox() if letter.effect == "delayed" and letter.state is OutState.SENT]


def test_where_nothing_is_promised_there_is_no_ladder(call: Callable[..., Place]) -> None:
    place = call(SHIFT, desk=CALL.replace('default_sla = "standard"', ""))
    assert ClockKind.LADDER not in place.clocks()


def test_a_p1_without_a_category_calls_as_well(call: Callable[..., Place]) -> None:
    place = call(SHIFT, subject="Something", text="Please look.\n")
    place.act("MG-1", "prioritise", priority="P1")
    assert place.ticket().state is State.NEW
    ring_all(place.house)
    assert [to for to, _ in told(place)] == [ADA, BOB, LEA]


def test_on_an_empty_desk_the_director_is_told_at_once(call: Callable[..., Place]) -> None:
    everybody_away = CALL.replace('shift = "weekday"', 'shift = "weekday"\naway = [2026-11-03]')
    place = call(SHIFT, desk=everybody_away, oncall=False)
    assert told(place) == [(DORA, 0)]
    rest(place)
    assert told(place) == [(DORA, 0)]
    assert place.effects().count("delayed") == 1
    assert Flag.BREACHED in place.ticket().flags


def test_the_letter_to_a_colleague_says_what_is_needed(call: Callable[..., Place]) -> None:
    place = call()
    place.deliver()
    (sent,) = place.relay.sent_to(IVO)
    assert sent.message["subject"].startswith("P1, nobody has it: Total outage")
    words = sent.message.get_body().get_content()
    for each in ("P1 MG-1: Total outage", "Customer s.r.o.", "/t/MG-1", "3 Nov 2026, 03:30 CET"):
        assert each in words


def test_the_customer_reads_once_that_we_are_late_however_often_it_comes_back(call: Callable[..., Place]) -> None:
    place = call(SHIFT)
    rest(place)
    assert place.effects().count("delayed") == 1
    place.act("MG-1", "hold", until="2026-11-04T09:00:00+01:00", reason="the part comes then")
    place.clock.set(SHIFT + timedelta(days=1, hours=1))
    place.mail(
        subject="Re: Total outage [MG-1]", text="It is still down.\n", in_reply_to=place.out("received").message_id
    )
    ring_all(place.house)
    rest(place)
    assert [to for to, minute in told(place) if minute > 24 * 60][-1] == DORA, "it went up to the end again"
    assert place.effects().count("delayed") == 1
