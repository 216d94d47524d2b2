"""The page that proves an address: its button says "it was me". Opening it changes nothing."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailgate.desk.customer import answer_prove, open_prove
from mailgate.web.pages import READ, Pages, PagesHere

router = APIRouter()


@router.api_route("/p/{token}", methods=READ)
def open_(request: Request, pages: PagesHere, token: str) -> Response:
    """The button, or that it is done."""
    found = open_prove(pages.house, token)
    if found is None:
        return _gone(request, pages)
    language, number, proven = found
    return pages.public("prove", language, number=number, proven=proven, token=token)


@router.post("/p/{token}")
def answer(request: Request, pages: PagesHere, token: str) -> Response:
    """The address is proven."""
    if answer_prove(pages.house, token) is None:
        return _gone(request, pages)
    return RedirectResponse(f"/p/{token}", 303)


def _gone(request: Request, pages: Pages) -> Response:
    return pages.public("told", pages.language(request), 404, title_key="bad_link", text_key="bad_link_text")
