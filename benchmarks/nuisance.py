"""Clients that only disturb, for `benchmarks/smtp.py`: many that say nothing, and some that send a byte at a time.

    async with nuisance(port, silent=500, dripping=10): ...

They come from 127.0.0.2 and so on, 20 from each, so that the limits for one address do not spare the server.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

_FROM_EACH = 20
_BYTE_EVERY = 0.01  #: seconds
_LETTER = b"MAIL FROM:<slow@example.org>\r\nRCPT TO:<support@example.com>\r\nDATA\r\nSubject: slow\r\n\r\n"


@contextlib.asynccontextmanager
async def nuisance(port: int, silent: int, dripping: int) -> AsyncIterator[None]:
    """They stand while the body runs."""
    connections = [await _connect(port, number) for number in range(silent + dripping)]
    drips = [asyncio.create_task(_drip(writer)) for _, writer in connections[silent:]]
    try:
        yield
    finally:
        for drip in drips:
            drip.cancel()
        for _, writer in connections:
            writer.close()


async def _connect(port: int, number: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host = f"127.0.0.{2 + number // _FROM_EACH}"
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(host, 0))


async def _drip(writer: asyncio.StreamWriter) -> None:
    """A letter that never ends."""
    with contextlib.suppress(OSError):
        for byte in b"EHLO slow.example.org\r\n" + _LETTER:
            writer.write(bytes([byte]))
            await asyncio.sleep(_BYTE_EVERY)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(_BYTE_EVERY)
