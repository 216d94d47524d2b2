"""`desk.ports.Setup`, `Doors` and `Notes` in memory: the desk's own affairs."""

from datetime import datetime

from mailgate.registry.setup import Desk
from mailgate.testing.memory.shelves import Shelves


class MemorySetup:
    """The desk's set-up over one state."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def desk(self) -> Desk:
        return self._shelves.desks.get("desk") or Desk.empty()

    def put(self, desk: Desk) -> None:
        self._shelves.desks["desk"] = desk


class MemoryDoors:
    """Tokens and sessions over one state. What has expired stays on the shelf and is never shown."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def add_token(self, digest: str, purpose: str, subject: str, expires: datetime) -> None:
        self._shelves.tokens[digest, purpose] = (subject, expires)

    def peek_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        return _valid(self._shelves.tokens.get((digest, purpose)), now)

    def take_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        return _valid(self._shelves.tokens.pop((digest, purpose), None), now)

    def open_session(self, digest: str, subject: str, expires: datetime) -> None:
        self._shelves.sessions[digest] = (subject, expires)

    def session(self, digest: str, now: datetime) -> str | None:
        return _valid(self._shelves.sessions.get(digest), now)

    def end_session(self, digest: str) -> None:
        self._shelves.sessions.pop(digest, None)


class MemoryNotes:
    """Named values over one state."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, name: str) -> str | None:
        return self._shelves.notes.get(name)

    def put(self, name: str, value: str) -> None:
        self._shelves.notes[name] = value


def _valid(entry: tuple[str, datetime] | None, now: datetime) -> str | None:
    return entry[0] if entry and now < entry[1] else None
