"""Reader children that go wrong, and a look at which processes live."""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from mailgate.app.reader import ReaderChild
from mailgate.config import Reader
from mailgate.testing import a_letter

#: Small, so that tests are quick; the wall clock leaves room for a machine that is busy with other things.
LIMITS = Reader(cpu_seconds=0.2, wall_seconds=1, memory_mb=64)


def poisonous(folder: Path, limits: Reader = LIMITS) -> ReaderChild:
    """A reader that obeys `X-Poison`. Its program is a copy of its own, by which `living` finds its processes."""
    program = folder / "poison.py"
    shutil.copy(Path(__file__).with_name("poison.py"), program)
    return ReaderChild(limits, [sys.executable, str(program)])


def poison(kind: str, subject: str = "poison") -> bytes:
    """A letter over which such a reader goes wrong."""
    return a_letter(subject=f"{subject} {kind}", headers=[("X-Poison", kind)])


def living(word: str, parent: int | None = None) -> list[int]:
    """The processes with this word in their command, children of anybody or of `parent` alone."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ends while we look
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            state, its_parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if word in command and state != "Z" and parent in (None, int(its_parent)):
                found.append(int(folder.name))
    return found


def wait_for(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Until it holds."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            pytest.fail(f"{what}: not within {seconds} s")
        time.sleep(0.02)
