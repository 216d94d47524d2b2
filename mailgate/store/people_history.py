"""What was done to the registry: the append-only history of rights, and the imports that may be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from mailgate.model.person import RegistryImport, Right, RightsChange
from mailgate.store.many import insert_all
from mailgate.store.rows import Rows
from mailgate.store.tables import registry_import, rights_change

_WORDS = ("at", "by", "why", "address", "name", "company_id", "company")
_IMPORT = ("at", "by", "file_name", "encoding", "counts", "undo", "undone_at")


class SqlPeopleHistory(Rows):
    """The part of `desk.ports.People` that only adds lines."""

    def add_rights_changes(self, changes: Sequence[RightsChange]) -> None:
        """See the port."""
        rows = [
            {name: getattr(each, name) for name in _WORDS}
            | {"before": _listed(each.before), "after": _listed(each.after)}
            for each in changes
        ]
        insert_all(self._connection, rights_change, rows)

    def rights_changes(self, limit: int, *, company_id: int | None = None, address: str = "") -> list[RightsChange]:
        """See the port."""
        query = select(rights_change).order_by(rights_change.c.id.desc()).limit(limit)
        if company_id is not None:
            query = query.where(rights_change.c.company_id == company_id)
        if address:
            query = query.where(rights_change.c.address == address)
        return [_change(row) for row in self._connection.execute(query)]

    def add_import(self, done: RegistryImport) -> RegistryImport:
        """See the port."""
        self._connection.execute(update(registry_import).where(registry_import.c.undo.is_not(None)).values(undo=None))
        values = {name: getattr(done, name) for name in _IMPORT} | {"counts": dict(done.counts)}
        return replace(done, id=self._insert(registry_import, values))

    def last_import(self) -> RegistryImport | None:
        """See the port."""
        row = self._connection.execute(select(registry_import).order_by(registry_import.c.id.desc()).limit(1)).first()
        return RegistryImport(id=row.id, **{name: getattr(row, name) for name in _IMPORT}) if row else None

    def end_import(self, import_id: int, undone_at: datetime) -> None:
        """See the port."""
        this = registry_import.c.id == import_id
        self._connection.execute(update(registry_import).where(this).values(undone_at=undone_at, undo=None))


def _listed(rights: frozenset[Right] | None) -> list[str] | None:
    return None if rights is None else sorted(rights)


def _rights(words: Sequence[str] | None) -> frozenset[Right] | None:
    return None if words is None else frozenset(map(Right, words))


def _change(row: Row[Any]) -> RightsChange:
    words = {name: getattr(row, name) for name in _WORDS}
    return RightsChange(id=row.id, before=_rights(row.before), after=_rights(row.after), **words)
