"""A serving mailgate in a process group of its own, and clients that remember what was promised to them."""

import contextlib
import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from mailgate.testing.seed import DESK, PEOPLE

RECIPIENT = "support@desk.example"
SENDERS = ("ann@customer.example", "eva@customer.example", "june@kestrel.example")
SETTINGS = """\
data_dir = "data"
test_clock = true
[smtp]
listen = "127.0.0.1:{smtp}"
hostname = "mx.desk.example"
[web]
listen = ""
[relay]
url = "file:sent"
[origin]
trust_loopback = true
"""


class Serving:
    """`mailgate serve` over one folder; it can be killed and started again, on the same port."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "mailgate.toml").write_text(SETTINGS.format(smtp=port), encoding="utf-8")
        (folder / "desk.toml").write_text(DESK, encoding="utf-8")
        (folder / "people.csv").write_bytes(PEOPLE)
        self.run("load", "desk.toml")
        self.run("registry", "import", "people.csv")

    def run(self, *arguments: str) -> str:
        """One command; what it printed."""
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment(), capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", "serve"]
        with (self.folder / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.folder, env=environment(), stdout=log, stderr=log, start_new_session=True
            )

    def listens(self, seconds: float = 20) -> None:
        """Wait until the SMTP door answers."""
        until = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as door:
                door.settimeout(2)
                if door.recv(100).startswith(b"220"):
                    return
            assert time.monotonic() < until, self.log()
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL the front and its child, wherever they stand."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(20)

    def stop(self) -> tuple[int, float]:
        """SIGTERM; the exit code and the seconds that it took."""
        assert self._process is not None
        started = time.monotonic()
        self._process.terminate()
        return self._process.wait(30), time.monotonic() - started

    def child(self) -> int | None:
        """The process id of the worker child."""
        assert self._process is not None
        path = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        for pid in path.read_text().split():
            with contextlib.suppress(OSError):
                if b"--wake-fd" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    return int(pid)
        return None

    def log(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder / 'data' / 'mailgate.db'}"


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Iterator[Serving]:
    """Started, and gone at the end whatever happens."""
    mailgate = Serving(folder, port)
    mailgate.start()
    try:
        mailgate.listens()
        yield mailgate
    finally:
        mailgate.kill()


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("MAILGATE_")}


class Client(threading.Thread):
    """Submits letters one after the other; each is sent with identical bytes until it is answered 250."""

    def __init__(self, number: int, port: int, most: int = 1_000_000) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self.number, self.port, self.most = number, port, most
        self.accepted: dict[str, bytes] = {}  #: by nonce
        self.enough = threading.Event()

    def run(self) -> None:
        for count in range(self.most):
            nonce = f"nonce-{self.number}-{count}"
            raw = a_mail(nonce, SENDERS[count % len(SENDERS)], size=200 + (count % 7) * 900)
            while not self.submit(raw):
                if self.enough.is_set():
                    return
                time.sleep(0.03)
            self.accepted[nonce] = raw
            if self.enough.is_set():
                return

    def submit(self, raw: bytes) -> bool:
        """Whether the server said 250 after the dot."""
        try:
            with smtplib.SMTP("127.0.0.1", self.port, "client.example", timeout=10) as smtp:
                smtp.sendmail("ann@customer.example", [RECIPIENT], raw)
            return True
        except (OSError, smtplib.SMTPException):
            return False


def a_mail(nonce: str, sender: str, size: int) -> bytes:
    lines = [
        f"From: <{sender}>",
        f"To: <{RECIPIENT}>",
        f"Subject: printer {nonce}",
        f"Message-ID: <{nonce}@customer.example>",
        "",
        *([f"It does not print, says {nonce}."] * (size // 40 + 1)),
        "",
    ]
    return "\r\n".join(lines).encode()
