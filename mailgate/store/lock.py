"""The one lock of SQLite's writers: a mutex inside the process, `flock` on a file between processes.

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
        self._mutex = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold both locks for the duration."""
        until = time.monotonic() + self._patience
        if not self._mutex.acquire(timeout=self._patience):
            raise Trouble("the database is busy: another writer has held it for too long")
        try:
            with self._opened() as file:
                self._lock(file.fileno(), until)
                yield
        finally:
            self._mutex.release()

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
