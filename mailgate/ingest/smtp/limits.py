"""How many may come, how often, and how much they may bring at once. Counting only; time is an argument.

    visitors.enter("192.0.2.7", now)  →  "" or the reply that turns the client away;  visitors.leave("192.0.2.7")

An IPv6 client is its /64. Addresses in `unlimited` (this machine, servers in front) are not counted one by one.
"""

import ipaddress
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mailgate.ingest.smtp import words

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Networks from `10.0.0.0/8` or a single address."""
    return tuple(ipaddress.ip_network(text, strict=False) for text in texts)


def is_in(address: str, nets: Sequence[Network]) -> bool:
    """Whether the address is in one of them. False for what is no address."""
    found = _address(address)
    return found is not None and any(found in net for net in nets)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


@dataclass(frozen=True, slots=True)
class Most:
    """The limits."""

    connections: int
    connections_per_address: int
    connections_per_minute: int  #: of one address
    letters_per_minute: int  #: of one address
    unlimited: tuple[Network, ...] = ()


class Visitors:
    """Who is here, and how often each came within this minute."""

    def __init__(self, most: Most) -> None:
        self._most = most
        self.here = 0
        self._by_address: Counter[str] = Counter()
        self._came = _PerMinute()
        self._brought = _PerMinute()

    @property
    def full(self) -> bool:
        """Whether nobody else fits in."""
        return self.here >= self._most.connections

    def enter(self, address: str, now: float) -> str:
        """Count somebody who comes. "", or the reply that turns them away; then they are not counted."""
        who = self._who(address)
        if who:
            if self._by_address[who] >= self._most.connections_per_address:
                return words.TOO_MANY_CONNECTIONS
            if self._came.count(who, now) > self._most.connections_per_minute:
                return words.TOO_OFTEN
            self._by_address[who] += 1
        self.here += 1
        return ""

    def leave(self, address: str) -> None:
        """Count somebody out who was let in."""
        self.here -= 1
        who = self._who(address)
        if who:
            self._by_address[who] -= 1
            if self._by_address[who] <= 0:
                del self._by_address[who]

    def brings(self, address: str, now: float) -> str:
        """Count a letter. "", or the refusal."""
        who = self._who(address)
        if who and self._brought.count(who, now) > self._most.letters_per_minute:
            return words.TOO_MANY_LETTERS
        return ""

    def _who(self, address: str) -> str:
        """Whom to count it for; "" for nobody."""
        found = _address(address)
        if found is None or any(found in net for net in self._most.unlimited):
            return ""
        return str(found) if found.version == 4 else str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))


class _PerMinute:
    """Counts that begin anew each minute; so they never grow beyond those who came within one."""

    def __init__(self) -> None:
        self._minute = -1
        self._counts: Counter[str] = Counter()

    def count(self, who: str, now: float) -> int:
        if int(now // 60) != self._minute:
            self._minute = int(now // 60)
            self._counts.clear()
        self._counts[who] += 1
        return self._counts[who]


class InFlight:
    """Bytes of letters in memory that are not kept yet, of all connections together."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0

    @property
    def full(self) -> bool:
        """Whether another letter must wait."""
        return self.bytes >= self.most

    def share(self) -> "Share":
        """The part of one letter; release it in the end."""
        return Share(self)


class Share:
    """What one letter holds."""

    def __init__(self, whole: InFlight) -> None:
        self._whole = whole
        self._held = 0

    def hold(self, size: int) -> bool:
        """It holds so many bytes now. False when that is too much in all; then it must let go of them."""
        self._whole.bytes += size - self._held
        self._held = size
        return self._whole.bytes <= self._whole.most

    def release(self) -> None:
        """It holds nothing any more."""
        self.hold(0)
