"""Staff's queue and tickets. Every action is a plain form; what mails the customer is previewed first (law 14)."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from mailgate.desk import act as desk_act
from mailgate.desk import look
from mailgate.desk import queue as desk_queue
from mailgate.desk.acts import LEADS
from mailgate.desk.coverage import gap_hint
from mailgate.desk.find import find_ticket
from mailgate.desk.house import Work
from mailgate.desk.sorting import known_queues
from mailgate.model.errors import MailgateError, UnknownThing
from mailgate.model.queue import QueuePlace, View, Viewer
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import State
from mailgate.web.errors import sentence, status_of
from mailgate.web.fields import DONE, keys_of, section_of
from mailgate.web.guards import needs_token
from mailgate.web.pages import READ, Colleague, Me, Pages, PagesHere
from mailgate.web.posted import PostedHere
from mailgate.web.queue_views import LABELS, address, as_typed, only_of, view_of
from mailgate.web.ticket_page import gathered

router = APIRouter()
OURS = [Depends(needs_token)]


@router.api_route("/", methods=READ)
def front(me: Me) -> Response:
    """The queue is where work begins."""
    return RedirectResponse("/q", 303)


@router.api_route("/healthz", methods=READ)
async def healthz() -> Response:
    """The process answers; nothing else is told here (threats T54)."""
    return PlainTextResponse("ok\n")


@router.api_route("/q", methods=READ)
def queue(
    pages: PagesHere,
    me: Me,
    narrowed: Annotated[Only, Depends(only_of)],
    view: str = "open",
    state: str = "",
    q: str = "",
    after: str = "",
    page: str = "1",
) -> Response:
    """The queue; its address says all of its filters."""
    with pages.house.view() as work:
        chosen, wanted = view_of(view), next((each for each in State if each == state), None)
        seen_by = desk_queue.viewer(work, me.email)
        if q.strip() or wanted:
            shown = _searched(work, chosen, seen_by, q, wanted, page, narrowed)
        else:
            shown = _walked(work, chosen, seen_by, QueuePlace.read(after), narrowed)
        counts = desk_queue.counts(work, seen_by)
        return pages.staff(
            "queue",
            work,
            me,
            **{"found": counts[chosen], **shown},
            views=LABELS,
            counts=counts,
            view=chosen,
            states=list(State),
            wanted=wanted or "",
            search=q,
            only=as_typed(narrowed),
            queues=known_queues(work.desk),
            names=_names(work),
            gap=gap_hint(work) if me.role in LEADS else "",
        )


def _walked(work: Work, view: View, seen_by: Viewer, after: QueuePlace | None, only: Only) -> dict[str, Any]:
    """A page of the queue as it stands, however long it is."""
    rows, further = desk_queue.page(work, view, seen_by, after=after, only=only)
    shown = {
        "rows": rows,
        "back": address(view, **as_typed(only)) if after else "",
        "back_words": "First page",
        "on": further and address(view, **as_typed(only), after=str(further)),
    }
    # How many there are besides these is not counted: it would cost a look at each that is open.
    return shown | ({"found": f"{len(rows)}{'+' if further or after else ''}"} if only != ANY else {})


def _searched(
    work: Work, view: View, seen_by: Viewer, q: str, state: State | None, page: str, only: Only
) -> dict[str, Any]:
    """A page of what was searched for."""
    rows = desk_queue.search(work, view, seen_by, q, [state] if state else (), only)
    pages = max(1, -(-len(rows) // desk_queue.PAGE))
    at = min(max(int(page), 1), pages) if page.isdecimal() and len(page) < 6 else 1
    start = (at - 1) * desk_queue.PAGE

    def of(number: int) -> str:
        return address(view, **as_typed(only), state=state or "", q=q, page=str(number)) if 1 <= number <= pages else ""

    shown = rows[start : start + desk_queue.PAGE]
    return {"rows": shown, "found": len(rows), "back": of(at - 1), "back_words": "Previous", "on": of(at + 1)}


@router.api_route("/t/{number}", methods=READ)
def ticket(
    pages: PagesHere, me: Me, number: str, done: str = "", shown: Annotated[str, Query(alias="open")] = ""
) -> Response:
    """One ticket: understand it in ten seconds, answer safely. `open` names the form that stands open."""
    return _ticket(pages, me, number, result=DONE.get(done, ""), action=shown)


@router.post("/t/{number}/act/{action}", dependencies=OURS)
def act(pages: PagesHere, me: Me, posted: PostedHere, number: str, action: str) -> Response:
    """Do it; what could not be done comes back with its reason and every word that was typed."""
    try:
        desk_act.act(pages.house, number, action, me.email, keys_of(posted.typed, _zone(pages)))
    except MailgateError as error:
        return _again(pages, me, number, action, posted.typed, error)
    return RedirectResponse(f"/t/{_number(pages, number)}?done={action}", 303)


@router.post("/t/{number}/preview/{action}", dependencies=OURS)
def preview(pages: PagesHere, me: Me, posted: PostedHere, number: str, action: str) -> Response:
    """What the customer would receive, byte for byte, with a form that sends exactly this. Changes nothing."""
    section = section_of(action)
    if section is None:
        raise UnknownThing("there is no such action")
    try:
        letters = desk_act.preview(pages.house, number, action, me.email, keys_of(posted.typed, _zone(pages)))
    except MailgateError as error:
        return _again(pages, me, number, action, posted.typed, error)
    with pages.house.view() as work:
        row = look.ticket(work, number)
        return pages.staff(
            "preview", work, me, ticket=row, section=section, letters=letters, typed=posted.typed, names=_names(work)
        )


@router.post("/t/{number}/edit/{action}", dependencies=OURS)
def edit(pages: PagesHere, me: Me, posted: PostedHere, number: str, action: str) -> Response:
    """Back from the preview with the words as they were typed. Changes nothing."""
    return _ticket(pages, me, number, action=action, typed=posted.typed)


def _again(
    pages: Pages, me: Colleague, number: str, action: str, typed: Mapping[str, str], error: MailgateError
) -> Response:
    return _ticket(pages, me, number, status=status_of(error), problem=sentence(error), action=action, typed=typed)


def _ticket(
    pages: Pages,
    me: Colleague,
    number: str,
    *,
    status: int = 200,
    problem: str = "",
    result: str = "",
    action: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The ticket's page. Raises UnknownThing, which is a 404."""
    with pages.house.view() as work:
        values = gathered(work, number, me.email)
        return pages.staff(
            "ticket",
            work,
            me,
            status,
            problem=problem,
            result=result,
            action=action,
            typed=typed or {},
            names=_names(work),
            **values,
        )


def _names(work: Work) -> dict[str, str]:
    """Addresses of colleagues as their names."""
    return {member.email: member.name for member in work.desk.staff}


def _zone(pages: Pages) -> str:
    with pages.house.view() as work:
        return work.desk.firm.zone


def _number(pages: Pages, number: str) -> str:
    """The number as we write it: what stands in an address of ours is never what was typed."""
    with pages.house.view() as work:
        return find_ticket(work, number).number
