"""The page behind the link of a request for approval: approve or refuse, without signing in (S3-4).

Opening it changes nothing, however often a scanner does (threats T32); its two buttons answer, once. A late or spent
link shows how things stand; one that is not ours shows the phone and nothing of any ticket.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailgate.desk.approval import DECISIONS
from mailgate.desk.approve import ApprovePage, answer_approve, open_approve
from mailgate.web.pages import READ, Pages, PagesHere
from mailgate.web.posted import PostedHere
from mailgate.web.words import in_words

router = APIRouter()


@router.api_route("/a/{token}", methods=READ)
def open_(request: Request, pages: PagesHere, token: str) -> Response:
    """The question, or how things stand."""
    page = open_approve(pages.house, token)
    return gone(request, pages) if page is None else _show(pages, token, page)


@router.post("/a/{token}")
def answer(request: Request, pages: PagesHere, posted: PostedHere, token: str) -> Response:
    """Take the answer, then lead to the page that shows it: a reload asks nothing again."""
    said = next((each for each in DECISIONS if each == posted.fields.get("answer")), None)
    if said is None:
        page = open_approve(pages.house, token)
        return gone(request, pages) if page is None else _show(pages, token, page, status=422)
    page = answer_approve(pages.house, token, said, posted.fields.get("comment", ""))
    return gone(request, pages) if page is None else RedirectResponse(f"/a/{token}", 303)


def _show(pages: Pages, token: str, page: ApprovePage, *, status: int = 200) -> Response:
    with pages.house.view() as work:
        zone = work.desk.firm.zone
    until = in_words(page.until, zone, page.language)
    return pages.public("approve", page.language, status, token=token, page=page, until=until, wrong=status == 422)


def gone(request: Request, pages: Pages) -> Response:
    """For a link that is not ours: there is no ticket whose language could be spoken."""
    return pages.public("told", pages.language(request), 404, title_key="bad_link", text_key="bad_link_text")
