"""Calls colleagues by a signed web request: `open_pager(url, secret, timeout).call(name, body, at) -> Answer`.

    webhook-id: NAME    webhook-timestamp: seconds    webhook-signature: v1,base64(HMAC-SHA256(key, id.timestamp.body))

That is the way of Standard Webhooks, so that any library of it can check a call; NAME is the same at each try, so that
a call that came twice can be told. Never raises for what a server does: 2xx is an accepted Answer, 410 is a refusal for
good, and all else is tried again by the outbox. No redirect is followed, and nothing of the answer's body is read.
"""

import base64
import binascii
import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from mailgate.model.errors import WrongUse
from mailgate.outbound.answer import Answer

PREFIX = "whsec_"
_GONE = 410  #: the receiver wants no more of it
_LEAST_BYTES = 24


def open_pager(url: str, secret: Callable[[], str], timeout: float) -> "Pager":
    """Nothing is connected yet, and the secret is asked for at each call. `timeout`: seconds for a whole call."""
    return Pager(urlsplit(url), secret, timeout)


def key_of(secret: str) -> bytes:
    """The key behind `whsec_…`. Raises WrongUse with how to make one."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or len(key) < _LEAST_BYTES:
        raise WrongUse("the pager's secret is not whsec_ and base64; make one: echo whsec_$(openssl rand -base64 32)")
    return key


def signed(name: str, body: bytes, at: datetime, key: bytes) -> dict[str, str]:
    """The headers that say who sent this body, and when."""
    seconds = str(int(at.timestamp()))
    mark = hmac.digest(key, b".".join((name.encode(), seconds.encode(), body)), "sha256")
    return {
        "webhook-id": name,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(mark).decode()}",
    }


class Pager:
    """One receiver. A new connection for each call; safe among threads."""

    def __init__(self, parts: SplitResult, secret: Callable[[], str], timeout: float) -> None:
        self._parts, self._secret, self._timeout = parts, secret, timeout

    def call(self, name: str, body: bytes, at: datetime) -> Answer:
        """Try once."""
        try:
            headers = signed(name, body, at, key_of(self._secret()))
        except (OSError, UnicodeDecodeError, WrongUse) as trouble:
            return Answer(451, f"{type(trouble).__name__}: {trouble}"[:500])
        return self._post(body, {"content-type": "application/json", "user-agent": "mailgate", **headers})

    def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        connection, late = self._connection(), threading.Event()
        # A time limit of the socket counts each step alone: who drips an answer would hold up all other letters.
        timer = threading.Timer(self._timeout, _hang_up, (connection, late))
        timer.daemon = True
        timer.start()
        try:
            target = f"{self._parts.path or '/'}?{self._parts.query}".rstrip("?")
            connection.request("POST", target, body, headers)
            with connection.getresponse() as response:  # one that was cut off looks like a whole one
                return self._no_answer() if late.is_set() else _answer(response.status, response.reason)
        except TimeoutError:
            return self._no_answer()
        except (OSError, http.client.HTTPException) as trouble:
            return self._no_answer() if late.is_set() else Answer(451, f"{type(trouble).__name__}: {trouble}"[:500])
        finally:
            timer.cancel()
            connection.close()

    def _no_answer(self) -> Answer:
        return Answer(451, f"no answer within {self._timeout:g} s")

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._timeout)
        return http.client.HTTPSConnection(host, port, timeout=self._timeout, context=ssl.create_default_context())


def _hang_up(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    late.set()
    wire = connection.sock
    if wire is not None:
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)


def _answer(status: int, reason: str) -> Answer:
    """As the outbox reads it: what is not taken is tried again, also where only our set-up is wrong."""
    said = f"HTTP {status} {' '.join(reason.split())}".strip()[:500]
    if 200 <= status < 300:
        return Answer(250, said)
    return Answer(550 if status == _GONE else 451, said)
