"""The ledger of letters, their raw bytes, and the Message-IDs that lead to tickets."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, or_, select, update

from mailgate.desk.ports import Ledger
from mailgate.model.arrival import PATIENCE, marks_of
from mailgate.model.errors import Conflict, UnknownThing
from mailgate.model.letter import Envelope, Fate, KeptLetter, WayIn
from mailgate.store.claims import claimable
from mailgate.store.many import SEEN, Values, change_all, insert_all
from mailgate.store.rows import LaterRows
from mailgate.store.tables import blob, letter, message_ref

_LONGEST_ID = 900  #: octets; longer Message-IDs are nobody's, and no index takes them

_MOST_NAMES = 1000  #: of one query; a letter may refer to more, and databases have a limit

_NAMES: BindParameter[Any] = bindparam("names", expanding=True)
_BY_ID = select(letter).where(letter.c.id == bindparam("id"))
_BY_KEY = select(letter).where(letter.c.form_key == bindparam("key"))
_KEEP = letter.insert().returning(letter.c.id, sort_by_parameter_order=True)
_BYTES = select(blob.c.digest, blob.c.bytes).where(blob.c.digest.in_(_NAMES))
_CLAIM = (
    update(letter)
    .where(letter.c.id.in_(_NAMES))
    .values(tries=letter.c.tries + 1, fence=letter.c.fence + 1, lease_until=bindparam("until"))
    .returning(*letter.c)
)
_REFS = select(message_ref.c.message_id, message_ref.c.ticket_id).where(message_ref.c.message_id.in_(_NAMES))
_STANDING = select(letter.c.id, letter.c.fence, letter.c.fate).where(letter.c.id.in_(_NAMES))
_STANDING = _STANDING.order_by(letter.c.id).with_for_update()  # nobody else gives them a fate before we have
_SAME = (
    select(letter.c.id, letter.c.digest, letter.c.rcpts, letter.c.received_at, letter.c.fate)
    .where(letter.c.digest.in_(_NAMES), or_(letter.c.fate.is_(None), letter.c.fate != Fate.DUPLICATE))
    .order_by(letter.c.id)
)
#: Few rows are held, and they are found by the index on fate.
_SECURITY = (letter.c.fate == Fate.HELD, letter.c.decision["security"].as_boolean())


class SqlLetters(LaterRows):
    """`desk.ports.Letters` in SQL."""

    def forget(self) -> None:
        """See LaterRows."""
        self._settled: dict[int, KeptLetter] = {}  #: these wait
        self._new_refs: dict[str, int] = {}  #: so do these
        self._refs: dict[str, int | None] = {}
        self._unlearn()

    def write(self) -> None:
        """See LaterRows. In one order, so that two who write the same ids wait in one line."""
        rows = [{"message_id": name, "ticket_id": of} for name, of in sorted(self._new_refs.items())]
        insert_all(self._connection, message_ref, rows, new_only=True)
        settled = [_settlement(each) for each in self._settled.values()]
        if not change_all(self._connection, letter, "fence", settled, unless="fate"):
            raise Conflict("letters were claimed again by somebody else")
        self._settled, self._new_refs = {}, {}

    def foresee(self, letters: Sequence[KeptLetter], message_ids: Collection[str]) -> None:
        """See the port."""
        self._learn_standing([each.id for each in letters])
        digests = {each.digest for each in letters}
        self._same.update({digest: [] for digest in digests})
        for row in self._ask(_SAME, digests):
            self._same[row.digest].append(row)
        self._learn_refs([each for each in message_ids if each not in self._refs])

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See the port."""
        return self.keep_all([(envelope, raw)])[0]

    def keep_all(self, arrivals: Sequence[tuple[Envelope, bytes]]) -> list[tuple[KeptLetter, bool]]:
        """See the port."""
        self._same.clear()
        kept = iter(self._keep_plain([each for each in arrivals if not each[0].key]))
        return [self._keep_form(*each) if each[0].key else (next(kept), True) for each in arrivals]

    def _keep_form(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        if earlier := self._run(_BY_KEY, {"key": envelope.key}).first():
            return _letter(earlier), False  # before its bytes, which would be nobody's
        values = self._arrival(envelope, raw)
        self._store_bytes({values["digest"]: raw})
        fresh = self._insert_new(letter, values)
        return _letter(self._run(_BY_KEY, {"key": envelope.key}).one()), fresh

    def _keep_plain(self, arrivals: Sequence[tuple[Envelope, bytes]]) -> list[KeptLetter]:
        if not arrivals:
            return []
        rows = [self._arrival(envelope, raw) for envelope, raw in arrivals]
        self._store_bytes({row["digest"]: raw for row, (_, raw) in zip(rows, arrivals, strict=True)})
        ids = self._connection.execute(_KEEP, rows).scalars().all()
        letters = zip(ids, arrivals, rows, strict=True)
        return [KeptLetter(number, envelope, row["digest"], row["size"]) for number, (envelope, _), row in letters]

    def _arrival(self, envelope: Envelope, raw: bytes) -> Values:
        marks = marks_of(raw, envelope.mail_from)
        return {
            "digest": hashlib.sha256(raw).hexdigest(),
            "size": len(raw),
            "own_mark": marks.own,
            "sender_mark": marks.sender,
            "parent_marks": list(marks.parents),
            "waits_until": self._machine_time() + PATIENCE,
            **_of_envelope(envelope),
        }

    def _store_bytes(self, raws: Mapping[str, bytes]) -> None:
        """In one order, so that two who store the same bytes wait in one line."""
        rows = [{"digest": digest, "size": len(raw), "bytes": raw} for digest, raw in sorted(raws.items())]
        self._insert_new_ones(blob, rows)

    def claim(self, limit: int, lease_seconds: float) -> list[KeptLetter]:
        """See the port. SKIP LOCKED on PostgreSQL; on SQLite the write lock does it."""
        now = self._machine_time()
        self._transaction.write()
        self._unlearn()
        ids = claimable(self._connection, limit, now)
        if not ids:
            return []
        until = {"names": ids, "until": now + lease_seconds}
        claimed = {row.id: _letter(row) for row in self._connection.execute(_CLAIM, until)}
        return [claimed[each] for each in ids]

    def settle(self, kept: KeptLetter) -> None:
        """See the port."""
        if kept.id not in self._standing:
            self._learn_standing([kept.id])
        if self._standing.get(kept.id) != (kept.fence, None):
            raise Conflict(f"letter {kept.id} was claimed again by somebody else")
        self._standing[kept.id] = (kept.fence, kept.fate)
        self._settled[kept.id] = kept
        self._waits()

    def release(self, kept: KeptLetter, reason: str, *, counted: bool = True) -> None:
        """See the port."""
        self._change(
            update(letter)
            .where(letter.c.id == kept.id, letter.c.fence == kept.fence, letter.c.fate.is_(None))
            .values(lease_until=None, reason=reason, tries=letter.c.tries - (0 if counted else 1))
        )

    def free(self) -> None:
        """See the port. Ended, not given back: the letters keep their place in the order."""
        leased = update(letter).where(letter.c.fate.is_(None), letter.c.lease_until.is_not(None))
        self._change(leased.values(lease_until=0.0))

    def refile(self, kept: KeptLetter, fate: Fate, reason: str, ticket_id: int | None) -> None:
        """See the port."""
        done = self._change(
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
        row = self._change(again).first()
        if row is None:
            raise UnknownThing(f"there is no letter {letter_id}")
        return _letter(row)

    def get(self, letter_id: int) -> KeptLetter | None:
        """See the port."""
        row = self._run(_BY_ID, {"id": letter_id}).first()
        return _letter(row) if row else None

    def raw(self, digest: str) -> bytes:
        """See the port."""
        return self.raws([digest])[0]

    def raws(self, digests: Sequence[str]) -> list[bytes]:
        """See the port."""
        found = {row.digest: bytes(row.bytes) for row in self._ask(_BYTES, set(digests))}
        missing = [each for each in digests if each not in found]
        if missing:
            raise UnknownThing(f"no bytes are kept under {missing[0]}")
        return [found[each] for each in digests]

    def first_same(self, kept: KeptLetter, since: datetime) -> KeptLetter | None:
        """See the port."""
        rows = self._same[kept.digest] if kept.digest in self._same else self._ask(_SAME, [kept.digest])
        earlier = (row for row in rows if row.id < kept.id and row.received_at >= since)
        same = (int(row.id) for row in earlier if tuple(row.rcpts) == kept.envelope.rcpts)
        first = next((each for each in same if self._fate_of(each) is not Fate.DUPLICATE), None)
        return self.get(first) if first is not None else None

    def _fate_of(self, letter_id: int) -> Fate | None:
        """Of a letter that was no duplicate when we looked."""
        return self._standing[letter_id][1] if letter_id in self._standing else None

    def remember_ids(self, ticket_id: int, message_ids: Iterable[str]) -> None:
        """See the port."""
        for message_id in message_ids:
            if 0 < len(message_id.encode("utf-8", "replace")) <= _LONGEST_ID:
                self._new_refs.setdefault(message_id, ticket_id)
                if message_id in self._refs:
                    self._refs[message_id] = self._refs[message_id] or ticket_id
        self._waits()

    def ticket_of_ids(self, message_ids: Sequence[str]) -> int | None:
        """See the port."""
        self._learn_refs([each for each in message_ids if each not in self._refs])
        return next((found for each in message_ids if (found := self._refs[each])), None)

    def ledger(self) -> Ledger:
        """See the port."""
        counted = self._run(select(letter.c.fate, func.count()).group_by(letter.c.fate)).all()
        found: dict[str | None, int] = {row[0]: row[1] for row in counted}
        fates = {fate: found.get(fate, 0) for fate in Fate}
        kept = self._run(select(func.count()).select_from(letter)).scalar_one()
        return Ledger(kept=kept, pending=found.get(None, 0), fates=fates)

    def latest(self, fate: Fate | None, limit: int, *, pending: bool = False) -> list[KeptLetter]:
        """See the port."""
        query = select(letter).order_by(letter.c.id.desc()).limit(limit)
        if pending:
            query = query.where(letter.c.fate.is_(None))
        elif fate is not None:
            query = query.where(letter.c.fate == fate)
        return [_letter(row) for row in self._run(query)]

    def security(self, limit: int) -> list[KeptLetter]:
        """See the port."""
        newest = select(letter).where(*_SECURITY).order_by(letter.c.id.desc()).limit(limit)
        return [_letter(row) for row in self._run(newest)]

    def security_waits(self) -> tuple[int, datetime | None]:
        """See the port."""
        count, oldest = self._run(select(func.count(), func.min(letter.c.received_at)).where(*_SECURITY)).one()
        return count, oldest

    def to_prove_again(self, now: datetime, limit: int) -> list[KeptLetter]:
        """See the port."""
        due = select(letter).where(letter.c.prove_again_at <= now).order_by(letter.c.prove_again_at).limit(limit)
        return [_letter(row) for row in self._run(due)]

    def proven_again(self, kept: KeptLetter) -> None:
        """See the port."""
        looked_up = update(letter).where(letter.c.id == kept.id, letter.c.prove_again_at.is_not(None))
        if self._change(looked_up.values(decision=dict(kept.decision), prove_again_at=None)).rowcount != 1:
            raise Conflict(f"letter {kept.id} has been looked up already")

    def oldest(self, fate: Fate | None) -> datetime | None:
        """See the port."""
        found: datetime | None = self._run(
            select(letter.c.received_at).where(letter.c.fate == fate).order_by(letter.c.id).limit(1)
        ).scalar()
        return found

    def _ask(self, statement: Any, names: Collection[Any]) -> Any:
        return self._run(statement, {"names": list(names)})

    def _change(self, statement: Any) -> Any:
        """Execute what changes rows; what was known of them is so no more."""
        done = self._run(statement)
        self._unlearn()
        return done

    def _unlearn(self) -> None:
        self._standing: dict[int, tuple[int, Fate | None]] = {}  #: fence and fate
        self._same: dict[str, list[Row[Any]]] = {}

    def _learn_standing(self, ids: Sequence[int]) -> None:
        rows = self._ask(_STANDING, ids)
        self._standing.update({row.id: (row.fence, Fate(row.fate) if row.fate else None) for row in rows})

    def _learn_refs(self, message_ids: Sequence[str]) -> None:
        for start in range(0, len(message_ids), _MOST_NAMES):
            part = message_ids[start : start + _MOST_NAMES]
            found = {row.message_id: row.ticket_id for row in self._ask(_REFS, part)}
            self._refs.update({each: found.get(each) for each in part})


def _settlement(kept: KeptLetter) -> Values:
    return {
        "id": kept.id,
        SEEN: kept.fence,
        "fate": kept.fate,
        "reason": kept.reason,
        "ticket_id": kept.ticket_id,
        "author": kept.author[:320],
        "subject": kept.subject,
        "decision": dict(kept.decision),
        "prove_again_at": kept.prove_again_at,
        "lease_until": None,
    }


def _of_envelope(envelope: Envelope) -> Values:
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
        prove_again_at=row.prove_again_at,
    )
