"""`desk.ports.People` in memory."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from mailgate.model.errors import Conflict
from mailgate.model.person import Company, Person, RegistryImport, RightsChange, folded
from mailgate.testing.memory.shelves import Shelves, as_kept


class MemoryPeople:
    """Companies, people and memberships over one state. Rights are the membership's; all else is the person's.

    Every letter asks for an address and a domain, so these are indexed, anew with each change; all else walks the rows.
    """

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def foresee(self, addresses: Collection[str], domains: Collection[str], companies: Collection[int] = ()) -> None:
        """Nothing to fetch."""

    def by_address(self, address: str) -> list[Person]:
        return [self._member(key) for key in self._shelves.addresses.get(address, ())]

    def by_phone(self, number: str) -> list[Person]:
        return self._memberships(lambda person: number in person.numbers)

    def named(self, text: str, limit: int) -> list[Person]:
        sought = folded(text)
        if not any(letter.isalnum() for letter in sought):
            return []
        found = self._memberships(lambda each: sought in folded(each.name) or sought in folded(each.company.name))
        return sorted(found, key=lambda each: (each.company.id, each.id))[:limit]

    def company_of_domain(self, domain: str) -> Company | None:
        return self.company(self._shelves.domains.get(domain, 0))

    def company(self, company_id: int) -> Company | None:
        return self._shelves.companies.get(company_id)

    def members(self, company_id: int) -> list[Person]:
        return [self._member(key) for key in sorted(self._shelves.memberships) if key[1] == company_id]

    def companies(self) -> list[Company]:
        return sorted(self._shelves.companies.values(), key=lambda row: row.id)

    def everybody(self) -> list[Person]:
        return self._memberships(lambda person: True)

    def save_company(self, company: Company) -> Company:
        return self.save_companies([company])[0]

    def save_companies(self, companies: Sequence[Company]) -> list[Company]:
        kept = [each if each.id else replace(each, id=self._shelves.number("company")) for each in companies]
        self._shelves.companies.update({each.id: each for each in kept})
        every = self._shelves.companies.values()
        names = [name for each in every for name in ((each.name, ""), *((domain, "@") for domain in each.domains))]
        if len(names) != len(set(names)):
            raise Conflict("a name or domain of these companies is another's; nothing was changed, try again")
        self._index_domains()
        return kept

    def save_person(self, person: Person) -> Person:
        return self.save_people([person])[0]

    def save_people(self, people: Sequence[Person]) -> list[Person]:
        new = dict.fromkeys(each.address for each in people if not each.id)
        ids = {address: self._shelves.number("person") for address in new}
        kept = [each if each.id else replace(each, id=ids[each.address]) for each in people]
        self._shelves.people.update({each.id: each for each in kept})
        self._shelves.memberships.update({(each.id, each.company.id): each.rights for each in kept})
        addresses = [address for each in self._shelves.people.values() for address in each.addresses]
        if len(addresses) != len(set(addresses)):
            raise Conflict("an address of these people is another's; nothing was changed, try again")
        self._index_addresses()
        return kept

    def remove_membership(self, person_id: int, company_id: int) -> None:
        self.remove_memberships([(person_id, company_id)])

    def remove_memberships(self, pairs: Collection[tuple[int, int]]) -> None:
        for pair in pairs:
            self._shelves.memberships.pop(pair, None)
        staying = {member for member, _ in self._shelves.memberships}
        for person_id, _ in pairs:
            if person_id not in staying:
                self._shelves.people.pop(person_id, None)
        self._index_addresses()

    def remove_companies(self, company_ids: Collection[int]) -> None:
        members = {company_id for _, company_id in self._shelves.memberships}
        for company_id in set(company_ids) - members:
            self._shelves.companies.pop(company_id, None)
        self._index_domains()

    def tickets_of(self, company_ids: Collection[int]) -> dict[int, int]:
        rows = sorted(self._shelves.tickets.values(), key=lambda row: row.id)
        return {row.customer_id: row.id for row in rows if row.customer_id in company_ids and row.customer_id}

    def add_rights_changes(self, changes: Sequence[RightsChange]) -> None:
        for each in changes:
            number = self._shelves.number("rights_change")
            self._shelves.rights_changes[number] = as_kept(replace(each, id=number))

    def rights_changes(self, limit: int, *, company_id: int | None = None, address: str = "") -> list[RightsChange]:
        found = [
            row
            for _, row in sorted(self._shelves.rights_changes.items(), reverse=True)
            if company_id in (None, row.company_id) and address in ("", row.address)
        ]
        return found[:limit]

    def add_import(self, done: RegistryImport) -> RegistryImport:
        dropped = {number: replace(row, undo=None) for number, row in self._shelves.imports.items()}
        kept = as_kept(replace(done, id=self._shelves.number("registry_import")))
        self._shelves.imports.update(dropped | {kept.id: kept})
        return kept

    def last_import(self) -> RegistryImport | None:
        return self._shelves.imports[max(self._shelves.imports)] if self._shelves.imports else None

    def end_import(self, import_id: int, undone_at: datetime) -> None:
        row = self._shelves.imports[import_id]
        self._shelves.imports[import_id] = as_kept(replace(row, undo=None, undone_at=undone_at))

    def _memberships(self, fits: Callable[[Person], bool]) -> list[Person]:
        everybody = (self._member(key) for key in sorted(self._shelves.memberships))
        return [person for person in everybody if fits(person)]

    def _member(self, key: tuple[int, int]) -> Person:
        person_id, company_id = key
        rights = self._shelves.memberships[key]
        return replace(self._shelves.people[person_id], company=self._shelves.companies[company_id], rights=rights)

    def _index_addresses(self) -> None:
        found: dict[str, list[tuple[int, int]]] = {}
        for key in sorted(self._shelves.memberships):
            for address in self._shelves.people[key[0]].addresses:
                found.setdefault(address, []).append(key)
        self._shelves.addresses = {address: tuple(keys) for address, keys in found.items()}

    def _index_domains(self) -> None:
        self._shelves.domains = {name: row.id for row in self.companies() for name in row.domains}
