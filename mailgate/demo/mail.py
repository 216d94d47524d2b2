"""Mail on loopback: the letters of the story, a real SMTP client, a real receiving server, and customers' answers.

What a customer answers is built from the mail that the sink really received: its Message-ID, its Reply-To, its words
quoted below. Nothing here knows of tickets.
"""

import smtplib
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formataddr, getaddresses, make_msgid
from importlib.resources import files
from typing import Any

from aiosmtpd.controller import Controller

MX = "mx.severka.example"  #: the firm's own mail server, whose findings about senders are believed
_SECONDS = 20.0  #: for one step of an SMTP dialogue


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def packaged(path: str) -> bytes:
    """A file of the demo, wherever the package lives."""
    return (files("mailgate.demo") / path).read_bytes()


def parsed(raw: bytes) -> EmailMessage:
    """The letter, as Python's email package reads it."""
    return message_from_bytes(raw, policy=policy.default)


@dataclass(frozen=True, slots=True)
class Received:
    """One letter that arrived at the sink."""

    raw: bytes
    envelope_from: str
    to: str

    @property
    def message(self) -> EmailMessage:
        """The letter, parsed."""
        return parsed(self.raw)

    @property
    def message_id(self) -> str:
        """Without angle brackets."""
        return str(self.message["Message-ID"]).strip("<> ")

    @property
    def text(self) -> str:
        """Its plain text."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()).strip() if part else ""


class Sink:
    """The next server on the way to the customers: an SMTP server in a thread, which keeps all that it is given."""

    def __init__(self) -> None:
        self._kept: list[Received] = []
        self._lock = threading.Lock()
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    def start(self) -> None:
        """Listen."""
        self._controller.start()

    def stop(self) -> None:
        """Listen no more; what was kept stays."""
        self._controller.stop()

    def letters(self) -> list[Received]:
        """Everything so far, in order of arrival."""
        with self._lock:
            return list(self._kept)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep it, once per recipient."""
        with self._lock:
            self._kept += [Received(envelope.content, envelope.mail_from or "", to) for to in envelope.rcpt_tos]
        return "250 2.0.0 kept by the customers' server"


def send(port: int, raw: bytes, mail_from: str, rcpts: Sequence[str]) -> tuple[int, str]:
    """Hand a letter to a server as any mail client does; its last answer. Raises OSError or SMTPException."""
    with smtplib.SMTP("127.0.0.1", port, local_hostname="mail.sender.example", timeout=_SECONDS) as client:
        client.ehlo_or_helo_if_needed()
        code, words = client.mail(mail_from)
        for rcpt in rcpts:
            if code < 300:
                code, words = client.rcpt(rcpt)
        if code < 300:
            code, words = client.data(raw)
    return code, words.decode("utf-8", "replace")


def answer_to(received: Received, name: str, words: str, intro: str, *, checked: bool = True) -> bytes:
    """What this person's mail program makes of "reply", and what the firm's MX finds about it.

    `intro` is the line above the quote, as mail programs of that language write it; with `checked` False the MX found
    nothing, as with a sender whose domain publishes no policy.
    """
    asked = received.message
    domain = received.to.rpartition("@")[2]
    reply = EmailMessage(policy=policy.SMTP)
    if checked:
        reply["Authentication-Results"] = f"{MX}; dmarc=pass header.from={domain}; dkim=pass header.d={domain}"
    reply["From"] = formataddr((name, received.to))
    reply["To"] = reply_address(received)
    reply["Subject"] = str(asked["Subject"])
    reply["Message-ID"] = make_msgid(domain=domain)
    reply["In-Reply-To"] = str(asked["Message-ID"])
    reply["References"] = f"{asked['References'] or ''} {asked['Message-ID']}".strip()
    quoted = "\n".join(f"> {line}" for line in received.text.splitlines())
    reply.set_content(f"{words}\n\n{intro}\n{quoted}\n", cte="quoted-printable")
    return reply.as_bytes()


def reply_address(received: Received) -> str:
    """Where an answer goes: Reply-To, else From (RFC 5322 §3.6.2)."""
    asked = received.message
    return getaddresses([str(asked["Reply-To"] or asked["From"])])[0][1]
