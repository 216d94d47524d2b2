"""Keep a letter: the promise behind every 250 (law 1). Nothing is parsed here.

SMTP, `ingest`, and forms all come through `receive`; what it returns stands in the ledger, committed and synced.
A form is written down as an ordinary letter first, so that everything after this line is the same for both. The same
form, author, key and words written down for the same instant are the same bytes: so a repeat is told from a mix-up.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mailgate.desk.house import House
from mailgate.model.address import Address
from mailgate.model.errors import UnknownThing, WrongUse
from mailgate.model.letter import Envelope, KeptLetter, WayIn
from mailgate.registry.setup import Form

MOST_FILES = 5
MOST_FIELD_CHARACTERS = 20_000
#: Types that a browser may give to a file; message/* and multipart/* would make it a part of our own structure.
_TYPE = re.compile(r"(application|audio|font|image|text|video)/([a-z0-9][a-z0-9.+-]{0,80})")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    filename: str
    content_type: str
    data: bytes


def receive(house: House, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
    """Commit bytes and row, then wake a worker. False: the form's key was seen before, and that letter is returned.

    Raises Trouble when it could not be kept; then nothing was.
    """
    kept, fresh = house.store.keep(envelope, raw)
    if fresh:
        house.wake("letters")
    return kept, fresh


def receive_form(
    house: House,
    form_id: str,
    author: str,
    fields: Mapping[str, str],
    *,
    public: bool,
    key: str = "",
    files: Sequence[Upload] = (),
    peer: str = "",
) -> tuple[KeptLetter, bool]:
    """Take a filled-in form. `public` False: the author is signed in, which is proof.

    With a `key` of the caller's choice, sending the same again gives the earlier letter and False. Raises UnknownThing
    for a form, BadAddress for an author, WrongUse for fields that do not fit or a key that came with other contents.
    """
    with house.view() as work:
        form = work.desk.form(form_id)
        mailbox = work.desk.mailboxes[0].address if work.desk.mailboxes else ""
    if form is None or not mailbox:
        raise UnknownThing(f"there is no form {form_id!r}" if mailbox else "no mailbox is set up: mailgate load FILE")
    if public and not form.public:
        raise WrongUse(f"the form {form_id!r} is for signed-in customers only")
    sender = Address.parse(author)
    findings = form_findings(form, fields, files)
    if findings:
        raise WrongUse("; ".join(findings.values()))
    signed_in = "" if public else str(sender)
    unique = _hash(form.id, str(sender), signed_in, key) if key else ""
    now = house.clock.now()
    envelope = Envelope(WayIn.FORM, (mailbox,), now, str(sender), peer, signed_in=signed_in, form=form.id, key=unique)
    kept, fresh = receive(
        house, envelope, as_letter(form, fields, files, envelope, str(sender), unique or house.nonce())
    )
    if (
        not fresh
        and kept.digest
        != hashlib.sha256(as_letter(form, fields, files, kept.envelope, str(sender), unique)).hexdigest()
    ):
        raise WrongUse("this key was used for other contents before: give a new key to send these as well")
    return kept, fresh


def form_findings(form: Form, fields: Mapping[str, str], files: Sequence[Upload]) -> dict[str, str]:
    """What is wrong with a filled-in form, by field, in sentences (threats B25); empty when nothing is."""
    found = {name: f"the form has no field {name!r}" for name in fields if name not in form.fields}
    for name, value in fields.items():
        if len(value) > MOST_FIELD_CHARACTERS:
            found[name] = f"{name} is longer than {MOST_FIELD_CHARACTERS} characters: attach it as a file"
    if "message" in form.fields and not fields.get("message", "").strip():
        found["message"] = "say in a few words what it is about"
    if len(files) > MOST_FILES:
        found["files"] = f"at most {MOST_FILES} files"
    return found


def _hash(*parts: str | bytes) -> str:
    """One name for these parts in this order; no two lists of parts share it."""
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(b"%d:" % len(data) + data)
    return found.hexdigest()


def as_letter(
    form: Form, fields: Mapping[str, str], files: Sequence[Upload], envelope: Envelope, sender: str, unique: str
) -> bytes:
    """The form as RFC 5322 bytes: one reader for all letters. The same arguments give the same bytes."""
    mailbox = envelope.rcpts[0]
    text = _text(form, fields)
    mark = _hash(unique, text, *(file.data for file in files))[:40]
    message = EmailMessage(policy=SMTP)
    name = _one_line(fields.get("name", ""))
    message["From"] = f'"{name}" <{sender}>' if name else sender
    message["To"] = mailbox
    message["Subject"] = _subject(form, fields)
    message["Date"] = format_datetime(envelope.received_at.astimezone(UTC))
    message["Message-ID"] = f"<form.{mark}@{mailbox.rpartition('@')[2]}>"
    message.set_content(text)
    for file in files:
        named = _TYPE.fullmatch(file.content_type.lower())
        main, sub = (named[1], named[2]) if named else ("application", "octet-stream")
        message.add_attachment(file.data, maintype=main, subtype=sub, filename=_one_line(file.filename) or "file")
    if files:
        message.set_boundary(f"=_{mark}")  # else a random one; a hash of the text never stands in that text
    return message.as_bytes()


def _text(form: Form, fields: Mapping[str, str]) -> str:
    """The message, and below it the other fields that are filled in, a line each."""
    others = {name: fields.get(name, "").strip() for name in form.fields if name not in ("message", "name", "email")}
    lines = "\n".join(f"{name}: {value}" for name, value in others.items() if value)
    parts = [fields.get("message", "").strip(), lines]
    return _clean("\n\n".join(part for part in parts if part)) + "\n"


def _subject(form: Form, fields: Mapping[str, str]) -> str:
    first = next((line for line in fields.get("message", "").splitlines() if line.strip()), "")
    return _one_line(fields.get("subject", "") or first)[:80] or form.id


def _clean(text: str) -> str:
    """NUL and lone surrogates have no place in a letter (threats B28)."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _one_line(text: str) -> str:
    """Fit for a header: no controls, no quotes, one line."""
    return " ".join("".join(c if c.isprintable() and c not in '"\\<>' else " " for c in _clean(text)).split())
