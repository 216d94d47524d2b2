"""What the questions of the pipeline need to know of the house. The desk answers from its unit, tests from a dict."""

from collections.abc import Sequence
from typing import Protocol

from mailgate.model.person import Company, Person


class Known(Protocol):
    """Read-only look-ups; each is indexed and quick."""

    def memberships(self, address: str) -> Sequence[Person]:
        """Every membership of the person with this canonical address."""

    def company_of_domain(self, domain: str) -> Company | None: ...

    def ticket_of_message_id(self, message_id: str) -> int | None:
        """The ticket of a Message-ID that we minted and can verify."""

    def ticket_of_recipient(self, recipients: Sequence[str]) -> int | None:
        """The ticket of a signed plus-address of ours among the recipients."""

    def ticket_of_stored_ids(self, message_ids: Sequence[str]) -> int | None: ...

    def now_in(self, ticket_id: int) -> int:
        """Where a letter for this ticket belongs now: the ticket that it was merged into, else itself."""

    def asked_for_proof(self, message_id: str, ticket_id: int, address: str) -> bool:
        """Whether this is the Message-ID of a neutral acknowledgement that we sent to this address for this ticket,
        whose author is still not proven."""

    def parties(self, ticket_id: int) -> frozenset[str]:
        """Addresses of the requester and of everybody who wrote to the ticket; empty when there is no such ticket."""

    def never_registered(self, address: str, ticket_id: int) -> bool:
        """Whether this is the author of the ticket, or of a part of it, who wrote as an unregistered colleague and was
        in the registry of its customer at no time since."""

    def customer_of(self, ticket_id: int) -> int | None:
        """The company that the ticket belongs to."""
