"""A letter of ours on its way out: one row per (ticket, event, recipient, effect). Composed when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

#: Before the address of a colleague: a call of their pager, and no mail.
PAGER = "pager:"


class OutState(StrEnum):
    """Where a letter out stands."""

    QUEUED = "queued"
    SENT = "sent"  #: the next server answered 2xx
    FAILED = "failed"  #: refused for good, or given up
    SUPPRESSED = "suppressed"  #: not sent, with its reason
    CANCELLED = "cancelled"  #: overtaken before it left


@dataclass(frozen=True, slots=True)
class OutLetter:
    """One outbox row."""

    effect: str  #: names the template
    to: str  #: canonical address; the envelope recipient, or with PAGER before it
    message_id: str  #: minted once, without angle brackets; retries reuse it
    created_at: datetime
    ticket_id: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)  #: what only the moment of queueing knew: staff words …
    state: OutState = OutState.QUEUED
    due_at: datetime | None = None  #: next attempt; None is at once
    tries: int = 0
    fence: int = 0
    answer: str = ""  #: the server's words, or why it was suppressed
    sent_at: datetime | None = None
    event_id: int = 0  #: the history entry that caused it
    id: int = 0

    @property
    def by_pager(self) -> bool:
        """Goes to the pager instead of the relay."""
        return self.to.startswith(PAGER)

    @property
    def person(self) -> str:
        """Whose it is: the address, whatever the way."""
        return self.to.removeprefix(PAGER)
