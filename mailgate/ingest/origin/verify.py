"""Our own check of the sender, when mailgate is the MX: DKIM, SPF and the DMARC policy of the From domain (RFC 7489).

    verify(letter, author, envelope, raw, lookup) -> (Proof, evidence)

Only an aligned pass proves. SPF is known as far as TXT records tell (sender_policy.py); where they do not, a failing
DMARC policy is not held against a sender whose envelope domain is aligned. Never touches the network by itself.
"""

from mailgate.ingest.origin.alignment import aligned, plain
from mailgate.ingest.origin.dmarc import Policy, TxtLookup, policy_of
from mailgate.ingest.origin.sender_policy import check
from mailgate.ingest.origin.signatures import Signers, signers
from mailgate.model.address import Address
from mailgate.model.letter import Envelope, Letter, Proof


def verify(letter: Letter, author: Address, envelope: Envelope, raw: bytes, lookup: TxtLookup) -> tuple[Proof, str]:
    """The proof and its evidence. Raises Trouble from `lookup` on temporary DNS errors."""
    policy = policy_of(author.domain, lookup)
    signed = signers(raw, letter, envelope, lookup)
    for domain in signed.domains:
        if aligned(domain, author.domain, strict=policy.strict_dkim):
            return Proof.PROVEN, f"DKIM signature of {domain}"
    spf = _spf(author, envelope, policy, lookup)
    if spf == "pass":
        return Proof.PROVEN, f"SPF of {_sender_domain(envelope)} names {envelope.peer}"
    return _without_pass(author.domain, policy, signed, spf)


def _without_pass(domain: str, policy: Policy, signed: Signers, spf: str) -> tuple[Proof, str]:
    seen = "; ".join((*(f"{name} signed, not {domain}" for name in signed.domains), *signed.refused, f"SPF {spf}"))
    if policy.wish in ("reject", "quarantine"):
        if spf == "unknown":
            return Proof.UNPROVEN, f"{domain} asks for {policy.wish}, but its SPF could not be read whole; {seen}"
        return Proof.FORGED, f"DMARC of {domain} asks for {policy.wish} and nothing passes; {seen}"
    return Proof.UNPROVEN, f"{domain} has {'a DMARC policy of none' if policy.wish else 'no DMARC record'}; {seen}"


def _spf(author: Address, envelope: Envelope, policy: Policy, lookup: TxtLookup) -> str:
    """pass, fail or unknown of an aligned envelope sender; "not aligned" otherwise."""
    domain = _sender_domain(envelope)
    if not aligned(domain, author.domain, strict=policy.strict_spf):
        return "not aligned"
    return check(domain, envelope.peer, lookup)


def _sender_domain(envelope: Envelope) -> str:
    """The domain that SPF is asked about: MAIL FROM's, or HELO's for the null sender (RFC 7208 §2.4)."""
    sender = Address.read(envelope.mail_from.strip("<> "))
    if sender:
        return sender.domain
    return plain(envelope.helo) if not envelope.mail_from.strip("<> ") else ""
