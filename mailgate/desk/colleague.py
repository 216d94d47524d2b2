"""A proven colleague who is not registered: the customer's people are told, and an administrator adds them by a click.

    ticket = tell_of_colleague(work, ticket)             # after opening and proving
    page = open_colleague(house, token)                  # GET: changes nothing
    page = add_colleague(house, token, "Nora", rights)   # POST: once; refuse_colleague(house, token) for "not ours"

Only the address is told, never words of the letter nor the name that it gave. The link goes to administrators alone,
and counts only while they are (design.md §5, threats T5, T32, T33).
"""

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from mailgate.desk.acknowledge import acknowledge_at_last
from mailgate.desk.approval import look_at_right
from mailgate.desk.house import House, Work
from mailgate.desk.links import ANSWER_LIFE, COLLEAGUE_WROTE, Opened, once, open_once, spend
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import ask_owner, flag_refusals, remark
from mailgate.desk.post import post
from mailgate.desk.promises import company_of
from mailgate.desk.recipients import as_recipient, member
from mailgate.desk.register import register
from mailgate.lifecycle.table import ENDED
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag, State, Ticket
from mailgate.registry.standing import entitled

Situation = Literal["asked", "added", "refused", "late", "settled"]
_MOST_TOLD = 5  #: people without the link
_MOST_TICKETS = 100  #: of one colleague, that are released at once
_LONGEST_NAME = 120
_REMEMBERED = timedelta(days=30)  #: a "not ours" counts so long for further letters of the same address
_READ_ONLY = (State.ARCHIVED, State.REJECTED)


@dataclass(frozen=True, slots=True)
class ColleaguePage:
    """All that the page shows; nothing of what was written."""

    number: str
    company: str
    address: str
    name: str  #: proposed; made of the address, since the letter's own may say anything
    opened_at: datetime
    language: str
    until: datetime  #: until when the link can be answered
    situation: Situation


def tell_of_colleague(work: Work, ticket: Ticket) -> Ticket:
    """Tell the administrators, by a link; where there are none, a few of those entitled, without one. Once each."""
    if Flag.COLLEAGUE not in ticket.flags or Flag.UNPROVEN in ticket.flags or ticket.customer_id is None:
        return ticket
    if said_before := _refused_before(work, ticket):
        return remark(work, ticket, "mailgate", said_before, flags=ticket.flags | {Flag.REFUSED})
    people = work.unit.people.members(ticket.customer_id)
    told = [person for person in people if _administers(person)] or entitled(people, Right.TECHNICAL)[:_MOST_TOLD]
    if not told:
        return ask_owner(work, ticket, f"nobody at {ticket.customer} can be told of the colleague {ticket.requester}")
    before = {letter.to for letter in work.unit.outbox.of_ticket(ticket.id) if letter.effect == COLLEAGUE_WROTE}
    refused = [_tell(work, ticket, person) for person in told if person.address not in before]
    return flag_refusals(work, ticket, refused)


def _tell(work: Work, ticket: Ticket, person: Person) -> str:
    params = {"due": (work.now + ANSWER_LIFE).isoformat()} if _administers(person) else {}
    event_id = work.unit.tickets.history(ticket.id)[-1].id
    refused = post(work, ticket, COLLEAGUE_WROTE, person.address, event_id, params)
    if _administers(person):
        sent = reversed(work.unit.outbox.of_ticket(ticket.id))
        once(work, next(each for each in sent if (each.effect, each.to) == (COLLEAGUE_WROTE, person.address)))
    return refused


def open_colleague(house: House, token: str) -> ColleaguePage | None:
    """What the page shows; None for a link that is not ours, or whose person is no administrator any more."""
    with house.view() as work:
        opened = _opened(work, token)
        return _page(work, opened) if opened else None


def add_colleague(house: House, token: str, name: str, rights: Collection[Right]) -> ColleaguePage | None:
    """Register the author with these rights, and tell them what waited. A spent or late link changes nothing."""
    return _answer(house, token, lambda work, opened: _add(work, opened, name, rights))


def refuse_colleague(house: House, token: str) -> ColleaguePage | None:
    """The address is nobody of theirs: a mark, and a task for the owner."""
    return _answer(house, token, _refuse)


def _answer(house: House, token: str, deed: Callable[[Work, Opened], Ticket]) -> ColleaguePage | None:
    page = house.settle(lambda work: _answered(work, token, deed))
    house.wake("outbox")
    return page


def _answered(work: Work, token: str, deed: Callable[[Work, Opened], Ticket]) -> ColleaguePage | None:
    opened = _opened(work, token)
    if opened is None:
        return None
    if _situation(work, opened) == "asked":
        spend(work, opened)
        opened = replace(opened, ticket=deed(work, opened))
    return _page(work, opened)


def _add(work: Work, opened: Opened, name: str, rights: Collection[Right]) -> Ticket:
    ticket, by = opened.ticket, opened.link.address
    company = company_of(work, ticket)
    assert company is not None, "its administrator has opened the page"
    called = " ".join(name.split())[:_LONGEST_NAME] or proposed_name(ticket.requester)
    why = f"added by the link in our letter about {ticket.number}"
    added = register(work, company, ticket.requester, called, rights, by=by, why=why)
    may = ", ".join(sorted(added.rights)) or "no rights"
    theirs = [ticket, *_others_of(work, ticket)]
    released = [_release(work, each, by, f"{added.name} is registered at {company.name} with {may}") for each in theirs]
    return released[0]


def _others_of(work: Work, ticket: Ticket) -> list[Ticket]:
    """Further tickets of the same colleague that wait for the same answer."""
    found = work.unit.tickets.of_requester(ticket.requester, _MOST_TICKETS)
    return [
        each
        for each in found
        if each.id != ticket.id
        and each.customer_id == ticket.customer_id
        and Flag.COLLEAGUE in each.flags
        and each.state not in _READ_ONLY
    ]


def _release(work: Work, ticket: Ticket, by: str, why: str) -> Ticket:
    """What waited for the registration: the full acknowledgement, or the question who approves."""
    ticket = remark(work, ticket, by, why, flags=ticket.flags - {Flag.COLLEAGUE, Flag.REFUSED})
    if ticket.state is State.MERGED:  # its words wait elsewhere, and whether to write to one more there a person says
        whole = where_it_is(work, ticket)
        if whole.state not in ENDED:
            ask_owner(work, whole, f"{why}: their {ticket.number} goes on here, and they have not heard of it")
        return ticket
    if ticket.state in ENDED or Flag.UNPROVEN in ticket.flags:
        return ticket
    return look_at_right(work, acknowledge_at_last(work, ticket))


def _refuse(work: Work, opened: Opened) -> Ticket:
    ticket, by = opened.ticket, opened.link.address
    person = member(work, ticket, by)
    name = person.name if person else by
    why = f"{name} says that {ticket.requester} is not theirs"
    ticket = remark(work, ticket, by, f"{why}, by the signed link", flags=ticket.flags | {Flag.REFUSED})
    work.unit.notes.put(_note_of(ticket), f"{work.now.isoformat()} {name}")
    whole = where_it_is(work, ticket)
    asked = ask_owner(work, whole, why)
    return asked if whole.id == ticket.id else ticket


def _refused_before(work: Work, ticket: Ticket) -> str:
    """Who said lately that the address is not theirs: nobody is asked that again and again. "" when nobody did."""
    at, _, name = (work.unit.notes.get(_note_of(ticket)) or "").partition(" ")
    if not at or work.now >= datetime.fromisoformat(at) + _REMEMBERED:
        return ""
    return f"{name} said on {at[:10]} that {ticket.requester} is not theirs: nobody is asked again"


def _note_of(ticket: Ticket) -> str:
    """By customer and address; the address itself may be longer than the name of a note."""
    return f"not_theirs:{ticket.customer_id}:{hashlib.sha256(ticket.requester.encode()).hexdigest()[:32]}"


def _opened(work: Work, token: str) -> Opened | None:
    opened = open_once(work, token, COLLEAGUE_WROTE)
    person = member(work, opened.ticket, opened.link.address) if opened else None
    return opened if person and _administers(person) else None


def _administers(person: Person) -> bool:
    return Right.COMPANY_ADMIN in person.rights


def _page(work: Work, opened: Opened) -> ColleaguePage:
    ticket = opened.ticket
    return ColleaguePage(
        number=ticket.number,
        company=ticket.customer,
        address=ticket.requester,
        name=proposed_name(ticket.requester),
        opened_at=ticket.opened_at,
        language=as_recipient(work, ticket, opened.link.address).language,
        until=opened.letter.created_at + ANSWER_LIFE,
        situation=_situation(work, opened),
    )


def _situation(work: Work, opened: Opened) -> Situation:
    ticket = opened.ticket
    if member(work, ticket, ticket.requester) is not None:
        return "added"
    if Flag.COLLEAGUE not in ticket.flags or ticket.state in _READ_ONLY:
        return "settled"
    if Flag.REFUSED in ticket.flags:
        return "refused"
    return "asked" if opened.answerable else "late"


def proposed_name(address: str) -> str:
    """A name to begin with: `jan.novak@…` gives "Jan Novak"."""
    local = address.rpartition("@")[0].partition("+")[0]
    return " ".join(part.capitalize() for part in re.split(r"[._-]+", local) if part) or address
