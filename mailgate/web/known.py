"""The facts of a ticket as its page shows them: a group for each name, a beginning as exactly as it is known. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailgate.web.views import instant

_MONTHS = (
    "January February March April May June July August September October November December"  # pages are in English
).split()
_PARTS = {6: "morning", 12: "afternoon", 18: "evening", 22: "night"}
LABELS = {
    "service": "Service",
    "since": "Since",
    "error": "Error",
    "times": "How many times",
    "host": "Host",
    "device": "Device",
    "tried": "Tried already",
    "urgent": "Urgent",
    "phone": "Phone",
    "question": "Asks",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact."""

    value: str
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class Group:
    """All facts of one name."""

    name: str
    label: str
    facts: tuple[Shown, ...]
    text: str  #: as it is edited, a line each


def label(name: str) -> str:
    """The name as a heading; one of the desk's own stays as it is written."""
    return LABELS.get(name, name)


def groups(facts: Iterable[Mapping[str, Any]], zone: str, language: str) -> list[Group]:
    """The rows of `desk.look` by name, in their order; but the device is pinned on top (S4-5)."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for fact in sorted(facts, key=lambda each: each["name"] != "device"):
        rows.setdefault(fact["name"], []).append(fact)
    return [
        Group(
            name,
            label(name),
            tuple(Shown(_value(fact, zone, language), fact["sentence"], fact["by"]) for fact in some),
            "\n".join(fact["value"] for fact in some),
        )
        for name, some in rows.items()
    ]


def _value(fact: Mapping[str, Any], zone: str, language: str) -> str:
    if fact["name"] != "since":
        return str(fact["value"])
    try:
        return beginning(datetime.fromisoformat(fact["value"]), fact["detail"], zone, language)
    except (ValueError, OverflowError):  # written by another program
        return str(fact["value"])


def beginning(at: datetime, precision: str, zone: str, language: str) -> str:
    """An instant with what was named of it. A day is that of who named it, wherever the firm is."""
    day = f"{at.day} {_MONTHS[at.month - 1][:3]} {at.year}"
    if precision == "month":
        return f"{_MONTHS[at.month - 1]} {at.year}"
    if precision == "week":
        return f"the week of {day}"
    if precision == "part" and at.hour in _PARTS:
        return f"{day}, {_PARTS[at.hour]}"
    return day if precision == "day" else instant(at, zone, language)
