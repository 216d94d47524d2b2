"""Which pending letters a worker may claim now: `ids = claimable(connection, 32, now)`.

What a letter waits for stands in `model.arrival`; here are its rows. PostgreSQL locks what is looked at and skips what
others look at (SKIP LOCKED): a letter that was skipped is pending and in nobody's hands here, so it is waited for.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, or_, select

from mailgate.model.arrival import Marks, Pending, in_turn
from mailgate.store.tables import letter

_PAGE, _MOST_PAGES = 64, 16  #: letters that a claim looks at
_NAMES: BindParameter[Any] = bindparam("names", expanding=True)
_PENDING = select(
    *(letter.c[name] for name in ("id", "size", "tries", "lease_until")),
    *(letter.c[name] for name in ("own_mark", "sender_mark", "parent_marks", "waits_until")),
).where(letter.c.fate.is_(None))
_FREE = (
    _PENDING.where(letter.c.id > bindparam("after"))
    .where(or_(letter.c.lease_until.is_(None), letter.c.lease_until <= bindparam("now")))
    .order_by(letter.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_FRESH, _TRIED = _FREE.where(letter.c.tries == 0), _FREE.where(letter.c.tries > 0)
_WITH_OWN = _PENDING.where(letter.c.own_mark.in_(_NAMES))
_WITH_SENDER = _PENDING.where(letter.c.sender_mark.in_(_NAMES), letter.c.id < bindparam("below"))


def claimable(connection: Connection, limit: int, now: float) -> list[int]:
    """Ids in the order in which they are to be decided: fresh letters, else one that was tried before."""
    return _first_in_turn(connection, _FRESH, limit, now) or _first_in_turn(connection, _TRIED, 1, now)


def _first_in_turn(connection: Connection, free: Any, limit: int, now: float) -> list[int]:
    """Looks at one page after the other until there is a letter that need not wait."""
    last = 0
    for _ in range(_MOST_PAGES):
        rows = connection.execute(free, {"now": now, "after": last, "most": _PAGE})
        page = [_pending(row) for row in rows]
        ids = in_turn(page, _waited_for(connection, page), now, limit)
        if ids or len(page) < _PAGE:
            return ids
        last = page[-1].id
    return []


def _waited_for(connection: Connection, page: Sequence[Pending]) -> list[Pending]:
    """Pending letters outside of the page with a name for which one in it might wait."""
    parents = {parent for each in page for parent in each.marks.parents}
    senders = {each.marks.sender for each in page} - {""}
    found: dict[int, Pending] = {}
    for query, names in ((_WITH_OWN, parents), (_WITH_SENDER, senders)):
        if names:
            rows = connection.execute(query, {"names": list(names), "below": page[-1].id})
            found.update({row.id: _pending(row) for row in rows})
    inside = {each.id for each in page}
    return [each for each in found.values() if each.id not in inside]


def _pending(row: Row[Any]) -> Pending:
    marks = Marks(row.own_mark or "", row.sender_mark or "", tuple(row.parent_marks or ()))
    return Pending(row.id, row.size, row.tries, marks, row.waits_until or 0.0, row.lease_until)
