"""The people outside: companies, their people, and what each may be told. Kept by the registry, shared by all."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a person may be told about, by topic (design.md §5)."""

    TECHNICAL = "technical"
    BILLING = "billing"
    ORDER = "order"
    SECURITY = "security"
    REPORT = "report"
    COMPANY_VIEW = "company_view"
    COMPANY_ADMIN = "company_admin"


@dataclass(frozen=True, slots=True)
class Company:
    """A customer."""

    id: int
    name: str
    domains: tuple[str, ...] = ()  #: lower-case A-labels
    sla: str = ""  #: "" means the firm's default
    oncall: bool = False
    verify_clock: str = "elapsed"  #: elapsed | business
    notes: str = ""
    assets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A known person as a member of one company. Two memberships are two of these with the same id."""

    id: int
    company: Company
    name: str
    addresses: tuple[str, ...]  #: canonical; the first is the key and where letters go
    rights: frozenset[Right] = frozenset()
    phones: tuple[str, ...] = ()
    language: str = ""
    salutation: str = ""  #: as spoken to, e.g. "pane Kosi"; never made by machine
    prefers_direct_tech: bool = False
    specialist: str = ""  #: address of a staff member

    @property
    def address(self) -> str:
        """Where letters to this person go."""
        return self.addresses[0]
