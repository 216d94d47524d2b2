"""What staff write into the facts of a ticket: `corrected(facts, keys, …)` gives the facts and what changed, in words.

A name with a value replaces all facts of that name, a line each; `forget` names those that go. What is written again as
it was keeps the sentence that it was read from.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mailgate.classify.facts.since import zone_of
from mailgate.desk.facts import MOST, MOST_VALUE, in_order
from mailgate.model.errors import WrongUse
from mailgate.model.fact import Fact
from mailgate.outbound.cleaned import one_line

FORGET = "forget"  #: the key that is no name of a fact
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Correction:
    """Who corrects, when, and how the values are read."""

    by: str  #: address of the staff member
    now: datetime
    zone: str  #: of a time without one
    number: Callable[[str], str]  #: a phone number as it is looked up


def corrected(
    facts: Sequence[Fact], keys: Mapping[str, str], names: Sequence[str], how: Correction
) -> tuple[tuple[Fact, ...], str]:
    """The facts as they are then, and "since: (none) → 2026-11-20"; "" when nothing changes.

    Raises WrongUse for a value that cannot be read, or a name to forget that is none.
    """
    wanted: dict[str, tuple[Fact, ...]] = dict.fromkeys(_forgotten(keys.get(FORGET, ""), names), ())
    for name, text in keys.items():
        if name != FORGET:
            wanted[name] = _written(name, text, facts, how)
    whys = []
    for name, after in wanted.items():
        before = tuple(fact for fact in facts if fact.name == name)
        if before != after:
            whys.append(f"{name}: {_told(before)} → {_told(after)}")
    rest = [fact for fact in facts if fact.name not in wanted]
    return in_order((*rest, *(fact for after in wanted.values() for fact in after))), "; ".join(whys)


def _told(facts: Sequence[Fact]) -> str:
    return ", ".join(fact.value for fact in facts) or "(none)"


def _written(name: str, text: str, facts: Sequence[Fact], how: Correction) -> tuple[Fact, ...]:
    lines = list(dict.fromkeys(value for line in text.splitlines() if (value := one_line(line, MOST_VALUE))))
    if len(lines) > MOST:
        raise WrongUse(f"facts: {name} has {len(lines)} lines, and may have {MOST}")
    if name == "since" and len(lines) > 1:
        raise WrongUse("facts: since is one time, on one line")
    there = {fact.value: fact for fact in facts if fact.name == name}
    made = (there.get(line) or _made(name, line, how) for line in lines)
    return tuple({fact.value: there.get(fact.value, fact) for fact in made}.values())


def _made(name: str, value: str, how: Correction) -> Fact:
    if name == "since":
        return _beginning(value, how)
    return Fact(name, how.number(value) if name == "phone" else value, by=how.by)


def _beginning(value: str, how: Correction) -> Fact:
    """A beginning as staff write it: an instant, or a time or a day in the firm's zone."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise WrongUse(
            f"facts: since is a time like 2026-11-20T14:30 or 2026-11-20T14:30:00+01:00, or a day like 2026-11-20; "
            f"{value[:40]!r} is none"
        ) from None
    local = at if at.tzinfo else at.replace(tzinfo=zone_of(how.zone))
    if local.year < _EARLIEST.year:
        raise WrongUse(f"facts: since is before {_EARLIEST.year}")
    if local > how.now:
        raise WrongUse("facts: since is in the future")
    detail = "day" if _DATE.fullmatch(value) else "minute"
    return Fact("since", local.replace(microsecond=0).isoformat(), by=how.by, detail=detail)


def _forgotten(text: str, names: Sequence[str]) -> list[str]:
    """`since, host` or `since host`; a name of several words stands between commas, or alone. Raises WrongUse."""
    if text in names:
        return [text]
    found: list[str] = []
    for part in filter(None, (" ".join(part.split()) for part in text.split(","))):
        found += [part] if part in names else part.split()
    if unknown := next((name for name in found if name not in names), None):
        raise WrongUse(f"facts: there is no fact {unknown[:40]!r} to forget; there are: {', '.join(names)}")
    return found
