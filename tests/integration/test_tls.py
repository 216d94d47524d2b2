"""TLS at the doors: STARTTLS and from the first byte, no word from before it (T10), and renewed certificates."""

import shutil
import smtplib
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailgate.config import Tls
from mailgate.desk.house import House
from mailgate.ingest.smtp import words
from mailgate.model.errors import BadSetup
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed
from tests.conftest import missing

from .door import Door, a_certificate

LETTER = ("Subject: printer", "", "It does not print.")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tls, Tls]:
    """Two, for the same name."""
    return a_certificate(tmp_path_factory.mktemp("one")), a_certificate(tmp_path_factory.mktemp("two"))


@pytest.fixture
def tls(certificates: tuple[Tls, Tls], tmp_path: Path) -> Tls:
    """One in files that may be changed."""
    return put(certificates[0], tmp_path)


def put(given: Tls, folder: Path) -> Tls:
    certificate, key = folder / "live.pem", folder / "live.key"
    shutil.copy(given.certificate_file, certificate)
    shutil.copy(given.key_file, key)
    return Tls(certificate_file=str(certificate), key_file=str(key))


def shown(certificate: Tls) -> bytes:
    return ssl.PEM_cert_to_DER_cert(Path(certificate.certificate_file).read_text())


@pytest.fixture
def house() -> House:
    return seed(a_house())


@pytest.fixture
def door(house: House, tls: Tls) -> Iterator[Door]:
    with Door(house, tls=tls) as opened:
        yield opened


def test_a_letter_comes_encrypted_and_that_is_written_down(door: Door) -> None:
    with door.talk() as client:
        client.write(b"EHLO client.example\r\n")
        assert "250-STARTTLS" in client.replies()
        assert client.say("STARTTLS") == "220 2.0.0 Ready to start TLS"
        assert client.start_tls() == "TLSv1.3"
        client.write(b"EHLO client.example\r\n")
        offered = client.replies()
        assert "250-STARTTLS" not in offered
        assert not [line for line in offered if "AUTH" in line], "nobody signs in here"
        assert client.submit(*LETTER).startswith("250")
        assert client.say("STARTTLS") == words.ENCRYPTED_ALREADY
        assert client.say("QUIT") == words.BYE
    (letter,) = door.kept()
    assert letter.envelope.tls


def test_what_was_said_in_the_clear_does_not_count_behind_starttls(door: Door) -> None:
    with door.talk() as client:
        assert client.say("EHLO client.example").startswith("250")
        assert client.say("MAIL FROM:<ann@customer.example>").startswith("250")
        assert client.say("RCPT TO:<support@desk.example>").startswith("250")
        assert client.say("STARTTLS").startswith("220")
        client.start_tls()
        assert client.say("DATA") == words.NOT_GREETED.format(greeting="EHLO")
        assert client.say("EHLO client.example").startswith("250")
        assert client.say("DATA") == words.NO_SENDER


@pytest.mark.parametrize(
    "injected", [b"MAIL FROM:<x@x.example>\r\n", b"EHLO x\r\nMAIL FROM:<x@x.example>\r\n", b"EHLO x"]
)
def test_commands_injected_behind_starttls_are_never_obeyed(door: Door, injected: bytes) -> None:
    with door.talk() as client:
        assert client.say("EHLO client.example").startswith("250")
        client.write(b"STARTTLS\r\n" + injected)
        assert client.reply().startswith("220")
        client.start_tls()
        assert client.say("RCPT TO:<support@desk.example>") == words.NOT_GREETED.format(greeting="EHLO")
        assert client.say("NOOP") == words.OK, "and nothing of it is answered later"


def test_tls_from_the_first_byte(door: Door) -> None:
    with door.talk("SMTP over TLS") as client:
        assert client.submit(*LETTER).startswith("250")
        assert client.say("STARTTLS") == words.ENCRYPTED_ALREADY
    (letter,) = door.kept()
    assert letter.envelope.tls


def test_lmtp_may_be_encrypted_too(door: Door) -> None:
    with door.talk("LMTP") as client:
        assert client.say("LHLO client.example").startswith("250")
        assert client.say("STARTTLS").startswith("220")
        client.start_tls()
        assert client.begin("LHLO").startswith("354")
        assert client.say(*LETTER, ".").startswith("250")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_older_versions_are_not_spoken(door: Door) -> None:
    with door.talk() as client:
        assert client.say("STARTTLS").startswith("220")
        with pytest.raises((ssl.SSLError, ConnectionError)):
            client.start_tls(ssl.TLSVersion.TLSv1_1)
    with door.talk() as client:
        assert client.say("STARTTLS").startswith("220")
        assert client.start_tls(ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
        assert client.submit(*LETTER).startswith("250")


def test_a_handshake_that_fails_leaves_nothing_behind(door: Door) -> None:
    for rubbish in (b"MAIL FROM:<x@x.example>\r\n" * 10, b"\x16\x03\x01\x00\x05hello", b""):
        with door.talk() as client:
            assert client.say("STARTTLS").startswith("220")
            client.write(rubbish)
    with socket.create_connection(("127.0.0.1", door.listener.ports()["SMTP over TLS"]), 10) as plain:
        plain.sendall(b"EHLO client.example\r\n")
        assert not plain.recv(100).startswith(b"220")
    until = time.monotonic() + 10
    while door.listener._door.sessions:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert door.listener._door.visitors.here == 0
    with door.talk() as client:
        assert client.submit(*LETTER).startswith("250")


def test_a_client_that_checks_the_certificate_is_content(door: Door, tls: Tls) -> None:
    context = ssl.create_default_context(cafile=tls.certificate_file)
    with smtplib.SMTP("127.0.0.1", door.listener.port, "client.example", 10) as client:
        client._host = "mx.desk.example"  # type: ignore[attr-defined]
        client.starttls(context=context)
        assert client.sendmail("ann@customer.example", ["support@desk.example"], "Subject: printer\r\n\r\n.\r\n") == {}
    assert door.raw() == b"Subject: printer\r\n\r\n.\r\n"


def served(door: Door, what: str = "SMTP over TLS") -> bytes:
    with door.talk(what) as client:
        return client.certificate()


def test_a_renewed_certificate_is_taken_on_without_a_restart(
    house: House, certificates: tuple[Tls, Tls], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailgate.ingest.smtp.listener._RENEW_SECONDS", 0.05)
    one, two = certificates
    with Door(house, tls=put(one, tmp_path)) as door:
        with door.talk("SMTP over TLS") as open_before:
            assert served(door) == shown(one)
            put(two, tmp_path)
            until = time.monotonic() + 10
            while served(door) != shown(two):
                assert time.monotonic() < until
                time.sleep(0.05)
            assert open_before.submit(*LETTER).startswith("250"), "connections that are open go on"
        with door.talk() as client:
            assert client.say("STARTTLS").startswith("220")
            client.start_tls()
            assert client.certificate() == shown(two)


def test_a_reload_loads_it_at_once_and_a_broken_one_never_replaces_what_works(
    house: House, certificates: tuple[Tls, Tls], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = certificates
    with Door(house, tls=put(one, tmp_path)) as door:
        (tmp_path / "live.pem").write_bytes(Path(two.certificate_file).read_bytes())
        door.listener.reload()
        assert served(door) == shown(one)
        assert "the certificate was not renewed, the one before stays" in caplog.text
        (tmp_path / "live.key").write_bytes(Path(two.key_file).read_bytes())
        door.listener.reload()
        assert served(door) == shown(two)


@pytest.mark.parametrize("broken", ["absent", "empty", "another key", "encrypted"])
def test_a_certificate_that_cannot_be_used_is_said_before_anything_listens(
    house: House, certificates: tuple[Tls, Tls], tmp_path: Path, broken: str
) -> None:
    one, two = certificates
    tls, key = put(one, tmp_path), tmp_path / "live.key"
    if broken == "absent":
        key.unlink()
    elif broken == "empty":
        key.write_text("")
    elif broken == "another key":
        shutil.copy(two.key_file, key)
    else:
        command = ["openssl", "ec", "-aes256", "-passout", "pass:secret", "-in", one.key_file, "-out", str(key)]
        subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(BadSetup, match=r"tls\.certificate_file and tls\.key_file: .*live\.key cannot be used: ."):
        Door(house, tls=tls)


@pytest.mark.parametrize("options", [["--tls"], ["--tls-on-connect"], []], ids=["starttls", "implicit", "plain"])
def test_swaks_sends_a_letter(door: Door, options: list[str]) -> None:
    program = shutil.which("swaks")
    if not program:
        missing("no swaks (apt: swaks libnet-ssleay-perl)")
    port = door.listener.ports()["SMTP over TLS" if "--tls-on-connect" in options else "SMTP"]
    command = [program, "--server", f"127.0.0.1:{port}", "--helo", "client.example", "--from", "ann@customer.example"]
    letter = ["--to", "support@desk.example", "--header", "Subject: printer", "--body", "It does not print."]
    done = subprocess.run([*command, *letter, *options], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (kept,) = door.kept()
    assert kept.envelope.tls is bool(options)
    assert b"It does not print." in door.raw()
