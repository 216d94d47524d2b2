"""Who may be told about a ticket now (law 7): asked when a letter is queued, and again when it leaves.

Nobody is added by what a letter says; only the registry and the proof of the author count (T2, S3-4).
"""

from dataclasses import dataclass

from mailgate.desk.house import Work
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag, Ticket
from mailgate.outbound.kinds import LANGUAGES
from mailgate.registry.standing import entitled, may_answer


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address with how it is spoken to."""

    address: str
    language: str
    greeting: str = ""
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may be told, and why nobody when it is empty."""

    recipients: tuple[Recipient, ...]
    why: str

    def holds(self, address: str) -> bool:
        """True when this address is among them."""
        return any(recipient.address == address for recipient in self.recipients)


def audience(work: Work, ticket: Ticket) -> Audience:
    """Everybody who may be told about this ticket."""
    if Flag.UNPROVEN in ticket.flags:
        return Audience((), "the author is not proven yet: nothing is disclosed until the address is confirmed")
    if ticket.customer_id is None:
        found = (as_recipient(work, ticket, ticket.requester),) if ticket.requester else ()
        return Audience(found, "the author is its only party" if found else "nobody certain has written it")
    right = right_needed(work, ticket)
    author = member(work, ticket, ticket.requester)
    if author is not None and may_answer(right, author):
        return Audience((_of_person(ticket, author, ticket.requester),), "the author may be told")
    others = entitled(work.unit.people.members(ticket.customer_id), right)
    told = tuple(_of_person(ticket, person, person.address) for person in others)
    return Audience(told, "the author may not be told; those entitled are" if told else "nobody there is entitled")


def entitled_here(work: Work, ticket: Ticket, address: str) -> bool:
    """Whether this address may speak for the ticket: it may be told, or its person is entitled (design.md §4)."""
    if Flag.UNPROVEN in ticket.flags:
        return False
    person = member(work, ticket, address)
    members = work.unit.people.members(person.company.id) if person else []
    return person in entitled(members, right_needed(work, ticket)) or audience(work, ticket).holds(address)


def member(work: Work, ticket: Ticket, address: str) -> Person | None:
    """The person with this address as a member of the ticket's customer."""
    people = work.unit.people.by_address(address) if address else []
    return next((person for person in people if person.company.id == ticket.customer_id), None)


def right_needed(work: Work, ticket: Ticket) -> Right | None:
    """The right that the ticket's category needs; None while it has no category, or needs none."""
    category = work.desk.category(ticket.category)
    return category.right if category else None


def as_recipient(work: Work, ticket: Ticket, address: str) -> Recipient:
    """Any address as a recipient, spoken to as the registry says."""
    person = member(work, ticket, address)
    return _of_person(ticket, person, address) if person else Recipient(address, ticket.language)


def _of_person(ticket: Ticket, person: Person, address: str) -> Recipient:
    language = person.language if person.language in LANGUAGES else ticket.language
    return Recipient(address, language, person.salutation, person)
