"""The registry's rows: companies, their domains, people, their addresses, memberships with rights."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from mailgate.model.person import Company, Person, Right
from mailgate.store.rows import Rows
from mailgate.store.tables import company, company_domain, membership, person, person_address


class SqlPeople(Rows):
    """`desk.ports.People` in SQL."""

    def __init__(self, connection: Connection, machine_time: Callable[[], float]) -> None:
        super().__init__(connection, machine_time)
        # One letter asks for its author several times within a transaction.
        self._asked: dict[str, list[Person]] = {}

    def by_address(self, address: str) -> list[Person]:
        """See the port."""
        if address not in self._asked:
            self._asked[address] = self._by_address(address)
        return self._asked[address]

    def _by_address(self, address: str) -> list[Person]:
        found = select(person_address.c.person_id).where(person_address.c.address == address).scalar_subquery()
        return self._people(_members().where(person.c.id == found))

    def company_of_domain(self, domain: str) -> Company | None:
        """See the port."""
        found = self._connection.execute(
            select(company_domain.c.company_id).where(company_domain.c.domain == domain)
        ).scalar()
        return self.company(found) if found is not None else None

    def company(self, company_id: int) -> Company | None:
        """See the port."""
        return next(iter(self._companies(select(company).where(company.c.id == company_id))), None)

    def members(self, company_id: int) -> list[Person]:
        """See the port."""
        return self._people(_members().where(company.c.id == company_id))

    def companies(self) -> list[Company]:
        """See the port."""
        return self._companies(select(company).order_by(company.c.id))

    def everybody(self) -> list[Person]:
        """See the port."""
        return self._people(_members())

    def save_company(self, value: Company) -> Company:
        """See the port."""
        row = {
            "name": value.name,
            "sla": value.sla,
            "oncall": value.oncall,
            "verify_clock": value.verify_clock,
            "notes": value.notes,
            "assets": list(value.assets),
        }
        saved = replace(value, id=self._save(company, value.id, row))
        self._connection.execute(delete(company_domain).where(company_domain.c.company_id == saved.id))
        for position, domain in enumerate(saved.domains):
            self._upsert(company_domain, {"domain": domain}, {"company_id": saved.id, "position": position})
        return saved

    def save_person(self, value: Person) -> Person:
        """See the port."""
        row = {
            "name": value.name,
            "phones": list(value.phones),
            "language": value.language,
            "salutation": value.salutation,
            "prefers_direct_tech": value.prefers_direct_tech,
            "specialist": value.specialist,
        }
        saved = replace(value, id=self._save(person, value.id, row))
        self._connection.execute(delete(person_address).where(person_address.c.person_id == saved.id))
        for position, address in enumerate(saved.addresses):
            self._upsert(person_address, {"address": address}, {"person_id": saved.id, "position": position})
        key = {"person_id": saved.id, "company_id": saved.company.id}
        self._upsert(membership, key, {"rights": sorted(saved.rights)})
        return saved

    def remove_membership(self, person_id: int, company_id: int) -> None:
        """See the port."""
        self._asked.clear()
        mine = membership.c.person_id == person_id
        self._connection.execute(delete(membership).where(mine, membership.c.company_id == company_id))
        left = self._connection.execute(select(func.count()).select_from(membership).where(mine)).scalar_one()
        if not left:
            self._connection.execute(delete(person_address).where(person_address.c.person_id == person_id))
            self._connection.execute(delete(person).where(person.c.id == person_id))

    def _save(self, table: Any, row_id: int, values: dict[str, Any]) -> int:
        self._asked.clear()
        if not row_id:
            return self._insert(table, values)
        self._connection.execute(update(table).where(table.c.id == row_id).values(**values))
        return row_id

    def _companies(self, query: Select[Any]) -> list[Company]:
        rows = self._connection.execute(query).all()
        domains = self._lists(company_domain.c.company_id, company_domain.c.domain, {row.id for row in rows})
        return [_company(row, domains.get(row.id, ())) for row in rows]

    def _people(self, query: Select[Any]) -> list[Person]:
        rows = self._connection.execute(query.order_by(company.c.name, person.c.id)).all()
        addresses = self._lists(person_address.c.person_id, person_address.c.address, {row.id for row in rows})
        companies = {firm.id: firm for firm in self._firms({row.company_id for row in rows})}
        return [_person(row, companies[row.company_id], addresses.get(row.id, ())) for row in rows]

    def _firms(self, ids: Iterable[int]) -> list[Company]:
        return self._companies(select(company).where(company.c.id.in_(list(ids))))

    def _lists(self, key: Any, value: Any, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The ordered values of each id."""
        query = select(key, value).where(key.in_(list(ids))).order_by(key, key.table.c.position)
        found: dict[int, tuple[str, ...]] = {}
        for owner, text in self._connection.execute(query):
            found[owner] = (*found.get(owner, ()), text)
        return found


def _members() -> Select[Any]:
    return (
        select(person, membership.c.company_id, membership.c.rights)
        .join(membership, membership.c.person_id == person.c.id)
        .join(company, company.c.id == membership.c.company_id)
    )


def _company(row: Row[Any], domains: tuple[str, ...]) -> Company:
    return Company(
        id=row.id,
        name=row.name,
        domains=domains,
        sla=row.sla,
        oncall=row.oncall,
        verify_clock=row.verify_clock,
        notes=row.notes,
        assets=tuple(row.assets),
    )


def _person(row: Row[Any], firm: Company, addresses: tuple[str, ...]) -> Person:
    return Person(
        id=row.id,
        company=firm,
        name=row.name,
        addresses=addresses,
        rights=frozenset(Right(right) for right in row.rights),
        phones=tuple(row.phones),
        language=row.language,
        salutation=row.salutation,
        prefers_direct_tech=row.prefers_direct_tech,
        specialist=row.specialist,
    )
