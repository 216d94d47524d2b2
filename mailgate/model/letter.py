"""A letter before it is a ticket: how it came (Envelope), what it says (Letter), and what became of it (Fate).

Values only. `ingest.parse` makes a Letter out of bytes; the store keeps Envelope and bytes before anybody reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from mailgate.model.address import Address


class WayIn(StrEnum):
    """By which door the letter came."""

    SMTP = "smtp"
    LMTP = "lmtp"
    IMAP = "imap"
    PIPE = "pipe"  #: an MTA's pipe transport
    FILE = "file"  #: `mailgate ingest FILE`
    FORM = "form"  #: a portal or public form
    PHONE = "phone"  #: a call that staff wrote down


class Fate(StrEnum):
    """What became of a letter. Every kept letter has exactly one, or none yet (pending). design.md §2 law 2."""

    TICKET = "ticket"  #: opened a ticket
    REPLY = "reply"  #: added to a ticket
    ALERT = "alert"  #: a monitoring event
    AUTOMATIC = "automatic"  #: a machine's letter: recorded, never answered
    BOUNCE = "bounce"  #: a delivery report
    HELD = "held"  #: understood, waits for a person
    QUARANTINED = "quarantined"  #: could not be read safely; raw bytes kept
    DUPLICATE = "duplicate"  #: the same bytes to the same mailbox within the window
    REJECTED = "rejected"  #: not a request, or of a stranger where the mailbox refuses them


class Standing(StrEnum):
    """What the registry says of the author's address."""

    CONTACT = "contact"  #: a known person
    COLLEAGUE = "colleague"  #: unknown, at a customer's domain
    STRANGER = "stranger"


class Proof(StrEnum):
    """How sure it is that the author's address is the author's (RFC 7489 alignment)."""

    PROVEN = "proven"
    UNPROVEN = "unproven"  #: none, neutral, or a temporary error
    FORGED = "forged"  #: DMARC fail


class ThreadMethod(StrEnum):
    """By what the letter found its ticket, surest first (design.md §6)."""

    MINTED = "minted"  #: a Message-ID that we made and can verify
    PLUS_ADDRESS = "plus_address"  #: the signed plus-address of our Reply-To
    STORED_ID = "stored_id"  #: a Message-ID that we have seen; parties only
    SUBJECT_TAG = "subject_tag"  #: [MG-1042]; parties only
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a letter without opening it."""

    way_in: WayIn
    rcpts: tuple[str, ...]  #: every accepted RCPT, as given, in order
    received_at: datetime  #: aware, UTC; desk time
    mail_from: str = ""  #: as given; on the wire "" is the null sender, else "<>" is and "" is unknown
    peer: str = ""  #: the client's IP address; "" when there was none
    helo: str = ""
    tls: bool = False
    signed_in: str = ""  #: the address whose portal session (or `portal submit --as`) sent it; proof by itself
    form: str = ""  #: id of the form, when way_in is form; "call" of a call
    key: str = ""  #: idempotency key of a form; unique when given


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter's row in the ledger."""

    id: int
    envelope: Envelope
    digest: str  #: SHA-256 of the raw bytes, hex
    size: int  #: octets
    tries: int = 0
    fence: int = 0  #: grows with each claim; a settle with an older fence is refused
    fate: Fate | None = None  #: None is pending
    reason: str = ""
    ticket_id: int | None = None
    author: str = ""  #: canonical From, when known; for people who look at the ledger
    subject: str = ""
    decision: Mapping[str, Any] = field(default_factory=dict)  #: standing, proof, thread_method, reasons … (law 12)
    prove_again_at: datetime | None = None  #: the DNS did not answer about its sender: look once more then


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of the raw letter; decoded from there when asked for."""

    filename: str
    content_type: str
    size: int  #: octets after transfer decoding
    part: int  #: index in the depth-first walk of the parts
    cid: str = ""  #: Content-ID, RFC 2392; the HTML shows it as an image
    inner: int = -1  #: number of the file inside that part (winmail.dat, uuencoded text); -1 is the part itself


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says (RFC 3464)."""

    recipients: tuple[str, ...] = ()
    permanent: bool | None = None  #: None: it does not say
    statuses: tuple[str, ...] = ()  #: enhanced status codes, RFC 3463, one a recipient as far as they are given
    original_message_id: str = ""

    @property
    def status(self) -> str:
        """The first status code, or ""."""
        return next(iter(self.statuses), "")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Whom a forwarded letter names as its author: proposed to staff, never trusted (threats T7)."""

    address: str = ""  #: canonical when it could be read, else ""
    name: str = ""
    subject: str = ""
    date: str = ""  #: as written
    text: str = ""  #: the words of the forwarded letter


@dataclass(frozen=True, slots=True)
class Letter:
    """One parse of one raw letter. Everything is there, or empty; reading never raises (law 4)."""

    from_address: Address | None = None  #: None: unknown on any defect
    from_name: str = ""
    from_text: str = ""  #: the author as written, for people to see
    from_written: str = ""  #: the address in it, as well as it can be made out; for people, never matched
    effective_sender: str = ""  #: whom a list's rewritten From stands for, else as written; proposed, never trusted
    reply_to: str = ""
    subject: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()  #: Delivered-To and X-Original-To
    date: datetime | None = None
    message_id: str = ""  #: without angle brackets
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    html: str = ""
    reply_text: str = ""  #: what the person newly wrote
    quoted: str = ""  #: what was cut from the text to get there; shown folded
    own_cut: bool = False  #: words that may be the author's own are among the quoted ones: no yes without a look
    forwarded: Forwarded | None = None
    attachments: tuple[Attachment, ...] = ()
    automatic: str = ""  #: why this is a machine's letter; "" for a person's
    auto_reply: bool = False  #: an answer by a machine (out of office, acknowledgement)
    no_auto_response: str = ""  #: why no automatic answer may go to it; "" when one may
    bounce: Bounce | None = None
    spam: str = ""  #: the mark that a filter before us left; "" for none
    feedback: str = ""  #: a complaint report's kind (RFC 5965): abuse, fraud …; "" for any other letter
    auth_results: tuple[str, ...] = ()  #: Authentication-Results, topmost first, unfolded
    oddities: tuple[str, ...] = ()  #: what was strange, in words staff understand
    unreadable: str = ""  #: why it could not be read safely; such a letter is quarantined
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: names lower-case, decoded, unfolded
