"""Sort a ticket by hand: into another queue, with other tags; and where a new category puts it.

Functions give what becomes of the ticket's field and one line of history; `desk.acts` makes it so.
"""

from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.sorting import MOST_OF_TICKET, queue_named, tags_named
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Desk


def put_into(ticket: Ticket, to: str) -> tuple[str, str]:
    """The queue that staff name, and the line. Raises WrongUse, NotAllowed."""
    queue = queue_named(to)
    if queue == ticket.queue:
        raise NotAllowed(f"its queue is {_told(queue)} already")
    return queue, moved(ticket.queue, queue)


def moved(before: str, after: str) -> str:
    """One line of a change; "" for none."""
    return f"queue {_told(before)} → {_told(after)}" if before != after else ""


def _told(queue: str) -> str:
    return queue or "everybody's"


def queue_in(desk: Desk, ticket: Ticket, category: str) -> str:
    """The ticket's queue in a new category: that category's, unless a rule or a person has put it elsewhere."""
    untouched = ticket.queue == desk.queues.get(ticket.category, "")
    return desk.queues.get(category, "") if untouched else ticket.queue


def tagged(ticket: Ticket, add: str, remove: str) -> tuple[tuple[str, ...], str]:
    """The tags that staff want, and the line. Raises WrongUse, NotAllowed."""
    more, fewer = tags_named(add), tags_named(remove)
    if not more and not fewer:
        raise WrongUse("tag: say which tags to add or to remove")
    if both := set(more) & set(fewer):
        raise WrongUse(f"tag: add or remove {', '.join(sorted(both))}, not both")
    new = [tag for tag in more if tag not in ticket.tags]
    gone = [tag for tag in fewer if tag in ticket.tags]
    if not new and not gone:
        raise NotAllowed(f"its tags are so already: {' '.join(ticket.tags) or 'none'}")
    tags = (*(tag for tag in ticket.tags if tag not in gone), *new)
    if len(tags) > MOST_OF_TICKET:
        raise NotAllowed(f"it would have {len(tags)} tags; {MOST_OF_TICKET} are the most")
    return tags, f"tags: {' '.join([*(f'+{tag}' for tag in new), *(f'-{tag}' for tag in gone)])}"


def known_queues(desk: Desk) -> list[str]:
    """Those that a rule or a category names; people may name others."""
    named = {*desk.queues.values(), *(rule.set.queue for rule in desk.rules)} - {""}
    return sorted(named)
