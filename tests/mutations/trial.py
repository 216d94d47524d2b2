"""A copy of the project in which guards are taken away, and the tests that then have to fail.

    place = Trial(tmp_path / "one")
    place.run(guard.selection)        # Outcome(PASSED, …)
    place.without(guard)              # Outcome(FAILED, …)

The checkout itself is never touched. One trial runs one selection at a time; two of them may run side by side.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from .guard import ROOT, Guard

SECONDS = 180.0  #: of one selection; most take two
_IGNORED = shutil.ignore_patterns("__pycache__", ".*", "e2e", "mutations")
#: What a test says when the mutation and not the missing guard has broken the code.
_BROKEN = re.compile(r"^E +(?:\w+\.)*(NameError|UnboundLocalError|SyntaxError|ImportError|ModuleNotFoundError)\b", re.M)


class Ended(StrEnum):
    """How a selection of tests ended."""

    PASSED = "passed"
    FAILED = "failed"  #: a test was false
    BROKEN = "broken"  #: no test could say anything: not collected, not set up, no valid Python, or out of time


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, with the last lines of what pytest said."""

    ended: Ended
    said: str


class Trial:
    """A copy of the package, its templates and its tests in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._package = folder / "mailgate"
        shutil.copytree(ROOT / "mailgate", self._package, ignore=_IGNORED)
        shutil.copytree(ROOT / "tests", folder / "tests", ignore=_IGNORED)
        (folder / "templates").symlink_to(ROOT / "templates")
        shutil.copy(ROOT / "pyproject.toml", folder)

    def without(self, guard: Guard) -> Outcome:
        """What its tests say while the guard is gone; afterwards it is there again."""
        kept = {self._package / edit.path: (self._package / edit.path).read_bytes() for edit in guard.edits}
        try:
            for edit in guard.edits:
                file, text = edit.applied_to(self._package)
                self._forget(file)
                file.write_text(text, encoding="utf-8")
            return self.run(guard.selection)
        finally:
            for file, data in kept.items():
                self._forget(file)
                file.write_bytes(data)

    def run(self, selection: Sequence[str]) -> Outcome:
        """These tests, until the first that fails."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=short", *selection]
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("MAILGATE_", "PYTEST_"))},
            "PYTHONPATH": str(self._folder),
        }
        try:
            done = subprocess.run(
                command, cwd=self._folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return Outcome(Ended.BROKEN, f"no end within {SECONDS:.0f} s")
        return Outcome(_ended(done.returncode, done.stdout), "\n".join((done.stdout + done.stderr).splitlines()[-15:]))

    def _forget(self, file: Path) -> None:
        """Python compares times to the second and sizes: what it has compiled could outlast a quick change."""
        for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink()


def _ended(code: int, said: str) -> Ended:
    if code == 0:
        return Ended.PASSED
    false = code == 1 and re.search(r"^FAILED ", said, re.MULTILINE) and not _BROKEN.search(said)
    return Ended.FAILED if false else Ended.BROKEN
