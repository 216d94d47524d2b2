"""The reader child over its line: it reads as we do, and whatever a letter does to it, the next one is read."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailgate.app.reader import ReaderChild
from mailgate.config import Reader
from mailgate.desk.reading import InProcess
from mailgate.model.errors import ReadingFailed, Trouble
from mailgate.testing import a_letter
from tests.faults.reading import LIMITS, living, poison, poisonous, wait_for

LETTERS = sorted((Path(__file__).parent.parent / "letters").glob("*.eml"))
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderChild]:
    """As it runs in a worker."""
    reader = ReaderChild(Reader())
    yield reader
    reader.close()


@pytest.fixture
def fragile(tmp_path: Path) -> Iterator[ReaderChild]:
    """One that obeys `X-Poison`."""
    reader = poisonous(tmp_path)
    yield reader
    reader.close()
    assert not living(str(tmp_path)), "nothing is left of it"


@pytest.mark.parametrize("mail_from", [None, "", "ann@customer.example", "\udcff@x"])
def test_the_child_reads_every_letter_as_we_do(reader: ReaderChild, mail_from: str | None) -> None:
    for path in LETTERS:
        raw = path.read_bytes()
        assert reader.read(raw, mail_from) == InProcess().read(raw, mail_from), path.name
    assert len(LETTERS) > 10


@pytest.mark.parametrize("raw", [b"", b"\0", a_letter(text="long\n" * 1_000_000)], ids=["empty", "nul", "5 MB"])
def test_letters_of_every_size_go_over_the_line(reader: ReaderChild, raw: bytes) -> None:
    assert reader.read(raw, None) == InProcess().read(raw, None)


WHY = {
    "raise": "^raised ZeroDivisionError$",
    "loop": "^ran longer than 0.2 s$",
    "loop-in-c": "^ran longer than 0.2 s$",
    "sleep": "^did not end within 1 s$",
    "memory": "^took more than 64 MB of memory$",
    "crash": "^the reader was killed by SIGSEGV over it$",
    "exit": "^the reader ended with status 3 over it$",
}


@pytest.mark.parametrize("kind", WHY)
def test_a_letter_that_ends_the_reader_is_told_of_and_the_next_one_is_read(fragile: ReaderChild, kind: str) -> None:
    for _ in range(2):
        with pytest.raises(ReadingFailed, match=WHY[kind]):
            fragile.read(poison(kind), None)
        assert fragile.read(a_letter(subject="Healthy"), None).subject == "Healthy"


def test_a_letter_that_is_larger_than_the_memory_is_told_of_and_the_next_one_is_read(fragile: ReaderChild) -> None:
    with pytest.raises(ReadingFailed, match=WHY["memory"]):
        fragile.read(bytes(LIMITS.memory_mb + 16 << 20), None)
    assert fragile.read(a_letter(subject="Healthy"), None).subject == "Healthy"


def test_many_letters_together_may_take_longer_than_one(fragile: ReaderChild) -> None:
    """The time is each letter's own."""
    fragile.read(a_letter(), None)
    first = fragile.pid

    def used() -> float:
        ticks = Path(f"/proc/{first}/stat").read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    started, number = used(), 0
    while used() < started + 2 * LIMITS.cpu_seconds:
        number += 1
        assert fragile.read(a_letter(subject=f"{number}", text="> no\n" * 5000), None).subject == str(number)
    assert number > 2, "one letter alone took too long to tell"
    assert fragile.pid == first


def test_two_threads_each_get_the_letter_that_they_asked_for(reader: ReaderChild) -> None:
    def read(number: int) -> str:
        return reader.read(a_letter(subject=f"No. {number}"), None).subject

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(200))) == [f"No. {number}" for number in range(200)]


def test_memory_that_letters_left_taken_is_not_missing_for_the_next(fragile: ReaderChild) -> None:
    pids = set()
    for number in range(4):
        raw = a_letter(subject=f"No. {number}", headers=[("X-Poison", "leak")])
        assert fragile.read(raw, None).subject == f"No. {number}"
        pids.add(fragile.pid)
    assert len(pids) == 4, "it was replaced each time"


def test_a_reader_that_was_killed_between_two_letters_is_no_letters_fault(fragile: ReaderChild) -> None:
    fragile.read(a_letter(), None)
    first = fragile.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not living("poison.py", os.getpid()), 5, "its end")
    assert fragile.read(a_letter(subject="Healthy"), None).subject == "Healthy"
    assert fragile.pid != first


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_is_sent_to_a_whole_group_of_processes_does_not_end_it(fragile: ReaderChild, sign: signal.Signals) -> None:
    fragile.read(a_letter(), None)
    first = fragile.pid
    assert first is not None
    os.kill(first, sign)
    time.sleep(0.05)
    assert fragile.read(a_letter(subject="Healthy"), None).subject == "Healthy"
    assert fragile.pid == first


def test_its_limits_are_the_kernels(reader: ReaderChild) -> None:
    reader.read(a_letter(), None)
    limits = Path(f"/proc/{reader.pid}/limits").read_text()
    rows = {row[:26].strip(): row[26:].split()[:2] for row in limits.splitlines()}
    assert rows["Max core file size"] == ["0", "0"]
    space = int(rows["Max address space"][1]) >> 20
    assert 256 < space < 256 + 200


@pytest.mark.parametrize("command", [["/nowhere/python"], [sys.executable, "-c", "raise SystemExit(5)"]])
def test_a_reader_that_does_not_start_is_trouble_and_no_letters_fault(command: list[str]) -> None:
    reader = ReaderChild(LIMITS, command)
    reader.start()
    for _ in range(2):
        with pytest.raises(Trouble, match="the reader does not start"):
            reader.read(a_letter(), None)
    reader.close()


def test_a_reader_of_another_version_is_not_believed() -> None:
    newer = "import os; from mailgate.app.reading import READY; os.write(0, bytes(255 - each for each in READY))"
    reader = ReaderChild(LIMITS, [sys.executable, "-c", newer])
    with pytest.raises(Trouble, match="of another version"):
        reader.read(a_letter(), None)
    reader.close()


def test_a_closed_reader_is_gone(tmp_path: Path) -> None:
    reader = poisonous(tmp_path)
    reader.start()
    assert len(living(str(tmp_path))) == 1
    reader.close()
    reader.close()
    assert not living(str(tmp_path))
    assert reader.pid is None


PARENT = """
import sys
from pathlib import Path
from mailgate.config import Reader
from tests.faults.reading import poison, poisonous
reader = poisonous(Path(sys.argv[1]), Reader(cpu_seconds=30, wall_seconds=30, memory_mb=64))
reader.read(b"", None)
print("reads", flush=True)
reader.read(poison(sys.argv[2]) if sys.argv[2] else b"", None)
sys.stdin.read()
"""


@pytest.mark.parametrize("kind", ["", "loop", "loop-in-c", "sleep"])
def test_whatever_it_does_it_ends_with_its_parent(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path), kind]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"reads\n"
        time.sleep(0.1)
        (child,) = living("poison.py", parent.pid)
        parent.kill()
        parent.wait(5)
    wait_for(lambda: child not in living("poison.py"), 1, "the end of the reader")
