"""The laws about what ends a ticket and what opens it again: whose words count, and when silence does."""

from collections.abc import Callable
from datetime import timedelta

from mailgate.model.event import VERIFICATIONS, Effect, Event
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, HistoryEntry, State, Ticket
from tests.hostile.life.case import Case
from tests.hostile.life.oracle import may_speak
from tests.hostile.life.place import STAFF


def closes_for_a_reason(case: Case) -> None:
    """A yes of somebody entitled, the window after an accepted letter, or a named override; nothing else."""
    for ticket, place, entry in case.new_entries():
        if entry.dest == State.CLOSED != entry.source:
            assert entry.event in CLOSINGS, f"{ticket.number} was closed by {entry.event}"
            CLOSINGS[Event(entry.event)](case, ticket, place, entry)


def _confirmed(case: Case, ticket: Ticket, place: int, entry: HistoryEntry) -> None:
    assert _said(case, ticket, entry, "yes", "thanks"), f"{ticket.number} was closed without a yes: {entry}"
    if not _vouched(case, entry):  # somebody else's yes is for the owner to look at
        theirs = {address for each in case.after.people if entry.by in each.addresses for address in each.addresses}
        asked = {each.to for each in case.after.out_of(ticket.id) if each.effect in VERIFICATIONS and each.sent_at}
        assert asked & {entry.by, *theirs}, f"{ticket.number} was closed by the yes of {entry.by}, who was not asked"


def _window_over(case: Case, ticket: Ticket, place: int, entry: HistoryEntry) -> None:
    history, name = case.after.histories[ticket.id], ticket.number
    began = next(each for each in range(place, -1, -1) if history[each].event == Event.VERIFICATION_SENT)
    assert entry.data.get("clock") == ClockKind.VERIFICATION, f"{name} was closed by the clock {entry.data}"
    assert entry.at.isoformat() >= str(history[began].data.get("due", "")), f"{name}: before the time that it printed"
    rounds = sum(each.event == Event.RESOLUTION_PROPOSED for each in history[:place])
    asked = [
        letter
        for letter in case.after.out_of(ticket.id)
        if letter.effect in VERIFICATIONS and letter.params.get("round") == rounds
    ]
    firm = case.after.desk.firm
    expectation = any(letter.effect == Effect.VERIFY_EXPECTATION for letter in asked)
    window = (firm.expectation_close_after if expectation else firm.verify_after).elapsed()
    company = next((each.company for each in case.after.people if each.company.id == ticket.customer_id), None)
    if company is not None and company.verify_clock == "business":  # the same time of a later working day
        window = timedelta(hours=23)
    there = [letter for letter in asked if letter.sent_at and letter.sent_at + window <= entry.at]
    if case.world.alone:  # else a report of its failure came at the same moment
        there = [letter for letter in there if letter.state is OutState.SENT]
    assert there, f"{name} was closed at {entry.at}, and no letter was accepted so long before: {asked}"
    for each in history[began:place]:
        stopped = each.event == Event.CUSTOMER_WROTE and not str(each.data.get("answer", "")).startswith("thanks")
        assert not stopped, f"{name} was closed by silence, after somebody wrote: {each}"
    noes = sum(each.event == Event.DISPUTED for each in history[:place])
    assert noes < 2, f"{name} was closed by silence after {noes} noes"


def _overridden(case: Case, ticket: Ticket, place: int, entry: HistoryEntry) -> None:
    who, _, reason = entry.why.partition(": ")
    assert entry.by in STAFF, f"{ticket.number} was closed by {entry.by}"
    assert reason.strip(), f"{ticket.number} was closed for no reason: {entry.why!r}"
    staff = case.after.desk.staff_member(entry.by)
    assert staff is not None
    category = case.after.desk.category(ticket.category)
    unasked = category is not None and category.verify is False and who.startswith(category.id)
    assert unasked or who == staff.name, f"{ticket.number} was closed in nobody's name: {entry.why!r}"
    noes = sum(each.event == Event.DISPUTED for each in case.after.histories[ticket.id][:place])
    assert noes < 2 or staff.role in ("lead", "director", "admin"), f"{ticket.number}: only a lead after {noes} noes"


CLOSINGS: dict[Event, Callable[[Case, Ticket, int, HistoryEntry], None]] = {
    Event.CONFIRMED: _confirmed,
    Event.TIME_PASSED: _window_over,
    Event.CLOSED_BY_OVERRIDE: _overridden,
}


def _said(case: Case, ticket: Ticket, entry: HistoryEntry, *words: str) -> bool:
    """Whether in this step somebody who may speak for the ticket really said so: by mail, page, or phone."""
    told = entry.why.partition(" said ")
    if _vouched(case, entry):
        return _may_speak(case, ticket, told[0]) and any(told[2].startswith(f"{word} by phone") for word in words)
    return _may_speak(case, ticket, entry.by) and (
        _wrote(case, ticket, entry, words) or _clicked(case, ticket, entry, words)
    )


def _vouched(case: Case, entry: HistoryEntry) -> bool:
    """A colleague tells what was said on the phone."""
    return any((deed.who, deed.what) == (entry.by, "confirm") for deed in case.world.deeds)


def _may_speak(case: Case, ticket: Ticket, address: str) -> bool:
    return any(may_speak(then, was, address) for then, was in case.moments(ticket.id))


def _wrote(case: Case, ticket: Ticket, entry: HistoryEntry, words: tuple[str, ...]) -> bool:
    """A proven letter of a person, decided in this step."""
    for number, kept in case.after.letters.items():
        was = case.before.letters.get(number)
        truth = case.world.truth_of(kept)
        here = kept.ticket_id == ticket.id and (was is None or was.fate is None) and kept.fate is Fate.REPLY
        if here and truth.author == entry.by and truth.proof == "proven" and not truth.machine and truth.says in words:
            return True
    return False


def _clicked(case: Case, ticket: Ticket, entry: HistoryEntry, words: tuple[str, ...]) -> bool:
    """A page behind the link of a letter that was sent to this very person in the round that was asked about."""
    letters = {each.message_id: each for each in case.after.out_of(ticket.id)}
    for deed in case.world.deeds:
        letter = letters.get(deed.about)
        if deed.kind != "page" or letter is None or deed.what not in words or letter.to != entry.by:
            continue
        if letter.sent_at and letter.params.get("round") == ticket.verify_round:
            return True
    return False


def only_the_entitled_dispute_or_reopen(case: Case) -> None:
    for ticket, _, entry in case.new_entries():
        name = f"{ticket.number}: {entry.event} by {entry.by}"
        if entry.event == Event.DISPUTED:
            assert _said(case, ticket, entry, "no"), f"{name}, who did not say no: {entry.why}"
        elif entry.event == Event.PARTLY_CONFIRMED:
            assert _said(case, ticket, entry, "partly", "but"), f"{name}, who did not say partly: {entry.why}"
        elif entry.event == Event.CUSTOMER_WROTE and entry.source == State.CLOSED != entry.dest:
            assert _said(case, ticket, entry, "no", "but", "other"), f"{name} reopened it: {entry.why}"
            closed = [was.closed_at for _, was in case.moments(ticket.id) if was.closed_at]
            in_time = any(entry.at <= at + case.after.desk.firm.reopen_window.elapsed() for at in closed)
            # Closed and opened again within one step, it shows no closing before or after.
            assert in_time or not closed or not case.world.alone, f"{name} reopened it too late"
