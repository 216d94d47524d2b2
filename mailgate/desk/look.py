"""Look at things without changing them: the rows and objects that command line, pages and API print.

Everything here is plain data with stable keys (design.md §11): strings, numbers, lists, ISO 8601 instants.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from mailgate.desk.act import offered
from mailgate.desk.due import due_why, next_due
from mailgate.desk.find import find_ticket
from mailgate.desk.house import Work
from mailgate.desk.ladder import standing
from mailgate.desk.lead import managers
from mailgate.desk.missing import missing_of
from mailgate.desk.newcomer import companies_of
from mailgate.desk.points import open_points
from mailgate.desk.proposal import proposal_in
from mailgate.desk.repeats import earlier
from mailgate.desk.speaker import direct_row
from mailgate.desk.suggest import suggested_row
from mailgate.lifecycle import queue
from mailgate.lifecycle.pauses import pauses
from mailgate.lifecycle.table import ENDED
from mailgate.model.letter import Fate, KeptLetter
from mailgate.model.outgoing import OutLetter, OutState
from mailgate.model.queue import QueuePlace, is_queued
from mailgate.model.sorting import ANY, Only
from mailgate.model.ticket import Clock, Flag, State, Ticket

Row = dict[str, Any]
_MOST_ROWS = 10_000
OPEN = tuple(state for state in State if state not in ENDED)


def tickets(
    work: Work, states: Collection[State] | None = None, limit: int = _MOST_ROWS, only: Only = ANY
) -> list[Row]:
    """Rows in queue order."""
    return rows_of(work, work.unit.tickets.find(states, limit, only))


def open_tickets(work: Work) -> list[Row]:
    """Everything that is not at its end, and what is closed but waits for us: no words lie unseen (S0-8)."""
    closed = work.unit.tickets.find([State.CLOSED], _MOST_ROWS)
    return rows_of(work, [*work.unit.tickets.find(OPEN, _MOST_ROWS), *(one for one in closed if is_queued(one))])


def rows_of(work: Work, found: Sequence[Ticket]) -> list[Row]:
    """Rows of these tickets in queue order."""
    clocks = work.unit.clocks.of_tickets([ticket.id for ticket in found])
    due = {ticket.id: next_due(clocks.get(ticket.id, [])) for ticket in found}
    kinds = work.desk.kinds

    def rank(ticket: Ticket) -> tuple[bool, QueuePlace]:
        clock = due[ticket.id]
        return queue.rank(ticket, kinds.get(ticket.category, ""), clock.due_at if clock else None)

    return [_ticket_row(work, each, due[each.id], kinds.get(each.category, "")) for each in sorted(found, key=rank)]


def _ticket_row(work: Work, ticket: Ticket, clock: Clock | None, kind: str) -> Row:
    due = clock.due_at if clock else None
    return {
        "number": ticket.number,
        "subject": ticket.subject,
        "state": ticket.state,
        "category": ticket.category or None,
        "priority": ticket.priority,
        "language": ticket.language,
        "customer": ticket.customer or None,
        "requester": ticket.requester,
        "requester_name": ticket.requester_name,
        "owner": ticket.owner or None,
        "worker": ticket.worker or None,
        "due": _iso(due),
        "late_since": _iso(ticket.late_since),
        "due_why": due_why(work, ticket, clock),
        "flags": sorted(ticket.flags),
        "queue": ticket.queue or None,
        "tags": list(ticket.tags),
        "opened_at": _iso(ticket.opened_at),
        "waiting_since": _iso(ticket.waiting_since),
        "why": queue.why(ticket, kind, due),
    }


def ticket(work: Work, number: str) -> Row:
    """Everything about one ticket. Raises UnknownThing."""
    found = find_ticket(work, number)
    clocks = work.unit.clocks.of_ticket(found.id)
    history = work.unit.tickets.history(found.id)
    category = work.desk.category(found.category)
    proposed = proposal_in(history)
    return {
        **_ticket_row(work, found, next_due(clocks), category.kind if category else ""),
        "level": found.level,
        "source": found.source,
        "mailbox": found.mailbox,
        "speaker": found.speaker or None,
        "collaborators": list(found.collaborators),
        **suggested_row(work, found),
        **direct_row(work, found),
        "links": [f"MG-{each}" for each in (found.linked_id, found.merged_into) if each]
        + [part.number for part in work.unit.tickets.merged(found.id)],
        "reopen_count": found.reopen_count,
        "disputes": found.disputes,
        "facts": [asdict(fact) for fact in found.facts],
        "missing": list(missing_of(work, found)),
        "open_points": [asdict(point) for point in open_points(work, found)],
        "resolution": dict(found.resolution),
        "closed_at": _iso(found.closed_at),
        "sla": found.sla,
        "ladder": standing(work, found),
        "repeats": _repeats(work, found),
        "pauses": [
            {"from": _iso(pause.since), "to": _iso(pause.until), "state": pause.state} for pause in pauses(history)
        ],
        "clocks": [{"kind": clock.kind, "due": _iso(clock.due_at)} for clock in clocks],
        "messages": _messages(work, found),
        "history": [
            {
                "at": _iso(entry.at),
                "by": entry.by,
                "event": entry.event,
                "from": entry.source,
                "to": entry.dest,
                "why": entry.why,
            }
            for entry in history
        ],
        "outbound": [_out_row(letter) for letter in work.unit.outbox.of_ticket(found.id)],
        "proposal": proposed.row if proposed else None,
        "reasons": [reason for entry in history for reason in entry.data.get("reasons", [])],
        "actions": offered(found),
        "customers": _to_choose_from(work, found),
        "managers": _managers(work, found),
    }


def _to_choose_from(work: Work, found: Ticket) -> list[str]:
    """The customers that its author belongs to, while it is not certain which one it is for."""
    uncertain = Flag.WHICH_CUSTOMER in found.flags
    return [company.name for company in companies_of(work, found.requester)] if uncertain else []


def _managers(work: Work, found: Ticket) -> list[Row]:
    """Whom to speak to at the customer while somebody of theirs is rude to us (S1-15)."""
    people = managers(work, found) if Flag.ABUSIVE in found.flags else []
    return [{"name": person.name, "address": person.address, "phones": list(person.phones)} for person in people]


def _repeats(work: Work, found: Ticket) -> list[Row]:
    """What a recurring ticket comes after, with what was done: itself when it was reopened, and the others."""
    if Flag.RECURRING not in found.flags:
        return []
    before = [each for number in earlier(work, found) if (each := work.unit.tickets.get(number))]
    before = [found, *before] if found.reopen_count and found.resolution else before
    return [
        {
            "number": each.number,
            "opened_at": _iso(each.opened_at),
            "state": each.state,
            "how": each.resolution.get("how"),
        }
        for each in before
    ]


def _messages(work: Work, found: Ticket) -> list[Row]:
    messages = work.unit.tickets.messages(found.id)
    letters = {number: work.unit.letters.get(number) for each in messages if (number := each.letter_id)}
    return [
        {
            "id": message.id,
            "kind": message.kind,
            "at": _iso(message.at),
            "author": message.author,
            "author_name": message.author_name,
            "text": message.text,
            "quoted": message.quoted,
            "proof": message.proof,
            "letter": message.letter_id,
            "message_id": message.message_id,
            "attachments": [dict(attachment) for attachment in message.attachments],
            "noticed": _noticed(letters.get(message.letter_id or 0)),
        }
        for message in messages
    ]


def _noticed(kept: KeptLetter | None) -> list[str]:
    """What was strange about a letter when it was read, for people (law 12)."""
    return list(kept.decision.get("oddities", [])) if kept else []


def outbox(work: Work, state: OutState | None = None, limit: int = _MOST_ROWS) -> list[Row]:
    """Letters out, newest first."""
    return [{"ticket": _number(each.ticket_id), **_out_row(each)} for each in work.unit.outbox.latest(state, limit)]


def out_row(letter: OutLetter) -> Row:
    """One letter out with its ticket."""
    return {"ticket": _number(letter.ticket_id), **_out_row(letter)}


def _out_row(letter: OutLetter) -> Row:
    return {
        "id": letter.id,
        "effect": letter.effect,
        "to": letter.to,
        "state": letter.state,
        "at": _iso(letter.sent_at or letter.created_at),
        "message_id": letter.message_id,
        "tries": letter.tries,
        "answer": letter.answer,
        "next_try": _iso(letter.due_at),
    }


def letters(work: Work, fate: Fate | None = None, limit: int = 100, *, pending: bool = False) -> list[Row]:
    """The ledger, newest first."""
    return [letter_row(kept) for kept in work.unit.letters.latest(fate, limit, pending=pending)]


def letter_row(kept: KeptLetter) -> Row:
    """One letter."""
    return {
        "letter": kept.id,
        "received": _iso(kept.envelope.received_at),
        "from": kept.author or kept.envelope.mail_from,
        "subject": kept.subject,
        "fate": kept.fate or "pending",
        "reason": kept.reason,
        "ticket": _number(kept.ticket_id),
    }


def decided(work: Work, kept: KeptLetter) -> Row:
    """What `ingest` prints of a letter (design.md §11)."""
    found = work.unit.tickets.get(kept.ticket_id) if kept.ticket_id else None
    decision: Mapping[str, Any] = kept.decision
    return {
        "letter": kept.id,
        "fate": kept.fate or "pending",
        "ticket": found.number if found else None,
        "state": found.state if found else None,
        "category": (found.category or None) if found else None,
        "priority": found.priority if found else None,
        "language": decision.get("language") or (found.language if found else None),
        "standing": decision.get("standing"),
        "proof": decision.get("proof"),
        "thread_method": decision.get("thread_method"),
        "reasons": list(dict.fromkeys(reason for reason in (*decision.get("reasons", []), kept.reason) if reason)),
    }


def _number(ticket_id: int | None) -> str | None:
    return f"MG-{ticket_id}" if ticket_id else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
