"""What stands before and after every route: security headers, a size limit, foreign forms, unknown errors.

`Guard` wraps the whole application. Reading methods pass freely, since they change nothing (law 9); an unsafe one from
another site is refused here (threats T35), and staff's forms carry the session's token besides (`needs_token`).
"""

import hmac
import logging
from collections.abc import Awaitable, Callable

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mailgate.web.pages import Me
from mailgate.web.posted import TOKEN, PostedHere

_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses of ours carry tokens
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
TOO_LARGE = "this is larger than may be sent here: attach less, or send it by mail"

log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around everything."""

    def __init__(
        self, app: ASGIApp, *, own: str, most_bytes: int, unexpected: Callable[[Request], Awaitable[Response]]
    ) -> None:
        self._app = app
        self._own = own
        self._most_bytes = most_bytes
        self._unexpected = unexpected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge one request, and put the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = _Answering(send, scope["path"])
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answering)
            return
        try:
            await self._app(scope, _limited(receive, self._most_bytes), answering)
        except Exception:  # what went wrong is for the log; the visitor gets a reference
            if answering.begun:
                raise
            await (await self._unexpected(Request(scope)))(scope, receive, answering)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if scope["method"] not in _SAFE and is_foreign(headers, self._own):
            return PlainTextResponse("This form was sent from another site, so nothing was done.\n", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15 or int(length) > self._most_bytes:
            return PlainTextResponse(f"{TOO_LARGE}\n".capitalize(), 413, {"Connection": "close"})
        return None


def is_foreign(headers: Headers, own: str) -> bool:
    """Whether a browser says that another site made this request.

    Under `no-referrer` browsers send `Origin: null` with forms of our own pages (Fetch §3.2), so null tells nothing.
    """
    site = headers.get("sec-fetch-site", "none")
    return site not in ("same-origin", "none") or headers.get("origin", "null") not in ("null", own)


def needs_token(me: Me, posted: PostedHere) -> None:
    """Refuse a form that does not carry the session's token."""
    if not hmac.compare_digest(posted.fields.get(TOKEN, "").encode(), me.form_token.encode()):
        raise HTTPException(403, "this form is not of your present session, so nothing was done: go back and reload")


class _Answering:
    """Sends on, with the headers; knows whether the answer has begun."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._cache = "public, max-age=3600" if path.startswith("/static/") else "no-store"
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():  # a stranger's HTML brings a stricter policy of its own
                headers.setdefault(name, value)
            headers["Cache-Control"] = self._cache
        await self._send(message)


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """The same body, which ends in 413 where it grows too long; a length may not be announced, or be a lie."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most_bytes:
            raise HTTPException(413, TOO_LARGE)
        return message

    return limited
