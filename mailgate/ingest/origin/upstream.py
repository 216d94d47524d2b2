"""What the results of a server that we believe mean for an author (RFC 8601, RFC 7489 §3).

    judged(results, "corp.example", "mx.desk.example") -> Finding(PROVEN, "mx.desk.example says dmarc=pass for …")

Its DMARC result decides; without one, its DKIM and SPF passes count as far as they are aligned. Whether the server is
believed at all is decided before: by its name in prove.py, by its seal in arc.py.
"""

from mailgate.ingest.origin.alignment import aligned, plain
from mailgate.ingest.origin.auth_results import Method, Results
from mailgate.ingest.origin.finding import Finding
from mailgate.model.address import Address
from mailgate.model.letter import Proof

_ALIGNABLE = (("dkim", ("header.d", "header.i")), ("spf", ("smtp.mailfrom", "smtp.mail")))


def judged(results: Results, domain: str, who: str) -> Finding:
    """The proof for an author at `domain`; `who` is named in the evidence. Never temporary: it will not say more."""
    return _by_dmarc(results, domain, who) or _by_aligned_pass(results, domain, who)


def _by_dmarc(results: Results, domain: str, who: str) -> Finding | None:
    for method in results.of("dmarc"):
        said = _domain(method, "header.from")
        if method.result == "fail":
            return Finding(Proof.FORGED, f"{who} says dmarc=fail")
        if (
            method.result == "pass"
            and said
            and (said == domain or domain.endswith(f".{said}"))
            and aligned(said, domain)
        ):
            return Finding(Proof.PROVEN, f"{who} says dmarc=pass for {said}")
        if method.result in ("temperror", "permerror"):
            return Finding(Proof.UNPROVEN, f"{who} says dmarc={method.result}")
    return None


def _by_aligned_pass(results: Results, domain: str, who: str) -> Finding:
    for name, properties in _ALIGNABLE:
        for method in results.of(name):
            said = next((found for key in properties if (found := _domain(method, key))), "")
            if method.result == "pass" and aligned(said, domain):
                return Finding(Proof.PROVEN, f"{who} says {name}=pass for {said}")
    return Finding(Proof.UNPROVEN, f"{who} found no pass for {domain}")


def _domain(method: Method, key: str) -> str:
    """As A-labels: a server that speaks SMTPUTF8 may write a name in its own letters (RFC 8616 §5)."""
    said = plain(method.properties.get(key, "").rpartition("@")[2].strip("<>"))
    if said.isascii():
        return said
    address = Address.read(f"x@{said}")
    return address.domain if address else ""
