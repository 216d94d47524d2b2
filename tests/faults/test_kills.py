"""SIGKILL at any instant loses nothing that was answered 250, and doubles nothing (law 1, threats P1, P11, P12).

MAILGATE_KILLS says how often; the long form has 200 of them.
"""

import os
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mailgate.desk.ingest import ingest_file
from mailgate.desk.ports import Store
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

from .serving import RECIPIENT, SENDERS, Client, Serving, a_mail, serving

KILLS = int(os.environ.get("MAILGATE_KILLS", "20"))
CLIENTS = 4
NONCE = re.compile(r"nonce-\d+-\d+")


def drained(mailgate: Serving, seconds: float) -> None:
    """Wait until no letter and no letter out waits."""
    store = open_store(mailgate.database)
    until = time.monotonic() + seconds
    try:
        while True:
            with store.reading() as unit:
                if unit.letters.ledger().pending == 0 and unit.outbox.oldest_queued() is None:
                    return
            assert time.monotonic() < until, mailgate.log()
            time.sleep(0.2)
    finally:
        store.close()


def end_the_leases_of_letters_out(mailgate: Serving) -> None:
    """What a killed worker was just sending goes out again after its lease; nobody waits minutes for it here."""
    store = open_store(mailgate.database)
    with store.exclusive() as connection:
        connection.exec_driver_sql("UPDATE outbox SET lease_until = NULL")
    store.close()


def test_nothing_is_lost_and_nothing_is_doubled(tmp_path: Path, free_port: Callable[[], int]) -> None:
    chance = random.Random(20261102)
    mailgate = Serving(tmp_path, free_port())
    mailgate.start()
    clients = [Client(number, mailgate.port) for number in range(CLIENTS)]
    try:
        mailgate.listens()
        for client in clients:
            client.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(0.1, 1.0))
            mailgate.kill()
            mailgate.start()
            mailgate.listens()
        for client in clients:
            client.enough.set()
        for client in clients:
            client.join(20)
        mailgate.kill()
        end_the_leases_of_letters_out(mailgate)
        mailgate.start()
        drained(mailgate, 60 + 5 * KILLS)
    finally:
        mailgate.kill()
    accepted = {nonce: raw for client in clients for nonce, raw in client.accepted.items()}
    assert len(accepted) > KILLS * 3, "there was no load"
    store = open_store(mailgate.database)
    try:
        judge(store, accepted)
    finally:
        store.close()
    assert doubled(mailgate.folder / "sent") <= KILLS + 1, "more than one letter in flight was sent again by a kill"


def doubled(folder: Path) -> int:
    """How many letters out left more than once. Each copy has the same Message-ID, or it would not be found here."""
    ids = Counter(
        line
        for path in folder.glob("*.eml")
        for line in path.read_bytes().splitlines()
        if line.startswith(b"Message-ID:")
    )
    assert ids, "nothing left"
    return sum(times - 1 for times in ids.values())


def judge(store: Store, accepted: dict[str, bytes]) -> None:
    """Every promise that was made stands in the database, once."""
    with store.reading() as unit:
        ledger = unit.letters.ledger()
        letters = unit.letters.latest(None, 1_000_000)
        bodies = {letter.id: unit.letters.raw(letter.digest) for letter in letters}
        tickets = unit.tickets.find(None, 1_000_000)
        outgoing = [letter for ticket in tickets for letter in unit.outbox.of_ticket(ticket.id)]
    assert ledger.balanced
    assert ledger.pending == 0
    assert set(ledger.fates) == set(Fate)
    opened = Counter(found[0] for ticket in tickets for found in [NONCE.findall(ticket.subject)])
    assert [nonce for nonce in accepted if not opened[nonce]] == [], "lost"
    assert [nonce for nonce, times in opened.items() if times > 1] == [], "doubled"
    for letter in letters:
        nonce = NONCE.search(bodies[letter.id].decode())
        assert nonce is not None
        # Bytes of a letter that was cut off are never kept; of one that was kept but not answered they are whole.
        assert bodies[letter.id] == accepted.get(nonce[0], bodies[letter.id])
        assert letter.size == len(bodies[letter.id])
        assert letter.fate in (Fate.TICKET, Fate.DUPLICATE)
    slots = Counter((letter.ticket_id, letter.event_id, letter.effect, letter.to) for letter in outgoing)
    assert max(slots.values()) == 1
    assert {letter.effect for letter in outgoing} == {"received"}
    assert len(outgoing) == len(tickets), "each ticket has its acknowledgement, sent or suppressed"


@pytest.mark.parametrize("promised", [("nonce-0-0", "nonce-0-1"), ("nonce-0-0",)])
def test_a_loss_or_a_double_would_be_noticed(promised: tuple[str, ...]) -> None:
    house = seed(a_house())
    for size in (100, 200)[: 3 - len(promised)]:
        raw = a_mail("nonce-0-0", SENDERS[0], size)
        ingest_file(house, raw, mailbox=RECIPIENT, mail_from=SENDERS[0], rcpts=(RECIPIENT,))
    with pytest.raises(AssertionError, match="lost" if len(promised) == 2 else "doubled"):
        judge(house.store, dict.fromkeys(promised, b""))


def test_a_worker_that_is_killed_is_started_again_and_goes_on(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with serving(tmp_path, free_port()) as mailgate:
        first = until(mailgate.child, 10)
        client = Client(0, mailgate.port, most=5)
        client.run()
        os.kill(first, signal.SIGKILL)
        second = until(lambda: child if (child := mailgate.child()) != first else None, 10)
        assert second != first
        later = Client(1, mailgate.port, most=5)
        later.run()
        end_the_leases_of_letters_out(mailgate)
        drained(mailgate, 30)
        store = open_store(mailgate.database)
        with store.reading() as unit:
            assert unit.letters.ledger().fates[Fate.TICKET] == 10
        store.close()
        assert "the worker died; starting it again" in mailgate.log()


def until(found: Callable[[], int | None], seconds: float) -> int:
    """What is found, as soon as it is."""
    end = time.monotonic() + seconds
    while True:
        value = found()
        if value is not None:
            return value
        if time.monotonic() > end:
            pytest.fail("nothing was found in time")
        time.sleep(0.05)
