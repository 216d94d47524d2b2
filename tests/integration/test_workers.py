"""The number of workers does not change the result: letters that belong together are decided one after the other."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.health import status
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.desk.tick import ring_all
from mailgate.model.letter import Fate
from mailgate.store.open import open_store
from mailgate.testing import MORNING, a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

ANN, EVA, JUNE = "ann@customer.example", "eva@customer.example", "june@kestrel.example"
THREADS = 20

Outcome = list[tuple[str, str, list[tuple[str, str]], list[str], list[str]]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def a_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], House]]:
    """`a_desk()` opens a house over the one database of this test: each worker has its own, as each process does."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'mailgate.db'}"
    else:
        url = request.getfixturevalue("migrated_postgres_url")
    opened: list[House] = []

    def a_desk() -> House:
        opened.append(a_house(open_store(url), nonce=_nonce))
        return opened[-1]

    seed(a_desk())
    yield a_desk
    for house in opened:
        house.store.close()


_numbers = iter(range(10**9))


def _nonce() -> str:
    return f"nonce{next(_numbers):011d}"


def keep(house: House, raws: list[bytes]) -> None:
    for raw in raws:
        receive(house, an_envelope(received_at=MORNING, peer="127.0.0.1"), raw)


def decide_all(a_desk: Callable[[], House], workers: int) -> None:
    """So many workers at once, until nothing is pending."""
    start = threading.Barrier(workers, timeout=30)
    houses = [a_desk() for _ in range(workers)]

    def work(house: House) -> None:
        start.wait()
        while status(house)["pending"]:
            drain(house, 3)

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(work, house) for house in houses]:
            done.result(timeout=120)


def conversations() -> list[bytes]:
    """Mails and their replies, by the same person, a colleague, and an outsider; then a bigger one between many."""
    raws = []
    for number in range(THREADS):
        first, second = f"{number}.first@customer.example", f"{number}.second@customer.example"
        subject = f"printer {number}"
        raws += [
            a_letter(sender=ANN, subject=subject, message_id=first, text=f"{number}: it is dead."),
            a_letter(sender=EVA, subject=f"Re: {subject}", message_id=second, in_reply_to=first, text=f"{number}: so?"),
            a_letter(sender=JUNE, subject=f"Re: {subject}", references=[first, second], text=f"{number}: here too."),
            a_letter(sender=ANN, subject=f"Re: {subject}", in_reply_to=second, text=f"{number}: and it smells."),
        ]
    return raws


def outcome(house: House) -> Outcome:
    """All tickets without the numbers, which depend on who was first."""
    with house.view() as work:
        tickets = sorted(work.unit.tickets.find(None, 10_000), key=lambda ticket: (ticket.subject, ticket.requester))
        return [
            (
                ticket.subject,
                ticket.requester,
                [(said.author, said.text) for said in work.unit.tickets.messages(ticket.id)],
                [entry.event for entry in work.unit.tickets.history(ticket.id)],
                [out.effect for out in work.unit.outbox.of_ticket(ticket.id)],
            )
            for ticket in tickets
        ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_mail_and_its_replies_that_are_decided_side_by_side_are_one_ticket(
    a_desk: Callable[[], House], workers: int
) -> None:
    house = a_desk()
    keep(house, conversations())
    decide_all(a_desk, workers)
    found = [(subject, requester, len(said)) for subject, requester, said, _, _ in outcome(house)]
    of_customer = [(f"printer {number}", ANN, 3) for number in range(THREADS)]
    of_another = [(f"Re: printer {number}", JUNE, 1) for number in range(THREADS)]
    assert sorted(found) == sorted([*of_customer, *of_another])
    assert status(house)["balanced"]


def test_one_two_and_three_workers_come_to_the_same_result(tmp_path: Path) -> None:
    found = []
    for workers in (1, 2, 3):
        url = f"sqlite:///{tmp_path / str(workers) / 'mailgate.db'}"
        opened: list[House] = []

        def a_desk(url: str = url, opened: list[House] = opened) -> House:
            opened.append(a_house(open_store(url), nonce=_nonce))
            return opened[-1]

        house = seed(a_desk())
        keep(house, conversations())
        decide_all(a_desk, workers)
        found.append(outcome(house))
        for each in opened:
            each.store.close()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 2 * THREADS


@pytest.mark.parametrize("limit", [1, 3])
def test_a_reply_that_came_before_its_mail_joins_it(a_desk: Callable[[], House], limit: int) -> None:
    house = a_desk()
    mail = a_letter(sender=ANN, subject="printer", message_id="late@customer.example", text="It is dead.")
    reply = a_letter(sender=EVA, subject="Re: printer", in_reply_to="late@customer.example", text="So?")
    keep(house, [reply, mail])
    while drain(house, limit):
        pass
    assert [(requester, len(said)) for _, requester, said, _, _ in outcome(house)] == [(ANN, 2)]
    with house.view() as work:
        assert [letter.fate for letter in work.unit.letters.latest(None, 2)] == [Fate.TICKET, Fate.REPLY]


def test_a_rung_of_the_ladder_comes_once_however_many_workers_ring(a_desk: Callable[[], House]) -> None:
    house = a_desk()
    keep(house, [a_letter(sender=ANN, subject=f"outage {number}", text="It is down.") for number in range(5)])
    drain(house)
    start = threading.Barrier(3, timeout=30)

    def work(one: House) -> None:
        start.wait()
        ring_all(one)

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work, a_desk()) for _ in range(3)]:
            done.result(timeout=120)
    with house.view() as work_:
        for ticket in work_.unit.tickets.find(None, 100):
            rung = [entry.data["rungs"] for entry in work_.unit.tickets.history(ticket.id) if "run" in entry.data]
            called = [letter.to for letter in work_.unit.outbox.of_ticket(ticket.id) if letter.effect == "page"]
            assert rung == [["at once"]]
            assert sorted(called) == ["ada@desk.example", "bob@desk.example", "lea@desk.example"]
