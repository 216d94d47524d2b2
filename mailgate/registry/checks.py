"""What the items of a desk must agree on: every name that one uses is the name of another, and zones exist.

Each check is a small generator over a whole Desk; CHECKS lists them. Never raises: `merge` makes the errors.
"""

import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from mailgate.model.calendar import ALWAYS
from mailgate.model.toml_findings import suggestion
from mailgate.model.toml_lines import Path
from mailgate.registry.category_tree import upwards
from mailgate.registry.desk import Desk
from mailgate.registry.items import CLASSES, Calendar, Category


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the item that is to blame, the key inside it, and what is wrong."""

    kind: str
    key: str
    path: Path
    sentence: str


def problems(desk: Desk) -> list[Problem]:
    """Everything that does not hold together."""
    return [problem for check in CHECKS for problem in check(desk)]


def _named(what: str, name: str, known: Iterable[str]) -> str | None:
    """The sentence for a name that must be among the known; None when it is, or is empty."""
    there = list(known)
    return None if not name or name in there else f"there is no {what} {name!r}{suggestion(name, there)}"


def _problem(kind: str, key: str, path: Path, sentence: str | None) -> Iterator[Problem]:
    if sentence:
        yield Problem(kind, key, path, sentence)


def _categories(desk: Desk) -> Iterator[Problem]:
    known = [category.id for category in desk.categories]
    uses: list[tuple[str, str, Path, str]] = [
        *(("mailbox", box.address, ("category",), box.category) for box in desk.mailboxes),
        *(("rule", rule.name, ("set", "category"), rule.set.category) for rule in desk.rules),
        *(("form", form.id, ("category",), form.category) for form in desk.forms),
    ]
    for kind, key, path, name in uses:
        yield from _problem(kind, key, path, _named("category", name, known))


def _category_tree(desk: Desk) -> Iterator[Problem]:
    by_id = {category.id: category for category in desk.categories}
    for category in desk.categories:
        yield from _problem("category", category.id, ("parent",), _named("category", category.parent, by_id))
        yield from _problem("category", category.id, ("parent",), _circle(category, by_id))
        yield from _problem("category", category.id, ("class",), _wrong_class(category, desk.whole_categories))


def _circle(category: Category, by_id: Mapping[str, Category]) -> str | None:
    line = list(upwards(category, by_id))
    if line[-1].parent != category.id:
        return None
    names = " in ".join(f"{each.id!r}" for each in (*line, category))
    return f"categories stand in each other: {names}; take the parent from one of them"


def _wrong_class(category: Category, by_id: Mapping[str, Category]) -> str | None:
    if category.kind:
        known = category.kind in CLASSES
        return None if known else f"there is no class {category.kind!r}{suggestion(category.kind, CLASSES)}"
    if by_id[category.id].kind:
        return None
    return f"category {category.id!r} needs a class ({', '.join(CLASSES)}), or a parent that has one"


def _calendar_names(desk: Desk) -> Iterator[Problem]:
    known = [*(calendar.name for calendar in desk.calendars), ALWAYS.name]
    for sla in desk.slas:
        yield from _problem("sla", sla.name, ("calendar",), _named("calendar", sla.calendar, known))
        for level in ("p1", "p2", "p3", "p4"):
            target = getattr(sla, level)
            name = target.calendar if target else ""
            yield from _problem("sla", sla.name, (level, "calendar"), _named("calendar", name, known))
    for member in desk.staff:
        yield from _problem("staff", member.email, ("shift",), _named("calendar", member.shift, known))


def _calendars(desk: Desk) -> Iterator[Problem]:
    yield from _problem("firm", "", ("zone",), _no_zone(desk.firm.zone))
    for calendar in desk.calendars:
        yield from _problem("calendar", calendar.name, ("zone",), _no_zone(calendar.zone))
        yield from _problem("calendar", calendar.name, ("holidays",), _no_holidays(calendar.holidays))
        yield from _problem("calendar", calendar.name, ("name",), _reserved(calendar))
        yield from _problem("calendar", calendar.name, ("spans",), _never_opens(calendar))


def _reserved(calendar: Calendar) -> str | None:
    taken = calendar.name == ALWAYS.name
    return f"{ALWAYS.name!r} always exists and cannot be set up; give this calendar another name" if taken else None


def _never_opens(calendar: Calendar) -> str | None:
    work = calendar.work()
    return None if work.spans or work.always else f"the calendar {calendar.name!r} never opens; give it spans"


@cache
def _no_zone(zone: str) -> str | None:
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return f"there is no time zone {zone!r}{_nearest_zone(zone)}"
    return None


def _nearest_zone(zone: str) -> str:
    """The nearest zone, whose names have capital letters; "" when none is near."""
    by_lower = {name.lower(): name for name in zoneinfo.available_timezones()}
    near = suggestion(zone, list(by_lower))
    return next((near.replace(low, name) for low, name in by_lower.items() if f" {low!r}?" in near), "")


@cache
def _no_holidays(code: str) -> str | None:
    if not code:
        return None
    import holidays  # slow to load, and only a set-up with holidays needs it

    country, _, region = code.partition("-")
    try:
        holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return f"no holidays are known for {code!r}; use a country like CZ, or a region of it like DE-BY"
    return None


def _default_sla(desk: Desk) -> Iterator[Problem]:
    sentence = _named("sla", desk.firm.default_sla, [sla.name for sla in desk.slas])
    yield from _problem("firm", "", ("default_sla",), sentence)


def _rota(desk: Desk) -> Iterator[Problem]:
    known = [member.email for member in desk.staff]
    for index, email in enumerate(desk.oncall.rota):
        yield from _problem("oncall", "", ("rota", index), _named("staff member", email, known))


CHECKS: Sequence[Callable[[Desk], Iterator[Problem]]] = (
    _default_sla,
    _calendars,
    _calendar_names,
    _categories,
    _category_tree,
    _rota,
)
