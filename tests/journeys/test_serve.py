"""`mailgate serve` over SQLite: mail in by SMTP, acknowledgements out, and a clean end at SIGTERM (threat P17)."""

import contextlib
import smtplib
import socket
import subprocess
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

from mailgate.testing import a_letter

from .conftest import SETTINGS, Shell, eventually, write_settings

Start = Callable[..., "subprocess.Popen[bytes]"]


def answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1) as door:
        door.settimeout(2)
        return door.recv(100).startswith(b"220")


def submit(port: int, number: int) -> None:
    raw = a_letter(subject=f"printer {number}", text=f"It does not print, {number}.\n")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
        smtp.sendmail("ann@customer.example", ["support@desk.example"], raw)


def test_mail_in_acknowledgement_out_and_a_clean_end(shell: Shell, start: Start, free_port: Callable[[], int]) -> None:
    port = free_port()
    write_settings(shell.folder, SETTINGS.format(smtp=port, web=""))
    shell.set_up()
    serving = start("serve")
    eventually(lambda: answers(port), 20, "the SMTP door")
    for number in range(3):
        submit(port, number)
    eventually(lambda: len(letters(shell.folder)) == 3, 20, "three acknowledgements")
    assert {letter["To"] for letter in letters(shell.folder)} == {"ann@customer.example"}
    assert len(shell("--json", "ticket", "list").rows) == 3
    began = time.monotonic()
    serving.terminate()
    assert serving.wait(25) == 0
    assert time.monotonic() - began < 25
    log = (shell.folder / "serve.log").read_text()
    assert "Traceback" not in log
    with contextlib.suppress(ConnectionRefusedError):
        answers(port)
        raise AssertionError("it still listens")
    assert shell.json("status")["balanced"]


def test_a_letter_that_is_coming_in_at_the_end_is_finished_and_kept(
    shell: Shell, start: Start, free_port: Callable[[], int]
) -> None:
    port = free_port()
    write_settings(shell.folder, SETTINGS.format(smtp=port, web=""))
    shell.set_up()
    serving = start("serve")
    eventually(lambda: answers(port), 20, "the SMTP door")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
        smtp.ehlo()
        smtp.mail("ann@customer.example")
        smtp.rcpt("support@desk.example")
        assert smtp.docmd("DATA")[0] == 354
        smtp.send(b"From: <ann@customer.example>\r\nSubject: printer\r\n\r\nIt does ")
        serving.terminate()
        eventually(lambda: turned_away(port), 10, "421 to newcomers")
        smtp.send(b"not print.\r\n.\r\n")
        assert smtp.getreply() == (250, b"2.0.0 Kept as letter 1")
        assert smtp.getreply()[0] == 421
    assert serving.wait(25) == 0
    assert "Traceback" not in (shell.folder / "serve.log").read_text()
    assert shell.json("status")["kept"] == 1


def turned_away(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1) as door:
        return door.recv(100).startswith(b"421")


def test_a_second_one_on_the_same_ports_ends_at_once_and_leaves_nothing_behind(
    shell: Shell, start: Start, free_port: Callable[[], int]
) -> None:
    smtp, web = free_port(), free_port()
    write_settings(shell.folder, SETTINGS.format(smtp=smtp, web=f"127.0.0.1:{web}"))
    shell.set_up()
    with socket.create_server(("127.0.0.1", smtp)):  # the web port is free
        second = start("serve")
        assert second.wait(20) == 1
        assert living_in_group(second.pid) == []
    (said,) = (shell.folder / "serve.log").read_text().splitlines()
    assert said.startswith(f"mailgate: smtp.listen = '127.0.0.1:{smtp}': ")
    assert said.lower().endswith("address already in use")


def living_in_group(group: int) -> list[str]:
    """The commands of the processes of a group that have not ended."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [args for found, state, args in rows if int(found) == group and not state.startswith("Z")]


def letters(folder: Path) -> list[object]:
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (folder / "sent").glob("*.eml")]


def test_what_was_kept_without_a_worker_is_decided_when_one_comes(
    shell: Shell, start: Start, free_port: Callable[[], int]
) -> None:
    """The broker only wakes: `mailgate smtp` alone keeps, and a later worker finds the work by its sweep (law 13)."""
    port = free_port()
    write_settings(shell.folder, SETTINGS.format(smtp=port, web=""))
    shell.set_up()
    door = start("smtp")
    eventually(lambda: answers(port), 20, "the SMTP door")
    submit(port, 1)
    assert shell.json("status")["pending"] == 1
    worker = start("worker")
    eventually(lambda: letters(shell.folder), 20, "the acknowledgement")
    for process in (door, worker):
        process.terminate()
        assert process.wait(25) == 0
