"""Group commit: those who keep a letter at the same moment share one commit, and each waits for it.

    intake = Intake(writing, commits=1)         # `writing` opens a unit
    kept, fresh = intake.keep(envelope, raw)    # from any thread; back when it is on the disk

Whoever comes while a commit is under way waits in the queue. When it ends, the first of them writes for all. There is
no thread for it, no pause to collect more, and nothing to start or stop.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from mailgate.desk.ports import Unit
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, KeptLetter

_MOST_LETTERS = 64
_MOST_BYTES = 32 << 20  #: of one commit, unless one letter alone is larger


@dataclass(slots=True, eq=False)
class _Waiting:
    """One letter, what became of it, and the bell of the thread that waits for that."""

    envelope: Envelope
    raw: bytes
    bell: threading.Event = field(default_factory=threading.Event)
    writes: bool = False  #: its thread is to write for all
    ended: bool = False
    kept: tuple[KeptLetter, bool] | None = None
    failure: BaseException | None = None


class Intake:
    """Of one process. `commits`: how many may be under way at once."""

    def __init__(self, writing: Callable[[], AbstractContextManager[Unit]], commits: int) -> None:
        self._writing = writing
        self._queue: deque[_Waiting] = deque()
        self._guard = threading.Lock()
        self._free = commits

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """See `Store.keep`."""
        mine = _Waiting(envelope, raw)
        with self._guard:
            self._queue.append(mine)
            if self._free:
                self._free -= 1
                _call(mine)
        while not mine.ended:
            mine.bell.wait()
            mine.bell.clear()
            if mine.writes:
                mine.writes = False
                self._write_for_all()
        if mine.kept is None:
            raise mine.failure or Trouble("the letter was not kept; try again")
        return mine.kept

    def _write_for_all(self) -> None:
        """One commit; then the next in the queue goes on."""
        try:
            self._commit(self._next())
        finally:
            with self._guard:
                follows = next((each for each in self._queue if not each.writes), None)
                if follows:
                    _call(follows)
                else:
                    self._free += 1

    def _next(self) -> list[_Waiting]:
        """The oldest, as many as one commit takes."""
        found: list[_Waiting] = []
        left = _MOST_BYTES
        with self._guard:
            while self._queue and len(found) < _MOST_LETTERS and (not found or len(self._queue[0].raw) <= left):
                found.append(self._queue.popleft())
                left -= len(found[-1].raw)
        return found

    def _commit(self, letters: Sequence[_Waiting]) -> None:
        """All together; when it is a letter's fault, each by itself."""
        try:
            self._write(letters)
        except Trouble as cause:
            _fail(letters, cause)
        except BaseException as cause:
            if len(letters) == 1:
                _fail(letters, cause)
            else:
                for each in letters:
                    self._commit([each])
        for each in letters:
            each.ended = True
            each.bell.set()

    def _write(self, letters: Sequence[_Waiting]) -> None:
        if not letters:
            return
        with self._writing() as unit:
            kept = unit.letters.keep_all([(each.envelope, each.raw) for each in letters])
        for each, row in zip(letters, kept, strict=True):  # not before the commit
            each.kept = row


def _call(waiting: _Waiting) -> None:
    waiting.writes = True
    waiting.bell.set()


def _fail(letters: Sequence[_Waiting], cause: BaseException) -> None:
    for each in letters:
        each.failure = cause
