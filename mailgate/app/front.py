"""`mailgate serve`: a front process (SMTP, LMTP, web) and a worker child; `smtp`, `lmtp`, `web`: one role alone.

The front's event loop owns the main thread and the signals. It wakes the child by a byte on a pipe; the pipe's end
means stop. TERM: first the doors for mail drain, then the child, then the web. A child that dies is started again.
HUP: the certificate is loaded again.
"""

import asyncio
import logging
import math
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailgate.app.child import STOPS_WITHIN, Child
from mailgate.app.clock import SystemClock
from mailgate.app.house import open_house
from mailgate.app.reader import ReaderChild
from mailgate.app.waker import Waker
from mailgate.config import Settings
from mailgate.desk.ports import ClockFace
from mailgate.ingest.smtp.listener import Listener
from mailgate.model.errors import BadSetup

if TYPE_CHECKING:
    from mailgate.app.imap import Watches
    from mailgate.app.web import Web

_RESTART_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_LIVES = 60.0  #: a child that lived so long did not die at once
_ENDS_WITHIN = 21.0  #: seconds for the doors and the worker; the pages may take 3 more (threats P17: 25 in all)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Roles:
    """Which parts this process runs."""

    smtp: bool
    lmtp: bool
    web: bool
    imap: bool
    child: bool  #: a worker child of its own; else wake-ups go by the broker


def serve(
    settings: Settings,
    roles: Roles,
    clock: ClockFace,
    *,
    worker_command: Callable[[], list[str]],
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
        worker_command: Callable[[], list[str]],
        ready: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._roles = roles
        self._ready = ready
        self._listening: list[str] = []
        self._ends_at = math.inf  #: on the loop's clock, once it is known
        self._child = Child(worker_command) if roles.child else None
        send = self._child.wake if self._child else broker_sender(settings.broker.url)
        #: For the pages that decide a held letter again; started by the first of them.
        self._reader = ReaderChild(settings.reader)
        self._house = open_house(settings, clock=clock, wake=Waker(send), reader=self._reader)

    async def run(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        # What is started last is stopped first: the doors for mail drain, then the child, then the web.
        async with AsyncExitStack() as started:
            started.callback(self._house.store.close)
            started.callback(self._reader.close)
            if self._roles.web and self._settings.web.listen:
                started.push_async_callback(self._start_web().stop)
            mail = None  # listens before the child is started: when its port is taken, nothing is left behind
            if self._roles.smtp or self._roles.lmtp:
                mail = await self._start_mail()
            loop.add_signal_handler(signal.SIGHUP, mail.reload if mail else lambda: None)
            if self._child:
                self._child.start()
                started.push_async_callback(self._stop_child, self._child)
                watcher = asyncio.create_task(self._watch(stop))
                started.callback(watcher.cancel)
            if self._roles.imap and self._settings.imap:
                started.push_async_callback(asyncio.to_thread, self._start_imap().stop)
            if mail:
                started.push_async_callback(mail.stop)
            for line in self._listening:
                self._ready(line)
            await stop.wait()
            self._ends_at = loop.time() + _ENDS_WITHIN

    async def _stop_child(self, child: Child) -> None:
        """With what the doors have left of the time."""
        left = self._ends_at - asyncio.get_running_loop().time()
        await asyncio.to_thread(child.stop, max(0.0, min(STOPS_WITHIN, left)))

    async def _start_mail(self) -> Listener:
        listener = Listener(self._house, self._settings, smtp=self._roles.smtp, lmtp=self._roles.lmtp)
        await listener.start()
        self._listening += listener.listening()
        return listener

    def _start_imap(self) -> "Watches":
        from mailgate.app.imap import Watches, listening  # not on the path of a process that fetches nothing

        self._listening.append(listening(self._settings))
        return Watches(self._house, self._settings)

    def _start_web(self) -> "Web":
        from mailgate.app.web import Web  # not on the path of a process that has no pages

        web = Web(self._house, self._settings)
        self._listening.append(f"web pages on {self._settings.web.listen}, for people at {self._house.base_url}")
        return web

    async def _watch(self, stop: asyncio.Event) -> None:
        """Start a child that died again, until we stop; one that dies at once, after growing pauses."""
        loop = asyncio.get_running_loop()
        pause, started = _RESTART_PAUSE, loop.time()
        while self._child and not stop.is_set():
            if self._child.died():
                log.error("the worker died; starting it again")
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE) if loop.time() - started < _LIVES else _RESTART_PAUSE
                started = loop.time()
                try:
                    self._child.start()
                except OSError as cause:  # no memory or no process left: it is tried again
                    log.error("the worker could not be started: %s", cause)
            await asyncio.sleep(0.1)


def broker_sender(url: str) -> Callable[[str], None]:
    """Wake-ups through the broker. memory:// reaches nobody else: the worker's own sweep finds the work."""
    if url.startswith("memory"):
        return lambda kind: None
    from mailgate.worker.tasks import make_celery, send_wake_up

    celery = make_celery(url)
    return lambda kind: send_wake_up(celery, kind)


def worker_command(arguments: list[str], clock: ClockFace) -> Callable[[], list[str]]:
    """How the front starts its child: the same program and global options, and the time on a test clock."""

    def command() -> list[str]:
        now = [] if isinstance(clock, SystemClock) else ["--now", clock.now().isoformat()]
        return [sys.executable, "-m", "mailgate", *arguments, *now, "worker"]

    return command


def check_role(settings: Settings, role: str) -> None:
    """Raises BadSetup when a role cannot do anything with these settings."""
    needs = {
        "smtp": ("smtp.listen", settings.smtp.listen or settings.smtp.tls_listen),
        "lmtp": ("lmtp.listen", settings.lmtp.listen),
        "web": ("web.listen", settings.web.listen),
    }
    name, value = needs.get(role, ("", "yes"))
    if not value:
        raise BadSetup([f"{name} is empty, so mailgate {role} has nothing to do: set it to host:port"])
    if role == "beat" and settings.broker.url.startswith("memory"):
        raise BadSetup(["broker.url = memory:// lives inside one process: run mailgate serve, or set a broker"])
