"""One connection to an IMAP server, and the few questions that we ask of it.

    server = connect(account); login(server); server.select("INBOX"); server.uids(from_uid); server.raw(uid) …

Nothing is trusted before TLS: no PREAUTH, no login without STARTTLS where it is wanted (threats T11). \\Seen is never
set by reading. Every method may raise one of TROUBLES; then the connection is of no more use.
"""

import contextlib
import imaplib
import select
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mailgate.config import Imap
from mailgate.model.fetching import Selected

CONNECT_SECONDS = 15.0
READ_SECONDS = 30.0  #: that an answer may take; a line that is silent for longer is dead
MOST_HEAD = 64 * 1024  #: octets of the headers of a letter that is too big
_AT_ONCE = 500  #: UIDs in one command
_LOOK_UP = 0.25  #: seconds between two questions to our side while the server is silent
#: What a server or the way to it may do to us. imaplib's own errors are the base of imapclient's.
TROUBLES = (OSError, imaplib.IMAP4.error, IMAPClientError, EOFError)


class Insecure(Exception):
    """The server wants to talk without the protection that the settings ask for; nothing secret was sent."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the server says of a letter without its text."""

    size: int  #: RFC822.SIZE; some servers only guess it
    internal: float  #: INTERNALDATE, POSIX seconds; 0 when it gave none

    @property
    def stamp(self) -> str:
        """Another stamp under the same UID is a sign of another letter."""
        return f"{self.size}/{self.internal:.0f}"


class Server:
    """A connection that is encrypted as it should be, and not logged in yet."""

    def __init__(self, client: IMAPClient, *, without: Iterable[str] = (), read_seconds: float = READ_SECONDS) -> None:
        self.client = client
        self._without = frozenset(without)  #: capabilities that are not used even when they are offered
        self._read_seconds = read_seconds
        self._permanent: Sequence[bytes] | None = None  #: PERMANENTFLAGS of the selected mailbox

    def can(self, capability: str) -> bool:
        """Whether the server offers it, and we use it."""
        return capability not in self._without and bool(self.client.has_capability(capability))

    def select(self, mailbox: str) -> Selected:
        """Open a mailbox. CONDSTORE is switched on before: only then is HIGHESTMODSEQ told."""
        if self.can("CONDSTORE") and self.can("ENABLE"):
            with contextlib.suppress(IMAPClientError):  # some offer it and refuse
                self.client.enable("CONDSTORE")
        answer = self.client.select_folder(mailbox)
        self._permanent = answer.get(b"PERMANENTFLAGS")
        next_uid = int(answer.get(b"UIDNEXT", 0)) or self._highest() + 1
        return Selected(int(answer.get(b"UIDVALIDITY", 0)), next_uid, int(answer.get(b"HIGHESTMODSEQ", 0)))

    def _highest(self) -> int:
        """The highest UID there is; for servers that give no UIDNEXT."""
        return max((int(uid) for uid in self.client.search(["UID", "*"])), default=0)

    def uids(self, first: int) -> list[int]:
        """All UIDs from `first` on, ascending. `n:*` always names the last letter too, even below n (RFC 9051)."""
        found = {int(uid) for uid in self.client.search(["UID", f"{first}:*"])}
        return sorted(uid for uid in found if uid >= first)

    def facts(self, uids: Sequence[int]) -> dict[int, Facts]:
        """Size and arrival of those that are there."""
        found: dict[int, Facts] = {}
        for some in _pieces(uids):
            for uid, row in self.client.fetch(some, ["RFC822.SIZE", "INTERNALDATE"]).items():
                found[uid] = Facts(_number(row.get(b"RFC822.SIZE")), _posix(row.get(b"INTERNALDATE")))
        return found

    def raw(self, uid: int) -> bytes | None:
        """The whole letter; None when the server does not hand it over."""
        return self._bytes(uid, "BODY.PEEK[]", b"BODY[]")

    def head(self, uid: int) -> bytes | None:
        """The first MOST_HEAD octets of its headers; None when the server does not hand them over."""
        return self._bytes(uid, f"BODY.PEEK[HEADER]<0.{MOST_HEAD}>", b"BODY[HEADER]<0>")

    def _bytes(self, uid: int, item: str, key: bytes) -> bytes | None:
        value = self.client.fetch([uid], [item]).get(uid, {}).get(key)
        return value if isinstance(value, bytes) else None

    def keeps_flag(self, flag: str) -> bool:
        """Whether the selected mailbox remembers this flag; without PERMANENTFLAGS all are (RFC 9051 §7.1)."""
        if self._permanent is None:
            return True
        kept = {name.decode("ascii", "replace").strip("()").lower() for name in self._permanent}
        return flag.lower() in kept or (not flag.startswith("\\") and "\\*" in kept)

    def flag(self, uids: Sequence[int], flag: str) -> None:
        """Add a flag; those that are gone are no harm."""
        for some in _pieces(uids):
            self.client.add_flags(some, [flag], silent=True)

    def move(self, uids: Sequence[int], folder: str, at: Callable[[str], None]) -> None:
        """Move letters; those that are gone are no harm.

        Without MOVE they are copied and marked \\Deleted. Without UIDPLUS they stay so: EXPUNGE would also remove what
        somebody else has marked.
        """
        for some in _pieces(uids):
            if self.can("MOVE"):
                self.client.move(some, folder)
                continue
            self.client.copy(some, folder)
            at("copied")
            self.client.add_flags(some, ["\\Deleted"], silent=True)
            at("deleted")
            if self.can("UIDPLUS"):
                self.client.uid_expunge(some)

    def make_folder(self, folder: str) -> None:
        """Unless it is there."""
        if not self.client.folder_exists(folder):
            self.client.create_folder(folder)

    def wait(self, seconds: float, goes_on: Callable[[], bool], *, idle: bool) -> None:
        """Until the server says something, the time is up, or `goes_on()`, asked now and then, is False.

        By IDLE (RFC 2177), else by NOOP at the end. Raises one of TROUBLES when nobody is there any more: DONE and NOOP
        want an answer, and the end of a connection makes it readable.
        """
        until = time.monotonic() + seconds
        if not idle:
            while goes_on() and (left := until - time.monotonic()) > 0:
                time.sleep(min(_LOOK_UP, left))
            self.client.noop()
            return
        self.client.idle()
        while goes_on() and (left := until - time.monotonic()) > 0:
            if self._readable(min(_LOOK_UP, left)):
                break
        self.client.idle_done()

    def _readable(self, seconds: float) -> bool:
        """Lines that came with the answer to IDLE lie in imaplib's buffer, where poll does not see them."""
        connection = self.client.socket()
        if self._buffered(connection):
            return True
        poller = select.poll()
        poller.register(connection.fileno(), select.POLLIN)
        return bool(poller.poll(seconds * 1000))

    def _buffered(self, connection: Any) -> bool:
        pending = getattr(connection, "pending", None)
        if pending is not None and pending():
            return True
        peek = getattr(getattr(self.client._imap, "file", None), "peek", None)
        if peek is None:  # the next answer to DONE brings them
            return False
        connection.setblocking(False)
        try:
            return bool(peek(1))
        except OSError:  # TLS has nothing whole to read yet
            return False
        finally:
            connection.settimeout(self._read_seconds)

    def close(self) -> None:
        """Say goodbye if that is possible. Never CLOSE: it would expunge."""
        with contextlib.suppress(Exception):
            self.client.logout()
        self.cut()

    def cut(self) -> None:
        """Drop the line; also from another thread, to end what waits on it."""
        with contextlib.suppress(Exception):
            self.client.shutdown()


def connect(
    account: Imap,
    *,
    without: Iterable[str] = (),
    connect_seconds: float = CONNECT_SECONDS,
    read_seconds: float = READ_SECONDS,
) -> Server:
    """Connect and encrypt. Raises Insecure, or one of TROUBLES."""
    context = None if account.tls == "none" else ssl.create_default_context(cafile=account.ca_file or None)
    client = IMAPClient(
        account.host,
        account.port or (993 if account.tls == "implicit" else 143),
        ssl=account.tls == "implicit",
        ssl_context=context if account.tls == "implicit" else None,
        timeout=SocketTimeout(connect_seconds, read_seconds),
    )
    try:
        client.normalise_times = False
        _keep_alive(client.socket())
        if client.welcome.upper().startswith(b"* PREAUTH"):
            raise Insecure("the server greeted with PREAUTH: it skips the login, and STARTTLS with it")
        if account.tls == "starttls":
            if not client.has_capability("STARTTLS"):
                raise Insecure("the server offers no STARTTLS, or somebody between us has taken the offer out")
            client.starttls(context)
            client.socket().settimeout(read_seconds)
    except BaseException:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise
    return Server(client, without=without, read_seconds=read_seconds)


def _keep_alive(connection: socket.socket) -> None:
    """The kernel notices a line that is dead while nobody speaks."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, name):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _pieces(uids: Sequence[int]) -> Iterator[list[int]]:
    left = iter(uids)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _posix(value: object) -> float:
    return value.timestamp() if isinstance(value, datetime) else 0.0
