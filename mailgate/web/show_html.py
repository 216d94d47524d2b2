"""A letter's HTML as it was sent, for the staff: a document of its own, in a frame that can do nothing.

The ticket's page offers it as a fold beside the plain text, which stays what people read first. Three walls: the
document is made safe (`safe_html`), its own Content-Security-Policy forbids every request, script and form, and the
frame is sandboxed, so that even a document that slipped through would have no origin (threats T36, T39).
"""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from mailgate.desk.house import Work
from mailgate.model.errors import UnknownThing
from mailgate.model.letter import KeptLetter
from mailgate.model.ticket import Message, Ticket
from mailgate.web.pages import READ, Me, Pages, PagesHere
from mailgate.web.safe_html import as_document, is_showable

router = APIRouter()
#: Links open a new tab that is free of the frame; nothing else is allowed.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
        f"frame-ancestors 'self'; sandbox {SANDBOX}"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


def offered(work: Work, ticket: Ticket) -> dict[int, bool]:
    """Ids of the ticket's messages that have HTML, and whether it can be shown."""
    messages = work.unit.tickets.messages(ticket.id)
    return {message.id: is_showable(message.html) for message in messages if message.html and message.letter_id}


@router.api_route("/letters/{letter}/html", methods=READ)
def as_sent(pages: PagesHere, me: Me, letter: str) -> Response:
    """The letter's HTML, made safe. Changes nothing and asks nobody."""
    with pages.house.view() as work:
        kept, message = _message(work, letter)
        raw = work.unit.letters.raw(kept.digest)
    if not is_showable(message.html):
        raise UnknownThing(
            "this letter's HTML is too large to be shown: its text and its raw bytes are on the ticket's page"
        )
    shown = as_document(message.html, _Pictures(pages, raw, message))
    return HTMLResponse(shown.document, headers=_HEADERS)


def _message(work: Work, letter: str) -> tuple[KeptLetter, Message]:
    """Raises UnknownThing for a letter that stands in no thread, or has no HTML."""
    kept = work.unit.letters.get(int(letter)) if letter.isascii() and letter.isdecimal() and len(letter) < 13 else None
    messages = work.unit.tickets.messages(kept.ticket_id) if kept and kept.ticket_id else []
    found = next((message for message in messages if kept and message.letter_id == kept.id and message.html), None)
    if kept is None or found is None:
        raise UnknownThing("there is no such letter with HTML")
    return kept, found


class _Pictures:
    """The pictures that came with a letter, by Content-ID (RFC 2392).

    All are asked of the same `raw`, so that whoever answers may read the letter once for the whole page.
    """

    def __init__(self, pages: Pages, raw: bytes, message: Message) -> None:
        self._pages = pages
        self._raw = raw
        self._files: dict[str, Mapping[str, Any]] = {
            str(file["cid"]).strip("<> "): file for file in message.attachments if file.get("cid")
        }

    def __call__(self, cid: str) -> bytes:
        """The octets; b"" for an unknown one."""
        file = self._files.get(cid)
        return self._pages.attachment(self._raw, int(file["part"]), int(file.get("inner", -1))) if file else b""
