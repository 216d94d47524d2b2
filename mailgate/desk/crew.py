"""Who is about a ticket besides its worker: who speaks to the customer instead of the owner, and who works along.

    act(house, "MG-7", "take-over", "bob@linden.example", {})      # Bob speaks to the customer, who is told so by name
    act(house, "MG-7", "give-back", "bob@linden.example", {})      # the owner does again, who is told as well
    act(house, "MG-7", "add-collaborator", "ada@linden.example", {"who": "cyril@linden.example"})

The owner stays the owner in all of it, and has oversight. Taking over ends when it is given back or returned to first
line; escalating, solving, closing and reopening change nothing about it. What a letter says never does any of this.
"""

from collections.abc import Callable

from mailgate.desk.acts import LEADS, Act
from mailgate.desk.find import find_staff
from mailgate.desk.move import ask_owner
from mailgate.desk.recipients import audience
from mailgate.desk.speaker import announced, speaks
from mailgate.model.errors import NotAllowed
from mailgate.model.event import Event
from mailgate.model.ticket import Ticket


def _take_over(act: Act) -> Ticket:
    """Whoever acts speaks to the customer from now on."""
    ticket, me = act.ticket, act.staff
    if not ticket.owner:
        raise NotAllowed("nobody speaks to the customer yet: take it, and you do")
    if speaks(ticket) == me.email:
        raise NotAllowed("you speak to the customer already")
    _is_theirs(act, "take over communication")
    told = audience(act.work, ticket)
    if not told.recipients:
        raise NotAllowed(f"nobody may be told about it: {told.why}")
    speaker = "" if me.email == ticket.owner else me.email
    why = _because(f"{me.name} speaks to the customer now", act)
    params = announced(act.work, ticket, me)
    return act.move(Event.TAKEN_OVER, why=why, changes={"speaker": speaker}, params=params).ticket


def _give_back(act: Act) -> Ticket:
    """The owner speaks again. Somebody else's doing is a task for the owner: the customer may write at once."""
    ticket, owner = act.ticket, act.work.desk.staff_member(act.ticket.owner)
    if not ticket.speaker:
        raise NotAllowed("nobody took over: its owner speaks to the customer")
    _is_theirs(act, "give communication back")
    name = owner.name if owner else ticket.owner
    why = _because(f"{name} speaks to the customer again", act)
    params = announced(act.work, ticket, owner)
    after = act.move(Event.GIVEN_BACK, why=why, changes={"speaker": ""}, params=params).ticket
    if act.staff.email == ticket.owner:
        return after
    return ask_owner(act.work, after, f"{act.staff.name} gave communication with the customer back to you")


def _is_theirs(act: Act, what: str) -> None:
    ticket, me = act.ticket, act.staff
    theirs = {ticket.owner, ticket.worker, ticket.speaker, *ticket.collaborators}
    if me.email not in theirs and me.role not in LEADS:
        raise NotAllowed(
            f"only its owner, its worker, a collaborator or a lead may {what}: take it, or be added as a collaborator"
        )


def _because(what: str, act: Act) -> str:
    return ": ".join(filter(None, (what, act.keys.get("reason", ""))))


def _add(act: Act) -> Ticket:
    who = find_staff(act.work, act.keys["who"])
    if who.email in act.ticket.collaborators:
        raise NotAllowed(f"{who.name} works along already")
    if who.email == act.ticket.owner:
        raise NotAllowed(f"{who.name} is its owner")
    return _collaborators(act, f"{who.name} works along", (*act.ticket.collaborators, who.email))


def _remove(act: Act) -> Ticket:
    """Also of who has left the staff."""
    who = act.keys["who"].lower()
    if who not in act.ticket.collaborators:
        known = ", ".join(act.ticket.collaborators) or "nobody does"
        raise NotAllowed(f"{who[:80]} does not work along; who does: {known}")
    others = tuple(each for each in act.ticket.collaborators if each != who)
    return _collaborators(act, f"{act.work.desk.name_of(who)} works along no more", others)


def _collaborators(act: Act, why: str, collaborators: tuple[str, ...]) -> Ticket:
    return act.move(Event.NOTED, why=why, changes={"collaborators": collaborators}).ticket


#: Like `acts.ACTIONS`.
CREW: dict[str, tuple[Event, Callable[[Act], Ticket]]] = {
    "take-over": (Event.TAKEN_OVER, _take_over),
    "give-back": (Event.GIVEN_BACK, _give_back),
    "add-collaborator": (Event.NOTED, _add),
    "remove-collaborator": (Event.NOTED, _remove),
}
