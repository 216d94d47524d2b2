"""How urgent a request is: impact × urgency, with the arithmetic in words (design.md §7).

    weigh("defect", Priority.P3, "Printer", "Nobody in the office can print, it is urgent.")
    # P1, "impact site ('nobody … can') × urgency high ('urgent') = P1"

Both begin at what the category's class says. Words raise the impact, never lower it; they raise the urgency, and lower
it where it is not high already. Without such words the category's own priority counts. What a form, a mailbox or a rule
says of the priority, and what a person says, stands above all of this: it is not asked then.
What a VIP of the registry writes hurries without words; whoever calls has made sure that it is them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mailgate.classify import priority_words
from mailgate.classify.phrases import words_in
from mailgate.model.ticket import Priority


class Impact(Enum):
    """How many it touches."""

    ONE = 1
    SEVERAL = 2
    SITE = 3
    ALL = 4  #: all customers


class Urgency(Enum):
    """How much it hurries."""

    LOW = 1
    NORMAL = 2
    HIGH = 3


_P1, _P2, _P3, _P4 = Priority
#: The priority by impact, for low, normal and high urgency.
TABLE: Mapping[Impact, tuple[Priority, Priority, Priority]] = {
    Impact.ALL: (_P2, _P1, _P1),
    Impact.SITE: (_P3, _P2, _P1),
    Impact.SEVERAL: (_P4, _P3, _P2),
    Impact.ONE: (_P4, _P3, _P3),
}
#: Where both begin, by the class of the category.
BY_CLASS: Mapping[str, tuple[Impact, Urgency]] = {
    "outage": (Impact.SITE, Urgency.HIGH),
    "degradation": (Impact.SEVERAL, Urgency.NORMAL),
    "security": (Impact.SEVERAL, Urgency.HIGH),
}
_OTHERS = (Impact.ONE, Urgency.NORMAL)
_VIP = "a VIP"
_GAP, _WIDEST = "…", 3  #: words that a gap may stand for

Level = Impact | Urgency


@dataclass(frozen=True, slots=True)
class Weighed:
    """A priority and how it came about."""

    priority: Priority | None
    why: str = ""  #: the arithmetic; "" where nothing was said about impact or urgency


def weigh(
    kind: str,
    default: Priority | None,
    subject: str,
    text: str,
    *,
    said: Urgency | None = None,
    vip: bool = False,
) -> Weighed:
    """The priority of a request in a category of class `kind` whose own priority is `default`.

    `said` is the urgency in a person's judgement; it counts before the words. `vip`: a VIP asks for it.
    """
    seen = ({Urgency.HIGH: _VIP} if vip else {}) | _seen(f"{subject}\n{text}")
    if said is not None:
        seen = {level: phrase for level, phrase in seen.items() if isinstance(level, Impact)} | {said: "'as told'"}
    if not seen:
        return Weighed(default)
    impact, urgency = BY_CLASS.get(kind, _OTHERS)
    spoken = [level for level in seen if isinstance(level, Impact)]
    impact = max(impact, *spoken, key=lambda level: level.value) if spoken else impact
    if Urgency.HIGH in seen:
        urgency = Urgency.HIGH
    elif Urgency.LOW in seen and (said or urgency is not Urgency.HIGH):
        urgency = Urgency.LOW
    elif Urgency.NORMAL in seen:
        urgency = Urgency.NORMAL
    reckoned = TABLE[impact][urgency.value - 1]
    why = f"impact {_told(impact, seen)} × urgency {_told(urgency, seen)} = {reckoned}"
    if default is not None and default < reckoned and urgency is not Urgency.LOW:
        return Weighed(default, f"{why}; its category says {default}, which is higher")
    return Weighed(reckoned, why)


def _told(level: Level, seen: Mapping[Level, str]) -> str:
    return f"{level.name.lower()} ({seen[level]})" if level in seen else level.name.lower()


def _seen(text: str) -> dict[Level, str]:
    """Each level that the text speaks of, with the first phrase that does, quoted. Linear in the text."""
    words = words_in(text.casefold())
    found: dict[Level, str] = {}
    behind = 0  # what a longer phrase said is not read again: "not urgent" is not "urgent"
    for at, word in enumerate(words):
        if at < behind or word not in _BY_FIRST_WORD:
            continue
        level, phrase, length = next(_phrases_at(words, at), (None, "", 1))
        if level is not None:
            found.setdefault(level, f"'{phrase}'")
        behind = at + length
    return found


def _phrases_at(words: Sequence[str], at: int) -> Iterator[tuple[Level, str, int]]:
    for level, parts, phrase in _BY_FIRST_WORD[words[at]]:
        end = _end_of(parts, words, at)
        if end:
            yield level, phrase, end - at


def _end_of(parts: Sequence[str], words: Sequence[str], at: int) -> int:
    """Where a phrase that begins at `at` ends; 0 when it does not stand there. A phrase has at most one gap."""
    if _GAP not in parts:
        return at + len(parts) if tuple(words[at : at + len(parts)]) == parts else 0
    gap = parts.index(_GAP)
    head, tail = parts[:gap], parts[gap + 1 :]
    if tuple(words[at : at + gap]) != head:
        return 0
    starts = range(at + gap, at + gap + _WIDEST + 1)
    return next((start + len(tail) for start in starts if tuple(words[start : start + len(tail)]) == tail), 0)


def _by_first_word() -> dict[str, list[tuple[Level, tuple[str, ...], str]]]:
    """Every phrase under its first word, longer ones first."""
    lists: tuple[tuple[Level, str], ...] = (
        (Impact.ALL, priority_words.ALL),
        (Impact.SITE, priority_words.SITE),
        (Impact.SEVERAL, priority_words.SEVERAL),
        (Urgency.LOW, priority_words.LOW),
        (Urgency.HIGH, priority_words.HIGH),
    )
    table: dict[str, list[tuple[Level, tuple[str, ...], str]]] = {}
    for level, lines in lists:
        for phrase in filter(None, lines.split("\n")):
            parts = tuple(re.findall(r"\w+|…", phrase.casefold()))
            table.setdefault(parts[0], []).append((level, parts, phrase))
    return {word: sorted(each, key=lambda one: -len(one[1])) for word, each in table.items()}


_BY_FIRST_WORD = _by_first_word()
