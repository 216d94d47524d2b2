"""What must be filled in before staff may act: one table by action and cause (design.md §4, §11)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailgate.model.errors import WrongUse
from mailgate.model.lesson import NO_REQUEST
from mailgate.model.ticket import Flag


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one action."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: bool = False  #: the names of the ticket's facts are keys as well; at least one key is given


APPOINTMENT = "appointment"  #: the kind of hold whose letter carries an invitation
_LONGEST_HOLD = timedelta(days=3 * 365 + 1)
CAUSES = ("ours", "equipment", "third_party", "customer", "not_reproducible", "unknown")
#: What a cause asks for besides how, cause and minutes (S0-7, S0-9, S3-17, S4-6).
BY_CAUSE: Mapping[str, tuple[str, ...]] = {
    "ours": ("apology", "compensation"),
    "third_party": ("check", "advice"),
    "not_reproducible": ("check", "advice"),
    "customer": ("check", "advice", "evidence"),
}

#: What a mark of the ticket asks for when it is resolved (S4-14).
BY_FLAG: Mapping[Flag, tuple[str, ...]] = {Flag.RECURRING: ("prevention",)}

#: What a ticket waits for; who reads that a letter says more of the first (S1-10).
HOLD_KINDS = (APPOINTMENT, "release", "supplier", "other")
_LONGEST_VISIT = 24 * 60  #: minutes

KEYS: Mapping[str, Keys] = {
    "take": Keys(),
    "assign": Keys(("to",)),
    "categorise": Keys(("category",), ("reason",)),
    "prioritise": Keys(("priority",), ("reason", "terms"), {"priority": ("P1", "P2", "P3", "P4"), "terms": ("today",)}),
    "accept": Keys((), ("category", "priority"), {"priority": ("P1", "P2", "P3", "P4")}),
    "duplicate": Keys(("of",)),
    "not-request": Keys(("kind",), ("reason",), {"kind": NO_REQUEST}),
    "note": Keys(("text",)),
    "reply": Keys(("text",)),
    "ask": Keys((), ("text", "missing")),
    "facts": Keys((), ("forget",), facts=True),
    "escalate": Keys((), ("handover", "reason", "level"), {"level": ("2", "3")}),
    "return": Keys(("reason",)),
    "hold": Keys(("until", "reason"), ("kind", "place", "minutes"), {"kind": HOLD_KINDS}),
    "resume": Keys(),
    "resolve": Keys(
        ("how", "cause", "minutes"),
        ("result", "apology", "compensation", "check", "advice", "evidence", "prevention"),
        {"cause": CAUSES, "result": ("binary", "expectation")},
    ),
    "confirm": Keys(("by", "how", "answer"), (), {"how": ("phone",), "answer": ("yes", "no", "partly")}),
    "override-close": Keys(("reason",)),
    "reopen": Keys(("reason",)),
    "merge": Keys(("into",)),
    "reject": Keys(("reason",)),
    "vouch": Keys(("how",)),
    "customer": Keys(("customer",)),
    "queue": Keys(("to",)),
    "tag": Keys((), ("add", "remove")),
    "take-over": Keys((), ("reason",)),
    "give-back": Keys((), ("reason",)),
    "add-collaborator": Keys(("who",)),
    "remove-collaborator": Keys(("who",)),
}


def checked(
    action: str,
    given: Mapping[str, str],
    now: datetime,
    flags: Collection[Flag] = frozenset(),
    facts: Collection[str] = (),
) -> dict[str, str]:
    """The keys of an action on a ticket with these flags, whose facts may have these names, trimmed and canonical.

    Raises WrongUse with everything that is wrong, and what to do.
    """
    if action not in KEYS:
        raise WrongUse(f"there is no action {action!r}; there are: {', '.join(KEYS)}")
    keys = KEYS[action]
    values = {key: value.strip() for key, value in given.items() if value.strip()}
    own = {key: value for key, value in values.items() if key in (*keys.required, *keys.optional)}
    if "priority" in own:
        own["priority"] = values["priority"] = own["priority"].upper()
    required = (*keys.required, *(_of_a_solution(values, flags) if action == "resolve" else ()))
    known = (*keys.required, *keys.optional, *(facts if keys.facts else ()))
    findings = [f"it has no key {key!r} (it has: {', '.join(known) or 'none'})" for key in given if key not in known]
    findings += [f"{key} is missing" for key in required if key not in values]
    findings += [
        f"{key} is one of: {', '.join(choices)}"
        for key, choices in keys.choices.items()
        if key in values and values[key] not in choices
    ]
    findings += [finding for check in (_minutes, _until, _visit) if (finding := check(own, now))]
    if keys.facts and not values and not findings:
        findings = [f"name a fact and its value, or forget and its name (it has: {', '.join(known)})"]
    if findings:
        raise WrongUse(f"{action}: {'; '.join(findings)}")
    return values


def _of_a_solution(values: Mapping[str, str], flags: Collection[Flag]) -> Iterator[str]:
    yield from BY_CAUSE.get(values.get("cause", ""), ())
    for flag, keys in BY_FLAG.items():
        yield from keys if flag in flags else ()


def _minutes(values: Mapping[str, str], now: datetime) -> str:
    minutes = values.get("minutes", "0")
    return "" if minutes.isascii() and minutes.isdigit() and len(minutes) < 6 else "minutes is a whole number"


def _until(values: Mapping[str, str], now: datetime) -> str:
    if "until" not in values:
        return ""
    try:
        until = datetime.fromisoformat(values["until"])
    except ValueError:
        return "until is an instant like 2026-11-03T14:00:00+01:00"
    if until.tzinfo is None:
        return "until needs its zone, like 2026-11-03T14:00:00+01:00"
    if until - now > _LONGEST_HOLD:
        return f"until is more than {_LONGEST_HOLD.days // 365} years ahead"
    return "" if until > now else "until is in the past"


def _visit(values: Mapping[str, str], now: datetime) -> str:
    """What only an appointment has."""
    if "until" not in values:
        return ""
    if values.get("kind") != APPOINTMENT:
        more = [key for key in ("place", "minutes") if key in values]
        return f"{' and '.join(more)}: only with kind={APPOINTMENT}" if more else ""
    minutes = values.get("minutes", "1")
    long = minutes.isascii() and minutes.isdigit() and len(minutes) < 6 and not 0 < int(minutes) <= _LONGEST_VISIT
    return f"minutes of an appointment are 1 to {_LONGEST_VISIT}" if long else ""
