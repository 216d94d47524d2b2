"""Tickets change one writer at a time; threads and histories only grow."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.ticket import Flag, MessageKind, Priority, State
from mailgate.testing import MORNING, a_company, a_letter, a_message, a_ticket, an_entry, an_envelope

LATER = datetime(2026, 11, 3, 14, 5, 6, 789012, tzinfo=UTC)


def open_ticket(store, **kw):
    with store.writing() as unit:
        return unit.tickets.open(a_ticket(**kw))


def get(store, ticket_id):
    with store.reading() as unit:
        return unit.tickets.get(ticket_id)


def full_ticket(store):
    """A ticket with every field away from its default."""
    with store.writing() as unit:
        return a_ticket(
            state=State.CLOSED,
            subject="Tiskárna — принтер не печатает 🖨",
            opened_at=LATER,
            updated_at=LATER + timedelta(microseconds=1),
            requester_name="Ann Nováková",
            customer_id=unit.people.save_company(a_company()).id,
            customer="Customer s.r.o.",
            category="tisk",
            priority=Priority.P2,
            level=3,
            language="cs",
            owner="petr@desk.example",
            worker="olga@desk.example",
            flags=frozenset({Flag.UNPROVEN, Flag.BREACHED}),
            source="form",
            reopen_count=2,
            disputes=1,
            verify_round=4,
            resolution={"how": "výměna válce", "minutes": "30"},
            linked_id=unit.tickets.open(a_ticket()).id,
            merged_into=unit.tickets.open(a_ticket()).id,
            waiting_since=LATER,
            closed_at=LATER,
            first_message_id="1@customer.example",
            sla="gold",
            oncall=True,
            speaker="olga@desk.example",
            collaborators=("dora@desk.example", "cyril@desk.example"),
        )


def test_an_opened_ticket_has_an_id_and_version_one(store):
    first, second = open_ticket(store), open_ticket(store, version=7)
    assert (first.version, second.version) == (1, 1)
    assert 0 < first.id < second.id


def test_every_word_of_a_ticket_comes_back(store):
    ticket = full_ticket(store)
    opened = open_ticket(store, **{name: getattr(ticket, name) for name in ticket.__slots__})
    assert get(store, opened.id) == opened == replace(ticket, id=opened.id, version=1)
    assert opened.opened_at.microsecond == 789012


def test_a_saved_ticket_is_the_next_version_with_all_its_changes(store):
    opened, changed = open_ticket(store), full_ticket(store)
    with store.writing() as unit:
        saved = unit.tickets.save(replace(changed, id=opened.id, version=1))
    assert saved == replace(changed, id=opened.id, version=2)
    assert get(store, opened.id) == saved


def test_what_was_set_can_be_cleared_again(store):
    opened = open_ticket(store, priority=Priority.P1, closed_at=LATER, flags=frozenset({Flag.STRANGER}))
    with store.writing() as unit:
        saved = unit.tickets.save(replace(opened, priority=None, closed_at=None, flags=frozenset()))
    assert get(store, opened.id) == saved
    assert (saved.priority, saved.closed_at, saved.flags) == (None, None, frozenset())


def test_a_ticket_that_changed_since_it_was_read_is_not_saved(store):
    opened = open_ticket(store)
    with store.writing() as unit:
        unit.tickets.save(replace(opened, subject="first"))
    with pytest.raises(Conflict), store.writing() as unit:
        unit.tickets.save(replace(opened, subject="second"))
    assert get(store, opened.id).subject == "first"


def test_a_ticket_that_was_never_opened_is_not_saved(store):
    with pytest.raises(Conflict), store.writing() as unit:
        unit.tickets.save(a_ticket(id=404, version=1))
    assert get(store, 404) is None


def company(store, name, domain):
    with store.writing() as unit:
        return unit.people.save_company(a_company(name=name, domains=(domain,))).id


def alike(unit, customer_id, limit=10):
    return unit.tickets.alike(customer_id, "fault", MORNING, limit)


def test_tickets_alike_are_of_one_customer_and_category_since_an_instant(store):
    ours, others = company(store, "Ours", "ours.example"), company(store, "Others", "others.example")
    same = {"customer_id": ours, "category": "fault"}
    first = open_ticket(store, **same).id
    open_ticket(store, **same | {"category": "billing"})
    open_ticket(store, **same | {"customer_id": others})
    open_ticket(store, **same | {"customer_id": None})
    open_ticket(store, **same, opened_at=MORNING - timedelta(microseconds=1))
    open_ticket(store, **same, state=State.REJECTED)
    open_ticket(store, **same, state=State.MERGED)
    last = open_ticket(store, **same, opened_at=LATER, state=State.CLOSED).id
    with store.reading() as unit:
        assert alike(unit, ours) == [last, first]
        assert alike(unit, ours, limit=1) == [last]
        assert alike(unit, 404) == []


def test_tickets_alike_are_those_that_the_unit_itself_has_opened_and_changed(store):
    ours = company(store, "Ours", "ours.example")
    first = open_ticket(store, customer_id=ours, category="fault")
    with store.writing() as unit:
        assert alike(unit, ours) == [first.id]
        second = unit.tickets.open(a_ticket(customer_id=ours, category="fault"))
        assert alike(unit, ours) == [second.id, first.id]
        unit.tickets.save(replace(unit.tickets.get(first.id), category="billing"))
        assert alike(unit, ours) == [second.id]
        unit.tickets.save(replace(second, state=State.MERGED))
        assert alike(unit, ours) == []


def test_tickets_alike_are_found_by_an_index(sqlite_store):
    with sqlite_store.engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM ticket WHERE customer_id = 1 AND category = 'fault'"
            " AND opened_at >= '2026' ORDER BY opened_at DESC LIMIT 100"
        ).all()
    assert [row[-1] for row in plan] == [
        "SEARCH ticket USING INDEX ix_ticket_alike (customer_id=? AND category=? AND opened_at>?)"
    ]
    sqlite_store.close()


def test_tickets_are_found_by_state_newest_first(store):
    states = (State.NEW, State.FIRST_LINE, State.NEW, State.CLOSED)
    ids = [open_ticket(store, state=state).id for state in states]

    def found(states, limit=10):
        with store.reading() as unit:
            return [ticket.id for ticket in unit.tickets.find(states, limit)]

    assert found(None) == ids[::-1]
    assert found(None, 2) == [ids[3], ids[2]]
    assert found([State.NEW]) == [ids[2], ids[0]]
    assert found(frozenset({State.NEW, State.CLOSED}), 2) == [ids[3], ids[2]]
    assert found([State.ARCHIVED]) == []
    assert found([]) == []


def test_tickets_of_an_author_come_newest_first(store):
    authors = ("ann@x.example", "bob@x.example", "ann@x.example", "ann@x.example")
    ids = [open_ticket(store, requester=author).id for author in authors]
    with store.reading() as unit:
        assert [ticket.id for ticket in unit.tickets.of_requester("ann@x.example", 2)] == [ids[3], ids[2]]
        assert unit.tickets.of_requester("eve@x.example", 2) == []


def test_every_word_of_a_message_comes_back(store):
    ticket = open_ticket(store)
    with store.writing() as unit:
        letter, _ = unit.letters.keep(an_envelope(), a_letter())
        message = a_message(
            kind=MessageKind.AUTOMATIC,
            at=LATER,
            text="Не печатает\n\ttřetí den\n",
            author_name="Ann Nováková",
            letter_id=letter.id,
            message_id="1@customer.example",
            proof="contact, proven by DKIM",
            quoted="> dříve",
            html="<p>Не печатает</p>",
            attachments=({"filename": "účet.pdf", "size": 12, "part": 2}, {"filename": "b.png", "nested": {"a": [1]}}),
        )
        message_id = unit.tickets.add_message(ticket.id, message)
    with store.reading() as unit:
        assert unit.tickets.messages(ticket.id) == [replace(message, id=message_id)]


def test_a_thread_is_oldest_first_and_a_tickets_own(store):
    ticket, other = open_ticket(store), open_ticket(store)
    with store.writing() as unit:
        ids = [unit.tickets.add_message(ticket.id, a_message(text=str(each))) for each in range(12)]
        unit.tickets.add_message(other.id, a_message(text="elsewhere"))
    with store.reading() as unit:
        thread = unit.tickets.messages(ticket.id)
        assert unit.tickets.messages(404) == []
    assert [message.text for message in thread] == [str(each) for each in range(12)]
    assert [message.id for message in thread] == ids


def test_parties_are_the_requester_and_those_whose_letters_stand_in_the_thread(store):
    ticket = open_ticket(store, requester="ann@x.example")
    with store.writing() as unit:
        for kind, author in (
            (MessageKind.CUSTOMER, "ann@x.example"),
            (MessageKind.CUSTOMER, "bob@x.example"),
            (MessageKind.NOTE, "petr@desk.example"),
        ):
            unit.tickets.add_message(ticket.id, a_message(kind=kind, author=author))
    alone = open_ticket(store, requester="eve@x.example")
    with store.reading() as unit:
        assert unit.tickets.parties(ticket.id) == frozenset({"ann@x.example", "bob@x.example"})
        assert unit.tickets.parties(alone.id) == frozenset({"eve@x.example"})


def merge(store, part, whole):
    with store.writing() as unit:
        unit.tickets.save(replace(unit.tickets.get(part.id), merged_into=whole.id))


def said_by(store, ticket, *authors):
    with store.writing() as unit:
        for author in authors:
            unit.tickets.add_message(ticket.id, a_message(author=author))


def test_whoever_was_a_party_to_a_merged_ticket_is_one_to_what_it_became_part_of(store):
    first, second, third, other = (open_ticket(store, requester=f"{each}@x.example") for each in "abcd")
    said_by(store, first, "a@x.example", "first@x.example")
    said_by(store, second, "second@x.example")
    said_by(store, other, "other@x.example")
    merge(store, first, second)
    merge(store, second, third)
    with store.reading() as unit:
        both = {"a@x.example", "first@x.example", "b@x.example", "second@x.example"}
        assert unit.tickets.parties(first.id) == {"a@x.example", "first@x.example"}
        assert unit.tickets.parties(second.id) == both
        assert unit.tickets.parties(third.id) == {*both, "c@x.example"}
        assert [ticket.id for ticket in unit.tickets.merged(third.id)] == [first.id, second.id]
        assert unit.tickets.merged(first.id) == unit.tickets.merged(other.id) == unit.tickets.merged(404) == []
        assert unit.tickets.parties(404) == frozenset()


def test_parties_are_asked_anew_when_something_is_merged_in_the_same_unit(store):
    part, whole = open_ticket(store, requester="a@x.example"), open_ticket(store, requester="b@x.example")
    with store.writing() as unit:
        unit.tickets.foresee([part.id, whole.id])
        assert unit.tickets.parties(whole.id) == {"b@x.example"}
        unit.tickets.save(replace(unit.tickets.get(part.id), merged_into=whole.id))
        assert unit.tickets.parties(whole.id) == {"a@x.example", "b@x.example"}
        fresh = unit.tickets.open(a_ticket(requester="c@x.example"))
        assert unit.tickets.parties(fresh.id) == {"c@x.example"}


def test_a_circle_of_merges_in_the_rows_ends(store):
    first, second = open_ticket(store, requester="a@x.example"), open_ticket(store, requester="b@x.example")
    merge(store, first, second)
    merge(store, second, first)
    with store.reading() as unit:
        assert unit.tickets.parties(first.id) == unit.tickets.parties(second.id) == {"a@x.example", "b@x.example"}
        assert [ticket.id for ticket in unit.tickets.merged(first.id)] == [second.id]


def test_every_word_of_a_history_entry_comes_back(store):
    ticket = open_ticket(store)
    entry = an_entry(
        at=LATER, by="ann@x.example", why="нет ответа", data={"code": 250, "list": [1, None, "ž"], "d": {}}
    )
    with store.writing() as unit:
        entry_id = unit.tickets.add_history(ticket.id, entry)
    with store.reading() as unit:
        assert unit.tickets.history(ticket.id) == [replace(entry, id=entry_id)]


def test_a_history_keeps_the_order_in_which_it_was_written(store):
    ticket, other = open_ticket(store), open_ticket(store)
    for each in range(12):
        with store.writing() as unit:
            unit.tickets.add_history(ticket.id, an_entry(at=MORNING, why=str(each)))
            unit.tickets.add_history(other.id, an_entry())
    with store.reading() as unit:
        history = unit.tickets.history(ticket.id)
    assert [entry.why for entry in history] == [str(each) for each in range(12)]
    assert [entry.id for entry in history] == sorted({entry.id for entry in history})


def test_eight_writers_at_once_lose_no_change(store, together):
    ticket = open_ticket(store)

    def dispute_once():
        while True:
            try:
                with store.writing() as unit:
                    seen = unit.tickets.get(ticket.id)
                    unit.tickets.save(replace(seen, disputes=seen.disputes + 1))
                    return
            except Conflict:
                continue

    def dispute():
        for _ in range(20):
            dispute_once()

    together(*[dispute] * 8)
    after = get(store, ticket.id)
    assert (after.disputes, after.version) == (160, 161)
