"""Public forms: report in under a minute, without an account and without JavaScript (screens 3.11).

What was typed is never lost to a mistake: the same page comes back with the sentences on top (threats B25). A key that
each page carries makes a double submit one ticket (B26); a field that people do not see catches simple robots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from mailgate.desk.receive import MOST_FILES, Upload, form_findings, receive_form
from mailgate.model.address import Address
from mailgate.model.errors import UnknownThing, WrongUse
from mailgate.web.pages import READ, Pages, PagesHere
from mailgate.web.posted import PostedHere
from mailgate.web.words import words

router = APIRouter()
KEY, TRAP = "_key", "_website"


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the form as it is shown."""

    name: str
    label: str
    kind: str  #: email | text | line


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in; only fields that it has."""

    key: str
    typed: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Upload] = ()
    trapped: bool = False  #: the field that people do not see is filled


@router.api_route("/form/{form_id}", methods=READ)
def blank(request: Request, pages: PagesHere, form_id: str) -> Response:
    """The empty form with a fresh key."""
    return _show(request, pages, form_id, Filled(pages.house.nonce()))


@router.api_route("/form/{form_id}/thanks", methods=READ)
def thanks(request: Request, pages: PagesHere, form_id: str) -> Response:
    """It is kept."""
    _fields(pages, form_id)
    return pages.public("told", pages.language(request), title_key="form_kept", text_key="form_kept_text")


@router.post("/form/{form_id}")
def send(request: Request, pages: PagesHere, posted: PostedHere, form_id: str) -> Response:
    """Keep it, or say field by field what is missing."""
    names = _fields(pages, form_id)
    filled = Filled(
        key=posted.fields.get(KEY, "") or pages.house.nonce(),
        typed={name: value for name, value in posted.typed.items() if name in (*names, "email")},
        files=posted.files,
        trapped=bool(posted.fields.get(TRAP, "").strip()),
    )
    problems = _problems(pages, form_id, filled)
    if problems:
        return _show(request, pages, form_id, filled, problems, 422)
    peer = request.client.host if request.client else ""
    if not pages.forms.allows(peer):
        return _show(request, pages, form_id, filled, {"": "too_often"}, 429)
    fields = {name: value for name, value in filled.typed.items() if name in names}
    author, key, files = filled.typed["email"], filled.key, filled.files
    try:
        receive_form(pages.house, form_id, author, fields, public=True, key=key, files=files, peer=peer)
    except WrongUse:  # it fits, so it was sent before with other words; with a new key it is another message
        again = replace(filled, key=pages.house.nonce())
        return _show(request, pages, form_id, again, {"": "sent_otherwise"}, 409)
    return RedirectResponse(f"/form/{form_id}/thanks", 303)


def _fields(pages: Pages, form_id: str) -> tuple[str, ...]:
    """The fields of a public form. Raises UnknownThing: a form for signed-in customers is not here for strangers."""
    with pages.house.view() as work:
        form = work.desk.form(form_id)
        if form is None or not form.public or not work.desk.mailboxes:
            raise UnknownThing("there is no such form")
        return tuple(form.fields)


def _problems(pages: Pages, form_id: str, filled: Filled) -> dict[str, str]:
    """What is wrong, by field, as keys of `words`."""
    with pages.house.view() as work:
        form = work.desk.form(form_id)
        if form is None:
            raise UnknownThing("there is no such form")
        asked = {name: value for name, value in filled.typed.items() if name in form.fields}
        wrong = form_findings(form, asked, filled.files)
    found = {name: _sentence(name, filled.typed) for name in wrong}
    if Address.read(filled.typed.get("email", "")) is None:
        found["email"] = "email_wrong"
    return {**found, TRAP: "trap_filled"} if filled.trapped else found


def _sentence(name: str, typed: Mapping[str, str]) -> str:
    if name == "files":
        return "too_many_files"
    return "message_missing" if name == "message" and not typed.get(name, "").strip() else "too_long"


def _show(
    request: Request,
    pages: Pages,
    form_id: str,
    filled: Filled,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    names, language = _fields(pages, form_id), pages.language(request)
    said = words(language)
    order = [name for name in names if name != "email"]
    return pages.public(
        "form",
        language,
        status,
        form_id=form_id,
        inputs=[Input("email", said["field_email"], "email"), *(_input(name, said) for name in order)],
        typed=filled.typed,
        problems={name: said[key] for name, key in (problems or {}).items()},
        key=filled.key,
        files_lost=bool(filled.files),
        most_files=MOST_FILES,
    )


def _input(name: str, said: Mapping[str, str]) -> Input:
    label = said.get(f"field_{name}", name.replace("_", " ").replace("-", " ").capitalize())
    return Input(name, label, "text" if name == "message" else "line")
