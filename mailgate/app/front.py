"""`mailgate serve`: a front process (SMTP, web) and one worker child, and `smtp` and `web` as roles of their own.

The front's event loop owns the main thread and the signals. It wakes the child by a byte on a pipe; the pipe's end
means stop. TERM: first the SMTP door drains, then the child, then the web. A child that dies is started again.
"""

import asyncio
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mailgate.app.house import open_house
from mailgate.app.waker import Waker, pipe_sender
from mailgate.config import Settings, parse_listen
from mailgate.desk.house import House
from mailgate.desk.ports import ClockFace
from mailgate.ingest.smtp import Listener
from mailgate.model.errors import BadSetup, Trouble

_CHILD_STOPS_WITHIN = 15.0
_RESTART_PAUSE = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Roles:
    """Which parts this process runs."""

    smtp: bool
    web: bool
    child: bool  #: a worker child of its own; else wake-ups go by the broker


def serve(
    settings: Settings,
    roles: Roles,
    clock: ClockFace,
    *,
    worker_command: list[str],
    ready: Callable[[str], None] = print,
) -> None:
    """Run until SIGTERM or SIGINT. `ready` is told what listens where."""
    asyncio.run(_Front(settings, roles, clock, worker_command, ready).run())


class _Front:
    def __init__(
        self,
        settings: Settings,
        roles: Roles,
        clock: ClockFace,
        worker_command: list[str],
        ready: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._roles = roles
        self._ready = ready
        self._child = _Child(worker_command) if roles.child else None
        send = self._child.wake if self._child else broker_sender(settings.broker.url)
        self._house = open_house(settings, clock=clock, wake=Waker(send))

    async def run(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        if self._child:
            self._child.start()
        smtp = await self._start_smtp() if self._roles.smtp and self._settings.smtp.listen else None
        web = self._start_web() if self._roles.web and self._settings.web.listen else None
        watcher = asyncio.create_task(self._watch(stop))
        try:
            if web:
                await web.started()
                self._ready(f"web pages on {self._house.base_url}")
            await stop.wait()
        finally:
            watcher.cancel()
            if smtp:
                await smtp.stop()
            if self._child:
                await asyncio.to_thread(self._child.stop)
            if web:
                await web.stop()
            self._house.store.close()

    async def _start_smtp(self) -> Listener:
        listener = Listener(self._house, self._settings)
        try:
            await listener.start()
        except OSError as cause:
            raise Trouble(f"smtp.listen = {self._settings.smtp.listen!r}: {cause.strerror or cause}") from cause
        host, _ = parse_listen(self._settings.smtp.listen)
        self._ready(f"SMTP on {host}:{listener.port}")
        return listener

    def _start_web(self) -> "Web":
        return Web(self._house, self._settings)

    async def _watch(self, stop: asyncio.Event) -> None:
        """Start a child that died again, until we stop."""
        while self._child and not stop.is_set():
            if self._child.died():
                log.error("the worker died; starting it again")
                await asyncio.sleep(_RESTART_PAUSE)
                self._child.start()
            await asyncio.sleep(0.1)


class _Child:
    """The worker child and the pipe that wakes it."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._send: Callable[[str], None] | None = None
        self._write_end = -1

    def start(self) -> None:
        """Start it with the reading end of a fresh pipe."""
        self._close_pipe()
        read_end, write_end = os.pipe()
        command = [*self._command, "--wake-fd", str(read_end)]
        self._process = subprocess.Popen(command, pass_fds=(read_end,), stdin=subprocess.DEVNULL)
        os.close(read_end)
        self._write_end, self._send = write_end, pipe_sender(write_end)

    def wake(self, kind: str) -> None:
        """One byte; a child that is starting finds the work by its sweep."""
        if self._send:
            self._send(kind)

    def died(self) -> bool:
        """True when it was started and has ended."""
        return self._process is not None and self._process.poll() is not None

    def stop(self) -> None:
        """Close the pipe, which means stop, and wait; kill what does not end."""
        self._close_pipe()
        if self._process is None:
            return
        try:
            self._process.wait(_CHILD_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            log.error("the worker did not stop in %s s and is killed; nothing is lost by that", _CHILD_STOPS_WITHIN)
            self._process.kill()
            self._process.wait()

    def _close_pipe(self) -> None:
        if self._write_end >= 0:
            os.close(self._write_end)
        self._write_end, self._send = -1, None


class Web:
    """uvicorn inside our loop, without its signal handlers."""

    def __init__(self, house: House, settings: Settings) -> None:
        import uvicorn

        from mailgate.outbound.render import templates_dir
        from mailgate.web.app import make_app

        class Server(uvicorn.Server):
            @contextmanager
            def capture_signals(self) -> Iterator[None]:
                yield

        host, port = parse_listen(settings.web.listen)
        app = make_app(house, templates=templates_dir(), max_upload_mb=settings.smtp.max_message_size_mb)
        config = uvicorn.Config(app, host, port, log_config=None, access_log=False, lifespan="off", server_header=False)
        self._listen = settings.web.listen
        self._server = Server(config)
        self._task = asyncio.create_task(self._server.serve())

    async def started(self) -> None:
        """Wait until it listens. Raises Trouble when the address is taken."""
        until = time.monotonic() + 10
        while not self._server.started:
            if self._task.done() or time.monotonic() > until:
                raise Trouble(f"web.listen = {self._listen!r}: the address is taken or not ours")
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Finish what is under way."""
        self._server.should_exit = True
        await self._task


def broker_sender(url: str) -> Callable[[str], None]:
    """Wake-ups through the broker. memory:// reaches nobody else: the worker's own sweep finds the work."""
    if url.startswith("memory"):
        return lambda kind: None
    from mailgate.worker.tasks import make_celery, send_wake_up

    celery = make_celery(url)
    return lambda kind: send_wake_up(celery, kind)


def worker_command(arguments: list[str]) -> list[str]:
    """How the front starts its child: the same program, the same global options."""
    return [sys.executable, "-m", "mailgate", *arguments, "worker"]


def check_role(settings: Settings, role: str) -> None:
    """Raises BadSetup when a role cannot do anything with these settings."""
    needs = {"smtp": ("smtp.listen", settings.smtp.listen), "web": ("web.listen", settings.web.listen)}
    name, value = needs.get(role, ("", "yes"))
    if not value:
        raise BadSetup([f"{name} is empty, so mailgate {role} has nothing to do: set it to host:port"])
    if role == "beat" and settings.broker.url.startswith("memory"):
        raise BadSetup(["broker.url = memory:// lives inside one process: run mailgate serve, or set a broker"])
