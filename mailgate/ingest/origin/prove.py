"""How sure is it that the author's address is the author's? (design.md §5; RFC 7489, RFC 8601, RFC 8617)

    finding = prove(letter, envelope, raw, policy, lookup)        # Finding(proof, evidence, temporary)

The rungs below are asked in order and the first that knows decides. Only an aligned pass proves; what others wrote into
the letter is no evidence, except the topmost Authentication-Results of a configured server, and the seals of configured
ARC sealers where our own check proves nothing (threats T16-T20). DNS is a function that is handed in; a question that
it does not answer makes the finding temporary, never forged.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailgate.ingest.origin.arc import vouched
from mailgate.ingest.origin.auth_results import read_results
from mailgate.ingest.origin.coverage import doubled
from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.lookup import Lookup
from mailgate.ingest.origin.signatures import Context
from mailgate.ingest.origin.upstream import judged
from mailgate.ingest.origin.verify import verify
from mailgate.model.address import Address
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Letter, Proof, WayIn

_LONGEST_EVIDENCE = 1000
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class OriginPolicy:
    """What this mailgate may believe."""

    verify: bool = False  #: we are the MX: check DKIM, SPF and DMARC ourselves
    trusted_authserv_ids: frozenset[str] = frozenset()  #: lower-case
    trusted_from: tuple[Network, ...] | None = None  #: where those servers are; None is anywhere
    trust_loopback: bool = False  #: whoever may connect from this machine may say who they are
    arc_sealers: frozenset[str] = frozenset()  #: domains whose ARC seals are believed, lower-case


@dataclass(frozen=True, slots=True)
class _Case:
    letter: Letter
    author: Address
    envelope: Envelope
    raw: bytes
    policy: OriginPolicy
    lookup: Lookup | None


def prove(letter: Letter, envelope: Envelope, raw: bytes, policy: OriginPolicy, lookup: Lookup | None) -> Finding:
    """The proof, and in one line of printable characters why."""
    author = letter.from_address
    if author is None:
        return Finding(Proof.UNPROVEN, "the author is unknown")
    case = _Case(letter, author, envelope, raw, policy, lookup)
    for rung in RUNGS:
        finding = rung(case)
        if finding:
            return _told(_of_one_reading(finding, letter))
    return Finding(Proof.UNPROVEN, "nobody vouches for the sender")


def _of_one_reading(finding: Finding, letter: Letter) -> Finding:
    """No proof of a letter that two readers would read as two: who vouched may have read the other (threats T14)."""
    name = doubled(letter)
    if name and finding.proof is Proof.PROVEN:
        return Finding(Proof.UNPROVEN, f"more than one {name} field; {finding.evidence}")
    return finding


def _told(finding: Finding) -> Finding:
    """Parts of the evidence are the sender's words: no line end and no control character of theirs is kept."""
    evidence = finding.evidence
    if evidence.isprintable() and len(evidence) <= _LONGEST_EVIDENCE:
        return finding
    plain = (letter if letter.isprintable() else "?" for letter in evidence[:_LONGEST_EVIDENCE])
    return replace(finding, evidence="".join(plain))


def _signed_in(case: _Case) -> Finding | None:
    if case.envelope.signed_in and Address.read(case.envelope.signed_in) == case.author:
        return Finding(Proof.PROVEN, "signed in")
    return None


def _call(case: _Case) -> Finding | None:
    """Staff took it: they vouch for whom the registry knows, and for nobody else."""
    if case.envelope.way_in is not WayIn.PHONE:
        return None
    known = bool(case.envelope.signed_in) and Address.read(case.envelope.signed_in) == case.author
    who = f"{case.envelope.mail_from} took the call"
    return (
        Finding(Proof.PROVEN, who)
        if known
        else Finding(Proof.UNPROVEN, f"{who}; the registry does not know who it was")
    )


def _public_form(case: _Case) -> Finding | None:
    return Finding(Proof.UNPROVEN, "a public form") if case.envelope.way_in is WayIn.FORM else None


def _this_machine(case: _Case) -> Finding | None:
    if not case.policy.trust_loopback:
        return None
    local = case.envelope.way_in is WayIn.FILE or _is_loopback(case.envelope.peer)
    return Finding(Proof.PROVEN, "submitted from this machine") if local else None


def _is_loopback(peer: str) -> bool:
    try:
        ip = ipaddress.ip_address(peer.strip("[]"))
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def _trusted_results(case: _Case) -> Finding | None:
    """Only the topmost header counts: ours strips or adds above whatever the sender wrote (RFC 8601 §5).

    Whoever else can reach our door writes what they like into it, so it counts only from where our server is.
    """
    if not case.letter.auth_results or not _from_our_server(case):
        return None
    results = read_results(case.letter.auth_results[0])
    if not results.authserv_id or results.authserv_id not in case.policy.trusted_authserv_ids:
        return None
    return judged(results, case.author.domain, results.authserv_id)


def _from_our_server(case: _Case) -> bool:
    """A letter without a peer came from a file, a mailbox, a pipe or a socket of this machine."""
    networks, peer = case.policy.trusted_from, case.envelope.peer.strip("[]")
    if networks is None or not peer:
        return True
    try:
        ip = ipaddress.ip_address(peer)
    except ValueError:
        return False
    seen = (ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None) or ip
    return any(seen.version == network.version and seen in network for network in networks)


def _own_check(case: _Case) -> Finding | None:
    if not case.policy.verify:
        return None
    if case.lookup is None:
        return Finding(Proof.UNPROVEN, "no DNS to check the sender with")
    finding = verify(case.letter, case.author, case.envelope, case.raw, case.lookup)
    return finding if finding.proof is Proof.PROVEN else _with_arc(case, case.lookup, finding)


def _with_arc(case: _Case, lookup: Lookup, finding: Finding) -> Finding:
    """The finding, or what a configured sealer can better it to."""
    context = Context(case.raw, case.letter, case.envelope)
    try:
        sealed = vouched(context, case.author.domain, case.policy.arc_sealers, lookup)
    except Trouble as cause:
        return Finding(Proof.UNPROVEN, f"unproven (temporary): {cause}; {finding.evidence}", temporary=True)
    if sealed is None or sealed.proof is Proof.PROVEN:
        return sealed or finding
    return replace(finding, evidence=f"{finding.evidence}; {sealed.evidence}")


RUNGS: tuple[Callable[[_Case], Finding | None], ...] = (
    _call,
    _signed_in,
    _public_form,
    _this_machine,
    _trusted_results,
    _own_check,
)
