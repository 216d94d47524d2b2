"""The web application: `make_app(house, templates, attachment)` puts routes, guards and error pages together.

A shell: every route reads its arguments, calls the desk, and shows a page. Nothing is decided here, and no address that
a page prints is taken from the request's Host header.
"""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from mailgate.desk.house import House
from mailgate.web import (
    approve,
    colleague,
    form,
    letters,
    prove,
    review,
    session,
    show_html,
    staff,
    take_next,
    triage,
    verify,
)
from mailgate.web.errors import ERRORS, unexpected
from mailgate.web.guards import Guard
from mailgate.web.pages import STATIC, AttachmentBytes, Pages, WebSettings

STAFFS = (
    staff.router,
    take_next.router,
    triage.router,
    review.router,
    letters.router,
    show_html.router,
    session.router,
)
CUSTOMERS = (verify.router, prove.router, approve.router, colleague.router, form.router)


def make_app(
    house: House,
    templates: Path,
    attachment: AttachmentBytes,
    *,
    settings: WebSettings | None = None,
    max_upload_mb: int = 25,
) -> FastAPI:
    """All pages of one house.

    `templates` is the folder that holds `web/`; `attachment(raw, part, inner)` decodes one file of a raw letter.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, title="mailgate")
    pages = Pages(house, templates, attachment, settings or WebSettings())
    app.state.pages = pages
    for router in (*STAFFS, *CUSTOMERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind, handler in ERRORS:
        app.add_exception_handler(kind, handler)
    app.add_middleware(Guard, own=house.base_url, most_bytes=max_upload_mb * 1024 * 1024, unexpected=unexpected)
    return app
