"""Whether every promise was kept: nothing lost, doubled or torn, and the ledger balances (laws 1, 2; threats P1, P3).

drained(mailgate, 60)
judge(store, promised)
"""

import hashlib
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mailgate.desk.ports import Store
from mailgate.model.letter import Fate, KeptLetter, WayIn
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import Ticket
from mailgate.store.open import open_store

from .serving import Client, Promise, Serving

NONCE = re.compile(r"nonce-\d+-\d+")
MANY = 1_000_000
ACKNOWLEDGEMENTS = {"received", "received_neutral", "form_received"}


def promises(*clients: Client) -> dict[str, Promise]:
    """What was promised to all of these together."""
    return {nonce: promise for client in clients for nonce, promise in client.promised.items()}


def drained(mailgate: Serving, seconds: float, also: Callable[[], bool] = lambda: True) -> None:
    """Wait until no letter and no letter out waits."""
    store = open_store(mailgate.database)
    try:
        all_done(store, seconds, mailgate.log, also)
    finally:
        store.close()


def all_done(store: Store, seconds: float, log: Callable[[], str], also: Callable[[], bool] = lambda: True) -> None:
    """The same over a store."""
    until = time.monotonic() + seconds
    while True:
        done = also()  # first: what it waits for makes work for the others
        with store.reading() as unit:
            if done and unit.letters.ledger().pending == 0 and unit.outbox.oldest_queued() is None:
                return
        assert time.monotonic() < until, log()
        time.sleep(0.2)


def end_the_leases_of_letters_out(mailgate: Serving) -> None:
    """What a killed worker was just sending goes out again after its lease; nobody waits minutes for it here."""
    store = open_store(mailgate.database)
    with store.exclusive() as connection:
        connection.exec_driver_sql("UPDATE outbox SET lease_until = NULL")
    store.close()


def judge(store: Store, promised: Mapping[str, Promise], sent: Mapping[str, Promise] | None = None) -> None:
    """Every promise stands in the database, once. `sent`: what was never answered, and may be there or not."""
    tickets = judge_kept(store, promised, sent)
    with store.reading() as unit:
        outgoing = [letter for ticket in tickets for letter in unit.outbox.of_ticket(ticket.id)]
    judge_letters_out(outgoing, tickets)


def judge_kept(
    store: Store, promised: Mapping[str, Promise], sent: Mapping[str, Promise] | None = None
) -> list[Ticket]:
    """The same without the letters out, when more than acknowledgements have left. All tickets."""
    with store.reading() as unit:
        ledger = unit.letters.ledger()
        letters = unit.letters.latest(None, MANY)
        bodies = {letter.digest: unit.letters.raw(letter.digest) for letter in letters}
        tickets = unit.tickets.find(None, MANY)
    assert (ledger.balanced, ledger.pending, ledger.kept) == (True, 0, len(letters)), ledger
    assert set(ledger.fates) == set(Fate)
    judge_tickets(tickets, promised)
    judge_letters(letters, bodies, {**promised, **(sent or {})})
    return tickets


def judge_tickets(tickets: list[Ticket], promised: Mapping[str, Promise]) -> None:
    """One for each promise, none twice."""
    opened = Counter(found[0] for ticket in tickets for found in [NONCE.findall(ticket.subject)])
    assert [nonce for nonce in promised if not opened[nonce]] == [], "lost"
    assert [nonce for nonce, times in opened.items() if times > 1] == [], "doubled"


def judge_letters(letters: list[KeptLetter], bodies: Mapping[str, bytes], sent: Mapping[str, Promise]) -> None:
    """Bytes are whole, what was sent again is known as that, and each answer named the letter that it was about."""
    by_nonce: dict[str, list[KeptLetter]] = defaultdict(list)
    for letter in letters:
        raw = bodies[letter.digest]
        assert (hashlib.sha256(raw).hexdigest(), len(raw)) == (letter.digest, letter.size), "torn"
        nonce = NONCE.search(raw.decode())
        assert nonce is not None
        by_nonce[nonce[0]].append(letter)
        if letter.envelope.way_in is not WayIn.FORM:
            assert raw == sent[nonce[0]].raw, "torn"
    for nonce, same in by_nonce.items():
        judge_the_same(same, sent[nonce])


def judge_the_same(same: list[KeptLetter], promise: Promise) -> None:
    """Of the copies of a letter one opened the ticket, and the others lead to it (threats P3)."""
    assert len(same) <= promise.tries, "more than was sent"
    assert len({letter.digest for letter in same}) == 1, "torn"
    assert Counter(letter.fate for letter in same) == Counter([Fate.TICKET, *[Fate.DUPLICATE] * (len(same) - 1)])
    assert len({letter.ticket_id for letter in same}) == 1, "what was sent again leads elsewhere"
    assert not promise.kept_as or promise.kept_as in {letter.id for letter in same}, "the answer named another letter"


def judge_letters_out(outgoing: list[OutLetter], tickets: list[Ticket]) -> None:
    """Each ticket has its acknowledgement, sent or suppressed, and nothing else."""
    slots = Counter((letter.ticket_id, letter.event_id, letter.effect, letter.to) for letter in outgoing)
    assert [slot for slot, times in slots.items() if times > 1] == [], "an acknowledgement is there twice"
    assert {letter.effect for letter in outgoing} <= ACKNOWLEDGEMENTS, Counter(letter.effect for letter in outgoing)
    written_to = Counter(letter.ticket_id for letter in outgoing)
    strange = {ticket.source: ticket.flags for ticket in tickets if written_to[ticket.id] != 1}
    assert strange == {}, "a ticket has no acknowledgement, or two"


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
