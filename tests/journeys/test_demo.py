"""`mailgate demo` tells its whole story with real parts, and fails loudly when a step of it does not happen."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mailgate.demo.stage import open_stage
from mailgate.demo.story import run_demo
from tests.conftest import unused_port, wait_for

PROGRAM = [sys.executable, "-m", "mailgate", "demo"]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """That of a person who has set nothing up; temporary files of the demo go to the folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MAILGATE_")}
    return {**inherited, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1", **more}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The story from beginning to end, and the folder of its temporary data."""
    folder = tmp_path_factory.mktemp("demo")
    command = [*PROGRAM, "--exit"]
    done = subprocess.run(command, env=environment(folder), capture_output=True, text=True, timeout=120, check=False)
    return done, folder


def test_the_story_happens_and_the_demo_ends_with_zero(
    told: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, _ = told
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert done.stderr == ""
    assert "The whole story happened" in done.stdout


@pytest.mark.parametrize("ending", ["closed by confirmation", "closed by silence", "closed by staff"])
def test_a_ticket_of_each_ending_is_named(told: tuple[subprocess.CompletedProcess[str], Path], ending: str) -> None:
    done, _ = told
    assert re.search(rf"MG-\d+ +closed +{ending}", done.stdout)


def test_the_ledger_balances_on_the_screen(told: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _ = told
    (kept, sum_of_fates) = re.findall(r"^ +(\d+) = (.+) \+ 0 pending", done.stdout, re.MULTILINE)[0]
    assert int(kept) == sum(int(part.split()[0]) for part in sum_of_fates.split(" + "))


def test_every_line_fits_a_terminal_of_80_columns(told: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _ = told
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_nothing_is_left_in_the_temporary_folder(told: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, folder = told
    assert list(folder.iterdir()) == []


def test_letters_that_go_nowhere_are_noticed_and_the_data_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stage_of = partial(open_stage, parent=tmp_path, relay_port=unused_port())
    assert run_demo(True, timeout=5, stage_of=stage_of) == 1
    said = capsys.readouterr().out
    assert "FAILED in chapter 2, Nine letters come in" in said
    assert "expected: a 'received' letter about MG-1 reaches brazda@mlyn-podhora.example" in said
    assert "received to brazda@mlyn-podhora.example queued 451" in said
    (folder,) = tmp_path.iterdir()
    assert str(folder) in said
    assert (folder / "data" / "mailgate.db").stat().st_size > 0
    assert (folder / "serve.log").exists()


def test_settings_from_the_environment_are_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "real.db"
    changed = environment(tmp_path, MAILGATE_DATABASE__URL=f"sqlite:///{elsewhere}")
    done = subprocess.run([*PROGRAM, "--exit"], env=changed, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "unset them" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def telling(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A demo under way, on a terminal that knows only ASCII."""
    plain = environment(tmp_path, PYTHONIOENCODING="ascii")
    with (
        (tmp_path.parent / f"{tmp_path.name}.out").open("wb") as out,
        subprocess.Popen(PROGRAM, env=plain, stdout=out, stderr=out) as process,
    ):
        yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demo_that_is_interrupted_leaves_nothing_behind(
    telling: subprocess.Popen[bytes], tmp_path: Path, number: signal.Signals
) -> None:
    wait_for(lambda: bool(servers_in(tmp_path)), 30, "the server did not start")
    time.sleep(0.5)
    telling.send_signal(number)
    assert telling.wait(40) == 130
    wait_for(lambda: not servers_in(tmp_path), 5, "a server is left")
    assert list(tmp_path.iterdir()) == []


def test_then_the_pages_are_served_until_somebody_has_seen_enough(tmp_path: Path) -> None:
    out = tmp_path.parent / f"{tmp_path.name}.out"
    with out.open("wb") as words, subprocess.Popen(PROGRAM, env=environment(tmp_path), stdout=words) as process:
        wait_for(lambda: "Ctrl-C ends it" in out.read_text(), 60, "the story did not come to its end")
        doors = re.findall(r"^ +http://([\d.:]+)(/sign-in/\w+)$", out.read_text(), re.MULTILINE)
        pages = [page(*door) for door in doors]
        process.send_signal(signal.SIGINT)
        assert process.wait(40) == 0
    assert [status for status, _ in pages] == [200, 200, 200, 200]
    assert {name for name in ("Emil", "Dana", "Viktor", "Bára") if any(name in text for _, text in pages)} == {
        "Emil", "Dana", "Viktor", "Bára",
    }  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def page(netloc: str, path: str) -> tuple[int, str]:
    """Status and words of a page."""
    connection = http.client.HTTPConnection(netloc, timeout=10)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def servers_in(folder: Path) -> list[str]:
    """The command lines of running processes that name the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in words and "serve" in words:
            found.append(words)
    return found
