"""The lead's review list (S4-11): what went wrong with a customer, open or over, until a lead has looked at it.

    rows(work)      # [{"number": "MG-7", "reasons": ["the customer said no (2)"], "since": …, …}], oldest first

A ticket stands here by its mark `lead_review`, which the lifecycle sets. Why is read from its history since the last
review, and from its other marks. Nothing is changed here: `reviewed` and `apologise` take a ticket off (`desk.lead`).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from mailgate.desk.house import Work
from mailgate.lifecycle.table import SOLVED
from mailgate.model.event import Event
from mailgate.model.ticket import ClockKind, Flag, HistoryEntry, State, Ticket

REVIEWED = "reviewed"  #: how the history line of a review begins
HAND_OFFS = 3  #: so many are a reason
_MOST = 1000
_PASSES_ON = (Event.ASSIGNED, Event.ESCALATED, Event.RETURNED)
_TAKES = (Event.TAKEN, Event.ASSIGNED)
_PROMISES = (ClockKind.FIRST_ANSWER, ClockKind.NEXT_UPDATE, ClockKind.RESOLUTION)
_AGAIN = (Event.REOPENED, Event.CUSTOMER_WROTE, Event.VERIFICATION_UNDELIVERED)

Entries = Sequence[HistoryEntry]


def rows(work: Work, limit: int = _MOST) -> list[dict[str, Any]]:
    """What is on the list, with the reasons; the oldest ticket first."""
    return [_row(work, ticket) for ticket in work.unit.tickets.to_review(limit)]


def _row(work: Work, ticket: Ticket) -> dict[str, Any]:
    history = work.unit.tickets.history(ticket.id)
    found = list(reasons(ticket, history))
    since = min((at for _, at in found if at), default=ticket.updated_at)
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "state": ticket.state,
        "priority": ticket.priority,
        "customer": ticket.customer or None,
        "requester": ticket.requester,
        "owner": ticket.owner or None,
        "worker": ticket.worker or None,
        "reasons": [why for why, _ in found] or [_last_words(history)],
        "evidence": ticket.resolution.get("evidence"),
        "since": since.isoformat(),
        "days": max((work.now - since).days, 0),
    }


def reasons(ticket: Ticket, history: Entries) -> Iterator[tuple[str, datetime | None]]:
    """Each reason in words, with when it was first given since the last review; None of a mark."""
    last = max((at for at, entry in enumerate(history) if _is_review(entry)), default=-1)
    new = history[last + 1 :]
    for words, fits in _COUNTED:
        if entries := [entry for entry in new if fits(entry)]:
            yield (f"{words} ({len(entries)})" if len(entries) > 1 else words), entries[0].at
    passed = hand_offs(history)
    if len(passed) >= HAND_OFFS and passed[-1] in new:
        yield f"{len(passed)} hand-offs", passed[HAND_OFFS - 1].at
    yield from ((words, None) for flag, words in _MARKED.items() if flag in ticket.flags)


def hand_offs(history: Entries) -> list[HistoryEntry]:
    """Each time that the work passed from one to another; the first who has it is none."""
    first = next((at for at, entry in enumerate(history) if entry.event in (*_TAKES, *_PASSES_ON)), len(history))
    begins = first + 1 if first < len(history) and history[first].event in _TAKES else first
    return [entry for entry in history[begins:] if entry.event in _PASSES_ON]


def _is_review(entry: HistoryEntry) -> bool:
    """The line that `desk.lead` writes; other events have reasons in staff's own words."""
    return entry.event in ("remarked", Event.REPLIED) and entry.why.startswith(REVIEWED)


def _broke_promise(entry: HistoryEntry) -> bool:
    """What is looked at again while the customer has the word was promised to nobody."""
    rang = entry.event == Event.TIME_PASSED and entry.data.get("clock") in _PROMISES
    return rang and entry.source not in SOLVED


def _reopened(entry: HistoryEntry) -> bool:
    return entry.event in _AGAIN and entry.source == State.CLOSED != entry.dest


def _is(event: Event) -> Callable[[HistoryEntry], bool]:
    return lambda entry: entry.event == event


#: In this order.
_COUNTED: Sequence[tuple[str, Callable[[HistoryEntry], bool]]] = (
    ("the customer said no", _is(Event.DISPUTED)),
    ("the customer said partly", _is(Event.PARTLY_CONFIRMED)),
    ("reopened", _reopened),
    ("opened again by staff", lambda entry: entry.event == Event.REOPENED and entry.source != State.CLOSED),
    ("a promise was broken", _broke_promise),
)
_MARKED = {Flag.RECURRING: "it keeps coming back", Flag.ABUSIVE: "abusive"}


def _last_words(history: Entries) -> str:
    return next((entry.why for entry in reversed(history) if entry.why), "put on the list")
