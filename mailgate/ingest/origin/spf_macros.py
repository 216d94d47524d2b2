"""The names in an SPF record: domain-spec with its macros (RFC 7208 §7).

    spec = read_spec("%{ir}.%{v}._spf.%{d2}")        # raises BadSpf
    expand(spec, About(...)) -> "7.2.0.192.in-addr._spf.example.org"

%{p} is always "unknown": it would need PTR, which proves nothing. The letters c, r and t belong in the texts of
explanations alone, which nobody asks for here. Pure, and linear in the length of the record.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_LONGEST_NAME = 253
_TOKEN = re.compile(r"%\{([slodiphvcrt])(\d{0,9})(r?)([.\-+,/_=]*)\}|%([%_-])|([!-$&-~]+)", re.IGNORECASE)
_ESCAPED = {"%": "%", "_": " ", "-": "%20"}
_DELIMITERS = re.compile(r"[.\-+,/_=]")


class BadSpf(Exception):
    """The record, or one that it names, is against RFC 7208: permerror. The message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Macro:
    """`%{letter digits r delimiters}`."""

    letter: str
    keep: int  #: so many parts from the right; 0 is all
    reverse: bool
    delimiters: str


Spec = tuple[Macro | str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the macros are filled with."""

    ip: Ip
    local: str
    sender_domain: str
    helo: str


def read_spec(text: str) -> Spec:
    """A domain-spec: it ends in a macro, or in a label that can be a top-level domain. Raises BadSpf."""
    spec = read_macros(text)
    if not spec:
        raise BadSpf("a name is missing")
    if any(isinstance(token, Macro) and token.letter.lower() not in _VALUES for token in spec):
        raise BadSpf(f"{text[:80]} has a macro that only explanations may have")
    last = spec[-1]
    if isinstance(last, str) and text[-2:] not in ("%%", "%_", "%-"):
        _, dot, label = last.removesuffix(".").rpartition(".")
        if not dot or not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", label, re.IGNORECASE) or label.isdecimal():
            raise BadSpf(f"{text[:80]} is not a domain name")
    return spec


def read_macros(text: str) -> Spec:
    """A macro-string. Raises BadSpf."""
    tokens: list[Macro | str] = []
    position = 0
    for found in _TOKEN.finditer(text):
        if found.start() != position:
            break
        position = found.end()
        tokens.append(_macro(found) if found[1] else _ESCAPED[found[5]] if found[5] else found[6])
    if position != len(text):
        raise BadSpf(f"{text[position : position + 20]!a} cannot stand in a name")
    return tuple(tokens)


def _macro(found: re.Match[str]) -> Macro:
    if found[2] and not int(found[2]):
        raise BadSpf(f"{found[0]} keeps nothing")
    return Macro(found[1], int(found[2] or 0), bool(found[3]), found[4] or ".")


_ZONE = 2  #: dots in `.example.org`


def depends_on_ip(spec: Spec) -> bool:
    """Whether the name is another one for another client."""
    return any(isinstance(token, Macro) and token.letter.lower() == "i" for token in spec)


def chosen_by_sender(spec: Spec) -> bool:
    """Whether whoever sends chooses the zone of the name, by HELO or the local part of MAIL FROM: `a:%{h}`.

    In `%{l}._spf.%{d}` it is the domain's own zone that answers.
    """
    theirs = [number for number, token in enumerate(spec) if isinstance(token, Macro) and token.letter.lower() in "hls"]
    if not theirs:
        return False
    tail = spec[theirs[-1] + 1 :]
    own_domain = any(isinstance(token, Macro) and token.letter.lower() in "do" for token in tail)
    return not own_domain and "".join(token for token in tail if isinstance(token, str)).rstrip(".").count(".") < _ZONE


def expand(spec: Spec, about: About, domain: str) -> str:
    """The name, at most 253 characters of its right end (§7.3)."""
    name = "".join(token if isinstance(token, str) else _filled(token, about, domain) for token in spec)
    name = name.removesuffix(".")
    while len(name) > _LONGEST_NAME:
        name = name[max(len(name) - _LONGEST_NAME - 1, 0) :] if "." in name else ""
        name = name.partition(".")[2]
    return name


def _filled(macro: Macro, about: About, domain: str) -> str:
    value = _VALUES[macro.letter.lower()](about, domain)
    parts = _DELIMITERS.sub(lambda found: "\0" if found[0] in macro.delimiters else found[0], value).split("\0")
    if macro.reverse:
        parts.reverse()
    text = ".".join(parts[-macro.keep :])
    return quote(text, safe="-._~") if macro.letter.isupper() else text


def _dotted(ip: Ip) -> str:
    return str(ip) if ip.version == 4 else ".".join(f"{int(ip):032x}")


_VALUES: dict[str, Callable[[About, str], str]] = {
    "s": lambda about, domain: f"{about.local}@{about.sender_domain}",
    "l": lambda about, domain: about.local,
    "o": lambda about, domain: about.sender_domain,
    "d": lambda about, domain: domain,
    "i": lambda about, domain: _dotted(about.ip),
    "p": lambda about, domain: "unknown",
    "v": lambda about, domain: "in-addr" if about.ip.version == 4 else "ip6",
    "h": lambda about, domain: about.helo,
}
