"""The DNS as a function: TXT records of a name. The only module of ingest that asks the network for proof.

    for_letter = Dns().for_batch()
    lookup = for_letter();  lookup("_dmarc.example.org") -> [b"v=DMARC1; …"] or None

Waiting is limited in machine time, for each letter and for each batch, so that a DNS that is down outlasts no lease.
Never guesses: what is not answered in time is Trouble, and the proof is "unproven (temporary)".
"""

import time
from collections.abc import Callable
from typing import Any

from mailgate.model.errors import Trouble

LETTER_SECONDS = 5.0  #: of waiting for the answers about one letter, in all (design.md §3)
BATCH_SECONDS = 60.0  #: and about all letters of a batch: half of their lease


class Dns:
    """TXT lookups within limits of time. Loads dnspython at the first question; safe among threads."""

    def __init__(
        self,
        letter_seconds: float = LETTER_SECONDS,
        batch_seconds: float = BATCH_SECONDS,
        machine_time: Callable[[], float] = time.monotonic,
    ) -> None:
        self._letter_seconds = letter_seconds
        self._batch_seconds = batch_seconds
        self._machine_time = machine_time
        self._resolver: Any = None

    def for_batch(self) -> Callable[[], Callable[[str], list[bytes] | None]]:
        """Call the result once for each letter: it gives the letter's own lookup."""
        batch = _Purse(self._batch_seconds)

        def for_letter() -> Callable[[str], list[bytes] | None]:
            purses = (_Purse(self._letter_seconds), batch)
            return lambda name: self._paid(name, purses)

        return for_letter

    def _paid(self, name: str, purses: "tuple[_Purse, ...]") -> list[bytes] | None:
        """Ask with the seconds that are left in all purses, and take what it cost from each."""
        left = min(purse.left for purse in purses)
        if left <= 0:
            raise Trouble("the time for questions to the DNS is used up")
        began = self._machine_time()
        try:
            return self._ask(name, left)
        finally:
            spent = self._machine_time() - began
            for purse in purses:
                purse.left -= spent

    def _ask(self, name: str, seconds: float) -> list[bytes] | None:
        """The TXT records, strings joined (RFC 7208 §3.3); None when there are none. Raises Trouble when DNS fails."""
        import dns.exception
        import dns.name
        import dns.resolver

        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
            answer = self._resolver.resolve(name, "TXT", lifetime=seconds, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.NameTooLong):
            return None
        except (dns.name.EmptyLabel, dns.name.BadEscape, UnicodeError):
            return None
        except (dns.exception.DNSException, OSError) as cause:
            raise Trouble(f"DNS does not answer for {name[:253]}") from cause
        return [b"".join(record.strings) for record in answer]


class _Purse:
    """Seconds that may still be spent on waiting."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
