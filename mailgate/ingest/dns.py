"""The DNS as a function: TXT records of a name. The only module of ingest that asks the network for proof.

lookup = DnsTxt(timeout=2.0);  lookup("_dmarc.example.org") -> [b"v=DMARC1; …"] or None
"""

from typing import Any

from mailgate.model.errors import Trouble


class DnsTxt:
    """A TXT lookup with a time limit in seconds for each name. Loads dnspython at the first question."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._resolver: Any = None

    def __call__(self, name: str) -> list[bytes] | None:
        """The TXT records, strings joined (RFC 7208 §3.3); None when there are none. Raises Trouble when DNS fails."""
        import dns.exception
        import dns.name
        import dns.resolver

        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
            answer = self._resolver.resolve(name, "TXT", lifetime=self._timeout, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.LabelTooLong, dns.name.NameTooLong):
            return None
        except (dns.name.EmptyLabel, dns.name.BadEscape, UnicodeError):
            return None
        except (dns.exception.DNSException, OSError) as cause:
            raise Trouble(f"DNS does not answer for {name[:253]}") from cause
        return [b"".join(record.strings) for record in answer]
