"""What all connections of a process share: our mailboxes, the limits, and the keeping of letters.

A letter is committed in a thread of a small pool, so that the event loop never waits for the database. A client that
leaves meanwhile cannot undo it, and no trouble of any kind leaves `keep` but as a 4xx (law 1, threats P4).
"""

import asyncio
import logging
import shutil
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from mailgate.config import Settings
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.limits import InFlight, Most, Share, Visitors, networks
from mailgate.ingest.smtp.mailboxes import Mailboxes
from mailgate.ingest.smtp.tls import Certificate
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope

if TYPE_CHECKING:
    from mailgate.ingest.smtp.connection import Connection

_KEEPERS = 12  #: letters that may be in a commit at once
_DISK_SECONDS = 1.0  #: for which the room on the disk is not looked up again
_MB = 2**20
_SQLITE_FULL = 13
_ERRNO_FULL = (28, 122)  #: ENOSPC, EDQUOT
_POSTGRES_FULL = "53100"

log = logging.getLogger(__name__)


class Door:
    """One for all listeners of a process."""

    def __init__(self, house: House, settings: Settings, hostname: str, certificate: Certificate | None = None) -> None:
        self.house = house
        self.limits = limits = settings.smtp
        self.hostname = hostname
        self.certificate = certificate
        self.proxies = networks(limits.proxy_from)
        self.visitors = Visitors(
            Most(
                limits.max_connections,
                limits.max_connections_per_address,
                limits.max_connections_per_minute,
                limits.max_letters_per_minute,
                networks(limits.unlimited_from),
            )
        )
        self.in_flight = InFlight(limits.max_in_flight_mb * _MB)
        self.sessions: set[Connection] = set()  #: that are open
        self.draining = False
        self.keeping = 0  #: letters in a commit, or waiting for a thread
        self._keepers = ThreadPoolExecutor(_KEEPERS, "keep-letter")
        self._lookers = ThreadPoolExecutor(1, "look-up-mailboxes")
        self.mailboxes = Mailboxes(house, self._lookers)
        self._disk = settings.sqlite_path.parent if settings.sqlite_path else None
        self._disk_full = False
        self._disk_until = 0.0

    @property
    def max_bytes(self) -> int:
        """Of one letter."""
        return self.limits.max_message_size_mb * _MB

    def keep(self, envelope: Envelope, raw: bytes, share: Share) -> Awaitable[str]:
        """Commit, then the reply. Begun at once and carried through, even when nobody waits for it any more."""
        work = asyncio.get_running_loop().run_in_executor(self._keepers, self._keep, envelope, raw)
        self.keeping += 1
        work.add_done_callback(lambda _: self._kept(share))
        return asyncio.shield(work)

    def _keep(self, envelope: Envelope, raw: bytes) -> str:
        try:
            letter, _ = receive(self.house, envelope, raw)
        except BaseException as error:  # in a thread of the pool: nothing of it may reach the event loop
            return self.trouble(error)
        return words.KEPT.format(id=letter.id)

    def _kept(self, share: Share) -> None:
        self.keeping -= 1
        share.release()

    def trouble(self, error: BaseException) -> str:
        """Unknown trouble is temporary, and its words stay in our log."""
        full = _is_full(error)
        if full or isinstance(error, Trouble):  # its sentence says all, and on a full disk the log should be short
            log.error("a client was told to try again: %s", error)
        else:
            log.error("a client was told to try again", exc_info=error)
        return words.DISK_FULL if full else words.TROUBLE

    def disk_is_full(self, now: float) -> bool:
        """Whether so little room is left where the letters go that none should be begun (threats P5)."""
        if self._disk is not None and now >= self._disk_until:
            self._disk_until = now + _DISK_SECONDS
            self._disk_full = _free(self._disk) < self.limits.min_free_disk_mb * _MB
        return self._disk_full

    def close(self) -> None:
        """No letter is kept through this door any more."""
        self._keepers.shutdown(wait=False)
        self._lookers.shutdown(wait=False)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 2**62  # the database will say what is wrong


def _is_full(error: BaseException | None) -> bool:
    """Whether a full disk is at the bottom of it."""
    for _ in range(8):
        if error is None:
            return False
        driver = getattr(error, "orig", None) or error
        if getattr(driver, "errno", None) in _ERRNO_FULL or getattr(driver, "sqlite_errorcode", None) == _SQLITE_FULL:
            return True
        if getattr(driver, "sqlstate", None) == _POSTGRES_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False
