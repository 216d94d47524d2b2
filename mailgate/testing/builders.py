"""Values for tests, with sensible defaults: `a_ticket(state=State.CLOSED)` says only what matters.

Everything happens at MORNING unless a test says otherwise; nothing here draws a random number, so the same words give
the same value and the same bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any

from mailgate.model.letter import Envelope, WayIn
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Company, Person, Right
from mailgate.model.ticket import Clock, ClockKind, HistoryEntry, Message, MessageKind, State, Ticket

#: A Monday, 09:00 in Prague.
MORNING = datetime(2026, 11, 2, 8, tzinfo=UTC)

_ANN = "ann@customer.example"
_SUPPORT = "support@desk.example"
_COMPANY = Company(id=0, name="Customer s.r.o.", domains=("customer.example",))
_PERSON = Person(0, _COMPANY, "Ann Novák", (_ANN,), rights=frozenset({Right.TECHNICAL}), language="cs")
_ENVELOPE = Envelope(WayIn.SMTP, (_SUPPORT,), MORNING, mail_from=_ANN, peer="192.0.2.10", helo="mx.customer.example")
_TICKET = Ticket(0, 0, State.NEW, "The printer is dead", _ANN, MORNING, MORNING, mailbox=_SUPPORT)
_MESSAGE = Message(MessageKind.CUSTOMER, MORNING, _ANN, "It does not print.")
_ENTRY = HistoryEntry(MORNING, "mailgate: intake", "opened", "", "new")
_CLOCK = Clock(0, ClockKind.FIRST_ANSWER, MORNING)
_OUT = OutLetter("received", _ANN, "", MORNING)


def a_letter(
    *,
    sender: str = f"Ann Novák <{_ANN}>",
    to: str = _SUPPORT,
    subject: str = "The printer is dead",
    text: str = "It does not print.\n",
    message_id: str | None = None,
    in_reply_to: str = "",
    references: Iterable[str] = (),
    auto_submitted: str = "",
    authentication_results: str = "",
    headers: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Raw bytes of a plain text mail (RFC 5322), as a server hands them over.

    Message-IDs are given without angle brackets; left out, one is made from the words, and "" leaves the header away.
    Empty header values are not written. `headers` come last, as they are, even when the name stands there already.
    """
    if message_id is None:
        message_id = hashlib.sha256(f"{sender}\0{subject}\0{text}".encode()).hexdigest()[:16] + "@customer.example"
    written = [
        ("Authentication-Results", authentication_results),
        ("From", _mailbox(sender)),
        ("To", _mailbox(to)),
        ("Subject", _encoded(subject)),
        ("Date", format_datetime(MORNING)),
        ("Message-ID", _bracketed([message_id])),
        ("In-Reply-To", _bracketed([in_reply_to])),
        ("References", _bracketed(references)),
        ("Auto-Submitted", auto_submitted),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    head = [f"{name}: {value}" for name, value in [*((n, v) for n, v in written if v), *headers]]
    body = text.replace("\r\n", "\n").split("\n")
    return "\r\n".join([*head, "", *body]).encode("utf-8", "surrogateescape")


def an_envelope(**kw: Any) -> Envelope:
    """How a mail to the support address came in over SMTP."""
    return replace(_ENVELOPE, **kw)


def a_ticket(**kw: Any) -> Ticket:
    """A new ticket of Ann's that no store has numbered yet."""
    return replace(_TICKET, **kw)


def a_message(**kw: Any) -> Message:
    """What Ann wrote."""
    return replace(_MESSAGE, **kw)


def an_entry(**kw: Any) -> HistoryEntry:
    """The first line of a history."""
    return replace(_ENTRY, **kw)


def a_clock(**kw: Any) -> Clock:
    """A clock that is due at MORNING."""
    return replace(_CLOCK, **kw)


def an_out_letter(**kw: Any) -> OutLetter:
    """A queued acknowledgement to Ann. Its Message-ID follows from recipient, ticket, event and effect."""
    named = replace(_OUT, **kw)
    parts = f"{named.to}\0{named.ticket_id}\0{named.event_id}\0{named.effect}"
    nonce = hashlib.sha256(parts.encode()).hexdigest()[:16]
    return replace(named, message_id=named.message_id or f"{nonce}@desk.example")


def a_company(**kw: Any) -> Company:
    """A customer that no store has numbered yet."""
    return replace(_COMPANY, **kw)


def a_person(**kw: Any) -> Person:
    """Ann, who may be told about technical things."""
    return replace(_PERSON, **kw)


def _mailbox(text: str) -> str:
    """`Name <address>` with the name encoded where it must be (RFC 2047 §5); anything stranger stays as it is."""
    name, address = parseaddr(text)
    return formataddr((name, address)) if name and address.isascii() and not text.isascii() else text


def _encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode()


def _bracketed(ids: Iterable[str]) -> str:
    return " ".join(f"<{each}>" for each in ids if each)
