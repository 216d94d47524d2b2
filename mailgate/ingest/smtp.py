"""The SMTP door (RFC 5321): 250 is answered after the letter is committed, unknown trouble is a 451 (law 1, P4).

    listener = Listener(house, settings); await listener.start(); …; await listener.stop()

Nobody is refused for being unknown, and nothing is parsed before the answer. What a stranger reads on the wire is
fixed text from this file, never a word of an exception. aiosmtpd ends DATA only at CRLF.CRLF (T8).
"""

import asyncio
import logging
import socket
import time
from collections.abc import Callable

from aiosmtpd.smtp import SMTP, Session, syntax
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from mailgate.config import Settings, parse_listen
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.model.address import Address
from mailgate.model.letter import Envelope, WayIn
from mailgate.registry.setup import Desk

KEPT = "250 2.0.0 Kept as letter {id}"
NO_SUCH_MAILBOX = "550 5.1.1 No such mailbox here"
NO_RELAY = "550 5.7.1 Relaying denied"
NOT_SET_UP = "451 4.3.0 Not set up yet, try later"
BAD_RECIPIENT = "553 5.1.3 Bad recipient address syntax"
TOO_MANY = "452 4.5.3 Too many recipients, send the rest in another transaction"
TROUBLE = "451 4.3.0 Temporary trouble, try again later"
GOING_DOWN = "421 4.3.2 Service shutting down, try again later"

_SET_UP_AGE = 2.0  #: seconds for which the known mailboxes are not looked up again
DRAIN_SECONDS = 16.0  #: that an open DATA is given at the end; worker and pages end in what is left of 25 s
_FLUSH_SECONDS = 1.0  #: in which the last replies leave the buffers

log = logging.getLogger(__name__)


class Protocol(SMTP):
    """aiosmtpd with our limits and without its words."""

    def __init__(self, door: "Door", settings: Settings, hostname: str) -> None:
        super().__init__(
            door,
            data_size_limit=settings.smtp.max_message_size_mb * 2**20,
            enable_SMTPUTF8=True,
            hostname=hostname,
            ident="ESMTP mailgate",
        )
        self.line_length_limit = settings.smtp.max_line_bytes
        self.in_data = False  #: between DATA and its last reply
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The door knows its sessions, to tell them when it closes."""
        super().connection_made(transport)
        self._door.sessions.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Gone, by either side."""
        self._door.sessions.discard(self)
        super().connection_lost(error)

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        """A client that lost count starts anew: nothing of its last transaction is left, and it is no 5xx (law 1)."""
        self.envelope = self._create_envelope()
        await super().smtp_MAIL(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """A letter that has begun is finished, even when the door closes meanwhile (threats P17)."""
        self.in_data = True
        try:
            await super().smtp_DATA(arg)
        finally:
            self.in_data = False
        if self._door.draining:
            self.dismiss()

    def dismiss(self) -> None:
        """Say 421, and hang up."""
        if self.transport is not None:
            _turn_away(self.transport)


class Newcomer(asyncio.Protocol):
    """A connection that comes while the door closes: its greeting is 421 (RFC 5321 §3.1)."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The only thing that happens to it."""
        _turn_away(transport)


def _turn_away(transport: asyncio.BaseTransport) -> None:
    if isinstance(transport, asyncio.WriteTransport) and not transport.is_closing():
        transport.write(GOING_DOWN.encode() + b"\r\n")
        transport.close()


class Door:
    """The handler: asks for mailboxes at RCPT, keeps at DATA."""

    def __init__(self, house: House, settings: Settings) -> None:
        self._house = house
        self._most_recipients = settings.smtp.max_recipients
        self._desk: Desk | None = None
        self._desk_until = 0.0
        self.sessions: set[Protocol] = set()  #: that are open
        self.draining = False

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        """Any sender may try; who it is, is asked later."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        """The same words for every unknown mailbox (T48)."""
        refusal = await self._refusal(address, len(envelope.rcpt_tos))
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def _refusal(self, address: str, so_far: int) -> str:
        if so_far >= self._most_recipients:
            return TOO_MANY
        recipient = Address.read(address)
        if recipient is None:
            return BAD_RECIPIENT
        desk = await self._set_up()
        if not desk.mailboxes:
            return NOT_SET_UP
        if desk.is_ours(recipient):
            return ""
        ours = {mailbox.address.rpartition("@")[2] for mailbox in desk.mailboxes}
        return NO_SUCH_MAILBOX if recipient.domain in ours else NO_RELAY

    async def _set_up(self) -> Desk:
        if self._desk is None or time.monotonic() > self._desk_until:
            self._desk = await asyncio.to_thread(self._look_up)
            self._desk_until = time.monotonic() + _SET_UP_AGE
        return self._desk

    def _look_up(self) -> Desk:
        with self._house.view() as work:
            return work.desk

    async def handle_DATA(self, server: SMTP, session: Session, envelope: SmtpEnvelope) -> str:  # noqa: N802
        """Commit, then 250. A client that leaves now cannot undo the commit: it runs in a thread.

        Trouble is answered here and not raised: aiosmtpd ends the transaction only after an answer.
        """
        kept = Envelope(
            WayIn.SMTP,
            tuple(envelope.rcpt_tos),
            self._house.clock.now(),
            mail_from=envelope.mail_from or "",
            peer=str(session.peer[0]) if isinstance(session.peer, tuple) else "",
            helo=_printable(session.host_name or ""),
            tls=session.ssl is not None,
        )
        raw = envelope.original_content or b""
        try:
            letter, _ = await asyncio.shield(asyncio.to_thread(receive, self._house, kept, raw))
        except Exception as error:
            return await self.handle_exception(error)
        return KEPT.format(id=letter.id)

    async def handle_exception(self, error: Exception) -> str:
        """Unknown trouble is temporary, and its words stay in our log."""
        log.error("a client was told to try again", exc_info=error)
        return TROUBLE


class Listener:
    """The listening socket inside a running event loop."""

    def __init__(self, house: House, settings: Settings) -> None:
        self._settings = settings
        self._door = Door(house, settings)
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port that it listens on, once started."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Bind and listen. Raises OSError when the address is taken."""
        host, port = parse_listen(self._settings.smtp.listen)
        hostname = self._settings.smtp.hostname or socket.getfqdn()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Newcomer() if self._door.draining else Protocol(self._door, self._settings, hostname),
            host,
            port,
            backlog=512,
        )

    async def stop(self, within: float = DRAIN_SECONDS) -> None:
        """Newcomers and idle sessions are told 421; an open DATA is finished, or told 421 after `within` seconds."""
        sessions = self._door.sessions
        self._door.draining = True
        for idle in [session for session in sessions if not session.in_data]:
            idle.dismiss()
        await _until(lambda: not any(session.in_data for session in sessions), within)
        for late in list(sessions):
            late.dismiss()
        await _until(lambda: not sessions, _FLUSH_SECONDS)
        if self._server is not None:
            self._server.close()


async def _until(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        await asyncio.sleep(0.02)


def _printable(text: str) -> str:
    return "".join(character for character in text[:255] if character.isprintable())
