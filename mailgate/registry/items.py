"""The things a desk is set up from, one frozen class each: firm, mailbox, calendar, SLA, staff, rota, category …

The field names are the keys of `desk.toml` (design.md §12); a key that is not here is an error. Each class checks what
it can see by itself; what two of them must agree on is in `checks`. Addresses become canonical here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from mailgate.model.address import Address
from mailgate.model.calendar import ALWAYS, WorkCalendar
from mailgate.model.calendar import Span as SpanTimes
from mailgate.model.duration import Duration
from mailgate.model.errors import WrongUse
from mailgate.model.person import Right
from mailgate.model.sorting import MOST_TAGS, QUEUE, TAG
from mailgate.model.ticket import Priority, ResultKind

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
#: What kinds of categories there are. The first two stand first in every queue.
CLASSES = "outage degradation defect request question billing sales security monitoring".split()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_AWAY = 3 * 366  #: days of one absence
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _address(text: str) -> str:
    try:
        return str(Address.parse(text))
    except WrongUse as cause:
        raise ValueError(str(cause)) from cause


def _duration(value: Any) -> Any:
    try:
        return Duration.parse(value) if isinstance(value, str) else value
    except WrongUse as cause:
        raise ValueError(str(cause)) from cause


def _within_an_hour(length: Duration) -> Duration:
    if length.unit == "d" or length.elapsed() > timedelta(hours=1):
        raise ValueError(f"{length} is too long: a P1 is answered within 60m at most")
    return length


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def span_times(text: str) -> SpanTimes:
    """Start and end of `08:00-12:00`; an end of 24:00 is midnight. Raises ValueError."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a span like 08:00-12:00; the day ends at 24:00")
    start = time(int(found[1]), int(found[2]))
    end = time(int(found[3]), int(found[4])) if found[3] else time(0)
    if found[3] and start >= end:
        raise ValueError(f"{text!r} ends before it begins; split a night at 24:00")
    return start, end


def _spans(texts: tuple[str, ...]) -> tuple[str, ...]:
    times = [span_times(text) for text in texts]
    for (_, end), (start, _) in pairwise(times):
        if end == time(0) or start < end:
            raise ValueError(f"{', '.join(texts)}: spans of one day stand in order and do not overlap")
    return texts


def _day(value: Any) -> Any:
    """A day as TOML has it, with or without quotation marks."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as cause:
            raise ValueError(f"there is no day {value!r} in the calendar") from cause
    raise ValueError(f"{str(value)[:40]!r} is not a day like 2026-12-24")


def _days(value: Any) -> Any:
    """Days away, the last one included: `2026-12-23..2027-01-02`, or one day alone."""
    if not isinstance(value, str):
        return (_day(value),) * 2
    first, dots, last = value.partition("..")
    days = _day(first.strip()), _day((last if dots else first).strip())
    if days[0] > days[1]:
        raise ValueError(f"{value!r} ends before it begins")
    if (days[1] - days[0]).days > _LONGEST_AWAY:
        raise ValueError(f'{value!r} is longer than three years: better take their shift away (shift = "")')
    return days


def _written_days(days: tuple[date, date]) -> str:
    return "..".join(map(str, days))


def days_of(absences: Iterable[tuple[date, date]]) -> Iterator[date]:
    """Every day of absences with their first and last day."""
    for first, last in absences:
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


Email = Annotated[str, AfterValidator(_address)]
Length = Annotated[Duration, BeforeValidator(_duration), PlainSerializer(str, return_type=str)]
WithinAnHour = Annotated[Length, AfterValidator(_within_an_hour)]
Day = Annotated[date, BeforeValidator(_day)]
Days = Annotated[tuple[date, date], BeforeValidator(_days), PlainSerializer(_written_days, return_type=str)]
DaySpans = Annotated[tuple[str, ...], AfterValidator(_spans)]
Urgency = Annotated[Priority, BeforeValidator(_upper)]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Question = Annotated[str, Field(min_length=1, max_length=300)]
Id = Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_./-]{0,63}$")]
QueueName = Annotated[str, Field(pattern=f"^({QUEUE})?$")]
Tag = Annotated[str, Field(pattern=f"^{TAG}$")]


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Firm(_Item):
    """Who runs the desk, and the rules for all of it."""

    name: Name
    zone: str  #: IANA name
    phone: str = ""
    country: str = Field(default="", pattern="^([A-Z]{2})?$")  #: of phone numbers without a code; "" is that of phone
    oncall_phone: str = ""  #: shown only to customers with on-call
    languages: tuple[Language, ...] = ("en",)
    verify_after: Length = Duration(24, "h")  #: silence closes
    reopen_window: Length = Duration(7, "d")
    triage_within: Length = Duration(15, "m")  #: of open time: by then somebody has said what a new ticket is about
    remind_after: Length = Duration(3, "d")  #: of no answer to what we asked; days are working days of default_sla
    closing_question_after: Length = Duration(5, "d")  #: of no answer to the reminder either
    default_sla: str = ""  #: for customers without their own
    expectation_close_after: Length = Duration(72, "h")
    least_on_shift: int = Field(default=1, ge=0, le=1000)  #: of first line while work is promised; 0: not watched


class Mailbox(_Item):
    """An address of ours that people write to."""

    address: Email
    name: str = ""
    language: Language = "en"
    category: str = ""  #: given to everything that comes here; "" is classified
    unknown_senders: Literal["accept", "hold", "refuse"] = "accept"


class Week(_Item):
    """Open spans of local time by weekday."""

    mon: DaySpans = ()
    tue: DaySpans = ()
    wed: DaySpans = ()
    thu: DaySpans = ()
    fri: DaySpans = ()
    sat: DaySpans = ()
    sun: DaySpans = ()


#: Always open, written so that days can be taken out of it.
_EVERY_DAY = WorkCalendar(ALWAYS.name, ALWAYS.zone, {day: ((time(0), time(0)),) for day in range(7)})


class Calendar(_Item):
    """Opening hours; `24x7` always exists and is never set up."""

    name: Name
    zone: str
    holidays: str = Field(default="", pattern="^([A-Z]{2}(-[A-Z0-9]{1,6})?)?$")  #: ISO 3166 code, "CZ" or "DE-BY"
    closed: tuple[Day, ...] = ()  #: days of our own on which nobody works
    spans: Week = Week()

    def work(self, away: Iterable[date] = ()) -> WorkCalendar:
        """The same for counting time; `away` are further days on which nobody works."""
        closed = frozenset((*self.closed, *away))
        if self.name == ALWAYS.name:
            return replace(_EVERY_DAY, zone=self.zone, closed=closed) if closed else ALWAYS
        days = (getattr(self.spans, day) for day in WEEKDAYS)
        spans = {number: tuple(map(span_times, texts)) for number, texts in enumerate(days) if texts}
        return WorkCalendar(self.name, self.zone, spans, self.holidays, closed=closed)


class SlaTarget(_Item):
    """What is promised for one priority."""

    first_answer: Length  #: first human answer
    update: Length | None = None
    resolution: Length | None = None
    calendar: str = ""  #: "" is the SLA's


class UrgentTarget(SlaTarget):
    """What is promised for P1: a person answers within half an hour, or what is set up, but within one (S0-13)."""

    first_answer: WithinAnHour = Duration(30, "m")


class Sla(_Item):
    """What a contract promises, by priority; nothing is promised for one that is not there."""

    name: Name
    calendar: str
    p1: UrgentTarget | None = None
    p2: SlaTarget | None = None
    p3: SlaTarget | None = None
    p4: SlaTarget | None = None


class Staff(_Item):
    """One of us."""

    email: Email
    name: Name
    role: Literal["agent", "lead", "director", "admin"] = "agent"
    lines: tuple[Literal[1, 2, 3], ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    shift: str = ""  #: name of a calendar; "" is never on shift
    away: tuple[Days, ...] = ()  #: first and last day of each absence, in the zone of the shift

    def works_at(self, level: int) -> bool:
        """Whether a ticket of this level is theirs to work on. Who has no lines takes part in first line."""
        return max(self.lines, default=1) >= level


class Oncall(_Item):
    """Who is called off shift, in turn."""

    rota: tuple[Email, ...] = ()
    escalate_after: Length = Duration(10, "m")  #: unanswered for so long, the next is called


class FactWords(_Item):
    """How the desk asks customers for a fact: one of its own checklists, or one of ours in other words."""

    id: Name  #: its name in a checklist
    ask: Mapping[Language, Question]  #: the question by language; English where a customer's is not there


class Category(_Item):
    """What a ticket is about. Where it stands below another, what it leaves out is that one's (`category_tree`)."""

    id: Id
    parent: str = ""  #: id of the category that this one is a kind of; "" stands alone
    kind: Id | Literal[""] = Field(default="", alias="class")  #: one of CLASSES; "" is the parent's
    right: Right | None = None  #: what a person needs to be told about it; None is the parent's, else needs none
    priority: Urgency | None = None  #: where nothing says otherwise; None is the parent's
    checklist: tuple[str, ...] = ()  #: facts to have before work starts; () is the parent's
    queue: QueueName = ""  #: where no rule names one; "" is the parent's, else everybody's
    result: ResultKind | None = None  #: None is the parent's, else binary
    verify: bool | None = (
        None  #: False ends by staff, without the 24-hour verification; None is the parent's, else True
    )


class RuleSets(_Item):
    """What a rule decides. What an earlier rule has set stays."""

    category: str = ""
    priority: Urgency | None = None
    hold: str = Field(default="", max_length=200)  #: why the letter waits for a person
    queue: QueueName = ""  #: the part of the desk that the ticket belongs to; "" says nothing
    tags: Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS)] = ()  #: beside those of other rules that speak


class Rule(_Item):
    """Classifies a letter; asked in order, and the first that fits and stops is the last."""

    name: Name
    when: str = Field(min_length=1)  #: a condition (`classify.conditions`), which is checked when a desk is loaded
    set: RuleSets
    order: int = Field(default=0, ge=-1000, le=1000)  #: lower is asked earlier; the same, as they stand
    stop: bool = True  #: False goes on: later rules may fill what is still open


class Form(_Item):
    """A form in the portal."""

    id: Id
    public: bool = False  #: False is for signed-in customers
    category: str
    fields: tuple[Id, ...] = ()
