"""Those who keep letters at once share a commit; the two lines of writers take turns."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from mailgate.model.errors import Trouble
from mailgate.store.intake import Intake
from mailgate.store.lock import _TwoLines
from mailgate.testing import MemoryStore, an_envelope


class Commits:
    """Opens units of a MemoryStore, and remembers how many letters each of them kept."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.sizes: list[int] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        before = self.kept()
        with self.store.writing() as unit:
            self.begun.set()
            assert self.go_on.wait(10)
            yield unit
        self.sizes.append(self.kept() - before)

    def kept(self) -> int:
        with self.store.reading() as unit:
            return unit.letters.ledger().kept


def waiting(intake: Intake, number: int) -> None:
    until = time.monotonic() + 10
    while len(intake._queue) != number:
        assert time.monotonic() < until
        time.sleep(0.001)


def at_once(intake: Intake, commits: Commits, raws: list[bytes]) -> list[Any]:
    """The first begins its commit; the others come while it is under way. Each one's answer or error."""

    def keep(raw: bytes) -> object:
        try:
            return intake.keep(an_envelope(), raw)[0].size
        except Exception as cause:
            return cause

    with ThreadPoolExecutor(len(raws)) as pool:
        first = pool.submit(keep, raws[0])
        assert commits.begun.wait(10)
        others = [pool.submit(keep, raw) for raw in raws[1:]]
        waiting(intake, len(others))
        commits.go_on.set()
        return [done.result(10) for done in (first, *others)]


def test_those_who_come_while_a_commit_is_under_way_share_the_next() -> None:
    commits = Commits()
    intake = Intake(commits.writing, commits=1)
    assert at_once(intake, commits, [b"x" * size for size in range(1, 9)]) == list(range(1, 9))
    assert commits.sizes == [1, 7]


def test_a_commit_takes_only_so_many_letters() -> None:
    commits = Commits()
    intake = Intake(commits.writing, commits=1)
    at_once(intake, commits, [bytes([number]) for number in range(101)])
    assert commits.sizes == [1, 64, 36]


def test_one_letter_that_cannot_be_kept_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    commits = Commits()
    intake = Intake(_broken_by(commits, b"bad", ValueError("bad")), commits=1)
    answers = at_once(intake, commits, [b"1", b"22", b"bad", b"4444"])
    assert [type(each) for each in answers] == [int, int, ValueError, int]
    assert commits.kept() == 3


def test_trouble_with_the_database_is_everybodys_and_nothing_is_kept() -> None:
    commits = Commits()
    intake = Intake(_broken_by(commits, b"bad", Trouble("full")), commits=1)
    answers = at_once(intake, commits, [b"1", b"22", b"bad", b"4444"])
    assert [type(each) for each in answers] == [int, Trouble, Trouble, Trouble]
    assert commits.kept() == 1
    assert intake.keep(an_envelope(), b"later")[0].size == 5


def _broken_by(commits: Commits, raw: bytes, cause: Exception) -> Callable[[], Any]:
    @contextmanager
    def writing() -> Iterator[Any]:
        with commits.writing() as unit:
            keep_all = unit.letters.keep_all

            def broken(arrivals: list[tuple[Any, bytes]]) -> Any:
                if any(each == raw for _, each in arrivals):
                    raise cause
                return keep_all(arrivals)

            unit.letters.keep_all = broken
            yield unit

    return writing


def test_under_load_everybody_has_an_answer() -> None:
    commits = Commits()
    commits.go_on.set()
    intake = Intake(commits.writing, commits=3)

    def work(number: int) -> None:
        for each in range(20):
            intake.keep(an_envelope(), f"{number} {each}".encode())

    with ThreadPoolExecutor(16) as pool:
        for done in [pool.submit(work, number) for number in range(16)]:
            done.result(20)
    assert commits.kept() == 320


def test_the_first_line_goes_first_yet_never_twice_in_a_row() -> None:
    lines, order = _TwoLines(), []

    def hold(first: bool) -> None:
        assert lines.acquire(10, first=first)
        order.append("intake" if first else "other")
        lines.release()

    assert lines.acquire(1, first=False)
    with ThreadPoolExecutor(6) as pool:
        for first in (False, False, False, True, True, True):
            pool.submit(hold, first)
        until = time.monotonic() + 10
        while lines._standing != {True: 3, False: 3}:
            assert time.monotonic() < until
        lines.release()
    assert order == ["intake", "other"] * 3


def test_who_waits_too_long_for_a_turn_leaves_the_line() -> None:
    lines = _TwoLines()
    assert lines.acquire(1, first=True)
    assert not lines.acquire(0.01, first=False)
    lines.release()
    assert lines.acquire(0.01, first=True), "nobody stands in the other line any more"
