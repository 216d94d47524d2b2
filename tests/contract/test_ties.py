"""What ties colleagues to a ticket is counted the same by every store (S1-3)."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.model.queue import is_queued
from mailgate.model.ticket import Flag, State
from mailgate.model.ties import Ties
from mailgate.testing import MORNING, a_company, a_ticket

EWA, TOM, ANN, BEN = "ewa@desk.example", "tom@desk.example", "ann@customer.example", "ben@other.example"
DAY = timedelta(days=1)
SINCE = MORNING - 180 * DAY


@pytest.fixture
def companies(store):
    with store.writing() as unit:
        return [unit.people.save_company(a_company(name=name, domains=())).id for name in ("One", "Two")]


def opened(store, **kw):
    with store.writing() as unit:
        return unit.tickets.open(a_ticket(**kw))


def ties(store, ticket, *workers, since=SINCE):
    with store.reading() as unit:
        return unit.tickets.work_of(ticket, workers or (EWA, TOM), since)


def test_what_is_open_with_the_requester_and_the_customer_is_named_by_its_newest(store, companies):
    one, two = companies
    first, second, third = (
        opened(store, worker=EWA, requester=who, customer_id=of) for who, of in ((ANN, one), (ANN, two), (BEN, one))
    )
    asked = opened(store, requester=ANN, customer_id=one)
    assert ties(store, asked) == {EWA: Ties(second.id, third.id, 0, 3), TOM: Ties()}
    assert first.id < third.id
    assert ties(store, replace(asked, customer_id=two))[EWA] == Ties(second.id, second.id, 0, 3)


def test_what_was_closed_counts_once_for_category_or_customer_and_only_lately(store, companies):
    one, two = companies
    closed = {"state": State.CLOSED, "worker": TOM, "requester": BEN}
    for category, of, ago in (
        ("vpn", one, 1),
        ("vpn", two, 180),
        ("mail", one, 2),
        ("mail", two, 1),
        ("vpn", one, 181),
    ):
        opened(store, category=category, customer_id=of, closed_at=MORNING - ago * DAY, **closed)
    opened(store, category="vpn", worker=TOM, state=State.RESOLVED, requester=BEN)
    asked = opened(store, requester=ANN, customer_id=one, category="vpn")
    assert ties(store, asked) == {EWA: Ties(), TOM: Ties(0, 0, 3, 1)}
    assert ties(store, replace(asked, category=""))[TOM].solved == 2
    assert ties(store, replace(asked, customer_id=None))[TOM].solved == 2
    assert ties(store, replace(asked, customer_id=None, category=""))[TOM].solved == 0


def test_the_ticket_itself_and_those_of_nobody_certain_tie_nobody(store):
    asked = opened(store, worker=EWA, requester="", category="vpn")
    opened(store, worker=EWA, requester="", category="")
    assert ties(store, asked)[EWA] == Ties(open=1)
    closed = opened(store, worker=EWA, category="vpn", state=State.CLOSED, closed_at=MORNING)
    assert ties(store, closed)[EWA].solved == 0


def test_nobody_is_asked_about_nobody(store):
    with store.reading() as unit:
        assert unit.tickets.work_of(a_ticket(id=1), (), SINCE) == {}


def test_what_is_written_in_the_same_unit_counts(store):
    with store.writing() as unit:
        mine = unit.tickets.open(a_ticket(worker=TOM))
        asked = unit.tickets.open(a_ticket())
        assert unit.tickets.work_of(asked, [TOM], SINCE) == {TOM: Ties(mine.id, 0, 0, 1)}


def test_many_tickets_are_counted_as_by_hand(store, companies):
    chance = random.Random(3)
    pick = chance.choice
    with store.writing() as unit:
        tickets = [
            unit.tickets.open(
                a_ticket(
                    state=pick([*State]),
                    worker=pick(["", EWA, TOM]),
                    requester=pick(["", ANN, BEN]),
                    customer_id=pick([None, *companies]),
                    category=pick(["", "vpn", "mail"]),
                    closed_at=pick([None, MORNING, MORNING - 179 * DAY, MORNING - 181 * DAY]),
                    waiting_since=pick([None, MORNING]),
                    flags=frozenset(pick([(), (Flag.OWNER_TASK,)])),
                )
            )
            for _ in range(300)
        ]
    for asked in tickets[:40]:
        for worker, found in ties(store, asked).items():
            assert found == by_hand(asked, [each for each in tickets if each.worker == worker and each.id != asked.id])


def by_hand(asked, theirs):
    queued = [each for each in theirs if is_queued(each)]
    closed = [each for each in theirs if each.closed_at and each.closed_at >= SINCE]

    def like(rows, *fields):
        return [row.id for row in rows if any(getattr(row, f) and getattr(row, f) == getattr(asked, f) for f in fields)]

    return Ties(
        max(like(queued, "requester"), default=0),
        max(like(queued, "customer_id"), default=0),
        len(like(closed, "category", "customer_id")),
        len(queued),
    )
