"""A reader child that goes wrong over marked letters and reads all others: a program in place of `app.reading`.

A letter with the line `X-Poison: crash` crashes it, and so on for every name in POISON.
"""

import os
import re
import signal
import sys
import time
from collections import deque
from itertools import repeat

from mailgate.app.reading import serve
from mailgate.ingest.parse import read
from mailgate.model.letter import Letter

MARK = re.compile(rb"^X-Poison: ([\w-]+)\r?$", re.MULTILINE)
left_over: list[bytearray] = []


def raises() -> None:
    raise ZeroDivisionError("words of the letter")


def loops() -> None:
    while True:
        pass


def loops_in_c() -> None:
    deque(repeat(None), maxlen=0)


def sleeps() -> None:
    time.sleep(600)


def devours() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 20))


def crashes() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def exits() -> None:
    os._exit(3)


def leaks() -> None:
    left_over.append(bytearray(40 << 20))


POISON = {
    "raise": raises,
    "loop": loops,
    "loop-in-c": loops_in_c,
    "sleep": sleeps,
    "memory": devours,
    "crash": crashes,
    "exit": exits,
    "leak": leaks,  #: the only one after which it goes on
}


def read_or_go_wrong(raw: bytes, *, mail_from: str | None = None) -> Letter:
    for mark in MARK.findall(raw):
        POISON[mark.decode()]()
    return read(raw, mail_from=mail_from)


if __name__ == "__main__":
    serve(read_or_go_wrong, sys.argv[1:])
