"""The one lock of SQLite's writers: two lines inside the process, `flock` on a file between processes.

busy_timeout alone lets writers poll and starve (p99 doubles to quadruples); with this lock they queue, and BEGIN
IMMEDIATE never has to wait. The file holds nothing and may be deleted when no mailgate runs.
"""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mailgate.model.errors import Trouble


class WriteLock:
    """`with lock.held():` around every writing transaction. Raises Trouble after `patience` seconds."""

    def __init__(self, path: Path, patience: float = 30.0) -> None:
        self._path = path
        self._patience = patience
        self._turns = _TwoLines()

    @contextmanager
    def held(self, *, intake: bool = False) -> Iterator[None]:
        """Hold both locks for the duration. A sending server waits for `intake`, so it goes before other writers."""
        until = time.monotonic() + self._patience
        if not self._turns.acquire(self._patience, first=intake):
            raise Trouble("the database is busy: another writer has held it for too long")
        try:
            with self._opened() as file:
                self._lock(file.fileno(), until)
                yield
        finally:
            self._turns.release()

    def _opened(self) -> IO[str]:
        """Raises Trouble when the file may not be written."""
        try:
            return self._path.open("a")
        except OSError as cause:
            raise Trouble(f"{self._path} cannot be written: {cause.strerror}; nothing was changed") from cause

    def _lock(self, fd: int, until: float) -> None:
        pause = 0.0005
        while True:
            try:
                return fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as cause:
                if time.monotonic() > until:
                    raise Trouble("the database is busy: another process has held it for too long") from cause
                time.sleep(pause)
                pause = min(pause * 1.5, 0.005)
            except OSError as cause:  # a file system without locks
                raise Trouble(f"{self._path} cannot be locked: {cause.strerror}; use a local disk") from cause


class _TwoLines:
    """A mutex with a line that goes first, yet never twice in a row while somebody stands in the other line."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._held = False
        self._last_was_first = False
        self._standing = {True: 0, False: 0}

    def acquire(self, seconds: float, *, first: bool) -> bool:
        """False when it was not our turn in time."""
        with self._change:
            self._standing[first] += 1
            try:
                if not self._change.wait_for(lambda: self._is_turn_of(first), seconds):
                    return False
                self._held, self._last_was_first = True, first
                return True
            finally:
                self._standing[first] -= 1
                self._change.notify_all()  # the others may have waited for us alone

    def release(self) -> None:
        """The next one's turn."""
        with self._change:
            self._held = False
            self._change.notify_all()

    def _is_turn_of(self, first: bool) -> bool:
        return not self._held and (not self._standing[not first] or self._last_was_first is not first)
