"""Gather what the ticket's page shows beside the row of `desk.look`: people, rights, place in the queue."""

from typing import Any

from mailgate.desk import look
from mailgate.desk.find import find_ticket
from mailgate.desk.house import Work
from mailgate.desk.merge import to_join
from mailgate.desk.missing import names_of
from mailgate.desk.promises import company_of
from mailgate.desk.recipients import audience, member
from mailgate.desk.sorting import known_queues
from mailgate.model.event import Event
from mailgate.model.ticket import Flag, Ticket
from mailgate.web.fields import KINDS_OF_NO_REQUEST, PRIORITIES, SECTIONS, Section
from mailgate.web.known import groups, label
from mailgate.web.merged import links, whole_thread
from mailgate.web.show_html import SANDBOX, offered
from mailgate.web.views import instant, steps

_EARLIER = 10


def gathered(work: Work, number: str, me: str = "") -> dict[str, Any]:
    """Everything about one ticket, for its page as this colleague sees it. Raises UnknownThing."""
    row = look.ticket(work, number)
    ticket = find_ticket(work, number)
    parts = work.unit.tickets.merged(ticket.id)
    row["messages"] = whole_thread(work, row, parts)
    joins = to_join(work, ticket)
    told = audience(work, ticket)
    person = member(work, ticket, ticket.requester)
    return {
        "ticket": row,
        "steps": steps(row["state"], row["level"]),
        "place": row["why"],
        "banners": [*_nobody_has_it(work, row), *_banners(ticket, row)],
        "told": [recipient.address for recipient in told.recipients],
        "told_why": told.why,
        "person": person,
        "as_sent": {message: can for each in (ticket, *parts) for message, can in offered(work, each).items()},
        "sandbox": SANDBOX,
        "written": _written(work, row),
        "company": company_of(work, ticket),
        "links": links(ticket, parts),
        "joins": joins.number if joins else "",
        "earlier": [each for each in _of_author(work, ticket) if each.id != ticket.id],
        **_composer(ticket, me, [section for section in SECTIONS if section.action in row["actions"]]),
        "categories": [category.id for category in work.desk.categories],
        "queues": known_queues(work.desk),
        **_facts(work, ticket, row),
        "priorities": PRIORITIES,
        "no_request": KINDS_OF_NO_REQUEST,
        "colleagues": [(colleague.email, colleague.name) for colleague in work.desk.staff],
    }


def _composer(ticket: Ticket, me: str, known: list[Section]) -> dict[str, Any]:
    """The forms, and the action whose form stands first and open. Second line writes notes: another speaks (S3-11)."""
    second = ticket.level > 1 and me == ticket.worker and me not in (ticket.owner, ticket.speaker)
    first = "note" if second else "reply"
    return {"sections": sorted(known, key=lambda section: section.action != first), "first": first}


def _facts(work: Work, ticket: Ticket, row: look.Row) -> dict[str, Any]:
    """What is known, what is missing of its checklist, and what else may be filled in."""
    known = groups(row["facts"], work.desk.firm.zone, "en")
    there = {group.name for group in known}
    names = [name for name in (*row["missing"], *names_of(work.desk, ticket)) if name not in there]
    return {
        "known": known,
        "missing": [(name, label(name)) for name in row["missing"]],
        "unknown": [(name, label(name), "") for name in dict.fromkeys(names)],
    }


def _written(work: Work, row: look.Row) -> dict[int, str]:
    """By message, the whole From as written where nobody is certain: a display name alone deceives (threats T23)."""
    unknown = ((each["id"], each["letter"]) for each in row["messages"] if each["letter"] and not each["author"])
    return {message: kept.author for message, letter in unknown if (kept := work.unit.letters.get(letter))}


def _of_author(work: Work, ticket: Ticket) -> list[Ticket]:
    return work.unit.tickets.of_requester(ticket.requester, _EARLIER) if ticket.requester else []


def _told_before(row: look.Row) -> str:
    """The earlier ones with their days and how they were solved."""
    return "".join(
        f"{each['number']} of {each['opened_at'][:10]}: {(each['how'] or 'not solved').rstrip('.')}. "
        for each in row["repeats"]
    )


def _mitigation(row: look.Row) -> str:
    """The workaround that the customer read of last."""
    return next((entry["why"] for entry in reversed(row["history"]) if entry["event"] == Event.MITIGATED), "")


def _managers(row: look.Row) -> str:
    """Whom the lead may speak to about them, as the registry has them."""
    people = ("; ".join([each["name"], each["address"], *each["phones"]]) for each in row["managers"])
    told = " · ".join(people)
    return f"Their manager: {told}" if told else "The registry has nobody there who answers for them."


def _nobody_has_it(work: Work, row: look.Row) -> list[tuple[str, str]]:
    """Whom its ladder has told, and who is next."""
    ladder = row["ladder"]
    if not ladder:
        return []
    told = f"Told: {', '.join(ladder['told'])}." if ladder["told"] else "Nobody was told so far."
    if not ladder["next"]:
        return [("alarm", f"Nobody has taken it. {told}")]
    at = instant(ladder["next_at"], work.desk.firm.zone, "en")
    return [("alarm", f"Nobody has taken it. {told} Next: {ladder['next']}, {at}.")]


def _banners(ticket: Ticket, row: look.Row) -> list[tuple[str, str]]:
    """(kind, sentence) of everything that asks for a look before acting."""
    last = next((entry["why"] for entry in reversed(row["history"]) if entry["why"]), "")
    undelivered = [out for out in row["outbound"] if out["state"] in ("failed", "suppressed")]
    letters = "; ".join(f"{out['effect']} to {out['to']}: {out['answer']}" for out in undelivered[-3:])
    sentences = {
        Flag.BREACHED: ("alarm", "A promised time has passed."),
        Flag.RECURRING: (
            "warn",
            f"It keeps coming back. {_told_before(row)}Whoever resolves it says how it is prevented.",
        ),
        Flag.UNDELIVERED: ("alarm", f"A letter of ours did not arrive. {letters}".strip()),
        Flag.UNPROVEN: ("warn", "The sender is not proven: nothing is disclosed until the address is confirmed."),
        Flag.NO_RIGHT: (
            "warn",
            "The sender lacks the right for this category: only entitled people are answered, and approve the work.",
        ),
        Flag.APPROVED: ("done", "Somebody entitled has approved the work. Only entitled people are answered."),
        Flag.REFUSED: ("alarm", "The customer says no to this request or its sender; the history says who, and how."),
        Flag.COLLEAGUE: ("warn", "The sender writes from a customer's domain but is not in the registry."),
        Flag.WHICH_CUSTOMER: (
            "warn",
            "The sender belongs to several customers: say which one this is for. Only the sender is written to so far.",
        ),
        Flag.STRANGER: ("hint", "The sender is not in the registry."),
        Flag.OWNER_TASK: (
            "task",
            f"Something waits for the owner: {last}" if last else "Something waits for the owner.",
        ),
        Flag.MITIGATED: ("warn", f"Mitigated, not solved: {_mitigation(row)}"),
        Flag.ABUSIVE: ("alarm", f"Somebody is rude to us: the lead speaks to the customer. {_managers(row)}"),
        Flag.LEAD_REVIEW: ("hint", "On the lead's review list."),
    }
    return [banner for flag, banner in sentences.items() if flag in ticket.flags]
