"""The DMARC policy of a domain (RFC 7489 §6.3, §6.6.3), by a TXT lookup that is handed in."""

from collections.abc import Callable
from dataclasses import dataclass

from mailgate.ingest.origin.alignment import organisational

#: The TXT records of a name, each whole; None when there are none. Raises errors.Trouble when DNS does not answer.
TxtLookup = Callable[[str], list[bytes] | None]

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the domain's owner asks for."""

    wish: str = ""  #: none | quarantine | reject; "" when there is no record
    strict_dkim: bool = False
    strict_spf: bool = False


def policy_of(domain: str, lookup: TxtLookup) -> Policy:
    """The policy for mail from `domain`: its own record, else its organisational domain's. Raises Trouble."""
    for name in dict.fromkeys((domain, organisational(domain))):
        record = _record(lookup(f"_dmarc.{name}") or [])
        if record:
            wish = record.get("p", "none").lower()
            if name != domain:
                wish = record.get("sp", wish).lower()
            return Policy(
                wish if wish in _POLICIES else "none",
                record.get("adkim", "r").lower() == "s",
                record.get("aspf", "r").lower() == "s",
            )
    return Policy()


def _record(texts: list[bytes]) -> dict[str, str]:
    """The one DMARC record among the TXT records; several count as none."""
    found = [tags for text in texts[:50] if (tags := tag_list(text)) and next(iter(tags.items())) == ("v", "DMARC1")]
    return found[0] if len(found) == 1 else {}


def tag_list(text: bytes) -> dict[str, str]:
    """`a=b; c=d` as in DKIM and DMARC (RFC 6376 §3.2); names lower-case, white space around values gone."""
    tags: dict[str, str] = {}
    for piece in text[:10_000].decode("ascii", "replace").split(";"):
        name, equals, value = piece.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags
