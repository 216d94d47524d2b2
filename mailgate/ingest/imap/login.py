"""How an account proves who it is: a password, or a token that is renewed ahead of its end (XOAUTH2).

    login = login_of(account); login(server)

Secrets are read from their files at each login and stand in no log and no error. A refusal is Refused, with the words
that help; what cannot be had at this moment is NoToken.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from imapclient.exceptions import LoginError

from mailgate.config import Imap
from mailgate.ingest.imap.server import Server
from mailgate.ingest.imap.tokens import SOURCES, Token, TokenSource

RENEW_AHEAD = 600.0  #: seconds before its end that a token is renewed; one that lasts short, in its last fifth
TRY_AGAIN = 60.0  #: seconds after a renewal failed


class Refused(Exception):
    """The server does not let us in, and will not in a moment either."""


class NoToken(Exception):
    """There is no token to be had now."""


class Login(Protocol):
    """Logs in a server that is connected, and knows when that must be done again."""

    until: float  #: POSIX seconds; when what was shown at the login ends, 0 when it does not

    def __call__(self, server: Server) -> None:
        """Raises Refused, NoToken, or one of `server.TROUBLES`."""

    def renewed(self) -> bool:
        """Renew ahead what will end: whether there is something new to log in with. Raises NoToken."""


def login_of(account: Imap) -> Login:
    """The way that the settings say."""
    if account.auth == "password":
        return PasswordLogin(account)
    return TokenLogin(account, SOURCES[account.auth](account))


@dataclass(slots=True)
class PasswordLogin:
    """LOGIN, or AUTHENTICATE PLAIN where it is offered: that takes every character (RFC 4616)."""

    account: Imap
    until: float = 0.0

    def __call__(self, server: Server) -> None:
        """See Login."""
        account = self.account
        where = account.password_file or "password in the settings"
        secret = first_line(account.password_file) if account.password_file else account.password.get_secret_value()
        if not secret.isprintable():
            raise Refused(f"the secret of account {account.name} has control characters in it; check {where}")
        plain = server.can("AUTH=PLAIN")
        if not plain and not (account.user + secret).isascii():
            raise Refused(f"the server takes only ASCII in name and password of account {account.name}; check {where}")
        try:
            (server.client.plain_login if plain else server.client.login)(account.user, secret)
        except LoginError as cause:
            raise Refused(
                f"login refused for account {account.name}; check {where}; the server said: {said(cause)}"
            ) from None

    def renewed(self) -> bool:
        """A password does not end."""
        return False


class TokenLogin:
    """AUTHENTICATE XOAUTH2. `source` gets a fresh token each time that it is called."""

    def __init__(self, account: Imap, source: TokenSource, now: Callable[[], float] = time.time) -> None:
        self._account = account
        self._source = source
        self._now = now
        self._token: Token | None = None
        self._renew_at = 0.0
        self._try_at = 0.0
        self.until = 0.0

    def __call__(self, server: Server) -> None:
        """See Login."""
        token = self._token
        if token is None or self._now() >= self._renew_at:
            token = self._renew(token)
        try:
            server.client.oauth2_login(self._account.user, token.text)
        except LoginError as cause:
            self._token = None
            raise Refused(
                f"login refused for account {self._account.name} with a fresh token; may the application read "
                f"{self._account.user}? The server said: {said(cause)}"
            ) from None
        self.until = token.until

    def renewed(self) -> bool:
        """See Login. Not more often than each TRY_AGAIN seconds."""
        now = self._now()
        if self._token is None or now < max(self._renew_at, self._try_at):
            return False
        before = self._token
        try:
            return self._renew(None).until > before.until
        except NoToken as cause:
            self._try_at = now + TRY_AGAIN
            end = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(before.until))
            raise NoToken(f"{cause}; the present token ends at {end}, then nothing is fetched") from None

    def _renew(self, present: Token | None) -> Token:
        """A fresh token; while there is none, the present one as long as it lasts."""
        try:
            self._token = self._source()
        except Exception as cause:  # whatever a library of a provider raises
            if present is not None and self._now() < present.until:
                return present
            raise NoToken(f"no token for account {self._account.name}: {said(cause)}") from None
        lasts = self._token.until - self._now()
        self._renew_at = self._token.until - min(RENEW_AHEAD, lasts / 5)
        return self._token


def first_line(file: str) -> str:
    """The secret in a file. Raises Refused."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        why = getattr(cause, "strerror", "") or "it is not UTF-8"
        raise Refused(f"the secret file {file} cannot be read: {why}") from None
    if not lines or not lines[0]:
        raise Refused(f"the secret file {file} is empty")
    return lines[0]


def said(cause: BaseException) -> str:
    """The words of a server or library, in one short line."""
    text = re.sub(r"^b'(.*)'$", r"\1", str(cause)) or type(cause).__name__
    return " ".join("".join(c if c.isprintable() else " " for c in text[:600]).split())[:300]
