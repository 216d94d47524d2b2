"""Writes a change to the registry with its lines in the history of rights; whoever changes rights does it here.

`carry_out(work, before, change)` writes the rows and gives them back with their ids, `note(work, before, done, …)` adds
the history. They are two, because an import's number stands in its lines, and its record needs the ids.
"""

from collections.abc import Iterator
from dataclasses import replace

from mailgate.desk.house import Work
from mailgate.model.address import Address
from mailgate.model.errors import UnknownThing
from mailgate.model.person import Company, Person, RightsChange, folded
from mailgate.registry.people_undo import Change, Registry

REGISTRY = "registry"  #: what writers of the registry take turns by (`Unit.serialise`)


def registry_now(work: Work) -> Registry:
    """Everybody. Whoever goes on to write takes turns by REGISTRY first."""
    return Registry.of(work.unit.people.companies(), work.unit.people.everybody())


def carry_out(work: Work, change: Change) -> Change:
    """Write it; the same with ids. People that are new at new companies find theirs by name."""
    people = work.unit.people
    people.remove_memberships([(each.id, each.company.id) for each in change.ended])
    people.remove_companies([each.id for each in change.removed_companies])
    companies = people.save_companies(change.companies)
    new: dict[str, Company] = {each.name: each for each in companies}
    placed = [replace(each, company=new.get(each.company.name, each.company)) for each in change.people]
    return replace(change, companies=tuple(companies), people=tuple(people.save_people(placed)))


def note(work: Work, before: Registry, done: Change, *, by: str, why: str) -> None:
    """Add a line to the history for each membership that began, ended or has other rights."""
    work.unit.people.add_rights_changes(list(_lines(work, before, done, by, why)))


def _lines(work: Work, before: Registry, done: Change, by: str, why: str) -> Iterator[RightsChange]:
    for person in done.ended:
        yield rights_change(work, person, None, by=by, why=why)
    for person in done.people:
        was = before.members.get((person.id, person.company.id))
        if was is None or was.rights != person.rights:
            yield rights_change(work, was, person, by=by, why=why)


def rights_change(work: Work, before: Person | None, after: Person | None, *, by: str, why: str) -> RightsChange:
    """The line for a membership that was `before` and is `after`; None is no membership."""
    person = after or before
    assert person is not None
    return RightsChange(
        at=work.now,
        by=by,
        why=why,
        address=person.address,
        name=person.name,
        company_id=person.company.id,
        company=person.company.name,
        before=before.rights if before else None,
        after=after.rights if after else None,
    )


def history_of_rights(work: Work, limit: int, *, company: str = "", address: str = "") -> list[RightsChange]:
    """The newest lines, of a company by its name and of a person by address. Raises UnknownThing, BadAddress."""
    canonical = str(Address.parse(address)) if address else ""
    wanted = folded(company)
    companies = [each for each in work.unit.people.companies() if folded(each.name) == wanted] if company else []
    if company and not companies:
        raise UnknownThing(f"there is no company {company!r}; mailgate registry find {company!r} looks for parts of it")
    company_id = companies[0].id if companies else None
    return work.unit.people.rights_changes(limit, company_id=company_id, address=canonical)
