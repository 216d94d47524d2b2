"""Brokers of our own, that may be flushed and killed: `with own_broker("redis") as broker`.

The brokers that a machine may run already are everybody's, and are left alone.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing, unused_port, wait_for

QUEUE = "mailgate"
RABBITMQ = "/usr/lib/rabbitmq/bin/rabbitmq-server"  # the wrapper in /usr/sbin changes the user


class Broker:
    """A server in a process group of its own. `url` is what `broker.url` is set to."""

    url: str
    command: list[str]

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.environment = dict(os.environ)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Up, and answering."""
        with (self.folder / "out").open("ab") as out:
            self._process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        wait_for(self.answers, 60, f"the broker of our own did not start: {self.folder}/out")

    def kill(self) -> None:
        """SIGKILL, with whatever it has started."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(20)
            self._process = None

    def answers(self) -> bool:
        """Whether it takes messages."""
        raise NotImplementedError

    def flush(self) -> None:
        """All messages and queues are gone."""
        raise NotImplementedError


class Redis(Broker):
    """Keeps nothing on disk: a kill forgets everything."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder, port)
        binary = shutil.which("redis-server") or shutil.which("valkey-server")
        if binary is None:
            missing("no Redis: apt-get install redis-server")
        self.url = f"redis://127.0.0.1:{port}/0"
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"]
        self.command = [binary, "--port", str(port), "--dir", str(folder), *options]

    def answers(self) -> bool:
        return self._say("PING") == b"+PONG"

    def flush(self) -> None:
        assert self._say("FLUSHALL") == b"+OK"

    def _say(self, command: str) -> bytes:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 2) as line:
            line.sendall(command.encode() + b"\r\n")
            return line.recv(100).strip()
        return b""


class RabbitMq(Broker):
    """A node with a name, an epmd and a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder, port)
        if not os.access(RABBITMQ, os.X_OK):
            missing("no RabbitMQ: apt-get install rabbitmq-server")
        self.url = f"amqp://guest:guest@127.0.0.1:{port}//"
        self.command = [RABBITMQ]
        self._epmd = unused_port()
        (folder / "rabbitmq.conf").write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\nlog.console.level = warning\n")
        (folder / "plugins").write_text("[].\n")
        cookie = folder / ".erlang.cookie"
        cookie.write_text("ofthetests")
        cookie.chmod(0o400)
        self.environment |= {
            "HOME": str(folder),
            "RABBITMQ_NODENAME": f"mailgate{port}@localhost",
            "RABBITMQ_DIST_PORT": str(unused_port()),
            "ERL_EPMD_PORT": str(self._epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_MNESIA_BASE": str(folder / "db"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        }

    def kill(self) -> None:
        """The node, and the epmd that it has left in a group of its own."""
        super().kill()
        stop = ["epmd", "-port", str(self._epmd), "-kill"]
        subprocess.run(stop, env=self.environment, capture_output=True, check=False)

    def answers(self) -> bool:
        kombu = pytest.importorskip("kombu")
        with contextlib.suppress(OSError), kombu.Connection(self.url, connect_timeout=2) as connection:
            connection.connect()
            return True
        return False

    def flush(self) -> None:
        kombu = pytest.importorskip("kombu")
        with kombu.Connection(self.url) as connection, connection.channel() as channel:
            channel.queue_delete(QUEUE)


KINDS: dict[str, type[Broker]] = {"redis": Redis, "rabbitmq": RabbitMq}


@contextlib.contextmanager
def own_broker(kind: str) -> Iterator[Broker]:
    """Started, and gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="mailgate-broker-", dir="/tmp"))
    broker = KINDS[kind](folder, unused_port())
    try:
        broker.start()
        yield broker
    finally:
        broker.kill()
        shutil.rmtree(folder, ignore_errors=True)
