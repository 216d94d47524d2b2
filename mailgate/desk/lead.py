"""What leads do, or are handed: a rude thread (S1-15), the end of a review, and an apology in person (S4-12).

    act(house, "MG-7", "abusive", "ada@linden.example", {"reason": "shouts at Ada"})        # the thread is the lead's
    act(house, "MG-7", "reviewed", "lea@linden.example", {"text": "spoke with the team"})   # off the list
    act(house, "MG-7", "apologise", "lea@linden.example", {"text": "We are sorry that …"})

An apology is never written by mailgate: the lead's own words leave, previewed like every reply.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from mailgate.desk.acts import LEADS, Act, write
from mailgate.desk.house import Work
from mailgate.desk.move import ask_owner, remark
from mailgate.desk.review import REVIEWED
from mailgate.desk.shifts import on_shift
from mailgate.lifecycle.machine import possible
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Event
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag, Priority, Ticket
from mailgate.registry.setup import Desk, Staff


def lead_of(desk: Desk, now: datetime) -> Staff | None:
    """Who leads: of those on shift the first, else the first; a lead before a director, an admin last."""
    leads = [member for role in LEADS for member in desk.staff if member.role == role]
    return next((member for member in leads if on_shift(desk, member, now)), leads[0] if leads else None)


def managers(work: Work, ticket: Ticket) -> list[Person]:
    """The customer's own people who answer for it, to be spoken to about one of theirs."""
    members = work.unit.people.members(ticket.customer_id) if ticket.customer_id else []
    return [person for person in members if Right.COMPANY_ADMIN in person.rights]


def _abusive(act: Act) -> Ticket:
    """The lead owns the thread from now on, and is told; who works on it stays."""
    if Flag.ABUSIVE in act.ticket.flags:
        raise NotAllowed("it is marked as abusive already")
    lead = act.staff if act.staff.role in LEADS else lead_of(act.work.desk, act.work.now)
    to = f"; {lead.name} speaks to the customer" if lead else ""
    changes = {
        "owner": lead.email if lead else act.ticket.owner,
        "speaker": "" if lead else act.ticket.speaker,  # whoever had taken over speaks no more
        "flags": act.ticket.flags | {Flag.ABUSIVE, Flag.LEAD_REVIEW},
    }
    moved = act.move(Event.NOTED, why=f"abusive: {act.keys['reason']}{to}", changes=changes)
    return ask_owner(act.work, moved.ticket, f"somebody is rude to us: {act.keys['reason']}")


def _not_abusive(act: Act) -> Ticket:
    _only_leads(act)
    if Flag.ABUSIVE not in act.ticket.flags:
        raise NotAllowed("it is not marked as abusive")
    changes = {"flags": act.ticket.flags - {Flag.ABUSIVE}}
    return act.move(Event.NOTED, why=f"no longer abusive: {act.keys['reason']}", changes=changes).ticket


def _reviewed(act: Act) -> Ticket:
    """Also of what is archived: a review changes nothing but its mark."""
    _only_leads(act)
    if Flag.LEAD_REVIEW not in act.ticket.flags:
        raise NotAllowed("it is not on the review list")
    why = f"{REVIEWED}: {act.keys['text']}" if "text" in act.keys else REVIEWED
    return remark(act.work, act.ticket, act.staff.email, why, flags=act.ticket.flags - {Flag.LEAD_REVIEW})


def _apologise(act: Act) -> Ticket:
    """The lead's words to the customer; the lead owns it and works on it, and it is at least P2. The review is over."""
    _only_leads(act)
    ticket, me = act.ticket, act.staff.email
    if ticket.priority not in (Priority.P1, Priority.P2):
        ticket = _hurried(act)
    act = replace(act, ticket=ticket)
    marks = ticket.flags - {Flag.LEAD_REVIEW, Flag.OWNER_TASK}
    changes = {"owner": me, "speaker": "", "worker": me, "flags": marks}
    return write(act, Event.REPLIED, act.keys["text"], why=f"{REVIEWED}: {act.staff.name} apologises", changes=changes)


def _hurried(act: Act) -> Ticket:
    """Its promises are counted anew where any run."""
    why = f"{act.ticket.priority or 'none'} → {Priority.P2}: {act.staff.name} apologises"
    changes = {"priority": Priority.P2}
    if possible(act.ticket.state, Event.CLASSIFIED):
        return act.move(Event.CLASSIFIED, why=why, changes=changes).ticket
    return remark(act.work, act.ticket, act.staff.email, why, **changes)


def _only_leads(act: Act) -> None:
    if act.staff.role not in LEADS:
        raise NotAllowed("only a lead may do this")


#: Like `acts.ACTIONS`.
LEAD: dict[str, tuple[Event, Callable[[Act], Ticket]]] = {
    "abusive": (Event.NOTED, _abusive),
    "not-abusive": (Event.NOTED, _not_abusive),
    "reviewed": (Event.NOTED, _reviewed),
    "apologise": (Event.REPLIED, _apologise),
}
