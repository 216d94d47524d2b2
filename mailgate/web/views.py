"""How values look on a page: instants, ages, time left, sizes, and the words for states and priorities. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context

from mailgate.model.ticket import ClockKind, Flag, Priority, State
from mailgate.web.visible import visible

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INSTANTS = {
    "cs": "{t.day}. {t.month}. {t.year} {t:%H:%M} {zone}",
    "pl": "{t.day}.{t.month}.{t.year}, {t:%H:%M} {zone}",
    "ru": "{t:%d.%m}.{t.year}, {t:%H:%M} {zone}",
    "en": "{t.day} {month} {t.year}, {t:%H:%M} {zone}",
}
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))

STATE_WORDS = {
    State.NEW: "New",
    State.FIRST_LINE: "First line",
    State.SECOND_LINE: "Second line",
    State.WAITING_CUSTOMER: "Waiting for the customer",
    State.ON_HOLD: "On hold",
    State.RESOLVED: "Resolved",
    State.VERIFYING: "Verifying",
    State.CLOSED: "Closed",
    State.ARCHIVED: "Archived",
    State.MERGED: "Part of another ticket",
    State.REJECTED: "Not a request",
}
#: Word and shape, so that colour is never alone (WCAG 1.4.1).
PRIORITY_WORDS = {
    Priority.P1: ("◆", "P1 critical"),
    Priority.P2: ("▲", "P2 high"),
    Priority.P3: ("●", "P3 normal"),
    Priority.P4: ("○", "P4 low"),
}
FLAG_WORDS = {
    Flag.UNPROVEN: "sender not proven",
    Flag.STRANGER: "stranger",
    Flag.COLLEAGUE: "unregistered colleague",
    Flag.WHICH_CUSTOMER: "which customer?",
    Flag.NO_RIGHT: "lacks the right",
    Flag.APPROVED: "approved",
    Flag.REFUSED: "refused",
    Flag.OWNER_TASK: "owner's task",
    Flag.LEAD_REVIEW: "lead's review",
    Flag.BREACHED: "promise broken",
    Flag.RECURRING: "keeps coming back",
    Flag.UNDELIVERED: "undelivered",
    Flag.MITIGATED: "mitigated",
    Flag.ABUSIVE: "abusive",
}
CLOCK_WORDS = {
    ClockKind.FIRST_ANSWER: "first answer",
    ClockKind.NEXT_UPDATE: "next update",
    ClockKind.RESOLUTION: "solution",
    ClockKind.VERIFICATION: "silence closes",
    ClockKind.REMINDER: "reminder",
    ClockKind.HOLD: "hold ends",
    ClockKind.ARCHIVE: "reopen window ends",
    ClockKind.TRIAGE: "category and priority are due",
    ClockKind.ASKED: "next word about our questions",
    ClockKind.APPROVAL: "approval is asked about",
    ClockKind.LADDER: "nobody has it: the next are told",
}
#: The way of a ticket, as steps. What waits stands on the step of its line.
_PATH = (State.NEW, State.FIRST_LINE, State.SECOND_LINE, State.RESOLVED, State.VERIFYING, State.CLOSED)
_WAITING = (State.WAITING_CUSTOMER, State.ON_HOLD)


def as_instant(at: datetime | str) -> datetime:
    """Rows of the desk carry ISO 8601."""
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def instant(at: datetime | str, zone: str, language: str) -> str:
    """An instant as people of that language write it, in that zone, with the zone's abbreviation (S0-2)."""
    local = as_instant(at).astimezone(ZoneInfo(zone))
    name = local.tzname() or "UTC"
    shown = f"UTC{name}" if name[0] in "+-" else name
    return _INSTANTS.get(language, _INSTANTS["en"]).format(t=local, month=_MONTHS[local.month - 1], zone=shown)


def span(seconds: float) -> str:
    """A length of time in its largest unit: `3 h`."""
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), (1, "s"))
    return f"{int(max(seconds, 0) // size)} {unit}"


def age(since: datetime | str, now: datetime) -> str:
    """How long ago."""
    return span((now - as_instant(since)).total_seconds())


def time_left(due: datetime | str, now: datetime) -> str:
    """`12 min left`, `late by 3 h`."""
    seconds = (as_instant(due) - now).total_seconds()
    return f"{span(seconds)} left" if seconds > 0 else f"late by {span(-seconds)}"


def size(octets: int) -> str:
    """A file's size for people."""
    for limit, unit in ((1024 * 1024, "MB"), (1024, "kB")):
        if octets >= limit:
            return f"{octets / limit:.1f} {unit}"
    return f"{octets} B"


def steps(state: str, level: int) -> list[tuple[str, str]]:
    """(words, "done" | "current" | "") of each step of the ticket's way."""
    at = _step_of(State(state), level)
    if at not in _PATH:
        return [(STATE_WORDS[at], "current")]
    here = _PATH.index(at)
    marks = ("done",) * here + ("current",) + ("",) * (len(_PATH) - here - 1)
    words = [STATE_WORDS[step] for step in _PATH]
    if state in _WAITING:
        words[here] += f": {STATE_WORDS[State(state)].lower()}"
    elif at != state:
        words[here] = STATE_WORDS[State(state)]
    return list(zip(words, marks, strict=True))


def _step_of(state: State, level: int) -> State:
    if state in _WAITING:
        return State.SECOND_LINE if level >= 2 else State.FIRST_LINE
    return State.CLOSED if state is State.ARCHIVED else state


@pass_context
def _instant_here(context: Context, at: datetime | str) -> str:
    return instant(at, context["zone"], context["language"])


@pass_context
def _age_here(context: Context, since: datetime | str) -> str:
    return age(since, context["now"])


@pass_context
def _left_here(context: Context, due: datetime | str) -> str:
    return time_left(due, context["now"])


#: For templates; the first three read zone, language and now from the page.
FILTERS: dict[str, Callable[..., Any]] = {
    "instant": _instant_here,
    "age": _age_here,
    "left": _left_here,
    "size": size,
    "state": lambda state: STATE_WORDS[State(state)],
    "priority": lambda priority: PRIORITY_WORDS[Priority(priority)],
    "flag": lambda flag: FLAG_WORDS[Flag(flag)],
    "clock": lambda kind: CLOCK_WORDS[ClockKind(kind)],
    "visible": visible,
    "plain": lambda text: str(text).replace("_", " "),
}
