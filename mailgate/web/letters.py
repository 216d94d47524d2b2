"""The ledger of letters, and downloads. Bytes of strangers only ever leave as an attachment (threats T36, T37)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from mailgate.desk import look
from mailgate.desk.health import security_items
from mailgate.desk.held import add_to_registry, discard, release, retry
from mailgate.desk.house import Work
from mailgate.desk.join import release_into
from mailgate.desk.newcomer import Registration
from mailgate.desk.ports import Ledger
from mailgate.desk.waiting import opened, waiting_row
from mailgate.model.address import Address
from mailgate.model.errors import Conflict, NotAllowed, UnknownThing, WrongUse
from mailgate.model.letter import Fate, KeptLetter, ThreadMethod
from mailgate.model.person import Right
from mailgate.web.errors import sentence, status_of
from mailgate.web.guards import needs_token
from mailgate.web.pages import READ, Colleague, Me, Pages, PagesHere
from mailgate.web.posted import PostedHere

router = APIRouter()
OURS = [Depends(needs_token)]
_MOST = 200
SECURITY = "security"  #: a view, no fate: held letters of somebody who pretends, or who has a letter of ours in hand
_WAITING = ("held", SECURITY, "quarantined")  #: the views of what waits for a person
#: By what a letter points to a ticket, in words (design.md §6).
_SIGNS = {
    ThreadMethod.MINTED: "answers a letter of ours",
    ThreadMethod.PLUS_ADDRESS: "came to its signed address",
    ThreadMethod.STORED_ID: "answers a letter in it",
    ThreadMethod.SUBJECT_TAG: "by a number in its subject, which anybody can write",
}
_UNSAFE = re.compile(r"[^\w .()+-]")


@router.api_route("/letters", methods=READ)
def ledger(pages: PagesHere, me: Me, fate: str = "", tried: str = "") -> Response:
    """Every letter with its fate and the reason for it (law 2); of one that was tried again, what became of it."""
    with pages.house.view() as work:
        counts = work.unit.letters.ledger()
        found = _chosen(work, fate)
        authors = {address for kept in found if (address := Address.read(kept.author))}
        work.unit.people.foresee({str(each) for each in authors}, {each.domain for each in authors})
        rows = [waiting_row(work, kept) for kept in found]
        again = work.unit.letters.get(_number(tried))
        return pages.staff(
            "letters",
            work,
            me,
            rows=rows,
            ledger=counts,
            views=_views(work, counts, fate),
            fates=list(Fate),
            fate=fate,
            most=_MOST,
            again=look.letter_row(again) if again else None,
            **_form(work, rows),
        )


@router.api_route("/letters/{letter}", methods=READ)
def one(pages: PagesHere, me: Me, letter: str) -> Response:
    """One letter: its words on one side, who wrote it and what can be done on the other."""
    return _one(pages, me, letter)


@router.api_route("/letters/{letter}/raw", methods=READ)
def raw(pages: PagesHere, me: Me, letter: str) -> Response:
    """The bytes as they came."""
    with pages.house.view() as work:
        kept = _kept(work, letter)
        return _download(work.unit.letters.raw(kept.digest), f"letter-{kept.id}.eml")


@router.api_route("/letters/{letter}/attachments/{part}", methods=READ)
def attachment(pages: PagesHere, me: Me, letter: str, part: str) -> Response:
    """One decoded part of a letter that stands in a ticket's thread."""
    with pages.house.view() as work:
        kept = _kept(work, letter)
        name = _name_of(work, kept, part)
        data = work.unit.letters.raw(kept.digest)
    number, _, inner = part.partition("-")
    return _download(pages.attachment(data, int(number), int(inner or -1)), name)


@router.post("/letters/{letter}/release", dependencies=OURS)
def release_(pages: PagesHere, me: Me, letter: str) -> Response:
    """Open a ticket for a held letter."""
    ticket = release(pages.house, _number(letter), me.email)
    return RedirectResponse(f"/t/{ticket.number}", 303)


@router.post("/letters/{letter}/add", dependencies=OURS)
def add_(pages: PagesHere, me: Me, posted: PostedHere, letter: str) -> Response:
    """Put a held letter's words into the ticket that it names; its author is no party by that."""
    ticket = release_into(pages.house, _number(letter), posted.fields.get("number", ""), me.email)
    return RedirectResponse(f"/t/{ticket.number}", 303)


@router.post("/letters/{letter}/register", dependencies=OURS)
def register_(pages: PagesHere, me: Me, posted: PostedHere, letter: str) -> Response:
    """Add the author to the registry; a held letter is a ticket of that customer by that. What is wrong comes back with
    every word that was typed."""
    typed = posted.typed
    rights = frozenset(right for right in Right if f"right.{right}" in typed)
    wanted = Registration(typed.get("company", ""), typed.get("name", ""), rights)
    try:
        ticket = add_to_registry(pages.house, _number(letter), me.email, wanted)
    except (NotAllowed, UnknownThing, Conflict) as error:
        return _one(pages, me, letter, status=status_of(error), problem=sentence(error), typed=typed)
    return RedirectResponse(f"/t/{ticket.number}", 303)


@router.post("/letters/{letter}/discard", dependencies=OURS)
def discard_(pages: PagesHere, me: Me, posted: PostedHere, letter: str) -> Response:
    """A held letter is not a request."""
    reason = posted.fields.get("reason", "").strip()
    if not reason:
        raise WrongUse("say why it is not a request: the reason stays in the ledger")
    discard(pages.house, _number(letter), me.email, reason)
    view = posted.fields.get("_view", "")
    return RedirectResponse(f"/letters?fate={view if view in _WAITING else Fate.HELD}", 303)


@router.post("/letters/{letter}/retry", dependencies=OURS)
def retry_(pages: PagesHere, me: Me, letter: str) -> Response:
    """A letter that could not be read is tried again, as `mailgate retry` does."""
    pending = retry(pages.house, _number(letter), me.email)
    return RedirectResponse(f"/letters?fate=quarantined&tried={pending.id}", 303)


def _one(
    pages: Pages,
    me: Colleague,
    letter: str,
    *,
    status: int = 200,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    found = opened(pages.house, _number(letter))
    with pages.house.view() as work:
        row = found.row
        form = _form(work, [row])
        return pages.staff("letter", work, me, status, row=row, opened=found, problem=problem, typed=typed, **form)


def _chosen(work: Work, fate: str) -> list[KeptLetter]:
    if fate == SECURITY:
        return work.unit.letters.security(_MOST)
    chosen = next((each for each in Fate if each == fate), None)
    return work.unit.letters.latest(chosen, _MOST, pending=fate == "pending")


def _views(work: Work, counts: Ledger, fate: str) -> list[tuple[str, str, int | None]]:
    """(value, words, count): what waits for a person first, then all, then the other fates that any letter has."""
    numbers = {
        **{str(each): count for each, count in counts.fates.items()},
        "pending": counts.pending,
        SECURITY: security_items(work),
    }
    waiting = [(each, each.capitalize(), numbers[each]) for each in _WAITING]
    others = [each for each in ("pending", *Fate) if each not in _WAITING and (numbers[each] or each == fate)]
    return [("", "All", None), *waiting, *((each, each.capitalize(), numbers[each]) for each in others)]


def _form(work: Work, rows: Sequence[look.Row]) -> dict[str, Any]:
    """What the form for a newcomer offers, if any row has one."""
    wanted = any(row["addable"] for row in rows)
    companies = sorted(company.name for company in work.unit.people.companies()) if wanted else []
    return {"companies": companies, "rights": list(Right), "signs": _SIGNS}


def _number(letter: str) -> int:
    return int(letter) if re.fullmatch("[0-9]{1,12}", letter) else 0


def _kept(work: Work, letter: str) -> KeptLetter:
    found = work.unit.letters.get(_number(letter))
    if found is None:
        raise UnknownThing("there is no such letter")
    return found


def _name_of(work: Work, kept: KeptLetter, part: str) -> str:
    """The file's name. Raises UnknownThing for a part that is not an attachment of this letter."""
    messages = work.unit.tickets.messages(kept.ticket_id) if kept.ticket_id else []
    files = [file for message in messages if message.letter_id == kept.id for file in message.attachments]
    found = next((file for file in files if _part(file) == part), None)
    if found is None:
        raise UnknownThing("there is no such attachment")
    return str(found["filename"]) or f"part-{part}"


def _part(file: Mapping[str, Any]) -> str:
    """How a file is named in an address: its part, and its number inside when it lies in another file."""
    inner = file.get("inner", -1)
    return f"{file['part']}-{inner}" if inner >= 0 else str(file["part"])


def _download(data: bytes, name: str) -> Response:
    """Octets with a name that is only a name (RFC 6266, RFC 8187)."""
    safe = _UNSAFE.sub("_", name)[-150:]
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})
