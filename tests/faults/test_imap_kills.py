"""A kill at any step of fetching loses nothing and doubles nothing, whatever the server does meanwhile (threats P9).

MAILGATE_KILLS says how often; the long form has 200 of them and walks the whole matrix.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mailgate.config import Imap
from mailgate.desk import fetch
from mailgate.desk.house import House
from mailgate.ingest.imap.server import Server, connect
from mailgate.ingest.imap.watch import Watch
from mailgate.model.fetching import FetchState
from mailgate.store.open import open_store
from mailgate.testing.house import a_house
from tests.dovecot import PASSWORD, USER, Dovecot, a_mail

from .serving import Serving, environment

KILLS = int(os.environ.get("MAILGATE_KILLS", "5"))
LIMIT = 100_000
LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
AFTER = ("flag", "leave", "move:Done")
WITHOUT = ((), ("MOVE",), ("MOVE", "UIDPLUS"))
#: What happens to the mailbox between the kill and the next start.
MEANWHILE = ("nothing", "more letters", "another UIDVALIDITY", "put back from a backup")


class Killed(BaseException):
    """The process is no more."""


class Killer:
    """Ends the process at its n-th step: the line is dead without a goodbye, and the lease is not given back."""

    def __init__(self, step: int, without: tuple[str, ...]) -> None:
        self.left = step
        self._without = without
        self._server: Server | None = None

    def connect(self, account: Imap) -> Server:
        self._server = connect(account, without=self._without)
        return self._server

    def __call__(self, step: str) -> None:
        self.left -= 1
        if self.left == 0:
            assert self._server is not None
            self._server.cut()
            raise Killed(step)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(f"sqlite:///{tmp_path / 'mailgate.db'}")
    yield a_house(store)
    store.close()


def kept(house: House) -> Counter[bytes]:
    """How often each letter stands in the ledger, by its bytes."""
    with house.store.reading() as unit:
        return Counter(unit.letters.raw(letter.digest) for letter in unit.letters.latest(None, 1_000_000))


def play(
    house: House,
    dovecot: Dovecot,
    name: str,
    letters: int,
    kill_at: int,
    after: str,
    without: tuple[str, ...],
    then: str,
) -> bool:
    """Letters wait, we are killed at a step, something happens, we are started again. Whether the kill took place."""
    dovecot.empty()
    account = dovecot.account(name=name, after=after)
    use = partial(connect, without=without)
    start = partial(Watch, house, account, limit=LIMIT)
    dovecot.deliver(a_mail(f"{name} old"), at=LONG_AGO)
    start(connect=use).once()
    wanted = [a_mail(f"{name} {number}") for number in range(letters)]
    dovecot.deliver(*wanted)
    killer = Killer(kill_at, without)
    with contextlib.suppress(Killed):
        start(connect=killer.connect, at=killer, holder=f"killed:{kill_at}:x").once()
    wanted += change(dovecot, name, then)
    start(connect=use).once()
    start(connect=use).once()
    judge(house, dovecot, account, wanted, exact=then in MEANWHILE[:2])
    return killer.left <= 0


def change(dovecot: Dovecot, name: str, then: str) -> list[bytes]:
    """What happens meanwhile, and the letters that come with it."""
    more = [a_mail(f"{name} later {number}") for number in range(3)]
    match then:
        case "nothing":
            return []
        case "more letters":
            dovecot.deliver(*more)
        case "another UIDVALIDITY":
            dovecot.deliver(*more[:1])
            dovecot.renumber(validity=random.Random(name).randrange(1000, 2**31), first=1)
            dovecot.deliver(*more[1:])
        case _:  # the last letter is lost by the backup, and its UID goes to the next one
            uids = list(dovecot.flags())
            if not uids:
                return []
            dovecot.expunge(uids[-1])
            dovecot.renumber(next_uid=uids[-1])
            dovecot.deliver(*more)
    return more


def judge(house: House, dovecot: Dovecot, account: Imap, wanted: list[bytes], *, exact: bool) -> None:
    """Each letter once; the old one never; each that is kept is marked as the settings want it."""
    found = kept(house)
    old = a_mail(f"{account.name} old")
    mine = {raw: times for raw, times in found.items() if f"printer {account.name} ".encode() in raw}
    assert old not in mine
    assert [raw for raw, times in mine.items() if times > 1] == [], "doubled"
    lost = [raw for raw in wanted if raw not in mine]
    # What a backup takes away before we have seen it was never ours to keep.
    assert lost == [] or (not exact and len(lost) == 1), "lost"
    cursor = fetch.where(house, account.name, account.mailbox)
    assert cursor is not None
    waiting = fetch.in_state(house, cursor, FetchState.KEPT)
    assert waiting == []
    with dovecot.client() as client:
        client.select_folder("INBOX", readonly=True)
        there = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
    flags = {row[b"BODY[]"]: set(row[b"FLAGS"]) - {b"\\Recent"} for row in there.values()}
    assert flags.pop(old) == set()
    if account.after == "flag":
        assert all(each == {b"\\Seen"} for each in flags.values())
    elif account.after == "leave":
        assert all(each == set() for each in flags.values())
    else:
        assert all(each == {b"\\Deleted"} for each in flags.values())
        assert set(mine) <= set(dovecot.letters("Done")) | set(flags)


@pytest.mark.parametrize("then", MEANWHILE)
def test_a_kill_at_any_step_loses_nothing_and_doubles_nothing(house: House, dovecot: Dovecot, then: str) -> None:
    chance = random.Random(20261102)
    hit = 0
    for number in range(max(3, KILLS // 3 if then in MEANWHILE[:2] else KILLS // 7)):
        letters = chance.randint(1, 20)
        kill_at = chance.randint(1, 2 * letters + 9)
        after, without = chance.choice(AFTER), chance.choice(WITHOUT)
        hit += play(house, dovecot, f"{number}", letters, kill_at, after, without, then)
    assert hit, "nobody was killed"


@pytest.mark.parametrize(("after", "without"), [("flag", ()), ("move:Done", ()), ("move:Done", ("MOVE",))])
def test_each_single_step_may_be_the_last(house: House, dovecot: Dovecot, after: str, without: tuple[str, ...]) -> None:
    step = 1
    while play(house, dovecot, f"step{step}", 1, step, after, without, "nothing"):
        step += 1
    assert step >= 9, "there are more steps than that"


def test_a_loss_or_a_double_would_be_noticed(house: House, dovecot: Dovecot) -> None:
    account = dovecot.account()
    dovecot.deliver(a_mail("support old"), at=LONG_AGO)
    Watch(house, account, limit=LIMIT).once()
    dovecot.deliver(a_mail("support 1"))
    with pytest.raises(AssertionError, match="lost"):
        judge(house, dovecot, account, [a_mail("support 1")], exact=True)
    Watch(house, account, limit=LIMIT).once()
    judge(house, dovecot, account, [a_mail("support 1")], exact=True)
    with house.store.writing() as unit:
        unit.letters.keep(unit.letters.latest(None, 1)[0].envelope, a_mail("support 1"))
    with pytest.raises(AssertionError, match="doubled"):
        judge(house, dovecot, account, [a_mail("support 1")], exact=True)


SETTINGS = """\
data_dir = "data"
[[imap]]
name = "support"
host = "127.0.0.1"
port = {port}
tls = "none"
user = "{user}"
password_file = "secret"
idle_seconds = 2
"""


class Process:
    """`mailgate imap` over one folder; it can be killed and started again."""

    def __init__(self, folder: Path, dovecot: Dovecot) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "mailgate.toml").write_text(SETTINGS.format(port=dovecot.plain, user=USER), encoding="utf-8")
        (folder / "secret").write_text(PASSWORD + "\n", encoding="utf-8")

    def start(self) -> None:
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", "imap"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, env=environment(), stdout=log, stderr=log)

    def end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(30)

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


def wait(condition: Callable[[], object], process: Process | Serving, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, process.log()[-3000:]
        time.sleep(0.05)


def test_a_real_kill_of_the_process_loses_nothing_and_doubles_nothing(tmp_path: Path, dovecot: Dovecot) -> None:
    chance = random.Random(20261102)
    process = Process(tmp_path, dovecot)
    process.start()
    wait(lambda: "is connected from UID" in process.log(), process)
    store = open_store(f"sqlite:///{tmp_path / 'data' / 'mailgate.db'}")
    house = a_house(store)
    sent = 0
    try:
        for _ in range(max(3, KILLS // 5)):
            for _ in range(chance.randint(5, 20)):
                dovecot.deliver(a_mail(f"process {sent}"))
                sent += 1
            time.sleep(chance.uniform(0.0, 0.3))
            process.end(signal.SIGKILL)
            dovecot.deliver(a_mail(f"process {sent}"))
            sent += 1
            process.start()
            time.sleep(chance.uniform(0.3, 1.5))
        wait(lambda: sum(kept(house).values()) >= sent, process)
        wait(lambda: all(flags == {b"\\Seen"} for flags in dovecot.flags().values()), process)
        assert kept(house) == Counter(a_mail(f"process {number}") for number in range(sent))
        assert process.end(signal.SIGTERM) == 0
        assert PASSWORD not in process.log()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.end(signal.SIGKILL)
        store.close()


def test_serve_fetches_decides_and_ends_in_time(tmp_path: Path, dovecot: Dovecot, free_port: Callable[[], int]) -> None:
    mailgate = Serving(tmp_path, free_port())
    with (tmp_path / "mailgate.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(port=dovecot.plain, user=USER).partition("\n")[2])
    (tmp_path / "secret").write_text(PASSWORD + "\n", encoding="utf-8")

    def the_account() -> dict[str, Any]:
        (row,) = json.loads(mailgate.run("status", "--json"))["imap"]
        return dict(row)

    mailgate.start()
    try:
        mailgate.listens()
        wait(lambda: the_account()["last_fetch"], mailgate)
        dovecot.deliver(a_mail("serve"))
        wait(lambda: "printer serve" in mailgate.run("ticket", "list") + mailgate.run("letter", "list"), mailgate)
        (letter,) = [json.loads(line) for line in mailgate.run("letter", "list", "--json").splitlines()]
        assert letter["fate"] in ("ticket", "held")
        code, seconds = mailgate.stop()
        assert code == 0
        assert seconds < 10
        assert the_account()["held_by"] is None
        assert PASSWORD not in mailgate.log() + mailgate.run("config", "show")
    finally:
        mailgate.kill()
