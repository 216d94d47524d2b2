"""Settings: one file, the environment over it, every mistake at once."""

from pathlib import Path

import pytest

from mailgate.config import load_settings, parse_listen
from mailgate.model.errors import BadSetup, WrongUse

EXAMPLE = Path(__file__).parents[2] / "examples" / "mailgate.toml"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def findings_of(text: str, data: Path | None = None) -> list[str]:
    file = Path("mailgate.toml")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetup) as refused:
        load_settings(None, data)
    return list(refused.value.findings)


def test_the_example_loads_and_its_paths_count_from_its_folder() -> None:
    settings = load_settings(EXAMPLE)
    folder = EXAMPLE.resolve().parent
    assert settings.data_dir == folder / "kept"
    assert settings.sqlite_path == folder / "kept" / "desk.db"
    assert settings.relay.url == f"file:{folder / 'sent'}"
    assert settings.base_url == "https://help.alder.example"
    assert settings.origin.trusted_authserv_ids == ("mx1.alder.example", "mx2.alder.example")


def test_without_a_file_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = load_settings(None)
    assert settings.data_dir == tmp_path / "mailgate-data"
    assert settings.sqlite_path == tmp_path / "mailgate-data" / "mailgate.db"
    assert settings.relay.url == f"file:{tmp_path / 'mailgate-data' / 'outbox'}"


def test_the_data_argument_moves_the_folder_and_the_database_inside_it(tmp_path: Path) -> None:
    settings = load_settings(EXAMPLE, tmp_path / "else")
    assert settings.data_dir == tmp_path / "else"
    assert settings.sqlite_path == tmp_path / "else" / "desk.db"


def test_the_environment_overrides_one_key_and_leaves_its_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILGATE_SMTP__MAX_RECIPIENTS", "7")
    monkeypatch.setenv("MAILGATE_DATABASE__URL", "postgresql://desk@db/desk")
    settings = load_settings(EXAMPLE)
    assert (settings.smtp.max_recipients, settings.smtp.listen) == (7, "127.0.0.1:2525")
    assert settings.database.url == "postgresql://desk@db/desk"
    assert settings.sqlite_path is None


def test_every_mistake_is_named_at_once_with_its_line() -> None:
    found = findings_of(
        'bse_url = "x"\n[smtp]\nlisten = "127.0.0.1:99999"\nmax_recipients = 0\n[lmtp]\nlisten = "x:25"\n'
    )
    assert [line.partition(": ")[0] for line in sorted(found)] == [
        "mailgate.toml:1:1", "mailgate.toml:3:1", "mailgate.toml:4:1", "mailgate.toml:6:1",
    ]  # fmt: skip
    assert any("did you mean 'base_url'?" in line for line in found)
    assert any("ports end at 65535" in line for line in found)
    assert any("port 25 is for SMTP; LMTP must not be there" in line for line in found)


def test_a_mistake_of_the_environment_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILGATE_WEB__LISTEN", "nowhere")
    monkeypatch.setenv("MAILGATE_DATABSE__URL", "sqlite:///x.db")
    found = findings_of("")
    assert "MAILGATE_DATABSE__URL: unknown section 'databse'; did you mean 'database'?" in found
    assert any(line.startswith("MAILGATE_WEB__LISTEN: ") for line in found)


def test_a_list_in_the_environment_that_is_not_json_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILGATE_ORIGIN__TRUSTED_AUTHSERV_IDS", "mx.example")
    assert "write JSON" in findings_of("")[0]


def test_a_missing_file_that_was_named_is_an_error() -> None:
    with pytest.raises(BadSetup, match="there is no such settings file"):
        load_settings(Path("other.toml"))


@pytest.mark.parametrize("listen", ["0.0.0.0:25", ":25", "mail.example:25"])
def test_loopback_is_trusted_only_behind_a_loopback_listener(listen: str) -> None:
    found = findings_of(f'[origin]\ntrust_loopback = true\n[smtp]\nlisten = "{listen}"\n')
    assert found[0].startswith("mailgate.toml:2:1: trust_loopback = true counts every letter")


@pytest.mark.parametrize("url", ["ftp://x", "https://", "https://u@x", "https://x/desk", "https://x?a=1"])
def test_a_base_url_is_scheme_host_and_port(url: str) -> None:
    assert "mailgate.toml:1:1: base_url: " in findings_of(f'base_url = "{url}"')[0]


def test_a_listener_is_host_and_port() -> None:
    assert parse_listen("127.0.0.1:8025") == ("127.0.0.1", 8025)
    assert parse_listen("[::1]:25") == ("::1", 25)
    for wrong in ("8025", "host:", "host:99999", "::1:25", "a b:1"):
        with pytest.raises(WrongUse):
            parse_listen(wrong)
