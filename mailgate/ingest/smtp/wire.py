"""What comes over the connection, as lines and chunks, each with a deadline on the machine's clock.

    line = await wire.line(2048)       chunk = await wire.chunk(until)       wire.put_back(rest)

It stands on the public side of asyncio's StreamReader and holds what was read but not asked for yet. A client that
drips one byte after the other runs into the deadline of its line, its letter, or its session (threats T58).
"""

import asyncio

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.words import Refused

_CHUNK = 2**16


class Gone(Exception):
    """The client is not there any more."""


class Wire:
    """The reading side of one connection."""

    def __init__(self, reader: asyncio.StreamReader, *, idle_seconds: float, session_seconds: float) -> None:
        self._reader = reader
        self._idle = idle_seconds
        self._buffer = bytearray()
        self.waits_since = self.now()  #: when the command that is waited for could have begun
        self._session_ends = self.now() + session_seconds

    @staticmethod
    def now() -> float:
        """Seconds on the loop's clock, as all deadlines here."""
        return asyncio.get_running_loop().time()

    async def line(self, most: int) -> str:
        """The next command, without its CRLF. Raises Refused when it is none or has more than `most` bytes."""
        self.waits_since = self.now()
        until = self.waits_since + self._idle
        looked, dropped = 0, False
        while (at := self._buffer.find(b"\n", looked)) < 0:
            if len(self._buffer) > most:
                dropped = True
                self._buffer.clear()
            looked = len(self._buffer)
            self._buffer += await self._read(until)
        line = bytes(self._buffer[: at + 1])
        del self._buffer[: at + 1]
        if dropped or len(line) > most:
            raise Refused(words.LONG_COMMAND.format(bytes=most))
        try:
            text = line.decode()
        except UnicodeDecodeError as cause:
            raise Refused(words.UNREADABLE) from cause
        if not text.endswith("\r\n"):
            raise Refused(words.UNREADABLE)
        return text[:-2]

    async def chunk(self, until: float) -> bytes:
        """Bytes of a letter, which has to be complete at `until`."""
        if self._buffer:
            return self.take()
        return await self._read(min(until, self.now() + self._idle))

    async def header(self, until: float) -> bytes:
        """All that has come so far, and at least one byte more of it; nothing of it is taken."""
        self._buffer += await self._read(until)
        return bytes(self._buffer)

    def take(self, size: int | None = None) -> bytes:
        """So many bytes of what has come already; None is all."""
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def put_back(self, rest: bytes) -> None:
        """What was read too far."""
        self._buffer[:0] = rest

    async def _read(self, until: float) -> bytes:
        try:
            async with asyncio.timeout_at(min(until, self._session_ends)):
                found = await self._reader.read(_CHUNK)
        except TimeoutError as cause:
            raise Refused(words.TOO_SLOW, final=True) from cause
        if not found:
            raise Gone
        return found
