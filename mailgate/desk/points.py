"""What a ticket's customer still waits for in words, before it may be resolved (S4-3, S4-7): numbered open points.

    open_points(work, ticket)                                # for people and pages
    settled(points, {"answered": "1", "dismissed": "2"})     # what was said of each, or a refusal with the list

A question is open while no reply of ours came after the letter that it stands in. A symptom is open where an easy
explanation has failed already: the trouble came back, went to second line, or the customer has said no. What counts and
what does not is told in docs/decisions/0015. Nothing is written here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mailgate.classify.requests import asks_to_act
from mailgate.desk.house import Work
from mailgate.desk.repeats import NO_TROUBLE
from mailgate.lifecycle.table import ENDED, OPEN
from mailgate.model.errors import WrongUse
from mailgate.model.event import Event
from mailgate.model.ticket import Flag, HistoryEntry, Message, MessageKind, Ticket
from mailgate.outbound.cleaned import one_line

Kind = Literal["question", "symptom"]
SYMPTOMS = ("error", "times")  #: names of facts that an explanation has to explain
ALL = "all"  #: every point that the key is for and no other key names
#: The keys of `resolve` that speak of points, and the kinds that each is for. "all" is read in this order.
SAYS: Mapping[str, tuple[Kind, ...]] = {
    "answered": ("question",),
    "explained": ("symptom",),
    "dismissed": ("question", "symptom"),
}
SHOWN = "points"  #: the key of a form that has shown them
SETTLED = "points"  #: in the history of a resolution: what was said of each point, by its text
MOST_WHY = 300  #: characters of staff's words in the history
_SHOWN = 160  #: characters of a point in a sentence


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the resolution has to speak of."""

    n: int  #: from 1 on, as long as nothing else is said
    kind: Kind
    text: str


def open_points(work: Work, ticket: Ticket) -> tuple[Point, ...]:
    """What is open now, questions first, in the order in which they were asked."""
    if ticket.state in ENDED:
        return ()
    found: list[tuple[Kind, str]] = [
        *(("question", text) for text in _questions(work, ticket)),
        *(("symptom", text) for text in _symptoms(ticket)),
    ]
    return tuple(Point(n, kind, text) for n, (kind, text) in enumerate(found, 1))


def needed(points: Sequence[Point], ticket: Ticket, keys: Mapping[str, str]) -> Sequence[Point]:
    """Those that a resolution with these keys must speak of.

    Whoever was shown the list, or speaks of any of it, speaks of all. A script that knows nothing of it speaks of the
    symptoms of what came back or was disputed, and leaves the rest open, which the history says.
    """
    if SHOWN in keys or any(key in keys for key in SAYS):
        return points
    failed = ticket.disputes or Flag.RECURRING in ticket.flags
    return [point for point in points if failed and point.kind == "symptom"]


def settled(
    points: Sequence[Point], keys: Mapping[str, str], must: Sequence[Point] | None = None
) -> dict[str, list[str]]:
    """By key, the texts that it speaks of. Raises WrongUse with the list unless each point that it must speak of
    (all when None) is named once."""
    left = {point.n: point for point in points}
    said: dict[str, list[str]] = {}
    for numbers_first in (True, False):
        for key, kinds in SAYS.items():
            wanted = keys.get(key, "")
            if wanted and (wanted == ALL) != numbers_first:
                named = [n for n, each in left.items() if each.kind in kinds] if wanted == ALL else _numbers(wanted)
                said.setdefault(key, []).extend(_take(left, n, key, points).text for n in named)
    if unsaid := [point for n, point in left.items() if must is None or point in must]:
        raise WrongUse(_refusal(unsaid))
    return {key: texts for key, texts in said.items() if texts}


def _take(left: dict[int, Point], n: int, key: str, points: Sequence[Point]) -> Point:
    point = left.get(n)
    if point is None or point.kind not in SAYS[key]:
        there = f"the list has: {_listed(points)}" if points else "nothing is open"
        raise WrongUse(f"resolve: {key} cannot name {n}, or it is named twice; {there}")
    return left.pop(n)


def _numbers(text: str) -> list[int]:
    parts = [part for part in re.split(r"[\s,]+", text) if part]
    if wrong := next((part for part in parts if not (part.isascii() and part.isdigit() and len(part) < 4)), None):
        raise WrongUse(f"resolve: numbers of the open points stand between commas, or all; {wrong[:20]!r} is none")
    return [int(part) for part in parts]


def _refusal(left: Sequence[Point]) -> str:
    how = {"question": "a question is answered or dismissed", "symptom": "a symptom is explained or dismissed"}
    kinds = "; ".join(how[kind] for kind in dict.fromkeys(point.kind for point in left))
    hand_over = any(point.kind == "symptom" for point in left)
    more = "; what nobody can explain keeps it open: escalate it to second line" if hand_over else ""
    return f"resolve: the customer's words are still open: {_listed(left)}. Say of each by its number: {kinds}{more}"


def _listed(points: Sequence[Point]) -> str:
    return ", ".join(f"{point.n} ({point.kind}) “{one_line(point.text, _SHOWN)}”" for point in points)


def _symptoms(ticket: Ticket) -> Iterator[str]:
    if ticket.state in OPEN and (ticket.level > 1 or ticket.disputes or Flag.RECURRING in ticket.flags):
        for fact in ticket.facts:
            if fact.name in SYMPTOMS:
                yield f"{fact.value} times" if fact.name == "times" else fact.value


def _questions(work: Work, ticket: Ticket) -> list[str]:
    asked = [fact.value for fact in ticket.facts if fact.name == "question" and fact.value.endswith(("?", "…"))]
    asked = [text for text in asked if not asks_to_act(text)]
    if not asked:  # most tickets: their thread need not be read
        return []
    history = work.unit.tickets.history(ticket.id)
    heard = _Heard.of(work, ticket, history)
    found = [(place, text) for text in asked if (place := heard.unanswered(text)) is not None]
    return [text for _, text in sorted(found, key=lambda each: each[0])]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The thread as far as it matters: what customers wrote, when we spoke last, what was settled before."""

    letters: tuple[tuple[Message, str], ...]  #: oldest first, with their words on one line
    our_last: int  #: number of our last message; mitigations say nothing about questions
    is_the_request: int  #: number of a letter whose questions the resolution answers; 0 is none
    settled: tuple[tuple[HistoryEntry, frozenset[str]], ...]

    @classmethod
    def of(cls, work: Work, ticket: Ticket, history: Sequence[HistoryEntry]) -> "_Heard":
        whole = (ticket, *work.unit.tickets.merged(ticket.id))
        thread = sorted((said for each in whole for said in work.unit.tickets.messages(each.id)), key=lambda m: m.id)
        theirs = [said for said in thread if said.kind is MessageKind.CUSTOMER]
        eased = {(entry.at, entry.why) for entry in history if entry.event == Event.MITIGATED}
        ours = [said for said in thread if said.kind is MessageKind.REPLY]
        ours = [said for said in ours if (said.at, one_line(said.text, MOST_WHY)) not in eased]
        category = work.desk.category(ticket.category)
        asks = category is not None and category.kind in NO_TROUBLE
        return cls(
            tuple((said, one_line(said.text, len(said.text) + 1)) for said in theirs),
            max((said.id for said in ours), default=0),
            theirs[0].id if theirs and asks else 0,
            tuple((entry, frozenset(said)) for entry in history if (said := entry.data.get(SETTLED))),
        )

    def unanswered(self, text: str) -> int | None:
        """The number of the letter in which it was asked last; None when it is answered, or settled since."""
        words = text.removesuffix("…")
        last = next((said for said, line in reversed(self.letters) if words in line), None)
        if any(text in texts and (last is None or entry.at >= last.at) for entry, texts in self.settled):
            return None
        number = last.id if last else 0  # staff wrote it down
        return None if number < self.our_last or (number and number == self.is_the_request) else number
