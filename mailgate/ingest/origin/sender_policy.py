"""SPF (RFC 7208) as far as TXT records alone can tell: ip4, ip6, include, redirect and all.

    check(domain, ip, lookup) -> "pass", "fail" or "unknown"

Mechanisms that need other records (a, mx, exists, ptr, macros) make the answer "unknown", never "pass". At most ten
lookups, as the RFC wants.
"""

import ipaddress
import re

from mailgate.ingest.origin.dmarc import TxtLookup

_LOOKUPS = 10  #: RFC 7208 §4.6.4
_TERM = re.compile(r"([+?~-]?)([a-z0-9]+)(?:[:=](\S*))?(?:/\S*)?", re.IGNORECASE)
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class _Unknown(Exception):
    """TXT records alone cannot tell."""


def check(domain: str, ip: str, lookup: TxtLookup) -> str:
    """Whether `ip` may send for `domain`. Raises Trouble from `lookup`."""
    try:
        return "pass" if _passes(domain, ipaddress.ip_address(ip), lookup, [_LOOKUPS]) else "fail"
    except (_Unknown, ValueError):
        return "unknown"


def _passes(domain: str, ip: Ip, lookup: TxtLookup, left: list[int]) -> bool:
    left[0] -= 1
    if left[0] < 0:
        raise _Unknown
    records = [
        text for text in lookup(domain) or [] if text.lower() == b"v=spf1" or text.lower().startswith(b"v=spf1 ")
    ]
    if len(records) != 1:
        return False
    terms = records[0][:4000].decode("ascii", "replace").split()[1:]
    redirect = next((term[9:] for term in terms if term.lower().startswith("redirect=")), "")
    unsure = False
    for term in terms:
        matched = _matches(term, ip, lookup, left)
        if matched is None:
            unsure = True
        elif matched:
            return _verdict(term, unsure)
    if redirect:
        return _passes(redirect, ip, lookup, left)
    return _verdict("?all", unsure)


def _verdict(term: str, unsure: bool) -> bool:
    """What a matching term means. `+all` lets everybody in and so proves nothing (threats T17)."""
    passes = term[0] not in "-~?"
    if term.lower() in ("all", "+all") or (unsure and not passes):
        raise _Unknown
    return passes


def _matches(term: str, ip: Ip, lookup: TxtLookup, left: list[int]) -> bool | None:
    """Whether the term fits; None when TXT records cannot tell, but a fit would let the sender in."""
    found = _TERM.fullmatch(term)
    if found is None or "%" in term:
        raise _Unknown
    name, value = found[2].lower(), found[3] or ""
    if name == "all":
        return True
    if name in ("ip4", "ip6"):
        network = ipaddress.ip_network(term.partition(":")[2], strict=False)
        return ip.version == network.version and ip in network
    if name == "include":
        return _passes(value, ip, lookup, left)
    if name in ("redirect", "exp"):
        return False
    if found[1] in ("", "+"):
        return None
    raise _Unknown
