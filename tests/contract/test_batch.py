"""What was foreseen, and what waits to be written, changes no answer of a unit."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from mailgate.model.errors import Conflict
from mailgate.model.event import Effect
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, MessageKind
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

ANN, BOB = "ann@customer.example", "bob@customer.example"
HOUR = timedelta(hours=1)


def stored(store):
    """A ticket with words, history, a letter out and a clock, and a claimed letter."""
    with store.writing() as unit:
        company = unit.people.save_company(a_company())
        unit.people.save_person(a_person(company=company))
        ticket = unit.tickets.open(a_ticket(customer_id=company.id))
        unit.tickets.add_message(ticket.id, a_message(author=BOB))
        event = unit.tickets.add_history(ticket.id, an_entry())
        unit.outbox.queue(an_out_letter(ticket_id=ticket.id, event_id=event, to=ANN))
        unit.letters.remember_ids(ticket.id, ["one@x"])
        unit.letters.keep(an_envelope(), a_letter())
        unit.letters.keep(an_envelope(), a_letter())
    with store.writing() as unit:
        return ticket, unit.letters.claim(2, 60)


def foresee(unit, ticket, letters):
    unit.foresee(len(letters))
    unit.people.foresee({ANN, "nobody@x"}, {"customer.example", "nowhere.example"})
    unit.letters.foresee(letters, {"one@x", "two@x"})
    unit.tickets.foresee({ticket.id, 404})
    unit.outbox.foresee({ANN, BOB}, MORNING - HOUR, {ticket.id, 404}, {"mid@desk.example", "nobody@x"})
    unit.people.foresee((), (), {ticket.customer_id, 404})


def answers(unit, ticket, letters):
    """Everything that a landing asks for."""
    return {
        "people": [unit.people.by_address(each) for each in (ANN, "nobody@x", "unforeseen@x")],
        "firms": [unit.people.company_of_domain(each) for each in ("customer.example", "nowhere.example")],
        "company": [unit.people.company(each) for each in (ticket.customer_id, 404)],
        "members": [unit.people.members(each) for each in (ticket.customer_id, 404)],
        "ids": [unit.letters.ticket_of_ids([each]) for each in ("one@x", "two@x", "three@x")],
        "same": [unit.letters.first_same(each, MORNING - HOUR) for each in letters],
        "late": [unit.letters.first_same(each, MORNING + HOUR) for each in letters],
        "tickets": [unit.tickets.get(each) for each in (ticket.id, 404)],
        "parties": [unit.tickets.parties(each) for each in (ticket.id, 404)],
        "history": [unit.tickets.history(each) for each in (ticket.id, 404)],
        "messages": unit.tickets.messages(ticket.id),
        "out": [unit.outbox.of_ticket(each) for each in (ticket.id, 404)],
        "named": [unit.outbox.by_message_id(each) for each in ("mid@desk.example", "nobody@x")],
        "counts": [
            unit.outbox.count_since(to, effects, since, of)
            for to in (ANN, BOB, "unforeseen@x")
            for effects in (None, ("received",), ("closed",))
            for since in (MORNING - 2 * HOUR, MORNING - HOUR, MORNING, MORNING + HOUR)
            for of in (None, ticket.id, 404)
        ],
        "clocks": [(clock.kind, clock.due_at) for clock in unit.clocks.of_ticket(ticket.id)],
    }


def land(unit, ticket, letters):
    """A bit of everything that a landing writes."""
    saved = unit.tickets.save(replace(ticket, subject="joined"))
    unit.tickets.add_message(ticket.id, a_message(author="eva@customer.example"))
    unit.tickets.add_message(ticket.id, a_message(author="robot@x", kind=MessageKind.AUTOMATIC))
    event = unit.tickets.add_history(ticket.id, an_entry(event="customer_wrote"))
    unit.outbox.queue(an_out_letter(ticket_id=ticket.id, event_id=event, to=ANN, message_id="mid@desk.example"))
    unit.outbox.queue(an_out_letter(ticket_id=ticket.id, event_id=event, to=BOB, state=OutState.SUPPRESSED))
    unit.clocks.start(a_clock(ticket_id=ticket.id))
    unit.clocks.start(a_clock(ticket_id=ticket.id, kind=ClockKind.HOLD))
    unit.clocks.stop(ticket.id, [ClockKind.HOLD])
    unit.letters.remember_ids(ticket.id, ["two@x", "three@x"])
    unit.letters.settle(replace(letters[0], fate=Fate.DUPLICATE, ticket_id=ticket.id))
    return unit.tickets.save(replace(saved, subject="twice"))


@pytest.mark.parametrize("foreseen", [False, True])
def test_a_unit_answers_from_what_it_wrote_as_if_it_stood_there(store, foreseen):
    ticket, letters = stored(store)
    with store.writing() as unit:
        if foreseen:
            foresee(unit, ticket, letters)
        before = answers(unit, ticket, letters)
    with store.writing() as unit:
        assert answers(unit, ticket, letters) == before
        if foreseen:
            foresee(unit, ticket, letters)
        after = land(unit, ticket, letters)
        inside = answers(unit, ticket, letters)
    with store.reading() as unit:
        assert answers(unit, ticket, letters) == inside
    assert inside["tickets"] == [after, None]
    assert after.version == ticket.version + 2
    assert inside["ids"] == [ticket.id] * 3
    assert inside["parties"][0] == {ANN, BOB, "eva@customer.example"}
    assert [entry.event for entry in inside["history"][0]] == ["opened", "customer_wrote"]
    assert [letter.to for letter in inside["out"][0]] == [ANN, ANN, BOB]
    assert inside["clocks"] == [(ClockKind.FIRST_ANSWER, MORNING)]
    assert before["same"][1].id == letters[0].id
    assert inside["same"][1] is None, "a duplicate is nobody's first"


def test_what_is_foreseen_twice_or_after_a_change_is_as_it_stands(store):
    ticket, letters = stored(store)
    with store.writing() as unit:
        foresee(unit, ticket, letters)
        land(unit, ticket, letters)
        before = answers(unit, ticket, letters)
        foresee(unit, ticket, letters)
        assert answers(unit, ticket, letters) == before


def test_a_ticket_that_was_opened_in_the_unit_is_joined_in_it(store):
    with store.writing() as unit:
        new = unit.tickets.open(a_ticket())
        assert (unit.tickets.get(new.id), unit.tickets.parties(new.id)) == (new, {new.requester})
        assert (unit.tickets.history(new.id), unit.outbox.of_ticket(new.id)) == ([], [])
        event = unit.tickets.add_history(new.id, an_entry())
        queued = unit.outbox.queue(an_out_letter(ticket_id=new.id, event_id=event))
        assert unit.outbox.queue(an_out_letter(ticket_id=new.id, event_id=event, message_id="other@x")) is None
        joined = unit.tickets.save(replace(new, subject="joined"))
        assert unit.outbox.of_ticket(new.id) == [queued]
        assert unit.outbox.cancel(new.id, [Effect.RECEIVED], "overtaken") == 1
        assert [letter.state for letter in unit.outbox.of_ticket(new.id)] == [OutState.CANCELLED]
    with store.reading() as unit:
        assert unit.tickets.get(new.id) == joined
        assert [letter.state for letter in unit.outbox.of_ticket(new.id)] == [OutState.CANCELLED]


def test_numbers_of_tickets_have_no_gaps(store):
    for size in (1, 3, 2):
        with store.writing() as unit:
            unit.foresee(32)
            for _ in range(size):
                unit.tickets.open(a_ticket())
    with store.reading() as unit:
        assert [ticket.id for ticket in unit.tickets.find(None, 10)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("foreseen", [False, True])
def test_who_was_overtaken_while_rows_waited_keeps_nothing(store, together, foreseen):
    """Two units see the same ticket; PostgreSQL lets both go on until they write."""
    ticket, _ = stored(store)
    seen, saved = Event(), Event()

    def late():
        with store.writing() as unit:
            if foreseen:
                unit.tickets.foresee([ticket.id])
            unit.tickets.get(ticket.id)
            seen.set()
            saved.wait(0.3)
            unit.tickets.add_message(ticket.id, a_message(author="late@x"))
            unit.tickets.save(replace(ticket, subject="late"))

    def quick():
        assert seen.wait(10)
        with store.writing() as unit:
            unit.tickets.save(replace(ticket, subject="quick"))
        saved.set()

    with pytest.raises(Conflict):
        together(late, quick)
    with store.reading() as unit:
        subject = unit.tickets.get(ticket.id).subject
        assert subject in ("late", "quick")
        assert ("late@x" in unit.tickets.parties(ticket.id)) == (subject == "late")


def test_a_broken_step_forgets_what_it_let_wait(store):
    ticket, letters = stored(store)
    with store.writing() as unit:
        foresee(unit, ticket, letters)
        before = answers(unit, ticket, letters)
        with suppress(ZeroDivisionError), unit.step():
            land(unit, ticket, letters)
            raise ZeroDivisionError
        assert answers(unit, ticket, letters) == before
        land(unit, ticket, letters)
    with store.reading() as unit:
        assert unit.tickets.get(ticket.id).subject == "twice"


def test_many_keep_letters_at_once_and_each_has_its_own(store, together):
    def work(name):
        return lambda: [
            store.keep(an_envelope(helo=f"{name}-{number}"), a_letter(text=f"{name}-{number}")) for number in range(10)
        ]

    kept = [each for answers in together(*[work(name) for name in "abcdefgh"]) for each in answers]
    assert len({letter.id for letter, _ in kept}) == 80
    assert all(fresh for _, fresh in kept)
    with store.reading() as unit:
        for letter, _ in kept:
            assert unit.letters.get(letter.id) == letter
            assert letter.envelope.helo.encode() in unit.letters.raw(letter.digest)
        assert unit.letters.ledger().kept == 80


def test_letters_that_are_kept_together_stand_in_their_order(store):
    raws = [a_letter(text=text) for text in ("b", "a", "b", "c")]
    envelopes = [an_envelope(key=key) for key in ("", "k", "", "k")]
    with store.writing() as unit:
        kept = unit.letters.keep_all(list(zip(envelopes, raws, strict=True)))
        assert unit.letters.keep_all([]) == []
    assert [fresh for _, fresh in kept] == [True, True, True, False]
    assert kept[1] == (kept[3][0], True)
    assert kept[0][0].id < kept[2][0].id
    with store.reading() as unit:
        assert unit.letters.raws([letter.digest for letter, _ in kept]) == [raws[0], raws[1], raws[2], raws[1]]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a", "c"), ()])
def test_of_those_who_land_under_one_name_one_goes_after_the_other(store, together, names):
    inside = []

    def land(name):
        with store.writing() as unit:
            unit.serialise(*(names if name == "x" else ("a", "z")))
            inside.append(name)
            Event().wait(0.05)
            inside.append(name)

    together(lambda: land("x"), lambda: land("y"))
    assert inside in (["x", "x", "y", "y"], ["y", "y", "x", "x"])


@pytest.mark.postgres
def test_those_who_land_under_different_names_do_so_side_by_side(postgresql_store, together):
    both = [Event(), Event()]

    def land(mine, other):
        with postgresql_store.writing() as unit:
            unit.serialise(f"customer {mine}")
            both[mine].set()
            return both[other].wait(10)

    assert together(lambda: land(0, 1), lambda: land(1, 0)) == [True, True]
    postgresql_store.close()


def test_a_reading_unit_can_be_asked_everything(store):
    ticket, letters = stored(store)
    with store.reading() as unit:
        assert answers(unit, ticket, letters)["tickets"][0] == ticket
