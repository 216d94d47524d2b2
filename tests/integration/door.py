"""The real doors for mail on loopback, and a client that says bytes: `with Door(house) as door, door.talk() as client`.

`play(door, path)` runs a conversation of tests/dialogues. In it the client says the lines `C:` and writes the bytes
`W:` (with escapes, without a line end); the last line of the reply fits the expression `S:`, all its lines, joined by
` / `, fit `A:`; `E:` is the end of the connection, `T:` begins TLS, `P: 0.3` waits so many seconds. `{9*40 \\r\\n}` is
nine letters x and a line end, forty times. Above it stand, as comments, `# keeps N` (letters at the end), and where
they matter `# over LMTP` or `# over SMTP over TLS`, and `# with max_errors=3` for the settings.
"""

import asyncio
import json
import re
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mailgate.config import Lmtp, Settings, Smtp, Tls
from mailgate.desk.house import House
from mailgate.ingest.smtp.listener import Listener
from mailgate.model.letter import KeptLetter
from tests.conftest import missing

LIMITS = Smtp(
    listen="127.0.0.1:0", hostname="mx.desk.example", max_message_size_mb=1, max_recipients=3, max_line_bytes=2000
)
LMTP = Lmtp(listen="127.0.0.1:0")


class Door:
    """All listeners, in a thread with an event loop of its own. `limits` are fields of `[smtp]`."""

    def __init__(self, house: House, *, tls: Tls | None = None, lmtp: Lmtp = LMTP, **limits: Any) -> None:
        self.house = house
        smtp = Smtp(**{**LIMITS.model_dump(), **({"tls_listen": "127.0.0.1:0"} if tls else {}), **limits})
        self.listener = Listener(house, Settings(smtp=smtp, lmtp=lmtp, tls=tls or Tls()))
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> "Door":
        self._thread.start()
        self.run(self.listener.start())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self.listener.stop(5))
        self.run(self._settle())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    async def _settle(self) -> None:
        """Sessions that are still open end with the loop."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    def kept(self) -> list[KeptLetter]:
        with self.house.view() as work:
            return work.unit.letters.latest(None, 1000)[::-1]

    def raw(self, number: int = 1) -> bytes:
        with self.house.view() as work:
            return work.unit.letters.raw(self.kept()[number - 1].digest)

    @contextmanager
    def dial(self, what: str = "SMTP", source: str = "127.0.0.1") -> "Iterator[Client]":
        """A connection from an address of loopback, before anything is read."""
        port = self.listener.ports()[what]
        with socket.create_connection(("127.0.0.1", port), 10, (source, 0)) as connection:
            client = Client(connection)
            if what == "SMTP over TLS":
                client.start_tls()
            try:
                yield client
            finally:
                client.close()

    @contextmanager
    def talk(self, what: str = "SMTP", source: str = "127.0.0.1") -> "Iterator[Client]":
        """A connection, greeted."""
        with self.dial(what, source) as client:
            assert client.reply().startswith("220")
            yield client


class Client:
    """Says lines and reads replies."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = b""

    def close(self) -> None:
        """Twice is fine."""
        self._connection.close()

    def start_tls(self, highest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED) -> str:
        """The version that both agreed on. Whether we are believed is not asked here."""
        assert not self._buffer, "what came in the clear belongs to nothing"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.maximum_version = highest
        self._connection = encrypted = context.wrap_socket(self._connection)
        return encrypted.version() or ""

    def certificate(self) -> bytes:
        """What the server showed, as DER."""
        assert isinstance(self._connection, ssl.SSLSocket)
        return self._connection.getpeercert(binary_form=True) or b""

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)

    def ends(self) -> None:
        """Nothing more is said; replies are still read."""
        self._connection.shutdown(socket.SHUT_WR)

    def breaks_off(self) -> None:
        """As when the line is cut: the server sees a reset."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def _line(self) -> str:
        while b"\n" not in self._buffer:
            try:
                more = self._connection.recv(65_536)
            except (ConnectionResetError, ssl.SSLError):
                more = b""
            if not more:
                return ""
            self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\n")
        assert line.endswith(b"\r")
        return line[:-1].decode()

    def replies(self) -> list[str]:
        """All lines of a reply (RFC 5321 §4.2.1); one "" when the connection ended."""
        lines = [self._line()]
        while lines[-1][3:4] == "-":
            lines.append(self._line())
        return lines

    def reply(self) -> str:
        """The last line of a reply; "" when the connection ended."""
        return self.replies()[-1]

    def say(self, *lines: str) -> str:
        for line in lines:
            self.write(line.encode() + b"\r\n")
        return self.reply()

    def begin(self, greeting: str = "EHLO", *, rcpts: tuple[str, ...] = ("support@desk.example",)) -> str:
        """Up to DATA; its reply."""
        assert self.say(f"{greeting} client.example").startswith("250")
        assert self.say("MAIL FROM:<ann@customer.example>").startswith("250")
        for rcpt in rcpts:
            assert self.say(f"RCPT TO:<{rcpt}>").startswith("250")
        return self.say("DATA")

    def submit(self, *lines: str) -> str:
        """A whole letter; the reply to its end."""
        assert self.begin().startswith("354")
        return self.say(*lines, ".")


def play(make_door: Callable[..., Door], path: Path, folder: Path) -> None:
    """One conversation, over a door of its own. `folder` is for a certificate. Fails at the line that differed."""
    text = path.read_text(encoding="utf-8")
    keeps = re.search(r"^# keeps (\d+)$", text, re.MULTILINE)
    assert keeps, "a dialogue says how many letters it leaves"
    over = re.search(r"^# over (.+)$", text, re.MULTILINE)
    limits = {name: json.loads(value) for name, value in re.findall(r"^# with (\w+)=(.+)$", text, re.MULTILINE)}
    tls = a_certificate(folder) if re.search("^T:|^# over .*TLS$", text, re.MULTILINE) else None
    with make_door(tls=tls, **limits) as door:
        with door.dial(over[1] if over else "SMTP") as client:
            for number, line in enumerate(text.splitlines(), 1):
                if line and not line.startswith("#"):
                    _step(client, line, f"{path.name}:{number}")
        assert len(door.kept()) == int(keeps[1])


def _step(client: Client, line: str, where: str) -> None:
    who, _, words = line.partition(":")
    words = words.removeprefix(" ")
    if who in ("S", "A", "E"):
        replies = client.replies()
        found = " / ".join(replies) if who == "A" else replies[-1]
        assert re.fullmatch("" if who == "E" else words, found), f"{where}: {found!r}"
        assert who == "E" or found, f"{where}: the connection ended"
    elif who in ("C", "W"):
        client.write(unfolded(words) + (b"\r\n" if who == "C" else b""))
    elif who == "T":
        client.start_tls()
    else:
        assert who == "P", where
        time.sleep(float(words))


def unfolded(text: str) -> bytes:
    """`{1000*40 \\r\\n}` and backslash escapes as bytes."""
    raw = text.encode().decode("unicode_escape")
    runs = re.sub(r"\{(\d+)\*(\d+) (.*?)\}", lambda m: ("x" * int(m[1]) + m[3]) * int(m[2]), raw, flags=re.S)
    return runs.encode("latin-1")


def in_background(step: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=step, daemon=True)
    thread.start()
    return thread


def a_certificate(folder: Path, name: str = "mx.desk.example") -> Tls:
    """A new key and a certificate that it signed itself, in two files of the folder."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "9",
    ]
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    try:
        subprocess.run(
            [*command, *subject, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
        )
    except FileNotFoundError:
        missing("no openssl to make a certificate with")
    return Tls(certificate_file=str(certificate), key_file=str(key))
