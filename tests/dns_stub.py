"""A small real DNS on loopback for tests: it answers what it is told, and counts.

    with DnsStub({"corp.example TXT": ["v=spf1 -all"], "corp.example MX": ["10 mx.corp.example."]}) as stub:
        Dns([stub.address])                         # or nameservers = ["127.0.0.1:PORT"]
        stub.asked                                  # ["corp.example TXT", …]

Records are written as in a zone file, TXT without quotes. A name that has none of any kind does not exist. `SILENT`
and `SERVFAIL` instead of records do what they say; with `stub.silent = True` nothing is answered at all. What is longer
than the client takes is truncated, and given over TCP.
"""

import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

SILENT = ["SILENT"]
SERVFAIL = ["SERVFAIL"]
TTL = 600


class DnsStub:
    """The server; a context manager."""

    def __init__(self, zone: Mapping[str, Sequence[str]], ttl: int = TTL) -> None:
        self.zone = dict(zone)
        self.ttl = ttl
        self.asked: list[str] = []
        self.silent = False
        self._udp, self._tcp = _pair()
        self.address: tuple[str, int] = ("127.0.0.1", self._udp.server_address[1])
        self._udp.stub = self._tcp.stub = self

    def __enter__(self) -> "DnsStub":
        for server in (self._udp, self._tcp):
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, cause: BaseException | None, where: TracebackType | None
    ) -> None:
        for server in (self._udp, self._tcp):
            server.shutdown()
            server.server_close()

    @property
    def nameserver(self) -> str:
        """As the setting wants it."""
        return f"{self.address[0]}:{self.address[1]}"

    def answer(self, wire: bytes) -> dns.message.Message | None:
        """What is said to one question; None is silence."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name} {kind}")
        said = dns.message.make_response(query, recursion_available=True)
        records = list(self.zone.get(f"{name} {kind}", ()))
        if self.silent or records == SILENT:
            return None
        if records == SERVFAIL:
            said.set_rcode(dns.rcode.SERVFAIL)
        elif records:
            said.answer.append(dns.rrset.from_text(question.name, self.ttl, "IN", kind, *map(_quoted(kind), records)))
        elif alias := self.zone.get(f"{name} CNAME"):
            self._follow(said, question.name, alias[0], kind)
        elif not any(known.startswith(f"{name} ") for known in self.zone):
            said.set_rcode(dns.rcode.NXDOMAIN)
        return said

    def _follow(self, said: dns.message.Message, name: dns.name.Name, alias: str, kind: str) -> None:
        said.answer.append(dns.rrset.from_text(name, self.ttl, "IN", "CNAME", f"{alias}."))
        records = list(self.zone.get(f"{alias} {kind}", ()))
        if records:
            said.answer.append(dns.rrset.from_text(f"{alias}.", self.ttl, "IN", kind, *map(_quoted(kind), records)))


def _quoted(kind: str) -> Callable[[str], str]:
    def quoted(record: str) -> str:
        return " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200))

    return quoted if kind == "TXT" else str


class _Udp(socketserver.ThreadingUDPServer):
    daemon_threads = True
    stub: DnsStub


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    stub: DnsStub


def _pair() -> tuple[_Udp, _Tcp]:
    """Both on one port that is free for both."""
    while True:
        udp = _Udp(("127.0.0.1", 0), _OverUdp)
        try:
            return udp, _Tcp(udp.server_address, _OverTcp)
        except OSError:
            udp.server_close()


class _OverUdp(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        wire, sock = self.request
        said = self.server.stub.answer(wire)  # type: ignore[attr-defined]
        if said is None:
            return
        octets = said.to_wire(max_size=65_535)
        payload = max(dns.message.from_wire(wire).payload, 512)
        if len(octets) > payload:
            said.answer.clear()
            said.flags |= dns.flags.TC
            octets = said.to_wire(max_size=65_535)
        sock.sendto(octets, self.client_address)


class _OverTcp(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        connection: socket.socket = self.request
        length = connection.recv(2, socket.MSG_WAITALL)
        wire = connection.recv(struct.unpack("!H", length)[0], socket.MSG_WAITALL)
        said = self.server.stub.answer(wire)  # type: ignore[attr-defined]
        if said is not None:
            octets = said.to_wire(max_size=65_535)
            connection.sendall(struct.pack("!H", len(octets)) + octets)
