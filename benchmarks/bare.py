"""The limit to compare with: the standard library alone, `python benchmarks/bare.py DIR`.

Parses every `.eml` file in DIR with `email` (compat32), takes the first text, and commits ticket, message and bytes
with sqlite3, WAL and synchronous=FULL, one commit a letter. No identity, no threading rules, no history: what any
gateway in Python pays before it does its work. Prints one JSON line; run it beside `intake.py`, in the same minute.
"""

import argparse
import json
import sqlite3
import tempfile
import time
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path

SCHEMA = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE ticket (id INTEGER PRIMARY KEY, subject TEXT, author TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY, ticket INTEGER, text TEXT, message_id TEXT UNIQUE, raw BLOB);
"""


def main() -> None:
    """Measure once."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    raws = [path.read_bytes() for path in sorted(arguments.parse_args().folder.glob("*.eml"))]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        connection.executescript(SCHEMA)
        started, cpu = time.perf_counter(), time.process_time()
        for raw in raws:
            _take(connection, raw)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        connection.close()
    rate = {"letters": len(raws), "per_s": round(len(raws) / seconds), "cpu_ms": round(cpu * 1000 / len(raws), 2)}
    print(json.dumps(rate))


def _take(connection: sqlite3.Connection, raw: bytes) -> None:
    letter = BytesParser(policy=compat32).parsebytes(raw)
    parent = connection.execute("SELECT ticket FROM message WHERE message_id = ?", (str(letter["In-Reply-To"]),))
    found = parent.fetchone()
    connection.execute("BEGIN IMMEDIATE")
    ticket = found[0] if found else _open(connection, letter)
    values = (ticket, _text(letter), str(letter["Message-ID"]), raw)
    connection.execute("INSERT INTO message (ticket, text, message_id, raw) VALUES (?, ?, ?, ?)", values)
    connection.execute("COMMIT")


def _open(connection: sqlite3.Connection, letter: "Message[str, str]") -> int:
    values = (str(letter["Subject"]), str(letter["From"]))
    return int(connection.execute("INSERT INTO ticket (subject, author) VALUES (?, ?)", values).lastrowid or 0)


def _text(letter: "Message[str, str]") -> str:
    part = next((part for part in letter.walk() if part.get_content_type() == "text/plain"), letter)
    data = part.get_payload(decode=True)
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


if __name__ == "__main__":
    main()
