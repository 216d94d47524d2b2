"""Add one person to a company: `register(work, company, "eva@kos.example", "Eva Malá", rights, by=…, why=…)`.

For a single colleague; whole files come by `desk.enrol`. Never takes an address from anybody: one that is somebody's
already becomes a further membership of that person, with rights of its own (design.md §5).
"""

from collections.abc import Collection
from dataclasses import replace

from mailgate.desk.house import Work
from mailgate.desk.rewrite import REGISTRY, rights_change
from mailgate.model.address import Address
from mailgate.model.errors import NotAllowed
from mailgate.model.person import Company, Person, Right


def register(
    work: Work, company: Company, address: str, name: str, rights: Collection[Right], *, by: str, why: str
) -> Person:
    """The new member of `company`, with the line in the history of rights (S3-4). `by` and `why` are for people.

    Name, phones and language of somebody who is known elsewhere stay as they are. Raises NotAllowed for what is no
    canonical address, for an address of ours and for a member.
    """
    canonical = Address.read(address)
    if canonical is None or "." not in canonical.domain:
        raise NotAllowed(f"{address[:80]!r} is not one mail address like name@example.org")
    if work.desk.is_ours(canonical) or work.desk.staff_member(str(canonical)):
        raise NotAllowed(f"{canonical} is an address of ours and cannot be a customer's")
    work.unit.serialise(REGISTRY)
    known = work.unit.people.by_address(str(canonical))
    if any(person.company.id == company.id for person in known):
        raise NotAllowed(f"{canonical} is already registered at {company.name}")
    blank = replace(known[0], company=company) if known else Person(0, company, _one_line(name), (str(canonical),))
    saved = work.unit.people.save_person(replace(blank, rights=frozenset(rights)))
    work.unit.people.add_rights_changes([rights_change(work, None, saved, by=by, why=why)])
    return saved


def _one_line(name: str) -> str:
    """A name as a registry file may have it: it may come from a stranger's letter."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
