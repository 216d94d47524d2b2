"""Move a ticket: state, history and effects in one transaction (laws 5 and 6).

`move` is the only place where a ticket's state is set, and it is set to what `lifecycle.advance()` returned. Every
effect stands in one of two tables: CHANGES alters the ticket before it is saved, DEEDS writes other rows after it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.post import page, post, tell
from mailgate.desk.promises import (
    first_answer_rings,
    reminder_at,
    reopen_window,
    resolution_late,
    resolution_rings,
    triage_due,
    verification_ends,
)
from mailgate.desk.repeats import recurring
from mailgate.desk.shifts import next_shift
from mailgate.desk.silence import next_word
from mailgate.desk.unpicked import calls, has_climbed, next_rung, run_of
from mailgate.lifecycle.machine import advance
from mailgate.lifecycle.pauses import RUNS_IN
from mailgate.lifecycle.table import Facts
from mailgate.model.event import MAIL_EFFECTS, QUESTIONS, UNANSWERED, Effect, Event
from mailgate.model.ticket import Clock, ClockKind, Flag, HistoryEntry, State, Ticket
from mailgate.outbound.kinds import KINDS

_MOST_REOPENS = 3
_REOPENS_WITHIN = timedelta(days=1)
#: Who gets these is decided by more than the ticket: `desk.acknowledge`, `desk.merge`.
_TOLD_ELSEWHERE = (Effect.RECEIVED, Effect.MERGED)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the ticket stands now, what followed, and the history entry."""

    ticket: Ticket
    effects: tuple[Effect, ...]
    event_id: int


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a deed may look at."""

    work: Work
    ticket: Ticket
    event_id: int
    params: Mapping[str, Any] = field(default_factory=dict)
    before: Ticket | None = None  #: as it was; None when it was opened


def move(
    work: Work,
    ticket: Ticket | None,
    event: Event,
    facts: Facts,
    *,
    by: str,
    why: str = "",
    new: Ticket | None = None,
    changes: Mapping[str, Any] | None = None,
    params: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
) -> Moved:
    """Let `event` happen. `new` is the ticket to open when `ticket` is None; `changes` are its other fields.

    `params` go into the letters that follow, `data` into the history. Raises NotAllowed when the table has no such
    step, Conflict when somebody else moved the ticket first; then nothing of it is kept by the caller's unit.
    """
    step = advance(ticket.state if ticket else None, event, facts)
    before = ticket or new
    assert before is not None, "a ticket to move or to open"
    after = replace(before, **dict(changes or {}), state=step.state, updated_at=work.now)
    for effect in step.effects:
        after = CHANGES.get(effect, _unchanged)(work, after)
    after = work.unit.tickets.save(after) if ticket else work.unit.tickets.open(after)
    entry = HistoryEntry(
        work.now, by, event, ticket.state if ticket else "", after.state, why, {**(data or {}), **_noted(params)}
    )
    event_id = work.unit.tickets.add_history(after.id, entry)
    scene = _Scene(work, after, event_id, params or {}, ticket)
    refused: list[str] = []
    for effect in step.effects:
        DEEDS.get(effect, _nothing)(scene)
        if effect in MAIL_EFFECTS and effect not in _TOLD_ELSEWHERE:
            refused += tell(work, after, effect, event_id, scene.params)
    return Moved(flag_refusals(work, after, refused), step.effects, event_id)


def flag_refusals(work: Work, ticket: Ticket, refused: Sequence[str]) -> Ticket:
    """A letter that may not leave is somebody's task: nobody is met by silence (design.md §9)."""
    why = "; ".join(filter(None, refused))
    return ask_owner(work, ticket, why) if why else ticket


def ask_owner(work: Work, ticket: Ticket, why: str, *flags: Flag) -> Ticket:
    """A task for the owner that no event of the table brought: marked, and told like any other."""
    after = remark(work, ticket, "mailgate", why, flags=ticket.flags | {Flag.OWNER_TASK, *flags})
    _notify_owner(_Scene(work, after, work.unit.tickets.history(ticket.id)[-1].id))
    return after


def ask_owner_too(work: Work, moved: Moved, why: str) -> Ticket:
    """The same after an event, which may have called the owner already: then they are told once, and read both."""
    if not why:
        return moved.ticket
    called = Effect.ASK_OWNER in moved.effects
    return remark(work, moved.ticket, "mailgate", why) if called else ask_owner(work, moved.ticket, why)


def remark(work: Work, ticket: Ticket, by: str, why: str, **changes: Any) -> Ticket:
    """Change marks or fields of a ticket without moving it; one line of history says why."""
    after = work.unit.tickets.save(replace(ticket, **changes, updated_at=work.now))
    work.unit.tickets.add_history(ticket.id, HistoryEntry(work.now, by, "remarked", ticket.state, after.state, why))
    return after


def recount(work: Work, ticket: Ticket) -> None:
    """Its promises, counted anew: it belongs to another customer now."""
    scene = _Scene(work, ticket, 0, before=ticket)
    _recount_first_answer(scene)
    _start_resolution(scene)
    _start_ladder(scene)


def facts_of(ticket: Ticket, **more: Any) -> Facts:
    """What the ticket itself tells a guard, with `more` from the occasion."""
    return Facts(
        classified=bool(ticket.category) and ticket.priority is not None,
        level=ticket.level,
        urgent=ticket.priority in ("P1", "P2"),
        disputes=ticket.disputes,
        spoken_for=bool(ticket.speaker),
        **more,
    )


def in_window(work: Work, ticket: Ticket) -> bool:
    """The ticket is closed and a reply would still reopen it."""
    return ticket.closed_at is not None and work.now <= ticket.closed_at + reopen_window(work)


def reopened_often(work: Work, ticket: Ticket) -> bool:
    """It came back from closed several times within a day."""
    since = work.now - _REOPENS_WITHIN
    entries = [entry for entry in work.unit.tickets.history(ticket.id) if entry.at >= since]
    return sum(entry.source == State.CLOSED != entry.dest for entry in entries) >= _MOST_REOPENS


def _noted(params: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (params or {}).items() if key in ("until", "due")}


def _unchanged(work: Work, ticket: Ticket) -> Ticket:
    return ticket


def _nothing(scene: _Scene) -> None:
    return None


def _mark(flag: Flag) -> Callable[[Work, Ticket], Ticket]:
    return lambda work, ticket: replace(ticket, flags=ticket.flags | {flag})


def _answered(work: Work, ticket: Ticket) -> Ticket:
    late = Flag.BREACHED in ticket.flags and resolution_late(work, ticket)  # an answer does not solve it
    if late:
        return replace(ticket, waiting_since=None)
    return replace(ticket, waiting_since=None, late_since=None, flags=ticket.flags - {Flag.BREACHED})


def _breached(work: Work, ticket: Ticket) -> Ticket:
    marks = {Flag.BREACHED, Flag.LEAD_REVIEW}  # every broken promise is looked at (S4-11)
    return replace(ticket, late_since=ticket.late_since or work.now, flags=ticket.flags | marks)


def _solved(work: Work, ticket: Ticket) -> Ticket:
    """A new round: the links of an earlier one are spent, and no workaround is needed any more (S0-11)."""
    return replace(ticket, verify_round=ticket.verify_round + 1, flags=ticket.flags - {Flag.MITIGATED})


def _closed(work: Work, ticket: Ticket) -> Ticket:
    return replace(ticket, closed_at=work.now, flags=ticket.flags - {Flag.MITIGATED})


#: Effects that alter the ticket itself.
CHANGES: dict[Effect, Callable[[Work, Ticket], Ticket]] = {
    Effect.ASK_OWNER: _mark(Flag.OWNER_TASK),
    Effect.ASK_LEAD: _mark(Flag.LEAD_REVIEW),
    Effect.MARK_BREACHED: _breached,
    Effect.MARK_RECURRING: lambda work, ticket: replace(ticket, **recurring(ticket)),
    Effect.COUNT_DISPUTE: lambda work, ticket: replace(ticket, disputes=ticket.disputes + 1),
    Effect.COUNT_REOPEN: lambda work, ticket: replace(ticket, reopen_count=ticket.reopen_count + 1),
    # Response runs from the oldest unanswered word.
    Effect.START_FIRST_ANSWER: lambda work, ticket: replace(ticket, waiting_since=ticket.waiting_since or work.now),
    Effect.STOP_FIRST_ANSWER: _answered,
    Effect.MITIGATED: _mark(Flag.MITIGATED),
    Effect.VERIFY: _solved,
    Effect.VERIFY_EXPECTATION: _solved,
    Effect.START_ARCHIVE: _closed,
    Effect.STOP_ARCHIVE: lambda work, ticket: replace(ticket, closed_at=None),
}


def _recount_first_answer(scene: _Scene) -> None:
    if scene.ticket.waiting_since is not None:
        _start_first_answer(scene)


def _start_resolution(scene: _Scene) -> None:
    runs = scene.ticket.state in RUNS_IN
    _start(scene, ClockKind.RESOLUTION, resolution_rings(scene.work, scene.ticket) if runs else None)


def _start_triage(scene: _Scene) -> None:
    waits = scene.ticket.state is State.NEW
    _start(scene, ClockKind.TRIAGE, triage_due(scene.work) if waits else None)


def _start_asked(scene: _Scene) -> None:
    if scene.ticket.state is State.WAITING_CUSTOMER:
        _start(scene, ClockKind.ASKED, next_word(scene.work, scene.ticket))
        scene.work.unit.outbox.cancel(scene.ticket.id, UNANSWERED, "overtaken before it left")


def _start_next_update(scene: _Scene) -> None:
    promised = scene.params.get("due") or scene.params.get("look_again")
    _start(scene, ClockKind.NEXT_UPDATE, datetime.fromisoformat(promised) if promised else None)


def _start_first_answer(scene: _Scene) -> None:
    since = scene.ticket.waiting_since or scene.work.now
    due = first_answer_rings(scene.work, scene.ticket, since)
    _start(scene, ClockKind.FIRST_ANSWER, due)


def _start_verification(scene: _Scene) -> None:
    due = verification_ends(scene.work, scene.ticket, scene.work.now)
    promised = scene.params.get("due")  # what the letter prints; never close before it
    _start(scene, ClockKind.VERIFICATION, max(due, datetime.fromisoformat(promised)) if promised else due)
    _start(scene, ClockKind.REMINDER, reminder_at(scene.work, scene.ticket, scene.work.now))


def _start_hold(scene: _Scene) -> None:
    _start(scene, ClockKind.HOLD, datetime.fromisoformat(scene.params["until"]))


def _start_archive(scene: _Scene) -> None:
    _start(scene, ClockKind.ARCHIVE, scene.work.now + reopen_window(scene.work))


def _postpone_archive(scene: _Scene) -> None:
    _start(scene, ClockKind.ARCHIVE, scene.work.now + timedelta(days=1))


def _start_ladder(scene: _Scene) -> None:
    """Begin a run where nobody has a P1; one that runs goes on with its next rung, and one that is over stays so."""
    work, ticket, unit = scene.work, scene.ticket, scene.work.unit
    if not calls(ticket):
        _stop_ladder(scene)
        return
    history = unit.tickets.history(ticket.id)
    began = scene.event_id
    if scene.before and calls(scene.before):
        standing = [clock for clock in unit.clocks.of_ticket(ticket.id) if clock.kind is ClockKind.LADDER]
        if not standing and has_climbed(history):  # to its end
            return
        began = standing[0].fence if standing else history[-1].id
    rung = next_rung(work, ticket, run_of(history, began, work.now))
    if rung is None:
        unit.clocks.stop(ticket.id, (ClockKind.LADDER,))
    else:
        unit.clocks.start(Clock(ticket.id, ClockKind.LADDER, rung[1], began))


def _stop_ladder(scene: _Scene) -> None:
    if scene.before and calls(scene.before):  # else none stands
        scene.work.unit.clocks.stop(scene.ticket.id, (ClockKind.LADDER,))


def _page(scene: _Scene) -> None:
    page(scene.work, scene.ticket, scene.event_id, scene.params)


def _start(scene: _Scene, kind: ClockKind, due: datetime | None) -> None:
    if due is None:
        scene.work.unit.clocks.stop(scene.ticket.id, (kind,))
    else:
        scene.work.unit.clocks.start(Clock(scene.ticket.id, kind, due, scene.ticket.verify_round))


def _stop(*kinds: ClockKind) -> Callable[[_Scene], None]:
    return lambda scene: scene.work.unit.clocks.stop(scene.ticket.id, kinds)


def _cancel_verification_letter(scene: _Scene) -> None:
    scene.work.unit.outbox.cancel(scene.ticket.id, QUESTIONS, "overtaken before it left")


def _cancel_letters(scene: _Scene) -> None:
    ours = [kind.effect for kind in KINDS.values() if not kind.by_hand]
    scene.work.unit.outbox.cancel(scene.ticket.id, ours, "the ticket became part of another one before it left")


def _notify_owner(scene: _Scene) -> None:
    """A letter to the owner, and to who speaks instead, when the next shift of each begins: off shift means no
    notification at all (S1-13).
    """
    work = scene.work
    for email in filter(None, dict.fromkeys((scene.ticket.owner, scene.ticket.speaker))):
        told = work.desk.staff_member(email)
        begins = next_shift(work.desk, told, work.now) if told else None
        if told and begins:
            task = {"text": "please look at this ticket"}
            post(work, scene.ticket, "staff_task", told.email, scene.event_id, task, due_at=begins)


#: Effects that write other rows. Letters to the customer need no row here: MAIL_EFFECTS are told in `move`, except
#: those that are told elsewhere.
DEEDS: dict[Effect, Callable[[_Scene], None]] = {
    Effect.START_FIRST_ANSWER: _start_first_answer,
    Effect.STOP_FIRST_ANSWER: _stop(ClockKind.FIRST_ANSWER),
    Effect.RECOUNT_FIRST_ANSWER: _recount_first_answer,
    Effect.START_NEXT_UPDATE: _start_next_update,
    Effect.STOP_NEXT_UPDATE: _stop(ClockKind.NEXT_UPDATE),
    Effect.START_RESOLUTION: _start_resolution,
    Effect.STOP_RESOLUTION: _stop(ClockKind.RESOLUTION),
    Effect.START_TRIAGE: _start_triage,
    Effect.STOP_TRIAGE: _stop(ClockKind.TRIAGE),
    Effect.START_ASKED: _start_asked,
    Effect.STOP_ASKED: _stop(ClockKind.ASKED),
    Effect.START_VERIFICATION: _start_verification,
    Effect.STOP_VERIFICATION: _stop(ClockKind.VERIFICATION, ClockKind.REMINDER),
    Effect.START_HOLD: _start_hold,
    Effect.STOP_HOLD: _stop(ClockKind.HOLD),
    Effect.START_ARCHIVE: _start_archive,
    Effect.STOP_ARCHIVE: _stop(ClockKind.ARCHIVE),
    Effect.POSTPONE_ARCHIVE: _postpone_archive,
    Effect.CANCEL_VERIFICATION_LETTER: _cancel_verification_letter,
    Effect.CANCEL_LETTERS: _cancel_letters,
    Effect.ASK_OWNER: _notify_owner,
    Effect.START_LADDER: _start_ladder,
    Effect.STOP_LADDER: _stop_ladder,
    Effect.PAGE: _page,
}
