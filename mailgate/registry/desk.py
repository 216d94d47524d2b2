"""The desk as it is set up, and how its items are found: `desk.mailbox("support@ours.example")`.

A value; `setup.merge` makes the next one. Knows nothing of files or of where it is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from mailgate.model.address import Address
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.person import Company
from mailgate.model.ticket import Priority
from mailgate.registry.category_tree import whole
from mailgate.registry.items import (
    Calendar,
    Category,
    FactWords,
    Firm,
    Form,
    Mailbox,
    Oncall,
    Rule,
    Sla,
    SlaTarget,
    Staff,
    days_of,
)

_ALWAYS = Calendar(name=ALWAYS.name, zone=ALWAYS.zone)
_NAMELESS = Firm(name="Support", zone="UTC")
_NOBODY = Oncall()


@lru_cache(maxsize=1024)
def _shift(calendar: Calendar, away: Sequence[tuple[date, date]]) -> WorkCalendar:
    """Asked for everybody whenever somebody looks at a ticket."""
    return calendar.work(days_of(away))


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that is set up. Lookups take canonical or typed spellings and answer None for what is not there."""

    firm: Firm = _NAMELESS
    mailboxes: tuple[Mailbox, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    slas: tuple[Sla, ...] = ()
    staff: tuple[Staff, ...] = ()
    oncall: Oncall = _NOBODY
    categories: tuple[Category, ...] = ()  #: as written; `category` knows what they inherit
    facts: tuple[FactWords, ...] = ()
    rules: tuple[Rule, ...] = ()  #: in the order in which they are asked
    forms: tuple[Form, ...] = ()
    #: Every category by its id, with what it inherits; made from `categories`.
    whole_categories: Mapping[str, Category] = field(init=False, repr=False, compare=False)
    # By a category's id, inherited where it names none. Every letter asks for them.
    kinds: Mapping[str, str] = field(init=False, repr=False, compare=False)  #: its class
    priorities: Mapping[str, Priority | None] = field(init=False, repr=False, compare=False)  #: its own
    queues: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = whole(self.categories)
        object.__setattr__(self, "whole_categories", every)
        object.__setattr__(self, "kinds", {name: category.kind for name, category in every.items()})
        object.__setattr__(self, "priorities", {name: category.priority for name, category in every.items()})
        object.__setattr__(self, "queues", {name: category.queue for name, category in every.items()})

    @classmethod
    def empty(cls) -> "Desk":
        """A desk on which nothing is set up."""
        return cls()

    def mailbox(self, address: Address | str) -> Mailbox | None:
        """Our mailbox behind an address, also behind a plus-tagged form of it (RFC 5233). The postmaster of a domain of
        ours is its first mailbox (RFC 5321 §4.5.1)."""
        read = Address.read(address) if isinstance(address, str) else address
        if read is None:
            return None
        spellings = (str(read), str(read.without_tag()))
        found = next((box for spelling in spellings for box in self.mailboxes if box.address == spelling), None)
        if found is None and read.local == "postmaster":
            return next((box for box in self.mailboxes if box.address.endswith(f"@{read.domain}")), None)
        return found

    def is_ours(self, address: Address | str) -> bool:
        """Whether mail to this address comes back to us."""
        return self.mailbox(address) is not None

    def category(self, category_id: str) -> Category | None:
        """A category with everything that it inherits."""
        return self.whole_categories.get(category_id)

    def question(self, fact: str, language: str) -> str:
        """How the desk itself asks for a fact, in this language or else in English; "" where it does not say."""
        own = next((item for item in self.facts if item.id == fact), None)
        return (own.ask.get(language) or own.ask.get("en", "")) if own else ""

    def staff_member(self, email: str) -> Staff | None:
        read = Address.read(email)
        return next((item for item in self.staff if item.email == str(read)), None)

    def name_of(self, email: str) -> str:
        """A colleague's name; the address of one who is gone."""
        member = self.staff_member(email)
        return member.name if member else email

    def form(self, form_id: str) -> Form | None:
        return next((item for item in self.forms if item.id == form_id), None)

    def calendar(self, name: str) -> Calendar | None:
        """A calendar by its name; `24x7` always exists."""
        return next((item for item in (*self.calendars, _ALWAYS) if item.name == name), None)

    def shift_of(self, member: Staff) -> WorkCalendar | None:
        """When somebody works, less the days on which they are away; None is never."""
        calendar = self.calendar(member.shift)
        return _shift(calendar, member.away) if calendar else None

    def sla(self, name: str) -> Sla | None:
        return next((item for item in self.slas if item.name == name), None)

    def target(self, sla_name: str, priority: Priority) -> SlaTarget | None:
        """What an SLA promises for a priority; None when nothing."""
        sla = self.sla(sla_name)
        target: SlaTarget | None = getattr(sla, priority.lower()) if sla else None
        return target

    def target_calendar(self, sla_name: str, priority: Priority, *, oncall: bool) -> Calendar | None:
        """The calendar that a target counts on. `24x7` of one priority applies only with on-call (design.md §8)."""
        sla, target = self.sla(sla_name), self.target(sla_name, priority)
        if sla is None or target is None:
            return None
        own = target.calendar if oncall or target.calendar != ALWAYS.name else ""
        return self.calendar(own or sla.calendar)

    def sla_name_for(self, company: Company | None) -> str:
        """The SLA that counts for a customer, or for nobody's; "" when there is none."""
        own = company.sla if company and self.sla(company.sla) else ""
        return own or self.firm.default_sla
