"""SPF (RFC 7208): may this client send for that domain?

    check(Asked(ip, mail_from, helo), lookup) -> Spf(result, why)

Complete but for two things that can only prove too much: `ptr` never matches, and what lets everybody in proves
nothing (`everybody`, threats T17). At most ten lookups and two void ones (§4.6.4), ten hosts of an MX; the DNS is a
function that is handed in. Reads no clock and no network; linear in the records.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailgate.ingest.origin.lookup import Kind, Lookup
from mailgate.ingest.origin.spf_macros import About, BadSpf, Ip, Spec, chosen_by_sender, depends_on_ip, expand
from mailgate.ingest.origin.spf_record import Network, Record, Term, is_spf, read_record
from mailgate.model.errors import Trouble

_LOOKUPS = 10  #: include, a, mx, ptr, exists, redirect of one check (§4.6.4)
_VOIDS = 2  #: of their questions may have no answer
_HOSTS = 10  #: of one MX
_ASKING = frozenset(("include", "a", "mx", "ptr", "exists"))
_LABELS = re.compile(r"(?:[^.]{1,63}\.)+[^.]{1,63}")
#: By version, the shortest prefix that proves something. No sender has a wider network: who names one lets others in.
_NARROW = {4: 8, 6: 16}
_RESULTS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to send. `domain` is that of MAIL FROM, or HELO's with the null sender (§2.4)."""

    ip: str
    domain: str
    local: str = "postmaster"
    helo: str = ""


@dataclass(frozen=True, slots=True)
class Spf:
    """A result of RFC 7208 §2.6 and, for errors and matches, what it came from."""

    result: str  #: none, neutral, pass, fail, softfail, temperror, permerror
    why: str = ""
    everybody: bool = False  #: a pass that anybody else would have had as well: it proves nothing

    def __str__(self) -> str:
        return f"{self.result} ({self.why})" if self.why else self.result


#: Of a letter from a file or a mailbox: nothing can be said about a client that nobody saw.
NO_CLIENT = Spf("none", "no client's address")


def check(asked: Asked, lookup: Lookup) -> Spf:
    """check_host() for the sender (§4). Never raises: no answer of the DNS is `temperror`."""
    try:
        ip = _client(asked.ip)
    except ValueError:
        return NO_CLIENT
    about = About(ip, asked.local, asked.domain, asked.helo or "unknown")
    try:
        return _Check(about, lookup).host(asked.domain)
    except BadSpf as cause:
        return Spf("permerror", str(cause))
    except Trouble as cause:
        return Spf("temperror", str(cause))


def _client(text: str) -> Ip:
    ip = ipaddress.ip_address(text.strip("[]"))
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return mapped or ip


def _can_be_asked(name: str) -> bool:
    return len(name) <= 253 and bool(_LABELS.fullmatch(name))


class _Check:
    """One check with what is left of its limits."""

    def __init__(self, about: About, lookup: Lookup) -> None:
        self._about, self._lookup = about, lookup
        self._lookups, self._voids = _LOOKUPS, _VOIDS

    def host(self, domain: str) -> Spf:
        """The result of `domain`'s own record. Raises BadSpf and Trouble."""
        record = self._record(domain)
        if record is None:
            return Spf("none", f"{domain[:80]} has no record")
        for term in record.terms:
            found = self._matches(term, domain)
            if found is not None:
                wide = found == "everybody" or chosen_by_sender(term.spec)  # who may choose the name, may send
                return Spf(_RESULTS[term.qualifier], self._seen(term, domain), wide and term.qualifier == "+")
        if record.redirect:
            self._spend()
            other = self.host(self._name(record.redirect, domain))
            if chosen_by_sender(record.redirect):
                other = replace(other, everybody=other.result == "pass")
            if other.result == "none":
                raise BadSpf(f"redirect to {other.why}")
            return other
        return Spf("neutral")

    def _record(self, domain: str) -> Record | None:
        if not _can_be_asked(domain):
            return None
        texts = [text for text in self._lookup(domain) or [] if is_spf(text)]
        if len(texts) > 1:
            raise BadSpf(f"{domain[:80]} has {len(texts)} records")
        return read_record(texts[0]) if texts else None

    def _matches(self, term: Term, domain: str) -> str | None:
        """None when it does not match, else "this one" or "everybody"."""
        if term.name in _ASKING:
            self._spend()
        return _MECHANISMS[term.name](self, term, domain)

    def _spend(self) -> None:
        self._lookups -= 1
        if self._lookups < 0:
            raise BadSpf(f"more than {_LOOKUPS} lookups")

    def _ask(self, name: str, kind: Kind, *, may_be_void: bool = False) -> list[bytes]:
        found = (self._lookup(name, kind) or []) if _can_be_asked(name) else []
        if not found and not may_be_void:
            self._voids -= 1
            if self._voids < 0:
                raise BadSpf(f"more than {_VOIDS} lookups without an answer")
        return found

    def _name(self, spec: Spec, domain: str) -> str:
        return expand(spec, self._about, domain) if spec else domain

    def _seen(self, term: Term, domain: str) -> str:
        value = str(term.network) if term.network else self._name(term.spec, domain)[:80] if term.spec else ""
        return f"{term.qualifier}{term.name}{':' if value else ''}{value}"

    # The mechanisms (§5)

    def all(self, term: Term, domain: str) -> str | None:
        return "everybody"

    def network(self, term: Term, domain: str) -> str | None:
        return self._in(term.network) if term.network else None

    def ptr(self, term: Term, domain: str) -> str | None:
        return None  # not to be used (§5.5): it is the client who says its name

    def a(self, term: Term, domain: str) -> str | None:
        return self._among(self._ask(self._name(term.spec, domain), self._kind), term)

    def mx(self, term: Term, domain: str) -> str | None:
        hosts = self._ask(self._name(term.spec, domain), "MX")
        if len(hosts) > _HOSTS:
            raise BadSpf(f"more than {_HOSTS} MX hosts")
        names = [host.decode("ascii", "replace") for host in hosts]
        found = (self._among(self._ask(name, self._kind, may_be_void=True), term) for name in names)
        return next((match for match in found if match), None)

    def exists(self, term: Term, domain: str) -> str | None:
        found = self._ask(self._name(term.spec, domain), "A")
        return ("this one" if depends_on_ip(term.spec) else "everybody") if found else None

    def include(self, term: Term, domain: str) -> str | None:
        inner = self.host(self._name(term.spec, domain))
        if inner.result == "none":
            raise BadSpf(f"include: {inner.why}")
        if inner.result != "pass":
            return None
        return "everybody" if inner.everybody else "this one"

    @property
    def _kind(self) -> Kind:
        return "A" if self._about.ip.version == 4 else "AAAA"

    def _among(self, addresses: list[bytes], term: Term) -> str | None:
        size = term.size4 if self._about.ip.version == 4 else term.size6
        for address in addresses:
            try:
                network = ipaddress.ip_network((address.decode("ascii", "replace"), size), strict=False)
            except ValueError:
                continue
            if found := self._in(network):
                return found
        return None

    def _in(self, network: Network) -> str | None:
        ip = self._about.ip
        if ip.version != network.version or ip not in network:
            return None
        return "everybody" if network.prefixlen < _NARROW[ip.version] else "this one"


_MECHANISMS: dict[str, Callable[[_Check, Term, str], str | None]] = {
    "all": _Check.all,
    "ip4": _Check.network,
    "ip6": _Check.network,
    "ptr": _Check.ptr,
    "a": _Check.a,
    "mx": _Check.mx,
    "exists": _Check.exists,
    "include": _Check.include,
}
