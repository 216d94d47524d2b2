"""The registry by its commands on a real database, and what an upgrade makes of an older one."""

import json
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from mailgate.cli.main import main
from mailgate.store.open import open_store
from mailgate.store.upgrade import migrations, upgrade

CUSTOMERS = (
    "company;domains;contact;emails;phones;language;rights\n"
    "Dub s. r. o.;dub.example;Jiří Kůrka;jiri@dub.example;603 555 010, 112;cs;billing technical\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An initialised desk of a Czech firm, and a file of customers as a Czech Excel writes it."""
    monkeypatch.chdir(tmp_path)
    answers = ("--firm", "Fern IT", "--mailbox", "help@fern.example", "--staff", "ola@fern.example")
    assert main(["init", *answers, "--arrival", "trial"]) == 0
    (tmp_path / "more.toml").write_text('[firm]\nname = "Fern IT"\nzone = "Europe/Prague"\ncountry = "CZ"\n')
    assert main(["load", "desk.toml", "more.toml"]) == 0
    (tmp_path / "customers.csv").write_bytes(CUSTOMERS.encode("cp1250"))
    return tmp_path


def rows(capsys: pytest.CaptureFixture[str], *given: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["registry", *given, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_import_find_history_export_and_undo(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (done,) = rows(capsys, "import", "customers.csv", "--as", "ola@fern.example")
    assert (done["import"], done["encoding"], len(done["notes"])) == (1, "CP1250", 1)  # type: ignore[arg-type]
    for given in ("603 555 010", "+420603555010", "00420603555010", "kurka", "JIRI@dub.example"):
        (found,) = rows(capsys, "find", given)
        assert (found["name"], found["rights"], found["tickets"]) == ("Jiří Kůrka", ["billing", "technical"], [])
    (line,) = rows(capsys, "history", "--company", "dub s. r. o.")
    assert (line["by"], line["before"], line["after"]) == ("ola@fern.example", None, ["billing", "technical"])
    capsys.readouterr()
    assert main(["registry", "export", "--format", "toml"]) == 0
    (folder / "again.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert rows(capsys, "import", "again.toml")[0]["import"] is None
    assert rows(capsys, "undo")[0]["import"] == 1
    assert rows(capsys, "history", "--address", "jiri@dub.example")[0]["after"] is None
    assert main(["registry", "find", "kurka"]) == 1
    assert main(["registry", "undo"]) == 1
    assert "import 1 (customers.csv) was undone already" in capsys.readouterr().err


def test_who_is_not_on_the_staff_imports_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["registry", "import", "customers.csv", "--as", "eve@fern.example"]) == 1
    assert "nobody on the staff is eve@fern.example" in capsys.readouterr().err
    assert main(["registry", "find", "kurka"]) == 1


def test_an_upgrade_makes_phones_and_names_of_before_findable(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    store = open_store(url, check=False)
    with store.exclusive() as connection:
        command.upgrade(migrations(connection), "0003")
        connection.execute(text("INSERT INTO company VALUES (1, 'Důl', '', 0, 'elapsed', '', '[]')"))
        phones = json.dumps(["+420603555010", "603555011", "+420603555010"])
        values = "(1, 'Eva Łoś', :phones, 'cs', '', 0, '')"
        connection.execute(text(f"INSERT INTO person VALUES {values}"), {"phones": phones})
        connection.execute(text("INSERT INTO person_address VALUES ('eva@dul.example', 1, 0)"))
        connection.execute(text("INSERT INTO membership VALUES (1, 1, '[\"billing\"]')"))
    store.close()
    upgrade(url)
    store = open_store(url)
    with store.reading() as unit:
        (eva,) = unit.people.by_phone("+420603555010")
        assert (eva.name, eva.numbers) == ("Eva Łoś", ("+420603555010",))
        assert unit.people.named("los", 9) == unit.people.named("dul", 9) == [eva]
        assert unit.people.by_address("eva@dul.example") == [eva]
    store.close()
