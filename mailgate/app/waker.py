"""Wake-ups: at most one of a kind per 50 ms leaves a process, and none may ever hold up who asks for it.

A wake-up may be lost: the sweep of the schedule finds what was not done (law 13).
"""

import logging
import os
import threading
import time
from collections.abc import Callable

QUIET_SECONDS = 0.05

log = logging.getLogger(__name__)

#: One byte of the pipe to the worker child, by kind.
BYTES = {"letters": b"l", "outbox": b"o"}
KINDS = {byte: kind for kind, byte in BYTES.items()}


class Waker:
    """`waker(kind)` sends soon, from a thread of its own; several calls within the pause are one."""

    def __init__(self, send: Callable[[str], None]) -> None:
        self._send = send
        self._wanted: set[str] = set()
        self._change = threading.Condition()
        threading.Thread(target=self._run, name="waker", daemon=True).start()

    def __call__(self, kind: str) -> None:
        with self._change:
            self._wanted.add(kind)
            self._change.notify()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._wanted)
                kinds, self._wanted = self._wanted, set()
            for kind in kinds:
                try:
                    self._send(kind)
                except Exception as cause:
                    log.warning("a wake-up was lost, the sweep will find the work: %s", type(cause).__name__)
            time.sleep(QUIET_SECONDS)


class PipeEnd:
    """The writing end of the pipe to the worker child; the only owner of its file descriptor.

    The waker's thread sends while another closes. After `close` the number may be anybody's, so nothing is written.
    """

    def __init__(self, fd: int) -> None:
        os.set_blocking(fd, False)
        self._fd: int | None = fd
        self._lock = threading.Lock()

    def send(self, kind: str) -> None:
        """One byte. Raises OSError when the pipe is full, broken or closed: that loses the wake-up and nothing else."""
        with self._lock:
            if self._fd is None:
                raise BrokenPipeError("the pipe to the worker is closed")
            os.write(self._fd, BYTES[kind])

    def close(self) -> None:
        """The worker's sign to stop; again is no harm."""
        with self._lock:
            if self._fd is not None:
                os.close(self._fd)
            self._fd = None
