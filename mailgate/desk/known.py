"""The desk answers the pipeline's look-ups from its unit (`ingest.known.Known`)."""

from collections.abc import Callable, Sequence

from mailgate.desk.compose import PROVING
from mailgate.desk.house import Work
from mailgate.model.outgoing import OutState
from mailgate.model.person import Company, Person
from mailgate.model.ticket import Flag, Ticket

MOST_MERGES = 100  #: of which one led to the next; each is a click of a person, so more is a mistake in the rows


class KnownHere:
    """Look-ups over one transaction."""

    def __init__(self, work: Work) -> None:
        self._unit = work.unit
        self._minter = work.house.minter

    def memberships(self, address: str) -> Sequence[Person]:
        """See `Known`."""
        return self._unit.people.by_address(address)

    def company_of_domain(self, domain: str) -> Company | None:
        """See `Known`."""
        return self._unit.people.company_of_domain(domain)

    def ticket_of_message_id(self, message_id: str) -> int | None:
        """See `Known`."""
        return self._minter.ticket_of_message_id(message_id)

    def ticket_of_recipient(self, recipients: Sequence[str]) -> int | None:
        """See `Known`."""
        return self._minter.ticket_of_recipient(recipients)

    def ticket_of_stored_ids(self, message_ids: Sequence[str]) -> int | None:
        """See `Known`."""
        return self._unit.letters.ticket_of_ids(message_ids)

    def now_in(self, ticket_id: int) -> int:
        """See `Known`."""
        return end_of_merges(self._unit.tickets.get, ticket_id)

    def asked_for_proof(self, message_id: str, ticket_id: int, address: str) -> bool:
        """See `Known`."""
        letter = self._unit.outbox.by_message_id(message_id)
        return (
            letter is not None
            and letter.effect in PROVING
            and letter.state is OutState.SENT
            and letter.to == address
            and self._unproven(ticket_id)
            and (letter.ticket_id == ticket_id or self._proves_after_merge(letter.ticket_id, ticket_id, address))
        )

    def _unproven(self, ticket_id: int) -> bool:
        """Our question is open."""
        ticket = self._unit.tickets.get(ticket_id)
        return ticket is not None and Flag.UNPROVEN in ticket.flags

    def _proves_after_merge(self, asked: int | None, ticket_id: int, address: str) -> bool:
        """We asked about a ticket that is part of this one now, and the author of both is the same."""
        ticket = self._unit.tickets.get(ticket_id)
        return bool(asked and ticket and ticket.requester == address and self.now_in(asked) == ticket_id)

    def parties(self, ticket_id: int) -> frozenset[str]:
        """See `Known`."""
        return self._unit.tickets.parties(ticket_id)

    def never_registered(self, address: str, ticket_id: int) -> bool:
        """See `Known`. The mark goes when they are registered by a click; the history of rights tells of other ways."""
        whole = self._unit.tickets.get(ticket_id)
        family = [whole, *self._unit.tickets.merged(ticket_id)] if whole else []
        theirs = [each for each in family if each.requester == address and Flag.COLLEAGUE in each.flags]
        company_id = whole.customer_id if whole else None
        return bool(theirs) and not self._unit.people.rights_changes(1, company_id=company_id, address=address)

    def customer_of(self, ticket_id: int) -> int | None:
        """See `Known`."""
        ticket = self._unit.tickets.get(ticket_id)
        return ticket.customer_id if ticket else None


def end_of_merges(get: Callable[[int], Ticket | None], ticket_id: int) -> int:
    """Where this ticket's words belong now: itself, or the end of the merges that begin with it.

    Whoever walks in a circle, or through more than MOST_MERGES, gets the ticket that was asked for: it is merged and
    takes no words, so that a letter for it opens a new ticket which is linked to it.
    """
    seen, here = {ticket_id}, get(ticket_id)
    while here is not None and here.merged_into is not None:
        if here.merged_into in seen or len(seen) > MOST_MERGES:
            return ticket_id
        seen.add(here.merged_into)
        here = get(here.merged_into)
    return here.id if here is not None else ticket_id
