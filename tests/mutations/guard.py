"""One guard, and how it is taken away: a row of the tables in this folder.

    Guard("a letter with two authors is nobody's", "ingest/author.py", "if len(raw) != 1:", "if False:", "unit/…")

A row says nothing about how a guard works, only that somebody would notice if it were gone.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "tests"


@dataclass(frozen=True, slots=True)
class Edit:
    """One exact replacement in one file of the package."""

    path: str  #: below mailgate/
    old: str  #: stands there exactly once
    new: str

    def applied_to(self, package: Path) -> tuple[Path, str]:
        """The file below this copy of the package, and its text without the guard."""
        file = package / self.path
        return file, file.read_text(encoding="utf-8").replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Guard:
    """What is guarded, how the guard is removed, and which tests then fail."""

    name: str  #: a sentence: what holds as long as the guard is there
    path: str
    old: str
    new: str
    tests: str  #: node ids below tests/, with spaces between; each passes as things are, and one of them fails without
    also: tuple[Edit, ...] = ()  #: further guards against the same, which have to go with it
    note: str = ""  #: why more than one place is changed, or what else catches it

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every replacement that removes the guard."""
        return (Edit(self.path, self.old, self.new), *self.also)

    @property
    def selection(self) -> tuple[str, ...]:
        """The tests, as pytest wants them named in the root of the project."""
        return tuple(f"tests/{name}" for name in self.tests.split())
