"""What a sealer that we believe found before it changed the letter (ARC, RFC 8617; threats T20).

    vouched(context, "corp.example", frozenset({"lists.example"}), lookup) -> Finding or None

Mailing lists and forwarders break signatures, and seal what they saw beforehand. Believed are the newest seal and those
before it, as far as each is of a configured sealer; the whole chain must verify, and the newest message signature must
answer for what we read, as a DKIM signature must. A seal of anybody else says nothing. It can only prove, never accuse.
"""

import re
from collections.abc import Collection
from itertools import takewhile
from typing import TYPE_CHECKING

from mailgate.ingest.origin.alignment import plain
from mailgate.ingest.origin.auth_results import Results, read_results
from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.signatures import Context, does_not_count, leaves_open
from mailgate.ingest.origin.unsound import Unsound
from mailgate.ingest.origin.upstream import judged
from mailgate.model.letter import Proof

if TYPE_CHECKING:
    from mailgate.ingest.origin.signed_text import Chain

_MOST_SETS = 10  #: RFC 8617 §5.1.1.1 allows 50; each costs two keys and two verifications
_INSTANCE = re.compile(r"\s*i\s*=\s*\d+\s*;")
Sealed = list[tuple[str, str]]  #: sealing domain and its ARC-Authentication-Results, newest first


def vouched(context: Context, domain: str, sealers: Collection[str], lookup: Lookup) -> Finding | None:
    """The proof by ARC, or why a configured sealer's gives none; None when no such seal is there. Raises Trouble."""
    seals = sum(name == "arc-seal" for name, _ in context.letter.headers)
    if not sealers or not 0 < seals <= _MOST_SETS:
        return None
    from mailgate.ingest.origin.signed_text import Chain, SignedText  # loads dkimpy: few letters have a seal

    try:
        chain = Chain(SignedText(context.raw, lookup))
        newest = _newest_sealer(chain)
        if newest not in sealers:
            return None
        sealed = _verified(chain, context)
    except Unsound as why:
        return Finding(Proof.UNPROVEN, f"ARC: {why}")
    believed = takewhile(lambda one: one[0] in sealers, sealed)
    findings = (judged(_results(said), domain, f"ARC of {who}") for who, said in believed)
    proven = next((finding for finding in findings if finding.proof is Proof.PROVEN), None)
    return proven or Finding(Proof.UNPROVEN, f"ARC of {newest} names no pass for {domain}")


def _newest_sealer(chain: "Chain") -> str:
    """The d= of the newest seal; "" when there is none. Nothing is verified yet."""
    return plain(_newest(chain, b"arc-seal").get("d", ""))


def _newest(chain: "Chain", name: bytes) -> dict[str, str]:
    from mailgate.ingest.origin.signed_text import tags_of

    newest, fields = chain.sorted_arc_headers()
    found = (value for instance, (field, value) in fields if instance == newest and field.lower() == name)
    return tags_of(next(found, b""))


def _verified(chain: "Chain", context: Context) -> Sealed:
    """The sets of a chain that verifies. Raises Unsound with why it does not, and Trouble."""
    state, sets, why = chain.state()
    if state != b"pass":
        raise Unsound(f"the chain does not verify: {why}"[:200])
    tags = _newest(chain, b"arc-message-signature")
    why_not = does_not_count(tags, context.envelope) or leaves_open(tags, context)
    if why_not:
        raise Unsound(f"the message signature {why_not}")
    return [(plain(_text(one["as-domain"])), _text(one["aar-value"])) for one in sets]


def _results(said: str) -> Results:
    return read_results(_INSTANCE.sub("", said, count=1))


def _text(octets: bytes) -> str:
    return octets.decode("utf-8", "replace")
