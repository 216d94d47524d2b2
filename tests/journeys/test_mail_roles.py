"""The doors as processes: `mailgate lmtp` alone, `mailgate serve` with all of them, and the signals HUP and TERM."""

import contextlib
import re
import signal
import smtplib
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from mailgate.config import Tls
from tests.conftest import missing

from .conftest import SETTINGS, Shell, eventually, write_settings

Start = Callable[..., "subprocess.Popen[bytes]"]
LETTER = b"From: <ann@customer.example>\r\nSubject: printer\r\n\r\nIt does not print.\r\n.\r\n"


def a_certificate(folder: Path) -> Tls:
    """Its own, each time another."""
    tls = Tls(certificate_file=str(folder / "mx.pem"), key_file=str(folder / "mx.key"))
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 -subj /CN=mx.desk.example"
    try:
        subprocess.run(
            [*command.split(), "-keyout", tls.key_file, "-out", tls.certificate_file], check=True, capture_output=True
        )
    except FileNotFoundError:
        missing("no openssl to make a certificate with")
    return tls


def test_lmtp_alone_takes_letters_over_its_socket_and_ends_cleanly(shell: Shell, start: Start) -> None:
    write_settings(shell.folder, SETTINGS.format(smtp=1, web="") + '[lmtp]\nlisten = "run/lmtp.sock"\n')
    (shell.folder / "run").mkdir()
    shell.set_up()
    path = shell.folder / "run" / "lmtp.sock"
    process = start("lmtp")
    eventually(lambda: listens(path), 20, "the LMTP door")
    with socket.socket(socket.AF_UNIX) as connection, connection.makefile("rb") as replies:
        connection.settimeout(20)
        connection.connect(str(path))
        connection.sendall(b"LHLO client.example\r\nMAIL FROM:<ann@customer.example>\r\n")
        connection.sendall(b"RCPT TO:<support@desk.example>\r\nRCPT TO:<private@desk.example>\r\nDATA\r\n" + LETTER)
        said = read_final(replies, 8)
        assert said[-2:] == ["250 2.0.0 Kept as letter 1"] * 2
        process.terminate()
        assert read_final(replies, 1)[0].startswith("421 4.3.2 ")
    assert process.wait(25) == 0
    assert not path.exists()
    assert shell.json("status")["kept"] == 1


def listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
        probe.connect(str(path))
        return True
    return False


def read_final(replies: BinaryIO, count: int) -> list[str]:
    """So many replies, the last line of each."""
    found: list[str] = []
    while len(found) < count:
        line = replies.readline().decode().rstrip()
        assert line, f"the connection ended after {found}"
        if line[3:4] == " ":
            found.append(line)
    return found


def test_lmtp_without_an_address_has_nothing_to_do(shell: Shell) -> None:
    write_settings(shell.folder, SETTINGS.format(smtp=1, web=""))
    ran = shell("lmtp")
    assert ran.code == 2
    assert "lmtp.listen is empty, so mailgate lmtp has nothing to do" in ran.err


def certificate_at(port: int) -> str:
    with contextlib.suppress(OSError):
        return ssl.get_server_certificate(("127.0.0.1", port), timeout=5)
    return ""


def test_serve_opens_all_doors_and_takes_on_a_new_certificate_at_hup(
    shell: Shell, start: Start, free_port: Callable[[], int], tmp_path: Path
) -> None:
    smtp, tls_port, lmtp = free_port(), free_port(), free_port()
    tls = a_certificate(tmp_path)
    text = SETTINGS.format(smtp=smtp, web="").replace("[smtp]\n", f'[smtp]\ntls_listen = "127.0.0.1:{tls_port}"\n')
    text += f'[lmtp]\nlisten = "127.0.0.1:{lmtp}"\n'
    text += f'[tls]\ncertificate_file = "{tls.certificate_file}"\nkey_file = "{tls.key_file}"\n'
    write_settings(shell.folder, text)
    shell.set_up()
    process = start("serve")
    eventually(lambda: bool(certificate_at(tls_port)), 20, "the door with TLS")
    with smtplib.SMTP("127.0.0.1", smtp, "client.example", 10) as client:
        client.starttls(context=unverified())
        client.sendmail("ann@customer.example", ["support@desk.example"], LETTER[:-3])
    with smtplib.LMTP("127.0.0.1", lmtp, "client.example") as client:
        client.sendmail("ann@customer.example", ["support@desk.example"], LETTER[:-3].replace(b"printer", b"screen"))
    first = certificate_at(tls_port)
    a_certificate(tmp_path)
    process.send_signal(signal.SIGHUP)
    eventually(lambda: certificate_at(tls_port) not in ("", first), 5, "the new certificate")
    assert process.poll() is None, "HUP is no reason to end"
    began = time.monotonic()
    process.terminate()
    assert process.wait(25) == 0
    assert time.monotonic() - began < 25
    log = (shell.folder / "serve.log").read_text()
    assert re.search(rf"^SMTP on 127\.0\.0\.1:{smtp}$", log, re.MULTILINE)
    assert re.search(rf"^SMTP over TLS on 127\.0\.0\.1:{tls_port}$", log, re.MULTILINE)
    assert re.search(rf"^LMTP on 127\.0\.0\.1:{lmtp}$", log, re.MULTILINE)
    assert "Traceback" not in log
    assert shell.json("status")["kept"] == 2


def unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.mark.parametrize("section", ["smtp", "lmtp"])
def test_an_address_that_is_taken_is_said_in_one_line(shell: Shell, section: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        text = SETTINGS.format(smtp=port if section == "smtp" else 0, web="")
        write_settings(shell.folder, text + (f'[lmtp]\nlisten = "127.0.0.1:{port}"\n' if section == "lmtp" else ""))
        shell.set_up()
        ran = shell(section)
    assert ran.code == 1
    assert f"{section}.listen = '127.0.0.1:{port}': " in ran.err
    assert "Traceback" not in ran.err
