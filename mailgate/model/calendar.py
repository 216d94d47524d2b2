"""When somebody works: spans of local time by weekday, less the holidays of a country and days of one's own.

A value only. `registry` makes it from the desk's set-up, `lifecycle.clocks` counts on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

#: Local start and end of an open span. An end of 00:00 is the midnight that ends the day.
Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Opening hours in one zone."""

    name: str
    zone: str  #: IANA name, e.g. "Europe/Prague"
    spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)  #: by weekday, Monday is 0; in order, disjoint
    holidays: str = ""  #: ISO 3166 code, "CZ" or "DE-BY"; "" has none
    always: bool = False  #: open at every instant; spans, holidays and closed days do not count
    closed: frozenset[date] = frozenset()  #: days on which nobody works besides the holidays


#: The calendar that always exists.
ALWAYS = WorkCalendar("24x7", "UTC", always=True)
