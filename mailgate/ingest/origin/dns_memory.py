"""What the DNS said, for as long as it may be believed: a bounded memory that many threads share.

    memory.put(("corp.example", "TXT"), said, seconds=300, now=12.0);  memory.get(("corp.example", "TXT"), now=20.0)

Reads no clock: `now` is machine time in seconds, from any start. The least used is forgotten first.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

_MOST_NAMES = 4096
_MOST_OCTETS = 8192  #: of one answer; a larger one is not kept, so that the whole stays below 32 MiB


@dataclass(frozen=True, slots=True)
class Said:
    """An answer. None: there are no such records. `trouble` is why there was no answer."""

    records: tuple[bytes, ...] | None = None
    trouble: str = ""


class Memory:
    """Answers with their end."""

    def __init__(self, most: int = _MOST_NAMES) -> None:
        self._most = most
        self._said: OrderedDict[tuple[str, str], tuple[float, Said]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str], now: float) -> Said | None:
        """What was said and is still true; None: ask."""
        with self._lock:
            end, said = self._said.get(key, (now, None))
            if end <= now:
                self._said.pop(key, None)
                return None
            self._said.move_to_end(key)
            return said

    def put(self, key: tuple[str, str], said: Said, seconds: float, now: float) -> None:
        """Believe it for so long."""
        if seconds <= 0 or sum(map(len, said.records or ())) > _MOST_OCTETS:
            return
        with self._lock:
            self._said[key] = (now + seconds, said)
            self._said.move_to_end(key)
            while len(self._said) > self._most:
                self._said.popitem(last=False)
