"""One look into a mailbox: what is new is kept, then marked; and the daily comparison of the server with the ledger.

    mailbox = Mailbox(house, account, lease, server, limit=…); mailbox.open(); mailbox.look(); mailbox.reconcile()

Nothing depends on \\Seen or on sequence numbers. After a new beginning of the server's UIDs all letters that came since
the mailbox was connected are read again, and known by their bytes.
"""

import logging
import time
from collections.abc import Callable, Sequence

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailgate.config import Imap
from mailgate.desk import fetch
from mailgate.desk.house import House
from mailgate.ingest.imap.server import Facts, Server
from mailgate.model.fetching import Cursor, Fetched, FetchState, Lease, Selected
from mailgate.model.letter import Envelope, WayIn

#: How much older than the connection a letter may be and count as new after a new beginning: clocks differ.
MARGIN_SECONDS = 300.0
#: Of the letters that are known, how many of the newest are compared at each opening; the daily comparison takes all.
COMPARED = 500

log = logging.getLogger(__name__)


class Mailbox:
    """A mailbox of an account over one connection that is logged in."""

    def __init__(
        self,
        house: House,
        account: Imap,
        lease: Lease,
        server: Server,
        *,
        limit: int,
        at: Callable[[str], None] = lambda step: None,
    ) -> None:
        """`limit`: octets of the biggest letter that is fetched. `at` is told each step, for tests that stop there."""
        self._house = house
        self._account = account
        self._lease = lease
        self._server = server
        self._limit = limit
        self._at = at
        self._cursor: Cursor | None = None
        self._marks = account.after != "leave"

    @property
    def cursor(self) -> Cursor:
        """How far it was read when it was opened."""
        assert self._cursor is not None, "the mailbox is not open"
        return self._cursor

    def open(self, *, compare_all: bool = False) -> None:
        """Select it and find where to go on; a first time begins with what comes from now on."""
        selected = self._server.select(self._account.mailbox)
        self._at("selected")
        before = self._begin(selected)
        if before is not None and before.generation == self.cursor.generation:
            self._compare(None if compare_all else _newest(before, selected), selected)
        self._prepare_marks()
        self._at("opened")

    def _begin(self, selected: Selected, *, anew: bool = False) -> Cursor | None:
        name = self._account.mailbox
        self._cursor, before = fetch.begin(self._house, self._lease, name, selected, time.time(), anew=anew)
        if before is None:
            log.info(
                "account %s: %s is connected from UID %d on; nothing older is touched",
                self._account.name, name, selected.next_uid,
            )  # fmt: skip
        elif before.generation != self._cursor.generation:
            log.warning(
                "account %s: the UIDs of %s began anew (UIDVALIDITY %d, UIDNEXT %d; known were %d, %d); all that came "
                "since it was connected is read again, and nothing is kept twice",
                self._account.name, name, selected.validity, selected.next_uid, before.validity, before.next_uid,
            )  # fmt: skip
        return before

    def _prepare_marks(self) -> None:
        if self._account.after.startswith("move:"):
            self._server.make_folder(self._account.after.removeprefix("move:"))
        elif self._marks and not self._server.keeps_flag(self._account.flag):
            log.warning(
                "account %s: %s does not keep the flag %s; letters are kept and left unmarked",
                self._account.name, self._account.mailbox, self._account.flag,
            )  # fmt: skip
            self._marks = False

    def look(self) -> int:
        """Keep what is new, then mark what is kept; how many letters are new in the ledger."""
        cursor = self._now()
        failed = fetch.in_state(self._house, cursor, FetchState.FAILED)
        uids = self._server.uids(cursor.next_uid)
        self._at("searched")
        fresh = self._fetch(cursor, uids)
        fresh += self._try_again(cursor, [each for each in failed if each.tries < fetch.MOST_TRIES])
        self._mark(cursor)
        return fresh

    def _now(self) -> Cursor:
        found = fetch.where(self._house, self._account.name, self._account.mailbox)
        assert found is not None, "the mailbox is not open"
        return found

    def _fetch(self, cursor: Cursor, wanted: Sequence[int]) -> int:
        """Keep these, in their order, and pass over what is none of ours; how many are new in the ledger."""
        facts = self._server.facts(wanted)
        fresh = 0
        for number, uid in enumerate(wanted, 1):
            known = facts.get(uid)
            if known is None or _older(cursor, uid, known):
                if number == len(wanted):  # the others are passed by the next that is kept
                    fetch.pass_over(self._house, self._lease, cursor, uid)
                continue
            fresh += self._keep(cursor, uid, known)
            if number % fetch.MOST_MARKS == 0:
                self._mark(cursor)
        return fresh

    def _keep(self, cursor: Cursor, uid: int, facts: Facts) -> bool:
        if facts.size > self._limit:
            return self._keep_head(cursor, uid, facts)
        raw = self._ask(self._server.raw, uid)
        self._at("fetched")
        if raw is None or not raw:
            return self._failed(cursor, uid, facts)
        if len(raw) > self._limit:  # the size was only a guess
            return self._keep_head(cursor, uid, facts)
        marks = self._marks
        fresh = fetch.take(self._house, self._lease, cursor, uid, facts.stamp, self._envelope(), raw, marks=marks)
        self._at("kept")
        return fresh

    def _ask(self, question: Callable[[int], bytes | None], uid: int) -> bytes | None:
        """What the server answers NO to is not handed over; the connection is as good as before."""
        try:
            return question(uid)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as cause:
            log.warning("account %s: UID %d: %s", self._account.name, uid, cause)
            return None

    def _keep_head(self, cursor: Cursor, uid: int, facts: Facts) -> bool:
        """Too big: its headers stand for it, so that people see it; it stays in the mailbox as it is."""
        head = self._ask(self._server.head, uid)
        self._at("fetched")
        if not head:
            return self._failed(cursor, uid, facts)
        reason = (
            f"{_mib(facts.size)} are above the limit of {_mib(self._limit)}: only its headers were fetched; the letter "
            f"is in {self._account.mailbox} of the IMAP account {self._account.name} (UID {uid})"
        )
        fresh = fetch.take_oversize(self._house, self._lease, cursor, uid, facts.stamp, self._envelope(), head, reason)
        self._at("kept")
        return fresh

    def _failed(self, cursor: Cursor, uid: int, facts: Facts) -> bool:
        """Gone meanwhile, or not handed over: that is tried again with the next looks."""
        if not self._server.facts([uid]):
            fetch.forget(self._house, self._lease, cursor, [uid])
            fetch.pass_over(self._house, self._lease, cursor, uid)
            return False
        tries = fetch.fail(self._house, self._lease, cursor, uid, facts.stamp)
        log.error(
            "account %s: the server does not hand over UID %d of %s (try %d)",
            self._account.name, uid, self._account.mailbox, tries,
        )  # fmt: skip
        return False

    def _try_again(self, cursor: Cursor, failed: Sequence[Fetched]) -> int:
        if not failed:
            return 0
        uids = [each.place.uid for each in failed]
        facts = self._server.facts(uids)
        fetch.forget(self._house, self._lease, cursor, [uid for uid in uids if uid not in facts])
        return sum(self._keep(cursor, uid, facts[uid]) for uid in uids if uid in facts)

    def _mark(self, cursor: Cursor) -> None:
        """Flag or move what is kept and not marked yet, also what an earlier process left so."""
        while self._marks and (waiting := fetch.in_state(self._house, cursor, FetchState.KEPT)):
            uids = [each.place.uid for each in waiting]
            if self._account.after == "flag":
                self._server.flag(uids, self._account.flag)
            else:
                self._server.move(uids, self._account.after.removeprefix("move:"), self._at)
            self._at("marked")
            fetch.marked(self._house, self._lease, waiting)
            self._at("recorded")

    def _compare(self, most: int | None, selected: Selected) -> None:
        """Whether the newest known UIDs name the letters that they named; None compares all (threats P9, UID reuse)."""
        known = fetch.known(self._house, self.cursor)
        uids = sorted(known)[-most:] if most else sorted(known) if most is None else []
        for uid, facts in self._server.facts(uids).items():
            if facts.stamp == known[uid].stamp or not known[uid].digest:
                continue
            if self._is_same(known[uid], facts):
                fetch.restamp(self._house, self._lease, known[uid], facts.stamp)
                continue
            log.warning("account %s: UID %d names another letter than before", self._account.name, uid)
            self._begin(selected, anew=True)
            return

    def _is_same(self, known: Fetched, facts: Facts) -> bool:
        """The same bytes, of which the server only tells another size or date."""
        if known.became is FetchState.OVERSIZE or facts.size > self._limit:
            return known.became is FetchState.OVERSIZE and facts.size > self._limit
        raw = self._server.raw(known.place.uid)
        return raw is None or fetch.digest_of(raw) == known.digest

    def reconcile(self) -> str:
        """Compare the server's letters since the connection with the ledger, and fetch what is missing; a report."""
        self.open(compare_all=True)
        self.look()
        cursor = self._now()
        on_server = self._server.uids(cursor.looks_from)
        known = fetch.known(self._house, cursor)
        unknown = [uid for uid in on_server if uid not in known and uid < self._now().next_uid]
        facts = self._server.facts(unknown)
        missing = [uid for uid in unknown if uid in facts and not _older(cursor, uid, facts[uid])]
        fetched = self._fetch(cursor, missing)
        fetched += self._try_again(cursor, fetch.in_state(self._house, cursor, FetchState.FAILED))
        self._mark(cursor)
        failed = len(fetch.in_state(self._house, cursor, FetchState.FAILED))
        report = (
            f"{len(on_server) - len(unknown) + len(missing)} letters since the connection are on the server, "
            f"{len(missing)} of them were missing in the ledger, {fetched} are fetched now, {failed} cannot be fetched"
        )
        (log.warning if missing or failed else log.info)("account %s: %s", self._account.name, report)
        return report

    def _envelope(self) -> Envelope:
        rcpts = (self._account.address,) if self._account.address else ()
        tls = self._account.tls != "none"
        return Envelope(WayIn.IMAP, rcpts, self._house.clock.now(), tls=tls)


def _older(cursor: Cursor, uid: int, facts: Facts) -> bool:
    """Whether a letter lay there before the mailbox was connected, as far as that can be told."""
    return uid < cursor.certain_from and 0 < facts.internal < cursor.since - MARGIN_SECONDS


def _newest(before: Cursor, selected: Selected) -> int | None:
    """How many of the known letters to compare: none when nothing has changed, all when the server was put back."""
    if selected.modseq and selected.modseq == before.modseq:
        return 0
    return None if selected.modseq and selected.modseq < before.modseq else COMPARED


def _mib(octets: int) -> str:
    return f"{octets / 2**20:.1f} MiB"
