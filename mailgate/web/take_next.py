"""The button "Take next" of the queue: the next ticket is taken and shown, or a sentence says why there is none."""

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from mailgate.desk.take_next import take_next
from mailgate.model.queue import View
from mailgate.web.guards import needs_token
from mailgate.web.pages import Me, PagesHere

router = APIRouter()


@router.post("/q/next", dependencies=[Depends(needs_token)])
def next_one(pages: PagesHere, me: Me) -> Response:
    """Whoever presses it has the ticket on the page that follows."""
    taken = take_next(pages.house, me.email, View.UNPICKED)
    return RedirectResponse(f"/t/{taken.number}?done=take", 303)
