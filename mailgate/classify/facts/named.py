"""The times that a text names: patterns over the letters of kinds, and what each means.

A time is a span outright ("two hours ago") or a part of one: a day, an hour, a part of the day. Parts side by side are
joined ("on Tuesday at nine"); what is missing is then filled in so that the time is past.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import NamedTuple

from mailgate.classify.facts.letters import Words
from mailgate.classify.facts.moment import Clock, Precision, Span
from mailgate.classify.facts.since_words import Language, Value

#: The times that letters can name; the first that fits at a place counts. N is a number.
_ITEM = re.compile(
    (
        r"(?P<ago>b[uA]{0,3}(?:N|H)?[mgzjwq]|(?:N|H)?[mgzjwq]a|[mgjwq]Na)"
        r"|(?P<nth>(?<![fA])o[gjwq])"
        r"|(?P<hour>h|H[Oond]|(?<=[fA])(?:g[Oond]|[Oo]g)|(?<=[fA])[Oond](?=[AT]?[PBDW]|[.,])|(?<=[DW])[Oond](?=P)|(?<=f)O(?=x))"
        r"|(?P<since_hours>(?<=[fA])[Ond]g)"
        r"|(?P<span>u[uA]{0,3}(?:L?[Ond]{1,2}|H)?[mgzjwq]|f[uA]{0,3}(?:(?:[Ond]{1,2}|H)?[mzjwq]|g(?![Oond]))|(?<=[.,])[Ond]{1,2}[jwq])"
        r"|(?P<last>L[wq])|(?P<this>[TS]{1,3}[wq])"
        r"|(?P<date>S?(?:[Oond]My?|M[do]y?)|E)|(?P<month>S?L?My?)"
        r"|(?P<between>P[Xf]WAW)"
        r"|(?P<day>D|L?W|K)|(?P<both>B)"
        r"|(?P<clock>t)"
        r"|(?P<part>[LT]?P)"
    ).replace("N", "[Oond]{1,2}")
)
#: The letters that none of them begins with are most of a text.
_FIRST = re.compile("[^x.,aAXF]")
#: What may stand between two times that belong together: "on Tuesday at 9", "v noci na dnešek".
_JOINT = re.compile(r"[ATf]*")


class Time(NamedTuple):
    """What one time names: a span outright, or the day, the hour or the part of a day."""

    begin: int
    end: int
    points: float
    span: Span | None = None
    day: date | None = None
    hour: tuple[int, int] | None = None
    part: int | None = None
    utc: bool = False  #: the hour is said to be that of UTC
    night: bool = False  #: the one that began on `day`: 02:30 of it is the day after
    exact: Precision = Precision.DAY

    def joined(self, other: "Time") -> "Time | None":
        """Both as one; None when they speak of the same thing twice."""
        if self.span or other.span or (self.day and other.day) or (self.hour and other.hour):
            return None
        if self.part is not None and other.part is not None:
            return None
        return Time(
            self.begin,
            other.end,
            self.points + other.points,
            day=self.day or other.day,
            hour=self.hour or other.hour,
            part=other.part if self.part is None else self.part,
            utc=self.utc or other.utc,
            night=self.night or other.night,
            exact=min(self.exact, other.exact, key=tuple(Precision).index),
        )


def named(words: Words, language: Language, clock: Clock) -> Iterator[Time]:
    """Each time that is named, in order."""
    for match in _items(words.kinds):
        values = [token[1] for token in words.tokens[match.start() : match.end()] if token[1]]
        empty = Time(match.start(), match.end(), 0.0)
        if time := _MEANS[match.lastgroup or ""](match[0], values, empty, language, clock):
            yield time


def _items(kinds: str) -> Iterator[re.Match[str]]:
    behind = 0
    while first := _FIRST.search(kinds, behind):
        behind = first.end()
        if match := _ITEM.match(kinds, first.start()):
            behind = match.end()
            yield match


def joined(words: Words, times: Iterator[Time]) -> list[Time]:
    """Times that stand side by side and complete each other, as one."""
    found: list[Time] = []
    for time in times:
        near = found and _JOINT.fullmatch(words.kinds, found[-1].end, time.begin)
        both = found[-1].joined(time) if near else None
        found[-1:] = [both] if both else [*found[-1:], time]
    return found


def resolved(time: Time, clock: Clock) -> Span | None:
    """The instant; None when it is still to come. Without a day it is the latest that is past."""
    if time.span:
        return time.span if time.span.instant < clock.now else None
    hour, clock = time.hour, replace(clock, zone=UTC) if time.utc else clock
    if hour is None:
        if time.part is None:
            assert time.day is not None
            return Span(clock.at(time.day), time.exact)
        hour = (time.part, 0)
    elif time.part in (12, 18) and hour[0] < 12:
        hour = (hour[0] + 12, hour[1])
    precision = Precision.PART if time.hour is None else time.exact
    day = time.day or clock.today
    instant = clock.at(day + timedelta(days=time.night and hour[0] < 12), *hour)
    if instant >= clock.now and time.day is None:
        instant = clock.at(clock.today - timedelta(days=1), *hour)
    return Span(instant, precision) if instant < clock.now else None


Values = list[Value]
Means = Callable[[str, Values, Time, Language, Clock], Time | None]


def _amount(kinds: str, values: Values) -> int:
    """How many: "twenty five" is a sum, no number is one."""
    some = [value[0] for value in values]
    if len(some) == 2 and not (some[0] in (20, 30, 40, 50) and some[1] < 10):
        return some[-1]
    return sum(some) if some else 1


def _duration(kinds: str, values: Values, time: Time, clock: Clock, points: float) -> Time | None:
    unit = next(kind for kind in kinds if kind in "mgzjwq")
    if "H" in kinds:
        if unit != "g":
            return None
        unit = "z"
    span = clock.back(_amount(kinds, values), unit)
    return time._replace(span=span, points=points) if span else None


def _ago(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    return _duration(kinds, values, time, clock, 4)


def _span(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    return _duration(kinds, values, time, clock, 0 if kinds[0] == "f" else 2)


def _nth(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    """The third day: today is one of them."""
    number = values[0][0] - 1
    span = clock.back(number, kinds[-1])
    return time._replace(span=span, points=2) if span else None


def _hour(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    hour = values[-1][0]
    if kinds[-1] == "h":
        return time._replace(hour=(hour, 0), exact=Precision.HOUR, points=0.5)
    if kinds[0] == "H":
        hour, minute = hour - (not language.half_past), 30
        return time._replace(hour=(hour, minute), exact=Precision.MINUTE, points=0.5) if 0 <= hour < 24 else None
    return time._replace(hour=(hour, 0), exact=Precision.HOUR, points=0.5) if hour < 24 else None


def _since_hours(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    if language.hour_of_day:
        return _hour("o", values, time, language, clock)
    return _duration(kinds, values, time, clock, 0)


def _last(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    if kinds[-1] == "w":
        return time._replace(span=Span(clock.at(clock.monday(1)), Precision.WEEK), points=1.5)
    first = clock.today.replace(day=1) - timedelta(days=1)
    return time._replace(span=Span(clock.at(first.replace(day=1)), Precision.MONTH), points=1.5)


def _this(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    first = (clock.monday(0), Precision.WEEK) if kinds[-1] == "w" else (clock.today.replace(day=1), Precision.MONTH)
    return time._replace(span=Span(clock.at(first[0]), first[1]), points=0.5)


def _date(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    if "M" in kinds:
        number, month = (values[0], values[1]) if kinds[-1] == "M" or kinds[1:2] == "M" else (values[1], values[0])
        year = values[2][0] if len(values) > 2 else None
        day = clock.past_date(number[0], month[0], year)
    else:
        value = values[0]
        day = clock.past_date(value[0], value[1], value[2] or None)
        if not value[2] and value[3]:  # "10.11" may be a version
            return time._replace(day=day, points=0.5) if day else None
    return time._replace(day=day, points=1.5) if day else None


def _month(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    year = values[1][0] if len(values) > 1 else None
    first = clock.month(values[0][0], year, last="L" in kinds)
    return time._replace(span=Span(clock.at(first), Precision.MONTH), points=0.5) if first else None


def _day(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    if kinds == "K":
        return time._replace(day=clock.saturday(), points=1.5)
    if kinds[-1] == "W":
        return time._replace(day=clock.past_weekday(values[0][0]), points=1.5)
    return time._replace(day=clock.today - timedelta(days=values[0][0]), points=1.0 if values[0][0] else 0.5)


def _both(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    back, hour = values[0]
    return time._replace(day=clock.today - timedelta(days=back), part=hour, night=hour == 22, points=1)


def _between(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    """The night from Tuesday to Wednesday."""
    return time._replace(day=clock.past_weekday(values[1][0]), part=22, night=True, points=1.5)


def _clock(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    hour, minute, said, utc = values[0]
    return time._replace(
        hour=(hour, minute), utc=bool(utc), exact=Precision.MINUTE if said else Precision.HOUR, points=0.5
    )


def _part(kinds: str, values: Values, time: Time, language: Language, clock: Clock) -> Time | None:
    return time._replace(part=values[0][0], points=0.5)


_MEANS: dict[str, Means] = {
    "ago": _ago,
    "span": _span,
    "nth": _nth,
    "hour": _hour,
    "since_hours": _since_hours,
    "last": _last,
    "this": _this,
    "date": _date,
    "month": _month,
    "day": _day,
    "both": _both,
    "between": _between,
    "clock": _clock,
    "part": _part,
}
