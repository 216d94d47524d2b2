"""Several processes, two of everything, and a broker that dies: nothing depends on it (law 13, threats P7, P13, P15).

MAILGATE_MINUTES_OF_TWO says how long two of everything run side by side; the long form takes ten minutes.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailgate.desk.health import status
from mailgate.model.ticket import State
from tests.dovecot import PASSWORD, USER, Dovecot

from .brokers import Broker, Redis, own_broker
from .clients import FormClient, ImapSource, LmtpClient
from .judging import all_done, judge_kept, promises
from .roles import Roles
from .serving import Client
from .story import People, answer_yes, eventually, judge_the_ends, solve

SECONDS = 60 * float(os.environ.get("MAILGATE_MINUTES_OF_TWO", "0.33"))
CATCHES_UP = 60.0
IMAP = """\
[[imap]]
name = "support"
host = "127.0.0.1"
port = {port}
tls = "none"
user = "{user}"
password_file = "secret"
idle_seconds = 2
"""
ONE_OF_EACH = ("smtp", "lmtp", "web", "worker 1", "beat 1", "imap 1")
MORE = ("worker 2", "worker 3", "beat 2", "imap 2")

pytestmark = pytest.mark.postgres


@pytest.fixture(params=["redis", pytest.param("rabbitmq", marks=pytest.mark.rabbitmq)])
def broker(request: pytest.FixtureRequest) -> Iterator[Broker]:
    with own_broker(request.param) as broker:
        yield broker


@pytest.fixture
def roles(
    tmp_path: Path, free_port: Callable[[], int], migrated_postgres_url: str, broker: Broker, dovecot: Dovecot
) -> Iterator[Roles]:
    (tmp_path / "secret").write_text(PASSWORD + "\n", encoding="utf-8")
    imap = IMAP.format(port=dovecot.plain, user=USER)
    with Roles(tmp_path, migrated_postgres_url, broker.url, free_port, imap) as roles:
        yield roles


def test_two_of_everything_and_a_broker_that_dies(roles: Roles, broker: Broker, dovecot: Dovecot) -> None:
    roles.start(*ONE_OF_EACH, *MORE)
    first = the_story_of_a_letter(roles)
    clients = load(roles, dovecot)
    people = People(roles.house, most=20 + int(SECONDS))
    for thread in (*clients, people):
        thread.start()
    flush_again_and_again(broker, SECONDS if isinstance(broker, Redis) else SECONDS / 4)
    broker.kill()
    before = status(roles.house)["kept"]
    time.sleep(3)
    assert status(roles.house)["kept"] > before, f"nothing was taken without the broker\n{roles.log()}"
    broker.start()
    for client in clients:
        client.enough.set()
    for client in clients:
        client.join(30)
    catches_up(roles, dovecot)
    people.finish(roles.log)
    catches_up(roles, dovecot)

    assert [refusal for client in clients for refusal in client.refused] == []
    assert all(client.promised for client in clients), "a door was never open"
    unanswered = {nonce: sent for each in clients for nonce, sent in each.unanswered.items()}
    judge_kept(roles.house.store, promises(first, *clients), unanswered)
    assert people.trouble == []
    assert len(people.solved) > 5
    judge_the_ends(roles.house, people.solved, roles.folder / "sent")
    assert roles.ended() == []
    assert set(roles.stop().values()) == {0}, roles.log()


def the_story_of_a_letter(roles: Roles) -> Client:
    """In by SMTP, acknowledged, solved, verified by the customer on the page, closed."""
    client = Client(0, roles.smtp, most=1)
    client.run()
    sent = roles.folder / "sent"
    eventually(lambda: len(list(sent.glob("*.eml"))) == 1, CATCHES_UP, "the acknowledgement", roles.log)
    solve(roles.house, "MG-1")
    eventually(lambda: state_of(roles, 1) is State.VERIFYING, CATCHES_UP, "the question has left", roles.log)
    eventually(lambda: answer_yes(sent), CATCHES_UP, "the customer's yes", roles.log)
    assert state_of(roles, 1) is State.CLOSED
    eventually(lambda: len(list(sent.glob("*.eml"))) == 3, CATCHES_UP, "the last word", roles.log)
    return client


def state_of(roles: Roles, number: int) -> State | None:
    with roles.house.view() as work:
        ticket = work.unit.tickets.get(number)
    return ticket.state if ticket else None


def load(roles: Roles, dovecot: Dovecot) -> list[Client]:
    """Clients at every door, each letter by somebody else."""
    eventually(lambda: "is connected from UID" in roles.log(), CATCHES_UP, "a poller", roles.log)
    clients = [
        *(Client(number, roles.smtp, pause=0.1) for number in range(1, 5)),
        LmtpClient(800, roles.lmtp, pause=0.2),
        FormClient(700, roles.web, pause=0.2),
        ImapSource(900, dovecot, pause=0.3),
    ]
    for number, client in enumerate(clients):
        client.senders = roles.customers[number :: len(clients)]
    return clients


def flush_again_and_again(broker: Broker, seconds: float) -> None:
    """The broker forgets everything five times."""
    for _ in range(5):
        time.sleep(seconds / 5)
        broker.flush()


def catches_up(roles: Roles, dovecot: Dovecot) -> None:
    """In a minute nothing waits any more."""
    all_done(
        roles.house.store,
        CATCHES_UP,
        roles.stuck,
        also=lambda: all(b"\\Seen" in flags for flags in dovecot.flags().values()),
    )
