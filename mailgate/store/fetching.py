"""What was fetched from IMAP accounts: leases, cursors, and a row for each letter at its place on the server."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, update

from mailgate.model.errors import Conflict
from mailgate.model.fetching import AccountState, Cursor, Fetched, FetchState, Lease, Place
from mailgate.store.rows import Rows
from mailgate.store.tables import imap_account, imap_cursor, imap_letter

_KEY = ("account", "mailbox", "validity", "uid")


class SqlFetching(Rows):
    """`desk.ports.Fetching` in SQL."""

    def claim(self, account: str, holder: str, seconds: float, *, over: str = "") -> Lease | None:
        """See the port. One UPDATE decides, so of two who claim at once one gets the row."""
        now = self._machine_time()
        self._insert_new(imap_account, {"account": account})
        ended = or_(imap_account.c.lease_until.is_(None), imap_account.c.lease_until <= now)
        free = or_(ended, imap_account.c.holder == over) if over else ended
        claimed = (
            update(imap_account)
            .where(imap_account.c.account == account, free)
            .values(holder=holder, lease_until=now + seconds, fence=imap_account.c.fence + 1)
            .returning(imap_account.c.fence)
        )
        fence = self._connection.execute(claimed).scalar()
        return Lease(account, holder, fence) if fence is not None else None

    def prolong(self, lease: Lease, seconds: float) -> None:
        """See the port."""
        until = self._machine_time() + seconds
        done = self._connection.execute(update(imap_account).where(_mine(lease)).values(lease_until=until))
        if done.rowcount != 1:
            raise Conflict(f"the account {lease.account} was taken over by somebody else")

    def let_go(self, lease: Lease) -> None:
        """See the port."""
        self._connection.execute(update(imap_account).where(_mine(lease)).values(lease_until=None, holder=""))

    def state(self, account: str) -> AccountState:
        """See the port."""
        row = self._connection.execute(select(imap_account).where(imap_account.c.account == account)).first()
        return _state(row) if row else AccountState(account)

    def put_state(self, state: AccountState) -> None:
        """See the port."""
        values = asdict(state)
        del values["holder"]
        self._upsert(imap_account, {"account": values.pop("account")}, values)

    def cursor(self, account: str, mailbox: str) -> Cursor | None:
        """See the port."""
        query = select(imap_cursor).where(imap_cursor.c.account == account, imap_cursor.c.mailbox == mailbox)
        row = self._connection.execute(query).first()
        return Cursor(**row._mapping) if row else None  # columns and fields have the same names

    def put_cursor(self, cursor: Cursor) -> None:
        """See the port."""
        values = asdict(cursor)
        self._upsert(imap_cursor, {name: values.pop(name) for name in ("account", "mailbox")}, values)

    def retire(self, account: str, mailbox: str, validity: int, generation: int) -> None:
        """See the port."""
        self._connection.execute(
            update(imap_letter).where(*_of(account, mailbox, validity)).values(validity=-generation)
        )

    def put(self, fetched: Fetched) -> None:
        """See the port."""
        values = asdict(fetched)
        self._upsert(imap_letter, values.pop("place"), values)

    def at(self, place: Place) -> Fetched | None:
        """See the port."""
        query = select(imap_letter).where(*(imap_letter.c[name] == getattr(place, name) for name in _KEY))
        row = self._connection.execute(query).first()
        return _fetched(row) if row else None

    def at_all(self, account: str, mailbox: str, validity: int) -> dict[int, Fetched]:
        """See the port."""
        query = select(imap_letter).where(*_of(account, mailbox, validity))
        return {row.uid: _fetched(row) for row in self._connection.execute(query)}

    def same_bytes(self, place: Place, digest: str) -> Fetched | None:
        """See the port."""
        query = select(imap_letter).where(
            imap_letter.c.digest == digest,
            imap_letter.c.account == place.account,
            imap_letter.c.mailbox == place.mailbox,
            imap_letter.c.validity != place.validity,
            imap_letter.c.letter_id.is_not(None),
        )
        row = self._connection.execute(query.order_by(imap_letter.c.letter_id).limit(1)).first()
        return _fetched(row) if row else None

    def in_state(self, account: str, mailbox: str, validity: int, state: FetchState, limit: int) -> list[Fetched]:
        """See the port."""
        query: Select[Any] = select(imap_letter).where(
            *_of(account, mailbox, validity), imap_letter.c.became == str(state)
        )
        return [_fetched(row) for row in self._connection.execute(query.order_by(imap_letter.c.uid).limit(limit))]

    def count(self, account: str, state: FetchState) -> int:
        """See the port."""
        query = select(func.count()).where(imap_letter.c.account == account, imap_letter.c.became == str(state))
        return int(self._connection.execute(query.where(imap_letter.c.validity >= 0)).scalar_one())


def _mine(lease: Lease) -> ColumnElement[bool]:
    return and_(imap_account.c.account == lease.account, imap_account.c.fence == lease.fence)


def _of(account: str, mailbox: str, validity: int) -> tuple[ColumnElement[bool], ...]:
    return (
        imap_letter.c.account == account,
        imap_letter.c.mailbox == mailbox,
        imap_letter.c.validity == validity,
    )


def _state(row: Row[Any]) -> AccountState:
    return AccountState(
        row.account,
        row.holder,
        row.last_fetch,
        row.reconciled,
        row.report,
        row.trouble,
        row.trouble_since,
        row.token_until,
    )


def _fetched(row: Row[Any]) -> Fetched:
    place = Place(row.account, row.mailbox, row.validity, row.uid)
    return Fetched(place, FetchState(row.became), row.stamp, row.letter_id, row.digest, row.tries)
