"""SIGKILL at any instant loses nothing that was promised, and doubles nothing (law 1, threats P1, P3, P11, P12).

MAILGATE_KILLS says how often; the long form has 200 of them.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mailgate.desk.ingest import ingest_file
from mailgate.desk.ports import Store
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed
from tests.dovecot import PASSWORD, USER, Dovecot

from .clients import FormClient, ImapSource, LmtpClient
from .judging import doubled, drained, end_the_leases_of_letters_out, judge, promises, until
from .serving import RECIPIENT, SENDERS, Client, Promise, Serving, a_mail, serving

KILLS = int(os.environ.get("MAILGATE_KILLS", "5"))
PER_KILL = 100 if KILLS >= 200 else 20  #: letters at least: 20 000 in the long form
DOORS = """\
[lmtp]
listen = "127.0.0.1:{lmtp}"
[[imap]]
name = "support"
host = "127.0.0.1"
port = {imap}
tls = "none"
user = "{user}"
password_file = "secret"
idle_seconds = 2
"""


class AllDoors:
    """Serving, with 32 clients at SMTP, and some at every other door."""

    def __init__(self, folder: Path, free_port: Callable[[], int], dovecot: Dovecot) -> None:
        smtp, lmtp, web = free_port(), free_port(), free_port()
        (folder / "secret").write_text(PASSWORD + "\n", encoding="utf-8")
        self.mailgate = Serving(folder, smtp, web, DOORS.format(lmtp=lmtp, imap=dovecot.plain, user=USER))
        self.imap = ImapSource(900, dovecot, pause=0.05)
        self.others = [LmtpClient(800, lmtp), LmtpClient(801, lmtp), FormClient(700, web), FormClient(701, web)]
        self.clients = [*(Client(number, smtp) for number in range(32)), *self.others, self.imap]
        self._dovecot = dovecot

    def start(self) -> None:
        self.mailgate.start()
        self.mailgate.listens()
        until(lambda: 1 if "is connected from UID" in self.mailgate.log() else None, 20)
        for client in self.clients:
            client.start()

    def kill_at_random(self, chance: random.Random, times: int) -> None:
        """Mostly under load, and one time in five while it is still starting."""
        for _ in range(times):
            time.sleep(chance.uniform(0.1, 1.5))
            self.mailgate.kill()
            self.mailgate.start()
            if chance.random() < 0.8:
                self.mailgate.listens()

    def finish(self, seconds: float) -> None:
        """Nothing more is sent; wait until all is done."""
        for client in self.clients:
            client.enough.set()
        for client in self.clients:
            client.join(20)
            assert not client.is_alive()
        self.mailgate.kill()
        end_the_leases_of_letters_out(self.mailgate)
        self.mailgate.start()
        drained(self.mailgate, seconds, self._all_fetched)

    def _all_fetched(self) -> bool:
        return all(b"\\Seen" in flags for flags in self._dovecot.flags().values())


def test_nothing_is_lost_and_nothing_is_doubled(tmp_path: Path, free_port: Callable[[], int], dovecot: Dovecot) -> None:
    doors = AllDoors(tmp_path, free_port, dovecot)
    try:
        doors.start()
        doors.kill_at_random(random.Random(20261102), KILLS)
        doors.finish(60 + 5 * KILLS)
    finally:
        doors.mailgate.kill()
    promised = promises(*doors.clients)
    assert len(promised) > KILLS * PER_KILL, "there was no load"
    assert all(client.promised for client in (*doors.others, doors.imap)), "a door was never open"
    assert [refusal for client in doors.clients for refusal in client.refused] == []
    store = open_store(doors.mailgate.database)
    try:
        judge(store, promised, {nonce: sent for each in doors.clients for nonce, sent in each.unanswered.items()})
    finally:
        store.close()
    assert doubled(tmp_path / "sent") <= KILLS + 1, "more than one letter in flight was sent again by a kill"


def judged(sizes: tuple[int, ...], promised: dict[str, Promise]) -> None:
    """Judge a house that has got letters of these sizes, all with the same nonce."""
    house = seed(a_house())
    for size in sizes:
        raw = a_mail("nonce-0-0", SENDERS[0], size)
        ingest_file(house, raw, mailbox=RECIPIENT, mail_from=SENDERS[0], rcpts=(RECIPIENT,))
    store: Store = house.store
    judge(store, promised)


WHOLE = a_mail("nonce-0-0", SENDERS[0], 100)


@pytest.mark.parametrize(
    ("sizes", "promised", "said"),
    [
        ((100,), {"nonce-0-0": Promise(WHOLE, 1), "nonce-0-1": Promise(b"", 1)}, "lost"),
        ((100, 200), {"nonce-0-0": Promise(WHOLE, 2)}, "doubled"),
        ((20,), {"nonce-0-0": Promise(WHOLE, 1)}, "torn"),
        ((100, 100), {"nonce-0-0": Promise(WHOLE, 1)}, "more than was sent"),
        ((100,), {"nonce-0-0": Promise(WHOLE, 1, kept_as=2)}, "named another"),
    ],
    ids=["lost", "doubled", "torn", "kept twice", "another's number"],
)
def test_a_broken_promise_would_be_noticed(sizes: tuple[int, ...], promised: dict[str, Promise], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        judged(sizes, promised)


def test_a_letter_that_came_twice_is_no_broken_promise() -> None:
    judged((100, 100), {"nonce-0-0": Promise(WHOLE, 2, kept_as=2)})


def test_a_worker_that_is_killed_is_started_again_and_goes_on(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with serving(tmp_path, free_port()) as mailgate:
        first = until(mailgate.child, 10)
        Client(0, mailgate.port, most=5).run()
        os.kill(first, signal.SIGKILL)
        second = until(lambda: child if (child := mailgate.child()) != first else None, 10)
        assert second != first
        Client(1, mailgate.port, most=5).run()
        end_the_leases_of_letters_out(mailgate)
        drained(mailgate, 30)
        store = open_store(mailgate.database)
        with store.reading() as unit:
            assert unit.letters.ledger().fates[Fate.TICKET] == 10
        store.close()
        assert "the worker died; starting it again" in mailgate.log()
