"""A customer does not answer what we asked: what comes next, and when (S3-9). Nothing is ever closed by this silence.

    silence_of(work, ticket)     # Lasting: how far it has come, why it rings, and what its letter says
    next_word(work, ticket)      # when the clock rings next

First one reminder with the same questions, then one question whether it is still needed, then a task for the owner.
How far it has come is read from the history: the rings since the last words of staff. So each word of staff counts the
wait anew, ringing twice doubles nothing, and after a long downtime there is one letter, since each counts from its own
sending.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.missing import still_missing
from mailgate.desk.promises import unanswered_due
from mailgate.lifecycle.table import Silence
from mailgate.model.event import UNANSWERED, Effect, Event
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import ClockKind, HistoryEntry, Ticket

_STEPS = tuple(Silence)
_BY_STAFF = (Event.CUSTOMER_ASKED, Event.REPLIED)
#: What staff read in the history when the clock rings, by how far the silence had come before.
_WHY = {
    Silence.ASKED: "no answer to our questions yet: one reminder",
    Silence.REMINDED: "no answer to the reminder either: we ask whether it is still needed",
    Silence.ASKED_TO_CLOSE: "no answer, not even on whether it is still needed: ask again or decide; "
    "nothing is closed by itself",
}
_REACHED_NOBODY = "no answer, but our last letter about it has not arrived: see to it that somebody is asked"
_NOTHING_LEFT = "no answer, but all that we asked for is known by now: please go on"


@dataclass(frozen=True, slots=True)
class Lasting:
    """A silence when its clock rings."""

    silence: Silence
    why: str
    params: Mapping[str, Any]  #: of its letter: what was asked (`text`, `asks`), when (`asked`), what is next (`due`)


def silence_of(work: Work, ticket: Ticket) -> Lasting:
    """How far it has come since the last words of staff.

    At its end at once, which is the owner's task, where nothing is left to ask for or nobody got what we asked.
    """
    history = work.unit.tickets.history(ticket.id)
    rings = _rings(history)
    params = {**_asked(work, ticket, history), "due": _iso(_after(work, rings + 1))}
    if not params["text"] and not params["asks"]:
        return Lasting(Silence.ASKED_TO_CLOSE, _NOTHING_LEFT, params)
    if not _arrived(work, ticket):
        return Lasting(Silence.ASKED_TO_CLOSE, _REACHED_NOBODY, params)
    silence = _STEPS[min(rings, len(_STEPS) - 1)]
    return Lasting(silence, _WHY[silence], params)


def next_word(work: Work, ticket: Ticket) -> datetime | None:
    """When it rings next, counted from now; None after the last ring."""
    return _after(work, _rings(work.unit.tickets.history(ticket.id)))


def _after(work: Work, rings: int) -> datetime | None:
    firm = work.desk.firm
    lengths = (firm.remind_after, firm.closing_question_after, firm.remind_after)
    return unanswered_due(work, lengths[rings]) if rings < len(lengths) else None


def _rings(history: Sequence[HistoryEntry]) -> int:
    """How often the clock rang since the last words of staff."""
    last = max((number for number, entry in enumerate(history) if entry.event in _BY_STAFF), default=-1)
    return sum(entry.data.get("clock") == ClockKind.ASKED for entry in history[last + 1 :])


def _asked(work: Work, ticket: Ticket, history: Sequence[HistoryEntry]) -> dict[str, Any]:
    """The last questions of staff, less what has become known since."""
    asked = next((entry for entry in reversed(history) if entry.event == Event.CUSTOMER_ASKED), None)
    letters = work.unit.outbox.of_ticket(ticket.id)
    said = next((out.params for out in letters if asked and (out.event_id, out.effect) == (asked.id, Effect.ASKED)), {})
    asks = still_missing(work, ticket, tuple(said.get("asks", ())))
    return {"text": said.get("text", ""), "asks": list(asks), "asked": _iso(asked.at if asked else None)}


def _arrived(work: Work, ticket: Ticket) -> bool:
    """Whether somebody got our last questions, or the last letter about their being unanswered."""
    ours = (Effect.ASKED, *UNANSWERED)
    letters = [out for out in work.unit.outbox.of_ticket(ticket.id) if out.effect in ours]
    letters = [out for out in letters if out.state is not OutState.CANCELLED]
    last = max((out.event_id for out in letters), default=0)
    return any(out.state is OutState.SENT for out in letters if out.event_id == last)


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""
