"""What staff do with a ticket: the same door for command line, pages and API.

    act(house, "MG-1042", "take", "ada@linden.example", {})

Each action is checked (`needs`), then moves the ticket through `lifecycle` in one transaction (`acts`). `preview` runs
the very same act, composes what the customer would receive, and undoes it all (law 14).
"""

from collections.abc import Callable, Mapping

from mailgate.desk import acts
from mailgate.desk.acts import Act
from mailgate.desk.compose import composed
from mailgate.desk.crew import CREW
from mailgate.desk.find import find_staff, find_ticket
from mailgate.desk.house import House, Work
from mailgate.desk.missing import names_of
from mailgate.desk.needs import checked
from mailgate.desk.teach import teach
from mailgate.desk.triage import TRIAGE
from mailgate.lifecycle.machine import possible
from mailgate.model.errors import NotAllowed
from mailgate.model.ids import ticket_id
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, State, Ticket
from mailgate.outbound.compose import Composed
from mailgate.outbound.kinds import kind_of

#: Every action of staff, whichever table it stands in.
ACTIONS = {**acts.ACTIONS, **TRIAGE, **CREW}


def act(house: House, number: str, action: str, staff_email: str, keys: Mapping[str, str]) -> Ticket:
    """Do it. Raises UnknownThing, WrongUse for keys, NotAllowed with a sentence that says why not."""
    done = house.settle(lambda work: _do(work, number, action, staff_email, keys))
    house.wake("outbox")
    return done


class _Undo(Exception):
    """Leaves a unit without keeping anything of it."""


def preview(
    house: House, number: str, action: str, staff_email: str, keys: Mapping[str, str]
) -> list[tuple[str, Composed]]:
    """What customers would receive: (effect, letter) each. Raises like `act`; changes nothing."""
    letters: list[tuple[str, Composed]] = []
    try:
        with house.work() as work:
            before = {letter.id for letter in work.unit.outbox.of_ticket(ticket_id(number) or 0)}
            ticket = _do(work, number, action, staff_email, keys)
            queued = [letter for letter in work.unit.outbox.of_ticket(ticket.id) if letter.id not in before]
            for letter in queued:
                if letter.state is OutState.QUEUED and not kind_of(letter.effect).to_staff:
                    letters.append((letter.effect, composed(work, letter, ticket)))
            raise _Undo
    except _Undo:
        return letters


#: Actions that lift a mark, and are offered only where it stands.
_LIFTS = {"vouch": Flag.UNPROVEN, "customer": Flag.WHICH_CUSTOMER}

#: Actions that the table of the lifecycle knows in more states than they are meant for.
_ONLY_IN = {"accept": (State.NEW,), "duplicate": (State.NEW,)}


#: Actions that undo something, and are offered only where it is so.
_UNDOES: dict[str, Callable[[Ticket], object]] = {
    "give-back": lambda ticket: ticket.speaker,
    "remove-collaborator": lambda ticket: ticket.collaborators,
}


def offered(ticket: Ticket) -> list[str]:
    """The actions that its state knows, for buttons."""
    known = [name for name, (event, _) in ACTIONS.items() if possible(ticket.state, event)]
    known = [name for name in known if name not in _UNDOES or _UNDOES[name](ticket)]
    known = [name for name in known if ticket.state in _ONLY_IN.get(name, (ticket.state,))]
    return [name for name in known if name not in _LIFTS or (_LIFTS[name] in ticket.flags and ticket.requester)]


def _do(work: Work, number: str, action: str, staff_email: str, keys: Mapping[str, str]) -> Ticket:
    ticket, staff = find_ticket(work, number), find_staff(work, staff_email)
    values = checked(action, keys, work.now, ticket.flags, names_of(work.desk, ticket))
    try:
        done = ACTIONS[action][1](Act(work, ticket, staff, values))
    except NotAllowed as cause:
        raise NotAllowed(f"{ticket.number}: {cause}") from cause
    teach(work, action, done, staff.email, values)
    return done
