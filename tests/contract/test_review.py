"""The review list is what is marked so, in any state, whatever changed it (S4-11)."""

from dataclasses import replace

from mailgate.model.ticket import Flag, State
from mailgate.testing import a_ticket

MARKED = frozenset({Flag.LEAD_REVIEW, Flag.BREACHED})


def listed(store, limit=100):
    with store.reading() as unit:
        return [ticket.id for ticket in unit.tickets.to_review(limit)]


def test_what_is_marked_stands_there_in_any_state_the_oldest_first(store):
    with store.writing() as unit:
        marked = [unit.tickets.open(a_ticket(state=state, flags=MARKED)).id for state in State]
        unit.tickets.open(a_ticket(flags=frozenset({Flag.BREACHED, Flag.OWNER_TASK})))
        assert [ticket.id for ticket in unit.tickets.to_review(100)] == marked, "also in the unit that writes it"
    assert listed(store) == marked
    assert listed(store, 2) == marked[:2]


def test_a_mark_that_goes_or_comes_is_followed(store):
    with store.writing() as unit:
        one, two = (unit.tickets.open(a_ticket(flags=flags)) for flags in (MARKED, frozenset()))
    with store.writing() as unit:
        unit.tickets.save(replace(one, flags=frozenset()))
        unit.tickets.save(replace(two, flags=MARKED))
    assert listed(store) == [two.id]


def test_the_list_is_found_by_its_index(sqlite_store):
    with sqlite_store.engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM ticket WHERE lead_review ORDER BY id LIMIT 5"
        ).all()
    assert "ix_ticket_lead_review" in str(plan)
