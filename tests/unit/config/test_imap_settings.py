"""[[imap]] in mailgate.toml: what a mistake is called, and where secrets do not appear."""

from pathlib import Path

import pytest

from mailgate.config import Imap, load_settings
from mailgate.model.errors import BadSetup

ACCOUNT = '[[imap]]\nname = "support"\nhost = "imap.desk.example"\nuser = "support@desk.example"\n'
SECRET = 'password_file = "secrets/imap"\n'


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(text: str) -> tuple[Imap, ...]:
    Path("mailgate.toml").write_text(text, encoding="utf-8")
    return load_settings(None).imap


def finding(text: str) -> str:
    with pytest.raises(BadSetup) as refused:
        load(text)
    (only,) = refused.value.findings
    return str(only)


def test_an_account_needs_little(tmp_path: Path) -> None:
    (account,) = load(ACCOUNT + SECRET)
    assert account.password_file == str(tmp_path / "secrets" / "imap")
    assert (account.tls, account.mailbox, account.after, account.flag) == ("implicit", "INBOX", "flag", "\\Seen")


def test_each_account_has_a_name_of_its_own() -> None:
    assert finding((ACCOUNT + SECRET) * 2) == "mailgate.toml:7:1: there are two IMAP accounts 'support'"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('mailbox = "INBOX\\" \\r\\na LOGOUT"', "is not the name of a folder"),
        ('mailbox = "*"', "is not the name of a folder"),
        ('mailbox = " "', "is not the name of a folder"),
        ('after = "move:"', "is not the name of a folder"),
        ('after = "move:a\\nb"', "is not the name of a folder"),
        ('after = "delete"', "'delete' is not one of"),
        ('flag = "\\\\Deleted"', "is not \\Seen"),
        ('flag = "a b"', "is not \\Seen"),
        ('user = "a\\r\\nb LOGOUT"', "control character"),
        ('address = "nobody"', "is not one mail address"),
        ('host = "a b"', "string should match pattern"),
        ('tls = "none"', "only for a server on this machine"),
        ('auth = "microsoft"', "needs tenant, client_id, client_secret_file"),
        ('auth = "google"', "needs key_file"),
        ('password = "x"', "give either password_file or password"),
        ("idle_seconds = 1501", "less than or equal to 1500"),
        ('folder = "x"', "unknown key 'folder' in [[imap]]"),
    ],
)
def test_a_mistake_is_told_with_its_line(line: str, words: str) -> None:
    text = ACCOUNT.replace('user = "support@desk.example"\n', "") if line.startswith("user") else ACCOUNT
    text = text.replace('host = "imap.desk.example"\n', "") if line.startswith("host") else text
    said = finding(f"{text}{SECRET}{line}\n")
    assert said.startswith("mailgate.toml:")
    assert words in said


def test_without_a_secret_there_is_no_account() -> None:
    assert "give either password_file or password" in finding(ACCOUNT)


def test_a_password_does_not_show() -> None:
    (account,) = load(ACCOUNT + 'password = "open sesame"\n')
    assert "open sesame" not in f"{account!r} {account} {account.model_dump_json()}"
    assert account.password.get_secret_value() == "open sesame"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_on_this_machine_it_may_go_without_tls(host: str) -> None:
    (account,) = load(ACCOUNT.replace("imap.desk.example", host) + SECRET + 'tls = "none"\n')
    assert account.tls == "none"
