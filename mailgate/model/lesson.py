"""What a person says a ticket is about: it teaches the text model and counts for or against whoever proposed otherwise.

A ticket has at most one, the last. `desk.teach` writes them; nothing is learned from what mailgate decided by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

#: Why something is no request (triage).
NO_REQUEST = ("spam", "newsletter", "automatic", "sales")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One ticket, as a person sees it."""

    ticket_id: int
    at: datetime
    by: str  #: staff address
    category: str = ""  #: "" when it is no request
    no_request: str = ""  #: one of NO_REQUEST; "" is a request
    proposed: str = ""  #: what mailgate had decided or proposed; "" was nothing
    source: str = ""  #: who proposed it: "rule NAME", "model", "form", "mailbox"; "" was nobody

    @property
    def right(self) -> bool:
        """The proposal was what the person says."""
        return bool(self.source) and self.proposed == self.category


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what it is about, to learn from."""

    category: str
    subject: str
    text: str
    proposed: str = ""  #: as in its lesson
    source: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How often a source was confirmed and corrected."""

    right: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A trained text model as it is stored: derived, may be thrown away and trained again."""

    made_at: datetime
    lessons: int  #: how many lessons it has seen
    body: bytes = field(repr=False)
    told: Mapping[str, Any] = field(default_factory=dict)  #: figures of its training, for people
