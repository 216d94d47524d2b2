"""Every role as a process of its own, over PostgreSQL and a broker: `with Roles(folder, …) as roles: roles.start(…)`.

Several of one kind have a number behind the name: "worker 1", "worker 2".
"""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.house import House
from mailgate.testing.seed import PEOPLE, seed

from .serving import environment

SETTINGS = """\
data_dir = "data"
base_url = "http://127.0.0.1:{web}"
[database]
url = "{database}"
[broker]
url = "{broker}"
[smtp]
listen = "127.0.0.1:{smtp}"
hostname = "mx.desk.example"
[lmtp]
listen = "127.0.0.1:{lmtp}"
[web]
listen = "127.0.0.1:{web}"
[relay]
url = "file:sent"
[origin]
trust_loopback = true
"""


MANY_CUSTOMERS = 1000
TELLING = {**environment(), "PYTHONFAULTHANDLER": "1"}  #: at SIGABRT every thread says where it stands


class Roles:
    """The processes, and a house over the same database for whoever looks or works as staff."""

    def __init__(self, folder: Path, database: str, broker: str, free_port: Callable[[], int], more: str = "") -> None:
        self.folder = folder
        self.smtp, self.lmtp, self.web = free_port(), free_port(), free_port()
        ports = {"smtp": self.smtp, "lmtp": self.lmtp, "web": self.web}
        text = SETTINGS.format(database=database, broker=broker, **ports) + more
        (folder / "mailgate.toml").write_text(text, encoding="utf-8")
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.customers = tuple(f"c{number}@customer.example" for number in range(MANY_CUSTOMERS))
        rows = "".join(f"Customer s.r.o.;;;;;Customer;{each};;en;;technical;;\n" for each in self.customers)
        self.house: House = seed(open_house(load_settings(folder / "mailgate.toml")), people=PEOPLE + rows.encode())

    def __enter__(self) -> "Roles":
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)
        self.house.store.close()

    def start(self, *names: str) -> None:
        for name in names:
            command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", name.partition(" ")[0]]
            with (self.folder / f"{name}.log").open("ab") as log:
                self._running[name] = subprocess.Popen(
                    command, cwd=self.folder, env=TELLING, stdout=log, stderr=log, start_new_session=True
                )

    def stop(self) -> dict[str, int]:
        """SIGTERM for all; how each ended. What does not end in time says in its log where it stands."""
        for process in self._running.values():
            process.terminate()
        return {name: self._end(process) for name, process in self._running.items()}

    def _end(self, process: "subprocess.Popen[bytes]") -> int:
        try:
            return process.wait(30)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)
            return process.wait(10)

    def ended(self) -> list[str]:
        """Who is no more, without having been told to end."""
        return [name for name, process in self._running.items() if process.poll() is not None]

    def log(self, name: str = "") -> str:
        """The end of one log, or of all."""
        names = [name] if name else list(self._running)
        return "\n".join(f"--- {each}\n{self._text(each)[-5000:]}" for each in names)

    def stuck(self) -> str:
        """Why it does not go on: the workers end, and each of their threads has said where it stands."""
        for name, process in self._running.items():
            if name.startswith("worker") and process.poll() is None:
                process.send_signal(signal.SIGABRT)
                process.wait(10)
        return self.log()

    def _text(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
