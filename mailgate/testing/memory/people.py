"""`desk.ports.People` in memory."""

from collections.abc import Callable, Collection
from dataclasses import replace

from mailgate.model.person import Company, Person
from mailgate.testing.memory.shelves import Shelves


class MemoryPeople:
    """Companies, people and memberships over one state. Rights are the membership's; all else is the person's."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def foresee(self, addresses: Collection[str], domains: Collection[str], companies: Collection[int] = ()) -> None:
        """Nothing to fetch."""

    def by_address(self, address: str) -> list[Person]:
        return self._memberships(lambda person: address in person.addresses)

    def company_of_domain(self, domain: str) -> Company | None:
        return next((row for row in self.companies() if domain in row.domains), None)

    def company(self, company_id: int) -> Company | None:
        return self._shelves.companies.get(company_id)

    def members(self, company_id: int) -> list[Person]:
        return self._memberships(lambda person: person.company.id == company_id)

    def companies(self) -> list[Company]:
        return sorted(self._shelves.companies.values(), key=lambda row: row.id)

    def everybody(self) -> list[Person]:
        return self._memberships(lambda person: True)

    def save_company(self, company: Company) -> Company:
        kept = replace(company, id=company.id or self._shelves.number("company"))
        self._shelves.companies[kept.id] = kept
        return kept

    def save_person(self, person: Person) -> Person:
        kept = replace(person, id=person.id or self._shelves.number("person"))
        self._shelves.people[kept.id] = kept
        self._shelves.memberships[kept.id, kept.company.id] = kept.rights
        return kept

    def remove_membership(self, person_id: int, company_id: int) -> None:
        self._shelves.memberships.pop((person_id, company_id), None)
        if not any(member == person_id for member, _ in self._shelves.memberships):
            self._shelves.people.pop(person_id, None)

    def _memberships(self, fits: Callable[[Person], bool]) -> list[Person]:
        everybody = (
            replace(self._shelves.people[person_id], company=self._shelves.companies[company_id], rights=rights)
            for (person_id, company_id), rights in sorted(self._shelves.memberships.items(), key=lambda item: item[0])
        )
        return [person for person in everybody if fits(person)]
