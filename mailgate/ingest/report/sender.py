"""Is it a report at all? By who wrote it: the less a machine, the more its words must say.

    wrote = who_wrote(root, text, sender)               # None: no report; all that an everyday letter pays
    speaks_of_failure(wrote, root.fields, text)

A person who quotes or forwards a report writes a person's letter.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from mailgate.ingest.mime import parts
from mailgate.ingest.mime.headers import Fields
from mailgate.ingest.mime.tree import Part
from mailgate.ingest.report.failure import codes
from mailgate.ingest.report.words import (
    AUTO_REPLY,
    FAILED,
    FIRST_PERSON,
    FORWARD,
    GREETING,
    MACHINE,
    MACHINE_STEMS,
    OPENING,
    PERHAPS_MACHINE,
    ROLE,
)

_ANSWER = re.compile(r"^\W{0,9}+[45]\d\d[ -]", re.MULTILINE)  #: of a server (RFC 5321 §4.2)
#: A line of a delivery status or of a dialogue, below a notice for people.
_RECIPIENT = re.compile(r"^\W{0,9}+(?:(?:final|original)-recipient|rcpt to)[ \t]{0,9}:", re.IGNORECASE | re.MULTILINE)
_DOMAIN = re.compile(r"@[\w.-]+")
_SUBJECT = 60  #: letters with which a report's subject says what it is
_OPENING = 300  #: letters with which a letter opens
_BEGINNING = 600  #: letters in which a machine with a person's address comes to the point
_HEAD = 4_000  #: letters in which a notice says that it is one


class Sender(IntEnum):
    """Who seems to have written it."""

    PERSON = 0
    PERHAPS = 1
    MACHINE = 2


def who_wrote(root: Part, text: str, sender: str) -> Sender | None:
    """Who wrote it, or None when it is no report. `sender`: From as written."""
    fields = root.fields
    if root.kind == "multipart/report":
        return _of_report(root, sender)
    if "x-failed-recipients" in fields:
        return Sender.MACHINE
    named = _named(sender)
    odd = any(stem in named for stem in MACHINE_STEMS)
    if (odd and MACHINE.search(named)) or ("from" in fields and not named.strip("<> ")):
        return Sender.MACHINE
    if odd and ROLE.search(named) and _reports(root, text):
        return Sender.MACHINE
    opens = OPENING.match(text[:_OPENING]) and not FIRST_PERSON.search(text[:_OPENING])
    if FORWARD.match(fields["subject"]):
        return None
    if _is_marked(fields):
        return Sender.PERHAPS
    if opens and odd and PERHAPS_MACHINE.search(named):
        return Sender.PERHAPS
    return Sender.PERSON if opens and says(FAILED, fields["subject"][:300]) else None


def _reports(root: Part, text: str) -> bool:
    """Whether what a keeper of the mail system may have written is a report: by its header, parts, or its subject."""
    fields = root.fields
    if _is_marked(fields):
        return True
    if GREETING.match(text[:_OPENING]) or "?" in text[:_OPENING]:
        return False
    tells = says(FAILED, fields["subject"][:_SUBJECT]) or _RECIPIENT.search(text[:_HEAD])
    return bool(tells) or any(map(_is_report, root.children))


def _is_marked(fields: Fields) -> bool:
    return has_null_sender(fields) or fields["auto-submitted"][:3].lower() == "aut"


def _named(sender: str) -> str:
    """Display name and local part; what a domain is called says nothing."""
    return _DOMAIN.sub("@", sender[:300]).lower()


def may_name_nobody(root: Part, sender: str) -> bool:
    """Whether it is a report even when it names no recipient: a keeper's "Delivery failed" may be about parcels."""
    named = _named(sender)
    return (
        not ROLE.search(named)
        or bool(MACHINE.search(named))
        or root.kind == "multipart/report"
        or _is_marked(root.fields)
    )


def _is_report(part: Part) -> bool:
    inner = parts.letter_inside(part) if part.is_message else part
    return inner is not None and inner.kind in ("multipart/report", "message/delivery-status")


def _of_report(root: Part, sender: str) -> Sender | None:
    """multipart/report says itself what it reports (RFC 6522 §3); a receipt is only a report when a machine refused."""
    kind = root.parameters.get("report-type", "").lower()
    if kind == "feedback-report":
        return None
    if kind == "disposition-notification":
        refused = says(("reject",), root.fields["auto-submitted"] + root.fields["subject"])
        by_machine = MACHINE.search(sender[:300]) or ROLE.search(sender[:300])
        return Sender.MACHINE if refused and by_machine else None
    return Sender.MACHINE


def has_null_sender(fields: Fields) -> bool:
    """Whether the envelope's sender was null, as for every report (RFC 5321 §4.5.5)."""
    return "return-path" in fields and fields["return-path"].strip("<> ").lower() in ("", "mailer-daemon")


def speaks_of_failure(wrote: Sender, fields: Fields, text: str) -> bool:
    """Whether its words say that a letter did not arrive."""
    subject = fields["subject"][:300]
    if "x-failed-recipients" in fields:
        return True
    if wrote == Sender.MACHINE:
        head = text[:_HEAD]
        return says(FAILED, f"{subject}\n{head}") or bool(codes(head)) or _ANSWER.search(head) is not None
    if AUTO_REPLY.search(subject):
        return False
    return says(FAILED, f"{subject}\n{text[:_BEGINNING]}" if wrote == Sender.PERHAPS else text[:_BEGINNING])


def says(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the lower-case phrases stands in the text."""
    lowered = text.lower()
    return any(phrase in lowered for phrase in phrases)
