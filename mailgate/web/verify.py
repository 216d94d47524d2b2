"""The page behind the links of the verification letter: one honest answer, without signing in (screens 3.12).

Opening it changes nothing, however often a scanner does (threats T32); its form answers. A late or used link shows how
things stand; one that is not ours shows the phone and nothing of any ticket.
"""

from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailgate.desk.customer import VerifyPage, answer_verify, open_verify
from mailgate.model.ticket import State
from mailgate.web.pages import READ, Pages, PagesHere
from mailgate.web.posted import PostedHere
from mailgate.web.words import in_words

router = APIRouter()
Said = Literal["yes", "partly", "no"]
ANSWERS: tuple[Said, ...] = ("yes", "partly", "no")
_WORKING = (State.FIRST_LINE, State.SECOND_LINE)


@router.api_route("/v/{token}", methods=READ)
def open_(request: Request, pages: PagesHere, token: str, answer: str = "") -> Response:
    """The question, or how things stand."""
    page = open_verify(pages.house, token)
    return _gone(request, pages) if page is None else _show(pages, token, page, answer)


@router.post("/v/{token}")
def answer(request: Request, pages: PagesHere, posted: PostedHere, token: str) -> Response:
    """Take the answer, then lead to the page that shows it: a reload asks nothing again."""
    said = next((each for each in ANSWERS if each == posted.fields.get("answer")), None)
    if said is None:
        page = open_verify(pages.house, token)
        return _gone(request, pages) if page is None else _show(pages, token, page, "", status=422)
    page = answer_verify(pages.house, token, said, posted.fields.get("comment", ""))
    return _gone(request, pages) if page is None else RedirectResponse(f"/v/{token}", 303)


def _show(pages: Pages, token: str, page: VerifyPage, answer: str, *, status: int = 200) -> Response:
    offered: tuple[Said, ...] = ANSWERS if page.expectation else ("yes", "no")
    return pages.public(
        "verify",
        page.language,
        status,
        token=token,
        page=page,
        phone=page.phone,
        answers=sorted(offered, key=lambda each: each != answer),  # the chosen one first; the others keep their order
        situation=situation(page),
        closes_at=in_words(page.closes_at, page.zone, page.language),
        answer_by=in_words(page.answer_by, page.zone, page.language),
    )


def situation(page: VerifyPage) -> str:
    """Which of the page's faces is shown; each has its words."""
    if page.asked:
        return "asked"
    if page.answered:
        return "thanks"
    if page.state is State.CLOSED:
        return "closed_reopenable" if page.may_reopen else "closed"
    if page.state in _WORKING:
        return "working"
    return "closed" if page.state in (State.ARCHIVED, State.REJECTED) else "elsewhere"


def _gone(request: Request, pages: Pages) -> Response:
    """For a link that is not ours: there is no ticket whose language could be spoken."""
    return pages.public("told", pages.language(request), 404, title_key="bad_link", text_key="bad_link_text")
