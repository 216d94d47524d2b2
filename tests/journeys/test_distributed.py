"""The same story with PostgreSQL, RabbitMQ and a process for each role: nothing but settings differ (design.md §10).

Both tests share the one broker of the machine, so they stand in one file: files may run side by side.
"""

import smtplib
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from kombu import Connection

from mailgate.demo.stage import Parts, open_stage
from mailgate.demo.story import run_demo
from mailgate.testing import a_letter

from .conftest import SETTINGS, Shell, eventually, write_settings
from .test_serve import answers

DISTRIBUTED = '\n[database]\nurl = "{database}"\n[broker]\nurl = "{broker}"\n'
STAFF = ("--as", "ada@desk.example")
SOLVED = ("--set", "how=A new cable", "--set", "cause=equipment", "--set", "minutes=20")


def purge(broker: str) -> None:
    """Wake-ups that other tests left behind."""
    with Connection(broker) as connection:
        queue = connection.SimpleQueue("mailgate")
        queue.clear()
        queue.close()


@pytest.mark.postgres
@pytest.mark.rabbitmq
def test_the_story_over_processes_of_their_own(
    shell: Shell,
    start: Callable[..., "subprocess.Popen[bytes]"],
    free_port: Callable[[], int],
    postgres_url: str,
    rabbitmq: str,
) -> None:
    purge(rabbitmq)
    port, web = free_port(), free_port()
    settings = SETTINGS.format(smtp=port, web=f"127.0.0.1:{web}")
    write_settings(shell.folder, settings + DISTRIBUTED.format(database=postgres_url, broker=rabbitmq))
    shell.set_up()
    roles = [start(role) for role in ("smtp", "worker", "beat", "web")]
    eventually(lambda: answers(port), 30, "the SMTP door")
    eventually(lambda: status_of(f"http://127.0.0.1:{web}/"), 30, "the web pages")

    with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
        smtp.sendmail("ann@customer.example", ["support@desk.example"], a_letter())
    eventually(lambda: sent(shell, "received"), 20, "the acknowledgement")

    for action in (("take",), ("resolve", *SOLVED)):
        shell.json("ticket", "act", "MG-1", *action, *STAFF)
    eventually(lambda: shell.ticket()["state"] == "verifying", 20, "the verification letter has left")
    assert sent(shell, "verify")

    early = datetime.now(UTC) + timedelta(hours=23, minutes=50)
    assert shell.json("--now", early.isoformat(), "tick")["rung"] == []
    late = early + timedelta(minutes=20)
    assert [row["kind"] for row in shell.json("--now", late.isoformat(), "tick")["rung"]] == ["verification"]
    assert shell.ticket()["state"] == "closed"
    status = shell.json("status")
    assert (status["kept"], status["fates"]["ticket"], status["balanced"]) == (1, 1, True)
    eventually(lambda: len(list((shell.folder / "sent").glob("*.eml"))) == 3, 10, "three letters")

    for process in roles:
        process.terminate()
    assert [process.wait(25) for process in roles] == [0, 0, 0, 0]


def sent(shell: Shell, effect: str) -> bool:
    rows = shell("--json", "outbox", "list", "--state", "sent").rows
    return any(row["effect"] == effect for row in rows)


def status_of(url: str) -> int:
    """The status of a page, whatever it says; 0 for trouble of the server's own."""
    try:
        with urllib.request.urlopen(url, timeout=2) as page:
            return int(page.status)
    except urllib.error.HTTPError as cause:
        return cause.code if cause.code < 500 else 0


@pytest.mark.postgres
@pytest.mark.rabbitmq
def test_the_same_story_happens_on_postgresql_and_rabbitmq_with_a_process_for_each_role(
    postgres_url: str, rabbitmq: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = Parts(("smtp", "web", "beat", "worker"), postgres_url, rabbitmq)
    status = run_demo(leave=True, timeout=60, stage_of=partial(open_stage, tmp_path, parts=parts))
    told = capsys.readouterr().out
    assert status == 0, told[-2000:]
    assert "closed by confirmation" in told
    assert "closed by silence" in told
