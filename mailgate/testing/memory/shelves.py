"""All that a MemoryStore keeps, as dictionaries of frozen values, so that a shallow copy is a whole new state.

Repositories read and write the attributes of one `Shelves`; units copy, publish and restore it. The order of a
dictionary is never relied on where a port promises one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar, cast

from mailgate.model.arrival import Marks
from mailgate.model.fetching import AccountState, Cursor, Fetched, Lease, Place
from mailgate.model.lesson import KeptModel, Lesson
from mailgate.model.letter import KeptLetter
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Company, Person, RegistryImport, Right, RightsChange
from mailgate.model.ticket import Clock, ClockKind, HistoryEntry, Message, Ticket
from mailgate.registry.setup import Desk

T = TypeVar("T")


@dataclass(slots=True)
class Shelves:
    """One state of everything."""

    letters: dict[int, KeptLetter] = field(default_factory=dict)
    raws: dict[str, bytes] = field(default_factory=dict)
    letter_leases: dict[int, float] = field(default_factory=dict)  #: letter id → end in machine time
    orders: dict[int, tuple[Marks, float]] = field(default_factory=dict)  #: letter id → until when it waits for others
    message_ids: dict[str, int] = field(default_factory=dict)  #: Message-ID → ticket id
    tickets: dict[int, Ticket] = field(default_factory=dict)
    threads: dict[int, tuple[Message, ...]] = field(default_factory=dict)
    histories: dict[int, tuple[HistoryEntry, ...]] = field(default_factory=dict)
    outbox: dict[int, OutLetter] = field(default_factory=dict)
    out_leases: dict[int, float] = field(default_factory=dict)
    clocks: dict[tuple[int, ClockKind], Clock] = field(default_factory=dict)
    companies: dict[int, Company] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)  #: company and rights are the last saved
    memberships: dict[tuple[int, int], frozenset[Right]] = field(default_factory=dict)  #: (person id, company id) →
    addresses: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)  #: → its keys in memberships
    domains: dict[str, int] = field(default_factory=dict)  #: → company id
    rights_changes: dict[int, RightsChange] = field(default_factory=dict)
    imports: dict[int, RegistryImport] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)  #: at most one, named "desk"
    tokens: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)  #: (digest, purpose) →
    sessions: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, AccountState] = field(default_factory=dict)
    account_leases: dict[str, tuple[Lease, float]] = field(default_factory=dict)  #: with their end in machine time
    cursors: dict[tuple[str, str], Cursor] = field(default_factory=dict)  #: (account, mailbox) →
    fetched: dict[Place, Fetched] = field(default_factory=dict)
    lessons: dict[int, Lesson] = field(default_factory=dict)  #: by ticket id
    models: dict[str, KeptModel] = field(default_factory=dict)  #: at most one, named "model"
    numbers: dict[str, int] = field(default_factory=dict)  #: the last id given, by kind

    def copy(self) -> "Shelves":
        """A state of its own with the same content."""
        return Shelves(*(dict(getattr(self, each.name)) for each in fields(self)))

    def sealed(self) -> "Shelves":
        """The same content, read-only: whoever writes to it gets a TypeError."""
        return Shelves(*(MappingProxyType(getattr(self, each.name)) for each in fields(self)))  # type: ignore[arg-type]

    def become(self, other: "Shelves") -> None:
        """Take over the content of another state."""
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))

    def number(self, kind: str) -> int:
        """The next id of this kind, from 1."""
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]


def as_kept(value: T) -> T:
    """A model value as a database would give it back: instants in UTC, mappings as they come out of JSON.

    Raises ValueError for an instant without a zone and TypeError for what JSON cannot hold.
    """
    model: Any = value
    return cast(T, replace(model, **{each.name: _plain(getattr(model, each.name)) for each in fields(model)}))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            if value.tzinfo is None:
                raise ValueError(f"{value} has no zone")
            return value.astimezone(UTC)
        case Mapping():
            return json.loads(json.dumps(dict(value)))
        case tuple():
            return tuple(_plain(each) for each in value)
        case _:
            return as_kept(value) if is_dataclass(value) else value
