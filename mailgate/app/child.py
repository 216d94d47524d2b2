"""The worker child of `serve`, and the pipe that wakes it and whose end stops it."""

import logging
import os
import subprocess
from collections.abc import Callable

from mailgate.app.waker import PipeEnd

STOPS_WITHIN = 15.0

log = logging.getLogger(__name__)


class Child:
    """The worker child and the pipe that wakes it."""

    def __init__(self, command: Callable[[], list[str]]) -> None:
        self._command = command  #: asked at each start: a test clock has gone on meanwhile
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: PipeEnd | None = None

    def start(self) -> None:
        """Start it with the reading end of a fresh pipe."""
        self._close_pipe()
        read_end, write_end = os.pipe()
        command = [*self._command(), "--wake-fd", str(read_end)]
        self._process = subprocess.Popen(command, pass_fds=(read_end,), stdin=subprocess.DEVNULL)
        os.close(read_end)
        self._pipe = PipeEnd(write_end)

    def wake(self, kind: str) -> None:
        """One byte; a child that is starting finds the work by its sweep."""
        pipe = self._pipe
        if pipe:
            pipe.send(kind)

    def died(self) -> bool:
        """True when it was started and has ended."""
        return self._process is not None and self._process.poll() is not None

    def stop(self, within: float = STOPS_WITHIN) -> None:
        """Close the pipe, which means stop, and wait; kill what does not end in `within` seconds."""
        self._close_pipe()
        if self._process is None:
            return
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            log.error("the worker did not stop in %.0f s and is killed; nothing is lost by that", within)
            self._process.kill()
            self._process.wait()

    def _close_pipe(self) -> None:
        if self._pipe:
            self._pipe.close()
        self._pipe = None
