"""A desk behind its own MX, at which people write, staff act, and every letter that leaves is looked at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from mailgate.testing import a_letter

from .conftest import SETTINGS, Ran, Shell, write_settings

MX = "mx.desk.example"
BOX = "support@desk.example"
NIGHT = "2026-11-03T02:10:00+01:00"
MORNING = "2026-11-03T09:00:00+01:00"
_HEADERS = {"cc": "Cc", "reply_to": "Reply-To"}
RESULTS = {"proven": f"{MX}; dmarc=pass header.from=", "forged": f"{MX}; dmarc=fail header.from="}


@dataclass(frozen=True)
class Left:
    """A letter that left."""

    to: str
    subject: str
    text: str
    message_id: str
    reply_to: str


@dataclass
class Firm:
    """The desk of the seed, as people around it see it."""

    shell: Shell
    now: str = MORNING
    letters: int = 0

    def mail(self, sender: str, *, proof: str = "proven", rcpt: str = BOX, **letter: Any) -> dict[str, Any]:
        """A letter comes from the MX, with what it found out on top; what `ingest` prints of it."""
        self.letters += 1
        domain = sender.rpartition("@")[2].strip(">")
        results = RESULTS[proof] + domain if proof in RESULTS else MX + "; none"
        more = [(header, letter.pop(key)) for key, header in _HEADERS.items() if key in letter]
        raw = a_letter(headers=more, sender=sender, authentication_results=results, **{"to": BOX, **letter})
        name = f"{self.letters}.eml"
        (self.shell.folder / name).write_bytes(raw)
        bare = re.sub(r".*<|>.*", "", sender)
        row = self.shell.json("--now", self.now, "ingest", name, "--mail-from", bare, "--rcpt-to", rcpt)
        self.deliver()
        return row

    def act(self, number: str, action: str, staff: str = "ada", **keys: str) -> dict[str, Any]:
        settings = [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]
        who = f"{staff}@desk.example"
        row = self.shell.json("--now", self.now, "ticket", "act", number, action, "--as", who, *settings)
        self.deliver()
        return row

    def refused(self, number: str, action: str, staff: str = "ada", **keys: str) -> Ran:
        """An act that is not done."""
        settings = [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]
        return self.shell(
            "--now", self.now, "ticket", "act", number, action, "--as", f"{staff}@desk.example", *settings
        )

    def deliver(self) -> None:
        assert self.shell("--now", self.now, "tick").code == 0

    def ticket(self, number: str = "MG-1") -> dict[str, Any]:
        return self.shell.json("--now", self.now, "ticket", "show", number)

    def left(self, to: str = "") -> list[Left]:
        """Letters that left (to this address), oldest first."""
        files = sorted((self.shell.folder / "sent").glob("*.eml"), key=lambda path: int(path.stem.rpartition("-")[2]))
        read = [_left(path) for path in files]
        return [each for each in read if not to or each.to == to]

    def told(self) -> set[str]:
        """Every address outside of the firm that was ever written to."""
        return {each.to for each in self.left() if not each.to.endswith("@desk.example")}


def set_up(shell: Shell) -> Firm:
    """Only what the firm's MX says of a sender is believed."""
    origin = f'[origin]\ntrusted_authserv_ids = ["{MX}"]\n'
    write_settings(shell.folder, SETTINGS.format(smtp=0, web="").replace("[origin]\ntrust_loopback = true\n", origin))
    shell.set_up()
    return Firm(shell)


def secrets_in(letters: Sequence[Left], *secrets: str) -> list[str]:
    """Words that stand in one of these letters."""
    return [word for word in secrets for each in letters if word in each.subject + each.text]


def _left(path: Path) -> Left:
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(letter, EmailMessage)
    body = letter.get_body(("plain",))
    text = body.get_content() if body else ""
    message_id = str(letter["Message-ID"]).strip("<>")
    return Left(str(letter["To"]), str(letter["Subject"]), text, message_id, str(letter["Reply-To"]))
