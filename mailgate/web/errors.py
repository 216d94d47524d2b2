"""Errors as pages: what mailgate says on purpose keeps its sentence, everything else gets a reference and the log.

Customers behind links and forms never read internal words: they get a friendly page with the phone.
"""

import logging
import uuid
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from mailgate.model.errors import Conflict, MailgateError, NotAllowed, Trouble, UnknownThing, WrongUse
from mailgate.web.pages import Pages

_STATUS: tuple[tuple[type[MailgateError], int], ...] = (
    (UnknownThing, 404),
    (WrongUse, 422),
    (NotAllowed, 409),
    (Conflict, 409),
    (Trouble, 503),
)
_PUBLIC = ("/v/", "/p/", "/form/")
_TITLES = {403: "Not done", 404: "Nothing here", 405: "Not like this", 413: "Too large", 503: "Not now"}

log = logging.getLogger(__name__)


def status_of(error: MailgateError) -> int:
    """The HTTP status of an error that is raised on purpose."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def sentence(error: MailgateError) -> str:
    """What people read."""
    text = str(error)
    return text[:1].upper() + text[1:]


async def on_purpose(request: Request, error: Exception) -> Response:
    """A MailgateError that no route has turned into its own page."""
    assert isinstance(error, MailgateError)
    try:
        return await run_in_threadpool(_page, request, status_of(error), sentence(error))
    except Trouble:  # the page needs the database as well
        return PlainTextResponse(f"{_TITLES[503]}: please try again in a few minutes.\n", 503)


async def by_http(request: Request, error: Exception) -> Response:
    """What the routing or a guard refuses; 303 leads on."""
    assert isinstance(error, HTTPException)
    if error.status_code == 303 and error.headers:
        return RedirectResponse(error.headers["Location"], 303)
    text = "there is no such page" if error.status_code == 404 else str(error.detail)
    answer = await run_in_threadpool(_page, request, error.status_code, text[:1].upper() + text[1:])
    answer.headers.update(error.headers or {})
    return answer


async def unexpected(request: Request) -> Response:
    """The page for what nobody expected. Called while the exception is handled."""
    reference = uuid.uuid4().hex[:8]
    log.exception("reference %s: %s failed", reference, request.method)
    try:
        text = f"Something went wrong here. It is written down under the reference {reference}."
        return await run_in_threadpool(_page, request, 500, text)
    except Exception:  # the database may be what failed
        return PlainTextResponse(f"Something went wrong here; reference {reference}.\n", 500)


def _page(request: Request, status: int, text: str) -> Response:
    pages: Pages = request.app.state.pages
    if request.url.path.startswith(_PUBLIC):
        words_key = "nothing_here" if status in (404, 422) else "not_now"
        return pages.public("told", pages.language(request), status, title_key=words_key, text_key=f"{words_key}_text")
    return pages.show("error", status, title=_TITLES.get(status, "That did not work"), text=text, language="en")


Handler = Callable[[Request, Exception], Awaitable[Response]]
ERRORS: tuple[tuple[type[Exception], Handler], ...] = ((MailgateError, on_purpose), (HTTPException, by_http))
