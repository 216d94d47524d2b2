"""`desk.ports.Fetching` in memory."""

from collections.abc import Callable
from dataclasses import replace

from mailgate.model.errors import Conflict
from mailgate.model.fetching import AccountState, Cursor, Fetched, FetchState, Lease, Place
from mailgate.testing.memory.shelves import Shelves, as_kept


class MemoryFetching:
    """Leases, cursors and fetched letters over one state."""

    def __init__(self, shelves: Shelves, machine_time: Callable[[], float]) -> None:
        self._shelves = shelves
        self._machine_time = machine_time

    def claim(self, account: str, holder: str, seconds: float, *, over: str = "") -> Lease | None:
        now = self._machine_time()
        before, until = self._shelves.account_leases.get(account, (Lease(account, "", 0), now))
        if until > now and not (over and before.holder == over):
            return None
        lease = Lease(account, holder, before.fence + 1)
        self._shelves.account_leases[account] = (lease, now + seconds)
        self._shelves.accounts[account] = replace(self.state(account), holder=holder)
        return lease

    def prolong(self, lease: Lease, seconds: float) -> None:
        if not self._newest(lease):
            raise Conflict(f"the account {lease.account} was taken over by somebody else")
        self._shelves.account_leases[lease.account] = (lease, self._machine_time() + seconds)

    def let_go(self, lease: Lease) -> None:
        if self._newest(lease):
            self._shelves.account_leases[lease.account] = (replace(lease, holder=""), self._machine_time())
            self._shelves.accounts[lease.account] = replace(self.state(lease.account), holder="")

    def _newest(self, lease: Lease) -> bool:
        present = self._shelves.account_leases.get(lease.account)
        return present is not None and present[0].fence == lease.fence

    def state(self, account: str) -> AccountState:
        return self._shelves.accounts.get(account) or AccountState(account)

    def put_state(self, state: AccountState) -> None:
        kept = as_kept(state)
        self._shelves.accounts[state.account] = replace(kept, holder=self.state(state.account).holder)

    def cursor(self, account: str, mailbox: str) -> Cursor | None:
        return self._shelves.cursors.get((account, mailbox))

    def put_cursor(self, cursor: Cursor) -> None:
        self._shelves.cursors[cursor.account, cursor.mailbox] = cursor

    def retire(self, account: str, mailbox: str, validity: int, generation: int) -> None:
        for row in self.at_all(account, mailbox, validity).values():
            del self._shelves.fetched[row.place]
            self.put(replace(row, place=replace(row.place, validity=-generation)))

    def put(self, fetched: Fetched) -> None:
        self._shelves.fetched[fetched.place] = fetched

    def at(self, place: Place) -> Fetched | None:
        return self._shelves.fetched.get(place)

    def at_all(self, account: str, mailbox: str, validity: int) -> dict[int, Fetched]:
        return {row.place.uid: row for row in self._of(account, mailbox) if row.place.validity == validity}

    def same_bytes(self, place: Place, digest: str) -> Fetched | None:
        same = (
            row
            for row in self._of(place.account, place.mailbox)
            if row.digest == digest and row.place.validity != place.validity and row.letter_id is not None
        )
        return min(same, key=lambda row: row.letter_id or 0, default=None)

    def in_state(self, account: str, mailbox: str, validity: int, state: FetchState, limit: int) -> list[Fetched]:
        found = self.at_all(account, mailbox, validity)
        return [found[uid] for uid in sorted(found) if found[uid].became is state][:limit]

    def count(self, account: str, state: FetchState) -> int:
        rows = self._shelves.fetched.values()
        return sum(row.place.account == account and row.became is state and row.place.validity >= 0 for row in rows)

    def _of(self, account: str, mailbox: str) -> list[Fetched]:
        rows = self._shelves.fetched.values()
        return [row for row in rows if (row.place.account, row.place.mailbox) == (account, mailbox)]
