"""The real SMTP door, spoken to over a socket. The conversations stand in tests/dialogues, one oddity each.

In a dialogue the client says the lines `C:`, writes the bytes `W:` (with escapes, without a line end), and the last
line of the reply fits the expression `S:`. `{1000*40 \\r\\n}` is 1000 letters x and a line end, forty times.
`# keeps N` says how many letters are left at the end.
"""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from mailgate.config import Settings, Smtp
from mailgate.desk.house import House
from mailgate.ingest.smtp import Listener
from mailgate.model.errors import Trouble
from mailgate.model.letter import KeptLetter
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.testing.memory.store import MemoryUnit
from mailgate.testing.seed import seed

DIALOGUES = sorted((Path(__file__).parents[1] / "dialogues").glob("*.smtp"))
LIMITS = Smtp(
    listen="127.0.0.1:0", hostname="mx.desk.example", max_message_size_mb=1, max_recipients=3, max_line_bytes=2000
)


class Door:
    """A listener in a thread with an event loop of its own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.listener = Listener(house, Settings(smtp=LIMITS))
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> "Door":
        self._thread.start()
        self.run(self.listener.start())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self.listener.stop())
        self.run(self._settle())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    async def _settle(self) -> None:
        """Sessions that are still open end with the loop."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def run(self, coroutine) -> None:  # type: ignore[no-untyped-def]
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    def kept(self) -> list[KeptLetter]:
        with self.house.view() as work:
            return work.unit.letters.latest(None, 100)[::-1]

    def raw(self, number: int = 1) -> bytes:
        with self.house.view() as work:
            return work.unit.letters.raw(self.kept()[number - 1].digest)

    @contextmanager
    def dial(self) -> "Iterator[Client]":
        """A connection, before anything is read."""
        with (
            socket.create_connection(("127.0.0.1", self.listener.port), 10) as connection,
            connection.makefile("rb") as replies,
        ):
            yield Client(connection, replies)

    @contextmanager
    def talk(self) -> "Iterator[Client]":
        """A connection, greeted."""
        with self.dial() as client:
            assert client.reply().startswith("220")
            yield client


class Client:
    """Says lines and reads replies."""

    def __init__(self, connection: socket.socket, replies: BinaryIO) -> None:
        self._connection = connection
        self._replies = replies

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)

    def reply(self) -> str:
        """The last line of a reply (RFC 5321 §4.2.1); "" when the connection ended."""
        while (line := self._replies.readline()) and line[3:4] == b"-":
            pass
        return line.decode().rstrip("\r\n")

    def say(self, *lines: str) -> str:
        for line in lines:
            self.write(line.encode() + b"\r\n")
        return self.reply()

    def submit(self, *lines: str) -> str:
        """A whole letter; the reply to its end."""
        assert self.say("EHLO client.example").startswith("250")
        assert self.say("MAIL FROM:<ann@customer.example>").startswith("250")
        assert self.say("RCPT TO:<support@desk.example>").startswith("250")
        assert self.say("DATA").startswith("354")
        return self.say(*lines, ".")


@pytest.fixture
def door() -> Iterator[Door]:
    with Door(seed(a_house())) as opened:
        yield opened


def unfolded(text: str) -> bytes:
    """`{1000*40 \\r\\n}` and backslash escapes as bytes."""
    raw = text.encode().decode("unicode_escape")
    return re.sub(r"\{(\d+)\*(\d+) (.*?)\}", lambda m: ("x" * int(m[1]) + m[3]) * int(m[2]), raw, flags=re.S).encode()


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_is_written(door: Door, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^# keeps (\d+)$", text, re.MULTILINE)
    assert expected, "a dialogue says how many letters it leaves"
    with door.dial() as client:
        for number, line in enumerate(text.splitlines(), 1):
            who, _, words = line.partition(":")
            words = words.removeprefix(" ")
            if who == "S":
                reply = client.reply()
                assert re.fullmatch(words, reply), f"{path.name}:{number}: {reply!r}"
            elif who == "C":
                client.write(unfolded(words) + b"\r\n")
            elif who == "W":
                client.write(unfolded(words))
            else:
                assert not line or line.startswith("#"), f"{path.name}:{number}"
    assert len(door.kept()) == int(expected[1])


def test_what_is_kept_is_what_was_sent(door: Door) -> None:
    with door.talk() as client:
        client.submit("From: <ann@customer.example>", "Subject: printer", "", "..dots", "příliš žluťoučký")
    (letter,) = door.kept()
    assert (
        door.raw() == "From: <ann@customer.example>\r\nSubject: printer\r\n\r\n.dots\r\npříliš žluťoučký\r\n".encode()
    )
    envelope = letter.envelope
    assert (envelope.mail_from, envelope.rcpts) == ("ann@customer.example", ("support@desk.example",))
    assert (envelope.peer, envelope.helo, envelope.tls) == ("127.0.0.1", "client.example", False)


class BrokenStore(MemoryStore):
    """A store that fails as long as `cause` is set."""

    cause: Exception | None = None

    @contextmanager
    def writing(self) -> Iterator[MemoryUnit]:
        if self.cause is not None:
            raise self.cause
        with super().writing() as unit:
            yield unit


TROUBLES = [
    Trouble("postgresql://user:secret@db/mailgate is down"),
    OSError(28, "No space left on device", "/var/lib/mailgate"),
    ValueError("a secret word"),
    KeyError("secret"),
    MemoryError("secret"),
    UnicodeDecodeError("utf-8", b"secret", 0, 1, "secret"),
]


@pytest.mark.parametrize("cause", TROUBLES, ids=lambda cause: type(cause).__name__)
def test_any_trouble_is_temporary_and_keeps_its_words_to_itself(
    cause: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    store = BrokenStore()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.cause = cause
        reply = client.submit("Subject: printer", "", "It does not print.")
        assert re.fullmatch(r"4[25]1 4\.3\.\d [A-Za-z, ]+", reply)
        assert type(cause).__name__ not in reply
        assert "secret" not in reply
        assert door.kept() == []
        store.cause = None
        again = client.submit("Subject: printer", "", "It does not print.")
        assert again == "250 2.0.0 Kept as letter 1"


def test_a_desk_that_is_not_set_up_says_try_later() -> None:
    with Door(a_house()) as door, door.talk() as client:
        client.say("EHLO client.example")
        client.say("MAIL FROM:<ann@customer.example>")
        assert client.say("RCPT TO:<support@desk.example>").startswith("451 4.3.0")


def test_after_trouble_at_the_dot_the_next_letter_has_only_its_own_envelope() -> None:
    store = BrokenStore()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.cause = Trouble("the disk is full")
        assert client.submit("Subject: first", "", "It does not print.").startswith("451")
        store.cause = None
        assert client.say("MAIL FROM:<eva@customer.example>").startswith("250")
        assert client.say("DATA").startswith("503")
        assert client.say("RCPT TO:<support@desk.example>").startswith("250")
        assert client.say("DATA").startswith("354")
        assert client.say("Subject: second", "", "It prints.", ".").startswith("250")
        (letter,) = door.kept()
        assert (letter.envelope.mail_from, letter.envelope.rcpts) == ("eva@customer.example", ("support@desk.example",))


def test_after_trouble_at_a_recipient_a_new_sender_is_no_nested_one() -> None:
    house = seed(a_house())
    with Door(house) as door, door.talk() as client:
        client.say("EHLO client.example")
        client.say("MAIL FROM:<ann@customer.example>")
        client.say("RCPT TO:<support@desk.example>")
        assert client.say("MAIL FROM:<eva@customer.example>").startswith("250")
        assert client.say("DATA").startswith("503"), "the recipient of the transaction before is gone"


def test_an_idle_session_is_told_421_when_the_door_closes(door: Door) -> None:
    with door.talk() as client:
        client.say("EHLO client.example")
        port = door.listener.port
        door.run(door.listener.stop())
        assert client.reply().startswith("421 4.3.2 ")
        assert client.reply() == "", "and the connection ends"
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), 5)


def data_is_open(client: Client) -> None:
    assert client.say("EHLO client.example").startswith("250")
    assert client.say("MAIL FROM:<ann@customer.example>").startswith("250")
    assert client.say("RCPT TO:<support@desk.example>").startswith("250")
    assert client.say("DATA").startswith("354")
    client.write(b"Subject: printer\r\n\r\nIt does ")


def test_an_open_data_is_finished_while_the_door_closes(door: Door) -> None:
    with door.talk() as client, door.talk() as idle:
        data_is_open(client)
        stopped = in_background(lambda: door.run(door.listener.stop()))
        assert idle.reply().startswith("421 4.3.2 ")
        with door.dial() as newcomer:
            assert newcomer.reply().startswith("421 4.3.2 ")
            assert newcomer.reply() == ""
        assert stopped.is_alive(), "it waits for the letter"
        assert client.say("not print.", ".") == "250 2.0.0 Kept as letter 1"
        assert client.reply().startswith("421 4.3.2 ")
        stopped.join(10)
        assert not stopped.is_alive()
    assert door.raw() == b"Subject: printer\r\n\r\nIt does not print.\r\n"


def test_a_data_that_never_ends_is_told_421_and_does_not_hold_up_the_end(door: Door) -> None:
    with door.talk() as client:
        data_is_open(client)
        door.run(door.listener.stop(within=0.1))
        assert client.reply().startswith("421 4.3.2 ")
    assert door.kept() == []


def test_a_letter_that_is_being_kept_is_answered_before_the_door_closes() -> None:
    entered, go_on = threading.Event(), threading.Event()

    class SlowStore(BrokenStore):
        slow = False

        @contextmanager
        def writing(self) -> Iterator[MemoryUnit]:
            with super().writing() as unit:
                yield unit
                if self.slow:
                    entered.set()
                    go_on.wait(10)

    store = SlowStore()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.slow = True
        answers: list[str] = []
        said = in_background(lambda: answers.append(client.submit("Subject: printer", "", "Now.")))
        entered.wait(10)
        stopped = in_background(lambda: door.run(door.listener.stop()))
        stopped.join(0.2)
        assert answers == []
        assert stopped.is_alive()
        go_on.set()
        said.join(10)
        stopped.join(10)
    assert answers == ["250 2.0.0 Kept as letter 1"]


def in_background(step: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=step, daemon=True)
    thread.start()
    return thread


def test_many_at_once_are_each_kept_once(door: Door) -> None:
    answers: list[str] = []

    def submit(number: int) -> None:
        with door.talk() as client:
            answers.append(client.submit(f"Subject: printer {number}", "", "It does not print."))

    threads = [in_background(lambda number=number: submit(number)) for number in range(16)]  # type: ignore[misc]
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == sorted(f"250 2.0.0 Kept as letter {number}" for number in range(1, 17))
    assert len({letter.digest for letter in door.kept()}) == 16
