"""The reader child itself: `python -m mailgate.app.reading CPU_SECONDS MEMORY_MB LIFELINE`.

Letters come as bytes on descriptor 0 and are answered there, pickled; `app.reader` starts and kills it. LIFELINE is the
reading end of a pipe on which nothing is ever written. Nothing here catches the signals that end the process: a letter
that runs too long is over even in the middle of C code, and so is a reader whose worker has died. It writes no file
and no log, and keeps nothing of a letter.
"""

import fcntl
import os
import pickle
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import Protocol, TypeAlias
from zlib import crc32

from mailgate.model import letter
from mailgate.model.letter import Letter

LINE = 0  #: the descriptor of the child's end of the line
REQUEST = struct.Struct("!qq")  #: octets of the envelope sender (-1: not known) and of the letter, which both follow
ANSWER = struct.Struct("!q")  #: octets of the pickled answer that follows
NO_MEMORY = 12  #: the status with which it ends when it cannot even take a letter in, or give an answer
_WORN = 0.25  #: of its memory left taken by letters that are gone: the reader is replaced, or others would lack it
_SMALL_LETTER = b"From: a@warm.example\r\nSubject: =?utf-8?q?warm?=\r\n\r\nHello\r\n"


class Read(Protocol):
    """`ingest.parse.read`, as far as the child knows it."""

    def __call__(self, raw: bytes, *, mail_from: str | None = None) -> Letter: ...


def _shape() -> bytes:
    """Four octets that tell apart versions of the values that go over the line."""
    kinds = (kind for kind in vars(letter).values() if isinstance(kind, type) and is_dataclass(kind))
    names = " ".join(f"{kind.__name__}.{field.name}" for kind in kinds for field in fields(kind))
    return crc32(names.encode()).to_bytes(4, "big")


#: The first octets on the line: warm, fit to read, and of this version. A package that was upgraded under a running
#: worker would else fill its letters with the wrong words.
READY = _shape()
#: The letter, or None; why there is none; whether the reader is worn out and wants to be replaced.
Answer: TypeAlias = tuple[Letter | None, str, bool]


def request(raw: bytes, mail_from: str | None) -> bytes:
    """One letter as it goes over the line."""
    sender = b"" if mail_from is None else mail_from.encode("utf-8", "surrogatepass")
    return REQUEST.pack(-1 if mail_from is None else len(sender), len(raw)) + sender + raw


def serve(read: Read, arguments: Sequence[str]) -> None:
    """Read letters until the line ends, with the arguments of the command.

    What one letter may cost: CPU seconds, and memory beyond that of the warm reader.
    """
    cpu_seconds, memory_mb, lifeline = float(arguments[0]), int(arguments[1]), int(arguments[2])
    _let_signals_end_us(lifeline)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # else a crash would leave a customer's letter on the disk
    read(_SMALL_LETTER)
    used, memory = _address_space(), memory_mb << 20
    if warm := used():
        resource.setrlimit(resource.RLIMIT_AS, (warm + memory, warm + memory))
    with suppress(ConnectionError), socket.socket(fileno=LINE) as line, line.makefile("rb") as requests:
        line.sendall(READY)
        try:
            while head := requests.read(REQUEST.size):
                sender, size = REQUEST.unpack(head)
                mail_from = None if sender < 0 else requests.read(sender).decode("utf-8", "surrogatepass")
                found, failed = _read_one(read, requests.read(size), mail_from, cpu_seconds, memory_mb)
                answer: Answer = (found, failed, used() > warm + memory * _WORN)
                packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
                line.sendall(ANSWER.pack(len(packed)) + packed)
        except MemoryError:
            os._exit(NO_MEMORY)


def _read_one(
    read: Read, raw: bytes, mail_from: str | None, cpu_seconds: float, memory_mb: int
) -> tuple[Letter | None, str]:
    """The letter, or why there is none: never the words of an error, which may be the letter's own."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    try:
        return read(raw, mail_from=mail_from), ""
    except MemoryError:
        return None, f"took more than {memory_mb} MB of memory"
    except Exception as cause:
        return None, f"raised {type(cause).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _let_signals_end_us(lifeline: int) -> None:
    """SIGPROF, when a letter's time is over, and SIGIO, when the lifeline's other end is gone with the worker.

    What people send to a whole group of processes does not.
    """
    for number in (signal.SIGPROF, signal.SIGIO):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGPROF, signal.SIGIO))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the worker ends first, and takes its letters to their end
    with suppress(OSError):  # a system without it: the child ends at the end of its line, between two letters
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC)


def _address_space() -> Callable[[], int]:
    """A look at the octets of address space in use, which is what RLIMIT_AS counts; 0 where there is no /proc."""
    try:
        statm, page = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC), resource.getpagesize()
    except OSError:
        return lambda: 0
    return lambda: int(os.pread(statm, 64, 0).split()[0]) * page


if __name__ == "__main__":
    from mailgate.ingest.parse import read

    serve(read, sys.argv[1:])
