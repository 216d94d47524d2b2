"""A unit is all or nothing; a step inside it is undone alone; readers wait for nobody and writers for each other."""

from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.letter import Fate
from mailgate.model.ticket import ClockKind
from mailgate.registry.items import Firm
from mailgate.registry.setup import Desk
from mailgate.testing import (
    MORNING,
    a_clock,
    a_company,
    a_letter,
    a_message,
    a_person,
    a_ticket,
    an_entry,
    an_envelope,
    an_out_letter,
)

LATER = MORNING + timedelta(hours=1)


class Oops(Exception):
    """What goes wrong in these tests."""


@contextmanager
def broken(part):
    """A unit or a step that an error leaves, and that lets it through."""
    try:
        with part as entered:
            yield entered
            raise Oops
    except Oops:
        return
    pytest.fail("the error did not get out")


def write_everywhere(unit):
    """Something new in every repository."""
    unit.letters.keep(an_envelope(), a_letter())
    ticket = unit.tickets.open(a_ticket())
    unit.letters.remember_ids(ticket.id, ["1@customer.example"])
    unit.tickets.add_message(ticket.id, a_message())
    unit.tickets.add_history(ticket.id, an_entry())
    unit.outbox.queue(an_out_letter(ticket_id=ticket.id))
    unit.clocks.start(a_clock(ticket_id=ticket.id))
    unit.people.save_person(a_person(company=unit.people.save_company(a_company())))
    unit.setup.put(Desk(firm=Firm(name="New", zone="UTC")))
    unit.doors.add_token("d", "portal", "ann", LATER)
    unit.doors.open_session("s", "ann", LATER)
    unit.notes.put("secret", "new")
    return ticket


def change_everywhere(unit, ticket):
    """Something changed or taken away wherever that can be done."""
    (letter,) = unit.letters.claim(1, 60)
    unit.letters.release(letter, "changed")
    unit.tickets.save(replace(ticket, subject="changed"))
    unit.outbox.claim(1, MORNING, 60)
    unit.clocks.stop(ticket.id, list(ClockKind))
    (person,) = unit.people.everybody()
    unit.people.remove_membership(person.id, person.company.id)
    unit.setup.put(Desk(firm=Firm(name="Changed", zone="UTC")))
    unit.doors.take_token("d", "portal", MORNING)
    unit.doors.end_session("s")
    unit.notes.put("secret", "changed")


def everything(unit):
    """All that `write_everywhere` could have left, in plain values."""
    tickets = unit.tickets.find(None, 10)
    return {
        "letters": unit.letters.latest(None, 10),
        "ledger": unit.letters.ledger(),
        "ids": unit.letters.ticket_of_ids(["1@customer.example"]),
        "tickets": tickets,
        "messages": [unit.tickets.messages(ticket.id) for ticket in tickets],
        "history": [unit.tickets.history(ticket.id) for ticket in tickets],
        "outbox": unit.outbox.latest(None, 10),
        "clocks": unit.clocks.due(LATER, 10),
        "companies": unit.people.companies(),
        "people": unit.people.everybody(),
        "setup": unit.setup.desk(),
        "token": unit.doors.peek_token("d", "portal", MORNING),
        "session": unit.doors.session("s", MORNING),
        "note": unit.notes.get("secret"),
    }


def contents(store):
    with store.writing() as unit:  # clocks.due locks rows, which a reading unit may not
        return everything(unit)


def test_a_finished_unit_stays_in_every_repository(store):
    empty = contents(store)
    with store.writing() as unit:
        write_everywhere(unit)
        inside = everything(unit)
    after = contents(store)
    assert after == inside
    assert all(after[name] != empty[name] for name in empty)


def test_a_broken_unit_leaves_nothing_in_any_repository(store):
    empty = contents(store)
    with broken(store.writing()) as unit:
        write_everywhere(unit)
    assert contents(store) == empty


def test_a_broken_unit_changes_nothing_in_any_repository(store):
    with store.writing() as unit:
        ticket = write_everywhere(unit)
    before = contents(store)
    with broken(store.writing()) as unit:
        change_everywhere(unit, ticket)
        assert everything(unit) != before
    assert contents(store) == before


def test_a_broken_step_is_undone_alone(store):
    with store.writing() as unit:
        unit.tickets.open(a_ticket(subject="before"))
        with broken(unit.step()):
            unit.tickets.open(a_ticket(subject="inside"))
        unit.tickets.open(a_ticket(subject="after"))
    assert [ticket.subject for ticket in contents(store)["tickets"]] == ["after", "before"]


def test_a_broken_step_is_undone_in_every_repository(store):
    empty = contents(store)
    with store.writing() as unit:
        with broken(unit.step()):
            write_everywhere(unit)
        assert everything(unit) == empty
    assert contents(store) == empty


def test_a_finished_step_stays(store):
    with store.writing() as unit, unit.step():
        unit.notes.put("secret", "kept")
    assert contents(store)["note"] == "kept"


def test_a_finished_step_goes_with_its_broken_unit(store):
    with broken(store.writing()) as unit, unit.step():
        unit.notes.put("secret", "gone")
    assert contents(store)["note"] is None


def test_steps_may_stand_inside_steps(store):
    with store.writing() as unit, unit.step():
        unit.notes.put("outer", "kept")
        with broken(unit.step()):
            unit.notes.put("inner", "gone")
    with store.reading() as unit:
        assert (unit.notes.get("outer"), unit.notes.get("inner")) == ("kept", None)


def test_a_step_survives_an_error_that_the_store_itself_raised(store):
    with store.writing() as unit:
        ticket = unit.tickets.open(a_ticket())
        with pytest.raises(Conflict), unit.step():
            unit.tickets.save(replace(ticket, version=7))
        unit.tickets.save(replace(ticket, subject="still open"))
    assert [ticket.subject for ticket in contents(store)["tickets"]] == ["still open"]


def test_a_writer_sees_its_own_words(store):
    with store.writing() as unit:
        unit.notes.put("secret", "mine")
        assert unit.notes.get("secret") == "mine"


def test_a_reader_leaves_nothing(store):
    with suppress(Exception), store.reading() as unit:
        unit.notes.put("secret", "smuggled")
    assert contents(store)["note"] is None


def test_readers_do_not_wait_for_a_writer_and_do_not_see_it(store, together):
    writing, read = Event(), Event()

    def write():
        with store.writing() as unit:
            write_everywhere(unit)
            writing.set()
            assert read.wait(10), "the reader waited for the writer"

    def look():
        assert writing.wait(10)
        with store.reading() as unit:
            found = unit.tickets.find(None, 10), unit.letters.ledger().kept, unit.notes.get("secret")
        read.set()
        return found

    assert together(write, look)[1] == ([], 0, None)
    assert contents(store)["note"] == "new"


def test_those_who_land_letters_land_one_after_the_other(store, together):
    inside = []

    def land(name):
        with store.writing() as unit:
            unit.serialise()
            inside.append(name)
            Event().wait(0.02)
            inside.append(name)

    together(*[lambda name=name: land(name) for name in "abcd"])
    assert inside[::2] == inside[1::2]


def test_who_waited_to_land_sees_what_landed_before(store, together):
    def land():
        with store.writing() as unit:
            unit.serialise()
            seen = int(unit.notes.get("landed") or 0)
            unit.notes.put("landed", str(seen + 1))

    together(*[land] * 6)
    with store.reading() as unit:
        assert unit.notes.get("landed") == "6"


def test_writers_wait_for_each_other_and_none_fails(store, together):
    def write(name):
        for number in range(10):
            with store.writing() as unit:
                unit.letters.keep(an_envelope(), f"{name} {number}".encode())

    together(*[lambda name=name: write(name) for name in "abcdef"])
    with store.reading() as unit:
        assert unit.letters.ledger().kept == 60


def test_claims_of_letters_are_freed_and_the_old_fence_is_spent(store):
    with store.writing() as unit:
        unit.letters.keep(an_envelope(), b"one")
        (old,) = unit.letters.claim(5, 600)
    with store.writing() as unit:
        assert unit.letters.claim(5, 600) == []
        unit.letters.free()
        (new,) = unit.letters.claim(5, 600)
        assert new.fence > old.fence
        with pytest.raises(Conflict):
            unit.letters.settle(replace(old, fate=Fate.TICKET))


def test_what_one_look_reads_stands_as_of_one_instant(store):
    with store.reading() as unit:
        assert unit.notes.get("colour") is None
        with store.writing() as other:
            other.notes.put("colour", "blue")
        assert unit.notes.get("colour") is None
    with store.reading() as unit:
        assert unit.notes.get("colour") == "blue"
