"""A relay that takes its time: an ordered end does not wait for the backlog, and sends nothing twice (P11, P17)."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.ingest import ingest_file

from .judging import drained
from .serving import RECIPIENT, SENDERS, Serving, a_mail

LETTERS = 9  #: three of each sender: more acknowledgements an hour do not leave
PACE = 0.4


class SlowServer:
    """Takes every letter, after a while."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(PACE)
        head = envelope.content.decode("utf-8", "replace")
        self.taken[head.partition("Message-ID: ")[2].partition("\r\n")[0]] += 1
        return "250 2.0.0 taken"


@pytest.fixture
def relay(free_port: Callable[[], int]) -> Iterator[tuple[SlowServer, int]]:
    server, port = SlowServer(), free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server, port
    controller.stop()


def test_the_end_does_not_wait_for_the_backlog_and_nothing_goes_out_twice(
    tmp_path: Path, free_port: Callable[[], int], relay: tuple[SlowServer, int]
) -> None:
    server, port = relay
    mailgate = Serving(tmp_path, free_port())
    settings = tmp_path / "mailgate.toml"
    settings.write_text(settings.read_text().replace("file:sent", f"smtp://127.0.0.1:{port}"))
    house = open_house(load_settings(settings))
    for number in range(LETTERS):
        sender = SENDERS[number % len(SENDERS)]
        raw = a_mail(f"nonce-9-{number}", sender, 100)
        ingest_file(house, raw, mailbox=RECIPIENT, mail_from=sender, rcpts=(RECIPIENT,))
    house.store.close()
    queued = mailgate.run("--json", "outbox", "list", "--state", "queued").count("\n")
    assert queued == LETTERS
    mailgate.start()
    try:
        mailgate.listens()
        while not server.taken:
            time.sleep(0.05)
        code, seconds = mailgate.stop()
        assert (code, seconds < 10) == (0, True), mailgate.log()
        assert sum(server.taken.values()) < queued, "there was still a backlog"
        mailgate.start()
        drained(mailgate, 60)
    finally:
        mailgate.kill()
    assert sorted(server.taken.values()) == [1] * queued
