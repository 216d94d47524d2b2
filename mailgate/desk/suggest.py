"""Who should take a ticket, and why (S1-3): `suggested(work, ticket)`. A suggestion hides nothing and locks nothing.

Asked are those on shift whose lines reach the ticket's level, and of these first who speaks its language. The first
rule of RULES that knows somebody decides; among those it knows equally well, who has less open, then the name. Nobody
else is left out of anything: the ticket stands in everybody's queue.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.shifts import next_working, working
from mailgate.model.queue import is_unpicked
from mailgate.model.ticket import Ticket
from mailgate.model.ties import Ties
from mailgate.outbound.render import instant
from mailgate.registry.setup import Staff

_LATELY = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be taken, in words where people read them."""

    level: int = 1
    language: str = ""
    category: str = ""
    contact: str = ""  #: name or address of the requester
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who could take it now."""

    staff: Staff
    ties: Ties
    named: bool = False  #: the registry names them as this contact's specialist


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who, and why: "Marek has MG-1015 open with Kučera"."""

    staff: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How well it knows somebody, more is better and 0 is not at all; and what is said of them."""

    weight: Callable[[Candidate], int]
    says: Callable[[Candidate, Asked], str]


#: The first that knows anybody decides. The first of them asks for no language: the registry knows what it does.
RULES: tuple[Rule, ...] = (
    Rule(lambda one: one.named, lambda one, asked: f"is named for {asked.contact} in the registry"),
    Rule(
        lambda one: bool(one.ties.with_requester),
        lambda one, asked: f"has MG-{one.ties.with_requester} open with {asked.contact}",
    ),
    Rule(
        lambda one: bool(one.ties.with_customer),
        lambda one, asked: f"has MG-{one.ties.with_customer} open with {asked.customer}",
    ),
    Rule(
        lambda one: one.ties.solved,
        lambda one, asked: f"has solved {one.ties.solved} {_alike(asked)} in {_LATELY.days} days",
    ),
)


def choose(candidates: Sequence[Candidate], asked: Asked) -> Suggestion | None:
    """One of those on shift, by RULES and else who has the least open; None when their lines reach it nowhere."""
    able = [one for one in candidates if one.staff.works_at(asked.level)]
    speaking = [one for one in able if one.named or asked.language in one.staff.languages] or able
    for rule in RULES:
        if known := [one for one in speaking if rule.weight(one)]:
            best = min(known, key=lambda one: (-rule.weight(one), *_spare(one)))
            return _suggestion(best, rule.says(best, asked), asked, able)
    if not able:
        return None
    least = min(_of_the_line(speaking, asked.level), key=_spare)
    return _suggestion(least, _least(least, len(able)), asked, able)


def _spare(one: Candidate) -> tuple[int, str, str]:
    return one.ties.open, one.staff.name, one.staff.email


def _of_the_line(candidates: Sequence[Candidate], level: int) -> Sequence[Candidate]:
    """Work that ties nobody goes to the line that it is for, before it goes to a higher one."""
    return [one for one in candidates if level in (one.staff.lines or (1,))] or candidates


def _suggestion(one: Candidate, why: str, asked: Asked, able: Sequence[Candidate]) -> Suggestion:
    told = any(each.staff.languages for each in able)
    spoken = any(asked.language in each.staff.languages for each in able)
    more = f"; nobody on shift speaks {asked.language}" if asked.language and told and not spoken else ""
    return Suggestion(one.staff.email, one.staff.name, why + more)


def _alike(asked: Asked) -> str:
    topic, customer = asked.category and f"in {asked.category}", asked.customer and f"for {asked.customer}"
    return " or ".join(filter(None, (topic, customer)))


def _least(one: Candidate, of: int) -> str:
    if of == 1:
        return "is the only one on shift who could take it"
    return f"has the fewest open, {one.ties.open}" if one.ties.open else "has nothing open"


def suggested(work: Work, ticket: Ticket) -> tuple[Suggestion | None, str]:
    """Who should take it; when nobody is suggested, why not. Neither for what is taken or not ours to work on."""
    if not is_unpicked(ticket):
        return None, ""
    able = [each for each in working(work.desk, work.now) if each.works_at(ticket.level)]
    if not able:
        return None, _nobody(work, ticket.level)
    person = next(iter(work.unit.people.by_address(ticket.requester)), None) if ticket.requester else None
    ties = work.unit.tickets.work_of(ticket, [each.email for each in able], work.now - _LATELY)
    named = person.specialist if person else ""
    candidates = [Candidate(each, ties[each.email], each.email == named) for each in able]
    contact = person.name if person and person.name else ticket.requester
    asked = Asked(ticket.level, ticket.language, ticket.category, contact, ticket.customer)
    return choose(candidates, asked), ""


def suggested_row(work: Work, ticket: Ticket) -> dict[str, Any]:
    """The same as two keys of a ticket's row (`desk.look`)."""
    found, why = suggested(work, ticket)
    return {"suggested": asdict(found) if found else None, "suggested_why": why or None}


def _nobody(work: Work, level: int) -> str:
    able = [each for each in work.desk.staff if each.works_at(level)]
    begins, who = next_working(work.desk, able, work.now)
    line = f" of line {level}" if level > 1 else ""
    if begins is None:
        return f"nobody{line} has a shift"
    names = ", ".join(each.name for each in who[:3]) + (" and others" if len(who) > 3 else "")
    return f"nobody{line} is on shift until {instant(begins, work.desk.firm.zone, 'en')} ({names})"
