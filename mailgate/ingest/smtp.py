"""The SMTP door (RFC 5321): 250 is answered after the letter is committed, unknown trouble is a 451 (law 1, P4).

    listener = Listener(house, settings); await listener.start(); …; await listener.stop()

Nobody is refused for being unknown, and nothing is parsed before the answer. What a stranger reads on the wire is
fixed text from this file, never a word of an exception. aiosmtpd ends DATA only at CRLF.CRLF (T8).
"""

import asyncio
import contextlib
import logging
import socket
import time

from aiosmtpd.smtp import SMTP, Session
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
_DRAIN_SECONDS = 20.0

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


class Door:
    """The handler: asks for mailboxes at RCPT, keeps at DATA."""

    def __init__(self, house: House, settings: Settings) -> None:
        self._house = house
        self._most_recipients = settings.smtp.max_recipients
        self._desk: Desk | None = None
        self._desk_until = 0.0
        self.keeping = 0  #: letters whose commit is under way
        self.draining = False

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: SmtpEnvelope, address: str, options: list[str]
    ) -> str:
        """Any sender may try; who it is, is asked later."""
        if self.draining:
            return GOING_DOWN
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
        """Commit, then 250. A client that leaves now cannot undo the commit: it runs in a thread."""
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
        self.keeping += 1
        try:
            letter, _ = await asyncio.shield(asyncio.to_thread(receive, self._house, kept, raw))
        finally:
            self.keeping -= 1
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
            lambda: Protocol(self._door, self._settings, hostname), host, port, backlog=512
        )

    async def stop(self) -> None:
        """Take no new connection or transaction, and let what is being kept be answered."""
        self._door.draining = True
        if self._server is not None:
            self._server.close()
        until = time.monotonic() + _DRAIN_SECONDS
        while self._door.keeping and time.monotonic() < until:
            await asyncio.sleep(0.02)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(0.05)  # the last answers leave the buffers


def _printable(text: str) -> str:
    return "".join(character for character in text[:255] if character.isprintable())
