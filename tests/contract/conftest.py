"""The same promises over every store: `store` is one of them, new and empty, for each test in turn."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mailgate.desk.ports import Store
from mailgate.testing import MemoryStore

STORES = ("memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    opened = request.getfixturevalue(f"{request.param}_store")
    yield opened
    opened.close()


@pytest.fixture
def memory_store() -> Store:
    return MemoryStore()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Store:
    from mailgate.store.open import open_store

    return open_store(f"sqlite:///{tmp_path / 'mailgate.db'}")


@pytest.fixture
def postgresql_store(migrated_postgres_url: str) -> Store:
    from mailgate.store.open import open_store

    return open_store(migrated_postgres_url)


@pytest.fixture
def together() -> Callable[..., list[Any]]:
    """`together(f, g)` runs each in a thread of its own, all at once, and gives their answers or raises their error."""

    def run(*tasks: Callable[[], Any]) -> list[Any]:
        with ThreadPoolExecutor(len(tasks)) as pool:
            return [future.result(timeout=60) for future in [pool.submit(task) for task in tasks]]

    return run
