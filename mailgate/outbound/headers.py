"""The headers of a letter out: their values, and their bytes on the wire.

`headers_of` decides what stands in them, `folded` writes them. They are written here and not by `email.policy`, whose
folding encodes long Message-IDs and drops quotes of long display names. Every value is printable ASCII when it is
written, so that no text can end a header and begin another (threats T24, T26).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime

from mailgate.model.address import Address
from mailgate.model.errors import WrongUse
from mailgate.outbound.cleaned import one_line, shortened
from mailgate.outbound.kinds import Kind

SUBJECT_LIMIT = 200  #: characters, number included
REFERENCES_LIMIT = 20  #: ids; the first is the customer's own first mail and always stays
LINE = 78  #: columns (RFC 5322 §2.1.1)
ENCODED_WORD = 66  #: columns; RFC 2047 §2 allows 75, this also fits behind a header's name on its first line

_TAG = re.compile(r"\[MG-\d{1,12}\]", re.IGNORECASE)
_REPLY = re.compile(
    r"(?:(?:re|aw|antw|sv|vs|odp|odpov[eě]ď|rif|отв|ответ)\s*(?:\[\d+\]|\(\d+\))?\s*:\s*)+", re.IGNORECASE
)
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}")

Headers = tuple[tuple[str, str], ...]


def subject_line(subject: str, number: str, prefix: str = "Re: ") -> str:
    """`Re: … [MG-1042]`: one line, no second reply prefix, no older number, the number never cut off."""
    bare = one_line(_TAG.sub(" ", one_line(subject, 2000)), 2000)
    bare = _REPLY.sub("", bare, count=1).strip() if _REPLY.match(bare) else bare
    tag = f"[{one_line(number, 20)}]" if number else ""
    room = SUBJECT_LIMIT - len(prefix) - len(tag) - 1
    return " ".join(f"{prefix}{shortened(bare, room)} {tag}".split())


def thread(references: Sequence[str], in_reply_to: str) -> Headers:
    """In-Reply-To and References (RFC 5322 §3.6.4) from ids without brackets; what is no id is left out."""
    ids = [name for name in dict.fromkeys((*references, in_reply_to)) if _MESSAGE_ID.fullmatch(name)]
    if len(ids) > REFERENCES_LIMIT:
        ids = ids[:1] + ids[1 - REFERENCES_LIMIT :]
    answered = in_reply_to if _MESSAGE_ID.fullmatch(in_reply_to) else ""
    return (
        *((("In-Reply-To", f"<{answered}>"),) if answered else ()),
        *((("References", " ".join(f"<{name}>" for name in ids)),) if ids else ()),
    )


def automatic_marks(kind: Kind, automatic: bool) -> Headers:
    """What tells other machines not to answer (RFC 3834 §5); nothing on a letter that a person caused."""
    if not (kind.answers_letter or kind.null_sender or automatic):
        return ()
    submitted = "auto-replied" if kind.answers_letter else "auto-generated"
    return (("Auto-Submitted", submitted), ("X-Auto-Response-Suppress", "All"))


def mailbox(name: str, address: Address) -> str:
    """`Name <address>` (RFC 5322 §3.4), the name quoted or encoded as it needs."""
    shown = one_line(name, 120)
    if not shown:
        return str(address)
    if shown.isascii() and "=?" not in shown:
        escaped = re.sub(r'(["\\])', r"\\\1", shown)
        return f'"{escaped}" <{address}>'
    return f"{_encoded(shown)} <{address}>"


def unstructured(text: str) -> str:
    """Free header text as printable ASCII; as encoded words (RFC 2047) when it is not that already."""
    ordinary = text.isascii() and "=?" not in text and all(len(word) < LINE for word in text.split())
    return text if ordinary else _encoded(text)


def bracketed(message_id: str) -> str:
    """`<id>` (RFC 5322 §3.6.4). Raises WrongUse for what cannot be one."""
    if not _MESSAGE_ID.fullmatch(message_id):
        raise WrongUse(f"{message_id[:80]!r} cannot be a Message-ID")
    return f"<{message_id}>"


def date(now: datetime) -> str:
    """The Date header's value."""
    return format_datetime(now.astimezone(UTC))


def folded(headers: Iterable[tuple[str, str]]) -> bytes:
    """The header lines with CRLF, folded at spaces (RFC 5322 §2.2.3). Raises ValueError on anything but ASCII."""
    return b"".join(_fold(name, value) for name, value in headers)


def _fold(name: str, value: str) -> bytes:
    if not value.isascii() or not value.isprintable():
        raise ValueError(f"the header {name} would carry {value[:80]!r}")
    done, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > LINE and not line.endswith(":"):
            done.append(line)
            line = ""
        line = f"{line} {word}"
    return ("\r\n".join([*done, line]) + "\r\n").encode("ascii")


def _encoded(text: str) -> str:
    """The text as encoded words, one space between them."""
    return Header(text, "utf-8", maxlinelen=ENCODED_WORD).encode(linesep="\n").replace("\n ", " ").strip()
