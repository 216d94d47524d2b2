"""The pipe that wakes the worker child: after its end nothing is written, whoever owns the number by then."""

import os
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from mailgate.app import waker
from mailgate.app.waker import PipeEnd


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    os.close(ends[0])


def test_a_wake_up_is_one_byte(pipe: tuple[int, int]) -> None:
    end = PipeEnd(pipe[1])
    end.send("letters")
    end.send("outbox")
    end.close()
    assert os.read(pipe[0], 10) == b"lo"
    assert os.read(pipe[0], 10) == b"", "and its end is the sign to stop"


def test_a_wake_up_after_the_end_never_reaches_who_has_the_number_then(pipe: tuple[int, int]) -> None:
    end = PipeEnd(pipe[1])
    read_foreign, write_foreign = os.pipe()
    end.close()
    os.dup2(write_foreign, pipe[1])  # the number is somebody else's now
    os.set_blocking(read_foreign, False)
    try:
        with pytest.raises(BrokenPipeError):
            end.send("letters")
        end.close()
        with pytest.raises(BlockingIOError):
            os.read(read_foreign, 1)
        os.fstat(pipe[1])  # a second close has not closed it
    finally:
        for fd in (read_foreign, write_foreign, pipe[1]):
            os.close(fd)


def test_the_end_waits_for_a_wake_up_that_is_just_being_written(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    end = PipeEnd(pipe[1])
    writing, go_on = threading.Event(), threading.Event()
    write = os.write

    def slow_write(fd: int, data: bytes) -> int:
        writing.set()
        go_on.wait(10)
        return write(fd, data)

    monkeypatch.setattr(waker.os, "write", slow_write)
    sender = threading.Thread(target=lambda: end.send("letters"))
    closer = threading.Thread(target=end.close)
    sender.start()
    writing.wait(10)
    closer.start()
    closer.join(0.05)
    assert closer.is_alive()
    go_on.set()
    for thread in (sender, closer):
        thread.join(10)
    assert os.read(pipe[0], 10) == b"l"


def test_a_full_pipe_loses_the_wake_up_and_holds_up_nobody(pipe: tuple[int, int]) -> None:
    end = PipeEnd(pipe[1])
    with suppress(BlockingIOError):
        while True:
            os.write(pipe[1], b"l" * 4096)
    with pytest.raises(BlockingIOError):
        end.send("letters")
    end.close()
