"""From an empty folder to a desk that takes mail, by the commands that a new user types."""

import json
from pathlib import Path

import pytest

from mailgate.cli.main import main
from mailgate.testing import a_letter

CUSTOMERS = "company;domains;contact;emails;language;rights\nOak Ltd;oak.example;Ann Oak;ann@oak.example;en;technical\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def initialise(arrival: str, *more: str) -> int:
    answers = ("--firm", "Fern IT", "--mailbox", "help@fern.example", "--staff", "ola@fern.example")
    return main(["init", *answers, "--arrival", arrival, *more])


def rows(capsys: pytest.CaptureFixture[str], *command: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main([*command, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("arrival", "more", "origin"),
    [
        ("direct", (), "verify = true"),
        ("behind", ("--authserv-id", "mx.fern.example"), 'trusted_authserv_ids = ["mx.fern.example"]'),
        ("trial", (), "trust_loopback = true"),
    ],
)
def test_init_writes_files_that_load_as_they_stand(
    folder: Path, arrival: str, more: tuple[str, ...], origin: str
) -> None:
    assert initialise(arrival, *more) == 0
    assert origin in (folder / "mailgate.toml").read_text()
    assert main(["load", "desk.toml"]) == 0


def test_init_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "desk.toml").write_text("mine")
    assert initialise("trial") == 2
    assert "is there already: nothing was written" in capsys.readouterr().err
    assert (folder / "desk.toml").read_text() == "mine"
    assert not (folder / "mailgate.toml").exists()


def test_init_names_the_ways_in_which_mail_may_arrive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert initialise("pigeon") == 2
    assert capsys.readouterr().err.strip().endswith("it is one of: direct, behind, trial")


def test_a_trial_takes_a_letter_of_a_registered_person_as_proven(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    initialise("trial")
    main(["load", "desk.toml"])
    (folder / "customers.csv").write_text(CUSTOMERS)
    main(["registry", "import", "customers.csv"])
    (folder / "one.eml").write_bytes(a_letter(sender="ann@oak.example", to="help@fern.example"))
    (seen,) = rows(capsys, "ingest", "one.eml", "--mailbox", "help@fern.example")
    assert (seen["fate"], seen["standing"], seen["proof"]) == ("ticket", "contact", "proven")
    assert main(["doctor"]) == 0


def test_a_held_letter_is_released_by_one_person_and_another_discarded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    initialise("behind", "--authserv-id", "mx.fern.example")
    main(["load", "desk.toml"])
    for name in ("one", "two"):
        letter = a_letter(sender=f"{name}@nowhere.example", to="help@fern.example", subject=name)
        (folder / f"{name}.eml").write_bytes(letter)
    first, second = rows(capsys, "ingest", "one.eml", "two.eml", "--mailbox", "help@fern.example")
    assert (first["fate"], second["fate"]) == ("held", "held")
    (released,) = rows(capsys, "letter", "release", "1", "--as", "ola@fern.example")
    assert released["ticket"] == "MG-1"
    rows(capsys, "letter", "discard", "2", "--as", "ola@fern.example", "--reason", "a sales pitch")
    assert [row["fate"] for row in rows(capsys, "letter", "list")] == ["rejected", "ticket"]
    (status,) = rows(capsys, "status")
    assert status["balanced"]
    assert main(["letter", "release", "2", "--as", "ola@fern.example"]) == 1
    assert main(["retry", "1"]) == 1


def test_doctor_says_how_to_mend_a_day_without_a_proven_sender(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    initialise("behind", "--authserv-id", "mx.fern.example")
    main(["load", "desk.toml"])
    (folder / "one.eml").write_bytes(a_letter(sender="ann@oak.example", to="help@fern.example"))
    main(["ingest", "one.eml", "--mailbox", "help@fern.example"])
    unproven = [finding for finding in rows(capsys, "doctor") if "proven" in str(finding["what"])]
    assert [finding["level"] for finding in unproven] == ["warning"]
    assert "trusted_authserv_ids" in str(unproven[0]["fix"])


def test_config_show_hides_the_password_of_the_relay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mailgate.toml").write_text('[relay]\nurl = "smtp://ann:s3cret@mx.fern.example:587"\n')
    assert main(["config", "show", "--json"]) == 0
    shown = capsys.readouterr().out
    assert "s3cret" not in shown
    assert "smtp://ann:…@mx.fern.example:587" in shown


def test_the_registry_comes_back_as_it_was_exported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    initialise("trial")
    (folder / "customers.csv").write_text(CUSTOMERS)
    main(["registry", "import", "customers.csv"])
    capsys.readouterr()
    main(["registry", "export"])
    (folder / "again.csv").write_text(capsys.readouterr().out)
    (report,) = rows(capsys, "registry", "import", "again.csv", "--dry-run")
    assert (report["created"], report["changed"]) == ([], [])
