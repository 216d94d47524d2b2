"""Writes the registry's rows, a statement for each table however many there are: 100 000 people are no different.

Rows of a person that are lists (addresses, numbers, domains of a company) are taken out and written anew, all out
before any in, so that they may pass from one to another. What is somebody else's is never taken: that is a Conflict.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, delete, exists, select, text
from sqlalchemy.exc import IntegrityError

from mailgate.model.errors import Conflict
from mailgate.model.person import Company, Person, folded
from mailgate.store.many import Values, insert_all
from mailgate.store.tables import company, company_domain, membership, person, person_address, person_phone

T = TypeVar("T")
_AT_ONCE = 2000  #: values in one IN list; SQLite takes 32 766 at most
_STANDS_AT = text("SELECT seq FROM sqlite_sequence WHERE name = :name")


def parts(values: Collection[T]) -> Iterator[list[T]]:
    """The same in lists that one statement can take."""
    listed = list(values)
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))


def write_companies(connection: Connection, companies: Sequence[Company]) -> list[Company]:
    """Upsert by id. Raises Conflict when a name or domain is another company's."""
    ids = iter(_ids(connection, company, sum(not each.id for each in companies)))
    saved = [each if each.id else replace(each, id=next(ids)) for each in companies]
    domains = [
        {"domain": domain, "company_id": each.id, "position": position}
        for each in saved
        for position, domain in enumerate(each.domains)
    ]
    with _nobody_elses("a name or domain of these companies is another's; nothing was changed, try again"):
        insert_all(connection, company, [_company_row(each) for each in saved], over=("id",))
        _delete(connection, company_domain.c.company_id, {each.id for each in saved})
        insert_all(connection, company_domain, domains)
    return saved


def write_people(connection: Connection, people: Sequence[Person]) -> list[Person]:
    """Upsert persons by id and memberships. Raises Conflict when an address is another person's."""
    saved = _numbered(connection, people)
    persons = {each.id: each for each in saved}
    addresses = [
        {"address": address, "person_id": each.id, "position": position}
        for each in persons.values()
        for position, address in enumerate(each.addresses)
    ]
    numbers = [
        {"number": number, "person_id": each.id, "position": position}
        for each in persons.values()
        for position, number in enumerate(each.numbers)
    ]
    members = {(each.id, each.company.id): _membership_row(each) for each in saved}
    with _nobody_elses("an address of these people is another's; nothing was changed, try again"):
        insert_all(connection, person, [_person_row(each) for each in persons.values()], over=("id",))
        _delete(connection, person_address.c.person_id, persons)
        _delete(connection, person_phone.c.person_id, persons)
        insert_all(connection, person_address, addresses)
        insert_all(connection, person_phone, numbers)
        insert_all(connection, membership, list(members.values()), over=("person_id", "company_id"))
    return saved


def delete_memberships(connection: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """End memberships, and remove who has none left."""
    by_company: dict[int, list[int]] = {}
    for person_id, company_id in pairs:
        by_company.setdefault(company_id, []).append(person_id)
    for company_id, person_ids in by_company.items():
        _delete(connection, membership.c.person_id, person_ids, membership.c.company_id == company_id)
    for some in parts({person_id for person_id, _ in pairs}):
        staying = select(membership.c.person_id).where(membership.c.person_id.in_(some))
        gone = set(some) - set(connection.execute(staying).scalars())
        for column in (person_address.c.person_id, person_phone.c.person_id, person.c.id):
            _delete(connection, column, gone)


def delete_companies(connection: Connection, company_ids: Collection[int]) -> None:
    """Remove companies without members, and their domains."""
    _delete(connection, company_domain.c.company_id, company_ids)
    _delete(connection, company.c.id, company_ids, ~exists().where(membership.c.company_id == company.c.id))


def _delete(connection: Connection, column: Column[Any], values: Collection[int], *more: Any) -> None:
    for some in parts(values):
        connection.execute(delete(column.table).where(column.in_(some), *more))


def _numbered(connection: Connection, people: Sequence[Person]) -> list[Person]:
    """With ids: new ones with one first address are one person."""
    new = dict.fromkeys(each.address for each in people if not each.id)
    ids = dict(zip(new, _ids(connection, person, len(new)), strict=True))
    return [each if each.id else replace(each, id=ids[each.address]) for each in people]


def _ids(connection: Connection, table: Table, count: int) -> list[int]:
    """Ids that nobody else gets. SQLite's writer is alone and counts on; PostgreSQL's sequence gives them."""
    if not count:
        return []
    if connection.dialect.name == "postgresql":
        query = f"SELECT nextval(pg_get_serial_sequence('{table.name}', 'id')) FROM generate_series(1, :count)"
        return list(connection.execute(text(query), {"count": count}).scalars())
    last = connection.execute(_STANDS_AT, {"name": table.name}).scalar() or 0
    return list(range(last + 1, last + 1 + count))


@contextmanager
def _nobody_elses(sentence: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError as cause:
        raise Conflict(sentence) from cause


def _company_row(value: Company) -> Values:
    return {
        "id": value.id,
        "name": value.name,
        "sla": value.sla,
        "oncall": value.oncall,
        "verify_clock": value.verify_clock,
        "notes": value.notes,
        "assets": list(value.assets),
        "sought": folded(value.name),
    }


def _person_row(value: Person) -> Values:
    return {
        "id": value.id,
        "name": value.name,
        "phones": list(value.phones),
        "language": value.language,
        "salutation": value.salutation,
        "prefers_direct_tech": value.prefers_direct_tech,
        "specialist": value.specialist,
        "vip": value.vip,
        "sought": folded(value.name),
    }


def _membership_row(value: Person) -> Values:
    return {"person_id": value.id, "company_id": value.company.id, "rights": sorted(value.rights)}
