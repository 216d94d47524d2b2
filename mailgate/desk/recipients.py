"""Who is told about a ticket, and whether one letter may go to one address now (law 7, S3-4).

`audience` chooses the recipients; `may_not_be_told` gathers what `registry.disclosure` decides from, for every letter:
when it is queued, and again when it leaves. Nobody is added by what a letter says; only the registry and the proof of
the author count (T2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mailgate.desk.house import Work
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag, Ticket
from mailgate.outbound.kinds import LANGUAGES, kind_of
from mailgate.registry.disclosure import NOT_PROVEN, Discloses, Telling, refusal
from mailgate.registry.standing import entitled, may_answer

_BY_CUSTOMER = (Discloses.TICKET, Discloses.ENTITLED, Discloses.MEMBER)  #: what the registry decides


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
        """True when this address is among them, or is another one of a person who is."""
        return any(
            address == recipient.address or (recipient.person is not None and address in recipient.person.addresses)
            for recipient in self.recipients
        )


def audience(work: Work, ticket: Ticket) -> Audience:
    """Everybody who may be told about this ticket."""
    if Flag.UNPROVEN in ticket.flags:
        return Audience((), NOT_PROVEN)
    if ticket.customer_id is None:
        found = (as_recipient(work, ticket, ticket.requester),) if ticket.requester else ()
        return Audience(found, "the author is its only party" if found else "nobody certain has written it")
    right = right_needed(work, ticket)
    author = member(work, ticket, ticket.requester)
    if author is not None and may_answer(right, author):
        told = (_of_person(ticket, author, ticket.requester), *_joined(work, ticket))
        return Audience(told, "the author may be told")
    others = entitled(work.unit.people.members(ticket.customer_id), right)
    told = tuple(_of_person(ticket, person, person.address) for person in others)
    return Audience(told, "the author may not be told; those entitled are" if told else "nobody there is entitled")


def _joined(work: Work, ticket: Ticket) -> Iterator[Recipient]:
    """The authors of what staff merged into it, as far as they are entitled: it is their request as well."""
    parts = {part.requester for part in work.unit.tickets.merged(ticket.id)} - {ticket.requester, ""}
    if not parts or ticket.customer_id is None:
        return
    people = entitled(work.unit.people.members(ticket.customer_id), right_needed(work, ticket))
    for address in sorted(parts):
        person = member(work, ticket, address)
        if person in people:
            yield _of_person(ticket, person, address)


def may_not_be_told(work: Work, ticket: Ticket, effect: str, to: str, *, was_allowed: bool = False) -> str:
    """Why a letter of this effect may not go to this address now; "" when it may. Raises UnknownThing for an effect.

    `was_allowed`: it was when the letter was queued, so what has changed since is named as a change.
    """
    discloses, right = kind_of(effect).discloses, right_needed(work, ticket)
    ours = ticket.customer_id is not None and discloses in _BY_CUSTOMER
    known = work.unit.people.by_address(to) if ours else []
    return refusal(
        Telling(
            to=to,
            discloses=discloses,
            requester=ticket.requester,
            unproven=Flag.UNPROVEN in ticket.flags,
            customer_id=ticket.customer_id,
            customer=ticket.customer,
            right=right,
            known=known,
            members=_asked_besides(work, ticket, known, right, discloses),
            on_staff=work.desk.staff_member(to) is not None,
            was_allowed=was_allowed,
        )
    )


def _asked_besides(
    work: Work, ticket: Ticket, known: list[Person], right: Right | None, discloses: Discloses
) -> list[Person]:
    """The customer's people, where they can decide. Most letters go to an author with the right: one question less."""
    here = next((person for person in known if person.company.id == ticket.customer_id), None)
    if here is None or discloses is Discloses.MEMBER:
        return []
    own = ticket.requester in here.addresses and may_answer(right, here)
    return [] if own and discloses is Discloses.TICKET else work.unit.people.members(here.company.id)


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


def by_vip(work: Work, ticket: Ticket) -> bool:
    """Whether a VIP of the registry asks, and not somebody who only writes their address."""
    people = work.unit.people.by_address(ticket.requester) if Flag.UNPROVEN not in ticket.flags else []
    return any(person.vip for person in people)


def right_needed(work: Work, ticket: Ticket) -> Right | None:
    """The right that the ticket's category needs; None while it has no category, or needs none."""
    category = work.desk.category(ticket.category)
    return category.right if category else None


def as_recipient(work: Work, ticket: Ticket, address: str, discloses: Discloses = Discloses.TICKET) -> Recipient:
    """Any address as a recipient, spoken to as the registry says; in neutral words whether it is known or not (T48)."""
    person = member(work, ticket, address) if discloses is not Discloses.NOTHING else None
    return _of_person(ticket, person, address) if person else Recipient(address, ticket.language)


def _of_person(ticket: Ticket, person: Person, address: str) -> Recipient:
    language = person.language if person.language in LANGUAGES else ticket.language
    return Recipient(address, language, person.salutation, person)
