"""The ledger of letters, their raw bytes, and the Message-IDs that lead to tickets."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import Row, and_, func, or_, select, update

from mailgate.desk.ports import Ledger
from mailgate.model.errors import Conflict, UnknownThing
from mailgate.model.letter import Envelope, Fate, KeptLetter, WayIn
from mailgate.store.rows import Rows
from mailgate.store.tables import blob, letter, message_ref

_LONGEST_ID = 900  #: octets; longer Message-IDs are nobody's, and no index takes them


class SqlLetters(Rows):
    """`desk.ports.Letters` in SQL."""

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See the port."""
        of_key = select(letter).where(letter.c.form_key == envelope.key)
        if envelope.key and (earlier := self._connection.execute(of_key).first()):
            return _letter(earlier), False  # before its bytes, which would be nobody's
        digest = hashlib.sha256(raw).hexdigest()
        self._insert_new(blob, {"digest": digest, "size": len(raw), "bytes": raw})
        values = {"digest": digest, "size": len(raw), **_of_envelope(envelope)}
        if not envelope.key:
            return KeptLetter(self._insert(letter, values), envelope, digest, len(raw)), True
        fresh = self._insert_new(letter, values)
        return _letter(self._connection.execute(of_key).one()), fresh

    def claim(self, limit: int, lease_seconds: float) -> list[KeptLetter]:
        """See the port. SKIP LOCKED on PostgreSQL; on SQLite the write lock does it."""
        now = self._machine_time()
        free = select(letter.c.id, letter.c.tries).where(letter.c.fate.is_(None), _unleased(now))
        free = free.order_by(letter.c.id).limit(limit)
        found = self._connection.execute(free.with_for_update(skip_locked=True) if self._on_postgresql else free).all()
        fresh = list(takewhile(lambda row: row.tries == 0, found))
        ids = [row.id for row in fresh or found[:1]]
        if not ids:
            return []
        claimed = (
            update(letter)
            .where(letter.c.id.in_(ids))
            .values(tries=letter.c.tries + 1, fence=letter.c.fence + 1, lease_until=now + lease_seconds)
            .returning(*letter.c)
        )
        return sorted((_letter(row) for row in self._connection.execute(claimed)), key=lambda kept: kept.id)

    def settle(self, kept: KeptLetter) -> None:
        """See the port."""
        done = self._connection.execute(
            update(letter)
            .where(letter.c.id == kept.id, letter.c.fence == kept.fence, letter.c.fate.is_(None))
            .values(
                fate=kept.fate,
                reason=kept.reason,
                ticket_id=kept.ticket_id,
                author=kept.author[:320],
                subject=kept.subject,
                decision=dict(kept.decision),
                lease_until=None,
            )
        )
        if done.rowcount != 1:
            raise Conflict(f"letter {kept.id} was claimed again by somebody else")

    def release(self, kept: KeptLetter, reason: str, *, counted: bool = True) -> None:
        """See the port."""
        self._connection.execute(
            update(letter)
            .where(letter.c.id == kept.id, letter.c.fence == kept.fence, letter.c.fate.is_(None))
            .values(lease_until=None, reason=reason, tries=letter.c.tries - (0 if counted else 1))
        )

    def free(self) -> None:
        """See the port."""
        self._connection.execute(update(letter).where(letter.c.fate.is_(None)).values(lease_until=None))

    def refile(self, kept: KeptLetter, fate: Fate, reason: str, ticket_id: int | None) -> None:
        """See the port."""
        done = self._connection.execute(
            update(letter)
            .where(letter.c.id == kept.id, letter.c.fate.in_((Fate.HELD, Fate.QUARANTINED)))
            .values(fate=fate, reason=reason, ticket_id=ticket_id)
        )
        if done.rowcount != 1:
            raise Conflict(f"letter {kept.id} is no longer held or quarantined")

    def retry(self, letter_id: int) -> KeptLetter:
        """See the port."""
        again = (
            update(letter)
            .where(letter.c.id == letter_id)
            .values(fate=None, tries=0, lease_until=None, reason="", fence=letter.c.fence + 1)
            .returning(*letter.c)
        )
        row = self._connection.execute(again).first()
        if row is None:
            raise UnknownThing(f"there is no letter {letter_id}")
        return _letter(row)

    def get(self, letter_id: int) -> KeptLetter | None:
        """See the port."""
        row = self._connection.execute(select(letter).where(letter.c.id == letter_id)).first()
        return _letter(row) if row else None

    def raw(self, digest: str) -> bytes:
        """See the port."""
        found = self._connection.execute(select(blob.c.bytes).where(blob.c.digest == digest)).scalar()
        if found is None:
            raise UnknownThing(f"no bytes are kept under {digest}")
        return bytes(found)

    def first_same(self, kept: KeptLetter, since: datetime) -> KeptLetter | None:
        """See the port."""
        query = (
            select(letter)
            .where(
                letter.c.digest == kept.digest,
                letter.c.id < kept.id,
                letter.c.received_at >= since,
                or_(letter.c.fate.is_(None), letter.c.fate != Fate.DUPLICATE),
            )
            .order_by(letter.c.id)
        )
        same = (_letter(row) for row in self._connection.execute(query))
        return next((other for other in same if other.envelope.rcpts == kept.envelope.rcpts), None)

    def remember_ids(self, ticket_id: int, message_ids: Iterable[str]) -> None:
        """See the port."""
        for message_id in message_ids:
            if 0 < len(message_id.encode("utf-8", "replace")) <= _LONGEST_ID:
                self._insert_new(message_ref, {"message_id": message_id, "ticket_id": ticket_id})

    def ticket_of_ids(self, message_ids: Sequence[str]) -> int | None:
        """See the port."""
        query = select(message_ref.c.message_id, message_ref.c.ticket_id).where(
            message_ref.c.message_id.in_(message_ids)
        )
        known: dict[str, int] = {row.message_id: row.ticket_id for row in self._connection.execute(query)}
        return next((known[message_id] for message_id in message_ids if message_id in known), None)

    def ledger(self) -> Ledger:
        """See the port."""
        counted = self._connection.execute(select(letter.c.fate, func.count()).group_by(letter.c.fate)).all()
        found: dict[str | None, int] = {row[0]: row[1] for row in counted}
        fates = {fate: found.get(fate, 0) for fate in Fate}
        kept = self._connection.execute(select(func.count()).select_from(letter)).scalar_one()
        return Ledger(kept=kept, pending=found.get(None, 0), fates=fates)

    def latest(self, fate: Fate | None, limit: int, *, pending: bool = False) -> list[KeptLetter]:
        """See the port."""
        query = select(letter).order_by(letter.c.id.desc()).limit(limit)
        if pending:
            query = query.where(letter.c.fate.is_(None))
        elif fate is not None:
            query = query.where(letter.c.fate == fate)
        return [_letter(row) for row in self._connection.execute(query)]


def _unleased(now: float) -> Any:
    return or_(letter.c.lease_until.is_(None), and_(letter.c.lease_until.is_not(None), letter.c.lease_until <= now))


def _of_envelope(envelope: Envelope) -> dict[str, Any]:
    return {
        "way_in": envelope.way_in,
        "rcpts": list(envelope.rcpts),
        "received_at": envelope.received_at,
        "mail_from": envelope.mail_from,
        "peer": envelope.peer,
        "helo": envelope.helo,
        "tls": envelope.tls,
        "signed_in": envelope.signed_in,
        "form": envelope.form,
        "form_key": envelope.key or None,
    }


def _letter(row: Row[Any]) -> KeptLetter:
    envelope = Envelope(
        way_in=WayIn(row.way_in),
        rcpts=tuple(row.rcpts),
        received_at=row.received_at,
        mail_from=row.mail_from,
        peer=row.peer,
        helo=row.helo,
        tls=row.tls,
        signed_in=row.signed_in,
        form=row.form,
        key=row.form_key or "",
    )
    return KeptLetter(
        id=row.id,
        envelope=envelope,
        digest=row.digest,
        size=row.size,
        tries=row.tries,
        fence=row.fence,
        fate=Fate(row.fate) if row.fate else None,
        reason=row.reason,
        ticket_id=row.ticket_id,
        author=row.author,
        subject=row.subject,
        decision=row.decision or {},
    )
