"""Who speaks to the customer of a ticket, and whether somebody else should (S3-12, S3-13).

The owner does, unless somebody took over communication (`desk.crew`). Whom the registry names for a contact who prefers
to speak with a technician is only offered the button: a person presses it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.promises import next_update_due
from mailgate.desk.recipients import member
from mailgate.lifecycle.machine import possible
from mailgate.model.event import Event
from mailgate.model.ticket import ClockKind, State, Ticket
from mailgate.registry.setup import Staff


def speaks(ticket: Ticket) -> str:
    """The staff address of who speaks to the customer; "" while nobody does."""
    return ticket.speaker or ticket.owner


def speaker_of(work: Work, ticket: Ticket) -> Staff | None:
    """The same as a colleague. When who took over has left the staff, it is the owner again."""
    return work.desk.staff_member(ticket.speaker) or work.desk.staff_member(ticket.owner)


def announced(work: Work, ticket: Ticket, speaker: Staff | None) -> dict[str, Any]:
    """What the letter says that makes a change known: the name, and when the customer hears of us next."""
    due = _awaited(work, ticket) if ticket.state is State.ON_HOLD else next_update_due(work, ticket)
    return {"staff": speaker.name if speaker else "", "due": due.isoformat() if due else ""}


def _awaited(work: Work, ticket: Ticket) -> datetime | None:
    clocks = work.unit.clocks.of_ticket(ticket.id)
    return next((clock.due_at for clock in clocks if clock.kind is ClockKind.HOLD), None)


@dataclass(frozen=True, slots=True)
class Direct:
    """Who should take over communication, and why."""

    staff: str
    name: str
    why: str


def direct(work: Work, ticket: Ticket) -> Direct | None:
    """The worker, when the registry names them for a contact who wants to speak with them and not with the owner."""
    worker = work.desk.staff_member(ticket.worker)
    if worker is None or worker.email == speaks(ticket) or not possible(ticket.state, Event.TAKEN_OVER):
        return None
    person = member(work, ticket, ticket.requester)
    if person is None or not person.prefers_direct_tech or person.specialist != worker.email:
        return None
    who = person.name or ticket.requester
    why = f"{who} prefers to speak with a technician, and the registry names {worker.name}"
    return Direct(worker.email, worker.name, why)


def direct_row(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The same as a key of a ticket's row (`desk.look`)."""
    found = direct(work, ticket)
    return {"should_take_over": asdict(found) if found else None}
