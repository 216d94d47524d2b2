"""The one question that origin asks of the DNS: which records of this kind does that name have?

    lookup("_dmarc.example.org") -> [b"v=DMARC1; …"]        lookup("mx.example.org", "A") -> [b"192.0.2.7"]

A function that is handed in: `dns.Dns` for real, a dict in tests. Nothing here touches the network.
"""

from typing import Literal, Protocol

Kind = Literal["TXT", "A", "AAAA", "MX", "PTR"]


class Lookup(Protocol):
    """Records of a name, as octets; None when there are none."""

    def __call__(self, name: str, kind: Kind = "TXT") -> list[bytes] | None:
        """TXT: each text whole (RFC 7208 §3.3). A, AAAA: addresses. MX, PTR: host names without the root dot.

        Raises errors.Trouble when the DNS does not answer.
        """
