"""May this letter of ours go to this address? The one answer to that (law 7, S3-4, T1-T6).

    refusal(Telling("kos@kestrel.example", Discloses.TICKET, …)) -> "Jan Kos lacks the right billing", or "" for yes

Every kind of letter says what it discloses (`outbound.kinds`); RULES has one rule for each. The desk gathers what a
rule looks at, asks when a letter is queued, and again from the very rows that it is composed from when it leaves. What
a letter from outside says is never looked at: no Cc, no Reply-To and no display name adds anybody (T2, law 8).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailgate.model.person import Person, Right
from mailgate.registry.standing import entitled, may_answer

NOT_PROVEN = "the author is not proven yet: nothing is disclosed until the address is confirmed"


class Discloses(StrEnum):
    """What a letter of ours tells, and so who may get it."""

    TICKET = "ticket"  #: words or state of the ticket: its author with the right, or who is entitled in their place
    ENTITLED = "entitled"  #: asks for a decision about the ticket: those entitled at the customer, and nobody else
    MEMBER = "member"  #: tells that somebody wrote: registered contacts of the ticket's customer
    NOTHING = "nothing"  #: names nothing that belongs to a customer: the ticket's author alone, proven or not
    STAFF = "staff"  #: tells a colleague: the staff alone


@dataclass(frozen=True, slots=True)
class Telling:
    """One letter to one address, with all that decides whether it may go."""

    to: str  #: canonical address
    discloses: Discloses
    requester: str = ""  #: the ticket's author, or the address given in a public form; "" when nobody certain wrote it
    unproven: bool = False  #: that address is not proven yet
    customer_id: int | None = None  #: None: the ticket belongs to no customer, and its author is its only party
    customer: str = ""  #: its name
    right: Right | None = None  #: what the ticket's category needs
    known: Sequence[Person] = ()  #: every membership of the person with the address `to`
    members: Sequence[Person] = ()  #: the customer's people; needed unless the author's own right decides
    on_staff: bool = False
    was_allowed: bool = False  #: it was, when the letter was queued

    @property
    def person(self) -> Person | None:
        """Whose address it is, as a member of the ticket's customer."""
        return next((person for person in self.known if person.company.id == self.customer_id), None)


def refusal(telling: Telling) -> str:
    """Why this may not be told to this address, in one sentence for staff; "" when it may."""
    return RULES[telling.discloses](telling)


def _ticket(telling: Telling) -> str:
    if telling.unproven:
        return NOT_PROVEN
    if telling.customer_id is None:
        alone = telling.requester and telling.to == telling.requester
        return "" if alone else f"{telling.to} is no party: this ticket belongs to its author alone"
    person = telling.person
    if person and telling.requester in person.addresses and may_answer(telling.right, person):
        return ""
    return _not_entitled(telling, person)


def _entitled(telling: Telling) -> str:
    if telling.unproven:
        return NOT_PROVEN
    if telling.customer_id is None:
        return "this ticket belongs to no customer: nobody is entitled to decide"
    return _not_entitled(telling, telling.person)


def _member(telling: Telling) -> str:
    if telling.unproven:
        return NOT_PROVEN
    if telling.customer_id is None:
        return f"{telling.to} is no party: this ticket belongs to no customer"
    return "" if telling.person else _unregistered(telling)


def _nothing(telling: Telling) -> str:
    author = telling.requester and telling.to == telling.requester
    return "" if author else f"{telling.to} is not the author: such a letter goes to the author alone"


def _staff(telling: Telling) -> str:
    return "" if telling.on_staff else f"{telling.to} is {_not(telling)} on the staff"


def _not_entitled(telling: Telling, person: Person | None) -> str:
    if person is None:
        return _unregistered(telling)
    if any(each.id == person.id for each in entitled(telling.members, telling.right)):
        return ""
    needed = f"the right {telling.right}" if telling.right else "the right company_admin, and is not the author"
    return f"{person.name} lacks {needed}"


def _unregistered(telling: Telling) -> str:
    if telling.known:
        return f"{telling.known[0].name} is {_not(telling)} a member of {telling.customer}"
    return f"{telling.to} is {_not(telling)} in the registry"


def _not(telling: Telling) -> str:
    return "no longer" if telling.was_allowed else "not"


RULES: Mapping[Discloses, Callable[[Telling], str]] = {
    Discloses.TICKET: _ticket,
    Discloses.ENTITLED: _entitled,
    Discloses.MEMBER: _member,
    Discloses.NOTHING: _nothing,
    Discloses.STAFF: _staff,
}
