"""The web pages inside the front's event loop: uvicorn without its signal handlers, on a socket that we bind."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from mailgate.config import Settings, parse_listen
from mailgate.desk.house import House
from mailgate.ingest.files.attachments import LastLetter
from mailgate.model.errors import Trouble
from mailgate.outbound.render import templates_dir
from mailgate.web.app import make_app

_STOPS_WITHIN = 3  #: seconds that open connections are given


class _Server(uvicorn.Server):
    """Signals are the front's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Web:
    """`web = Web(house, settings)` listens at once; `await web.stop()` finishes what is under way."""

    def __init__(self, house: House, settings: Settings) -> None:
        """Raises Trouble when the address is taken or not ours."""
        try:
            self._socket = socket.create_server(parse_listen(settings.web.listen), backlog=512)
        except OSError as cause:
            raise Trouble(f"web.listen = {settings.web.listen!r}: {cause.strerror or cause}") from cause
        self._socket.setsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
        )  # inherited: else kept connections wait 40 ms
        app = make_app(house, templates_dir(), LastLetter(), max_upload_mb=settings.smtp.max_message_size_mb)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=_STOPS_WITHIN,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))

    async def stop(self) -> None:
        """Take nothing new, and finish."""
        self._server.should_exit = True
        await self._task
