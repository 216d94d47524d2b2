"""Asking about senders side by side, so that a slow DNS holds up only the letters that need it (design.md §3).

    prover = ProofPool(); house = open_house(settings, prover=prover); ...; prover.close()

Answers of a batch that are not there within PATIENCE come late. Of late batches there are only so many at a time, or
letters would be claimed faster than they can be proven; then the next batch waits for its answers.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic

from mailgate.desk.ports import Found

PATIENCE = 0.2  #: seconds
_ASKING = 64  #: questions about letters at once
_MOST_LATE = 4  #: batches


class ProofPool:
    """Fills `desk.ports.Prover`."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._askers = ThreadPoolExecutor(_ASKING, "proof")
        self._finishers = ThreadPoolExecutor(_MOST_LATE, "late")
        self._free = threading.Semaphore(_MOST_LATE)

    def gather(self, jobs: Sequence[Callable[[], Found]]) -> tuple[Sequence[Found | None], "_Late[Found] | None"]:
        """See the port."""
        asked = [self._askers.submit(job) for job in jobs]
        wait(asked, self._patience)
        there = [each.done() for each in asked]
        if not all(there) and not self._free.acquire(blocking=False):
            wait(asked)
            there = [True] * len(asked)
        found = [each.result() if done else None for each, done in zip(asked, there, strict=True)]
        return found, None if all(there) else _Late(asked, there, self._finishers, self._free)

    def close(self) -> None:
        """Wait for what is under way: seconds, since every question has its limit."""
        self._askers.shutdown()
        self._finishers.shutdown()


class _Late(Generic[Found]):
    """Fills `desk.ports.Late`."""

    def __init__(
        self,
        asked: "Sequence[Future[Found]]",
        there: Sequence[bool],
        finishers: ThreadPoolExecutor,
        free: threading.Semaphore,
    ) -> None:
        self._asked = asked
        self._there = there
        self._finishers = finishers
        self._free = free

    def rest(self) -> Sequence[Found | None]:
        """See the port."""
        try:
            wait(self._asked)
        finally:
            self._free.release()
        return [None if there else each.result() for each, there in zip(self._asked, self._there, strict=True)]

    def then(self, go_on: Callable[[Sequence[Found | None]], None]) -> None:
        """See the port."""
        self._finishers.submit(lambda: go_on(self.rest()))
