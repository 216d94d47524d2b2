"""The DMARC policy of a domain (RFC 7489 §6.3, §6.6.3), by a lookup that is handed in."""

from dataclasses import dataclass

from mailgate.ingest.origin.alignment import organisational
from mailgate.ingest.origin.lookup import Lookup

_POLICIES = ("none", "quarantine", "reject")
_MILDER = {"reject": "quarantine"}  #: else none


@dataclass(frozen=True, slots=True)
class Policy:
    """What the domain's owner asks for."""

    wish: str = ""  #: none | quarantine | reject; "" when there is no record
    strict_dkim: bool = False
    strict_spf: bool = False


def policy_of(domain: str, lookup: Lookup) -> Policy:
    """The policy for mail from `domain`: its own record, else its organisational domain's. Raises Trouble.

    Where several records stand, none of them counts, nor one above (§6.6.3).
    """
    for name in dict.fromkeys((domain, organisational(domain))):
        records = _records(lookup(f"_dmarc.{name}") or [])
        if len(records) > 1:
            return Policy()
        if records:
            return _policy(records[0], below=name != domain)
    return Policy()


def _policy(record: dict[str, str], *, below: bool) -> Policy:
    """What a record asks for mail from its own domain, or from one `below` it."""
    wish = record.get("p", "none").lower()
    if below:
        wish = record.get("sp", wish).lower()
    if wish not in _POLICIES:
        wish = "none"
    if _share(record.get("pct", "")) < 100:
        wish = _MILDER.get(wish, "none")
    return Policy(wish, record.get("adkim", "r").lower() == "s", record.get("aspf", "r").lower() == "s")


def _share(text: str) -> int:
    """pct=: the rest is to be treated one step milder (§6.6.4). We draw no lots, so all of it is."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 3 else 100


def _records(texts: list[bytes]) -> list[dict[str, str]]:
    """The DMARC records among the TXT records."""
    return [tags for text in texts[:50] if (tags := tag_list(text)) and next(iter(tags.items())) == ("v", "DMARC1")]


def tag_list(text: bytes) -> dict[str, str]:
    """`a=b; c=d` as in DKIM and DMARC (RFC 6376 §3.2); names lower-case, white space around values gone."""
    tags: dict[str, str] = {}
    for piece in text[:10_000].decode("ascii", "replace").split(";"):
        name, equals, value = piece.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags
