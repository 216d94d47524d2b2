"""One-time sign-in addresses, sessions, and the few values of the installation itself. Only digests are kept."""

from datetime import datetime

from sqlalchemy import delete, select

from mailgate.store.rows import Rows
from mailgate.store.tables import note, session, token


class SqlDoors(Rows):
    """`desk.ports.Doors` in SQL."""

    def add_token(self, digest: str, purpose: str, subject: str, expires: datetime) -> None:
        """See the port."""
        self._connection.execute(
            token.insert().values(digest=digest, purpose=purpose, subject=subject, expires=expires)
        )

    def peek_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        """See the port."""
        query = select(token.c.subject).where(
            token.c.digest == digest, token.c.purpose == purpose, token.c.expires > now
        )
        return self._connection.execute(query).scalar()

    def take_token(self, digest: str, purpose: str, now: datetime) -> str | None:
        """See the port."""
        spent = (
            delete(token)
            .where(token.c.digest == digest, token.c.purpose == purpose, token.c.expires > now)
            .returning(token.c.subject)
        )
        return self._connection.execute(spent).scalar()

    def open_session(self, digest: str, subject: str, expires: datetime) -> None:
        """See the port."""
        self._connection.execute(session.insert().values(digest=digest, subject=subject, expires=expires))

    def session(self, digest: str, now: datetime) -> str | None:
        """See the port."""
        query = select(session.c.subject).where(session.c.digest == digest, session.c.expires > now)
        return self._connection.execute(query).scalar()

    def end_session(self, digest: str) -> None:
        """See the port."""
        self._connection.execute(delete(session).where(session.c.digest == digest))


class SqlNotes(Rows):
    """`desk.ports.Notes` in SQL."""

    def get(self, name: str) -> str | None:
        """See the port."""
        return self._connection.execute(select(note.c.value).where(note.c.name == name)).scalar()

    def put(self, name: str, value: str) -> None:
        """See the port."""
        self._upsert(note, {"name": name}, {"value": value})
