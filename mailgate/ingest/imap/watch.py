"""The life of one account: who is at it, connect, look, wait, and what to do when something is wrong.

    Watch(house, account, limit=…).run(stop)      # returns when `stop` is set

One holder of the account's lease works; others stand by and take over when it is gone. Nothing that a server does ends
the watch: it is told once in the log and in `mailgate status`, and tried again after growing pauses (threats B21).
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mailgate.config import Imap
from mailgate.desk import fetch
from mailgate.desk.house import House
from mailgate.ingest.imap.login import Login, NoToken, Refused, login_of, said
from mailgate.ingest.imap.look import Mailbox
from mailgate.ingest.imap.server import TROUBLES, Insecure, Server, connect
from mailgate.model.errors import Conflict, MailgateError
from mailgate.model.fetching import Lease

STAND_BY_SECONDS = 5.0
BEAT_SECONDS = 20.0  #: between two signs of life while nothing happens: the lease, the token
RECONCILE_AFTER = timedelta(hours=24)
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 120.0  #: after trouble on the line
_FIRST_REFUSED, _LONGEST_REFUSED = 60.0, 900.0  #: after a refused login: no hammering, no lock-out
_HEALTHY = 60.0  #: a session that lasted so long was no failure

log = logging.getLogger(__name__)


class Watch:
    """Looks after one account, in a thread of its own."""

    def __init__(
        self,
        house: House,
        account: Imap,
        *,
        limit: int,
        holder: str = "",
        login: Login | None = None,
        connect: Callable[[Imap], Server] = connect,
        at: Callable[[str], None] = lambda step: None,
        pause: float = _FIRST_PAUSE,
    ) -> None:
        """`limit`: octets of the biggest letter. `at`, `connect`, `login`, `holder` and `pause` are for tests."""
        self._house = house
        self._account = account
        self._limit = limit
        self._holder = holder or holder_name(house.nonce())
        self._login = login or login_of(account)
        self._connect = connect
        self._at = at
        self._first_pause = pause
        self._server: Server | None = None
        self._told = ""
        self._standing_by = ""

    def run(self, stop: threading.Event) -> None:
        """Until `stop` is set."""
        failures = 0
        lease: Lease | None = None
        while not stop.is_set():
            started = time.monotonic()
            try:
                lease = lease or self._claim()
                if lease is None:
                    stop.wait(STAND_BY_SECONDS)
                    continue
                self._session(lease, stop)
                failures = 0
            except Exception as cause:  # nothing may end the watch but `stop`
                failures = 1 if time.monotonic() - started > _HEALTHY else failures + 1
                lease = self._after(cause, lease, failures, stop)
        if lease is not None:
            self._let_go(lease)

    def cut(self) -> None:
        """End what waits on the line; from another thread, when there is no more time."""
        if self._server is not None:
            self._server.cut()

    def once(self) -> int:
        """Connect, look once, and leave; how many letters are new. For tests and scripts; raises what goes wrong."""
        lease = self._claim()
        if lease is None:
            raise Conflict(f"the account {self._account.name} is held by {self._standing_by}")
        try:
            server = self._connect(self._account)
            try:
                return self._enter(lease, server).look()
            finally:
                server.close()
        finally:
            self._let_go(lease)

    def _claim(self) -> Lease | None:
        present = fetch.state_of(self._house, self._account.name).holder
        over = present if is_gone(present, self._holder) else ""
        lease = fetch.claim(self._house, self._account.name, self._holder, over=over)
        if lease is not None:
            self._standing_by = ""
        elif present != self._standing_by:
            log.info("account %s is held by %s; standing by", self._account.name, present)
            self._standing_by = present
        return lease

    def _let_go(self, lease: Lease) -> None:
        try:
            fetch.let_go(self._house, lease)
        except MailgateError as cause:  # then it ends by itself
            log.warning("account %s: %s", self._account.name, cause)

    def _session(self, lease: Lease, stop: threading.Event) -> None:
        """One connection, from its beginning until it ends, is to be renewed, or `stop`."""
        server = self._server = self._connect(self._account)
        try:
            mailbox = self._enter(lease, server)
            idle = self._account.idle and server.can("IDLE")
            while not stop.is_set():
                mailbox.look()
                self._looked(lease, mailbox)
                if stop.is_set() or self._wait(lease, server, stop, idle=idle):
                    break
        finally:
            self._server = None
            server.close()

    def _enter(self, lease: Lease, server: Server) -> Mailbox:
        self._login(server)
        self._at("logged in")
        mailbox = Mailbox(self._house, self._account, lease, server, limit=self._limit, at=self._at)
        mailbox.open()
        return mailbox

    def _looked(self, lease: Lease, mailbox: Mailbox) -> None:
        """The account is well; once a day its list is compared with the ledger."""
        now = self._house.clock.now()
        state = fetch.state_of(self._house, self._account.name)
        if state.reconciled is None or not timedelta() <= now - state.reconciled < RECONCILE_AFTER:
            fetch.note(self._house, lease, reconciled=now, report=mailbox.reconcile())
        until = datetime.fromtimestamp(self._login.until, UTC) if self._login.until else None
        fetch.note(self._house, lease, last_fetch=now, trouble="", trouble_since=None, token_until=until)
        if self._told:
            log.info("account %s: letters are fetched again", self._account.name)
            self._told = ""

    def _wait(self, lease: Lease, server: Server, stop: threading.Event, *, idle: bool) -> bool:
        """Until the server stirs or it is time to look; True when the connection is to be made anew."""
        beats = _Beats(time.monotonic())
        renew = False

        def goes_on() -> bool:
            nonlocal renew
            if beats.due(time.monotonic()):
                fetch.prolong(self._house, lease)
                renew = self._renewed(lease)
            return not renew and not stop.is_set()

        server.wait(self._account.idle_seconds if idle else self._account.poll_seconds, goes_on, idle=idle)
        return renew

    def _renewed(self, lease: Lease) -> bool:
        try:
            return self._login.renewed()
        except NoToken as cause:  # the present one still works: tell at once, and go on
            self._tell(lease, str(cause))
            return False

    def _after(self, cause: Exception, lease: Lease | None, failures: int, stop: threading.Event) -> Lease | None:
        """Tell, and pause; the lease when it is still ours."""
        if isinstance(cause, Conflict):
            log.warning("%s; standing by", cause)
            stop.wait(STAND_BY_SECONDS)
            return None
        self._tell(lease, self._words(cause))
        refused = isinstance(cause, Refused | NoToken | Insecure)
        first, longest = (_FIRST_REFUSED, _LONGEST_REFUSED) if refused else (self._first_pause, _LONGEST_PAUSE)
        return self._pause(lease, min(first * 2 ** (min(failures, 20) - 1), longest), stop)

    def _words(self, cause: Exception) -> str:
        if isinstance(cause, Refused | NoToken | MailgateError):
            return str(cause)
        if isinstance(cause, Insecure):
            return f"account {self._account.name}: {cause}; nothing secret was sent"
        if isinstance(cause, TROUBLES):
            return f"account {self._account.name}: {self._account.host}: {said(cause)}"
        log.error("account %s: a failure that is ours", self._account.name, exc_info=cause)
        return f"account {self._account.name}: {type(cause).__name__}"

    def _tell(self, lease: Lease | None, words: str) -> None:
        """Once in the log as long as it is the same, and in the account's state."""
        if words == self._told:
            return
        log.error("%s", words)
        self._told = words
        if lease is None:
            return
        try:
            since = fetch.state_of(self._house, self._account.name).trouble_since or self._house.clock.now()
            fetch.note(self._house, lease, trouble=words, trouble_since=since)
        except MailgateError as cause:
            log.warning("account %s: its trouble could not be written down: %s", self._account.name, cause)

    def _pause(self, lease: Lease | None, seconds: float, stop: threading.Event) -> Lease | None:
        """Keep the lease meanwhile, so that nobody who stands by runs into the same wall."""
        until = time.monotonic() + seconds
        while not stop.is_set() and (left := until - time.monotonic()) > 0:
            stop.wait(min(BEAT_SECONDS, left))
            try:
                if lease is not None:
                    fetch.prolong(self._house, lease)
            except Conflict:
                return None
            except MailgateError:  # the database is away as well: the lease may end or not
                continue
        return lease


class _Beats:
    """Each BEAT_SECONDS one."""

    def __init__(self, now: float) -> None:
        self._next = now + BEAT_SECONDS

    def due(self, now: float) -> bool:
        """Whether it is time; then the next one is set."""
        if now < self._next:
            return False
        self._next = now + BEAT_SECONDS
        return True


def holder_name(mark: str) -> str:
    """Who holds a lease, for people and for `is_gone`."""
    return f"{socket.gethostname()}:{os.getpid()}:{mark[:8]}"


def is_gone(holder: str, us: str) -> bool:
    """Whether a holder's process was on this machine and is no more, so that nobody waits for its lease to end.

    A mistake, as with containers of one host name, does no harm: the fence stops the other at its next step.
    """
    host, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    our_host, _, our_rest = us.partition(":")
    if not number.isdigit() or host != our_host:
        return False
    if number == our_rest.partition(":")[0]:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
