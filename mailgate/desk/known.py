"""The desk answers the pipeline's look-ups from its unit (`ingest.known.Known`)."""

from collections.abc import Sequence

from mailgate.desk.compose import PROVING
from mailgate.desk.house import Work
from mailgate.model.outgoing import OutState
from mailgate.model.person import Company, Person


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

    def asked_for_proof(self, message_id: str, ticket_id: int, address: str) -> bool:
        """See `Known`."""
        letter = self._unit.outbox.by_message_id(message_id)
        return (
            letter is not None
            and letter.effect in PROVING
            and letter.state is OutState.SENT
            and (letter.ticket_id, letter.to) == (ticket_id, address)
        )

    def parties(self, ticket_id: int) -> frozenset[str]:
        """See `Known`."""
        return self._unit.tickets.parties(ticket_id)

    def customer_of(self, ticket_id: int) -> int | None:
        """See `Known`."""
        ticket = self._unit.tickets.get(ticket_id)
        return ticket.customer_id if ticket else None
