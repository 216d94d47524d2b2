"""Make one ticket part of another: its words, its author and its promises go on there (design.md §6).

    merge(work, part, "MG-3", staff)        # the part as it stands afterwards: merged, its clocks stopped

The part keeps its words and its history. Whoever was a party to it is a party to the whole from then on, since a named
colleague has done this; what a letter says never does it (T2). Nobody reads by it what they could not read before:
tickets of two customers are never merged, and who is told about the one must have a right to the other, both ways.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from mailgate.desk.facts import added
from mailgate.desk.find import find_ticket
from mailgate.desk.house import Work
from mailgate.desk.known import end_of_merges
from mailgate.desk.move import Moved, ask_owner, facts_of, move, remark
from mailgate.desk.post import post
from mailgate.desk.promises import promised_update
from mailgate.desk.recipients import audience, entitled_here, right_needed
from mailgate.lifecycle.machine import possible
from mailgate.lifecycle.table import OPEN
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Effect, Event
from mailgate.model.ticket import Clock, ClockKind, Flag, State, Ticket
from mailgate.registry.setup import Staff

_ENDED = {
    State.ARCHIVED: "is archived and takes no more words",
    State.REJECTED: "was set aside as not a request",
    State.MERGED: "was merged in a circle: nothing can be merged into it",
}


def merge(work: Work, part: Ticket, number: str, staff: Staff) -> Ticket:
    """Make `part` a part of the ticket with this number, or of what that one was merged into.

    Raises UnknownThing without such a ticket, NotAllowed with the reason.
    """
    whole = where_it_is(work, find_ticket(work, number))
    if refused := why_not(work, part, whole):
        raise NotAllowed(refused)
    promised = promised_update(work, part)
    moved = move(
        work,
        part,
        Event.MERGED,
        facts_of(part),
        by=staff.email,
        why=f"into {whole.number}",
        changes={"merged_into": whole.id, "flags": part.flags - {Flag.OWNER_TASK, Flag.LEAD_REVIEW}},
    )
    whole = _go_on(work, part, whole, staff)
    _keep_promise(work, whole, promised)
    _tell(work, moved, whole)
    return moved.ticket


def where_it_is(work: Work, ticket: Ticket) -> Ticket:
    """The ticket itself, or the one that it is part of by now."""
    return work.unit.tickets.get(end_of_merges(work.unit.tickets.get, ticket.id)) or ticket


def to_join(work: Work, ticket: Ticket) -> Ticket | None:
    """The ticket that this one names, or continues, where one click may join the two; None when it may not."""
    linked = work.unit.tickets.get(ticket.linked_id) if ticket.linked_id else None
    if linked is None or not possible(ticket.state, Event.MERGED):
        return None
    whole = where_it_is(work, linked)
    return None if why_not(work, ticket, whole) else whole


def why_not(work: Work, part: Ticket, whole: Ticket) -> str:
    """Why the one may not become part of the other, in one sentence; "" when it may."""
    return next((why for reason in REASONS if (why := reason(work, part, whole))), "")


def _itself(work: Work, part: Ticket, whole: Ticket) -> str:
    return "a ticket cannot become part of itself" if part.id == whole.id else ""


def _has_ended(work: Work, part: Ticket, whole: Ticket) -> str:
    return f"{whole.number} {_ENDED[whole.state]}" if whole.state in _ENDED else ""


def _would_end_unseen(work: Work, part: Ticket, whole: Ticket) -> str:
    """No way leads past the verification: what is open does not end by becoming part of what has ended."""
    if whole.state is not State.CLOSED or (part.state is State.CLOSED and part.waiting_since is None):
        return ""
    return f"{whole.number} is closed: reopen it first, or merge {whole.number} into {part.number}"


def _of_another_customer(work: Work, part: Ticket, whole: Ticket) -> str:
    for each in (part, whole):
        if part.customer_id != whole.customer_id and Flag.WHICH_CUSTOMER in each.flags:
            return f"say first which customer {each.number} is for: its author belongs to several"
    if part.customer_id != whole.customer_id:
        return "they belong to different customers: what one wrote must not be read by the other"
    alone = part.customer_id is None and not _same_author(part, whole)
    return "they belong to no customer and have different authors: each is the only party to their own" if alone else ""


def _author_unproven(work: Work, part: Ticket, whole: Ticket) -> str:
    if Flag.UNPROVEN not in part.flags or _same_author(part, whole):
        return ""
    return f"its author is not proven, and would become a party to {whole.number}: vouch for the author first"


def _would_lose_answers(work: Work, part: Ticket, whole: Ticket) -> str:
    """Whoever is answered about the part must be entitled to be told about the whole as well."""
    return _kept_out(work, part, whole)


def _would_tell_others(work: Work, part: Ticket, whole: Ticket) -> str:
    """Whoever is answered about the whole is told about the part from then on: they must be entitled to that as well.

    Whether the authors are proven is no matter here: nobody is told before that, and all who are told are told then.
    Who merges a ticket without a category says by it that it is about the same.
    """
    return _kept_out(work, _as_proven(whole), _as_proven(part)) if part.category else ""


def _as_proven(ticket: Ticket) -> Ticket:
    return replace(ticket, flags=ticket.flags - {Flag.UNPROVEN})


def _kept_out(work: Work, told: Ticket, other: Ticket) -> str:
    """Who is told about the one ticket and may not be told about the other, and what is missing; "" for nobody."""
    for recipient in audience(work, told).recipients:
        if not entitled_here(work, other, recipient.address):
            left = f"{recipient.address} is told about {told.number} and may not be told about {other.number}"
            return f"{left}: {_needed(work, other)}"
    return ""


def _needed(work: Work, ticket: Ticket) -> str:
    if Flag.UNPROVEN in ticket.flags:
        return "its author is not proven; vouch for the author first, or merge it the other way round"
    if right := right_needed(work, ticket):
        return f"it needs the right {right}"
    if ticket.category:
        return f"its category {ticket.category} names no right, so only its author and a company_admin may be"
    return "categorise it first, so that it is known who may be"


def _same_author(part: Ticket, whole: Ticket) -> bool:
    return part.requester != "" and part.requester == whole.requester


#: Asked in this order; the first that says something refuses.
REASONS: tuple[Callable[[Work, Ticket, Ticket], str], ...] = (
    _itself,
    _has_ended,
    # Before all that names rights or people: of another customer's ticket nothing more is said.
    _of_another_customer,
    _would_end_unseen,
    _author_unproven,
    _would_lose_answers,
    _would_tell_others,
)


def _go_on(work: Work, part: Ticket, whole: Ticket, staff: Staff) -> Ticket:
    """The whole takes over what waits for somebody: unanswered words, the customer's noes, the lead's review."""
    waits = [since for since in (part.waiting_since, whole.waiting_since) if since]
    carried = {Flag.LEAD_REVIEW, Flag.BREACHED} if part.waiting_since else {Flag.LEAD_REVIEW}
    changes = {
        "owner": whole.owner or part.owner,
        "speaker": whole.speaker if whole.owner else part.speaker,
        "collaborators": tuple(dict.fromkeys((*whole.collaborators, *part.collaborators))),
        "flags": whole.flags | (part.flags & carried),
        "late_since": _late_since(part, whole),
        "facts": added(whole.facts, part.facts),
        "disputes": whole.disputes + part.disputes,
        "reopen_count": whole.reopen_count + part.reopen_count,
    }
    why = f"{part.number} was merged into this"
    if part.waiting_since is None:
        return remark(work, whole, staff.email, why, **changes)
    # The customer's words are new here: they stop a verification, and a waiting ticket returns to its line.
    changes["waiting_since"] = min(waits)
    why = f"{why}; its words wait for an answer"
    return move(work, whole, Event.CUSTOMER_WROTE, facts_of(whole), by=staff.email, why=why, changes=changes).ticket


def _late_since(part: Ticket, whole: Ticket) -> datetime | None:
    """With unanswered words comes that their answer is late."""
    late = [whole.late_since, part.late_since if part.waiting_since else None]
    return min(filter(None, late), default=None)


def _keep_promise(work: Work, whole: Ticket, promised: datetime | None) -> None:
    """A "next update by …" that a letter printed is kept, now for the whole."""
    own = promised_update(work, whole)
    if promised and whole.state in OPEN and (own is None or promised < own):
        work.unit.clocks.start(Clock(whole.id, ClockKind.NEXT_UPDATE, promised, whole.verify_round))


def _tell(work: Work, moved: Moved, whole: Ticket) -> None:
    """One short letter to whoever is told about the part; what cannot be told is a task. Of what is over, nothing."""
    if whole.state is not State.CLOSED and (refused := list(filter(None, _told(work, moved, whole)))):
        ask_owner(work, whole, f"{moved.ticket.number} goes on here, but not everybody knows: {'; '.join(refused)}")


def _told(work: Work, moved: Moved, whole: Ticket) -> Iterator[str]:
    """Post; of each letter "" or why it may not leave."""
    told = audience(work, moved.ticket)
    if not told.recipients:
        yield told.why
    for recipient in told.recipients:
        params = {"text": whole.number}
        yield post(work, moved.ticket, Effect.MERGED, recipient.address, moved.event_id, params)
