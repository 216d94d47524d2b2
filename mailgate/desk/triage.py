"""The acts of triage: what a new ticket is, in one act each. `ask`, the fourth, is among the others (`acts`).

    act(house, "MG-7", "accept", "ada@linden.example", {})                       # as it was proposed
    act(house, "MG-7", "accept", "ada@linden.example", {"category": "billing"})  # or as a person knows better
    act(house, "MG-7", "duplicate", "ada@linden.example", {"of": "MG-3"})
    act(house, "MG-7", "not-request", "ada@linden.example", {"kind": "spam"})

None of them writes a mail of its own to anybody; only the part of another ticket says where it goes on (`merge`).
"""

from collections.abc import Callable

from mailgate.desk.acts import Act, set_category
from mailgate.desk.merge import merge
from mailgate.desk.proposal import Proposal, proposal_of
from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.event import Event
from mailgate.model.ticket import Priority, State, Ticket


def _accept(act: Act) -> Ticket:
    """Category and priority at once: what was proposed, where the keys do not say otherwise."""
    if act.ticket.state is not State.NEW:
        raise NotAllowed(f"it is {act.ticket.state} and was decided before: categorise or prioritise it")
    proposed = proposal_of(act.work, act.ticket) or Proposal()
    category = act.keys.get("category") or act.ticket.category or proposed.category
    if not category:
        known = ", ".join(each.id for each in act.work.desk.categories)
        raise WrongUse(f"accept: category is missing, since none was proposed; there are: {known}")
    accepted = set_category(act, category, _priority(act, category, proposed))
    if accepted.state is State.NEW:
        raise WrongUse(f"accept: priority is missing: neither the words nor the category {category} say one")
    return accepted


def _priority(act: Act, category: str, proposed: Proposal) -> Priority | None:
    """None is weighed, as for every category that a person sets."""
    if "priority" in act.keys:
        return Priority(act.keys["priority"])
    # What was weighed for another category says nothing of this one.
    fits = proposed.category in ("", category)
    return act.ticket.priority or (proposed.priority if fits else None)


def _duplicate(act: Act) -> Ticket:
    return merge(act.work, act.ticket, act.keys["of"], act.staff)


def _not_request(act: Act) -> Ticket:
    why = ": ".join(filter(None, (f"not a request: {act.keys['kind']}", act.keys.get("reason", ""))))
    return act.move(Event.REJECTED, why=why).ticket


#: Like `acts.ACTIONS`.
TRIAGE: dict[str, tuple[Event, Callable[[Act], Ticket]]] = {
    "accept": (Event.CLASSIFIED, _accept),
    "duplicate": (Event.MERGED, _duplicate),
    "not-request": (Event.REJECTED, _not_request),
}
