"""A serving mailgate in a process group of its own, and a client that remembers what was promised to it."""

import contextlib
import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.testing.seed import seed

RECIPIENT = "support@desk.example"
SENDERS = ("ann@customer.example", "eva@customer.example", "june@kestrel.example")
SETTINGS = """\
data_dir = "data"
test_clock = true
[smtp]
listen = "127.0.0.1:{smtp}"
hostname = "mx.desk.example"
[web]
listen = "{web}"
[relay]
url = "file:sent"
[origin]
trust_loopback = true
"""


class Serving:
    """`mailgate serve` over one folder; it can be killed and started again, on the same port. `more` are settings."""

    def __init__(self, folder: Path, port: int, web: int = 0, more: str = "") -> None:
        self.folder, self.port = folder, port
        self._process: subprocess.Popen[bytes] | None = None
        settings = SETTINGS.format(smtp=port, web=f"127.0.0.1:{web}" if web else "") + more
        (folder / "mailgate.toml").write_text(settings, encoding="utf-8")
        house = seed(open_house(load_settings(folder / "mailgate.toml")))
        house.store.close()

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


@dataclass(slots=True)
class Promise:
    """What a client knows of one letter."""

    raw: bytes
    tries: int = 0
    kept_as: int = 0  #: the letter's number, when it was answered by one


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx behind the dot, or what means the same at another door."""

    kept_as: int = 0


class Client(threading.Thread):
    """Submits letters one after the other; each is sent with identical bytes until it is answered 2xx."""

    talk: Callable[..., smtplib.SMTP] = smtplib.SMTP

    def __init__(self, number: int, port: int, most: int = 1_000_000, pause: float = 0) -> None:
        super().__init__(name=f"client-{number}", daemon=True)
        self.number, self.port, self.most, self.pause = number, port, most, pause
        self.promised: dict[str, Promise] = {}  #: by nonce
        self.unanswered: dict[str, Promise] = {}  #: what was sent, and given up at the end
        self.refused: list[str] = []  #: 5xx: nobody may ever hear one here
        self.put_off: list[str] = []  #: 4xx, as they were said
        self.enough = threading.Event()
        self.senders: Sequence[str] = SENDERS

    @property
    def accepted(self) -> dict[str, bytes]:
        """What was promised, by nonce."""
        return {nonce: promise.raw for nonce, promise in self.promised.items()}

    def run(self) -> None:
        for count in range(self.most):
            nonce = f"nonce-{self.number}-{count}"
            self.unanswered[nonce] = promise = Promise(self.letter(nonce, count))
            while not (answer := self.once(nonce, promise)):
                if self.enough.is_set():
                    return
                time.sleep(0.03)
            promise.kept_as = answer.kept_as
            self.promised[nonce] = self.unanswered.pop(nonce)
            if self.enough.wait(self.pause):
                return

    def letter(self, nonce: str, count: int) -> bytes:
        """One in fifty takes a while."""
        size = 150_000 if count % 50 == 7 else 200 + (count % 7) * 900
        return a_mail(nonce, self.senders[count % len(self.senders)], size)

    def once(self, nonce: str, promise: Promise) -> Answer | None:
        """Send it; whether it was answered 2xx."""
        promise.tries += 1
        try:
            return self.submit(nonce, promise.raw)
        except (OSError, smtplib.SMTPException) as cause:
            if isinstance(cause, smtplib.SMTPResponseException):
                told = self.refused if cause.smtp_code >= 500 else self.put_off
                said = cause.smtp_error
                told.append(f"{cause.smtp_code} {said.decode() if isinstance(said, bytes) else said}")
            return None

    def submit(self, nonce: str, raw: bytes) -> Answer:
        """One conversation, ended without a goodbye: whatever follows the answer takes nothing back."""
        smtp = self.talk("127.0.0.1", self.port, local_hostname="client.example", timeout=10)
        try:
            steps = (partial(smtp.mail, "ann@customer.example"), partial(smtp.rcpt, RECIPIENT), partial(smtp.data, raw))
            for step in (smtp.ehlo, *steps):
                code, said = step()
                if code != 250:
                    raise smtplib.SMTPResponseException(code, said)
            return Answer(int(said.rpartition(b" ")[2]))
        finally:
            smtp.close()


def a_mail(nonce: str, sender: str, size: int) -> bytes:
    lines = [
        f"From: <{sender}>",
        f"To: <{RECIPIENT}>",
        f"Subject: printer {nonce}",
        f"Message-ID: <{nonce}@customer.example>",
        "",
        *([f"It does not print, says {nonce}."] * (size // 40 + 1)),
        f"..and the last line of {nonce} begins with dots",
        "",
    ]
    return "\r\n".join(lines).encode()
