"""[pager] in mailgate.toml: what a mistake is called, and where its secret does not appear."""

from pathlib import Path

import pytest

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.model.errors import BadSetup
from mailgate.outbound.pager import Pager

SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def settings(folder: Path, text: str) -> Path:
    file = folder / "mailgate.toml"
    file.write_text(f"[pager]\n{text}", encoding="utf-8")
    return file


def test_the_secrets_file_counts_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    loaded = load_settings(settings(tmp_path, 'url = "https://sms.example/in"\nsecret_file = "secrets/pager"\n'))
    assert loaded.pager.secret_file == str(tmp_path / "secrets" / "pager")
    assert loaded.pager.timeout_seconds == 5


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://sms.example/in", "must be https"),
        ("ftp://sms.example/in", "is not a web address"),
        ("https://", "is not a web address"),
        ("https://sms.example:x/", "is not a web address"),
        ("https://sms.example/a b", "is not a web address"),
        ("https://user@sms.example/", "may have no user"),
    ],
)
def test_a_wrong_address_is_told(tmp_path: Path, url: str, words: str) -> None:
    with pytest.raises(BadSetup, match=words):
        load_settings(settings(tmp_path, f'url = "{url}"\nsecret = "{SECRET}"\n'))


@pytest.mark.parametrize("text", ["", f'secret = "{SECRET}"\nsecret_file = "pager"\n'])
def test_it_has_exactly_one_secret(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSetup, match="give either secret_file or secret"):
        load_settings(settings(tmp_path, f'url = "https://sms.example/in"\n{text}'))


def test_the_secret_is_never_printed(tmp_path: Path) -> None:
    loaded = load_settings(settings(tmp_path, f'url = "http://127.0.0.1:9/in"\nsecret = "{SECRET}"\n'))
    assert SECRET not in repr(loaded)


def test_the_environment_may_have_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILGATE_PAGER__SECRET", SECRET)
    loaded = load_settings(settings(tmp_path, 'url = "https://sms.example/in"\n'))
    assert loaded.pager.secret.get_secret_value() == SECRET


def test_a_house_has_the_pager_of_its_settings_or_none(tmp_path: Path) -> None:
    (tmp_path / "pager").write_text(f"{SECRET}\n", encoding="utf-8")
    loaded = load_settings(settings(tmp_path, 'url = "https://sms.example/in"\nsecret_file = "pager"\n'))
    assert isinstance(open_house(loaded).pager, Pager)
    assert open_house(load_settings(settings(tmp_path, ""))).pager is None


@pytest.mark.parametrize("content", [None, "", "whsec_c2hvcnQ=\n", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n"])
def test_a_secret_that_is_none_stops_the_start(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "pager").write_text(content, encoding="utf-8")
    loaded = load_settings(settings(tmp_path, 'url = "https://sms.example/in"\nsecret_file = "pager"\n'))
    with pytest.raises(BadSetup, match=r"pager\.secret_file: "):
        open_house(loaded)
