"""What mailgate said of a ticket when it was opened, with its reasons: decided, or only proposed (S3-2).

    proposal_of(work, ticket)     # what waits for a person to accept it; None when nothing was said
    said_of(work, ticket)         # the same also of what was decided at once: whoever corrects it teaches by that

It stands in the history with the opening and never changes: what people say later is a lesson (`desk.teach`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mailgate.classify.label import Label
from mailgate.classify.priority import weigh
from mailgate.desk.house import Work
from mailgate.model.event import Event
from mailgate.model.letter import Letter
from mailgate.model.ticket import HistoryEntry, Priority, State, Ticket
from mailgate.registry.setup import Desk

NOTED = "proposal"  #: its key in the data of the history


@dataclass(frozen=True, slots=True)
class Proposal:
    """A category, a priority, or one of the two."""

    category: str = ""
    priority: Priority | None = None
    confidence: float | None = None  #: of a guess, 0 to 1
    why: str = ""
    source: str = ""  #: whose category it is: "form", "mailbox", "rule NAME", "model"; "" is nobody's

    def __bool__(self) -> bool:
        return bool(self.category) or self.priority is not None

    @property
    def row(self) -> dict[str, Any]:
        """With keys that stay; null where nothing was said."""
        return {name: None if value == "" else value for name, value in asdict(self).items()}


def noted_proposal(desk: Desk, labelled: Label, letter: Letter) -> dict[str, Any]:
    """A label as the history keeps it. For a category that is only guessed the priority is weighed all the same."""
    priority = labelled.priority
    category = desk.category(labelled.category or labelled.proposal)
    if priority is None and category is not None:
        text = letter.reply_text or letter.text
        priority = weigh(category.kind, category.priority, letter.subject, text).priority
    name = category.id if category else ""
    return asdict(Proposal(name, priority, labelled.confidence, labelled.why, labelled.source if name else ""))


def said_of(work: Work, ticket: Ticket) -> Proposal:
    """What was decided or proposed when it was opened; empty for a ticket of a time that did not note it."""
    opening = _opening(work.unit.tickets.history(ticket.id))
    return _read(opening.data.get(NOTED)) if opening else Proposal()


def proposal_of(work: Work, ticket: Ticket) -> Proposal | None:
    """What was proposed of a ticket that was not decided when it was opened."""
    return proposal_in(work.unit.tickets.history(ticket.id))


def proposal_in(history: Sequence[HistoryEntry]) -> Proposal | None:
    """The same, for who has read its history already."""
    opening = _opening(history)
    if opening is None or opening.dest != State.NEW:
        return None
    return _read(opening.data.get(NOTED)) or None


def _opening(history: Sequence[HistoryEntry]) -> HistoryEntry | None:
    return next((entry for entry in history if entry.event == Event.OPENED), None)


def _read(kept: Mapping[str, Any] | None) -> Proposal:
    if not kept:
        return Proposal()
    priority = kept["priority"]
    return Proposal(**{**kept, "priority": Priority(priority) if priority else None})
