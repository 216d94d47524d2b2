"""What a ticket's page shows of merges: the words of its parts in their place, and where each of them leads."""

from collections.abc import Sequence

from mailgate.desk import look
from mailgate.desk.house import Work
from mailgate.model.ticket import Ticket


def whole_thread(work: Work, row: look.Row, parts: Sequence[Ticket]) -> list[look.Row]:
    """The ticket's messages and those of its parts, oldest first; those of a part say so under `part`."""
    theirs = [
        {**message, "part": part.number} for part in parts for message in look.ticket(work, part.number)["messages"]
    ]
    return sorted([*row["messages"], *theirs], key=lambda message: (message["at"], message["id"]))


def links(ticket: Ticket, parts: Sequence[Ticket]) -> list[tuple[str, str]]:
    """(number, what it has to do with this one) of each ticket that this one is tied to."""
    found = [(ticket.linked_id, "linked"), (ticket.merged_into, "goes on there")]
    return [
        *((f"MG-{number}", words) for number, words in found if number),
        *((part.number, "became part of this") for part in parts),
    ]
