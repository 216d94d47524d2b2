"""Peers that misbehave: a line that can be cut or go silent, and an IMAP server that says what it is told to."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable


class Line:
    """A TCP line to `port` that can go silent (`silent = True`) or end after so many octets (`cut_after`)."""

    def __init__(self, port: int) -> None:
        self._up = port
        self.silent = False
        self.cut_after: int | None = None
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.hang_up()

    def hang_up(self) -> None:
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._up), 5)
                self._open += [near, far]
                for ends in ((near, far, False), (far, near, True)):
                    threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, down: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                while self.silent:
                    time.sleep(0.01)
                most = self.cut_after
                if down and most is not None and passed + len(data) > most:
                    sink.sendall(data[: max(0, most - passed)])
                    break
                passed += len(data)
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Scripted:
    """An IMAP server without a mind of its own: each command is answered by the first pattern that fits.

    Answers are lines before the tagged OK; one that begins with NO or BAD is the tagged answer itself, and a function
    gets the match. What was heard stands in `heard`.
    """

    def __init__(
        self, *answers: tuple[str, str | bytes | Callable[[re.Match[str]], str]], greeting: str = "* OK hi"
    ) -> None:
        self._answers = [(re.compile(pattern, re.IGNORECASE), answer) for pattern, answer in answers]
        self._greeting = greeting
        self.heard: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Scripted":
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, contextlib.suppress(OSError):
            client.sendall(self._greeting.encode() + b"\r\n")
            for line in lines:
                tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
                self.heard.append(command)
                client.sendall(self._answer(tag, command))
                if command.upper() == "LOGOUT":
                    return

    def _answer(self, tag: str, command: str) -> bytes:
        for pattern, answer in self._answers:
            found = pattern.fullmatch(command)
            if found:
                said = answer(found) if callable(answer) else answer
                text = said.decode("latin-1") if isinstance(said, bytes) else said
                if text.startswith(("NO", "BAD")):
                    return f"{tag} {text}\r\n".encode("latin-1")
                lines = f"{text}\r\n" if text else ""
                return f"{lines}{tag} OK done\r\n".encode("latin-1")
        return f"{tag} OK done\r\n".encode()
