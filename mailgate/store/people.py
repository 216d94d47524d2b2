"""Look-ups in the registry: companies by domain, people by address, phone and name. Writing is `people_rows`."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, Text, bindparam, func, or_, select

from mailgate.model.person import Company, Person, Right, folded
from mailgate.store.people_history import SqlPeopleHistory
from mailgate.store.people_rows import delete_companies, delete_memberships, parts, write_companies, write_people
from mailgate.store.tables import company, company_domain, membership, person, person_address, person_phone, ticket

_NAMES: BindParameter[Any] = bindparam("names", expanding=True)
_MEMBERS = (
    select(person, membership.c.company_id, membership.c.rights)
    .join(membership, membership.c.person_id == person.c.id)
    .join(company, company.c.id == membership.c.company_id)
    .order_by(company.c.name, person.c.id)
)
_WITH_ADDRESS = select(person_address.c.address, person_address.c.person_id).where(person_address.c.address.in_(_NAMES))
_PEOPLE = _MEMBERS.where(person.c.id.in_(_NAMES))
_MEMBERS_OF = _MEMBERS.where(company.c.id.in_(_NAMES))
_COMPANIES = select(company).where(company.c.id.in_(_NAMES))
_WITH_DOMAIN = select(company_domain.c.domain, company_domain.c.company_id).where(company_domain.c.domain.in_(_NAMES))
_DOMAINS = (
    select(company_domain.c.company_id, company_domain.c.domain)
    .where(company_domain.c.company_id.in_(_NAMES))
    .order_by(company_domain.c.company_id, company_domain.c.position)
)
_ADDRESSES = (
    select(person_address.c.person_id, person_address.c.address)
    .where(person_address.c.person_id.in_(_NAMES))
    .order_by(person_address.c.person_id, person_address.c.position)
)
_NUMBERS = (
    select(person_phone.c.person_id, person_phone.c.number)
    .where(person_phone.c.person_id.in_(_NAMES))
    .order_by(person_phone.c.person_id, person_phone.c.position)
)
_WITH_NUMBER = select(person_phone.c.person_id).where(person_phone.c.number == bindparam("number"))
_TEXT: BindParameter[Any] = bindparam("text", type_=Text())
_NAMED = (
    _MEMBERS.where(or_(person.c.sought.contains(_TEXT, escape="\\"), company.c.sought.contains(_TEXT, escape="\\")))
    .order_by(None)
    .order_by(company.c.id, person.c.id)
    .limit(bindparam("limit"))
)
_NEWEST_TICKETS = (
    select(ticket.c.customer_id, func.max(ticket.c.id).label("newest"))
    .where(ticket.c.customer_id.in_(_NAMES))
    .group_by(ticket.c.customer_id)
)


class SqlPeople(SqlPeopleHistory):
    """`desk.ports.People` in SQL. What was asked once within a unit is answered from that."""

    def __init__(self, connection: Connection, machine_time: Callable[[], float]) -> None:
        super().__init__(connection, machine_time)
        self.forget()

    def forget(self) -> None:
        """Ask the database again: it has gone back, or rows have changed."""
        self._by_address: dict[str, list[Person]] = {}
        self._of_domain: dict[str, int | None] = {}
        self._known: dict[int, Company | None] = {}
        self._members: dict[int, list[Person]] = {}

    def foresee(self, addresses: Collection[str], domains: Collection[str], companies: Collection[int] = ()) -> None:
        """See the port."""
        self._learn_addresses([each for each in addresses if each not in self._by_address])
        self._learn_domains([each for each in domains if each not in self._of_domain])
        self._learn_members([each for each in companies if each not in self._members])

    def by_address(self, address: str) -> list[Person]:
        """See the port."""
        if address not in self._by_address:
            self._learn_addresses([address])
        return self._by_address[address]

    def company_of_domain(self, domain: str) -> Company | None:
        """See the port."""
        if domain not in self._of_domain:
            self._learn_domains([domain])
        found = self._of_domain[domain]
        return self.company(found) if found is not None else None

    def company(self, company_id: int) -> Company | None:
        """See the port."""
        if company_id not in self._known:
            self._learn_companies([company_id])
        return self._known[company_id]

    def members(self, company_id: int) -> list[Person]:
        """See the port."""
        if company_id not in self._members:
            self._learn_members([company_id])
        return self._members[company_id]

    def companies(self) -> list[Company]:
        """See the port."""
        return self._companies(self._connection.execute(select(company).order_by(company.c.id)).all())

    def everybody(self) -> list[Person]:
        """See the port."""
        return self._people(self._connection.execute(_MEMBERS).all())

    def by_phone(self, number: str) -> list[Person]:
        """See the port."""
        owners = [row.person_id for row in self._connection.execute(_WITH_NUMBER, {"number": number})]
        return self._people(self._ask(_PEOPLE, owners))

    def named(self, text: str, limit: int) -> list[Person]:
        """See the port."""
        sought = folded(text)
        if not any(letter.isalnum() for letter in sought):
            return []
        literal = re.sub(r"([%_\\])", r"\\\1", sought)
        return self._people(self._connection.execute(_NAMED, {"text": literal, "limit": limit}).all())

    def save_company(self, value: Company) -> Company:
        """See the port."""
        return self.save_companies([value])[0]

    def save_companies(self, companies: Sequence[Company]) -> list[Company]:
        """See the port."""
        self.forget()
        return write_companies(self._connection, companies)

    def save_person(self, value: Person) -> Person:
        """See the port."""
        return self.save_people([value])[0]

    def save_people(self, people: Sequence[Person]) -> list[Person]:
        """See the port."""
        self.forget()
        return write_people(self._connection, people)

    def remove_membership(self, person_id: int, company_id: int) -> None:
        """See the port."""
        self.remove_memberships([(person_id, company_id)])

    def remove_memberships(self, pairs: Collection[tuple[int, int]]) -> None:
        """See the port."""
        self.forget()
        delete_memberships(self._connection, pairs)

    def remove_companies(self, company_ids: Collection[int]) -> None:
        """See the port."""
        self.forget()
        delete_companies(self._connection, company_ids)

    def tickets_of(self, company_ids: Collection[int]) -> dict[int, int]:
        """See the port."""
        return {row.customer_id: row.newest for row in self._ask(_NEWEST_TICKETS, company_ids)}

    def _learn_addresses(self, addresses: Collection[str]) -> None:
        owners = {row.address: row.person_id for row in self._ask(_WITH_ADDRESS, addresses)}
        found = defaultdict(list)
        for each in self._people(self._ask(_PEOPLE, set(owners.values()))):
            found[each.id].append(each)
        self._by_address.update({each: found[owners[each]] if each in owners else [] for each in addresses})

    def _learn_domains(self, domains: Collection[str]) -> None:
        owners = {row.domain: row.company_id for row in self._ask(_WITH_DOMAIN, domains)}
        self._of_domain.update({each: owners.get(each) for each in domains})
        self._learn_companies(owners.values())

    def _learn_companies(self, ids: Iterable[int]) -> None:
        new = {each for each in ids if each not in self._known}
        self._known.update(dict.fromkeys(new))
        self._known.update({each.id: each for each in self._companies(self._ask(_COMPANIES, new))})

    def _learn_members(self, companies: Collection[int]) -> None:
        self._members.update({each: [] for each in companies})
        for each in self._people(self._ask(_MEMBERS_OF, companies)):
            self._members[each.company.id].append(each)

    def _companies(self, rows: Sequence[Row[Any]]) -> list[Company]:
        domains = self._lists(_DOMAINS, {row.id for row in rows})
        return [_company(row, domains.get(row.id, ())) for row in rows]

    def _people(self, rows: Sequence[Row[Any]]) -> list[Person]:
        ids = {row.id for row in rows}
        addresses, numbers = self._lists(_ADDRESSES, ids), self._lists(_NUMBERS, ids)
        self._learn_companies(row.company_id for row in rows)
        firms = {row.company_id: firm for row in rows if (firm := self._known[row.company_id])}
        return [_person(row, firms[row.company_id], addresses.get(row.id, ()), numbers.get(row.id, ())) for row in rows]

    def _lists(self, query: Select[Any], ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        """The ordered values of each id."""
        found: dict[int, list[str]] = defaultdict(list)
        for row in self._ask(query, ids):
            found[row[0]].append(row[1])
        return {owner: tuple(texts) for owner, texts in found.items()}

    def _ask(self, query: Select[Any], names: Collection[Any]) -> Sequence[Any]:
        found: list[Any] = []
        for part in parts(names):
            found += self._connection.execute(query, {"names": part}).all()
        return found


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


def _person(row: Row[Any], firm: Company, addresses: tuple[str, ...], numbers: tuple[str, ...]) -> Person:
    return Person(
        id=row.id,
        company=firm,
        name=row.name,
        addresses=addresses,
        rights=frozenset(Right(right) for right in row.rights),
        phones=tuple(row.phones),
        numbers=numbers,
        language=row.language,
        salutation=row.salutation,
        prefers_direct_tech=row.prefers_direct_tech,
        specialist=row.specialist,
        vip=row.vip,
    )
