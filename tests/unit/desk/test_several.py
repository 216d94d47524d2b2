"""One bad thing stops no other: letters out, addressees of one question, and clocks, each by itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mailgate.desk import deliver, tick
from mailgate.model.errors import Conflict
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.ticket import Clock, ClockKind, Flag, State
from mailgate.outbound.render import instant
from mailgate.testing import Said, SinkRelay

from .conftest import ANN, Place
from .test_life import dsn, sent_text

EVA, JUNE, NEW_HAND = "eva@customer.example", "june@kestrel.example", "new@customer.example"


# Letters out.


class WatchingRelay(SinkRelay):
    """While it sends one letter it looks at how many others could be claimed by somebody else."""

    def __init__(self) -> None:
        super().__init__()
        self.free: list[int] = []
        self.place: Place

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Said:
        try:
            with self.place.house.work() as work:
                self.free.append(len(work.unit.outbox.claim(100, work.now, 600.0)))
                raise Conflict("only looked")
        except Conflict:
            return super().send(raw, envelope_from, to, name)


def test_while_a_letter_is_being_sent_no_other_is_claimed(place: Place) -> None:
    relay = WatchingRelay()
    relay.place = place
    for number in range(3):
        place.mail(JUNE, subject=f"printer {number}", text=f"{number}\n")
    sent = deliver.deliver(replace(place.house, relay=relay))
    assert [letter.state for letter in sent] == [OutState.SENT] * 3
    assert relay.free == [2, 1, 0]


def test_a_delivery_tries_no_more_letters_than_it_was_told(place: Place) -> None:
    for number in range(3):
        place.mail(subject=f"printer {number}", text=f"{number}\n")
    assert len(deliver.deliver(place.house, 2)) == 2
    assert len(deliver.deliver(place.house, 2)) == 1


def test_a_letter_that_cannot_be_written_fails_with_a_task_and_stops_no_other(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.mail(subject="printer one")
    place.mail(JUNE, subject="printer two")
    compose = deliver.composed

    def breaks(work: Any, letter: OutLetter, ticket: Any) -> Any:
        if letter.to == ANN:
            raise ZeroDivisionError("a secret word")
        return compose(work, letter, ticket)

    monkeypatch.setattr(deliver, "composed", breaks)
    deliver.deliver(place.house)
    failed = place.out("received", 1)
    assert (failed.state, failed.answer) == (OutState.FAILED, "could not be written: ZeroDivisionError")
    assert Flag.OWNER_TASK in place.ticket(1).flags
    assert place.out("received", 2).state is OutState.SENT


# One question to several.


def asked_of_two(place: Place) -> tuple[OutLetter, OutLetter]:
    """A colleague's fault is solved; Ann and Eva are asked."""
    place.mail(NEW_HAND)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.deliver()
    return to(place, ANN), to(place, EVA)


def to(place: Place, address: str) -> OutLetter:
    return next(letter for letter in place.outbox() if letter.effect == "verify" and letter.to == address)


def test_the_second_addressee_reads_when_the_running_window_ends(place: Place) -> None:
    place.relay.will_say(EVA, Said(451, "busy"))
    asked_of_two(place)
    place.later(hours=2)
    place.deliver()
    ends = place.clocks()[ClockKind.VERIFICATION].due_at
    assert ends == place.clock.now() + timedelta(hours=22)
    printed = instant(ends, "Europe/Prague", "en")
    assert [printed in sent_text(place, to(place, address)) for address in (ANN, EVA)] == [True, True]


def test_when_the_letter_to_one_of_two_comes_back_the_other_is_still_asked(place: Place) -> None:
    one, _ = asked_of_two(place)
    place.bytes_in(dsn(place, one), "")
    assert to(place, ANN).state is OutState.FAILED
    assert to(place, ANN).answer == "came back: 5.1.1"
    assert (place.ticket().state, ClockKind.VERIFICATION in place.clocks()) == (State.VERIFYING, True)
    assert {Flag.UNDELIVERED, Flag.OWNER_TASK} <= place.ticket().flags


def test_when_the_letters_to_all_come_back_nobody_was_asked(place: Place) -> None:
    for letter in asked_of_two(place):
        place.bytes_in(dsn(place, letter), "")
    assert {to(place, ANN).state, to(place, EVA).state} == {OutState.FAILED}
    assert (place.ticket().state, place.clocks()) == (State.RESOLVED, {})
    assert place.later(days=3) == []


def test_the_same_report_twice_counts_once(place: Place) -> None:
    one, _ = asked_of_two(place)
    place.bytes_in(dsn(place, one), "")
    place.bytes_in(dsn(place, one).replace(b"could not", b"could really not"), "")
    assert place.ticket().state is State.VERIFYING


# Clocks.


def overtaken(monkeypatch: pytest.MonkeyPatch, ticket_id: int) -> None:
    """Somebody always moves this ticket first."""
    move = tick.move

    def loses(work: Any, ticket: Any, *args: Any, **more: Any) -> Any:
        if ticket.id == ticket_id:
            raise Conflict("somebody moved it first")
        return move(work, ticket, *args, **more)

    monkeypatch.setattr(tick, "move", loses)


def test_a_clock_that_loses_its_ticket_to_somebody_stops_no_other_and_rings_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.mail(subject="printer one")
    place.mail(subject="printer two", text="2\n")
    with monkeypatch.context() as patch:
        overtaken(patch, 1)
        assert [clock.ticket_id for clock in place.later(hours=9)] == [2]
    assert (Flag.BREACHED in place.ticket(1).flags, Flag.BREACHED in place.ticket(2).flags) == (False, True)
    assert [clock.ticket_id for clock in place.later(seconds=1)] == [1]


def test_a_clock_that_cannot_be_rung_stops_no_other_and_rings_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.mail(subject="printer one")
    place.mail(subject="printer two", text="2\n")
    with monkeypatch.context() as patch:
        move = tick.move

        def breaks(work: Any, ticket: Any, *args: Any, **more: Any) -> Any:
            if ticket.id == 1:
                raise ZeroDivisionError
            return move(work, ticket, *args, **more)

        patch.setattr(tick, "move", breaks)
        place.later(hours=9)
    assert Flag.BREACHED not in place.ticket(1).flags
    assert Flag.BREACHED in place.ticket(2).flags
    place.later(seconds=5)
    assert Flag.BREACHED in place.ticket(1).flags


@pytest.mark.parametrize("kind", [ClockKind.VERIFICATION, ClockKind.REMINDER])
def test_a_clock_of_an_older_round_rings_for_nothing_and_is_gone(place: Place, kind: ClockKind) -> None:
    letter = place.verifying(result="expectation")
    place.answer(letter, "No.")
    place.resolve("MG-1", result="expectation")
    place.deliver()
    ticket = place.ticket()
    assert (ticket.state, ticket.verify_round) == (State.VERIFYING, 2)
    with place.house.work() as work:
        work.unit.clocks.start(Clock(1, kind, place.clock.now(), fence=1))
    assert place.later(seconds=1) == []
    assert place.ticket() == ticket
    assert kind not in place.clocks()


def test_a_clock_that_was_started_anew_meanwhile_is_left_alone(place: Place) -> None:
    place.mail()
    place.clock.forward(timedelta(hours=9))
    with place.house.view() as work:
        (seen,) = work.unit.clocks.due(work.now, 10)
    with place.house.work() as work:
        work.unit.clocks.start(replace(seen, due_at=work.now + timedelta(hours=1)))
    assert tick._rings(place.house, seen) is tick.Ring.DROPPED
    assert Flag.BREACHED not in place.ticket().flags
    assert ClockKind.FIRST_ANSWER in place.clocks()
