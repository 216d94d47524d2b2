"""The author of a letter becomes a person of a customer, in the same act that decides about the letter (S3-3).

A person decides that, and says at which customer and with which rights; a letter never does (law 8). To be registered
is not to be proven: an address that anybody may have written stays unproven on its ticket until somebody vouches for it
or answers us from there. `desk.held` calls this; nobody is registered from a forged letter.
"""

import difflib
from dataclasses import dataclass

from mailgate.desk.approval import look_at_right
from mailgate.desk.house import Work
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import recount, remark
from mailgate.desk.promises import terms
from mailgate.desk.register import register
from mailgate.lifecycle.table import ENDED
from mailgate.model.address import Address
from mailgate.model.errors import NotAllowed, UnknownThing, WrongUse
from mailgate.model.person import Company, Person, Right
from mailgate.model.ticket import Flag, State, Ticket
from mailgate.registry.setup import Staff

_MOST_NAME = 200  #: characters
_MOST_TICKETS = 100  #: of one newcomer, that are adopted at once
_READ_ONLY = (State.ARCHIVED, State.REJECTED)
_OUTSIDE = frozenset({Flag.COLLEAGUE, Flag.STRANGER})  #: on the tickets of who was not registered when they wrote


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person says of the newcomer."""

    company: str  #: the customer's name, in any case
    name: str = ""  #: of the person; "" is the name in the letter, else the address
    rights: frozenset[Right] = frozenset({Right.TECHNICAL})


def rights_of(text: str) -> frozenset[Right]:
    """`technical billing` as rights; spaces or commas stand between. Raises WrongUse, naming those that there are."""
    words = text.replace(",", " ").lower().split()
    unknown = next((word for word in words if word not in list(Right)), None)
    if unknown is not None:
        raise WrongUse(f"there is no right {unknown[:40]!r}; there are: {', '.join(Right)}")
    return frozenset(map(Right, words))


def enrol(
    work: Work, author: Address | None, written_name: str, wanted: Registration, staff: Staff, letter_id: int
) -> Person:
    """The author as a member of the customer. Raises NotAllowed, UnknownThing for a customer that is not there."""
    if author is None:
        raise NotAllowed(f"nobody certain wrote letter {letter_id}: there is no address to add to the registry")
    company = company_named(work, wanted.company)
    name = _one_line(wanted.name) or _one_line(written_name) or str(author)
    why = f"wrote letter {letter_id}"
    return register(work, company, str(author), name, wanted.rights, by=staff.email, why=why)


def enrol_author(work: Work, ticket: Ticket, wanted: Registration, staff: Staff, letter_id: int) -> Person:
    """The same for the author of a ticket. Who is a member there already stays one, with the rights that they have,
    while the ticket is not that customer's yet. Raises like `enrol`."""
    company = company_named(work, wanted.company)
    there = next((one for one in work.unit.people.by_address(ticket.requester) if one.company.id == company.id), None)
    if there is not None and (ticket.customer_id != company.id or ticket.flags & _OUTSIDE):
        return there
    return enrol(work, Address.read(ticket.requester), ticket.requester_name, wanted, staff, letter_id)


def adopt(work: Work, ticket: Ticket, member: Person, staff: Staff) -> Ticket:
    """The ticket of somebody who is registered by now is that customer's, and so is what it was merged into, with all
    that waits of them. Unproven stays unproven. The ticket where their words are now.

    Raises NotAllowed when it is another customer's already.
    """
    company = member.company
    if ticket.customer_id not in (None, company.id):
        raise NotAllowed(f"{ticket.number} is a ticket of {ticket.customer}, so its author cannot join {company.name}")
    whole = where_it_is(work, ticket)
    adopted = give_to(work, ticket, company, staff.email, _why(member, staff))
    adopt_others(work, ticket.requester, member, staff)
    theirs = whole.id != ticket.id and whole.requester == ticket.requester
    return (work.unit.tickets.get(whole.id) if theirs else None) or adopted


def adopt_others(work: Work, address: str, member: Person, staff: Staff) -> None:
    """Whatever else came from this address, and was nobody's or a colleague's so far, is that customer's as well."""
    for each in work.unit.tickets.of_requester(address, _MOST_TICKETS):
        free = each.customer_id in (None, member.company.id) and each.state not in _READ_ONLY
        if free and each.flags & _OUTSIDE:
            give_to(work, each, member.company, staff.email, _why(member, staff))


def give_to(work: Work, ticket: Ticket, company: Company, by: str, why: str) -> Ticket:
    """The ticket is this customer's from now on: what it is promised is counted anew, and who may be told looked at.

    Nobody is asked about what is over.
    """
    flags = ticket.flags - {*_OUTSIDE, Flag.WHICH_CUSTOMER, Flag.REFUSED}
    changes = {"customer_id": company.id, "customer": company.name, "flags": flags, **terms(work, company)}
    ticket = remark(work, ticket, by, why, **changes)
    if ticket.state in ENDED:
        return ticket
    recount(work, ticket)
    return look_at_right(work, ticket)


def companies_of(work: Work, address: str) -> list[Company]:
    """The customers that the person with this address belongs to."""
    return [person.company for person in work.unit.people.by_address(address)] if address else []


def _why(member: Person, staff: Staff) -> str:
    return f"{staff.name} added {member.address} to the registry of {member.company.name}"


def company_named(work: Work, name: str) -> Company:
    """The customer of this name, in any case. Raises UnknownThing, with the nearest name."""
    names = {company.name.casefold(): company for company in work.unit.people.companies()}
    wanted = name.strip().casefold()
    if wanted not in names:
        near = difflib.get_close_matches(wanted, names, n=1)
        hint = f"; did you mean {names[near[0]].name!r}?" if near else "; mailgate registry import adds customers"
        raise UnknownThing(f"there is no customer {name.strip()[:80]!r}{hint}")
    return names[wanted]


def _one_line(name: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())[:_MOST_NAME]
