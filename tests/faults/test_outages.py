"""The database goes away, the disk is full: 4xx, nothing lost, and all goes on by itself (threats P4, P5, P6)."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailgate.store.open import open_store

from .clients import FormClient
from .judging import all_done, drained, judge, promises
from .postgres import own_postgres
from .serving import Client, Serving
from .story import eventually

BACK_WITHIN = 30.0
PUT_OFF = re.compile(r"451 4\.3\.0 [A-Z][a-z ,]+")
DISK_MB = 96  #: room for what busy clients bring in before and after


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own for the data folder."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk needs the right to mount one")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.postgres
def test_a_database_that_was_away_is_found_again(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with own_postgres() as server:
        url, web = server.url, free_port()
        mailgate = Serving(tmp_path, free_port(), web, f'[database]\nurl = "{url}"\n')
        mailgate.start()
        try:
            mailgate.listens()
            first = Client(1, mailgate.port, most=3)
            first.run()
            server.stop()
            later, form = Client(2, mailgate.port, most=3), FormClient(700, web, most=2)
            for client in (later, form):
                client.start()
            eventually(lambda: len(later.put_off) > 2, 20, "the client is put off", mailgate.log)
            assert status_of(f"http://127.0.0.1:{web}/form/contact") == 503, mailgate.log()
            eventually(lambda: len(form.put_off) > 2, 20, "nor is the form taken", mailgate.log)
            assert {said.rpartition(" ")[2] for said in form.put_off} == {"503"}
            assert (later.promised, form.promised) == ({}, {}), "nobody is promised anything"
            server.start()
            for client in (later, form):
                client.join(BACK_WITHIN)
                assert not client.is_alive(), mailgate.log()
            assert [said for said in later.put_off if not PUT_OFF.fullmatch(said)] == []
            assert first.refused + later.refused + form.refused == []
            store = open_store(url)
            try:
                all_done(store, BACK_WITHIN, mailgate.log)
                judge(store, promises(first, later, form))
            finally:
                store.close()
            assert "the worker died" not in mailgate.log(), "it waits, and goes on"
        finally:
            mailgate.kill()


def status_of(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=40) as page:
            return int(page.status)
    except urllib.error.HTTPError as cause:
        cause.close()
        return cause.code


@pytest.mark.parametrize("spare", [16, 0], ids=["refused early", "full at the commit"])
def test_a_full_disk_loses_nothing_and_is_taken_up_again_when_there_is_room(
    tmp_path: Path, free_port: Callable[[], int], small_disk: Path, spare: int
) -> None:
    mailgate = Serving(tmp_path, free_port())
    settings = tmp_path / "mailgate.toml"
    settings.write_text(settings.read_text().replace("[web]", f"min_free_disk_mb = {spare}\n[web]"))
    mailgate.start()
    clients = [Client(number, mailgate.port) for number in range(4)]
    try:
        mailgate.listens()
        for client in clients:
            client.start()
        eventually(lambda: all(client.promised for client in clients), 10, "some are kept", mailgate.log)
        ballast = fill(small_disk, spare)
        eventually(lambda: all(client.put_off for client in clients), 30, "all are put off", mailgate.log)
        ballast.unlink()
        before = {client.number: len(client.promised) for client in clients}
        eventually(
            lambda: all(len(client.promised) > before[client.number] for client in clients),
            BACK_WITHIN,
            "letters are kept again",
            mailgate.log,
        )
        for client in clients:
            client.enough.set()
        for client in clients:
            client.join(20)
        drained(mailgate, 60)
    finally:
        mailgate.kill()
    put_off = {said for client in clients for said in client.put_off}
    assert {said[:9] for said in put_off} == {"452 4.3.1"}, put_off
    assert [refusal for client in clients for refusal in client.refused] == []
    with sqlite3.connect(small_disk / "mailgate.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    store = open_store(mailgate.database)
    try:
        judge(store, promises(*clients), {nonce: sent for each in clients for nonce, sent in each.unanswered.items()})
    finally:
        store.close()


def fill(folder: Path, spare_mb: int) -> Path:
    """A file that leaves less room than `spare_mb`; with 0 none at all."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        for size in (1 << 20, 1 << 12):
            while shutil.disk_usage(folder).free > max(0, spare_mb - 2 << 20) + size - 1:
                file.write(bytes(size))
    return ballast
