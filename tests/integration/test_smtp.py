"""The real SMTP door, spoken to over a socket. The conversations stand in tests/dialogues, one oddity each."""

import errno
import re
import socket
import sqlite3
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailgate.desk.house import House
from mailgate.ingest.smtp import words
from mailgate.model.errors import BadAddress, BadSetup, Conflict, NotAllowed, ReadingFailed, Trouble, UnknownThing
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.testing.memory.store import MemoryUnit
from mailgate.testing.seed import seed

from .door import Client, Door, in_background, play

DIALOGUES = sorted((Path(__file__).parents[1] / "dialogues").glob("*.smtp"))
LETTER = ("Subject: printer", "", "It does not print.")


@pytest.fixture
def house() -> House:
    return seed(a_house())


@pytest.fixture
def door(house: House) -> Iterator[Door]:
    with Door(house) as opened:
        yield opened


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_is_written(house: House, path: Path, tmp_path: Path) -> None:
    play(lambda **settings: Door(house, **settings), path, tmp_path)


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

    cause: BaseException | None = None

    @contextmanager
    def writing(self) -> Iterator[MemoryUnit]:
        if self.cause is not None:
            raise self.cause
        with super().writing() as unit:
            yield unit


class Worded(Exception):
    """An error of some library, with words of its own."""


def chained(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


#: What may go wrong while a letter is kept, and whether it is the disk that is full.
TROUBLES: list[tuple[BaseException, bool]] = [
    (Trouble("postgresql://user:secret@db/mailgate is down"), False),
    (Conflict("secret"), False),
    (NotAllowed("secret"), False),
    (ReadingFailed("secret"), False),
    (BadAddress("secret"), False),
    (UnknownThing("secret"), False),
    (BadSetup(["secret"]), False),
    (OSError(errno.ENOSPC, "No space left on device", "/var/lib/secret"), True),
    (OSError(errno.EDQUOT, "Disk quota exceeded", "/var/lib/secret"), True),
    (OSError(errno.EIO, "secret"), False),
    (chained(Trouble("secret"), OSError(errno.ENOSPC, "secret")), True),
    (PermissionError(errno.EACCES, "secret"), False),
    (ConnectionResetError("secret"), False),
    (ConnectionRefusedError("secret"), False),
    (BrokenPipeError("secret"), False),
    (TimeoutError("secret"), False),
    (ValueError("secret"), False),
    (TypeError("secret"), False),
    (KeyError("secret"), False),
    (IndexError("secret"), False),
    (AttributeError("secret"), False),
    (AssertionError("secret"), False),
    (MemoryError("secret"), False),
    (RecursionError("secret"), False),
    (ZeroDivisionError("secret"), False),
    (NotImplementedError("secret"), False),
    (RuntimeError("secret"), False),
    (StopIteration("secret"), False),
    (StopAsyncIteration("secret"), False),
    (UnicodeDecodeError("utf-8", b"secret", 0, 1, "secret"), False),
    (UnicodeEncodeError("utf-8", "secret", 0, 1, "secret"), False),
    (sqlite3.OperationalError("database is locked: secret"), False),
    (sqlite3.DatabaseError("disk image is malformed: secret"), False),
    (ssl.SSLError(1, "secret"), False),
    (Worded("550 5.1.1 secret\r\n250 OK"), False),
    (SystemExit("secret"), False),
    (KeyboardInterrupt("secret"), False),
    (GeneratorExit("secret"), False),
]


@pytest.mark.parametrize(("cause", "full"), TROUBLES, ids=lambda value: type(value).__name__)
def test_any_trouble_is_temporary_and_keeps_its_words_to_itself(cause: BaseException, full: bool) -> None:
    store = BrokenStore()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.cause = cause
        assert client.submit(*LETTER) == (words.DISK_FULL if full else words.TROUBLE)
        assert door.kept() == []
        store.cause = None
        assert client.submit(*LETTER) == "250 2.0.0 Kept as letter 1"


def test_a_full_sqlite_is_told_by_its_code(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small.db")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE t (x)")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    connection.close()
    store = BrokenStore()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.cause = chained(Trouble("the database does not answer"), full.value)
        assert client.submit(*LETTER) == words.DISK_FULL


def test_no_reply_of_a_trouble_is_more_than_plain_words() -> None:
    for reply in (words.TROUBLE, words.DISK_FULL, words.NOT_SET_UP, words.BUSY):
        assert re.fullmatch(r"4[25]1?2? 4\.3\.[0-5] [A-Za-z, ]+", reply)


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


def test_every_word_of_the_door_has_an_enhanced_code_that_fits() -> None:
    replies = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)]
    assert len(replies) > 40
    for reply in set(replies) - {words.GREETING, words.GO_AHEAD}:
        found = re.match(r"([245])\d\d ([245])\.\d\.\d{1,2} \S", reply)
        assert found, reply
        assert found[1] == found[2], reply


def test_a_set_up_that_cannot_be_looked_up_goes_on_accepting_what_it_knows() -> None:
    class Away(BrokenStore):
        away = False

        @contextmanager
        def reading(self) -> Iterator[MemoryUnit]:
            if self.away:
                raise Trouble("secret")
            with super().reading() as unit:
                yield unit

    store = Away()
    with Door(seed(a_house(store))) as door, door.talk() as client:
        store.away = True
        assert client.say("EHLO client.example").startswith("250")
        assert client.say("MAIL FROM:<ann@customer.example>").startswith("250")
        assert client.say("RCPT TO:<support@desk.example>") == words.TROUBLE, "nothing was known yet"
        store.away = False
        assert client.say("RCPT TO:<support@desk.example>") == words.RECIPIENT_OK
        assert client.say("RCPT TO:<nobody@desk.example>") == words.NO_SUCH_MAILBOX
        store.away = True
        forget_the_age_of_the_set_up(door)
        assert client.say("RCPT TO:<private@desk.example>") == words.RECIPIENT_OK
        assert client.say("RCPT TO:<nobody@desk.example>") == words.TROUBLE, "it may be a new one"
        store.away = False
        forget_the_age_of_the_set_up(door)
        assert client.say("RCPT TO:<nobody@desk.example>") == words.NO_SUCH_MAILBOX


def forget_the_age_of_the_set_up(door: Door) -> None:
    door.listener._door.mailboxes._until = 0.0


def test_a_letter_that_has_come_is_answered_though_the_client_says_no_more(door: Door) -> None:
    with door.talk() as client:
        client.begin()
        client.write(b"Subject: printer\r\n\r\nIt does not print.\r\n.\r\n")
        client.ends()
        assert client.reply() == "250 2.0.0 Kept as letter 1"
        assert client.reply() == ""


def test_a_client_that_leaves_behind_the_dot_does_not_undo_the_commit() -> None:
    entered, go_on = threading.Event(), threading.Event()

    class SlowStore(BrokenStore):
        slow = False

        @contextmanager
        def writing(self) -> Iterator[MemoryUnit]:
            if self.slow:
                entered.set()
                go_on.wait(10)
            with super().writing() as unit:
                yield unit

    store = SlowStore()
    with Door(seed(a_house(store))) as door:
        with door.talk() as client:
            store.slow = True
            assert client.begin().startswith("354")
            client.write(b"Subject: printer\r\n\r\n.\r\n")
            assert entered.wait(10)
            client.breaks_off()
        waits_until(lambda: not door.listener._door.sessions)
        assert door.listener._door.in_flight.bytes > 0, "it still takes its room"
        go_on.set()
        waits_until(lambda: len(door.kept()) == 1)
        waits_until(lambda: door.listener._door.in_flight.bytes == 0)


def waits_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_so_much_may_come_in_at_once_and_the_rest_is_told_to_wait(house: House) -> None:
    with Door(house, max_in_flight_mb=1) as door, door.talk() as big, door.talk() as small:
        assert big.begin().startswith("354")
        big.write((b"x" * 98 + b"\r\n") * 10_400)
        waits_until(lambda: door.listener._door.in_flight.bytes > 1_000_000)
        assert small.begin().startswith("354")
        assert small.say(*["y" * 70] * 200, ".") == words.BUSY
        big.write((b"x" * 98 + b"\r\n") * 80)
        assert big.say(".").startswith("250")
        waits_until(lambda: door.listener._door.in_flight.bytes == 0)
        assert small.submit(*LETTER).startswith("250")


def test_no_letter_is_begun_when_the_disk_is_nearly_full(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Door(house) as door, door.talk() as client:
        inner = door.listener._door
        inner._disk = tmp_path
        monkeypatch.setattr("mailgate.ingest.smtp.door._free", lambda folder: 15 * 2**20)
        assert client.say("EHLO client.example").startswith("250")
        assert client.say("MAIL FROM:<ann@customer.example>") == words.DISK_FULL
        monkeypatch.setattr("mailgate.ingest.smtp.door._free", lambda folder: 16 * 2**20)
        inner._disk_until = 0.0
        assert client.submit(*LETTER).startswith("250"), "and without a restart"


def test_an_address_has_so_many_connections(house: House) -> None:
    with Door(house, unlimited_from=["127.0.0.1/32"], max_connections_per_address=2) as door:
        with door.talk(source="127.0.0.2"), door.talk(source="127.0.0.2"), door.talk(source="127.0.0.3"):
            with door.dial(source="127.0.0.2") as third:
                assert third.replies() == [words.TOO_MANY_CONNECTIONS]
                assert third.reply() == ""
            with door.talk(), door.talk(), door.talk():
                pass
        waits_until(lambda: not door.listener._door.sessions)
        with door.talk(source="127.0.0.2"):
            pass


def test_an_address_comes_and_brings_so_often_in_a_minute(house: House) -> None:
    with Door(house, unlimited_from=[], max_connections_per_minute=3, max_letters_per_minute=1) as door:
        at = time.monotonic() % 60
        if at > 55:
            time.sleep(60.1 - at)  # all of it has to happen within one minute
        with door.talk() as client:
            assert client.submit(*LETTER).startswith("250")
            assert client.say("MAIL FROM:<ann@customer.example>") == words.TOO_MANY_LETTERS
        with door.talk(), door.talk(), door.dial() as fourth:
            assert fourth.reply() == words.TOO_OFTEN


def test_a_full_house_makes_room_by_ending_what_has_been_idle_longest(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailgate.ingest.smtp.listener._IDLE_SECONDS", 0.2)
    with Door(house, max_connections=2) as door, door.talk() as busy, door.talk() as idle:
        assert busy.begin().startswith("354")
        with door.dial() as newcomer:
            assert newcomer.reply() == words.FULL_HOUSE, "nobody is idle for long"
        time.sleep(0.3)
        with door.talk() as newcomer:
            assert idle.replies() == [words.FULL_HOUSE]
            assert idle.reply() == ""
            assert newcomer.submit(*LETTER).startswith("250")
        assert busy.say(*LETTER, ".").startswith("250")


def test_idle_and_dripping_clients_do_not_hold_up_the_others(house: House) -> None:
    with Door(house) as door:
        crowd = [socket.create_connection(("127.0.0.1", door.listener.port), 10) for _ in range(300)]
        try:
            for number, one in enumerate(crowd):
                one.sendall(b"EHL" if number % 2 else b"EHLO client.example\r\nMAIL FROM:<ann@customer.ex")
            waits_until(lambda: len(door.listener._door.sessions) == 300)
            with door.talk() as client:
                slowest = 0.0
                for _ in range(30):
                    started = time.monotonic()
                    assert client.submit(*LETTER).startswith("250")
                    slowest = max(slowest, time.monotonic() - started)
                    for one in crowd:
                        one.sendall(b"x")
            assert slowest < 1
        finally:
            for one in crowd:
                one.close()


def test_known_and_unknown_mailboxes_of_ours_are_answered_by_the_same_words_as_others(door: Door) -> None:
    """Staff and customers have addresses too, and no reply tells who does (T48)."""
    answers = set()
    for name in ("ada", "nobody", "bob", "ann", "x" * 60):
        with door.talk() as client:
            client.say("EHLO client.example")
            client.say("MAIL FROM:<ann@customer.example>")
            answers.add(client.say(f"RCPT TO:<{name}@desk.example>"))
    assert answers == {words.NO_SUCH_MAILBOX}


PROXY = "PROXY TCP4 198.51.100.9 192.0.2.1 4096 25"


def test_a_server_in_front_says_for_whom_it_speaks(house: House) -> None:
    with Door(house, proxy_from=["127.0.0.1"]) as door, door.dial() as client:
        client.write(f"{PROXY}\r\nEHLO client.example\r\n".encode())
        assert client.reply().startswith("220")
        assert client.reply().startswith("250")
        assert client.submit(*LETTER).startswith("250")
        (letter,) = door.kept()
        assert letter.envelope.peer == "198.51.100.9"


def test_the_client_behind_a_proxy_is_the_one_who_is_counted(house: House) -> None:
    with Door(house, proxy_from=["127.0.0.1"], max_connections_per_address=1) as door:
        with door.dial() as first, door.dial() as second, door.dial() as other:
            assert first.say(PROXY).startswith("220")
            assert second.say(PROXY) == words.TOO_MANY_CONNECTIONS
            assert other.say("PROXY TCP4 198.51.100.10 192.0.2.1 4096 25").startswith("220")
        waits_until(lambda: not door.listener._door.sessions)
        assert door.listener._door.visitors.here == 0
        with door.dial() as again:
            assert again.say(PROXY).startswith("220")


def test_a_proxy_that_does_not_say_for_whom_it_speaks_is_nobody_and_not_this_machine(house: House) -> None:
    with Door(house, proxy_from=["127.0.0.1"]) as door, door.dial() as client:
        assert client.say("PROXY UNKNOWN").startswith("220")
        assert client.submit(*LETTER).startswith("250")
        (letter,) = door.kept()
        assert letter.envelope.peer == ""


def test_a_proxy_without_its_header_is_not_served(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with Door(house, proxy_from=["127.0.0.1"]) as door, door.dial() as client:
        client.write(b"EHLO client.example\r\n")
        assert client.reply() == ""
    assert "no PROXY header" in caplog.text


def test_a_proxy_header_of_anybody_else_is_no_command(house: House) -> None:
    with Door(house, proxy_from=["192.0.2.1"]) as door, door.talk() as client:
        assert client.say(PROXY) == words.UNKNOWN_COMMAND
        assert client.submit(*LETTER).startswith("250")
        (letter,) = door.kept()
        assert letter.envelope.peer == "127.0.0.1"


def test_a_letter_that_breaks_off_is_noted(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    with door.talk() as client:
        client.begin()
        client.write(b"Subject: pri")
    waits_until(lambda: "smtp.aborted bytes=12" in caplog.text)
    assert door.kept() == []


def test_a_port_that_is_taken_is_said_with_its_setting(door: Door, house: House) -> None:
    second = Door(house, listen=f"127.0.0.1:{door.listener.port}")
    with pytest.raises(Trouble, match=rf"smtp\.listen = '127\.0\.0\.1:{door.listener.port}': "), second:
        pass
    second.loop.call_soon_threadsafe(second.loop.stop)
    second._thread.join(10)
    second.loop.close()


def test_the_greatest_letter_is_taken_quickly(house: House) -> None:
    with Door(house, max_message_size_mb=25) as door, door.talk() as client:
        body = (b"x" * 76 + b"\r\n") * (25 * 2**20 // 78 - 10)
        assert client.begin().startswith("354")
        started = time.process_time()
        client.write(b"Subject: all of it\r\n\r\n" + body + b".\r\n")
        assert client.reply().startswith("250")
        assert time.process_time() - started < 5
        assert len(door.raw()) == len(body) + 22


def test_many_who_ask_while_mailboxes_are_looked_up_wait_for_the_same_answer(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailgate.ingest.smtp.mailboxes._FRESH_SECONDS", 0.0)
    answers: set[str] = set()
    with Door(house) as door:

        def ask() -> None:
            with door.talk() as client:
                client.say("EHLO client.example")
                for _ in range(50):
                    client.say("MAIL FROM:<ann@customer.example>")
                    answers.add(client.say("RCPT TO:<support@desk.example>"))

        threads = [in_background(ask) for _ in range(12)]
        for thread in threads:
            thread.join(60)
    assert answers == {words.RECIPIENT_OK}
