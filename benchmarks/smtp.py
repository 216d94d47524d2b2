"""How fast letters come in by SMTP and become tickets: `python benchmarks/smtp.py DIR --clients 10`.

DIR has `.eml` files. `mailgate serve` is started on a temporary folder; the clients share the files between them and
send each over a kept connection. Prints one JSON line: letters accepted a second, letters a second until the last is
decided, milliseconds from the dot to its reply, processor time and peak memory (PSS, MiB) of the server. Never a test:
rates of different days do not compare, run two versions side by side.
"""

import argparse
import asyncio
import contextlib
import email.utils
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from desk import FIRM, MAILBOX
from nuisance import nuisance

from mailgate.config import load_settings
from mailgate.store.open import open_store

SETTINGS = """
[smtp]
listen = "127.0.0.1:{port}"
hostname = "mx.example.com"
[web]
listen = ""
[relay]
url = "file:sent"
[origin]
trust_loopback = true
{database}
"""
_FROM = re.compile(rb"^From:[ \t]*([^\r\n]{1,500})", re.MULTILINE | re.IGNORECASE)


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--clients", type=int, default=10)
    arguments.add_argument("--silent", type=int, default=0, help="connections beside them that say nothing")
    arguments.add_argument("--dripping", type=int, default=0, help="clients beside them that send a byte at a time")
    arguments.add_argument("--most", type=int, default=1_000_000, help="files to send, of those that are there")
    arguments.add_argument("--database", default="", help="an empty database; default: SQLite in a temporary folder")
    given = arguments.parse_args()
    raws = [as_sent(path.read_bytes()) for path in sorted(given.folder.glob("*.eml"))[: given.most]]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), given.database, raws) as server:
        disturbed = {"silent": given.silent, "dripping": given.dripping}
        print(json.dumps({**disturbed, **measured(server, raws, given.clients, **disturbed)}))


def as_sent(raw: bytes) -> bytes:
    """With CRLF, as a mail client would send it."""
    return re.sub(rb"\r\n|\r|\n", b"\r\n", raw)


def author(raw: bytes) -> str:
    """The address in From, as far as it is simple."""
    found = _FROM.search(raw)
    return email.utils.parseaddr(found[1].decode("ascii", "replace"))[1] if found else ""


class Server:
    """`mailgate serve` over one folder."""

    def __init__(self, folder: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self.process = port, process
        self._store = open_store(load_settings(folder / "mailgate.toml").database.url)

    def pending(self) -> int:
        """Letters that nobody has decided yet."""
        with self._store.reading() as unit:
            return unit.letters.ledger().pending

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time since its start, by process."""
        return {part_of(pid): cpu_of(pid) for pid in family(self.process.pid)}

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def pss(self) -> float:
        """Memory of all processes, each shared page counted once, in MiB."""
        return sum(pss_of(pid) for pid in family(self.process.pid)) / 1024


def mailgate(folder: Path, *arguments: str) -> str:
    """One command; what it printed."""
    command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def serving(folder: Path, database: str, raws: list[bytes]) -> Iterator[Server]:
    """Set up, with every author registered at a company of their own, started, and stopped in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = SETTINGS.format(port=port, database=f'[database]\nurl = "{database}"' if database else "")
    (folder / "mailgate.toml").write_text(text)
    (folder / "desk.toml").write_text(FIRM)
    authors = sorted({found for raw in raws if "@" in (found := author(raw))})
    rows = [f"Company {number};;Person {number};{found};technical" for number, found in enumerate(authors)]
    (folder / "people.csv").write_text("\n".join(["company;domains;contact;emails;rights", *rows]) + "\n")
    mailgate(folder, "load", "desk.toml")
    mailgate(folder, "registry", "import", "people.csv")
    with (folder / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", "serve"]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        wait_for_port(port)
        server = Server(folder, port, process)
        yield server
        server.close()
    finally:
        process.terminate()
        process.wait(30)
        sys.stderr.write("".join(line for line in (folder / "serve.log").open() if " ERROR " in line))


def wait_for_port(port: int) -> None:
    """Until somebody answers there; half a minute at most."""
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    sys.exit("mailgate did not start")


def measured(server: Server, raws: list[bytes], clients: int, silent: int = 0, dripping: int = 0) -> dict[str, object]:
    """Send all, then wait until all are decided."""
    prepared = [(author(raw) or "somebody@example.org", stuffed(raw)) for raw in raws]
    warm_up(server)
    over, peak, before = threading.Event(), [0.0], server.cpu()
    watcher = threading.Thread(target=watch, args=(server, over, peak))
    watcher.start()
    started = time.perf_counter()
    replies = sorted(asyncio.run(send_all(server.port, prepared, clients, silent, dripping)))
    accepted = time.perf_counter()
    while server.pending():
        time.sleep(0.05)
    decided, after = time.perf_counter(), server.cpu()
    over.set()
    watcher.join()
    return {
        "letters": len(raws),
        "clients": clients,
        "accepted": len(replies),
        "accepted_per_s": round(len(replies) / (accepted - started)),
        "decided_per_s": round(len(replies) / (decided - started)),
        "dot_to_reply_ms": {"p50": at(replies, 0.5), "p99": at(replies, 0.99), "max": at(replies, 1)},
        "cpu_ms_per_letter": {
            part: round((spent - before.get(part, 0)) * 1000 / len(raws), 2) for part, spent in after.items()
        },
        "peak_pss_mb": round(peak[0]),
    }


def warm_up(server: Server) -> None:
    """One letter, until it is decided: the worker takes a second to start, and that is not what is measured."""
    asyncio.run(send_all(server.port, [("first@example.org", stuffed(b"From: first@example.org\r\n\r\nHello"))], 1))
    while server.pending():
        time.sleep(0.05)


def stuffed(raw: bytes) -> bytes:
    """As it goes over the wire, up to the dot."""
    lines = (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:]
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


async def send_all(
    port: int, letters: list[tuple[str, bytes]], clients: int, silent: int = 0, dripping: int = 0
) -> list[float]:
    """Seconds from the dot to its reply, of each letter that was accepted. Light, so that it measures the server."""
    shares = (letters[number::clients] for number in range(clients))
    async with nuisance(port, silent, dripping):
        return [took for times in await asyncio.gather(*(send(port, share) for share in shares)) for took in times]


async def send(port: int, letters: list[tuple[str, bytes]]) -> list[float]:
    """All of these on one connection, with pipelined envelopes (RFC 2920), as mail servers do."""
    times = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reply(reader)
    writer.write(b"EHLO client.example.com\r\n")
    await reply(reader)
    for sender, raw in letters:
        writer.write(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{MAILBOX}>\r\nDATA\r\n".encode())
        envelope = [await reply(reader) for _ in range(3)]
        if not envelope[-1].startswith("354"):
            print("a letter was not taken:", envelope, file=sys.stderr)
            continue
        writer.write(raw)
        await writer.drain()
        dot = time.perf_counter()
        writer.write(b".\r\n")
        said = await reply(reader)
        if said.startswith("250"):
            times.append(time.perf_counter() - dot)
        else:
            print("a letter was not kept:", said, file=sys.stderr)
    writer.close()
    return times


async def reply(reader: asyncio.StreamReader) -> str:
    """Its last line."""
    while (line := await reader.readline())[3:4] == b"-":
        pass
    return line.decode().rstrip()


def at(times: list[float], part: float) -> float:
    """The quantile, in milliseconds."""
    return round(times[min(len(times) - 1, int(len(times) * part))] * 1000, 1) if times else 0.0


def watch(server: Server, over: threading.Event, peak: list[float]) -> None:
    """The most memory that is ever seen."""
    while not over.wait(0.2):
        peak[0] = max(peak[0], server.pss())


def family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from family(int(child))


def part_of(pid: int) -> str:
    """Which of its processes this is."""
    command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return next((word for word in reversed(command) if word in ("serve", "worker")), "reader")


def cpu_of(pid: int) -> float:
    """Seconds of processor time, its own and the kernel's for it (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pss_of(pid: int) -> int:
    """KiB."""
    with contextlib.suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0
    return 0


if __name__ == "__main__":
    main()
