"""Take the next ticket: `take_next(house, "ada@linden.example")`. The order of the queue rules, nobody chooses.

Reading the queue and taking are one transaction, so two who ask at once get two tickets, in order: who was overtaken
looks again at what is true then. Whoever is off shift may ask as well: somebody who works is working.
"""

from collections.abc import Iterator
from contextlib import suppress

from mailgate.desk.acts import ACTIONS, Act
from mailgate.desk.find import find_staff
from mailgate.desk.house import House, Work
from mailgate.desk.queue import PAGE, viewer
from mailgate.lifecycle.machine import possible
from mailgate.model.errors import Conflict, NotAllowed
from mailgate.model.event import Event
from mailgate.model.queue import View, is_unpicked
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Staff

_TRIES = 50  #: each lost one was won by somebody else
_MOST_LOOKED_AT = 1000  #: of the queue; others wait for this transaction


def take_next(house: House, staff_email: str, view: View = View.UNPICKED) -> Ticket:
    """Take the first ticket of a view that nobody works on and that their lines reach, with the ordinary `take`.

    Raises UnknownThing for a stranger, NotAllowed with a sentence when there is none.
    """
    for _ in range(_TRIES):
        with suppress(Conflict):
            with house.work() as work:
                taken = _take_first(work, find_staff(work, staff_email), view)
            house.wake("outbox")
            return taken
    raise Conflict("others were faster each time: try again")


def _take_first(work: Work, staff: Staff, view: View) -> Ticket:
    left: list[Ticket] = []
    for ticket in _free(work, staff, view):
        if possible(ticket.state, Event.TAKEN) and staff.works_at(ticket.level):
            return ACTIONS["take"][1](Act(work, ticket, staff, {}))
        left.append(ticket)
    raise NotAllowed(_nothing(left, staff))


def _free(work: Work, staff: Staff, view: View) -> Iterator[Ticket]:
    """What nobody works on, in the order of the queue."""
    seen_by, after = viewer(work, staff.email), None
    for _ in range(_MOST_LOOKED_AT // PAGE):
        found = work.unit.tickets.queue(view, seen_by, PAGE, after)
        yield from (ticket for ticket, _ in found if is_unpicked(ticket))
        if len(found) < PAGE:
            return
        after = found[-1][1]


def _nothing(left: list[Ticket], staff: Staff) -> str:
    """Why there is nothing to take."""
    new = sum(not possible(ticket.state, Event.TAKEN) for ticket in left)
    other = len(left) - new
    reasons = [
        f"{new} {'waits' if new == 1 else 'wait'} for a category and priority first" if new else "",
        f"{other} {'is' if other == 1 else 'are'} for a higher line than {staff.name}'s" if other else "",
    ]
    why = ", ".join(filter(None, reasons))
    return f"there is nothing to take: {why}" if why else "there is nothing to take: somebody works on everything"
