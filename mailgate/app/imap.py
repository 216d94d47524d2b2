"""`mailgate imap`, and the same inside `serve`: a watch in a thread of its own for each configured account."""

import logging
import signal
import threading
import time
from collections.abc import Callable

from mailgate.app.front import broker_sender
from mailgate.app.house import open_house
from mailgate.app.waker import Waker
from mailgate.config import Settings
from mailgate.desk.house import House
from mailgate.desk.ports import ClockFace
from mailgate.ingest.imap.watch import Watch
from mailgate.model.errors import BadSetup

_POLITE_SECONDS = 5.0  #: for ending between two letters and saying goodbye; then the lines are cut
_CUT_SECONDS = 2.0

log = logging.getLogger(__name__)


class Watches:
    """`watches = Watches(house, settings)` starts them; `stop` ends them. What is not finished is done next time."""

    def __init__(self, house: House, settings: Settings) -> None:
        limit = settings.smtp.max_message_size_mb * 2**20
        self._stop = threading.Event()
        self._watches = [Watch(house, account, limit=limit) for account in settings.imap]
        self._threads = [
            threading.Thread(target=watch.run, args=(self._stop,), name=f"imap-{account.name}", daemon=True)
            for watch, account in zip(self._watches, settings.imap, strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Within a few seconds, whatever a server does."""
        self._stop.set()
        self._join(_POLITE_SECONDS)
        for watch in self._watches:
            watch.cut()
        self._join(_CUT_SECONDS)

    def _join(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))


def run_imap(settings: Settings, clock: ClockFace, ready: Callable[[str], None] = print) -> None:
    """Fetch until SIGTERM or SIGINT. Raises BadSetup when no account is configured."""
    if not settings.imap:
        raise BadSetup(["there is no [[imap]] in the settings, so mailgate imap has nothing to do"])
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    house = open_house(settings, clock=clock, wake=Waker(broker_sender(settings.broker.url)))
    watches = Watches(house, settings)
    ready(listening(settings))
    over.wait()
    watches.stop()
    house.store.close()


def listening(settings: Settings) -> str:
    """What is fetched from where, for people."""
    return "IMAP: " + ", ".join(f"{account.name} on {account.host}" for account in settings.imap)
