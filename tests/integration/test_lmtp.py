"""The LMTP door (RFC 2033): replies per recipient, and its two kinds of sockets.

Conversations: tests/dialogues/lmtp-*.
"""

import os
import re
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailgate.config import Lmtp
from mailgate.desk.house import House
from mailgate.ingest.smtp import words
from mailgate.model.errors import Trouble
from mailgate.model.letter import WayIn
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.testing.memory.store import MemoryUnit
from mailgate.testing.seed import seed

from .door import Client, Door

OURS = ("support@desk.example", "private@desk.example", "members@desk.example")


@pytest.fixture
def house() -> House:
    return seed(a_house())


@pytest.mark.parametrize("count", [1, 2, 3, 17, 50])
def test_each_accepted_recipient_has_its_reply_and_the_next_letter_is_in_step(house: House, count: int) -> None:
    rcpts = tuple(OURS[number % 3] for number in range(count))
    with Door(house, max_recipients=50) as door, door.talk("LMTP") as client:
        assert client.begin("LHLO", rcpts=rcpts).startswith("354")
        client.write(b"Subject: one\r\n\r\nhello\r\n.\r\n")
        assert [client.reply() for _ in range(count)] == ["250 2.0.0 Kept as letter 1"] * count
        assert client.begin("LHLO", rcpts=rcpts[:2]).startswith("354")
        client.write(b"Subject: two\r\n\r\n.\r\nNOOP\r\n")
        assert {client.reply() for _ in rcpts[:2]} == {"250 2.0.0 Kept as letter 2"}
        assert client.reply() == words.OK
        first, second = door.kept()
    assert (first.envelope.way_in, first.envelope.rcpts) == (WayIn.LMTP, rcpts)
    assert second.envelope.rcpts == rcpts[:2]


def test_trouble_is_told_to_each_recipient_too() -> None:
    class Broken(MemoryStore):
        cause: BaseException | None = None

        @contextmanager
        def writing(self) -> Iterator[MemoryUnit]:
            if self.cause:
                raise self.cause
            with super().writing() as unit:
                yield unit

    store = Broken()
    with Door(seed(a_house(store))) as door, door.talk("LMTP") as client:
        for store.cause in (Trouble("secret"), StopIteration("secret"), SystemExit(1)):
            assert client.begin("LHLO", rcpts=OURS).startswith("354")
            client.write(b"Subject: one\r\n\r\n.\r\n")
            assert [client.reply() for _ in OURS] == [words.TROUBLE] * 3
        store.cause = None
        assert client.begin("LHLO").startswith("354")
        assert client.say("Subject: two", "", ".").startswith("250")


def test_trouble_before_the_commit_is_told_to_each_recipient_too(house: House) -> None:
    class Stopped:
        def now(self) -> None:
            raise RuntimeError("secret")

    with Door(house) as door, door.talk("LMTP") as client:
        assert client.begin("LHLO", rcpts=OURS).startswith("354")
        object.__setattr__(house, "clock", Stopped())
        client.write(b"Subject: one\r\n\r\n.\r\nNOOP\r\n")
        assert [client.reply() for _ in range(4)] == [words.TROUBLE] * 3 + [words.OK]


@contextmanager
def dialled(path: Path) -> Iterator[Client]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(path))
        yield Client(connection)


def test_a_unix_socket_has_the_rights_that_are_set_and_goes_with_the_door(house: House, tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    with Door(house, lmtp=Lmtp(listen=str(path), socket_mode="0620")) as door:
        assert stat.S_IMODE(path.stat().st_mode) == 0o620
        assert f"LMTP on {path}" in door.listener.listening()
        with dialled(path) as client:
            assert client.reply().startswith("220")
            assert client.begin("LHLO").startswith("354")
            assert client.say("Subject: one", "", ".").startswith("250")
        (letter,) = door.kept()
        assert letter.envelope.peer == ""
    assert not path.exists()


def test_a_socket_that_a_killed_process_left_behind_is_replaced(house: House, tmp_path: Path) -> None:
    path = tmp_path / "lmtp.sock"
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    with Door(house, lmtp=Lmtp(listen=str(path))), dialled(path) as client:
        assert client.reply().startswith("220")


@pytest.mark.parametrize("kind", ["listens", "a file"])
def test_what_belongs_to_somebody_else_is_left_alone(house: House, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lmtp.sock"
    other = socket.socket(socket.AF_UNIX)
    if kind == "listens":
        other.bind(str(path))
        other.listen()
    else:
        path.write_text("important")
    door = Door(house, lmtp=Lmtp(listen=str(path)))
    try:
        with pytest.raises(Trouble, match=f"lmtp.listen = {re.escape(repr(str(path)))}: "):
            door.__enter__()
        assert path.exists()
        assert os.path.getsize(path) == (0 if kind == "listens" else 9)
    finally:
        other.close()
        door.loop.call_soon_threadsafe(door.loop.stop)
        assert isinstance(door._thread, threading.Thread)
        door._thread.join(10)
        door.loop.close()
