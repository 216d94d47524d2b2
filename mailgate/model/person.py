"""The people outside: companies, their people, and what each may be told. Kept by the registry, shared by all."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

#: Letters with a bar, which no decomposition of Unicode's takes apart.
_PLAIN = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o"})


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
    phones: tuple[str, ...] = ()  #: as written
    numbers: tuple[str, ...] = ()  #: those of them that can be read, as E.164: +420603555010; never set by hand
    language: str = ""
    salutation: str = ""  #: as spoken to, e.g. "pane Kosi"; never made by machine
    prefers_direct_tech: bool = False
    vip: bool = False  #: what they write of is urgent
    specialist: str = ""  #: address of a staff member

    @property
    def address(self) -> str:
        """Where letters to this person go."""
        return self.addresses[0]


@dataclass(frozen=True, slots=True)
class RightsChange:
    """One line of the append-only history of rights: who gave or took what, when and why (S3-4)."""

    at: datetime
    by: str  #: address of a staff member or customer, or what they used
    why: str
    address: str  #: of the person whose rights these are
    name: str
    company_id: int
    company: str
    before: frozenset[Right] | None  #: None was no member
    after: frozenset[Right] | None  #: None is no longer a member
    id: int = 0


@dataclass(frozen=True, slots=True)
class RegistryImport:
    """One file that was imported, and what it takes to undo it (`registry.people_undo`)."""

    at: datetime
    by: str
    file_name: str
    encoding: str
    counts: Mapping[str, int]  #: created, changed, rights_removed, removed
    undo: Mapping[str, Any] | None = field(default=None, repr=False)  #: None when a newer one took its place
    undone_at: datetime | None = None
    id: int = 0


def folded(text: str) -> str:
    """A name as it is searched for: without case, marks and doubled spaces. "Łukasz  Novák" is "lukasz novak"."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().split())
