"""Which domains signed this letter with a DKIM signature that counts (RFC 6376, RFC 8463; threats T18).

    signers(raw, letter, envelope, domain, lookup) -> Signers(domains, refused, trouble)

Every signature is looked at, ten at most. Only those of the author's organisation can prove anything, so no key of
another is asked for. Not counted: l=, rsa-sha1, keys under 1024 bits, expired, a likely copy, and whatever leaves open
what we read of the letter (coverage.py). dkimpy does the cryptography, over what signed_text.py prepares.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailgate.ingest.origin.alignment import aligned, plain
from mailgate.ingest.origin.coverage import replayed, seconds, uncovered
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.unsound import Unsound
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Letter

if TYPE_CHECKING:
    from mailgate.ingest.origin.signed_text import SignedText

_MOST = 10
_EXPIRY_SLOP = 300  #: seconds of clock difference with whoever wrote x=
Tags = dict[str, str]


@dataclass(frozen=True, slots=True)
class Signers:
    """Domains of the author's organisation whose signature is good, and why others do not count."""

    domains: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    trouble: str = ""  #: a key could not be looked up: asked again later there may be more domains


@dataclass(frozen=True, slots=True)
class Context:
    """What a signature is held against."""

    raw: bytes
    letter: Letter
    envelope: Envelope


def signers(raw: bytes, letter: Letter, envelope: Envelope, domain: str, lookup: Lookup) -> Signers:
    """The d= domains of all signatures that count for an author at `domain`. Never raises."""
    if not any(name == "dkim-signature" for name, _ in letter.headers):
        return Signers()
    from mailgate.ingest.origin.signed_text import SignedText  # loads dkimpy: only who checks for themselves needs it

    try:
        text = SignedText(raw, lookup)
    except Unsound as why:
        return Signers(refused=(f"DKIM: {why}",))
    good: list[str] = []
    refused: list[str] = []
    trouble = ""
    for index in range(min(len(text), _MOST)):
        tags: Tags = {}
        try:
            tags = text.tags(index)
            why_not = _why_not(text, index, tags, Context(raw, letter, envelope), domain)
        except Unsound as cause:
            why_not = str(cause)
        except Trouble as cause:
            why_not = trouble = str(cause)
        if why_not:
            refused.append(f"DKIM of {tags.get('d', '?')[:80]}: {why_not}")
        else:
            good.append(plain(tags["d"]))
    return Signers(tuple(dict.fromkeys(good)), tuple(dict.fromkeys(refused)), trouble)


def _why_not(text: "SignedText", index: int, tags: Tags, context: Context, domain: str) -> str:
    """Why a signature does not count, or "". The cheap questions first, those to the DNS only for one that may."""
    return (
        does_not_count(tags, context.envelope)
        or ("" if aligned(tags.get("d", ""), domain) else f"not of {domain}")
        or text.why_bad(index)
        or leaves_open(tags, context)
    )


def does_not_count(tags: Tags, envelope: Envelope) -> str:
    """Why no signature with these tags counts, or ""."""
    if "l" in tags:
        return "signs only a part of the text (l=)"
    if not tags.get("a", "").lower().endswith("-sha256"):
        return f"algorithm {tags.get('a', 'missing')[:20]}"
    expires = seconds(tags.get("x", ""))
    if expires is not None and expires < envelope.received_at.timestamp() - _EXPIRY_SLOP:
        return "expired"
    return ""


def leaves_open(tags: Tags, context: Context) -> str:
    """Why a good signature does not answer for this letter, or ""."""
    covered = tags.get("h", "").lower().split(":")
    return uncovered(context.letter, context.raw, covered) or replayed(tags, covered, context.letter, context.envelope)
