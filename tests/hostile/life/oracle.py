"""Who may hear of a ticket, written once more from the design (§5) and not from `registry.disclosure`."""

from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag, Ticket
from mailgate.outbound.kinds import kind_of
from mailgate.registry.disclosure import Discloses
from tests.hostile.life.snapshot import Snapshot


def may_get(then: Snapshot, ticket: Ticket, effect: str, address: str) -> bool:
    """Whether a letter of this effect may go to this address, as things stand then."""
    discloses = kind_of(effect).discloses
    if discloses is Discloses.STAFF:
        return then.desk.staff_member(address) is not None
    if discloses is Discloses.NOTHING:
        return address == ticket.requester
    if Flag.UNPROVEN in ticket.flags:
        return False
    if ticket.customer_id is None:
        return discloses is Discloses.TICKET and address == ticket.requester
    if discloses is Discloses.MEMBER:
        return _member(then, ticket, address) is not None
    return may_speak(then, ticket, address) if discloses is Discloses.TICKET else _entitled(then, ticket, address)


def may_speak(then: Snapshot, ticket: Ticket, address: str) -> bool:
    """Whether the words of this person count for the ticket."""
    if Flag.UNPROVEN in ticket.flags or not address:
        return False
    if ticket.customer_id is None:
        return address == ticket.requester
    person, needed = _member(then, ticket, address), _right(then, ticket)
    own = person is not None and ticket.requester in person.addresses and (needed is None or needed in person.rights)
    return own or _entitled(then, ticket, address)


def _entitled(then: Snapshot, ticket: Ticket, address: str) -> bool:
    """Those with the right, else the administrators, else nobody."""
    needed = _right(then, ticket)
    ours = [person for person in then.people if person.company.id == ticket.customer_id]
    with_it = [person for person in ours if needed is not None and needed in person.rights]
    told = with_it or [person for person in ours if Right.COMPANY_ADMIN in person.rights]
    return any(address in person.addresses for person in told)


def _member(then: Snapshot, ticket: Ticket, address: str) -> Person | None:
    ours = (person for person in then.people if person.company.id == ticket.customer_id)
    return next((person for person in ours if address in person.addresses), None)


def _right(then: Snapshot, ticket: Ticket) -> Right | None:
    category = then.desk.category(ticket.category)
    return category.right if category else None
