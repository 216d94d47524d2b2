"""Reading in a process of its own, so that no letter can hang, crash or starve the worker (threats P8, P21).

    reader = ReaderChild(settings.reader); house = open_house(settings, reader=reader); ...; reader.close()

One warm child (`app.reading`) reads for all threads, one letter at a time. Whatever ends it over a letter is told as
ReadingFailed, and the next child is started at once. It never tries a letter again: the desk counts tries.
"""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from mailgate.app.reading import ANSWER, NO_MEMORY, READY, Answer, request
from mailgate.config import Reader as Limits
from mailgate.model.errors import ReadingFailed, Trouble
from mailgate.model.letter import Letter

COMMAND = (sys.executable, "-m", "mailgate.app.reading")
_STARTS_WITHIN = 30.0  #: seconds; a tenth of one is usual
_ENDS_WITHIN = 0.1  #: seconds that one has to end by itself
_CHUNK = 1 << 16


class ReaderChild:
    """Fills `desk.ports.Reader`."""

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        """`command` is given the arguments of `app.reading` as its last ones."""
        self._limits = limits
        self._command = [*command, str(limits.cpu_seconds), str(limits.memory_mb)]
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Let the child grow warm before the first letter comes."""
        with self._lock:
            self._launch()

    def read(self, raw: bytes, mail_from: str | None) -> Letter:
        """Raises ReadingFailed, and Trouble when no reader can be started, which is not the letter's fault."""
        with self._lock:
            child = self._warm_child()
            try:
                letter, failed, worn = child.ask(request(raw, mail_from), self._limits.wall_seconds)
            except TimeoutError:
                self._replace()
                raise ReadingFailed(f"did not end within {self._limits.wall_seconds:g} s") from None
            except OSError:
                raise ReadingFailed(self._why(self._replace())) from None
            except BaseException:  # its answer would be taken for that of the next letter
                self._replace()
                raise
            if worn:
                self._replace()
        if letter is None:
            raise ReadingFailed(failed)
        return letter

    @property
    def pid(self) -> int | None:
        """The process that reads, when there is one."""
        child = self._child
        return child.pid if child else None

    def close(self) -> None:
        """End the child; again is no harm."""
        with self._lock:
            self._end()

    def _warm_child(self) -> "_Child":
        """One that lives and is ready. Who killed it between two letters, did not do so over a letter."""
        if self._child and not self._child.lives():
            self._end()
        try:
            self._child = self._child or _Child(self._command)
            self._child.wait_until_warm(_STARTS_WITHIN)
        except OSError as cause:
            self._end()
            raise Trouble(f"the reader does not start: {cause}") from cause
        return self._child

    def _replace(self) -> int:
        """End the child and start the next, which grows warm meanwhile; the status with which the old one ended."""
        status = self._end()
        self._launch()
        return status

    def _launch(self) -> None:
        with suppress(OSError):  # no memory, no process left: the next letter tries again, and tells
            self._child = self._child or _Child(self._command)

    def _end(self) -> int:
        child, self._child = self._child, None
        return child.end() if child else 0

    def _why(self, status: int) -> str:
        if status == -signal.SIGPROF:
            return f"ran longer than {self._limits.cpu_seconds:g} s"
        if status == NO_MEMORY:
            return f"took more than {self._limits.memory_mb} MB of memory"
        return f"the reader {_ended(status)} over it"


class _Child:
    """One process, and our ends of its line and its lifeline."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises OSError."""
        self._warm = False
        self._line, its_line = socket.socketpair()
        its_lifeline, self._lifeline = os.pipe()
        try:
            self._process = subprocess.Popen(
                [*command, str(its_lifeline)],
                stdin=its_line.fileno(),
                stdout=subprocess.DEVNULL,
                pass_fds=(its_lifeline,),
            )
        except OSError:
            self._line.close()
            os.close(self._lifeline)
            raise
        finally:
            its_line.close()
            os.close(its_lifeline)

    @property
    def pid(self) -> int:
        return self._process.pid

    def lives(self) -> bool:
        return self._process.poll() is None

    def wait_until_warm(self, seconds: float) -> None:
        """Raises OSError when it does not become so."""
        if not self._warm:
            self._line.settimeout(seconds)
            said = self._line.recv(len(READY))
            if said != READY:
                raise ConnectionError("it is of another version, start mailgate again" if said else "it ended at once")
            self._warm = True

    def ask(self, request: bytes, seconds: float) -> Answer:
        """Raises TimeoutError after `seconds`, and another OSError when it died."""
        until = time.monotonic() + seconds
        self._line.settimeout(seconds)
        self._line.sendall(request)
        received = bytearray()
        while len(received) < ANSWER.size or len(received) < ANSWER.size + ANSWER.unpack_from(received)[0]:
            self._line.settimeout(max(until - time.monotonic(), 0.001))
            chunk = self._line.recv(_CHUNK)
            if not chunk:
                raise ConnectionError("it died")
            received += chunk
        answer: Answer = pickle.loads(memoryview(received)[ANSWER.size :])
        return answer

    def end(self) -> int:
        """Kill it, unless it has ended by itself; with which status it ended, a negative one is a signal."""
        self._line.close()  # ends one that only waits for a letter
        try:
            return self._process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            os.close(self._lifeline)


def _ended(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"ended with status {status}"
    with suppress(ValueError):
        return f"was killed by {signal.Signals(-status).name}"
    return f"was killed by signal {-status}"
