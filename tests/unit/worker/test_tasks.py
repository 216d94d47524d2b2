"""Tasks of one kind run once at a time in a process, and none ever waits for another."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from mailgate.worker.tasks import _GIVES_WAY_SECONDS, _first_and_second, _one_at_a_time


class Step:
    """A step that stands still until it is let go, and finds no work afterwards."""

    def __init__(self) -> None:
        self.began, self.go_on = threading.Event(), threading.Event()
        self.times = 0
        self.at_once = 0

    def __call__(self) -> bool:
        self.at_once += 1
        assert self.at_once == 1, "two at once"
        self.times += 1
        self.began.set()
        self.go_on.wait(10)
        self.at_once -= 1
        return False


def test_a_relay_that_hangs_holds_up_one_thread_and_no_other_task() -> None:
    deliver, decided = Step(), threading.Event()
    outbox, letters = _one_at_a_time(deliver, threading.Event()), _one_at_a_time(decided.set, threading.Event())
    with ThreadPoolExecutor(3) as pool:
        hanging = pool.submit(outbox)
        assert deliver.began.wait(10)
        sweeps = [pool.submit(outbox) for _ in range(20)]
        pool.submit(letters)
        try:
            assert decided.wait(5), "no thread was left to decide"
            assert all(sweep.result(5) is None for sweep in sweeps)
            assert not hanging.done()
        finally:
            deliver.go_on.set()
    assert deliver.times == 2, "twenty wake-ups in the meantime are one more run"


def test_a_wake_up_while_it_runs_makes_it_run_once_more() -> None:
    step = Step()
    task = _one_at_a_time(step, threading.Event())
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(task)
        assert step.began.wait(10)
        task()
        step.go_on.set()
        first.result(10)
    assert step.times == 2
    task()
    assert step.times == 3


def test_it_runs_until_nothing_is_left() -> None:
    work = [1, 1, 1, 0]
    _one_at_a_time(lambda: work.pop(0), threading.Event())()
    assert work == []


def test_after_a_failure_it_runs_again() -> None:
    answers = iter([ValueError("first"), False])

    def step() -> bool:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return bool(answer)

    task = _one_at_a_time(step, threading.Event())
    with pytest.raises(ValueError, match="first"):
        task()
    task()
    assert next(answers, None) is None


def test_a_backlog_is_not_worked_off_before_the_end() -> None:
    stop, done = threading.Event(), []

    def step() -> bool:
        done.append("a letter")
        stop.set()
        return True

    _one_at_a_time(step, stop)()
    assert done == ["a letter"]


def test_what_goes_second_waits_for_the_first_to_end() -> None:
    order: list[str] = []
    began, others = threading.Event(), threading.Event()

    def decide() -> None:
        began.set()
        others.wait(_GIVES_WAY_SECONDS / 2)
        order.append("decided")

    first, second = _first_and_second(decide, lambda: order.append("sent"))
    with ThreadPoolExecutor(2) as pool:
        pool.submit(first)
        assert began.wait(10)
        pool.submit(second).result(10)
    assert order == ["decided", "sent"]


def test_what_goes_second_waits_only_for_a_moment() -> None:
    decide = Step()
    first, second = _first_and_second(decide, lambda: True)
    with ThreadPoolExecutor(2) as pool:
        deciding = pool.submit(first)
        assert decide.began.wait(10)
        try:
            assert pool.submit(second).result(5)
            assert not deciding.done()
        finally:
            decide.go_on.set()


def test_a_step_that_fails_no_longer_goes_first() -> None:
    def fails() -> None:
        raise ZeroDivisionError

    first, second = _first_and_second(fails, lambda: True)
    with pytest.raises(ZeroDivisionError):
        first()
    started = time.monotonic()
    assert second()
    assert time.monotonic() - started < _GIVES_WAY_SECONDS
