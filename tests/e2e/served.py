"""A running desk that the browser tests talk to: `mailgate serve` in a folder of its own."""

import email
import email.policy
import re
import smtplib
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from mailgate.testing import a_letter

CUSTOMERS = (
    "company;domains;contact;emails;language;rights\n"
    "Oak Ltd;oak.example;Ann Oak;ann@oak.example;en;technical order\n"
    "Lípa s.r.o.;lipa.example;Jan Lípa;jan@lipa.example;cs;technical order\n"
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk."""

    folder: Path
    smtp_port: int
    url: str

    def run(self, *command: str) -> str:
        """One command of ours; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "mailgate", *command], cwd=self.folder, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def send(self, sender: str, subject: str, text: str, **more: str) -> None:
        """One mail in, by SMTP."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=20) as client:
            raw = a_letter(sender=more.get("header", sender), to="help@fern.example", subject=subject, text=text)
            client.sendmail(sender, ["help@fern.example"], raw)

    def sent(self, effect_words: str) -> str:
        """The plain text of a letter out that has these words, as soon as it has left."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            for path in sorted((self.folder / "outbox").glob("*.eml")):
                text = _plain(path)
                if effect_words in text:
                    return text
            time.sleep(0.2)
        raise AssertionError(f"no letter with {effect_words!r} has left")


def _plain(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else ""


def link(text: str, path: str) -> str:
    """The first of our links to such a page in a letter."""
    found = re.search(rf"http://\S+/{path}/[^\s?]+", text)
    assert found, text
    return found[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_listens(desk: Desk, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    for port in (desk.smtp_port, int(desk.url.rpartition(":")[2])):
        while True:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
