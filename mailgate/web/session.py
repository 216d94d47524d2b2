"""Signing in by a one-time address that a colleague hands over, and signing out.

Opening the address shows a button; only the button spends it (law 9). A session's secret is new each time, lives in a
cookie that scripts cannot read, and only its digest is stored.
"""

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from mailgate.desk import doors
from mailgate.model.errors import UnknownThing
from mailgate.web.guards import needs_token
from mailgate.web.pages import READ, Me, PagesHere

router = APIRouter()


@router.api_route("/sign-in", methods=READ)
def door(pages: PagesHere) -> Response:
    """How to come in."""
    return pages.show("sign_in", language="en", token="", name="", problem="")


@router.api_route("/sign-in/{token}", methods=READ)
def invitation(pages: PagesHere, token: str) -> Response:
    """The button; spends nothing."""
    staff = doors.invited(pages.house, token)
    if staff is None:
        problem = "This sign-in address is used or expired."
        return pages.show("sign_in", 404, language="en", token="", name="", problem=problem)
    return pages.show("sign_in", language="en", token=token, name=staff.name, problem="")


@router.post("/sign-in/{token}")
def sign_in(pages: PagesHere, token: str) -> Response:
    """Spend the invitation, once."""
    try:
        secret = doors.sign_in(pages.house, token)
    except UnknownThing:
        problem = "This sign-in address is used or expired."
        return pages.show("sign_in", 404, language="en", token="", name="", problem=problem)
    answer = RedirectResponse("/q", 303)
    lasts = int(doors.SESSION_LASTS.total_seconds())
    answer.set_cookie(pages.cookie, secret, max_age=lasts, path="/", httponly=True, samesite="lax", secure=pages.secure)
    return answer


@router.post("/sign-out", dependencies=[Depends(needs_token)])
def sign_out(pages: PagesHere, me: Me) -> Response:
    """End this session."""
    doors.sign_out(pages.house, me.secret)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(pages.cookie, path="/", httponly=True, samesite="lax", secure=pages.secure)
    return answer
