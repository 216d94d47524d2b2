"""A real Postfix in front: it hands letters on by LMTP and SMTP, and understands what it is told."""

import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mailgate.config import Lmtp
from mailgate.desk.house import House
from mailgate.model.errors import Trouble
from mailgate.model.letter import WayIn
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.testing.memory.store import MemoryUnit
from mailgate.testing.seed import seed
from tests.conftest import unused_port, wait_for

from .door import Door, a_certificate
from .postfix import Front, postfix

LETTER = b"From: <ann@customer.example>\r\nTo: <support@desk.example>\r\nSubject: printer\r\n\r\nIt does not print.\r\n"


@pytest.fixture
def house() -> House:
    return seed(a_house())


def send(front: Front, raw: bytes = LETTER, *rcpts: str, sender: str = "ann@customer.example") -> None:
    with smtplib.SMTP("127.0.0.1", front.port, "client.example", 20) as client:
        client.sendmail(sender, rcpts or ("support@desk.example",), raw)


def kept(door: Door, front: Front, count: int) -> None:
    """Wait for so many letters."""
    until = time.monotonic() + 30
    while len(door.kept()) < count:
        assert time.monotonic() < until, front.log()[-3000:]
        time.sleep(0.05)


def inet(door: Door, what: str) -> str:
    port = door.listener.ports()[what]
    return f"lmtp:inet:127.0.0.1:{port}" if what == "LMTP" else f"smtp:[127.0.0.1]:{port}"


@pytest.mark.parametrize("what", ["LMTP", "SMTP"])
def test_letters_come_through_postfix(house: House, what: str) -> None:
    with Door(house) as door, postfix(inet(door, what)) as front:
        rcpts = ("support@desk.example", "private@desk.example", "support+mg1-x@desk.example")
        send(front, LETTER, *rcpts)
        kept(door, front, 1)
        (letter,) = door.kept()
        assert letter.envelope.way_in is WayIn[what]
        assert sorted(letter.envelope.rcpts) == sorted(rcpts)
        assert letter.envelope.mail_from == "ann@customer.example"
        assert door.raw().endswith(b"\r\n\r\nIt does not print.\r\n")
        for number in range(20):
            send(front, LETTER + b"%d\r\n" % number)
        kept(door, front, 21)
    assert "status=deferred" not in front.log()


def test_it_encrypts_when_it_can(house: House, tmp_path: Path) -> None:
    with Door(house, tls=a_certificate(tmp_path)) as door, postfix(inet(door, "SMTP")) as front:
        send(front)
        kept(door, front, 1)
        assert door.kept()[0].envelope.tls


def test_letters_come_through_a_unix_socket(house: House) -> None:
    with socket_folder() as folder:
        path = folder / "lmtp.sock"
        with (
            Door(house, lmtp=Lmtp(listen=str(path), socket_mode="0666")) as door,
            postfix(f"lmtp:unix:{path}") as front,
        ):
            send(front)
            kept(door, front, 1)


@contextmanager
def socket_folder() -> Iterator[Path]:
    """One that Postfix's user may look into; pytest's own is only for us."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="mailgate-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_after_a_trouble_it_comes_again_and_the_letter_is_kept_once() -> None:
    class Broken(MemoryStore):
        broken = 2

        @contextmanager
        def writing(self) -> Iterator[MemoryUnit]:
            if self.broken:
                self.broken -= 1
                raise Trouble("secret")
            with super().writing() as unit:
                yield unit

    store = Broken()
    store.broken = 0
    house = seed(a_house(store))
    with Door(house) as door, postfix(inet(door, "LMTP")) as front:
        store.broken = 2
        send(front, LETTER, "support@desk.example", "private@desk.example")
        kept(door, front, 1)
        wait_for(lambda: front.log().count("status=sent") == 2, 20, "Postfix does not believe it")
        assert len(door.kept()) == 1
        assert "451 4.3.0 Temporary trouble" in front.log()


class Reports:
    """Takes what Postfix sends back."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.raw.append(envelope.original_content or b"")
        return "250 OK"


@contextmanager
def reports() -> Iterator[tuple[Reports, str]]:
    taken = Reports()
    sink = Controller(taken, hostname="127.0.0.1", port=unused_port())
    sink.start()
    try:
        yield taken, f"smtp:[127.0.0.1]:{sink.port}"
    finally:
        sink.stop()


BROKEN: list[tuple[Callable[[], bytes], str, bytes]] = [
    (lambda: LETTER, "nobody@desk.example", b"5.1.1"),
    (lambda: LETTER + b"x" * 2_000_000, "support@desk.example", b"5.3.4"),
]


@pytest.mark.parametrize("what", ["LMTP", "SMTP"])
@pytest.mark.parametrize(("raw", "rcpt", "code"), BROKEN, ids=["unknown", "too-big"])
def test_a_refusal_is_reported_to_the_sender_by_postfix(
    house: House, what: str, raw: Callable[[], bytes], rcpt: str, code: bytes
) -> None:
    with reports() as (taken, back), Door(house) as door, postfix(inet(door, what), back) as front:
        send(front, raw(), rcpt)
        wait_for(lambda: bool(taken.raw), 20, "no delivery report")
        assert b"Status: " + code in taken.raw[0], front.log()[-2000:]
        assert door.kept() == []


def test_it_waits_while_the_door_is_closed_and_comes_when_it_opens(house: House) -> None:
    port = unused_port()
    with postfix(f"smtp:[127.0.0.1]:{port}") as front:
        send(front)
        wait_for(lambda: "status=deferred" in front.log(), 20, "Postfix found somebody")
        with Door(house, listen=f"127.0.0.1:{port}") as door:
            kept(door, front, 1)
