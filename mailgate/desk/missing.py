"""Which facts of a category's checklist nobody has told yet (S3-9): `missing_of(work, ticket)` gives their names.

What the registry or the thread already says is never asked. Nothing is asked by itself either: a person looks at these
names and asks for all of them in one letter (`ask`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailgate.desk.house import Work
from mailgate.desk.promises import company_of
from mailgate.desk.recipients import member
from mailgate.model.fact import NAMES, Fact
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Desk


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registry says of the ticket's customer and author."""

    assets: tuple[str, ...] = ()
    phone: bool = False  #: the author has a number there


def missing(checklist: Iterable[str], facts: Sequence[Fact], known: Registered) -> tuple[str, ...]:
    """The names of the checklist that nothing speaks of, in its order."""
    told = {fact.name for fact in facts}
    if "host" in told or len(known.assets) == 1:
        told.add("service")
    if known.phone:
        told.add("phone")
    if len(known.assets) == 1 or any(fact.name == "service" and fact.value in known.assets for fact in facts):
        told.add("device")
    return tuple(name for name in dict.fromkeys(checklist) if name not in told)


def missing_of(work: Work, ticket: Ticket) -> tuple[str, ...]:
    """The same for a ticket; nothing while it has no category, or one without a checklist."""
    return still_missing(work, ticket, checklist_of(work.desk, ticket))


def still_missing(work: Work, ticket: Ticket, names: Sequence[str]) -> tuple[str, ...]:
    """Those of the names that neither the thread nor the registry tells."""
    if not names:
        return ()
    company, author = company_of(work, ticket), member(work, ticket, ticket.requester)
    known = Registered(company.assets if company else (), bool(author and author.phones))
    return missing(names, ticket.facts, known)


def checklist_of(desk: Desk, ticket: Ticket) -> tuple[str, ...]:
    """The facts to have before work on it starts."""
    category = desk.category(ticket.category)
    return category.checklist if category else ()


def names_of(desk: Desk, ticket: Ticket) -> tuple[str, ...]:
    """Every name that a fact of this ticket may have."""
    return tuple(dict.fromkeys((*NAMES, *checklist_of(desk, ticket), *(fact.name for fact in ticket.facts))))
