"""What a signature answers for (RFC 6376 §5.4, §8.15; threats T18): is what we read of a letter what was signed?

    uncovered(letter, raw, covered) -> "" or why the signature does not count
    doubled(letter)                 -> the structural field that occurs more than once, or ""
    replayed(tags, covered, letter, envelope) -> "" or why it may be somebody's copy

DKIM signs fields from the bottom up and anybody may add further ones above. So no field that we read may occur more
often than the signature covers it. What good signers leave out is either made harmless here or harmless anyway:

* Content-Type and Content-Transfer-Encoding, which Gmail and Yahoo do not sign, count unsigned only when the signed
  body bears them out: it is framed by that very boundary from its first line to its last, or it is plain text in a
  charset that keeps ASCII, and its octets are in that encoding. Content-Disposition counts unsigned only as "inline".
* MIME-Version is not read by us. Date and Message-ID name nobody. Reply-To is proposed to people, never believed.
* To, Cc, In-Reply-To and References may have been exchanged in a copy: that is what `replayed` bounds to seven days,
  and a reply is only taken for one with a token that its writer was sent.

Reads no network and no clock.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable

from mailgate.ingest.mime.limits import TooMuch
from mailgate.ingest.mime.tree import Part, read_tree
from mailgate.model.address import Address
from mailgate.model.letter import Envelope, Letter

#: Fields that decide who wrote and what is seen. Twice in a letter, and two readers see two letters.
STRUCTURAL = ("from", "subject", "content-type", "content-transfer-encoding", "content-disposition")
GUARDED = (
    *STRUCTURAL,
    *("mime-version", "date", "message-id", "to", "cc", "reply-to", "in-reply-to", "references"),
)
_ALWAYS = ("from", "subject")
AGE = 7 * 24 * 3600  #: seconds after which a signed letter may be somebody else's copy
SLOP = 36_000  #: seconds of clock difference; dkimpy allows as many
_KEEPS_ASCII = re.compile(r"(?:us-ascii|utf-8|iso-8859-\d{1,2}|windows-125\d|koi8-[ru])?", re.IGNORECASE)
#: The first line, below the sentence for readers that know no MIME.
_FIRST_LINE = re.compile(
    rb"[\r\n]{0,200}+(?:this is a multi-?part message in mime format\.?[ \t]{0,9}+[\r\n]{1,20}+)?([^\r\n]{0,300})",
    re.IGNORECASE,
)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
_NOT_QUOTED = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,80}(?:\r?\n|\Z))|[^\t\r\n -~]")
#: By encoding: what must not occur in the octets of a body that is really in it.
_CONTRADICTS = {"base64": _NOT_BASE64, "quoted-printable": _NOT_QUOTED}


def doubled(letter: Letter) -> str:
    """A structural field that occurs more than once: such a letter is never proven, whoever vouches for it."""
    times = Counter(name for name, _ in letter.headers)
    return next((name for name in STRUCTURAL if times[name] > 1), "")


def uncovered(letter: Letter, raw: bytes, covered: Collection[str]) -> str:
    """Why a signature over the `covered` field names does not answer for this letter, or "". Never raises."""
    times, signed = Counter(name for name, _ in letter.headers), Counter(covered)
    loose = [name for name in GUARDED if times[name] > signed[name] and (name in _ALWAYS or name in signed)]
    if "from" not in signed:
        loose.insert(0, "from")
    if loose:
        return f"does not cover {' and '.join(dict.fromkeys(loose))}"
    unsigned = [name for name in _BORNE_OUT if name not in signed and (times[name] or name == "content-type")]
    if not unsigned:
        return ""
    try:
        root = read_tree(raw)
    except TooMuch as limit:
        return str(limit)
    return next((f"does not cover {name}" for name in unsigned if not _BORNE_OUT[name](root)), "")


def _type_fits(root: Part) -> bool:
    found = _FIRST_LINE.match(root.raw, root.body, root.end)
    first = found[1].rstrip() if found else b""
    if root.kind.startswith("multipart/"):
        boundary = b"--" + root.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
        framed = len(boundary) > 2 and first == boundary and _last_line(root) == boundary + b"--"
        return framed and all("content-type" in part.fields for part in root.children)  # a table is not a frame
    return (
        root.kind == "text/plain"
        and bool(_KEEPS_ASCII.fullmatch(root.parameters.get("charset", "")))
        and not first.startswith(b"--")  # a multipart whose Content-Type was taken away
    )


def _last_line(root: Part) -> bytes:
    end = root.raw[max(root.body, root.end - 1000) : root.end].rstrip()
    return end[max(end.rfind(b"\n"), end.rfind(b"\r")) + 1 :]


def _encoding_fits(root: Part) -> bool:
    encoding = root.transfer_encoding
    if encoding in _CONTRADICTS:
        return not _CONTRADICTS[encoding].search(root.raw, root.body, root.end)
    return encoding in ("", "7bit", "8bit", "binary")


def _disposition_fits(root: Part) -> bool:
    return root.disposition in ("", "inline")


#: What an unsigned field has to be for the letter to be read as it was signed. No Content-Type at all says text/plain.
_BORNE_OUT: dict[str, Callable[[Part], bool]] = {
    "content-type": _type_fits,
    "content-transfer-encoding": _encoding_fits,
    "content-disposition": _disposition_fits,
}


def replayed(tags: dict[str, str], covered: Collection[str], letter: Letter, envelope: Envelope) -> str:
    """Why it may be a copy that somebody sends again, or "". Never raises.

    A letter that was signed or, when the signature has no time, dated more than seven days ago is one. Where neither
    time is signed, one of the envelope's recipients has to stand in a signed To or Cc. A fresh letter need not name
    its recipient, for an alias that forwards to us, a list and Bcc leave us out.
    """
    received = envelope.received_at.timestamp()
    signed = seconds(tags.get("t", ""))
    if signed is None and "date" in covered and letter.date is not None:
        signed = int(letter.date.timestamp())
    if signed is not None and signed < received - AGE:
        return "older than 7 days"
    if signed is not None and signed < received + SLOP:
        return ""
    named = (*(letter.to if "to" in covered else ()), *(letter.cc if "cc" in covered else ()))
    if _plain(named) & _plain(envelope.rcpts):
        return ""
    return "names neither a time nor one of our addresses"


def _plain(addresses: Iterable[str]) -> set[Address]:
    return {found.without_tag() for text in addresses if (found := Address.read(text.strip("<> ")))}


def seconds(text: str) -> int | None:
    """The time in a t= or x= tag, in seconds of the epoch; None when it is none."""
    return int(text) if text.isdecimal() and len(text) < 13 else None
