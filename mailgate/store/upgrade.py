"""`mailgate upgrade`: lead a database through the migrations. The only importer of Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from mailgate.store.open import open_store, schema_of, schema_version


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring the database at `url` to the newest schema; (before, after). Raises BadSetup or Trouble like open_store."""
    store = open_store(url, check=False)
    try:
        before = schema_of(store)
        with store.exclusive() as connection:
            command.upgrade(migrations(connection), "head")
            after = schema_version(connection)
        return before, after or ""
    finally:
        store.close()


def migrations(connection: object) -> Config:
    """Alembic's configuration, over an open transaction of ours."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config
