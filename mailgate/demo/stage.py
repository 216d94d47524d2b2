"""The stage of the demo: a temporary folder, `mailgate serve` as its own processes, the sink, and a test clock.

    with open_stage() as stage:
        stage.server.start(stage.clock.now())

Everything that was started here is stopped when the block ends, however it ends. The server is the real program with
an ordinary settings file; only its ports and its folder are made up.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from mailgate.app.clock import RunningClock
from mailgate.app.house import open_house
from mailgate.config import Settings, load_settings
from mailgate.demo.mail import MX, Sink, free_port
from mailgate.desk.house import House
from mailgate.model.errors import BadSetup, Trouble

#: A Monday in winter, so that the story is the same on every day of the year.
MORNING = datetime(2026, 11, 2, 8, 3, tzinfo=UTC)

_STARTS_WITHIN = 30.0
_STOPS_WITHIN = 30.0
_SETTINGS = """\
# Written by mailgate demo; nothing but the ports differs from an ordinary settings file.
data_dir = "data"
test_clock = true
base_url = "http://127.0.0.1:{web}"

[smtp]
listen = "127.0.0.1:{smtp}"
hostname = "{mx}"

[web]
listen = "127.0.0.1:{web}"

[relay]
url = "smtp://127.0.0.1:{relay}"

[origin]
trusted_authserv_ids = ["{mx}"]      # what our own MX found out about a sender is believed; nobody is trusted blindly
"""
_ELSEWHERE = """
[database]
url = "{database}"

[broker]
url = "{broker}"
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the server is made of: one command on SQLite, or roles of their own on another database and broker."""

    roles: tuple[str, ...] = ("serve",)  #: processes, in the order of their stopping
    database: str = ""
    broker: str = ""

    def settings(self) -> str:
        """What stands in the settings file besides the ordinary."""
        return _ELSEWHERE.format(database=self.database, broker=self.broker) if self.database else ""


_ONE_COMMAND = Parts()


@dataclass(slots=True)
class Stage:
    """All that the story plays with."""

    folder: Path
    settings: Settings
    house: House  #: on the same database as the server, with the story's clock: as the command line has it
    clock: RunningClock
    sink: Sink
    server: "Server"
    smtp_port: int
    web_port: int
    failed: bool = False  #: then the folder stays

    @property
    def local_time(self) -> datetime:
        """Desk time on the firm's own wall."""
        return self.clock.now().astimezone(ZoneInfo("Europe/Prague"))


@contextmanager
def open_stage(
    parent: Path | None = None, relay_port: int | None = None, parts: Parts = _ONE_COMMAND
) -> Iterator[Stage]:
    """Build it; the server is not started yet. `relay_port`: where letters out go instead of to the sink.

    Raises BadSetup when the environment overrides the demo's settings: it must never reach another database.
    """
    folder = Path(tempfile.mkdtemp(prefix="mailgate-demo-", dir=parent))
    with ExitStack() as closing:
        stage: Stage | None = None
        closing.callback(lambda: _remove(folder, stage))
        sink = Sink()
        sink.start()
        closing.callback(sink.stop)
        smtp_port, web_port = free_port(), free_port()
        config = folder / "mailgate.toml"
        written = _SETTINGS.format(smtp=smtp_port, web=web_port, relay=relay_port or sink.port, mx=MX)
        config.write_text(written + parts.settings())
        settings = _ours(load_settings(config), parts, folder, smtp_port, web_port, relay_port or sink.port)
        clock = RunningClock(MORNING)
        house = open_house(settings, clock=clock)
        closing.callback(house.store.close)
        server = Server(config, folder / "serve.log", (smtp_port, web_port), parts.roles)
        closing.callback(server.stop)
        stage = Stage(folder, settings, house, clock, sink, server, smtp_port, web_port)
        yield stage


def _remove(folder: Path, stage: Stage | None) -> None:
    if stage is None or not stage.failed:
        shutil.rmtree(folder, ignore_errors=True)


def _ours(settings: Settings, parts: Parts, folder: Path, smtp: int, web: int, relay: int) -> Settings:
    """The settings, if they are those that were written."""
    found = (settings.database.url, settings.broker.url, settings.smtp.listen, settings.web.listen, settings.relay.url)
    wanted = (
        parts.database or f"sqlite:///{(folder / 'data' / 'mailgate.db').resolve()}",
        parts.broker or "memory://",
        f"127.0.0.1:{smtp}",
        f"127.0.0.1:{web}",
        f"smtp://127.0.0.1:{relay}",
    )
    if found != wanted or settings.origin.trust_loopback:
        raise BadSetup(["MAILGATE_… variables override the demo's own settings: unset them for the demo"])
    return settings


class Server:
    """`mailgate serve`, or several roles, each in a session of its own, with their words in a file."""

    def __init__(self, config: Path, log: Path, ports: tuple[int, ...], roles: tuple[str, ...]) -> None:
        self.log = log
        self._config = config
        self._ports = ports
        self._roles = roles
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, now: datetime) -> None:
        """Start it with its desk clock at `now`, and wait until every port answers. Raises Trouble."""
        program = [sys.executable, "-m", "mailgate", "--config", str(self._config), "--now", now.isoformat()]
        with self.log.open("ab") as log:
            self._processes = [_start([*program, role], log, self.log.parent) for role in self._roles]
        until = time.monotonic() + _STARTS_WITHIN
        while not all(map(_listens, self._ports)):
            if not self.alive or time.monotonic() > until:
                raise Trouble(f"mailgate {' '.join(self._roles)} did not start: {self.last_words()}")
            time.sleep(0.05)

    @property
    def alive(self) -> bool:
        """Whether all of it runs."""
        return bool(self._processes) and all(process.poll() is None for process in self._processes)

    def stop(self) -> int | None:
        """Let it drain and end; the first exit status that is not 0, and None for what had to be killed."""
        processes, self._processes = self._processes, []
        statuses = [_stop(process) for process in processes]
        return next((status for status in statuses if status != 0), 0) if statuses else None

    def last_words(self) -> str:
        """The end of its log, for a person who looks for the reason."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "it left no log"
        return " / ".join(lines[-3:]) or "its log is empty"


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _start(command: list[str], log: IO[bytes], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd=folder
    )


def _stop(process: subprocess.Popen[bytes]) -> int | None:
    """SIGTERM, and SIGKILL for whatever of its session is left then; its exit status."""
    try:
        process.terminate()
        return process.wait(_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # the session leader's id is the group's
        process.wait()
