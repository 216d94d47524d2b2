"""An SPF record as data (RFC 7208 §4.6.1, §5, §6, §12).

    read_record(b"v=spf1 a:mail.example.org/24 -all") -> Record(terms, redirect)        # raises BadSpf

The whole record is read before anything of it is asked: one mistake anywhere makes it a permerror (§4.6).
"""

import ipaddress
import re
from dataclasses import dataclass

from mailgate.ingest.origin.spf_macros import BadSpf, Spec, read_macros, read_spec

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_LONGEST = 16_000  #: octets; more is nobody's record
_MODIFIER = re.compile(r"([a-z][a-z0-9._-]*)=(.*)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"([+?~-]?)([a-z0-9]+)(?:(?=[:/])(.*))?", re.IGNORECASE)
_NAME_AND_SIZES = re.compile(r"(?::(.+?))?(?:/(\d{1,9}))?(?://(\d{1,9}))?")
#: Mechanism -> may it have a name, must it, may it have /24 or //64.
_SHAPES = {
    "all": (False, False, False),
    "include": (True, True, False),
    "exists": (True, True, False),
    "ptr": (True, False, False),
    "a": (True, False, True),
    "mx": (True, False, True),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One mechanism with its qualifier."""

    qualifier: str  #: + - ~ ?
    name: str  #: all, include, a, mx, ptr, ip4, ip6, exists
    spec: Spec = ()  #: () is the domain itself
    network: Network | None = None  #: of ip4 and ip6
    size4: int = 32  #: of a and mx
    size6: int = 128


@dataclass(frozen=True, slots=True)
class Record:
    """What a domain publishes about who may send for it."""

    terms: tuple[Term, ...] = ()
    redirect: Spec = ()


def is_spf(text: bytes) -> bool:
    """Whether this TXT record is meant as one (§4.5)."""
    return text[:7].lower() == b"v=spf1 " or text.lower() == b"v=spf1"


def read_record(text: bytes) -> Record:
    """The terms in order. Raises BadSpf with the mistake."""
    if len(text) > _LONGEST or not text.isascii():
        raise BadSpf("a record that is too long" if text.isascii() else "a record that is not ASCII")
    terms: list[Term] = []
    modifiers: dict[str, Spec] = {}
    for word in text[7:].decode("ascii").split(" "):
        modifier = _MODIFIER.fullmatch(word)
        if modifier:
            _add_modifier(modifiers, modifier[1].lower(), modifier[2])
        elif word:
            terms.append(_term(word))
    return Record(tuple(terms), modifiers.get("redirect", ()))


def _add_modifier(modifiers: dict[str, Spec], name: str, value: str) -> None:
    if name not in ("redirect", "exp"):
        read_macros(value)  # unknown ones count for nothing, but must be well-formed
        return
    if name in modifiers:
        raise BadSpf(f"{name}= stands twice")
    modifiers[name] = read_spec(value)


def _term(word: str) -> Term:
    found = _DIRECTIVE.fullmatch(word)
    if not found:
        raise BadSpf(f"{word[:80]!a} is no mechanism")
    qualifier, name, rest = found[1] or "+", found[2].lower(), found[3] or ""
    if name in ("ip4", "ip6"):
        return Term(qualifier, name, network=_network(name, rest))
    if name not in _SHAPES:
        raise BadSpf(f"{word[:80]!a} is no mechanism")
    return _named(qualifier, name, rest)


def _named(qualifier: str, name: str, rest: str) -> Term:
    may, must, sized = _SHAPES[name]
    parts = _NAME_AND_SIZES.fullmatch(rest)
    if not parts:
        raise BadSpf(f"{name}{rest[:80]!a} cannot be read")
    if not sized and (parts[2] or parts[3]):
        raise BadSpf(f"{name} with a prefix length")
    if bool(parts[1]) < must or bool(parts[1]) > may:
        raise BadSpf(f"{name} {'without' if must else 'with'} a name")
    spec = read_spec(parts[1]) if parts[1] else ()
    return Term(qualifier, name, spec, None, _size(parts[2], 32), _size(parts[3], 128))


def _size(digits: str | None, most: int) -> int:
    if digits is None:
        return most
    if int(digits) > most or (digits[0] == "0" and digits != "0"):
        raise BadSpf(f"there is no prefix length {digits}")
    return int(digits)


def _network(name: str, rest: str) -> Network:
    address, slash, digits = rest.removeprefix(":").partition("/")
    version, most = (ipaddress.IPv4Address, 32) if name == "ip4" else (ipaddress.IPv6Address, 128)
    try:
        if not rest.startswith(":") or "%" in rest:
            raise ValueError
        ip = version(address)
    except ValueError:
        raise BadSpf(f"{name}{rest[:80]!a} names no network") from None
    if slash and not digits.isdecimal():
        raise BadSpf(f"{name}{rest[:80]!a} names no network")
    return ipaddress.ip_network((ip, _size(digits[:9] if slash else None, most)), strict=False)
