"""Does time tell who is known? `python benchmarks/one_way.py --letters 1000 --links 200`.

`mailgate serve` is started on a temporary folder that knows half of the authors. Of each pair of letters or links one
is a known author's and one an unknown one's, in random order. Prints one JSON line: for each step the median of both
in milliseconds and the p of a Mann-Whitney test, two-sided; a small p would say that the step tells them apart (threats
T48, aim p > 0.01). Never a test: one step in a hundred is below 0.01 by chance alone, so repeat what looks bad.
"""

import argparse
import contextlib
import email
import email.policy
import http.client
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desk import FIRM, MAILBOX
from smtp import mailgate, wait_for_port

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.house import House
from mailgate.desk.receive import receive_form

SETTINGS = """
base_url = "http://127.0.0.1:{web}"
[smtp]
listen = "127.0.0.1:{smtp}"
hostname = "mx.example.com"
[web]
listen = "127.0.0.1:{web}"
[relay]
url = "file:sent"
"""
DESK = (
    FIRM
    + """
[[category]]
id = "fault"
class = "defect"
right = "technical"
priority = "p3"
[[form]]
id = "contact"
public = true
category = "fault"
fields = ["email", "message"]
"""
)
LETTER = (
    "From: <{author}>\r\nTo: <{to}>\r\nSubject: printer\r\nMessage-ID: <{number}@x.example>\r\n\r\nIt is broken.\r\n"
)
KNOWN, UNKNOWN = "known", "unknown"
_PER_CONNECTION = 40  #: letters; a door takes only so many on one

#: Seconds, by step and by whether the author is known.
Times = dict[str, dict[str, list[float]]]


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--letters", type=int, default=1000, help="of each sort")
    arguments.add_argument("--links", type=int, default=200, help="of each sort")
    arguments.add_argument("--seed", type=int, default=1, help="of the order")
    given = arguments.parse_args()
    random.seed(given.seed)
    times: Times = defaultdict(lambda: {KNOWN: [], UNKNOWN: []})
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), given.links) as (smtp_port, web_port, house):
        talk(smtp_port, turns(given.letters), times)
        follow(web_port, links_of(house, Path(folder), given.links), times)
    sizes = {"letters": given.letters, "links": given.links}
    print(json.dumps({**sizes, **{step: compared(*sorts.values()) for step, sorts in times.items()}}))


def turns(number: int) -> list[str]:
    """Pairs of one known and one unknown, in random order within each pair: a drift of the machine meets both."""
    return [sort for _ in range(number) for sort in random.sample((KNOWN, UNKNOWN), 2)]


def compared(known: list[float], unknown: list[float]) -> dict[str, float]:
    """Medians in milliseconds, and p."""
    medians = (round(statistics.median(times) * 1000, 3) for times in (known, unknown))
    return {**dict(zip((KNOWN, UNKNOWN), medians, strict=True)), "p": round(mann_whitney(known, unknown), 4)}


def mann_whitney(one: list[float], other: list[float]) -> float:
    """Two-sided p of the rank-sum test, by its normal approximation with ties corrected."""
    ordered = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ties = Counter(value for value, _ in ordered)
    ranks, below = {}, 0
    for value in sorted(ties):
        ranks[value] = below + (ties[value] + 1) / 2
        below += ties[value]
    first, second, both = len(one), len(other), len(ordered)
    statistic = sum(ranks[value] for value in one) - first * (first + 1) / 2
    tied = sum(count**3 - count for count in ties.values()) / (both * (both - 1))
    deviation = (first * second / 12 * (both + 1 - tied)) ** 0.5
    distance = abs(statistic - first * second / 2) - 0.5
    return 2 * (1 - statistics.NormalDist().cdf(max(distance, 0) / deviation)) if deviation else 1.0


@contextlib.contextmanager
def serving(folder: Path, links: int) -> Iterator[tuple[int, int, House]]:
    """Set up, started, and stopped in the end; the ports, and a house over the same database."""
    ports = [free_port(), free_port()]
    (folder / "mailgate.toml").write_text(SETTINGS.format(smtp=ports[0], web=ports[1]))
    (folder / "desk.toml").write_text(DESK)
    people = [*(author(KNOWN, number) for number in range(links)), author(KNOWN)]
    rows = [f"Company {number};;Person {number};{found};technical" for number, found in enumerate(people)]
    (folder / "people.csv").write_text("\n".join(["company;domains;contact;emails;rights", *rows]) + "\n")
    mailgate(folder, "load", "desk.toml")
    mailgate(folder, "registry", "import", "people.csv")
    house = open_house(load_settings(folder / "mailgate.toml"))
    with (folder / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "mailgate", "--config", "mailgate.toml", "serve"]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for port in ports:
            wait_for_port(port)
        yield ports[0], ports[1], house
    finally:
        house.store.close()
        process.terminate()
        process.wait(30)
        sys.stderr.write("".join(line for line in (folder / "serve.log").open() if " ERROR " in line))


def free_port() -> int:
    """One of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def author(sort: str, number: int | None = None) -> str:
    """Addresses of one length for both sorts."""
    return f"{sort:-<7}{'' if number is None else number:0>5}@mail.example"


def talk(port: int, order: list[str], times: Times) -> None:
    """A whole letter each, in lock-step: what an attacker would measure."""
    for start in range(0, len(order), _PER_CONNECTION):
        with socket.create_connection(("127.0.0.1", port), 30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            replies = connection.makefile("rb")
            reply(replies)
            said(connection, replies, "EHLO client.example")
            for number, sort in enumerate(order[start : start + _PER_CONNECTION], start):
                letter = LETTER.format(author=author(sort), to=MAILBOX, number=number)
                steps = {
                    "mail": f"MAIL FROM:<{author(sort)}>",
                    "rcpt": f"RCPT TO:<{MAILBOX}>",
                    "data": "DATA",
                    "dot": f"{letter}.",
                }
                for step, line in steps.items():
                    times[step][sort].append(said(connection, replies, line))


def said(connection: socket.socket, replies: BinaryIO, line: str) -> float:
    """Seconds from the line to its reply. Ends the program when the reply is none of success."""
    started = time.perf_counter()
    connection.sendall(f"{line}\r\n".encode())
    answer = reply(replies)
    took = time.perf_counter() - started
    if answer[:1] not in (b"2", b"3"):
        sys.exit(f"{line[:60]!r} was answered {answer!r}")
    return took


def reply(replies: BinaryIO) -> bytes:
    """Its last line."""
    while (line := replies.readline())[3:4] == b"-":
        pass
    return line


def links_of(house: House, folder: Path, number: int) -> list[tuple[str, str]]:
    """(sort, path) of a proving link of each author, as their letters have it, in random order."""
    for each in range(number):
        for sort in random.sample((KNOWN, UNKNOWN), 2):
            fields = {"message": "It is broken."}
            receive_form(house, "contact", author(sort, each), fields, public=True, key=f"{sort}{each}")
    found: dict[str, str] = {}
    until = time.monotonic() + 120 + number
    while len(found) < 2 * number:
        if time.monotonic() > until:
            sys.exit(f"only {len(found)} of {2 * number} letters with a link left")
        time.sleep(1)
        found = dict(filter(None, map(link_in, (folder / "sent").glob("*.eml"))))
    pairs = [[(sort, found[author(sort, each)]) for sort in (KNOWN, UNKNOWN)] for each in range(number)]
    return [turn for pair in pairs for turn in random.sample(pair, 2)]


def link_in(path: Path) -> tuple[str, str] | None:
    """(recipient, path of its proving link) of a letter that was sent."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    link = re.search(r"https?://[^/\s]+(/p/\S+)", str(body.get_content()) if body else "")
    return (str(message["To"]), link[1]) if link else None


def follow(port: int, links: list[tuple[str, str]], times: Times) -> None:
    """Open the page, press its button, and open the page again, each on a connection of its own."""
    for sort, path in links:
        for step, method in (("page", "GET"), ("button", "POST"), ("page_after", "GET")):
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.connect()
                started = time.perf_counter()
                connection.request(method, path)
                answer = connection.getresponse()
                answer.read()
                times[step][sort].append(time.perf_counter() - started)
            if answer.status not in (200, 303):
                sys.exit(f"{method} {path[:20]}… was answered {answer.status}")


if __name__ == "__main__":
    main()
