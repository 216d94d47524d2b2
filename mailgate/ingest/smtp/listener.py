"""The listening sockets inside a running event loop, and who is let in.

    listener = Listener(house, settings); await listener.start(); …; await listener.stop()

Whoever is turned away costs a line and no session. When the house is full, the connection that has had nothing to say
for the longest makes room, so that idle ones cannot keep others out (threats T58).
"""

import asyncio
import contextlib
import os
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path

from mailgate.config import Settings, parse_listen
from mailgate.desk.house import House
from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.connection import turn_away
from mailgate.ingest.smtp.door import Door
from mailgate.ingest.smtp.limits import is_in
from mailgate.ingest.smtp.lmtp import LmtpSession
from mailgate.ingest.smtp.session import Session
from mailgate.ingest.smtp.tls import Certificate
from mailgate.model.errors import Trouble

DRAIN_SECONDS = 16.0  #: that an open DATA is given at the end; worker and pages end in what is left of 25 s
_FLUSH_SECONDS = 1.0  #: in which the last replies leave the buffers
_IDLE_SECONDS = 5.0  #: after which a connection may have to make room
_RENEW_SECONDS = 10.0  #: between two looks at the certificate's files
_BACKLOG = 512


class Newcomer(asyncio.Protocol):
    """A connection that just came: a session, or a reply and the end (RFC 5321 §3.1)."""

    def __init__(self, door: Door, kind: type[Session]) -> None:
        self._door = door
        self._kind = kind

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Decide."""
        peer = transport.get_extra_info("peername")
        address = str(peer[0]) if isinstance(peer, tuple) else ""  # nobody has one on a Unix socket
        implicit_tls = transport.get_extra_info("ssl_object") is not None
        proxied = not implicit_tls and is_in(address, self._door.proxies)
        refusal = self._refusal("" if proxied else address)
        if refusal:
            turn_away(transport, refusal)
            return
        session = self._kind(self._door, "" if proxied else address, proxied=proxied)
        assert isinstance(transport, asyncio.Transport)
        transport.set_protocol(session)
        session.connection_made(transport)

    def _refusal(self, address: str) -> str:
        if self._door.draining:
            return words.GOING_DOWN
        if self._door.visitors.full and not _make_room(self._door):
            return words.FULL_HOUSE
        return self._door.visitors.enter(address, time.monotonic())


def _make_room(door: Door) -> bool:
    """End the connection that has been idle for the longest. False when none has."""
    idle = [(since, session) for session in door.sessions if (since := session.idle_since) is not None]
    since, longest = min(idle, key=lambda found: found[0], default=(0.0, None))
    if longest is None or since > asyncio.get_running_loop().time() - _IDLE_SECONDS:
        return False
    longest.dismiss(words.FULL_HOUSE)
    return True


class Listener:
    """The doors of one process."""

    def __init__(self, house: House, settings: Settings, *, smtp: bool = True, lmtp: bool = True) -> None:
        """Raises BadSetup when the certificate cannot be used."""
        self._settings = settings
        self._smtp, self._lmtp = smtp, lmtp
        tls = settings.tls
        self._certificate = (
            Certificate(Path(tls.certificate_file), Path(tls.key_file)) if tls.certificate_file else None
        )
        self._door = Door(house, settings, settings.smtp.hostname or socket.getfqdn(), self._certificate)
        self._servers: dict[str, asyncio.Server] = {}  #: by what they are
        self._socket: Path | None = None
        self._renewing: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port of the SMTP door, once started."""
        return self.ports()["SMTP"]

    def ports(self) -> dict[str, int]:
        """By what listens there; without a Unix socket."""
        names = {what: server.sockets[0].getsockname() for what, server in self._servers.items()}
        return {what: int(name[1]) for what, name in names.items() if isinstance(name, tuple)}

    def listening(self) -> list[str]:
        """A line for each door, for people."""
        ports = self.ports()
        configured = {what: listen for what, _, listen in self._doors()}
        return [
            f"{what} on {parse_listen(configured[what])[0]}:{ports[what]}"
            if what in ports
            else f"{what} on {configured[what]}"
            for what in self._servers
        ]

    async def start(self) -> None:
        """Bind and listen. Raises Trouble when an address is taken."""
        for what, setting, listen in self._doors():
            if listen:
                try:
                    self._servers[what] = await self._listen(what, listen)
                except OSError as cause:
                    await self.stop(0)
                    raise Trouble(f"{setting} = {listen!r}: {cause.strerror or cause}") from cause
        if self._certificate:
            self._renewing = asyncio.create_task(self._renew())

    def _doors(self) -> list[tuple[str, str, str]]:
        """What, by which setting, where."""
        smtp, lmtp = self._settings.smtp, self._settings.lmtp
        return [
            *([("SMTP", "smtp.listen", smtp.listen)] if self._smtp else []),
            *([("SMTP over TLS", "smtp.tls_listen", smtp.tls_listen)] if self._smtp else []),
            *([("LMTP", "lmtp.listen", lmtp.listen)] if self._lmtp else []),
        ]

    async def _listen(self, what: str, listen: str) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        kind = LmtpSession if what == "LMTP" else Session

        def newcomer() -> Newcomer:
            return Newcomer(self._door, kind)

        if "/" in listen:
            bound = await asyncio.to_thread(unix_socket, Path(listen), int(self._settings.lmtp.socket_mode, 8))
            self._socket = Path(listen)
            return await loop.create_unix_server(newcomer, sock=bound, backlog=_BACKLOG)
        host, port = parse_listen(listen)
        context = self._certificate.context if self._certificate and what == "SMTP over TLS" else None
        return await loop.create_server(newcomer, host, port, backlog=_BACKLOG, ssl=context)

    def reload(self) -> None:
        """Load the certificate again, changed or not."""
        if self._certificate:
            self._certificate.renew(always=True)

    async def _renew(self) -> None:
        while self._certificate:
            await asyncio.sleep(_RENEW_SECONDS)
            await asyncio.to_thread(self._certificate.renew)

    async def stop(self, within: float = DRAIN_SECONDS) -> None:
        """Newcomers and idle sessions are told 421; an open DATA is finished, or told 421 after `within` seconds."""
        door = self._door
        door.draining = True
        if self._renewing:
            self._renewing.cancel()
        for idle in [session for session in door.sessions if not session.in_data]:
            idle.dismiss()
        await _until(lambda: not door.keeping and not any(session.in_data for session in door.sessions), within)
        for late in list(door.sessions):
            late.dismiss()
        await _until(lambda: not door.sessions, _FLUSH_SECONDS)
        for server in self._servers.values():
            server.close()
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.unlink()
        door.close()


def unix_socket(path: Path, mode: int) -> socket.socket:
    """A bound socket with these rights, before anybody can connect. One that a dead process left behind is replaced.

    Raises OSError when somebody listens there, or when it is not a socket.
    """
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(ConnectionRefusedError, FileNotFoundError):
            probe.connect(str(path))
            raise OSError(None, "another process listens there")
        path.unlink(missing_ok=True)
    bound = socket.socket(socket.AF_UNIX)
    try:
        bound.bind(str(path))
        os.chmod(path, mode)
    except BaseException:
        bound.close()
        raise
    return bound


async def _until(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        await asyncio.sleep(0.02)
