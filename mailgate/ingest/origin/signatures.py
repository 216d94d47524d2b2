"""Which domains signed this letter with a DKIM signature that counts (RFC 6376; threats T18).

    signers(raw, letter, envelope, lookup) -> Signers(domains, refused)

Every signature is looked at, ten at most. Not counted: l=, rsa-sha1, keys under 1024 bits, expired, a likely copy, and
whatever leaves open what we read of the letter (coverage.py). dkimpy does the cryptography; it also reads the machine's
clock for x=.
"""

import re
from dataclasses import dataclass
from typing import Any

from mailgate.ingest.origin.alignment import plain
from mailgate.ingest.origin.coverage import SLOP, replayed, seconds, uncovered
from mailgate.ingest.origin.dmarc import TxtLookup
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Letter

_MOST = 10
_LONGEST = 8192  #: letters of one DKIM-Signature field
_MIN_KEY = 1024
_SPACE = re.compile(r"\s+")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_BARE_CR = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Signers:
    """Domains whose signature is good, and why others do not count."""

    domains: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def signers(raw: bytes, letter: Letter, envelope: Envelope, lookup: TxtLookup) -> Signers:
    """The d= domains of all signatures that count. Raises Trouble when a key could not be looked up."""
    fields = [value for name, value in letter.headers if name == "dkim-signature"]
    if not fields:
        return Signers()
    if any(len(value) > _LONGEST for value in fields):
        return Signers(refused=("a DKIM signature of absurd length",))
    end = _HEADERS_END.search(raw)
    if _BARE_CR.search(raw, 0, end.start() if end else len(raw)):  # two readers would see two letters (threats T14)
        return Signers(refused=("bare CR among the headers",))
    good: list[str] = []
    refused: list[str] = []
    for index in range(min(len(fields), _MOST)):
        tags, why = _checked(raw, index, lookup)
        why = _does_not_count(tags, letter, envelope, raw) or why
        if why:
            refused.append(f"DKIM of {tags.get('d', '?')[:80]}: {why}")
        else:
            good.append(plain(tags["d"]))
    return Signers(tuple(good), tuple(refused))


def _does_not_count(tags: dict[str, str], letter: Letter, envelope: Envelope, raw: bytes) -> str:
    covered = tags.get("h", "").lower().split(":")
    if "l" in tags:
        return "signs only a part of the text (l=)"
    if not tags.get("a", "").lower().endswith("-sha256"):
        return f"algorithm {tags.get('a', 'missing')[:20]}"
    if (expires := seconds(tags.get("x", ""))) is not None and expires < envelope.received_at.timestamp() - SLOP:
        return "expired"
    return uncovered(letter, raw, covered) or replayed(tags, covered, letter, envelope)


def _checked(raw: bytes, index: int, lookup: TxtLookup) -> tuple[dict[str, str], str]:
    """The tags that dkimpy read, so that nothing else is believed of the signature, and why it fails ("" when good)."""
    import dkim  # here, since only a mailgate that is its own MX needs it

    trouble: list[Trouble] = []

    def key(name: bytes, timeout: float = 0) -> bytes | None:
        try:
            return next(iter(lookup(plain(name.decode("ascii", "replace"))) or []), None)
        except Trouble as cause:
            trouble.append(cause)
            return None

    tags: dict[str, str] = {}
    try:
        checker: Any = dkim.DKIM(raw, minkey=_MIN_KEY)
        prepared = checker.verify_headerprep(index)
        tags = {_text(name): _SPACE.sub("", _text(value)) for name, value in checker.signature_fields.items()}
        why = (
            ""
            if prepared and checker.verify_sig(prepared[0], prepared[1], prepared[2][index], key)
            else "does not verify"
        )
    except Exception as cause:  # dkimpy raises many kinds on strange signatures and keys; none of them is a pass
        why = f"does not verify ({type(cause).__name__})"
    if trouble:
        raise trouble[0]
    return tags, why


def _text(octets: bytes) -> str:
    return octets.decode("ascii", "replace")
