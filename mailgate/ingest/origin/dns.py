"""The DNS as a function. The only module of ingest that asks the network for proof.

    for_letter = Dns().for_batch()
    lookup = for_letter();  lookup("_dmarc.example.org") -> [b"v=DMARC1; …"] or None        (lookup.Lookup)

Waiting is limited in machine time, for each question, letter and batch, so that a DNS that is down outlasts no lease.
Answers are remembered for as long as they say, failures for half a minute. Never guesses: what is not answered in time
is Trouble, and the proof is temporary.
"""

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from mailgate.ingest.origin.dns_memory import Memory, Said
from mailgate.ingest.origin.lookup import Kind, Lookup
from mailgate.model.errors import Trouble

LETTER_SECONDS = 5.0  #: of waiting for the answers about one letter, in all (design.md §3)
BATCH_SECONDS = 60.0  #: and about all letters of a batch: half of their lease
QUESTION_SECONDS = 3.0  #: for one question, so that one dead domain leaves time for the others
#: For one question to a DNS that did not answer the last ones. Short, not none: whoever sends letters in the name of
#: silent domains must not keep the others from being checked, and the first answer ends it.
SILENT_SECONDS = 0.5
_SILENT_AFTER = 3  #: questions in a row without an answer
_TRY_SECONDS = 1.2  #: after which a lost packet is sent again
_LONGEST = 3600.0  #: that an answer is believed, whatever its TTL
_LONGEST_NONE = 300.0  #: that "there is none" is believed
_NONE = 60.0  #: that it is, when the answer does not say for how long (RFC 2308 §5)
_FAILED = 30.0  #: that a failure is not asked again
_MOST_RECORDS = 100


class Dns:
    """Lookups within limits of time. Loads dnspython at the first question; safe among threads."""

    def __init__(
        self,
        nameservers: Sequence[tuple[str, int]] = (),
        *,
        letter_seconds: float = LETTER_SECONDS,
        batch_seconds: float = BATCH_SECONDS,
        machine_time: Callable[[], float] = time.monotonic,
    ) -> None:
        """`nameservers`: addresses and ports of resolvers; () is the system's."""
        self._nameservers = tuple(nameservers)
        self._letter_seconds = letter_seconds
        self._batch_seconds = batch_seconds
        self._machine_time = machine_time
        self._memory = Memory()
        self._unanswered = 0

    def for_batch(self) -> Callable[[], Lookup]:
        """Call the result once for each letter: it gives the letter's own lookup."""
        batch = _Purse(self._batch_seconds)

        def for_letter() -> Lookup:
            purses = (_Purse(self._letter_seconds), batch)

            def lookup(name: str, kind: Kind = "TXT") -> list[bytes] | None:
                return self._remembered(name.lower().removesuffix("."), kind, purses)

            return lookup

        return for_letter

    def _remembered(self, name: str, kind: Kind, purses: "tuple[_Purse, ...]") -> list[bytes] | None:
        said = self._memory.get((name, kind), self._machine_time()) or self._paid(name, kind, purses)
        if said.trouble:
            raise Trouble(said.trouble)
        return None if said.records is None else list(said.records)

    def _paid(self, name: str, kind: Kind, purses: "tuple[_Purse, ...]") -> Said:
        """Ask with the seconds that are left in all purses, and take what it cost from each."""
        limit = SILENT_SECONDS if self._unanswered >= _SILENT_AFTER else QUESTION_SECONDS
        left = min(purse.left for purse in purses)
        if left <= 0:
            raise Trouble("the time for questions to the DNS is used up")
        began = self._machine_time()
        said, seconds = self._ask(name, kind, min(limit, left))
        ended = self._machine_time()
        for purse in purses:
            purse.left -= ended - began
        if not said.trouble or left >= limit:  # else it was the purse that was too small
            self._memory.put((name, kind), said, seconds, ended)
        return said

    def _ask(self, name: str, kind: Kind, seconds: float) -> tuple[Said, float]:
        """What the DNS says, and for how long that is true."""
        import dns.exception
        import dns.name
        import dns.resolver

        failed = Said(trouble=f"DNS does not answer for {name[:253]}")
        try:
            answer = self._resolver.resolve(name, kind, lifetime=seconds, search=False, raise_on_no_answer=False)
        except dns.resolver.NXDOMAIN as none:
            self._unanswered = 0
            return Said(), _seconds_of_none(none)
        except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.BadEscape, UnicodeError):
            return Said(), _LONGEST
        except dns.exception.Timeout:
            self._unanswered += seconds >= SILENT_SECONDS  # a count that threads may blur
            return failed, _FAILED
        except (dns.exception.DNSException, OSError):
            return failed, _FAILED
        self._unanswered = 0
        records = tuple(_READ[kind](record) for record in list(answer.rrset or ())[:_MOST_RECORDS])
        ttl = float(answer.chaining_result.minimum_ttl)
        return (Said(records), min(ttl, _LONGEST)) if records else (Said(), min(ttl, _LONGEST_NONE))

    @cached_property
    def _resolver(self) -> Any:
        import dns.nameserver
        import dns.resolver

        resolver = dns.resolver.Resolver(configure=not self._nameservers)
        if self._nameservers:
            resolver.nameservers = [dns.nameserver.Do53Nameserver(host, port) for host, port in self._nameservers]
        resolver.timeout = _TRY_SECONDS
        resolver.use_edns(0, 0, 1232)  # keys of 2048 bits fit into one packet
        return resolver


class _Purse:
    """Seconds that may still be spent on waiting."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


def _seconds_of_none(none: Any) -> float:
    """For how long a name that does not exist will not (RFC 2308 §5)."""
    import dns.exception

    try:
        ttls = [response.resolve_chaining().minimum_ttl for response in none.responses().values()]
    except dns.exception.DNSException:
        ttls = []
    return min([*ttls, _LONGEST_NONE]) if ttls else _NONE


def _host(name: Any) -> bytes:
    return str(name.to_text(omit_final_dot=True)).encode("ascii", "replace")


#: How a record is written in the answer of a lookup.
_READ: dict[str, Callable[[Any], bytes]] = {
    "TXT": lambda record: b"".join(record.strings),
    "A": lambda record: str(record.address).encode("ascii"),
    "AAAA": lambda record: str(record.address).encode("ascii"),
    "MX": lambda record: _host(record.exchange),
    "PTR": lambda record: _host(record.target),
}
