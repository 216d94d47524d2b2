"""The whole life with nothing but the command line, and how each kind of mistake ends (design.md §11)."""

import contextlib
import io
import os
import sqlite3
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailgate.testing import a_letter

from .conftest import Ran, Shell

MORNING = "2026-11-02T09:00:00+01:00"
NEXT_MORNING = "2026-11-03T09:00:00+01:00"
STAFF = ("--as", "ada@desk.example")
SOLVED = ("--set", "how=A new cable", "--set", "cause=equipment", "--set", "minutes=20")


@pytest.fixture
def desk(shell: Shell) -> Shell:
    shell.set_up()
    return shell


def act(desk: Shell, *arguments: str, now: str = MORNING) -> dict[str, object]:
    return desk.json("--now", now, "ticket", "act", "MG-1", *arguments, *STAFF)


def sent(folder: Path) -> list[str]:
    """Subjects of the letters that left, oldest first."""
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [str(letter["Subject"]) for letter in letters]


def test_from_a_file_to_closed_by_itself(desk: Shell) -> None:
    row = desk.json("--now", MORNING, "ingest", desk.file("1.eml"))
    assert (row["fate"], row["ticket"], row["state"]) == ("ticket", "MG-1", "first_line")
    assert (row["category"], row["priority"], row["standing"], row["proof"]) == ("fault", "P3", "contact", "proven")
    assert act(desk, "take")["worker"] == "ada@desk.example"
    assert act(desk, "resolve", *SOLVED)["state"] == "resolved"
    assert [row["state"] for row in desk("--json", "outbox", "list").rows] == ["queued", "queued"]
    assert desk.json("--now", MORNING, "tick") == {"rung": [], "delivered": 2}
    ticket = desk.ticket()
    assert ticket["state"] == "verifying"
    assert ticket["clocks"] == [{"kind": "verification", "due": "2026-11-03T08:00:00+00:00"}]
    assert desk.json("--now", "2026-11-03T08:59:59+01:00", "tick")["rung"] == []
    rung = desk.json("--now", NEXT_MORNING, "tick")
    assert rung == {"rung": [{"ticket": "MG-1", "kind": "verification"}], "delivered": 1}
    assert desk.ticket()["state"] == "closed"
    assert desk.json("--now", NEXT_MORNING, "tick") == {"rung": [], "delivered": 0}
    assert len(sent(desk.folder / "sent")) == 3
    assert {subject[-6:] for subject in sent(desk.folder / "sent")} == {"[MG-1]"}


def test_the_ledger_balances_after_every_kind_of_letter(desk: Shell) -> None:
    files = [
        desk.file("ticket.eml"),
        desk.file("again.eml"),
        desk.file("reply.eml", subject="[MG-1]", text="More.\n"),
        desk.file("machine.eml", auto_submitted="auto-replied"),
        desk.file("nobody.eml", headers=[("From", "second@customer.example")]),
    ]
    fates = [desk.json("ingest", name)["fate"] for name in files]
    assert fates == ["ticket", "duplicate", "reply", "automatic", "held"]
    status = desk.json("status")
    assert status["kept"] == sum(status["fates"].values()) + status["pending"] == 5
    assert status["balanced"] is True
    assert {row["fate"] for row in desk("--json", "letter", "list").rows} == set(fates)


def test_a_view_of_the_queue_lists_what_stands_in_it(desk: Shell) -> None:
    desk.json("--now", MORNING, "ingest", desk.file("1.eml"))

    def listed(view: str, *more: str) -> list[object]:
        rows = desk("--json", "--now", MORNING, "ticket", "list", "--view", view, *more).rows
        return [row["number"] for row in rows]

    assert (listed("unpicked"), listed("mine", *STAFF), listed("breaching")) == (["MG-1"], [], [])
    act(desk, "take")
    assert (listed("unpicked"), listed("mine", *STAFF)) == ([], ["MG-1"])
    assert listed("open", "--state", "first_line") == ["MG-1"]
    assert listed("open", "--state", "new") == []


def test_an_out_of_office_answer_changes_nothing(desk: Shell) -> None:
    desk.json("--now", MORNING, "ingest", desk.file("1.eml"))
    act(desk, "resolve", *SOLVED)
    desk.json("--now", MORNING, "tick")
    question = desk.ticket()["outbound"][-1]["message_id"]
    away = desk.file("2.eml", in_reply_to=question, auto_submitted="auto-replied", text="Yes\n")
    assert desk.json("--now", MORNING, "ingest", away)["fate"] == "automatic"
    assert desk.ticket()["state"] == "verifying"


def test_the_global_options_may_stand_behind(desk: Shell) -> None:
    assert desk("status", "--json").row == desk("--json", "status").row


# How mistakes end: exit code, one line, no traceback.

HUGE = "99999999999999999999"

WRONG = [
    (2, ["dance"], "No such command 'dance'"),
    (2, ["ingest"], "Missing argument"),
    (2, ["ticket", "act", "MG-1", "take"], "--as"),
    (2, ["ingest", "missing.eml"], "missing.eml: No such file or directory"),
    (2, ["load", "missing.toml"], "missing.toml: No such file or directory"),
    (2, ["--config", "missing.toml", "status"], "missing.toml"),
    (2, ["ticket", "act", "MG-1", "take", "--as", "ada@desk.example", "--set", "colour"], "is not key=value"),
    (2, ["ticket", "act", "MG-1", "resolve", "--as", "ada@desk.example", "--set", "colour=red"], "no key 'colour'"),
    (2, ["ticket", "act", "MG-1", "dance", "--as", "ada@desk.example"], "there is no action 'dance'"),
    (2, ["ticket", "list", "--state", "odd"], "there is no state 'odd'"),
    (2, ["ticket", "list", "--view", "odd"], "there is no view 'odd'; there are: open, unpicked, mine"),
    (2, ["ticket", "list", "--view", "mine"], "--view mine needs --as"),
    (1, ["ticket", "list", "--view", "mine", "--as", "zed@desk.example"], "nobody on the staff is zed@desk.example"),
    (2, ["--now", "yesterday", "status"], "--now 'yesterday' is not an instant"),
    (1, ["ticket", "act", "MG-1", "take", "--as", "zed@desk.example"], "nobody on the staff is zed@desk.example"),
    (1, ["ticket", "show", "MG-99"], "there is no ticket MG-99"),
    (1, ["ticket", "act", "MG-1", "confirm", *STAFF, "--set", "by=ann@customer.example", "--set", "how=phone",
         "--set", "answer=yes"], "MG-1: "),
    (1, ["letter", "show", "99"], "there is no letter 99"),
    (1, ["retry", "99"], "there is no letter 99"),
    (2, ["retry", HUGE], "Invalid value for"),
    (2, ["letter", "show", HUGE], "Invalid value for"),
    (2, ["letter", "show", "--", "-1"], "Invalid value for"),
    (2, ["letter", "release", HUGE, *STAFF], "Invalid value for"),
    (2, ["letter", "discard", HUGE, *STAFF, "--reason", "odd"], "Invalid value for"),
    (1, ["ticket", "show", f"MG-{HUGE}"], f"there is no ticket MG-{HUGE}"),
    (2, ["--now", "0001-01-01T00:00:00+14:00", "status"], "is not in the years 1970 to 2999"),
    (2, ["--now", "9999-12-31T23:59:59-14:00", "tick"], "is not in the years 1970 to 2999"),
    (2, ["ticket", "act", "MG-1", "hold", *STAFF, "--set", "reason=x", "--set", "until=9999-12-31T23:59:59-14:00"],
     "until is more than 3 years ahead"),
    (2, ["ticket", "act", "MG-1", "hold", *STAFF, "--set", "reason=x", "--set", "until=0001-01-01T00:00:00+14:00"],
     "until is in the past"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "arguments", "told"), WRONG, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_in_one_line(desk: Shell, code: int, arguments: list[str], told: str) -> None:
    desk.json("ingest", desk.file("1.eml"))
    done = desk(*arguments)
    assert done.code == code, done.err
    assert told in done.err
    assert one_line(done)


def one_line(done: Ran) -> bool:
    lines = done.err.strip().splitlines()
    return len(lines) == 1 and lines[0].startswith("mailgate: ") and "Traceback" not in done.err and done.out == ""


def test_a_list_of_files_to_read_may_hold_anything(
    desk: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / os.fsdecode(b"\xff.eml")).write_bytes(a_letter(subject="printer"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff.eml\n\0\n"), "utf-8"))
    done = desk("parse")
    assert done.code == 2
    assert [(row["subject"], row["error"]) for row in done.rows] == [
        ("printer", None),
        ("", "'\\x00' cannot be the name of a file"),
    ]
    assert done.err == "mailgate: 1 of the files could not be opened; the objects say which\n"


def test_a_folder_that_cannot_be_written_is_named(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    data = desk.folder / "data"
    monkeypatch.setattr(os, "access", lambda place, mode: Path(place) != data)  # tests may run as root
    done = desk("status")
    assert (done.code, one_line(done)) == (1, True)
    assert f"{data} cannot be written" in done.err


def test_a_write_lock_that_cannot_be_opened_is_named(desk: Shell) -> None:
    lock = desk.folder / "data" / "write.lock"
    lock.unlink()
    lock.mkdir()
    done = desk("ingest", desk.file("1.eml"))
    assert (done.code, one_line(done)) == (1, True)
    assert f"{lock} cannot be written: Is a directory" in done.err


@pytest.mark.parametrize("command", ["status", "upgrade"])
@pytest.mark.parametrize("there", ["a folder", "no database"])
def test_a_database_that_cannot_be_opened_is_named(shell: Shell, there: str, command: str) -> None:
    database = shell.folder / "data" / "mailgate.db"
    database.parent.mkdir()
    if there == "a folder":
        database.mkdir()
    else:
        database.write_bytes(b"a text that is long enough to be looked at as a database\n" * 100)
    done = shell(command)
    assert (done.code, one_line(done)) == (1, True)
    assert f"the database {database} cannot be opened" in done.err


def test_an_outbox_folder_that_cannot_be_written_is_named_and_the_letter_waits(desk: Shell) -> None:
    (desk.folder / "sent").write_text("a file in the way")
    desk.json("--now", MORNING, "ingest", desk.file("1.eml"))
    (row,) = desk("--json", "--now", MORNING, "outbox", "deliver").rows
    assert row["state"] == "queued"
    assert f"cannot write to {desk.folder / 'sent'}" in row["answer"]


def test_an_old_letter_is_tried_again_though_many_wait_before_it(desk: Shell) -> None:
    desk.file("nobody.eml", headers=[("From", "second@customer.example")])
    for number in range(40):
        desk.file(f"{number}.eml", subject=f"printer {number}")
    names = [f"{number}.eml" for number in range(40)]
    held = desk("--json", "ingest", *names, "nobody.eml").rows[-1]
    assert (held["letter"], held["fate"]) == (41, "held")
    for number in range(1, 41):
        make_pending(desk, number)
    row = desk.json("retry", "41")
    assert (row["letter"], row["fate"]) == (41, "held")
    assert desk.json("status")["pending"] == 0


def make_pending(desk: Shell, letter: int) -> None:
    """As if no worker had come to it yet."""
    with contextlib.closing(sqlite3.connect(desk.folder / "data" / "mailgate.db")) as database, database:
        database.execute("UPDATE letter SET fate = NULL, tries = 0 WHERE id = ?", (letter,))


def test_a_try_that_fails_is_said_and_exits_with_1(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.json("ingest", desk.file("1.eml", headers=[("From", "second@customer.example")]))
    monkeypatch.setattr("mailgate.cli.letters._LOOKS", 1)

    def failing(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("mailgate.desk.decide.mailbox_of", failing)
    done = desk("--json", "retry", "1")
    assert done.code == 1
    assert [row["fate"] for row in done.rows] == ["pending"]
    assert done.err.splitlines()[-1] == "mailgate: letter 1 is kept but not decided yet: try 1 failed: RuntimeError"


def test_an_instant_needs_a_test_clock(shell: Shell) -> None:
    settings = shell.folder / "mailgate.toml"
    settings.write_text(settings.read_text().replace("test_clock = true", ""))
    done = shell("--now", MORNING, "status")
    assert done.code == 2
    assert "--now is refused: it needs test_clock = true" in done.err


def test_all_mistakes_of_a_settings_file_are_told_with_their_lines(shell: Shell) -> None:
    (shell.folder / "mailgate.toml").write_text(
        'data_dri = "x"\n[smtp]\nlisten = "nowhere"\n[relay]\nurl = "ftp://x"\n'
    )
    done = shell("status")
    assert done.code == 2
    lines = done.err.strip().splitlines()
    assert len(lines) == 3
    for line, place, told in zip(sorted(lines), (1, 3, 5), ("did you mean 'data_dir'", "nowhere", "ftp"), strict=True):
        assert f"mailgate.toml:{place}:" in line
        assert told in line


def test_all_mistakes_of_a_desk_file_are_told_and_nothing_is_loaded(desk: Shell) -> None:
    (desk.folder / "bad.toml").write_text(
        '[[category]]\nid = "x"\nclass = "nonsense"\n\n[[staff]]\nemial = "a@desk.example"\n'
    )
    done = desk("load", "bad.toml")
    assert done.code == 2
    assert all(line.startswith("mailgate: bad.toml:") for line in done.err.strip().splitlines())
    assert "did you mean 'email'" in done.err
    assert len(done.err.strip().splitlines()) >= 2
    assert desk("staff", "list").out.count("@desk.example") == 3


def test_all_mistakes_of_a_registry_file_are_told_and_nothing_is_imported(desk: Shell) -> None:
    (desk.folder / "bad.csv").write_text("company,emails,rights\nNew,not an address,\nNew,x@new.example,magic\n")
    before = desk("registry", "export").out
    done = desk("registry", "import", "bad.csv")
    assert done.code == 2
    assert len(done.err.strip().splitlines()) >= 2
    assert desk("registry", "export").out == before


def test_loading_and_importing_twice_change_nothing(desk: Shell) -> None:
    assert desk.json("load", "desk.toml")["staff"] == 3
    row = desk.json("registry", "import", "people.csv")
    assert (row["created"], row["changed"], row["removed"]) == ([], [], [])


def test_help_is_no_mistake(shell: Shell) -> None:
    done = shell("--help")
    assert done.code == 0
    assert "ingest" in done.out
