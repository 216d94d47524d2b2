"""Reads every mail template as customers will: `lint(templates_dir())` gives one sentence per finding, [] when good.

Each effect is rendered in each language with a full and with a bare occasion under StrictUndefined (requirements S0-3,
threat T46). Nothing is sent and nothing is written.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mailgate.model.errors import MailgateError
from mailgate.outbound.invitation import Appointment
from mailgate.outbound.kinds import KINDS, LANGUAGES, Kind
from mailgate.outbound.occasion import LINKS, Occasion, values
from mailgate.outbound.render import Renderer

LINES = 14  #: lines with words in a letter whose values are one line each; about 12 are wanted

_FULL = Occasion(
    firm="Linden IT s.r.o.",
    mailbox="support@linden.example",
    mailbox_name="Linden Support",
    reply_to="support@linden.example",
    zone="Europe/Prague",
    language="en",
    number="MG-1042",
    subject="Phones are dead",
    phone="+420 555 020 020",
    greeting="Grace Hill",
    deadline=datetime(2026, 11, 3, 13, 30, tzinfo=UTC),
    staff="Ada Nováková",
    text="Which of the phones are dead?",
    how="The exchange has been restarted.",
    author="Ann Oak, ann@oak.example",
    topic="billing",
    opened_at=datetime(2026, 11, 3, 7, 15, tzinfo=UTC),
    extra={key: f"A sentence about {key}." for key in ("apology", "compensation", "prevention")},
    links={key: f"https://desk.example/{key}" for key in LINKS},
    reopen_until=datetime(2026, 11, 10, 13, 30, tzinfo=UTC),
    since=datetime(2026, 11, 3, 7, 15, tzinfo=UTC),
    customer="Oak & Sons",
    priority="P1",
    lead="Lea Malá",
    asked_at=datetime(2026, 10, 26, 9, 0, tzinfo=UTC),
)
_BARE = replace(
    _FULL, phone="", greeting="", deadline=None, staff="", extra={}, links={}, reopen_until=None, asked_at=None
)
_BARE = replace(_BARE, since=None, customer="", priority="", lead="")
#: No cause needs more than two texts, and prevention may come on top of them (design.md §11).
_NOT_OURS = {key: f"A sentence about {key}." for key in ("check", "advice", "prevention")}
_AGREED = Appointment("1042-1@linden.example", 1, datetime(2026, 11, 3, 13, 30, tzinfo=UTC), 90, "Oak Street 5")
SAMPLES = (
    ("full", _FULL),
    ("bare", _BARE),
    ("not ours", replace(_FULL, extra=_NOT_OURS)),
    ("no phone", replace(_FULL, phone="")),
    ("no deadline", replace(_FULL, deadline=None)),
    ("no greeting", replace(_FULL, greeting="")),
    ("appointment", replace(_FULL, appointment=_AGREED)),
    ("asking", replace(_FULL, asks=("since", "error", "device", "serial number"))),
)


def lint(root: Path) -> list[str]:
    """What is wrong with the templates under `root`, one sentence each."""
    renderer = Renderer(root)
    return [
        f"{language}/{kind.effect}: {finding}"
        for kind in KINDS.values()
        for language in LANGUAGES
        for finding in _findings(root, renderer, kind, language)
    ]


def _findings(root: Path, renderer: Renderer, kind: Kind, language: str) -> Iterator[str]:
    if not (root / "mail" / language / f"{kind.effect}.txt.j2").is_file():
        yield "there is no such template"
        return
    for name, occasion in SAMPLES:
        try:
            _, body = renderer.render(kind.effect, language, values(occasion))
        except MailgateError as wrong:
            yield f"{wrong} (with the {name} occasion)"
            continue
        yield from (f"{finding} with the {name} occasion" for finding in _flaws(kind, occasion, body))


def _flaws(kind: Kind, occasion: Occasion, body: str) -> Iterator[str]:
    written = [line for line in body.splitlines() if line.strip()]
    if len(written) > LINES:
        yield f"has {len(written)} lines, more than {LINES},"
    if "\n\n\n" in body:
        yield "has two blank lines in a row"
    if occasion.phone and occasion.phone not in body and not kind.to_staff:
        yield "does not name the phone"
    if occasion.firm not in body:
        yield "does not name the firm"
