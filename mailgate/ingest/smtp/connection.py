"""One connection: its loop of commands and replies, its limits, and its end.

aiosmtpd carries the socket and STARTTLS. The loop and every word are ours: lines end with CRLF only, replies carry
enhanced codes, and whatever goes wrong is answered as something that may pass (law 1). What the commands do stands in
session.py.
"""

import asyncio
import contextlib
import logging
from typing import AnyStr

from aiosmtpd.smtp import SMTP, TLSSetupException

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.door import Door
from mailgate.ingest.smtp.proxy import BadHeader, ProxyHeader, read_header
from mailgate.ingest.smtp.wire import Gone, Wire
from mailgate.ingest.smtp.words import Refused

_HEADER_SECONDS = 10.0  #: for a PROXY header
_LAST_SECONDS = 0.5  #: in which a client may take notice of the end

log = logging.getLogger(__name__)


class Connection(SMTP):
    """A client that was let in. `address` is whom it is counted for; a PROXY header may name another."""

    protocol = "ESMTP"
    line_length_limit = 2**16  #: of aiosmtpd: at most twice as much waits in its reader

    def __init__(self, door: Door, address: str, *, proxied: bool = False) -> None:
        super().__init__(
            object(),  # no handler: nothing of aiosmtpd's own conversation is left
            hostname=door.hostname,
            tls_context=door.certificate.context if door.certificate else None,
            timeout=door.limits.session_seconds + 60,  # the wire has the deadlines; this is the net below
        )
        self.door = door
        self.address = address
        self.client = "" if proxied else address  #: as it is written down
        self.in_data = False  #: between DATA and its last reply
        self._proxied = proxied
        self._errors = 0
        self._over = False  # nothing more is said

    async def reply_to(self, line: str) -> str:
        """What a command is answered; "" when that was done already. Raises Refused."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing that was said before counts."""
        raise NotImplementedError

    @property
    def in_transaction(self) -> bool:
        """Whether a letter was begun."""
        raise NotImplementedError

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Open, or encrypted from here on; then nothing that was said before counts (RFC 3207 §4.2)."""
        self.forget()
        first = self._handler_coroutine is None
        super().connection_made(transport)
        if first and self._handler_coroutine is not None:
            limits = self.door.limits
            self.wire = Wire(self._reader, idle_seconds=limits.idle_seconds, session_seconds=limits.session_seconds)
            self.door.sessions.add(self)
            self._handler_coroutine.add_done_callback(self._ended)

    def eof_received(self) -> bool:
        """The client says no more; what it said is still answered. (aiosmtpd would drop it.)"""
        asyncio.StreamReaderProtocol.eof_received(self)
        return not self.encrypted

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self.door.sessions.discard(self)
        self.door.visitors.leave(self.address)
        if not task.cancelled() and (error := task.exception()):
            log.error("a connection broke", exc_info=error)

    @property
    def encrypted(self) -> bool:
        """Whether TLS is on."""
        return self.transport is not None and self.transport.get_extra_info("ssl_object") is not None

    @property
    def idle_since(self) -> float | None:
        """Since when it has nothing to say, on the loop's clock; None while it is in a transaction."""
        return None if self.in_transaction else self.wire.waits_since

    def dismiss(self, reply: str = words.GOING_DOWN) -> None:
        """Say so, and hang up."""
        turn_away(self.transport, "" if self._over else reply)

    async def _handle_client(self) -> None:
        """The place of aiosmtpd's own loop."""
        try:
            if self._proxied:
                await self._hear_proxy()
            await self.push(words.GREETING.format(hostname=self.hostname, protocol=self.protocol))
            while await self._obey():
                pass
        except TLSSetupException as error:
            log.info("a client from %s could not agree on TLS with us: %s", self.client, error.__cause__)
            self.connection_lost(error)  # asyncio tells of the end only when there was a beginning
        except (Gone, ConnectionError, TimeoutError):
            pass  # nobody is there to be told
        finally:
            if self.transport is not None:
                self.transport.close()

    async def _obey(self) -> bool:
        """One command and its reply. False when the connection ends with it."""
        goes_on = True
        try:
            reply = await self.reply_to(await self.wire.line(self.door.limits.max_command_bytes))
        except Refused as refused:
            counted = self._counted(refused)
            reply, goes_on = counted.reply, not counted.final
        except (Gone, ConnectionError, TLSSetupException):
            raise
        except Exception as error:
            reply = self.door.trouble(error)
        if reply:
            await self.push(reply)
        goes_on = goes_on and reply != words.BYE
        if goes_on and self.door.draining:
            await self.push(words.GOING_DOWN)
            goes_on = False
        if not goes_on:
            await self._hear_out()
        return goes_on

    async def _hear_out(self) -> None:
        """A socket that is closed over unread bytes takes our last words with it; so they are read, for a moment."""
        self._over = True
        if isinstance(self.transport, asyncio.WriteTransport) and self.transport.can_write_eof():
            self.transport.write_eof()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LAST_SECONDS):
                    while await self._reader.read(2**16):
                        pass

    def _counted(self, refused: Refused) -> Refused:
        """Clients that do little but err are sent away (threats T58)."""
        self._errors += refused.reply.startswith("5")
        if refused.final or self._errors <= self.door.limits.max_errors:
            return refused
        log.info("%s was sent away after %d errors", self.client, self._errors)
        return Refused(f"{refused.reply}\r\n{words.TOO_MANY_ERRORS}", final=True)

    async def push(self, status: AnyStr) -> None:
        """Write a reply. Raises TimeoutError when the client does not read them."""
        text = status.decode() if isinstance(status, bytes) else status
        self._writer.write(words.OF_THE_LIBRARY.get(text, text).encode() + b"\r\n")
        async with asyncio.timeout(self.door.limits.idle_seconds):
            await self._writer.drain()

    async def _hear_proxy(self) -> None:
        """The server in front says for whom it speaks. Raises Gone when it does not."""
        until = Wire.now() + _HEADER_SECONDS
        found: ProxyHeader | None = None
        try:
            while found is None:
                found = read_header(await self.wire.header(until))
        except (BadHeader, Refused) as cause:
            log.warning("%s sent no PROXY header", self.address)
            raise Gone from cause
        self.wire.take(found.length)
        self.client = found.address
        if found.address:
            refusal = self.door.visitors.enter(found.address, Wire.now())
            if refusal:
                await self.push(refusal)
                raise Gone
            self.door.visitors.leave(self.address)
            self.address = found.address


def turn_away(transport: asyncio.BaseTransport | None, reply: str) -> None:
    """Say so, and hang up. "" is nothing to say."""
    if isinstance(transport, asyncio.WriteTransport) and not transport.is_closing():
        if reply:
            transport.write(reply.encode() + b"\r\n")
        transport.close()
