"""No guard is there for nothing: without it, a test that is named beside it fails.

Always: the tables fit the code as it is. With MAILGATE_MUTATIONS=1 (`make long`): each guard is taken away in a copy of
the package and its tests are run there. Every guard whose absence nobody notices is named in the failure.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from queue import SimpleQueue

import pytest

from .guard import ROOT, TESTS, Guard
from .guards import GUARDS, TABLES
from .trial import Ended, Outcome, Trial

AT_ONCE = 2  #: processes
long = pytest.mark.skipif(os.environ.get("MAILGATE_MUTATIONS") != "1", reason="takes minutes: MAILGATE_MUTATIONS=1")


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_the_guard_stands_where_its_row_says(guard: Guard) -> None:
    for edit in guard.edits:
        text = (ROOT / "mailgate" / edit.path).read_text(encoding="utf-8")
        assert text.count(edit.old) == 1, f"stands {text.count(edit.old)} times in {edit.path}: {edit.old!r}"
        assert edit.old != edit.new


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_the_file_is_still_python_without_the_guard(guard: Guard) -> None:
    for text in texts_without(guard):
        ast.parse(text)


def texts_without(guard: Guard) -> list[str]:
    """Each file that a row changes, as it is without the guard."""
    texts = {edit.path: (ROOT / "mailgate" / edit.path).read_text(encoding="utf-8") for edit in guard.edits}
    for edit in guard.edits:
        texts[edit.path] = texts[edit.path].replace(edit.old, edit.new)
    return list(texts.values())


def test_no_change_names_what_is_not_there(tmp_path: Path) -> None:
    """The desk parks a letter that it stumbles over, so such a mistake could look like a guard that was missed."""
    for number, guard in enumerate(GUARDS):
        for at, text in enumerate(texts_without(guard)):
            (tmp_path / f"guard{number}_{at}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F821,F823", "--quiet", str(tmp_path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("name", sorted({name for guard in GUARDS for name in guard.tests.split()}))
def test_the_named_test_is_there(name: str) -> None:
    file, _, function = name.partition("::")
    assert (TESTS / file).is_file()
    assert not function or function.partition("[")[0] in functions_of(TESTS / file)


@cache
def functions_of(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_no_two_rows_are_about_the_same() -> None:
    assert len({guard.name for guard in GUARDS}) == len(GUARDS) >= 60
    assert len({frozenset(guard.edits) for guard in GUARDS}) == len(GUARDS)


class Trials:
    """As many copies as may run at once; each is lent to one at a time."""

    def __init__(self, folder: Path) -> None:
        self._free: SimpleQueue[Trial] = SimpleQueue()
        for number in range(AT_ONCE):
            self._free.put(Trial(folder / str(number)))

    @contextmanager
    def one(self) -> Iterator[Trial]:
        trial = self._free.get()
        try:
            yield trial
        finally:
            self._free.put(trial)

    def run(self, selection: tuple[str, ...]) -> Outcome:
        with self.one() as trial:
            return trial.run(selection)

    def without(self, guard: Guard) -> Outcome:
        with self.one() as trial:
            return trial.without(guard)


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("trials"))


def wrong(wanted: Ended, outcomes: Iterable[tuple[str, Outcome]]) -> list[str]:
    """A paragraph for each that ended otherwise."""
    return [f"{name}: {found.ended}\n{found.said}\n" for name, found in outcomes if found.ended is not wanted]


@long
@pytest.mark.parametrize("table", TABLES)
def test_a_guard_that_is_gone_is_missed_by_a_named_test(trials: Trials, table: str) -> None:
    named = sorted({name for guard in TABLES[table] for name in guard.selection})
    shares = [tuple(named[number::AT_ONCE]) for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        as_it_is = (("with every guard", found) for found in pool.map(trials.run, shares))
        assert not (failing := wrong(Ended.PASSED, as_it_is)), "\n".join(failing)
        without = zip((guard.name for guard in TABLES[table]), pool.map(trials.without, TABLES[table]), strict=True)
        assert not (unnoticed := wrong(Ended.FAILED, without)), "\n".join(unnoticed)


@long
def test_a_change_that_breaks_the_code_is_no_proof_of_a_guard(trials: Trials) -> None:
    """What would let a row pass for the wrong reason: a name that is not there, a test that is not there."""
    real = next(guard for guard in GUARDS if guard.name == "who lacks the category's right is not answered")
    nonsense = replace(real, new="    return not_there")
    harmless = replace(real, new=f"    pass\n{real.old}")
    gone = replace(real, tests="unit/registry/test_standing.py::test_that_is_not_there")
    assert [trials.without(each).ended for each in (nonsense, harmless, gone)] == [
        Ended.BROKEN,
        Ended.PASSED,
        Ended.BROKEN,
    ]
