"""Triage: one new ticket at a time, what is proposed of it, and four acts; after each comes the next one.

Plain forms. Asking the sender happens on the ticket's own page, where the letter is previewed; so is here what the
author of a duplicate would receive (law 14). Nothing is decided here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from mailgate.desk import act as desk_act
from mailgate.desk import look, triage_queue
from mailgate.desk import queue as desk_queue
from mailgate.desk.find import find_ticket
from mailgate.desk.house import Work
from mailgate.desk.triage import TRIAGE
from mailgate.model.errors import MailgateError, UnknownThing
from mailgate.model.ids import ticket_id
from mailgate.model.queue import QueuePlace, View
from mailgate.model.ticket import State
from mailgate.web.errors import sentence, status_of
from mailgate.web.fields import DONE, section_of
from mailgate.web.pages import READ, Colleague, Me, Pages, PagesHere
from mailgate.web.posted import Posted, PostedHere
from mailgate.web.staff import OURS
from mailgate.web.ticket_page import gathered

router = APIRouter()


@router.api_route("/triage", methods=READ)
def triage(pages: PagesHere, me: Me, after: str = "", done: str = "", was: str = "") -> Response:
    """The first new ticket, or the first behind the one that was left."""
    number = ticket_id(was)
    return _page(pages, me, after=_place(after), result=DONE.get(done, ""), was=f"MG-{number}" if number else "")


@router.post("/triage/{number}/{action}", dependencies=OURS)
def decide(pages: PagesHere, me: Me, posted: PostedHere, number: str, action: str) -> Response:
    """Do it and go on; what could not be done comes back with its reason and every word that was typed."""
    if action not in TRIAGE:
        raise UnknownThing("there is no such action")
    after = _place(posted.fields.get("_after", ""))
    keys = {name: value for name, value in posted.typed.items() if value.strip()}
    try:
        if letters := _letters(pages, me, posted, number, action, keys):
            return _preview(pages, me, posted, number, action, letters, after)
        done = desk_act.act(pages.house, number, action, me.email, keys)
    except MailgateError as error:
        return _page(pages, me, after=after, number=number, action=action, typed=posted.typed, error=error)
    return RedirectResponse(f"/triage?{urlencode({'after': after, 'done': action, 'was': done.number})}", 303)


def _letters(
    pages: Pages, me: Colleague, posted: Posted, number: str, action: str, keys: Mapping[str, str]
) -> list[Any]:
    """What the customer would receive and nobody has seen yet."""
    section = section_of(action)
    if section is None or not section.mails or "_seen" in posted.fields:
        return []
    return desk_act.preview(pages.house, number, action, me.email, keys)


def _preview(
    pages: Pages, me: Colleague, posted: Posted, number: str, action: str, letters: list[Any], after: str
) -> Response:
    with pages.house.view() as work:
        return pages.staff(
            "preview",
            work,
            me,
            ticket=look.ticket(work, number),
            section=section_of(action),
            letters=letters,
            typed={**posted.typed, "_after": after, "_seen": "yes"},
            names={},
            send_to=f"/triage/{find_ticket(work, number).number}/{action}",
            back=f"/triage?after={after}",
        )


def _page(
    pages: Pages,
    me: Colleague,
    *,
    after: str,
    number: str = "",
    result: str = "",
    was: str = "",
    action: str = "",
    typed: Mapping[str, str] | None = None,
    error: MailgateError | None = None,
) -> Response:
    """The page of this ticket while it is new, else of the one whose turn it is."""
    with pages.house.view() as work:
        seen_by = desk_queue.viewer(work, me.email)
        values = _this(work, number) if number else None
        if values is None and (turn := triage_queue.first(work, seen_by, QueuePlace.read(after))):
            values = {**gathered(work, turn[0].number), "place": str(turn[1])}
        return pages.staff(
            "triage",
            work,
            me,
            status_of(error) if error else 200,
            **{"ticket": None, "banners": [], "place": "", "categories": [], **(values or {})},
            left=desk_queue.counts(work, seen_by)[View.CLASSIFY],
            after=after,
            problem=sentence(error) if error else "",
            result=result,
            was=was,
            action=action,
            typed=typed or {},
        )


def _this(work: Work, number: str) -> dict[str, Any] | None:
    """The values of a ticket that is still new; None of any other."""
    known = work.unit.tickets.get(ticket_id(number) or 0)
    if known is None or known.state is not State.NEW:
        return None
    return {**gathered(work, known.number), "place": str(triage_queue.place_of(work, known))}


def _place(text: str) -> str:
    """A place in the queue as we write it; "" for anything else."""
    read = QueuePlace.read(text)
    return str(read) if read else ""
