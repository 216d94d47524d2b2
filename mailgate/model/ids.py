"""Names that we give and can recognise: Message-IDs, plus-addresses, subject tags, signed links.

Each carries an HMAC-SHA256 tag over its purpose and content, at least 130 bits of it, so that nobody else can make
one (threats T3-T6, T33). `Minter(secret)` makes and reads them; a reader that returns None has seen nothing of ours.
No function here knows the time or draws a random number: both are arguments.
"""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from mailgate.model.address import Address

_TAG_LENGTH = 26  #: base32 characters, 130 bits
_MINTED = re.compile(rf"mg\.(\d{{1,12}})\.([a-z0-9]{{6,32}})\.([a-z2-7]{{{_TAG_LENGTH}}})@[a-z0-9._-]+")
_PLUS = re.compile(rf"mg(\d{{1,12}})-([a-z2-7]{{{_TAG_LENGTH}}})")
_SUBJECT_TAG = re.compile(r"\[MG-(\d{1,12})\]", re.IGNORECASE)
_NUMBER = re.compile(r"(?:MG-)?(\d{1,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """What a signed link allows: one purpose, one ticket, one person, by one letter, until an instant."""

    purpose: str  #: verify | prove | approve | colleague
    ticket_id: int
    address: str
    letter: str  #: `letter_mark` of the letter that carries it; it counts only once that letter was sent
    expires: int  #: POSIX seconds


class Minter:
    """Makes and reads our own names with one secret (bytes, at least 32)."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def message_id(self, ticket_id: int, nonce: str, domain: str) -> str:
        """A Message-ID (RFC 5322 §3.6.4) without angle brackets. `nonce`: 6-32 characters of [a-z0-9]."""
        return f"mg.{ticket_id}.{nonce}.{self._tag('message-id', ticket_id, nonce)}@{domain}"

    def ticket_of_message_id(self, message_id: str) -> int | None:
        """The ticket that a Message-ID of ours belongs to; None when it is not ours. 0 means no ticket."""
        found = _MINTED.fullmatch(message_id.strip().strip("<>").lower())
        if found and self._same(found[3], "message-id", int(found[1]), found[2]):
            return int(found[1])
        return None

    def reply_address(self, ticket_id: int, mailbox: str) -> str:
        """The signed plus-address (RFC 5233) for Reply-To."""
        local, _, domain = mailbox.rpartition("@")
        return f"{local}+mg{ticket_id}-{self._tag('plus', ticket_id)}@{domain}"

    def ticket_of_recipient(self, recipients: Iterable[str]) -> int | None:
        """The ticket that the first signed plus-address among the recipients names."""
        for text in recipients:
            address = Address.read(text)
            found = _PLUS.fullmatch(address.local.partition("+")[2]) if address else None
            if found and self._same(found[2], "plus", int(found[1])):
                return int(found[1])
        return None

    def seal(self, link: Link) -> str:
        """A URL-safe token for the link."""
        body = base64.urlsafe_b64encode(json.dumps(asdict(link), separators=(",", ":")).encode()).decode().rstrip("=")
        return f"{body}.{self._tag('link', body)}"

    def open(self, token: str, purpose: str, now: datetime) -> Link | None:
        """What a token allows for this purpose now; None when it is not ours, for another purpose, or expired."""
        body, _, tag = token.partition(".")
        if len(token) > 2000 or not tag or not self._same(tag, "link", body):
            return None
        link = Link(**json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
        return link if link.purpose == purpose and now.astimezone(UTC).timestamp() < link.expires else None

    def _tag(self, *parts: object) -> str:
        digest = hmac.new(self._secret, "\0".join(map(str, parts)).encode(), hashlib.sha256).digest()
        return base64.b32encode(digest).decode().lower()[:_TAG_LENGTH]

    def _same(self, tag: str, *parts: object) -> bool:
        return hmac.compare_digest(tag.encode("utf-8", "replace"), self._tag(*parts).encode())


def letter_mark(message_id: str) -> str:
    """A short name of a letter of ours, for a link inside it."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:20]


def subject_tag(subject: str) -> int | None:
    """The ticket id of the last `[MG-1042]` in a subject. It proves nothing: anybody can write it."""
    found = _SUBJECT_TAG.findall(subject)
    return int(found[-1]) if found else None


def ticket_id(number: str) -> int | None:
    """The id behind `MG-1042` or `1042`, or None."""
    found = _NUMBER.fullmatch(number.strip())
    return int(found[1]) if found else None
