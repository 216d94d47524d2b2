"""A PostgreSQL of our own that can be stopped and started again: `with own_postgres() as server`."""

import contextlib
import os
import pwd
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import own_cluster, postgres_answers, wait_for


class Postgres:
    """A running server, known by its URL. Who stops it starts it with the command that it was started with."""

    def __init__(self, url: str) -> None:
        import psycopg

        self.url = url
        with psycopg.connect(url) as connection:
            (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        self._folder = Path(data).parent
        self._again: subprocess.Popen[bytes] | None = None
        self._command = [part for part in self._proc("cmdline").read_bytes().decode().split("\0") if part]

    def stop(self) -> None:
        """As in a restart: connections are ended."""
        os.kill(self._pid(), signal.SIGINT)
        if self._again is not None:
            self._again.wait(20)
            self._again = None
        wait_for(lambda: not postgres_answers(self.url), 20, "PostgreSQL did not stop")

    def start(self) -> None:
        account: dict[str, object] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam(self._folder.owner())
            account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._again = subprocess.Popen(self._command, cwd=self._folder, **quiet, **account)  # type: ignore[call-overload]
        wait_for(lambda: postgres_answers(self.url), 20, "PostgreSQL did not start again")

    def _pid(self) -> int:
        return int((self._folder / "data" / "postmaster.pid").read_text().split()[0])

    def _proc(self, name: str) -> Path:
        return Path(f"/proc/{self._pid()}/{name}")


@contextlib.contextmanager
def own_postgres() -> Iterator[Postgres]:
    """Started, and gone at the end."""
    with own_cluster() as url:
        server = Postgres(url)
        try:
            yield server
        finally:
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                server.stop()
