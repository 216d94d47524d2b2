"""When the author lacks the category's right: who is entitled is asked to approve, once each (S3-4, design.md §5).

    ticket = look_at_right(work, ticket)            # after opening and proving
    ticket = recategorised(work, before, after)     # after an act of staff
    ticket = decide(work, ticket, right, by, "approve", "by the signed link")

An approval says "do work on this". It gives the author no right: answers still go to those entitled alone. How it is
answered stands in `approve` (the page) and `approve_mail` (a reply); nothing else approves.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from mailgate.desk.acknowledge import lacks_right
from mailgate.desk.house import Work
from mailgate.desk.links import ANSWER_LIFE, APPROVAL_REQUEST, once
from mailgate.desk.move import ask_owner, ask_owner_too, facts_of, flag_refusals, move, remark
from mailgate.desk.post import post
from mailgate.desk.recipients import member, right_needed
from mailgate.lifecycle.table import ENDED, OPEN, SOLVED
from mailgate.model.event import Event
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Clock, ClockKind, Flag, HistoryEntry, Ticket
from mailgate.registry.standing import entitled

Said = Literal["approve", "refuse"]
DECISIONS: dict[Said, Flag] = {"approve": Flag.APPROVED, "refuse": Flag.REFUSED}

LOOK_EVERY = timedelta(days=1)  #: so often it is seen to that somebody who was asked may still answer
_MARKS = frozenset({Flag.NO_RIGHT, *DECISIONS.values()})
_OUTSIDE = frozenset({Flag.UNPROVEN, Flag.STRANGER, Flag.COLLEAGUE})


def look_at_right(work: Work, ticket: Ticket) -> Ticket:
    """Mark a ticket whose author lacks the right; while it is open, ask those entitled who were not asked before.

    Nobody is asked whether we may do what is done: resolved or ended, it is only marked. What they have decided about
    this right counts on when the category comes back to it. Does nothing for an author who is not proven or not
    registered.
    """
    if ticket.flags & _OUTSIDE:
        return ticket
    right = right_needed(work, ticket)
    if ticket.flags & _MARKS:  # of another category
        work.unit.outbox.cancel(ticket.id, (APPROVAL_REQUEST,), "overtaken before it left")
    if right is None or not lacks_right(work, ticket):
        why = "the author may be told about this category"
        return remark(work, ticket, "mailgate", why, flags=ticket.flags - _MARKS) if ticket.flags & _MARKS else ticket
    mark = decided(work, ticket, right) or Flag.NO_RIGHT
    ask = mark is Flag.NO_RIGHT and ticket.state in OPEN
    why = f"the author lacks the right {right}: " + (f"{mark} already" if mark is not Flag.NO_RIGHT else "not approved")
    marked = remark(work, ticket, "mailgate", why, flags=(ticket.flags - _MARKS) | {mark})
    return ask_entitled(work, marked, right) if ask else marked


def recategorised(work: Work, before: Ticket, after: Ticket) -> Ticket:
    """The same after an act of staff: nobody is asked again while the right stays the same."""
    return after if right_needed(work, before) is right_needed(work, after) else look_at_right(work, after)


def ask_entitled(work: Work, ticket: Ticket, right: Right) -> Ticket:
    """Ask everybody entitled who was not asked about this right before. An answer is waited for, never for ever."""
    if member(work, ticket, ticket.requester) is None:
        return ask_owner(work, ticket, f"{ticket.requester} is no contact of {ticket.customer}: nobody is asked")
    people = _deciders(work, ticket, right)
    if not people:
        return ask_owner(work, ticket, f"nobody at {ticket.customer} may approve this: it needs the right {right}")
    asked = {letter.to for letter in requests(work, ticket, right)}
    new = [person.address for person in people if person.address not in asked]
    work.unit.clocks.start(Clock(ticket.id, ClockKind.APPROVAL, work.now + LOOK_EVERY, ticket.verify_round))
    return flag_refusals(work, ticket, [_ask_one(work, ticket, right, address) for address in new])


def _ask_one(work: Work, ticket: Ticket, right: Right, address: str) -> str:
    params = {"right": str(right), "due": (work.now + ANSWER_LIFE).isoformat()}
    event_id = work.unit.tickets.history(ticket.id)[-1].id
    refused = post(work, ticket, APPROVAL_REQUEST, address, event_id, params)
    letter = next(each for each in reversed(requests(work, ticket, right)) if each.to == address)
    once(work, letter)  # also when it may not leave now: staff can send it later
    return refused


def requests(work: Work, ticket: Ticket, right: Right) -> list[OutLetter]:
    """Who was asked about this right, the newest last; without what was overtaken before it left."""
    return [
        letter
        for letter in work.unit.outbox.of_ticket(ticket.id)
        if letter.effect == APPROVAL_REQUEST
        and letter.params.get("right") == right
        and letter.state is not OutState.CANCELLED
    ]


def _deciders(work: Work, ticket: Ticket, right: Right) -> list[Person]:
    return entitled(work.unit.people.members(ticket.customer_id), right) if ticket.customer_id is not None else []


def decided(work: Work, ticket: Ticket, right: Right) -> Flag | None:
    """What was decided last about this right."""
    entries = reversed(work.unit.tickets.history(ticket.id))
    return next((Flag(entry.data["decided"]) for entry in entries if entry.data.get("right") == right), None)


def author_of(work: Work, ticket: Ticket) -> str:
    """Who asks, as the registry names them: never by a name that a letter gave."""
    person = member(work, ticket, ticket.requester)
    return f"{person.name}, {ticket.requester}" if person else ticket.requester


def right_of(request: OutLetter) -> Right:
    """Which topic a request is about; the ticket's may be another by now."""
    return Right(request.params["right"])


def awaited(work: Work, ticket: Ticket, right: Right) -> bool:
    """The question about this right is open."""
    return ticket.state not in ENDED and undecided(work, ticket) is right


def undecided(work: Work, ticket: Ticket) -> Right | None:
    """The right that the author lacks and nobody has decided about, also of a ticket that has ended."""
    open_ = Flag.NO_RIGHT in ticket.flags and lacks_right(work, ticket)
    return right_needed(work, ticket) if open_ else None


def may_decide(work: Work, ticket: Ticket, address: str, right: Right) -> bool:
    """Whose address it is, is entitled now (T5)."""
    person = member(work, ticket, address)
    return person is not None and person in _deciders(work, ticket, right)


def decide(work: Work, ticket: Ticket, right: Right, by: str, said: Said, how: str, *, words: bool = False) -> Ticket:
    """One line of history says who decided what and how; then the owner hears of it.

    With `words` of their own, or a refusal, they have spoken against work that we believe is done: what waits for
    silence waits no longer.
    """
    mark, person = DECISIONS[said], member(work, ticket, by)
    name = person.name if person else by
    flags = (ticket.flags - _MARKS) | {mark}
    after = work.unit.tickets.save(replace(ticket, flags=flags, updated_at=work.now))
    data = {"right": str(right), "decided": str(mark)}
    why = f"{name} {said}s this request ({right}) {how}"
    work.unit.tickets.add_history(
        ticket.id, HistoryEntry(work.now, by, "remarked", ticket.state, after.state, why, data)
    )
    work.unit.outbox.cancel(ticket.id, (APPROVAL_REQUEST,), f"{mark} before it left")
    work.unit.clocks.stop(ticket.id, (ClockKind.APPROVAL,))
    heard = f"{mark} by {name}, {how}"
    if after.state not in SOLVED or not (words or said == "refuse"):
        return ask_owner(work, after, heard)
    return ask_owner_too(work, move(work, after, Event.CUSTOMER_WROTE, facts_of(after), by=by, why=why), heard)
