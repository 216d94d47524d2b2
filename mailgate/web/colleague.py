"""The page on which a customer's administrator adds a colleague who wrote to us, by one click (design.md §5).

Opening it changes nothing; "Add" and "Not ours" answer, once. What is typed counts only on a link of ours whose person
still is an administrator: the desk looks at both.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailgate.desk.colleague import ColleaguePage, add_colleague, open_colleague, refuse_colleague
from mailgate.model.person import Right
from mailgate.web.approve import gone
from mailgate.web.pages import READ, Pages, PagesHere
from mailgate.web.posted import Posted, PostedHere
from mailgate.web.words import in_words

router = APIRouter()
_TICKED = (Right.TECHNICAL,)  #: to begin with
_TICK = "right_"


@router.api_route("/c/{token}", methods=READ)
def open_(request: Request, pages: PagesHere, token: str) -> Response:
    """The question, or how things stand."""
    page = open_colleague(pages.house, token)
    return gone(request, pages) if page is None else _show(pages, token, page)


@router.post("/c/{token}")
def answer(request: Request, pages: PagesHere, posted: PostedHere, token: str) -> Response:
    """Take the answer, then lead to the page that shows it: a reload asks nothing again."""
    said = posted.fields.get("answer")
    if said == "add":
        page = add_colleague(pages.house, token, posted.fields.get("name", ""), _ticked(posted))
    elif said == "refuse":
        page = refuse_colleague(pages.house, token)
    else:
        page = open_colleague(pages.house, token)
        return gone(request, pages) if page is None else _show(pages, token, page, status=422)
    return gone(request, pages) if page is None else RedirectResponse(f"/c/{token}", 303)


def _ticked(posted: Posted) -> list[Right]:
    return [right for right in Right if f"{_TICK}{right}" in posted.fields]


def _show(pages: Pages, token: str, page: ColleaguePage, *, status: int = 200) -> Response:
    with pages.house.view() as work:
        zone = work.desk.firm.zone
    return pages.public(
        "colleague",
        page.language,
        status,
        token=token,
        page=page,
        until=in_words(page.until, zone, page.language),
        rights=[(f"{_TICK}{right}", right in _TICKED, right is Right.COMPANY_ADMIN) for right in Right],
        wrong=status == 422,
    )
