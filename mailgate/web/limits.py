"""How many forms one IP address may send: a sliding window in memory, in machine time, per process.

It slows floods down and is no defence by itself; what gets through is judged like any other letter.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

_MOST_ADDRESSES = 10_000  #: remembered at once; the longest unseen is forgotten first


class PerAddress:
    """`allows(peer)` is True at most `most` times in `seconds` for one peer."""

    def __init__(self, most: int, seconds: float, machine_time: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._machine_time = machine_time
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, peer: str) -> bool:
        """Count one try, unless it is one too many."""
        now = self._machine_time()
        with self._lock:
            tries = self._seen.setdefault(peer, deque())
            self._seen.move_to_end(peer)
            while tries and tries[0] <= now - self._seconds:
                tries.popleft()
            if len(tries) >= self._most:
                return False
            tries.append(now)
            while len(self._seen) > _MOST_ADDRESSES:
                self._seen.popitem(last=False)
            return True
