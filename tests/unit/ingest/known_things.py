"""A house's memory as the pipeline sees it, told by a test: `KnownThings(people=[…], tickets={7: {"ann@x"}})`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mailgate.model.ids import Minter
from mailgate.model.person import Company, Person

OURS = Minter(b"o" * 32)


@dataclass
class KnownThings:
    """Fills `ingest.known.Known` from plain values."""

    people: Sequence[Person] = ()
    companies: Sequence[Company] = ()
    tickets: Mapping[int, set[str]] = field(default_factory=dict)  #: parties by ticket
    customers: Mapping[int, int] = field(default_factory=dict)  #: company id by ticket
    stored: Mapping[str, int] = field(default_factory=dict)  #: ticket by Message-ID
    merged: Mapping[int, int] = field(default_factory=dict)  #: where a merged ticket is now
    colleagues: Mapping[int, set[str]] = field(default_factory=dict)  #: authors who never were in the registry
    asked: Mapping[str, tuple[int, str]] = field(default_factory=dict)  #: ticket and address that we asked for proof

    def memberships(self, address: str) -> Sequence[Person]:
        return [person for person in self.people if address in person.addresses]

    def company_of_domain(self, domain: str) -> Company | None:
        return next((company for company in self.companies if domain in company.domains), None)

    def ticket_of_message_id(self, message_id: str) -> int | None:
        return OURS.ticket_of_message_id(message_id)

    def ticket_of_recipient(self, recipients: Sequence[str]) -> int | None:
        return OURS.ticket_of_recipient(recipients)

    def ticket_of_stored_ids(self, message_ids: Sequence[str]) -> int | None:
        return next((self.stored[name] for name in message_ids if name in self.stored), None)

    def now_in(self, ticket_id: int) -> int:
        return self.merged.get(ticket_id, ticket_id)

    def asked_for_proof(self, message_id: str, ticket_id: int, address: str) -> bool:
        return self.asked.get(message_id) == (ticket_id, address)

    def parties(self, ticket_id: int) -> frozenset[str]:
        return frozenset(self.tickets.get(ticket_id, ()))

    def never_registered(self, address: str, ticket_id: int) -> bool:
        return address in self.colleagues.get(ticket_id, ())

    def customer_of(self, ticket_id: int) -> int | None:
        return self.customers.get(ticket_id)
