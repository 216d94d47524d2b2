"""The actions of staff, one function each, and the table of them. Each moves the ticket by one event.

`desk.act` is the door to this table: it has checked the keys (`needs`) and opened the transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from mailgate.classify.priority import weigh
from mailgate.desk.appointment import VISIT_MINUTES, visit_of
from mailgate.desk.approval import recategorised
from mailgate.desk.asking import as_said, asked_for
from mailgate.desk.corrected import Correction, corrected
from mailgate.desk.facts import number_of
from mailgate.desk.find import find_staff
from mailgate.desk.handover import handover_of
from mailgate.desk.house import Work
from mailgate.desk.land import prove_author
from mailgate.desk.merge import merge
from mailgate.desk.missing import names_of
from mailgate.desk.move import Moved, facts_of, move
from mailgate.desk.needs import APPOINTMENT
from mailgate.desk.newcomer import companies_of, give_to
from mailgate.desk.points import MOST_WHY, SAYS, SETTLED, SHOWN, needed, open_points, settled
from mailgate.desk.promises import company_of, next_update_due, promised_update, terms
from mailgate.desk.recipients import audience, by_vip, entitled_here
from mailgate.desk.repeats import recurring, repeated
from mailgate.desk.sorting import moved, put_into, queue_in, tagged
from mailgate.desk.speaker import announced
from mailgate.desk.workers import WORKER, to_lead
from mailgate.lifecycle.machine import possible
from mailgate.lifecycle.table import OPEN, SOLVED
from mailgate.model.errors import NotAllowed, UnknownThing
from mailgate.model.event import Event
from mailgate.model.outgoing import OutState
from mailgate.model.ticket import Flag, Message, MessageKind, Priority, ResultKind, Ticket
from mailgate.outbound.cleaned import one_line
from mailgate.registry.setup import Staff

LEADS = ("lead", "director", "admin")


@dataclass(frozen=True, slots=True)
class Act:
    """One act under way."""

    work: Work
    ticket: Ticket
    staff: Staff
    keys: Mapping[str, str]

    def move(self, event: Event, *, why: str = "", facts: Mapping[str, Any] | None = None, **more: Any) -> Moved:
        """Let it happen in this staff member's name; but for a note, the task of the owner is seen to by that."""
        done = frozenset() if event is Event.NOTED else {Flag.OWNER_TASK}
        changes = {"flags": self.ticket.flags - done, **more.pop("changes", {})}
        known = {"lead": self.staff.role in LEADS, **(facts or {})}
        ticket = replace(self.ticket, **{key: value for key, value in changes.items() if key in _GUARDED})
        passed = changes.get("worker", self.ticket.worker) != self.ticket.worker
        if passed:
            more["data"] = {**more.get("data", {}), WORKER: changes["worker"]}
        moved = move(
            self.work,
            self.ticket,
            event,
            facts_of(ticket, **known),
            by=self.staff.email,
            why=why,
            changes=changes,
            **more,
        )
        return to_lead(self.work, moved) if passed else moved

    def say(self, kind: MessageKind, text: str) -> None:
        """Put the words into the thread."""
        said = Message(kind, self.work.now, self.staff.email, text, author_name=self.staff.name)
        self.work.unit.tickets.add_message(self.ticket.id, said)


#: Fields that an act may set and that its own guards look at.
_GUARDED = ("category", "priority", "level")


def _take(act: Act) -> Ticket:
    ticket, me = act.ticket, act.staff.email
    if ticket.worker == me:
        raise NotAllowed("you have it already")
    if ticket.worker:
        raise NotAllowed(f"{_took(act)}: assign it, if you should have it")
    owner = ticket.owner or me
    params = {"staff": act.staff.name, "due": _iso(next_update_due(act.work, ticket))}
    return act.move(Event.TAKEN, changes={"worker": me, "owner": owner}, params=params).ticket


def _took(act: Act) -> str:
    """Who has it, since when (S1-4)."""
    history = act.work.unit.tickets.history(act.ticket.id)
    taken = next((entry for entry in reversed(history) if entry.event in (Event.TAKEN, Event.ASSIGNED)), None)
    name = act.work.desk.name_of(act.ticket.worker)
    return f"{name} took it {_ago((act.work.now - taken.at).total_seconds())}" if taken else f"{name} has it"


def _ago(seconds: float) -> str:
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit} ago"
    return f"{max(int(seconds), 0)} s ago"


def _assign(act: Act) -> Ticket:
    to = find_staff(act.work, act.keys["to"])
    owner = act.ticket.owner or to.email
    return act.move(Event.ASSIGNED, why=f"to {to.name}", changes={"worker": to.email, "owner": owner}).ticket


def _categorise(act: Act) -> Ticket:
    return set_category(act, act.keys["category"], act.ticket.priority)


def set_category(act: Act, name: str, priority: Priority | None) -> Ticket:
    """Category and priority in one move; a priority of None is weighed. Raises UnknownThing."""
    category = act.work.desk.category(name)
    if category is None:
        known = ", ".join(each.id for each in act.work.desk.categories)
        raise UnknownThing(f"there is no category {name!r}; there are: {known}")
    what = f"{act.ticket.category or 'none'} → {category.id}"
    if priority is not None and priority is not act.ticket.priority:
        what = f"{what}, {priority}"
    if priority is None:
        vip = by_vip(act.work, act.ticket)
        weighed = weigh(category.kind, category.priority, act.ticket.subject, _first_words(act), vip=vip)
        priority, what = weighed.priority, f"{what}, {weighed.why}" if weighed.why else what
    asked = replace(act.ticket, category=category.id, priority=priority, flags=act.ticket.flags - {Flag.OWNER_TASK})
    if not asked.reopen_count:  # as one of several it was so in the other category
        asked = replace(asked, flags=asked.flags - {Flag.RECURRING})
    if again := repeated(act.work, asked):
        asked, what = replace(asked, **recurring(asked)), f"{what}, {again}"
    asked = replace(asked, queue=queue_in(act.work.desk, act.ticket, category.id))
    if elsewhere := moved(act.ticket.queue, asked.queue):
        what = f"{what}, {elsewhere}"
    return _classify(act, what, {name: getattr(asked, name) for name in ("category", "priority", "flags", "queue")})


def _first_words(act: Act) -> str:
    """What the customer wrote first."""
    thread = act.work.unit.tickets.messages(act.ticket.id)
    return next((message.text for message in thread if message.kind is MessageKind.CUSTOMER), "")


def _prioritise(act: Act) -> Ticket:
    priority = Priority(act.keys["priority"])
    what, changes = f"{act.ticket.priority or 'none'} → {priority}", {"priority": priority}
    if "terms" not in act.keys:
        return _classify(act, what, changes)
    now = terms(act.work, company_of(act.work, act.ticket))
    return _classify(act, f"{what}, terms of today: {now['sla'] or 'no SLA'}", changes | now)


def _classify(act: Act, what: str, changes: Mapping[str, Any]) -> Ticket:
    reason = act.keys.get("reason", "")
    moved = act.move(Event.CLASSIFIED, why=f"{what}: {reason}" if reason else what, changes=changes)
    return recategorised(act.work, act.ticket, moved.ticket)


def _note(act: Act) -> Ticket:
    moved = act.move(Event.NOTED)
    act.say(MessageKind.NOTE, act.keys["text"])
    return moved.ticket


def _reply(act: Act) -> Ticket:
    return write(act, Event.REPLIED, act.keys["text"])


def _mitigate(act: Act) -> Ticket:
    """A workaround is in place: the customer reads of it, and nothing counts as solved (S0-11)."""
    return write(act, Event.MITIGATED, act.keys["text"], why=one_line(act.keys["text"], MOST_WHY))


def _ask(act: Act) -> Ticket:
    """Questions of their own, and what is missing of the checklist, in one letter (S3-9)."""
    names = asked_for(act.work, act.ticket, act.keys)
    return write(act, Event.CUSTOMER_ASKED, act.keys.get("text", ""), names)


def write(act: Act, event: Event, text: str, asks: Sequence[str] = (), **more: Any) -> Ticket:
    """Words to the customer; when nobody may be told, nothing is done and staff read why (S3-4)."""
    _somebody_may_be_told(act)
    me = act.staff.email
    changes = {"worker": act.ticket.worker or me, "owner": act.ticket.owner or me, **more.pop("changes", {})}
    due = next_update_due(act.work, act.ticket) if act.ticket.state in OPEN else None
    params: dict[str, Any] = {"text": text, "staff": act.staff.name, "due": _iso(due)}
    if asks:
        params["asks"] = list(asks)
    if act.ticket.state in SOLVED:  # it is with the customer, but never for ever
        params["look_again"] = _iso(act.work.now + act.work.desk.firm.verify_after.elapsed())
    moved = act.move(event, changes=changes, params=params, **more)
    act.say(MessageKind.REPLY, as_said(act.work, act.ticket, text, asks))
    return moved.ticket


def _facts(act: Act) -> Ticket:
    """What staff know better than the letter was read, or than it says (S3-6)."""
    desk = act.work.desk
    how = Correction(act.staff.email, act.work.now, desk.firm.zone, partial(number_of, desk))
    facts, why = corrected(act.ticket.facts, act.keys, names_of(desk, act.ticket), how)
    if not why:
        raise NotAllowed("its facts say so already")
    return act.move(Event.NOTED, why=why, changes={"facts": facts}).ticket


def _somebody_may_be_told(act: Act) -> None:
    told = audience(act.work, act.ticket)
    if not told.recipients:
        raise NotAllowed(f"nobody may be written to: {told.why}")


def _escalate(act: Act) -> Ticket:
    """The worker changes and never the owner, who is asked to look when second line lets a promised word be late."""
    work, ticket = act.work, act.ticket
    handed = handover_of(work, ticket, act.keys)
    changes = {"level": int(act.keys.get("level", "2")), "worker": "", "owner": ticket.owner or act.staff.email}
    due = promised_update(work, ticket) or next_update_due(work, ticket)
    facts, params = {"handed_over": bool(handed.why)}, {"due": _iso(due)}
    moved = act.move(Event.ESCALATED, why=handed.why, facts=facts, changes=changes, params=params)
    act.say(MessageKind.NOTE, handed.note)
    return moved.ticket


def _return(act: Act) -> Ticket:
    """To the owner, who speaks to the customer again as well."""
    ticket, owner = act.ticket, act.work.desk.staff_member(act.ticket.owner)
    changes = {"level": 1, "worker": ticket.owner, "speaker": ""}
    if not ticket.speaker:
        return act.move(Event.RETURNED, why=act.keys["reason"], changes=changes).ticket
    why = f"{act.keys['reason']}; {owner.name if owner else ticket.owner} speaks to the customer again"
    params = announced(act.work, ticket, owner)
    return act.move(Event.RETURNED, why=why, changes=changes, params=params).ticket


def _hold(act: Act) -> Ticket:
    until = datetime.fromisoformat(act.keys["until"]).isoformat()
    kind, reason = act.keys.get("kind", "other"), act.keys["reason"]
    params: dict[str, Any] = {"text": reason, "until": until, "due": until, "staff": act.staff.name}
    data: dict[str, Any] = {"kind": kind}
    if agreed := kind == APPOINTMENT:
        data |= visit_of(act.work, act.ticket)
        params |= {**data, "place": act.keys.get("place", ""), "minutes": int(act.keys.get("minutes", VISIT_MINUTES))}
    why = reason if kind == "other" else f"{kind}: {reason}"
    return act.move(Event.HELD, why=why, params=params, data=data, facts={"appointment": agreed}).ticket


def _resume(act: Act) -> Ticket:
    return act.move(Event.RESUMED).ticket


def _resolve(act: Act) -> Ticket:
    category = act.work.desk.category(act.ticket.category)
    verified = category is None or category.verify is not False
    points = open_points(act.work, act.ticket)
    said = settled(points, act.keys, needed(points, act.ticket, act.keys) if verified else ())
    resolution = {key: value for key, value in act.keys.items() if key not in (*SAYS, SHOWN)}
    resolution |= {**{key: "; ".join(texts) for key, texts in said.items()}, "by": act.staff.email}
    resolution.setdefault("result", str((category and category.result) or ResultKind.BINARY))
    changes = {"resolution": resolution, "owner": act.ticket.owner or act.staff.email}
    params = {**resolution, "staff": act.staff.name, "round": act.ticket.verify_round + 1}
    data = {SETTLED: {text: key for key, texts in said.items() for text in texts}} if said else {}
    if category is not None and not verified:
        # Such a category ends by staff: resolving it is the named override (design.md §4).
        why = f"{category.id} needs no verification: {act.keys['how']}"
        return act.move(Event.CLOSED_BY_OVERRIDE, why=why, changes=changes, params=params, data=data).ticket
    _somebody_may_be_told(act)
    result = ResultKind(resolution["result"])
    why = f"{act.keys['how']} (cause: {act.keys['cause']}, {act.keys['minutes']} min)"
    left = [point.text for point in points if not any(point.text in texts for texts in said.values())]
    told = said | ({"left open": left} if left else {})
    why = "; ".join((why, *(f"{key}: {', '.join(texts)}" for key, texts in told.items())))
    facts = {"result": result}
    moved = act.move(Event.RESOLUTION_PROPOSED, why=why, facts=facts, changes=changes, params=params, data=data)
    asked = [letter for letter in act.work.unit.outbox.of_ticket(act.ticket.id) if letter.event_id == moved.event_id]
    if not any(letter.state is OutState.QUEUED for letter in asked):
        raise NotAllowed(f"its verification letter may not leave: {'; '.join(letter.answer for letter in asked)}")
    return moved.ticket


#: What a customer said by phone, as the event that it raises.
_SAID = {"yes": Event.CONFIRMED, "no": Event.DISPUTED, "partly": Event.PARTLY_CONFIRMED}


def _confirm(act: Act) -> Ticket:
    """An entitled person's word by phone, for which the staff member vouches."""
    said_by = act.keys["by"].lower()
    if not entitled_here(act.work, act.ticket, said_by):
        raise NotAllowed(f"{act.keys['by']} may not answer for this ticket")
    why = f"{said_by} said {act.keys['answer']} by {act.keys['how']}; {act.staff.name} vouches"
    return act.move(_SAID[act.keys["answer"]], why=why, facts={"may_answer": True}).ticket


def _override_close(act: Act) -> Ticket:
    return act.move(Event.CLOSED_BY_OVERRIDE, why=f"{act.staff.name}: {act.keys['reason']}").ticket


def _reopen(act: Act) -> Ticket:
    return act.move(Event.REOPENED, why=act.keys["reason"]).ticket


def _merge(act: Act) -> Ticket:
    return merge(act.work, act.ticket, act.keys["into"], act.staff)


def _reject(act: Act) -> Ticket:
    return act.move(Event.REJECTED, why=act.keys["reason"]).ticket


def _vouch(act: Act) -> Ticket:
    """A staff member vouches by name that the author is who they say: disclosure no longer waits (design.md §5)."""
    if Flag.UNPROVEN not in act.ticket.flags:
        raise NotAllowed("its author is proven already")
    if not act.ticket.requester:
        raise NotAllowed("nobody certain wrote it: there is no author to vouch for")
    how = f"{act.staff.name} vouches for the author: {act.keys['how']}"
    return prove_author(act.work, act.ticket, act.staff.email, how)


def _customer(act: Act) -> Ticket:
    """Of which of the author's customers it is, where nothing in the letter told; then it is counted and told so."""
    ticket = act.ticket
    if Flag.WHICH_CUSTOMER not in ticket.flags:
        raise NotAllowed(_no_question(ticket))
    if not possible(ticket.state, Event.NOTED):
        raise NotAllowed(f"it is {ticket.state}")
    wanted = act.keys["customer"].casefold()
    companies = companies_of(act.work, ticket.requester)
    chosen = next((company for company in companies if company.name.casefold() == wanted), None)
    if chosen is None:
        known = ", ".join(company.name for company in companies) or "no customer"
        raise NotAllowed(f"its author is not a member of {act.keys['customer'][:80]!r}, but of: {known}")
    why = f"{act.staff.name} says that it is for {chosen.name}"
    for part in act.work.unit.tickets.merged(ticket.id):
        give_to(act.work, part, chosen, act.staff.email, why)
    return give_to(act.work, ticket, chosen, act.staff.email, why)


def _no_question(ticket: Ticket) -> str:
    """Why there is nothing to choose."""
    if ticket.flags & {Flag.STRANGER, Flag.COLLEAGUE}:
        return "its author is not in the registry: add them there by the letter (mailgate letter release --register)"
    return f"it is a ticket of {ticket.customer}" if ticket.customer else "it belongs to no customer"


def _queue(act: Act) -> Ticket:
    queue, why = put_into(act.ticket, act.keys["to"])
    return act.move(Event.NOTED, why=why, changes={"queue": queue}).ticket


def _tag(act: Act) -> Ticket:
    tags, why = tagged(act.ticket, act.keys.get("add", ""), act.keys.get("remove", ""))
    return act.move(Event.NOTED, why=why, changes={"tags": tags}).ticket


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


#: Every action: the event that it raises (a button is shown where the table knows it), and how.
ACTIONS: dict[str, tuple[Event, Callable[[Act], Ticket]]] = {
    "take": (Event.TAKEN, _take),
    "assign": (Event.ASSIGNED, _assign),
    "categorise": (Event.CLASSIFIED, _categorise),
    "prioritise": (Event.CLASSIFIED, _prioritise),
    "note": (Event.NOTED, _note),
    "reply": (Event.REPLIED, _reply),
    "ask": (Event.CUSTOMER_ASKED, _ask),
    "mitigate": (Event.MITIGATED, _mitigate),
    "facts": (Event.NOTED, _facts),
    "escalate": (Event.ESCALATED, _escalate),
    "return": (Event.RETURNED, _return),
    "hold": (Event.HELD, _hold),
    "resume": (Event.RESUMED, _resume),
    "resolve": (Event.RESOLUTION_PROPOSED, _resolve),
    "confirm": (Event.CONFIRMED, _confirm),
    "override-close": (Event.CLOSED_BY_OVERRIDE, _override_close),
    "reopen": (Event.REOPENED, _reopen),
    "merge": (Event.MERGED, _merge),
    "reject": (Event.REJECTED, _reject),
    "vouch": (Event.NOTED, _vouch),
    "customer": (Event.NOTED, _customer),
    "queue": (Event.NOTED, _queue),
    "tag": (Event.NOTED, _tag),
}
