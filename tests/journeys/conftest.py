"""A folder with the settings of a small firm, and `mailgate` in it: in this process or as processes of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailgate.cli.main import main
from mailgate.testing import a_letter
from mailgate.testing.seed import DESK, PEOPLE

SETTINGS = """\
data_dir = "data"
test_clock = true
[smtp]
listen = "127.0.0.1:{smtp}"
[web]
listen = "{web}"
[relay]
url = "file:sent"
[origin]
trust_loopback = true
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """With --json: an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def row(self) -> dict[str, Any]:
        assert self.code == 0, self.err
        (only,) = self.rows
        return only


@dataclass(frozen=True)
class Shell:
    """`mailgate …` in a folder, without starting a process."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> Ran:
        self.capture.readouterr()
        code = main([*arguments])
        captured = self.capture.readouterr()
        return Ran(code, captured.out, captured.err)

    def json(self, *arguments: str) -> dict[str, Any]:
        """One command with --json; its one object."""
        return self("--json", *arguments).row

    def ticket(self, number: str = "MG-1") -> dict[str, Any]:
        return self.json("ticket", "show", number)

    def file(self, name: str, **letter: Any) -> str:
        """A letter as a file; its name."""
        (self.folder / name).write_bytes(a_letter(**letter))
        return name

    def set_up(self) -> None:
        for arguments in (("load", "desk.toml"), ("registry", "import", "people.csv")):
            done = self(*arguments)
            assert done.code == 0, done.err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A folder with settings; nothing is loaded yet."""
    for name in [name for name in os.environ if name.startswith("MAILGATE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    write_settings(tmp_path, SETTINGS.format(smtp=0, web=""))
    return Shell(tmp_path, capsys)


def write_settings(folder: Path, settings: str) -> None:
    (folder / "mailgate.toml").write_text(settings, encoding="utf-8")
    (folder / "desk.toml").write_text(DESK, encoding="utf-8")
    (folder / "people.csv").write_bytes(PEOPLE)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """`start("serve")` runs a role in a process group of its own, which is gone at the end of the test."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAILGATE_")}

    def run(*arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", *arguments]
        with (tmp_path / f"{arguments[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=tmp_path, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return process

    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def eventually(found: Callable[[], Any], seconds: float, what: str) -> Any:
    """What is found, as soon as it is there."""
    until = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError):
            value = found()
            if value:
                return value
        if time.monotonic() > until:
            pytest.fail(f"not in {seconds} s: {what}")
        time.sleep(0.1)
