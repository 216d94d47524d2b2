"""An agreed appointment that a ticket waits for (S1-10): what its history notes, and what its letter says.

Which appointment it is stands in the history: a further `hold` while the agreed instant is still ahead moves that one,
and the customer's calendar moves its entry; later it is a new one. Nothing is sent when a hold ends before its instant.
"""

from datetime import datetime
from typing import Any

from mailgate.desk.house import Work
from mailgate.model.event import Effect, Event
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import Ticket
from mailgate.outbound.invitation import Appointment

VISIT_MINUTES = "60"  #: where nobody says how long it takes


def visit_of(work: Work, ticket: Ticket) -> dict[str, Any]:
    """`uid` and `sequence` of the appointment that is agreed now."""
    agreed = [
        entry.data
        for entry in work.unit.tickets.history(ticket.id)
        if entry.event == Event.HELD and "uid" in entry.data
    ]
    last = agreed[-1] if agreed else None
    if last and datetime.fromisoformat(last["until"]) > work.now:
        return {"uid": last["uid"], "sequence": last["sequence"] + 1}
    number = len({data["uid"] for data in agreed}) + 1
    domain = ticket.mailbox.rpartition("@")[2] or "mailgate.invalid"
    # Ticket numbers begin anew in another database; the instant keeps its entries apart from ours.
    return {"uid": f"{ticket.number.lower()}-{number}-{ticket.opened_at:%Y%m%d%H%M%S}@{domain}", "sequence": 0}


def agreed_in(letter: OutLetter) -> Appointment | None:
    """The appointment that a letter confirms."""
    said = letter.params
    if letter.effect != Effect.APPOINTMENT or "uid" not in said:
        return None
    start = datetime.fromisoformat(said["until"])
    return Appointment(said["uid"], said["sequence"], start, said["minutes"], said["place"], letter.created_at)
