"""Who is writing, and what may follow from it (design.md §5). Two facts, never mixed: standing and proof.

`stand(...)` finds who an address is; `outcome(...)` reads the table standing × proof; `may_answer` and `entitled` say
who may be told about a topic. Nothing here looks at a display name, a Reply-To or the words of a letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from mailgate.model.address import Address
from mailgate.model.letter import Fate, Proof, Standing
from mailgate.model.person import Company, Person, Right
from mailgate.model.ticket import Flag

Policy = Literal["accept", "hold", "refuse"]


class Ack(StrEnum):
    """Which acknowledgement goes out."""

    FULL = "full"  #: in their language, with what their rights allow
    NEUTRAL = "neutral"  #: names nothing that belongs to a customer
    REFUSAL = "refusal"  #: of a letter that becomes no ticket: this address is for customers only
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Who:
    """What the registry says of an author."""

    standing: Standing
    person: Person | None = None
    company: Company | None = None  #: None for a contact of several customers, where nothing says which one is meant


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows for a letter that opens something new."""

    fate: Fate  #: ticket, held or rejected
    ack: Ack
    disclose: bool  #: whether anything that belongs to a customer may be told, as far as rights allow
    why: str  #: one line for the staff
    flags: frozenset[Flag] = frozenset()

    @property
    def ticket(self) -> bool:
        """Whether a ticket is opened; else the letter waits for a person, or is rejected."""
        return self.fate is Fate.TICKET


def _row(fate: Fate, ack: Ack, disclose: bool, why: str, *flags: Flag) -> Outcome:
    return Outcome(fate, ack, disclose, why, frozenset(flags))


_FORGED = _row(Fate.HELD, Ack.NONE, False, "forged: the address is not the author's; a security item, joins no thread")

#: design.md §5. A proven stranger stands in POLICIES.
TABLE: Mapping[tuple[Standing, Proof], Outcome] = {
    (Standing.CONTACT, Proof.PROVEN): _row(Fate.TICKET, Ack.FULL, True, "known contact, proven"),
    (Standing.CONTACT, Proof.UNPROVEN): _row(
        Fate.TICKET, Ack.NEUTRAL, False, "known contact's address, not proven; nothing is disclosed", Flag.UNPROVEN
    ),
    (Standing.COLLEAGUE, Proof.PROVEN): _row(
        Fate.TICKET, Ack.NEUTRAL, False, "unknown address at a customer's domain, proven", Flag.COLLEAGUE
    ),
    (Standing.COLLEAGUE, Proof.UNPROVEN): _row(
        Fate.HELD, Ack.NONE, False, "unknown address at a customer's domain, not proven", Flag.COLLEAGUE, Flag.UNPROVEN
    ),
    (Standing.STRANGER, Proof.UNPROVEN): _row(
        Fate.HELD, Ack.NONE, False, "stranger, not proven", Flag.STRANGER, Flag.UNPROVEN
    ),
    (Standing.CONTACT, Proof.FORGED): _FORGED,
    (Standing.COLLEAGUE, Proof.FORGED): _FORGED,
    (Standing.STRANGER, Proof.FORGED): _FORGED,
}

#: A stranger, proven, by the `unknown_senders` of the mailbox.
POLICIES: Mapping[Policy, Outcome] = {
    "accept": _row(Fate.TICKET, Ack.NEUTRAL, False, "stranger, proven; this mailbox accepts strangers", Flag.STRANGER),
    "hold": _row(Fate.HELD, Ack.NONE, False, "stranger, proven; this mailbox holds strangers", Flag.STRANGER),
    "refuse": _row(
        Fate.REJECTED, Ack.REFUSAL, False, "stranger, proven; this mailbox refuses strangers", Flag.STRANGER
    ),
}


def stand(address: Address | None, memberships: Sequence[Person], company_of_domain: Company | None) -> Who:
    """Who an author is. `address` None is an unknown identity: a stranger, whatever else was found (T12, T21).

    `memberships`: the people with this address, one per company. Of several that one is meant whose company owns the
    domain of the address; else none, until the thread or a person says which: what one customer is told must not
    reach another. Then `person` is only how the author is called and spoken to.
    """
    if address is None:
        return Who(Standing.STRANGER)
    theirs = [one for one in memberships if str(address) in one.addresses]
    if theirs:
        meant = _meant(theirs, company_of_domain)
        return Who(Standing.CONTACT, meant or theirs[0], meant.company if meant else None)
    if company_of_domain is not None:
        return Who(Standing.COLLEAGUE, None, company_of_domain)
    return Who(Standing.STRANGER)


def _meant(memberships: Sequence[Person], company_of_domain: Company | None) -> Person | None:
    """The only membership, else the one at the company whose domain it is."""
    if len(memberships) == 1:
        return memberships[0]
    return next((one for one in memberships if company_of_domain and one.company.id == company_of_domain.id), None)


def outcome(
    standing: Standing, proof: Proof, identity_known: bool, policy: Policy = "accept", *, at_once: str = ""
) -> Outcome:
    """The row for a letter. An unknown identity counts as stranger, unproven; forged stays forged.

    `at_once`: why it is a ticket at once from anyone not forged ("it reports an outage"); only disclosure waits.
    """
    if not identity_known and proof is not Proof.FORGED:
        standing, proof = Standing.STRANGER, Proof.UNPROVEN
    strange_but_proven = (standing, proof) == (Standing.STRANGER, Proof.PROVEN)
    row = POLICIES[policy] if strange_but_proven else TABLE[standing, proof]
    if at_once and not row.ticket and proof is not Proof.FORGED:
        why = f"{row.why}; a ticket at once, since {at_once}"
        return replace(row, fate=Fate.TICKET, ack=Ack.NONE, why=why)
    return row


def may_answer(category_right: Right | None, person: Person) -> bool:
    """Whether this person may be told about their own ticket of a category, and so may answer for it.

    None needs no right of an author. Nobody else has it by that: see `entitled`.
    """
    return category_right is None or category_right in person.rights


def entitled(company_people: Sequence[Person], right: Right | None) -> list[Person]:
    """Whom of a company one may tell in the author's place (design.md §5).

    Those with the right, else its administrators, else nobody. Nobody has the right that a ticket without a category,
    or in one that names none, asks for: it may be about anything.
    """
    with_right = [person for person in company_people if right in person.rights]
    return with_right or [person for person in company_people if Right.COMPANY_ADMIN in person.rights]
