"""The lead's review list as a page: what went wrong, why it stands there, and for how long. Changes nothing."""

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from mailgate.desk import review as desk_review
from mailgate.desk.acts import LEADS
from mailgate.web.pages import READ, Me, PagesHere

router = APIRouter()
_MOST = 500  #: rows; the oldest, so that what is reviewed makes room


@router.api_route("/review", methods=READ)
def review(pages: PagesHere, me: Me) -> Response:
    """Only leads read it: it names who worked on what went wrong."""
    if me.role not in LEADS:
        raise HTTPException(403, "the review list is for leads")
    with pages.house.view() as work:
        names = {member.email: member.name for member in work.desk.staff}
        return pages.staff("review", work, me, rows=desk_review.rows(work, _MOST), names=names)
