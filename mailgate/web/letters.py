"""The ledger of letters, and downloads. Bytes of strangers only ever leave as an attachment (threats T36, T37)."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from mailgate.desk import look
from mailgate.desk.held import discard, release, retry
from mailgate.desk.house import Work
from mailgate.model.errors import UnknownThing, WrongUse
from mailgate.model.letter import Fate, KeptLetter
from mailgate.web.guards import needs_token
from mailgate.web.pages import READ, Me, PagesHere
from mailgate.web.posted import PostedHere

router = APIRouter()
OURS = [Depends(needs_token)]
_MOST = 200
_UNSAFE = re.compile(r"[^\w .()+-]")


@router.api_route("/letters", methods=READ)
def ledger(pages: PagesHere, me: Me, fate: str = "", tried: str = "") -> Response:
    """Every letter with its fate and the reason for it (law 2); of one that was tried again, what became of it."""
    with pages.house.view() as work:
        chosen = next((each for each in Fate if each == fate), None)
        rows = look.letters(work, chosen, _MOST, pending=fate == "pending")
        counts = work.unit.letters.ledger()
        again = work.unit.letters.get(_number(tried))
        return pages.staff(
            "letters",
            work,
            me,
            rows=rows,
            ledger=counts,
            fates=list(Fate),
            fate=fate,
            most=_MOST,
            again=look.letter_row(again) if again else None,
        )


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


@router.post("/letters/{letter}/discard", dependencies=OURS)
def discard_(pages: PagesHere, me: Me, posted: PostedHere, letter: str) -> Response:
    """A held letter is not a request."""
    reason = posted.fields.get("reason", "").strip()
    if not reason:
        raise WrongUse("say why it is not a request: the reason stays in the ledger")
    discard(pages.house, _number(letter), me.email, reason)
    return RedirectResponse("/letters?fate=held", 303)


@router.post("/letters/{letter}/retry", dependencies=OURS)
def retry_(pages: PagesHere, me: Me, letter: str) -> Response:
    """A letter that could not be read is tried again, as `mailgate retry` does."""
    pending = retry(pages.house, _number(letter), me.email)
    return RedirectResponse(f"/letters?fate=quarantined&tried={pending.id}", 303)


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
