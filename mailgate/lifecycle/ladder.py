"""The ladder for a P1 that nobody has taken: who is told after how long (S0-4, S1-7, design.md §8). Pure.

    plan = rungs(timedelta(minutes=30), timedelta(minutes=10), on_call=2)
    climb(plan[:2], plan[2:], crew, told=())        # who is told now, by the rungs that are due

RUNGS and `rungs` say when, SAID says whom. Which instants these are, and that each rung comes once, is the desk's
(`desk.ladder`). A rung that reaches nobody is no stop: the next one above it comes at once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Whom(StrEnum):
    """Whom a rung tells."""

    SHIFT = "shift"  #: everybody on shift
    ROTA = "rota"  #: off shift the next on the rota who was not called yet; only for customers with on-call
    LEAD = "lead"  #: leads on shift; off shift those on the rota
    DIRECTOR = "director"  #: the firm's owner, on shift or not: the last resort
    CUSTOMER = "customer"  #: an honest letter: we are late


@dataclass(frozen=True, slots=True)
class Rung:
    """One step. Its name stands in the history, so that it comes once in a run."""

    name: str
    after: timedelta  #: open time since nobody has it
    whom: Whom


@dataclass(frozen=True, slots=True)
class Crew:
    """Who could be told at this moment, as addresses."""

    shift: Sequence[str] = ()
    rota: Sequence[str] = ()  #: in their turn, without those who are away; nobody for a customer without on-call
    leads: Sequence[str] = ()
    directors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Climb:
    """What the rungs that are due come to."""

    rungs: tuple[Rung, ...]
    told: tuple[tuple[Whom, str], ...]  #: each address once, with why it is told
    nobody: tuple[str, ...]  #: where there was nobody to tell: why, for the timeline


#: By thirds of the promised first answer. The rota has an interval of its own.
RUNGS: tuple[tuple[str, int, Whom], ...] = (
    ("at once", 0, Whom.SHIFT),
    ("again", 1, Whom.SHIFT),
    ("lead", 2, Whom.LEAD),
    ("director", 3, Whom.DIRECTOR),
    ("customer", 3, Whom.CUSTOMER),
)
_THIRDS = 3
_ORDER = tuple(Whom)
_UPWARDS = (Whom.LEAD, Whom.DIRECTOR)  #: what comes early when nobody could be told


def rungs(target: timedelta, every: timedelta, on_call: int) -> tuple[Rung, ...]:
    """All rungs in their order: those of RUNGS, and one `every` so long for each of so many people on the rota."""
    plan = [Rung(name, target * thirds / _THIRDS, whom) for name, thirds, whom in RUNGS]
    plan += [Rung(f"on call {number + 1}", every * number, Whom.ROTA) for number in range(on_call)]
    return tuple(sorted(plan, key=lambda rung: (rung.after, _ORDER.index(rung.whom))))


def climb(due: Iterable[Rung], later: Iterable[Rung], crew: Crew, told: Collection[str]) -> Climb:
    """Go up the rungs that are due, and on while nobody could be told. `told`: who was, earlier in this run."""
    taken: list[Rung] = []
    reached: dict[str, Whom] = {}
    nobody: list[str] = []

    def go(rung: Rung) -> None:
        known = {*told, *reached}
        found, why = SAID[rung.whom](crew, known)
        taken.append(rung)
        for address in found:
            reached.setdefault(address, rung.whom)
        if why:
            nobody.append(why)

    for rung in due:
        go(rung)
    for rung in later:
        if nobody and not reached and rung.whom in _UPWARDS:
            go(rung)
    return Climb(tuple(taken), tuple((whom, address) for address, whom in reached.items()), tuple(nobody))


#: Who of a crew is told by a rung, and why nobody.
_Said = tuple[Sequence[str], str]


def _shift(crew: Crew, known: Collection[str]) -> _Said:
    if crew.shift or any(address not in known for address in crew.rota):  # else the rota has a turn of its own
        return crew.shift, ""
    return (), "nobody is left to call" if crew.rota else "nobody is on shift"


def _rota(crew: Crew, known: Collection[str]) -> _Said:
    if crew.shift:  # they began their shift since
        return [address for address in crew.shift if address not in known], ""
    return [address for address in crew.rota if address not in known][:1], ""


def _leads(crew: Crew, known: Collection[str]) -> _Said:
    return crew.leads, "" if crew.leads else "no lead is on shift"


def _directors(crew: Crew, known: Collection[str]) -> _Said:
    return crew.directors, "" if crew.directors else "no director is set up"


def _customer(crew: Crew, known: Collection[str]) -> _Said:
    """A letter that is no affair of the crew."""
    return (), ""


SAID: Mapping[Whom, Callable[[Crew, Collection[str]], _Said]] = {
    Whom.SHIFT: _shift,
    Whom.ROTA: _rota,
    Whom.LEAD: _leads,
    Whom.DIRECTOR: _directors,
    Whom.CUSTOMER: _customer,
}
