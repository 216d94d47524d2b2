"""A throw-away Dovecot on loopback ports: `with dovecot() as server: server.deliver(raw)`.

It runs as whoever runs the tests, also as root. Its maildir and its list of UIDs can be changed behind its back, which
is how mailboxes are rebuilt and put back from backups.
"""

import grp
import http.server
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from imapclient import IMAPClient

from mailgate.config import Imap

BINARY = "/usr/sbin/dovecot"
USER, PASSWORD = "support", "open sesame"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
mail_max_userip_connections = 100
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
mail_uid = {mail_user}
mail_gid = {mail_group}
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
imap_idle_notify_interval = 20s
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf.ext
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
  override_fields = uid={mail_user} gid={mail_group} home={folder}/mail/%u
}}
"""
OAUTH = """
tokeninfo_url = http://127.0.0.1:{port}/t?access_token=
introspection_mode = auth
username_attribute = email
active_attribute = active
active_value = true
force_introspection = no
"""


def a_mail(number: object, text: str = "") -> bytes:
    """A letter of its own for each number."""
    head = f"From: <ann@customer.example>\r\nTo: <support@desk.example>\r\nSubject: printer {number}\r\n"
    return f"{head}Message-ID: <nonce-{number}@customer.example>\r\n\r\n{text or f'It says {number}.'}\r\n".encode()


class Dovecot:
    """A running server with one account."""

    def __init__(self, folder: Path, plain: int, tls: int, tokens: dict[str, str]) -> None:
        self.folder, self.plain, self.tls = folder, plain, tls
        self.tokens = tokens  #: token → user; whoever is not in it is refused
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def certificate(self) -> str:
        return str(self.folder / "cert.pem")

    def start(self) -> None:
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen(
                [BINARY, "-F", "-c", str(self.folder / "dovecot.conf")], stdout=out, stderr=out
            )
        until = time.monotonic() + 15
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.plain), 1) as probe:
                    probe.settimeout(5)
                    if probe.recv(100).startswith(b"* OK"):
                        return
            except OSError:
                assert self.process.poll() is None, self.log()
                assert time.monotonic() < until, self.log()
                time.sleep(0.02)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(15)
            self.process = None

    def empty(self) -> None:
        """No letters, no folders, no tokens."""
        self.tokens.clear()
        with self.client() as client:
            for flags, _, name in client.list_folders():
                if name != "INBOX" and b"\\Noselect" not in flags:  # those go with what is in them
                    client.delete_folder(name)
            client.select_folder("INBOX")
            client.delete_messages(client.search())
            client.expunge()

    def log(self) -> str:
        return "\n".join(
            path.read_text() for path in (self.folder / "out", self.folder / "dovecot.log") if path.exists()
        )

    def account(self, **keys: Any) -> Imap:
        """The settings of its account, without TLS."""
        known = {"name": "support", "host": "127.0.0.1", "port": self.plain, "tls": "none"}
        return Imap(**{**known, "user": USER, "password": PASSWORD, **keys})

    def client(self) -> IMAPClient:
        """A colleague's mail program."""
        client = IMAPClient("127.0.0.1", self.plain, ssl=False, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def deliver(self, *letters: bytes, folder: str = "INBOX", at: object = None) -> None:
        """Letters arrive; `at` is another INTERNALDATE than now."""
        with self.client() as client:
            for raw in letters:
                client.append(folder, raw, msg_time=at)

    def flags(self, folder: str = "INBOX") -> dict[int, set[bytes]]:
        """The flags of everything there, without \\Recent, by UID."""
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            found = client.get_flags(client.search())
        return {uid: set(flags) - {b"\\Recent"} for uid, flags in found.items()}

    def letters(self, folder: str = "INBOX") -> list[bytes]:
        """The bytes of everything there, by UID ascending."""
        with self.client() as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def expunge(self, *uids: int) -> None:
        """A colleague deletes letters for good."""
        with self.client() as client:
            client.select_folder("INBOX")
            client.delete_messages(list(uids))
            client.uid_expunge(list(uids))

    @contextmanager
    def behind_its_back(self) -> Iterator[Path]:
        """The maildir, while nobody is at it; what Dovecot remembers besides its list of UIDs is gone afterwards."""
        self.stop()
        place = self.folder / "mail" / USER
        yield place
        for path in place.glob("dovecot.index*"):
            path.unlink()
        self.start()

    def renumber(self, *, validity: int | None = None, next_uid: int | None = None, first: int = 0) -> None:
        """Another UIDVALIDITY, UIDNEXT, and with `first` other UIDs for the same letters in the same order."""
        with self.behind_its_back() as place:
            listed = place / "dovecot-uidlist"
            head, *lines = listed.read_text().splitlines()
            there = {path.name.partition(":")[0] for folder in ("cur", "new") for path in (place / folder).iterdir()}
            lines = [line for line in lines if line.partition(":")[2].partition(":")[0] in there]
            if validity is not None:
                head = re.sub(r" V\d+", f" V{validity}", head)
            if first:
                lines = [f"{first + number} {line.partition(' ')[2]}" for number, line in enumerate(lines)]
                next_uid = next_uid or first + len(lines)
            if next_uid is not None:
                head = re.sub(r" N\d+", f" N{next_uid}", head)
            head = re.sub(r" G[0-9a-f]+", "", head)
            listed.write_text("\n".join([head, *lines]) + "\n")


@contextmanager
def dovecot(ports: tuple[int, int]) -> Iterator[Dovecot]:
    """Started, and gone at the end. Its folder has a short name: paths of Unix sockets are short."""
    folder = Path(tempfile.mkdtemp(prefix="mg-dc-", dir="/tmp"))
    tokens: dict[str, str] = {}
    checker = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _token_checker(tokens))
    threading.Thread(target=checker.serve_forever, daemon=True).start()
    server = Dovecot(folder, *ports, tokens)
    try:
        _write(server, checker.server_port)
        server.start()
        yield server
    finally:
        server.stop()
        checker.shutdown()
        checker.server_close()
        shutil.rmtree(folder, ignore_errors=True)


def _write(server: Dovecot, checker_port: int) -> None:
    folder = server.folder
    folder.chmod(0o755)
    root = os.geteuid() == 0
    me, mine = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    if root:
        shutil.chown(folder / "mail", "nobody", "nogroup")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*make.split(), *names, *files], check=True, stderr=subprocess.DEVNULL)
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n")
    (folder / "oauth2.conf.ext").write_text(OAUTH.format(port=checker_port))
    (folder / "dovecot.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            plain=server.plain,
            tls=server.tls,
            mail_user="nobody" if root else me,
            mail_group="nogroup" if root else mine,
            internal="dovecot" if root else me,
            internal_group="dovecot" if root else mine,
            login="dovenull" if root else me,
        )
    )


def _token_checker(tokens: dict[str, str]) -> type[http.server.BaseHTTPRequestHandler]:
    """Dovecot asks it whose a token is."""

    class Checker(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            user = tokens.get(urllib.parse.unquote(self.path.partition("access_token=")[2]))
            answer = json.dumps({"active": True, "email": user} if user else {"active": False}).encode()
            self.send_response(200 if user else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    return Checker
