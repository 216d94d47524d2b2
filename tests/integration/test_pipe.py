"""`mailgate ingest -` at the end of an MTA's pipe: what the MTA is told is what has become of the mail."""

import fcntl
import io
import json
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mailgate.cli.main import main
from mailgate.cli.pipe import exit_code
from mailgate.store.lock import WriteLock
from mailgate.testing import a_letter
from mailgate.testing.seed import DESK, PEOPLE

SETTINGS = 'data_dir = "data"\n[smtp]\nmax_message_size_mb = 1\n[relay]\nurl = "file:sent"\n'
MAILBOX = ("--mailbox", "support@desk.example")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that is set up."""
    for name in [name for name in os.environ if name.startswith("MAILGATE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    Path("mailgate.toml").write_text(SETTINGS, encoding="utf-8")
    Path("desk.toml").write_text(DESK, encoding="utf-8")
    Path("people.csv").write_bytes(PEOPLE)
    assert main(["load", "desk.toml"]) == 0
    assert main(["registry", "import", "people.csv"]) == 0
    return tmp_path


def pipe(raw: bytes, *arguments: str, most_written: int = 0) -> tuple[int, str, str]:
    """As an MTA runs it; exit code, stdout and stderr. `most_written`: octets of a file before the disk is full."""

    def full_disk() -> None:
        if most_written:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_written, most_written))

    done = subprocess.run(
        [sys.executable, "-m", "mailgate", "--json", "ingest", "-", *arguments],
        input=raw,
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=full_disk,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def here(monkeypatch: pytest.MonkeyPatch, raw: bytes, *arguments: str) -> int:
    """The same in this process."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    whole = ["--json", "ingest", "-", *arguments]
    return exit_code(whole, main(whole))


def ledger() -> list[tuple[str, str | None, str]]:
    with sqlite3.connect("data/mailgate.db") as connection:
        rows = connection.execute("SELECT way_in, fate, mail_from FROM letter ORDER BY id").fetchall()
    connection.close()
    return [tuple(row) for row in rows]


def test_a_mail_is_kept_and_decided(folder: Path) -> None:
    code, out, err = pipe(a_letter(), *MAILBOX, "--mail-from", "<ann@customer.example>")
    assert (code, err) == (0, "")
    row = json.loads(out)
    assert (row["letter"], row["fate"]) == (1, "ticket")
    assert ledger() == [("pipe", "ticket", "ann@customer.example")]


def test_the_null_sender_is_told_from_none_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here(monkeypatch, a_letter(), *MAILBOX, "--mail-from", "<>") == 0
    assert here(monkeypatch, a_letter(subject="Another"), *MAILBOX) == 0
    (first, second) = ledger()
    assert first[2] == "<>"
    assert second == ("pipe", "ticket", "")


def test_an_address_that_looks_like_an_option_is_an_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sender = "--data=/nowhere/x@stranger.example"
    assert here(monkeypatch, a_letter(), *MAILBOX, "--mail-from", sender) == 0
    assert here(monkeypatch, a_letter(subject="Another"), *MAILBOX, f"--mail-from={sender}") == 0
    assert [mail_from for _, _, mail_from in ledger()] == [sender, sender]


def test_a_mail_that_is_delivered_again_is_a_duplicate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert here(monkeypatch, a_letter(), *MAILBOX) == 0
    assert [fate for _, fate, _ in ledger()] == ["ticket", "duplicate"]


def test_a_full_disk_is_try_again(folder: Path) -> None:
    before = ledger()
    code, _, err = pipe(a_letter(text="x" * 100_000), *MAILBOX, most_written=20_000)
    assert code == 75
    assert "Traceback" not in err
    assert ledger() == before == []
    assert pipe(a_letter(), *MAILBOX)[0] == 0


def test_a_database_that_another_writer_holds_is_try_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WriteLock.__init__, "__defaults__", (0.2,))
    with (folder / "data" / "write.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert here(monkeypatch, a_letter(), *MAILBOX) == 75
    assert here(monkeypatch, a_letter(), *MAILBOX) == 0
    assert len(ledger()) == 1


def test_a_database_that_is_away_is_try_again(folder: Path) -> None:
    with Path("mailgate.toml").open("a") as settings:
        settings.write('[database]\nurl = "postgresql://nobody@127.0.0.1:1/none"\n')
    assert pipe(a_letter(), *MAILBOX)[0] == 75


@pytest.mark.parametrize(
    "arguments",
    [("--mailbox", "nobody@desk.example"), ("--no-such-option",), ("--config", "nowhere.toml"), ("another.eml",)],
)
def test_a_mistake_in_the_set_up_bounces_nobodys_mail(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    assert here(monkeypatch, a_letter(), *arguments) == 75
    assert ledger() == []


def test_an_older_schema_is_try_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect("data/mailgate.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    assert here(monkeypatch, a_letter(), *MAILBOX) == 75


def test_what_is_kept_is_ours_even_if_deciding_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("mailgate.desk.ingest.drain", fails)
    assert here(monkeypatch, a_letter(), *MAILBOX) == 0
    assert "letter 1 is kept and will be decided by a worker" in capsys.readouterr().err
    assert ledger() == [("pipe", None, "")]


def test_an_mta_that_does_not_listen_has_delivered_all_the_same(folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "mailgate", "--json", "ingest", "-", *MAILBOX]
    done = subprocess.run(command, input=a_letter(), stdout=write_end, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(ledger()) == 1


def test_a_mail_that_is_too_big_goes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert here(monkeypatch, a_letter(text="x" * 2**20), *MAILBOX) == 65
    assert ledger() == []


def test_other_commands_end_as_ever(folder: Path) -> None:
    whole = ["ingest", "nowhere.eml"]
    assert exit_code(whole, main(whole)) == 2
