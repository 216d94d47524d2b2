"""The settings of the doors for mail: what may be written, and what is said of mistakes."""

from pathlib import Path

import pytest

from mailgate.config import load_settings
from mailgate.model.errors import BadSetup


def loaded(folder: Path, text: str):  # type: ignore[no-untyped-def]
    (folder / "mailgate.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "mailgate.toml")


def test_files_of_the_doors_count_from_the_settings_file(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path, '[lmtp]\nlisten = "run/lmtp.sock"\n[tls]\ncertificate_file = "mx.pem"\nkey_file = "/etc/mx.key"\n'
    )
    assert settings.lmtp.listen == str(tmp_path / "run" / "lmtp.sock")
    assert settings.tls.certificate_file == str(tmp_path / "mx.pem")
    assert settings.tls.key_file == "/etc/mx.key"


def test_a_port_is_left_as_it_is(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[lmtp]\nlisten = "127.0.0.1:8024"\n').lmtp.listen == "127.0.0.1:8024"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('[lmtp]\nlisten = "127.0.0.1:25"\n', "LMTP must not be there"),
        ('[lmtp]\nlisten = "lmtp.sock"\n', "is not a host and a port"),
        ('[lmtp]\nsocket_mode = "0999"\n', "socket_mode"),
        ('[tls]\ncertificate_file = "mx.pem"\n', "certificate_file and key_file need each other"),
        ('[tls]\nkey_file = "mx.key"\n', "certificate_file and key_file need each other"),
        ('[smtp]\ntls_listen = ":465"\n', "smtp.tls_listen needs tls.certificate_file"),
        ("[smtp]\nmax_message_size_mb = 100\n", "so such a mail could never come in"),
        ('[smtp]\nproxy_from = ["10.0.0.1/8"]\n', "is not an address like"),
        ('[smtp]\nunlimited_from = ["mx.example"]\n', "is not an address like"),
        ('[smtp]\nbare_line_ends = "keep"\n', "'refuse' or 'normalise'"),
        ("[smtp]\nidle_seconds = 0\n", "idle_seconds"),
        ('[origin]\ntrust_loopback = true\n[lmtp]\nlisten = ":8024"\n', "lmtp.listen is ':8024'"),
        ('[origin]\ntrust_loopback = true\n[smtp]\nlisten = ":8025"\n', "smtp.listen is ':8025'"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, finding: str) -> None:
    with pytest.raises(BadSetup) as mistake:
        loaded(tmp_path, text)
    assert finding in str(mistake.value)
    assert "mailgate.toml" in str(mistake.value)


def test_a_unix_socket_is_on_this_machine(tmp_path: Path) -> None:
    assert loaded(tmp_path, '[origin]\ntrust_loopback = true\n[lmtp]\nlisten = "/run/lmtp.sock"\n').lmtp.listen
