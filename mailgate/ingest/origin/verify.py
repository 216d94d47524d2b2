"""Our own check of the sender, when mailgate is the MX: DKIM, SPF and the DMARC policy of the From domain (RFC 7489).

    verify(letter, author, envelope, raw, lookup) -> Finding

Only an aligned pass proves. Who is aligned exactly needs no policy; else the policy says how strict alignment is, and
whether a letter without any pass is forged. A question that the DNS did not answer never accuses: the finding is
temporary then, unless something else proved. Never touches the network by itself.
"""

from dataclasses import dataclass

from mailgate.ingest.origin.alignment import aligned, plain
from mailgate.ingest.origin.dmarc import Policy, policy_of
from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.sender_policy import NO_CLIENT, Asked, Spf, check
from mailgate.ingest.origin.signatures import Signers, signers
from mailgate.model.address import Address
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Letter, Proof

_NOT_ALIGNED = "not aligned"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found out, as far as it had to be asked."""

    signed: Signers
    spf: Spf
    policy: Policy | None  #: None: the DNS did not say
    trouble: str = ""  #: the first question that was not answered


def verify(letter: Letter, author: Address, envelope: Envelope, raw: bytes, lookup: Lookup) -> Finding:
    """How sure it is by what the DNS says. Never raises."""
    domain = author.domain
    signed = signers(raw, letter, envelope, domain, lookup)
    if domain in signed.domains:
        return _by_signature(domain)
    policy, trouble = _policy(domain, lookup)
    if policy:
        found = next((one for one in signed.domains if aligned(one, domain, strict=policy.strict_dkim)), None)
        if found:
            return _by_signature(found)
    sender = _sender(envelope)
    spf = _spf(sender, domain, envelope, policy, lookup)
    if spf.result == "pass" and not spf.everybody and (policy or sender.domain == domain):
        return Finding(Proof.PROVEN, f"SPF of {sender.domain} names {envelope.peer}")
    trouble = signed.trouble or trouble or (spf.why if spf.result == "temperror" else "")
    return _without_pass(domain, _Seen(signed, spf, policy, trouble))


def _by_signature(domain: str) -> Finding:
    return Finding(Proof.PROVEN, f"DKIM signature of {domain}")


def _policy(domain: str, lookup: Lookup) -> tuple[Policy | None, str]:
    try:
        return policy_of(domain, lookup), ""
    except Trouble as cause:
        return None, str(cause)


def _spf(sender: Asked, domain: str, envelope: Envelope, policy: Policy | None, lookup: Lookup) -> Spf:
    """The result for an aligned envelope sender. Of others it is not asked: it could prove nothing (threats T17)."""
    if not envelope.peer:
        return NO_CLIENT
    if not aligned(sender.domain, domain, strict=bool(policy and policy.strict_spf)):
        return Spf(_NOT_ALIGNED, sender.domain[:80])
    return check(sender, lookup)


def _sender(envelope: Envelope) -> Asked:
    """Whom SPF is asked about: MAIL FROM, or HELO for the null sender (RFC 7208 §2.4)."""
    helo = plain(envelope.helo)
    sender = Address.read(envelope.mail_from.strip("<> "))
    if sender:
        return Asked(envelope.peer, sender.domain, sender.local, helo)
    return Asked(envelope.peer, "" if envelope.mail_from.strip("<> ") else helo, helo=helo)


def _without_pass(domain: str, seen: _Seen) -> Finding:
    known = "; ".join((*(f"{one} signed, not {domain}" for one in seen.signed.domains), *seen.signed.refused))
    told = f"{known}; SPF {seen.spf}" if known else f"SPF {seen.spf}"
    if seen.trouble or seen.policy is None:
        return Finding(Proof.UNPROVEN, f"unproven (temporary): {seen.trouble}; {told}", temporary=True)
    wish = seen.policy.wish
    if wish not in ("reject", "quarantine"):
        has = "a DMARC policy of none" if wish else "no DMARC record"
        return Finding(Proof.UNPROVEN, f"{domain} has {has}; {told}")
    if why := _cannot_accuse(seen.spf):
        return Finding(Proof.UNPROVEN, f"{domain} asks for {wish}, but {why}; {told}")
    return Finding(Proof.FORGED, f"DMARC of {domain} asks for {wish} and nothing passes; {told}")


def _cannot_accuse(spf: Spf) -> str:
    """Why a letter without a pass need not be forged, or ""."""
    if spf.everybody:
        return "its SPF lets everybody in"
    return "the client's address is not known" if spf is NO_CLIENT else ""
