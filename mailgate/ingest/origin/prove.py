"""How sure is it that the author's address is the author's? (design.md §5; RFC 7489, RFC 8601)

    proof, evidence = prove(letter, envelope, raw, policy, lookup)

The rungs below are asked in order and the first that knows decides. Only an aligned pass proves; what others wrote into
the letter is no evidence, except the topmost Authentication-Results of a configured server (threats T16-T20). ARC is
not believed. DNS is a function that is handed in; its Trouble becomes "unproven (temporary)".
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass

from mailgate.ingest.origin.alignment import aligned, plain
from mailgate.ingest.origin.auth_results import Method, Results, read_results
from mailgate.ingest.origin.coverage import doubled
from mailgate.ingest.origin.dmarc import TxtLookup
from mailgate.ingest.origin.verify import verify
from mailgate.model.address import Address
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Letter, Proof, WayIn

Finding = tuple[Proof, str]


@dataclass(frozen=True, slots=True)
class OriginPolicy:
    """What this mailgate may believe."""

    verify: bool = False  #: we are the MX: check DKIM, SPF and DMARC ourselves
    trusted_authserv_ids: frozenset[str] = frozenset()  #: lower-case
    trust_loopback: bool = False  #: whoever may connect from this machine may say who they are


@dataclass(frozen=True, slots=True)
class _Case:
    letter: Letter
    author: Address
    envelope: Envelope
    raw: bytes
    policy: OriginPolicy
    lookup: TxtLookup | None


def prove(letter: Letter, envelope: Envelope, raw: bytes, policy: OriginPolicy, lookup: TxtLookup | None) -> Finding:
    """The proof and its evidence in one line."""
    author = letter.from_address
    if author is None:
        return Proof.UNPROVEN, "the author is unknown"
    case = _Case(letter, author, envelope, raw, policy, lookup)
    for rung in RUNGS:
        finding = rung(case)
        if finding:
            return _of_one_reading(finding, letter)
    return Proof.UNPROVEN, "nobody vouches for the sender"


def _of_one_reading(finding: Finding, letter: Letter) -> Finding:
    """No proof of a letter that two readers would read as two: who vouched may have read the other (threats T14)."""
    name = doubled(letter)
    if name and finding[0] is Proof.PROVEN:
        return Proof.UNPROVEN, f"more than one {name} field; {finding[1]}"
    return finding


def _signed_in(case: _Case) -> Finding | None:
    if case.envelope.signed_in and Address.read(case.envelope.signed_in) == case.author:
        return Proof.PROVEN, "signed in"
    return None


def _public_form(case: _Case) -> Finding | None:
    return (Proof.UNPROVEN, "a public form") if case.envelope.way_in is WayIn.FORM else None


def _this_machine(case: _Case) -> Finding | None:
    if not case.policy.trust_loopback:
        return None
    local = case.envelope.way_in is WayIn.FILE or _is_loopback(case.envelope.peer)
    return (Proof.PROVEN, "submitted from this machine") if local else None


def _is_loopback(peer: str) -> bool:
    try:
        ip = ipaddress.ip_address(peer.strip("[]"))
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def _trusted_results(case: _Case) -> Finding | None:
    """Only the topmost header counts: ours strips or adds above whatever the sender wrote (RFC 8601 §5)."""
    if not case.letter.auth_results:
        return None
    results = read_results(case.letter.auth_results[0])
    if not results.authserv_id or results.authserv_id not in case.policy.trusted_authserv_ids:
        return None
    return _by_dmarc(results, case.author.domain) or _by_aligned_pass(results, case.author.domain)


def _by_dmarc(results: Results, domain: str) -> Finding | None:
    for method in results.of("dmarc"):
        said = _domain(method, "header.from")
        if method.result == "fail":
            return Proof.FORGED, f"{results.authserv_id} says dmarc=fail"
        if (
            method.result == "pass"
            and said
            and (said == domain or domain.endswith(f".{said}"))
            and aligned(said, domain)
        ):
            return Proof.PROVEN, f"{results.authserv_id} says dmarc=pass for {said}"
        if method.result in ("temperror", "permerror"):
            return Proof.UNPROVEN, f"{results.authserv_id} says dmarc={method.result}"
    return None


_ALIGNABLE = (("dkim", ("header.d", "header.i")), ("spf", ("smtp.mailfrom", "smtp.mail")))


def _by_aligned_pass(results: Results, domain: str) -> Finding:
    for name, properties in _ALIGNABLE:
        for method in results.of(name):
            said = next((found for key in properties if (found := _domain(method, key))), "")
            if method.result == "pass" and aligned(said, domain):
                return Proof.PROVEN, f"{results.authserv_id} says {name}=pass for {said}"
    return Proof.UNPROVEN, f"{results.authserv_id} found no pass for {domain}"


def _domain(method: Method, key: str) -> str:
    return plain(method.properties.get(key, "").rpartition("@")[2].strip("<>"))


def _own_check(case: _Case) -> Finding | None:
    if not case.policy.verify:
        return None
    if case.lookup is None:
        return Proof.UNPROVEN, "no DNS to check the sender with"
    try:
        return verify(case.letter, case.author, case.envelope, case.raw, case.lookup)
    except Trouble as cause:
        return Proof.UNPROVEN, f"unproven (temporary): {cause}"


RUNGS: tuple[Callable[[_Case], Finding | None], ...] = (
    _signed_in,
    _public_form,
    _this_machine,
    _trusted_results,
    _own_check,
)
