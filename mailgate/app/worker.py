"""`mailgate worker` and `mailgate beat`: the Celery processes.

As the child of `serve` (with `--wake-fd`) the worker has the schedule and a broker of its own inside its process; the
front's bytes become tasks, and the end of the pipe means stop. On its own it takes part in a distributed set-up.
"""

import logging
import os
import signal
import threading
import warnings
from typing import Any

from mailgate.app.house import open_house
from mailgate.app.proving import ProofPool
from mailgate.app.reader import ReaderChild
from mailgate.app.waker import KINDS, Waker
from mailgate.config import Settings
from mailgate.desk.house import House
from mailgate.desk.ports import ClockFace
from mailgate.worker.tasks import SCHEDULER, SWEEPS, make_celery, send_wake_up

log = logging.getLogger(__name__)


def run_worker(settings: Settings, clock: ClockFace, wake_fd: int | None) -> None:
    """Work until SIGTERM (or the end of the pipe); what is under way is finished."""
    from celery.beat import EmbeddedService
    from celery.exceptions import SecurityWarning
    from celery.signals import worker_shutting_down

    # Celery warns root of pickled tasks; ours are JSON without content.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    embedded = wake_fd is not None or settings.broker.url.startswith("memory")
    url = "memory://" if embedded else settings.broker.url
    sender: list[Any] = []
    reader = ReaderChild(settings.reader)
    prover = ProofPool() if settings.origin.verify else None  # else there is nothing to wait for
    wake = Waker(lambda kind: sender[0](kind))
    house = open_house(settings, clock=clock, wake=wake, reader=reader, prover=prover)
    reader.start()  # it grows warm while the rest of us starts
    stop = threading.Event()  # a backlog is not worked off before the end: what waits, waits in the database
    celery = make_celery(url, house, stop)
    worker_shutting_down.connect(lambda **_: stop.set(), weak=False)
    sender.append(lambda kind: send_wake_up(celery, kind))
    if wake_fd is not None and settings.sqlite_path is not None:
        _take_over(house)
    if wake_fd is not None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; the front tells us when to stop
        threading.Thread(target=_listen, args=(wake_fd, house.wake, stop), name="pipe", daemon=True).start()
    if embedded:
        beat = EmbeddedService(celery, thread=True, max_interval=1, scheduler_cls=SCHEDULER)
        beat.daemon = True
        beat.start()
        for name, every in SWEEPS.items():  # what waited while nobody worked need not wait for the first sweep
            celery.send_task(name, expires=every, retry=False)
    worker = celery.Worker(
        pool="threads",
        concurrency=settings.worker.concurrency,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        loglevel="WARNING",
        quiet=True,
    )
    worker.start()
    if prover:
        prover.close()
    reader.close()
    house.store.close()


def _take_over(house: House) -> None:
    """The one worker of an embedded set-up: letters in need not wait until the lease of its dead predecessor ends.

    A fence keeps whoever may live after all from deciding one twice. Nothing keeps a server from taking a letter out
    twice, so those wait for the end of their lease.
    """
    with house.store.writing() as unit:
        unit.letters.free()


def run_beat(settings: Settings) -> None:
    """Send the schedule's tasks until SIGTERM; one of it is enough."""
    celery = make_celery(settings.broker.url)
    celery.Beat(loglevel="WARNING", quiet=True, socket_timeout=30).run()


def _listen(fd: int, wake: Any, stop: threading.Event) -> None:
    """Bytes of the front become wake-ups; its end stops us."""
    with os.fdopen(fd, "rb", buffering=0) as pipe:
        while data := pipe.read(1024):
            for byte in set(data):
                kind = KINDS.get(bytes([byte]))
                if kind:
                    wake(kind)
    stop.set()
    os.kill(os.getpid(), signal.SIGTERM)
