"""What every page needs: the house, the templates, the settings, and who is signed in.

    def queue(pages: PagesHere, me: Me) -> Response: ...

Templates escape everything they print, and a name that is missing is an error and never a blank.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from mailgate.desk import doors
from mailgate.desk.health import nothing_proven, security_items, waiting
from mailgate.desk.house import House, Work
from mailgate.web.limits import PerAddress
from mailgate.web.views import FILTERS
from mailgate.web.words import chosen_language, words

AttachmentBytes = Callable[[bytes, int, int], bytes]
STATIC = Path(__file__).parent / "static"
READ = ["GET", "HEAD"]  #: methods that never change anything (law 9)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What a test or an operator may want otherwise."""

    forms_at_once: int = 10  #: forms from one IP address
    forms_window: float = 600.0  #: seconds
    machine_time: Callable[[], float] = time.monotonic  #: seconds


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who is signed in."""

    email: str
    name: str
    role: str
    secret: str  #: of the session

    @property
    def form_token(self) -> str:
        """What each of their forms carries (threats T35)."""
        return doors.form_token(self.secret)


class Pages:
    """Renders pages; one per application, safe to share between threads."""

    def __init__(self, house: House, templates: Path, attachment: AttachmentBytes, settings: WebSettings) -> None:
        self.house = house
        self.attachment = attachment
        self.forms = PerAddress(settings.forms_at_once, settings.forms_window, settings.machine_time)
        self.secure = house.base_url.startswith("https:")
        #: The prefix ties a secure cookie to this very host (RFC 6265bis §4.1.3.2).
        self.cookie = "__Host-mailgate" if self.secure else "mailgate"
        self._environment = Environment(
            loader=FileSystemLoader(templates / "web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)
        self._environment.globals["stamp"] = _stamp()

    def show(self, name: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from its template."""
        return HTMLResponse(self._environment.get_template(f"{name}.html.j2").render(values), status)

    def staff(self, name: str, work: Work, me: Colleague, /, status: int = 200, **values: Any) -> HTMLResponse:
        """A page inside the staff's frame."""
        frame = {
            "me": me,
            "now": work.now,
            "zone": work.desk.firm.zone,
            "language": "en",
            "firm": work.desk.firm.name,
            "nothing_proven": nothing_proven(work),
            "letters_waiting": waiting(work),
            "security_waiting": security_items(work),
        }
        return self.show(name, status, **frame, **values)

    def public(self, name: str, language: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        """A page inside the customers' frame, in their language."""
        with self.house.view() as work:
            firm = work.desk.firm
        frame = {
            "language": language,
            "w": words(language),
            "firm": firm.name,
            "phone": firm.phone,
            "zone": firm.zone,
            "now": self.house.clock.now(),
        }
        return self.show(name, status, **{**frame, **values})

    def language(self, request: Request) -> str:
        """What this visitor reads: Accept-Language among the firm's languages, else the first mailbox's or firm's."""
        with self.house.view() as work:
            own = tuple(mailbox.language for mailbox in work.desk.mailboxes[:1])
            return chosen_language(request.headers.get("accept-language", ""), work.desk.firm.languages, own)


def _stamp() -> str:
    """Changes with our CSS and JS, so that browsers may keep them and an upgrade is seen at once."""
    content = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()) if path.is_file())
    return hashlib.sha256(content).hexdigest()[:10]


async def pages_of(request: Request) -> Pages:
    """The application's pages."""
    pages: Pages = request.app.state.pages
    return pages


PagesHere = Annotated[Pages, Depends(pages_of)]


def signed_in(request: Request, pages: PagesHere) -> Colleague:
    """Who asks. Leads to the sign-in page when nobody is signed in."""
    secret = request.cookies.get(pages.cookie, "")
    staff = doors.staff_of(pages.house, secret) if secret else None
    if staff is None:
        raise HTTPException(303, headers={"Location": "/sign-in"})
    return Colleague(staff.email, staff.name, staff.role, secret)


Me = Annotated[Colleague, Depends(signed_in)]
