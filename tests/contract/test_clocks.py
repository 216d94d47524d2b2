"""A deadline is one row per ticket and kind, and is finished by one worker."""

from datetime import timedelta

import pytest

from mailgate.model.ticket import ClockKind
from mailgate.testing import MORNING, a_clock, a_ticket

HOUR = timedelta(hours=1)


@pytest.fixture
def tickets(store):
    with store.writing() as unit:
        return [unit.tickets.open(a_ticket()).id for _ in range(3)]


def start(store, *clocks):
    with store.writing() as unit:
        for clock in clocks:
            unit.clocks.start(clock)


def of_ticket(store, ticket_id):
    with store.reading() as unit:
        return [(clock.kind, clock.due_at, clock.fence) for clock in unit.clocks.of_ticket(ticket_id)]


def due(store, now=MORNING, limit=10):
    with store.writing() as unit:
        return [(clock.ticket_id, clock.kind) for clock in unit.clocks.due(now, limit)]


def test_every_word_of_a_clock_comes_back(store, tickets):
    at = MORNING + timedelta(microseconds=1)
    start(store, a_clock(ticket_id=tickets[0], kind=ClockKind.VERIFICATION, due_at=at, fence=3))
    assert of_ticket(store, tickets[0]) == [(ClockKind.VERIFICATION, at, 3)]


def test_a_clock_replaces_the_one_of_the_same_ticket_and_kind(store, tickets):
    start(store, a_clock(ticket_id=tickets[0]), a_clock(ticket_id=tickets[1]))
    start(store, a_clock(ticket_id=tickets[0], due_at=MORNING + HOUR, fence=2))
    assert of_ticket(store, tickets[0]) == [(ClockKind.FIRST_ANSWER, MORNING + HOUR, 2)]
    assert of_ticket(store, tickets[1]) == [(ClockKind.FIRST_ANSWER, MORNING, 0)]


def test_clocks_of_different_kinds_run_beside_each_other(store, tickets):
    start(store, *(a_clock(ticket_id=tickets[0], kind=kind) for kind in ClockKind))
    assert {kind for kind, _, _ in of_ticket(store, tickets[0])} == set(ClockKind)


def test_only_the_named_kinds_of_the_named_ticket_stop(store, tickets):
    start(store, *(a_clock(ticket_id=each, kind=kind) for each in tickets for kind in ClockKind))
    with store.writing() as unit:
        unit.clocks.stop(tickets[0], [ClockKind.HOLD, ClockKind.REMINDER])
        unit.clocks.stop(tickets[0], [ClockKind.HOLD])
        unit.clocks.stop(tickets[1], [])
    assert {kind for kind, _, _ in of_ticket(store, tickets[0])} == set(ClockKind) - {
        ClockKind.HOLD,
        ClockKind.REMINDER,
    }
    assert len(of_ticket(store, tickets[1])) == len(ClockKind)


def test_due_clocks_come_earliest_first_up_to_the_limit(store, tickets):
    late, early, latest = tickets
    start(
        store,
        a_clock(ticket_id=late, due_at=MORNING),
        a_clock(ticket_id=early, due_at=MORNING - HOUR),
        a_clock(ticket_id=latest, due_at=MORNING + timedelta(microseconds=1)),
    )
    kind = ClockKind.FIRST_ANSWER
    assert due(store) == [(early, kind), (late, kind)]
    assert due(store, limit=1) == [(early, kind)]
    assert due(store, MORNING + HOUR) == [(early, kind), (late, kind), (latest, kind)]
    assert due(store, MORNING - 2 * HOUR) == []


def test_of_four_who_finish_the_same_clock_one_has_it(store, tickets, together):
    start(store, a_clock(ticket_id=tickets[0]))

    def ring():
        with store.writing() as unit:
            return unit.clocks.finish(a_clock(ticket_id=tickets[0]))

    assert sorted(together(*[ring] * 4)) == [False, False, False, True]
    assert due(store) == []


def test_a_clock_that_was_started_anew_is_not_finished_by_its_older_ring(store, tickets):
    start(store, a_clock(ticket_id=tickets[0]), a_clock(ticket_id=tickets[0], kind=ClockKind.HOLD))
    with store.reading() as unit:
        older = next(clock for clock in unit.clocks.due(MORNING, 10) if clock.kind is ClockKind.FIRST_ANSWER)
    start(store, a_clock(ticket_id=tickets[0], due_at=MORNING + HOUR))
    with store.writing() as unit:
        assert not unit.clocks.finish(older)
    assert len(of_ticket(store, tickets[0])) == 2


def test_clocks_of_many_tickets_come_by_ticket(store, tickets):
    one, two, none = tickets
    start(store, a_clock(ticket_id=one), a_clock(ticket_id=two), a_clock(ticket_id=two, kind=ClockKind.HOLD))
    with store.reading() as unit:
        found = unit.clocks.of_tickets([one, none, two])
        assert [clock.kind for clock in found[one]] == [ClockKind.FIRST_ANSWER]
        assert {clock.kind for clock in found[two]} == {ClockKind.FIRST_ANSWER, ClockKind.HOLD}
        assert found.get(none, []) == []
        assert unit.clocks.of_tickets([]) == {}


def test_clocks_of_locked_tickets_are_known_as_they_will_stand(store, tickets):
    one, two, none = tickets
    start(store, a_clock(ticket_id=one), a_clock(ticket_id=one, kind=ClockKind.HOLD), a_clock(ticket_id=two))
    with store.writing() as unit:
        unit.tickets.lock(tickets)
        unit.clocks.foresee(tickets)
        unit.clocks.stop(one, [ClockKind.FIRST_ANSWER, ClockKind.REMINDER])
        unit.clocks.start(a_clock(ticket_id=one, kind=ClockKind.ARCHIVE, due_at=MORNING - HOUR))
        assert not unit.clocks.finish(a_clock(ticket_id=two, due_at=MORNING + HOUR))
        assert unit.clocks.finish(a_clock(ticket_id=two))
        assert not unit.clocks.finish(a_clock(ticket_id=two))
        assert not unit.clocks.finish(a_clock(ticket_id=none))
        assert [clock.kind for clock in unit.clocks.of_ticket(one)] == [ClockKind.ARCHIVE, ClockKind.HOLD]
        assert [clock.ticket_id for clock in unit.clocks.due(MORNING, 9)] == [one, one]
    assert [kind for kind, _, _ in of_ticket(store, one)] == [ClockKind.ARCHIVE, ClockKind.HOLD]
    assert of_ticket(store, two) == []


def test_of_four_who_lock_a_ticket_one_finishes_its_clock(store, tickets, together):
    start(store, a_clock(ticket_id=tickets[0]))

    def ring():
        with store.writing() as unit:
            unit.tickets.lock(tickets)
            unit.clocks.foresee(tickets)
            return unit.clocks.finish(a_clock(ticket_id=tickets[0]))

    assert sorted(together(*[ring] * 4)) == [False, False, False, True]
