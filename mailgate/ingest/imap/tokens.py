"""Tokens for XOAUTH2, from Microsoft 365 (client credentials) and Google (a service account). Needs mailgate[oauth].

The libraries are imported when a token is wanted, and asked for a fresh one each time: the caller keeps it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from mailgate.config import Imap

_MICROSOFT_SCOPE = "https://outlook.office365.com/.default"
_GOOGLE_SCOPE = "https://mail.google.com/"
_SECONDS = 30


class Refusal(Exception):
    """The provider gives no token; in its words."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is shown to the server, until when."""

    text: str
    until: float  #: POSIX seconds

    def __repr__(self) -> str:
        """Never the token itself."""
        return f"Token(until={self.until:.0f})"


TokenSource = Callable[[], Token]


def microsoft(account: Imap) -> TokenSource:
    """The application's own token, by its client secret."""

    def fresh() -> Token:
        try:
            import msal
        except ModuleNotFoundError:
            raise Refusal("the package msal is missing: pip install 'mailgate[oauth]'") from None
        secret = Path(account.client_secret_file).read_text(encoding="utf-8-sig").split("\n")[0].strip()
        authority = f"https://login.microsoftonline.com/{account.tenant}"
        application = msal.ConfidentialClientApplication(
            account.client_id, authority=authority, client_credential=secret, timeout=_SECONDS
        )
        return token_of(application.acquire_token_for_client([_MICROSOFT_SCOPE]), time.time())

    return fresh


def token_of(answer: dict[str, object], now: float) -> Token:
    """The token in an answer of RFC 6749 §5. Raises Refusal."""
    text, lasts = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(text, str) or not isinstance(lasts, int | float | str):
        why = str(answer.get("error_description") or answer.get("error") or "an answer without a token")
        raise Refusal(why.splitlines()[0])
    return Token(text, now + float(lasts))


def google(account: Imap) -> TokenSource:
    """A token of the service account in the name of the mailbox (domain-wide delegation)."""

    def fresh() -> Token:
        try:
            from google.auth.transport.requests import Request
            from google.oauth2 import service_account
        except ModuleNotFoundError:
            raise Refusal("the package google-auth is missing: pip install 'mailgate[oauth]'") from None
        made_from: Any = service_account.Credentials  # partly untyped
        credentials = made_from.from_service_account_file(
            account.key_file, scopes=[_GOOGLE_SCOPE], subject=account.user
        )
        credentials.refresh(Request())
        return Token(credentials.token, credentials.expiry.replace(tzinfo=UTC).timestamp())

    return fresh


SOURCES: dict[str, Callable[[Imap], TokenSource]] = {"microsoft": microsoft, "google": google}
