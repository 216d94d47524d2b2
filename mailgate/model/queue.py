"""Where an open ticket stands in the queue, and which views show it: `place(ticket, "outage", promised)`.

A place is a sort key, smaller comes first (design.md §7, S3-8): class rank, due, opened, id. Stores keep the first two
beside the ticket so that an index has the order; here is what they must be. A time that was promised and has passed is
a due of the past, so "breached" and "time left" are one key. Pure; never reads a clock: `Viewer.soon` is an argument.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from mailgate.model.ticket import ClockKind, Flag, Priority, State, Ticket

OURS = (State.NEW, State.FIRST_LINE, State.SECOND_LINE)
SOLVED = (State.RESOLVED, State.VERIFYING)
_ENDED = (State.CLOSED, State.ARCHIVED, State.MERGED, State.REJECTED)
#: What a waiting person has been promised; the archive clock promises nothing.
PROMISES = (
    ClockKind.FIRST_ANSWER,
    ClockKind.NEXT_UPDATE,
    ClockKind.RESOLUTION,
    ClockKind.VERIFICATION,
    ClockKind.REMINDER,
    ClockKind.HOLD,
)

_CLASSES = {"outage": 0, "degradation": 1}
CLASSES = 3  #: classes of urgency: those two and all others
#: Behind every promise, by priority. The store sorts these instants like any other due.
NO_PROMISE = datetime(9999, 1, 1, tzinfo=UTC)
_NO_PROMISE: Mapping[Priority | None, datetime] = {
    **{priority: NO_PROMISE.replace(day=day) for day, priority in enumerate(Priority, 1)},
    None: NO_PROMISE.replace(day=9),
}

_SHAPE = "%Y%m%dT%H%M%S.%f"  #: of an instant in an address


class QueuePlace(NamedTuple):
    """A total order: no two tickets share one."""

    class_rank: int  #: class of the category, 0 to 2; what waits for somebody else stands behind, at 3 to 5
    due: datetime  #: the earliest promise, kept or broken; from NO_PROMISE on when there is none
    opened_at: datetime
    id: int

    def __str__(self) -> str:
        """For addresses of pages; `QueuePlace.read` reads it."""
        return f"{self.class_rank}_{self.due:{_SHAPE}}_{self.opened_at:{_SHAPE}}_{self.id}"

    @classmethod
    def read(cls, text: str) -> "QueuePlace | None":
        """None when the text is no place."""
        parts = text.split("_")
        if len(text) > 80 or len(parts) != 4 or not (parts[0] + parts[3]).isdecimal() or len(parts[3]) > 18:
            return None
        try:
            due, opened_at = (datetime.strptime(part, _SHAPE).replace(tzinfo=UTC) for part in parts[1:3])
            return cls(int(parts[0][:4]), due, opened_at, int(parts[3]))
        except ValueError:
            return None


def urgency(kind: str) -> int:
    """The rank of a category's class: outage, degradation, then all others."""
    return _CLASSES.get(kind, CLASSES - 1)


def waits_for_us(ticket: Ticket) -> bool:
    """It is ours to work on, or the customer spoke last and nobody has answered (S0-8)."""
    return ticket.state in OURS or ticket.waiting_since is not None or Flag.OWNER_TASK in ticket.flags


def is_queued(ticket: Ticket) -> bool:
    """It is not at its end, or it is closed and waits for us: no words lie unseen (S0-8)."""
    return ticket.state not in _ENDED or (ticket.state is State.CLOSED and waits_for_us(ticket))


def is_unpicked(ticket: Ticket) -> bool:
    """It is ours to work on, and nobody does (S3-7)."""
    return not ticket.worker and ticket.state in OURS


def place(ticket: Ticket, kind: str, promised: datetime | None) -> QueuePlace:
    """`kind` is the class of its category, `promised` the earliest of its PROMISES clocks."""
    rank = urgency(kind) + (0 if waits_for_us(ticket) else CLASSES)
    dues = [due for due in (ticket.late_since, promised) if due is not None]
    return QueuePlace(rank, min(dues, default=_NO_PROMISE[ticket.priority]), ticket.opened_at, ticket.id)


class View(StrEnum):
    """A part of the queue that somebody looks at."""

    OPEN = "open"  #: everything
    UNPICKED = "unpicked"  #: ours, and nobody works on it (S3-7)
    MINE = "mine"  #: the viewer is its owner or worker
    LANGUAGE = "language"  #: in a language that the viewer speaks
    SPOKE = "spoke"  #: the customer spoke last (S0-8)
    BREACHING = "breaching"  #: waits for us, and a promise is broken or will soon be
    TASKS = "tasks"  #: something waits for the viewer as its owner; a task that nobody owns is everybody's
    CLASSIFY = "classify"  #: category or priority is not certain
    VERIFY = "verify"  #: solved as we believe; waits for the customer's word
    RECURRING = "recurring"  #: the trouble keeps coming back (S4-14)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and when."""

    soon: datetime  #: a promise that is due by then is at risk
    email: str = ""  #: staff address; "" is nobody, who has no tickets
    languages: tuple[str, ...] = ()


def shows(view: View, ticket: Ticket, at: QueuePlace, viewer: Viewer) -> bool:
    """Whether a queued ticket at this place stands in the view."""
    return is_queued(ticket) and fits(view, ticket, at, viewer)


def fits(view: View, ticket: Ticket, at: QueuePlace, viewer: Viewer) -> bool:
    """The same of any ticket, also of one that has left the queue."""
    return _FITS[view](ticket, at, viewer)


_FITS: Mapping[View, Callable[[Ticket, QueuePlace, Viewer], bool]] = {
    View.OPEN: lambda ticket, at, viewer: True,
    View.UNPICKED: lambda ticket, at, viewer: is_unpicked(ticket),
    View.MINE: lambda ticket, at, viewer: bool(viewer.email) and viewer.email in (ticket.owner, ticket.worker),
    View.LANGUAGE: lambda ticket, at, viewer: ticket.language in viewer.languages,
    View.SPOKE: lambda ticket, at, viewer: ticket.waiting_since is not None,
    View.BREACHING: lambda ticket, at, viewer: at.class_rank < CLASSES and at.due <= viewer.soon,
    View.TASKS: lambda ticket, at, viewer: Flag.OWNER_TASK in ticket.flags and ticket.owner in (viewer.email, ""),
    View.CLASSIFY: lambda ticket, at, viewer: ticket.state is State.NEW,
    View.VERIFY: lambda ticket, at, viewer: ticket.state in SOLVED,
    View.RECURRING: lambda ticket, at, viewer: Flag.RECURRING in ticket.flags,
}
