"""Two who wait for each other's rows on PostgreSQL: one gives way and is told to try again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from mailgate.desk.ports import Store
from mailgate.model.errors import Conflict
from mailgate.store.open import open_store
from mailgate.testing import a_ticket


@pytest.fixture
def store(migrated_postgres_url: str) -> Iterator[Store]:
    opened = open_store(migrated_postgres_url)
    yield opened
    opened.close()


@pytest.mark.postgres
def test_of_two_in_a_deadlock_one_has_a_conflict_and_the_other_is_done(store: Store) -> None:
    with store.writing() as unit:
        one, two = (unit.tickets.open(a_ticket()) for _ in range(2))
    both_hold_one = Barrier(2, timeout=20)

    def save(order: list[int]) -> str:
        try:
            with store.writing() as unit:
                for number in order:
                    ticket = {one.id: one, two.id: two}[number]
                    unit.tickets.save(replace(ticket, subject=f"by who began with {order[0]}"))
                    unit.tickets.find(None, 1)  # whatever looks at all tickets has what waits written first
                    if number == order[0]:
                        both_hold_one.wait()
        except Conflict as cause:
            return str(cause)
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(save, ([one.id, two.id], [two.id, one.id])))
    assert ends == ["done", "somebody else was at the same rows; nothing was changed, try again"]
    with store.reading() as unit:
        subjects = {ticket.subject for ticket in unit.tickets.find(None, 10)}
    assert len(subjects) == 1, "what gave way left nothing behind"
