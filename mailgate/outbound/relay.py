"""Hands a letter to the next server: `open_relay(url).send(raw, envelope_from, to, name) -> Answer`. Uses the network.

    smtp://[user:password@]host[:port]   STARTTLS when offered      smtps://…   TLS from the first byte
    lmtp://host[:port]                   one answer per recipient   file:DIR    one .eml per letter, counts as accepted

Never raises for what a server or disk does: every outcome is an Answer. Never retries once the letter's bytes have
been sent, since only the outbox may decide to risk a duplicate (threat P11).
"""

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from mailgate.model.address import Address
from mailgate.model.errors import WrongUse
from mailgate.outbound.answer import Answer

_PORTS = {"smtp": 25, "smtps": 465, "lmtp": 24}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
#: Refusals of us and not of the letter (RFC 4954 §6): the relay's set-up is wrong and the letter must wait.
_ABOUT_US = frozenset({421, 530, 534, 535, 538})


class Relay(Protocol):
    """A next server."""

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Answer:
        """Try once. `envelope_from` "" is the null sender; `name` identifies the letter, for relays that keep files."""


def open_relay(url: str, timeout: float = 30) -> Relay:
    """The relay behind a URL; nothing is connected yet. `timeout`: seconds per network step. Raises WrongUse."""
    if url.startswith("file:"):
        folder = url.removeprefix("file:").removeprefix("//")
        if not folder:
            raise WrongUse("the relay file: names no folder; write file:DIR")
        return FolderRelay(Path(folder))
    parts = urlsplit(url)
    try:
        usable = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        usable = False
    if not usable:
        raise WrongUse("the relay must be smtp://host:port, smtps://host:port, lmtp://host:port or file:DIR")
    return ServerRelay(parts, timeout)


class FolderRelay:
    """Writes each letter as DIR/<name>.eml, whole or not at all; accepted once it is on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Answer:
        """Keep the letter; the same name again replaces it, so that a retry is no second letter."""
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}", name):
            return Answer(553, f"{name[:80]!r} cannot be a file name")
        try:
            self._keep(raw, name)
        except OSError as trouble:
            return Answer(451, f"cannot write to {self._folder}: {trouble.strerror or trouble}")
        return Answer(250, f"kept as {name}.eml")

    def _keep(self, raw: bytes, name: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f".{name}.part"
        with part.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / f"{name}.eml")
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)  # the new name itself must survive a power cut
        finally:
            os.close(folder)


class ServerRelay:
    """One SMTP (RFC 5321) or LMTP (RFC 2033) server; keeps its connection between letters. Safe among threads."""

    def __init__(self, parts: SplitResult, timeout: float) -> None:
        self._scheme, self._host = parts.scheme, parts.hostname or ""
        self._port = parts.port or _PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._timeout = timeout
        self._lock = Lock()
        self._connection: smtplib.SMTP | None = None

    def send(self, raw: bytes, envelope_from: str, to: str, name: str) -> Answer:
        """Try once, over the kept connection or a new one."""
        for address in (to, envelope_from or to):
            if Address.read(address) is None:  # smtplib would send its own reading of it (threats T25, T26)
                return Answer(553, f"{address[:80]!r} is not one mail address")
        with self._lock:
            try:
                answer = self._dialogue(raw, envelope_from, to)
            except (OSError, smtplib.SMTPException, ValueError) as trouble:  # ValueError: a password beyond ASCII
                answer = Answer(451, _words(trouble))
            if not answer.accepted:
                self._drop()  # a new letter starts on a connection whose state is known
            return answer

    def close(self) -> None:
        """End the connection politely. The next letter opens another."""
        with self._lock:
            self._drop()

    def _dialogue(self, raw: bytes, envelope_from: str, to: str) -> Answer:
        answer = self._mail(envelope_from, len(raw))
        connection = self._connection
        if connection is None or not answer.accepted:
            return answer
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            lambda: connection.rcpt(to),
            lambda: connection.data(raw),
        )
        for step in steps:
            try:
                answer = _answer(*step())
            except smtplib.SMTPDataError as refused:  # DATA itself was refused; no byte of the letter was sent
                answer = _answer(refused.smtp_code, refused.smtp_error)
            if not answer.accepted:
                break
        return answer

    def _mail(self, envelope_from: str, size: int) -> Answer:
        """MAIL FROM on a live connection. A kept one may have died meanwhile: then once more on a new one."""
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                answer = _answer(*self._connection.mail(envelope_from, self._options(self._connection, size)))
                if answer.code != 421 and answer.accepted:
                    return answer
            self._drop()
        self._connection = self._connect()
        return _answer(*self._connection.mail(envelope_from, self._options(self._connection, size)))

    def _options(self, connection: smtplib.SMTP, size: int) -> list[str]:
        return [f"SIZE={size}"] if connection.has_extn("size") else []  # RFC 1870: too large is said before DATA

    def _connect(self) -> smtplib.SMTP:
        """A greeted connection. Every trouble in here is about the relay, not the letter, and raises."""
        if self._scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._timeout, context=ssl.create_default_context()
            )
        else:
            kind = smtplib.LMTP if self._scheme == "lmtp" else smtplib.SMTP
            connection = kind(self._host, self._port, timeout=self._timeout)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: smtplib.SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        if self._scheme != "smtps" and connection.has_extn("starttls"):
            connection.starttls(context=self._tls())
            connection.ehlo_or_helo_if_needed()
        if self._user:
            if not isinstance(connection.sock, ssl.SSLSocket) and self._host not in _LOOPBACK:
                raise smtplib.SMTPException("the relay offers no TLS, so the password was not sent")
            connection.login(self._user, self._password)

    def _tls(self) -> ssl.SSLContext:
        """Verified when a password will follow; else whatever encryption the relay can give (RFC 7435)."""
        context = ssl.create_default_context()
        if not self._user:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()


def _answer(code: int, words: bytes | str) -> Answer:
    """The server's reply as a value; one that complains about us and not about the letter is temporary."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = " ".join(text.split())[:500]
    return Answer(451, f"{code} {said}") if code in _ABOUT_US or not 200 <= code < 600 else Answer(code, said)


def _words(trouble: Exception) -> str:
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{trouble.smtp_code} {_answer(250, trouble.smtp_error).text}"
    return f"{type(trouble).__name__}: {trouble}"[:500]
