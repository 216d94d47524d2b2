"""Real parts for tests: PostgreSQL, RabbitMQ, a free port. Each is used where it runs and started where it can be.

A part that is absent skips its tests with the reason; MAILGATE_REQUIRE_PARTS=1 turns that into a failure.
"""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from tests.dovecot import Dovecot

LOCAL_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
LOCAL_RABBITMQ = "amqp://guest:guest@127.0.0.1:5672//"


def missing(reason: str) -> NoReturn:
    """A part is not here: skip, or fail where all parts are required."""
    if os.environ.get("MAILGATE_REQUIRE_PARTS") == "1":
        pytest.fail(f"a required part is missing: {reason}", pytrace=False)
    pytest.skip(reason)


def unused_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """`free_port()` gives another port each time."""
    return unused_port


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The libpq URL of a server's maintenance database: MAILGATE_TEST_PG, a local server, or a cluster of our own."""
    given = os.environ.get("MAILGATE_TEST_PG")
    if given:
        if not postgres_answers(given):
            pytest.fail("the server of MAILGATE_TEST_PG does not answer", pytrace=False)
        yield given
    elif postgres_answers(LOCAL_POSTGRES):
        yield LOCAL_POSTGRES
    else:
        with own_cluster() as url:
            yield url


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """SQLAlchemy's URL of a new empty database, dropped afterwards."""
    with a_database(postgres) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_with_schema(postgres: str) -> Iterator[str]:
    """The name of a database with the schema and no rows, from which others are copied: quicker than making each."""
    from mailgate.store.open import open_store

    with a_database(postgres) as url:
        open_store(url).close()
        yield url.rpartition("/")[2].partition("?")[0]


@pytest.fixture
def migrated_postgres_url(postgres: str, postgres_with_schema: str) -> Iterator[str]:
    """SQLAlchemy's URL of a new database that has the schema, dropped afterwards."""
    with a_database(postgres, template=postgres_with_schema) as url:
        yield url


@pytest.fixture(scope="session")
def rabbitmq() -> str:
    """The URL of a running broker."""
    kombu = pytest.importorskip("kombu")
    with contextlib.suppress(OSError), kombu.Connection(LOCAL_RABBITMQ, connect_timeout=2) as connection:
        connection.connect()
        return LOCAL_RABBITMQ
    missing("no RabbitMQ answers on 127.0.0.1:5672")


@pytest.fixture(scope="module")
def dovecot_server() -> "Iterator[Dovecot]":
    """A Dovecot of our own with one account; tests of a module share it, each with a clean INBOX (`dovecot`)."""
    if not os.access("/usr/sbin/dovecot", os.X_OK):
        missing("no Dovecot: apt-get install dovecot-imapd")
    from tests.dovecot import dovecot as running

    with running((unused_port(), unused_port())) as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: "Dovecot") -> "Dovecot":
    """The server with nothing in it."""
    dovecot_server.empty()
    return dovecot_server


def postgres_answers(url: str) -> bool:
    """Whether somebody lets us in there."""
    psycopg = pytest.importorskip("psycopg")
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextlib.contextmanager
def a_database(server: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on this server, for as long as the block runs. Gives SQLAlchemy's URL of it."""
    import psycopg

    name = f"mailgate_test_{uuid.uuid4().hex[:12]}"
    base, _, query = server.partition("?")
    options = f"?{query}" if query else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield f"{base.rpartition('/')[0]}/{name}{options}".replace("postgresql://", "postgresql+psycopg://")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def own_cluster() -> Iterator[str]:
    """A throw-away server from the distribution's binaries. PostgreSQL refuses to run as root, so root steps down."""
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not binaries:
        missing("no PostgreSQL: none on 127.0.0.1:5432 and no binaries under /usr/lib/postgresql")
    folder, port = tempfile.mkdtemp(prefix="mailgate-pg-"), unused_port()
    account: dict[str, object] = {}
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        os.chown(folder, user.pw_uid, user.pw_gid)
    common = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **account}
    initdb = f"{binaries[-1]}/initdb -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
    subprocess.run(initdb.split(), check=True, **common)
    server = f"{binaries[-1]}/postgres -D data -h 127.0.0.1 -p {port} -k {folder} -F"
    process = subprocess.Popen(server.split(), **common)
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        wait_for(lambda: postgres_answers(url), 20, "the PostgreSQL of our own did not start")
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # fast shutdown
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(condition: Callable[[], bool], seconds: float, reason: str) -> None:
    """Until the condition holds; fails with the reason when it does not in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            pytest.fail(reason)
        time.sleep(0.05)
