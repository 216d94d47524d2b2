"""What ties colleagues to a ticket, in one statement: each branch walks one index of which the rows have a worker.

How much is read grows with what is open with these people, with this customer, and with what was closed lately in the
category or of the customer; never with all that was ever kept.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, literal, select, union_all

from mailgate.model.ticket import Ticket
from mailgate.model.ties import Ties
from mailgate.store.tables import CLOSED_BY, WORKED_ON, ticket

_WORKERS: BindParameter[Any] = bindparam("workers", expanding=True)
_OTHERS = and_(ticket.c.worker.in_(_WORKERS), ticket.c.id != bindparam("id"))


def _branch(name: str, number: ColumnElement[Any], *where: ColumnElement[bool]) -> Select[Any]:
    rows = select(ticket.c.worker, literal(name).label("tie"), number.label("number"))
    return rows.where(*where, _OTHERS).group_by(ticket.c.worker)


_CUSTOMER = ticket.c.customer_id == bindparam("customer_id")
_CATEGORY = ticket.c.category == bindparam("category")
_LATELY = and_(CLOSED_BY, ticket.c.closed_at >= bindparam("since"))
_COUNT, _NEWEST = func.count(), func.max(ticket.c.id)
_OPEN = and_(WORKED_ON)
_LOAD = _branch("open", _COUNT, _OPEN)
_REQUESTER = _branch("with_requester", _NEWEST, _OPEN, ticket.c.requester == bindparam("requester"))
_WITH_CUSTOMER = _branch("with_customer", _NEWEST, _OPEN, _CUSTOMER)
_IN_CATEGORY = _branch("solved", _COUNT, _LATELY, _CATEGORY)
_FOR_CUSTOMER = _branch("solved", _COUNT, _LATELY, _CUSTOMER)
_ELSE_FOR_CUSTOMER = _branch("solved", _COUNT, _LATELY, _CUSTOMER, ticket.c.category != bindparam("category"))


def statement(of: Ticket) -> Any:
    """Rows of (worker, name of a field of Ties, number). What the ticket has no word for is not asked."""
    return _statement(bool(of.requester), of.customer_id is not None, bool(of.category))


@cache
def _statement(requester: bool, customer: bool, category: bool) -> Any:
    branches = [_LOAD]
    branches += [_REQUESTER] if requester else []
    branches += [_WITH_CUSTOMER, _ELSE_FOR_CUSTOMER if category else _FOR_CUSTOMER] if customer else []
    branches += [_IN_CATEGORY] if category else []
    return union_all(*branches)


def asked(of: Ticket, workers: Collection[str], since: datetime) -> dict[str, Any]:
    """The parameters of it."""
    named = {"id": of.id, "requester": of.requester, "customer_id": of.customer_id, "category": of.category}
    return named | {"workers": sorted(workers), "since": since}


def read(rows: Any, workers: Collection[str]) -> dict[str, Ties]:
    """What was found, for each of them."""
    found = {worker: Ties() for worker in workers}
    for worker, tie, number in rows:
        found[worker] = replace(found[worker], **{tie: getattr(found[worker], tie) + number})
    return found
