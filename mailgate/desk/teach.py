"""What staff say a ticket is about becomes a lesson: for the text model, and for or against whoever proposed otherwise.

    teach(work, "categorise", moved, "ada@linden.example", keys)     # after the act, in its transaction

A ticket has one lesson, the last that a person gave by hand. Who resolves a ticket says by it that its category stood;
that is the lesson only where nobody gave one. Nothing is learned from what mailgate decided by itself.
"""

from collections.abc import Callable, Mapping

from mailgate.desk.house import Work
from mailgate.desk.proposal import said_of
from mailgate.model.lesson import Lesson
from mailgate.model.ticket import Ticket


def teach(work: Work, action: str, ticket: Ticket, by: str, keys: Mapping[str, str]) -> None:
    """Write the lesson of an act of this staff member; most acts teach nothing. `ticket` is as the act left it."""
    if action in _TEACHING:
        _TEACHING[action](work, ticket, by, keys)


def _by_hand(work: Work, ticket: Ticket, by: str, keys: Mapping[str, str]) -> None:
    _write(work, ticket, by, category=ticket.category)


def _no_request(work: Work, ticket: Ticket, by: str, keys: Mapping[str, str]) -> None:
    _write(work, ticket, by, no_request=keys["kind"])


def _stood(work: Work, ticket: Ticket, by: str, keys: Mapping[str, str]) -> None:
    """An older lesson is by hand, or of an earlier solution; a category changes by hand alone, so it says the same."""
    if ticket.category and work.unit.lessons.get(ticket.id) is None:
        _write(work, ticket, by, category=ticket.category)


_TEACHING: Mapping[str, Callable[[Work, Ticket, str, Mapping[str, str]], None]] = {
    "accept": _by_hand,
    "categorise": _by_hand,
    "not-request": _no_request,
    "resolve": _stood,
}


def _write(work: Work, ticket: Ticket, by: str, *, category: str = "", no_request: str = "") -> None:
    said = said_of(work, ticket)
    work.unit.lessons.put(
        Lesson(ticket.id, work.now, by, category, no_request, proposed=said.category, source=said.source)
    )
