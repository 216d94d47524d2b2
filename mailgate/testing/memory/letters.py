"""`desk.ports.Letters` in memory."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from mailgate.desk.ports import Ledger
from mailgate.model.arrival import PATIENCE, Pending, in_turn, marks_of
from mailgate.model.errors import Conflict, UnknownThing
from mailgate.model.letter import Envelope, Fate, KeptLetter
from mailgate.testing.memory.shelves import Shelves, as_kept

_SETTLED = ("fate", "reason", "ticket_id", "author", "subject", "decision", "prove_again_at")
_REFILABLE = (Fate.HELD, Fate.QUARANTINED)


class MemoryLetters:
    """The ledger of letters over one state."""

    def __init__(self, shelves: Shelves, machine_time: Callable[[], float]) -> None:
        self._shelves = shelves
        self._machine_time = machine_time

    def foresee(self, letters: Sequence[KeptLetter], message_ids: Collection[str]) -> None:
        """Nothing to fetch."""

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        if envelope.key:
            for row in self._shelves.letters.values():
                if row.envelope.key == envelope.key:
                    return row, False
        digest = hashlib.sha256(raw).hexdigest()
        self._shelves.raws[digest] = raw
        letter = KeptLetter(self._shelves.number("letter"), envelope, digest, len(raw))
        self._shelves.orders[letter.id] = (marks_of(raw, envelope.mail_from), self._machine_time() + PATIENCE)
        return self._put(letter), True

    def keep_all(self, arrivals: Sequence[tuple[Envelope, bytes]]) -> list[tuple[KeptLetter, bool]]:
        return [self.keep(envelope, raw) for envelope, raw in arrivals]

    def claim(self, limit: int, lease_seconds: float) -> list[KeptLetter]:
        now = self._machine_time()
        pending = [self._pending(row) for row in self._in_order() if row.fate is None]
        fresh = [each for each in pending if each.is_free(now) and not each.tries]
        tried = [each for each in pending if each.is_free(now) and each.tries]
        ids = in_turn(fresh, _without(pending, fresh), now, limit) or in_turn(tried, _without(pending, tried), now, 1)
        self._shelves.letter_leases.update(dict.fromkeys(ids, now + lease_seconds))
        rows = [self._shelves.letters[each] for each in ids]
        return [self._put(replace(row, tries=row.tries + 1, fence=row.fence + 1)) for row in rows]

    def _pending(self, row: KeptLetter) -> Pending:
        marks, waits_until = self._shelves.orders[row.id]
        return Pending(row.id, row.size, row.tries, marks, waits_until, self._shelves.letter_leases.get(row.id))

    def settle(self, letter: KeptLetter) -> None:
        row = self.get(letter.id)
        if row is None or row.fence != letter.fence or row.fate is not None:
            raise Conflict(f"letter {letter.id} was claimed by somebody else or has a fate already")
        self._shelves.letter_leases.pop(row.id, None)
        self._put(replace(row, **{name: getattr(letter, name) for name in _SETTLED}))

    def release(self, letter: KeptLetter, reason: str, *, counted: bool = True) -> None:
        row = self.get(letter.id)
        if row is not None and row.fence == letter.fence and row.fate is None:  # else it is somebody else's by now
            self._shelves.letter_leases.pop(row.id, None)
            self._put(replace(row, reason=reason, tries=row.tries - (0 if counted else 1)))

    def free(self) -> None:
        self._shelves.letter_leases.update(dict.fromkeys(self._shelves.letter_leases, 0.0))

    def refile(self, letter: KeptLetter, fate: Fate, reason: str, ticket_id: int | None) -> None:
        row = self.get(letter.id)
        if row is None or row.fate not in _REFILABLE:
            raise Conflict(f"letter {letter.id} is neither held nor quarantined")
        self._put(replace(row, fate=fate, reason=reason, ticket_id=ticket_id))

    def retry(self, letter_id: int) -> KeptLetter:
        row = self.get(letter_id)
        if row is None:
            raise UnknownThing(f"there is no letter {letter_id}")
        self._shelves.letter_leases.pop(row.id, None)
        return self._put(replace(row, fate=None, tries=0, reason="", fence=row.fence + 1))

    def get(self, letter_id: int) -> KeptLetter | None:
        return self._shelves.letters.get(letter_id)

    def raw(self, digest: str) -> bytes:
        try:
            return self._shelves.raws[digest]
        except KeyError:
            raise UnknownThing(f"there is no letter with the digest {digest}") from None

    def raws(self, digests: Sequence[str]) -> list[bytes]:
        return [self.raw(each) for each in digests]

    def first_same(self, letter: KeptLetter, since: datetime) -> KeptLetter | None:
        def same(row: KeptLetter) -> bool:
            return row.digest == letter.digest and row.envelope.rcpts == letter.envelope.rcpts

        earlier = (row for row in self._in_order() if row.id < letter.id and row.envelope.received_at >= since)
        return next((row for row in earlier if same(row) and row.fate is not Fate.DUPLICATE), None)

    def remember_ids(self, ticket_id: int, message_ids: Iterable[str]) -> None:
        for each in message_ids:
            self._shelves.message_ids.setdefault(each, ticket_id)

    def ticket_of_ids(self, message_ids: Sequence[str]) -> int | None:
        known = self._shelves.message_ids
        return next((known[each] for each in message_ids if each in known), None)

    def ledger(self) -> Ledger:
        given = [row.fate for row in self._shelves.letters.values()]
        return Ledger(len(given), given.count(None), {fate: given.count(fate) for fate in Fate})

    def latest(self, fate: Fate | None, limit: int, *, pending: bool = False) -> list[KeptLetter]:
        def fits(row: KeptLetter) -> bool:
            return row.fate is None if pending else fate is None or row.fate is fate

        return [row for row in reversed(self._in_order()) if fits(row)][:limit]

    def security(self, limit: int) -> list[KeptLetter]:
        return self._security()[:limit]

    def security_waits(self) -> tuple[int, datetime | None]:
        found = self._security()
        return len(found), found[-1].envelope.received_at if found else None

    def _security(self) -> list[KeptLetter]:
        return [row for row in self.latest(Fate.HELD, len(self._shelves.letters)) if row.decision.get("security")]

    def to_prove_again(self, now: datetime, limit: int) -> list[KeptLetter]:
        due = [row for row in self._in_order() if row.prove_again_at is not None and row.prove_again_at <= now]
        return sorted(due, key=lambda row: row.prove_again_at or now)[:limit]

    def proven_again(self, letter: KeptLetter) -> None:
        row = self.get(letter.id)
        if row is None or row.prove_again_at is None:
            raise Conflict(f"letter {letter.id} has been looked up already")
        self._put(replace(row, decision=letter.decision, prove_again_at=None))

    def oldest(self, fate: Fate | None) -> datetime | None:
        return next((row.envelope.received_at for row in self._in_order() if row.fate is fate), None)

    def _in_order(self) -> list[KeptLetter]:
        return sorted(self._shelves.letters.values(), key=lambda row: row.id)

    def _put(self, letter: KeptLetter) -> KeptLetter:
        kept = self._shelves.letters[letter.id] = as_kept(letter)
        return kept


def _without(pending: Sequence[Pending], some: Sequence[Pending]) -> list[Pending]:
    return [each for each in pending if each not in some]
