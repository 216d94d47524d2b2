"""Who is there and who is missing, for people: the rows of `staff shifts`, and a sentence for each gap."""

from datetime import datetime, timedelta
from typing import Any

from mailgate.desk.finding import Finding
from mailgate.desk.gaps import FURTHEST, Gap, gaps
from mailgate.desk.house import Work
from mailgate.desk.shifts import next_shift, on_shift, shift_ends
from mailgate.outbound.render import instant
from mailgate.registry.setup import Staff

SOON = timedelta(days=7)  #: so long ahead leads are told on the queue's page
_MOST_TOLD = 5


def shifts(work: Work, ahead: timedelta = FURTHEST) -> dict[str, Any]:
    """Who is on shift, until when; who comes next, from when on; who is on call; and the gaps."""
    desk, now = work.desk, work.now
    here = [member for member in desk.staff if on_shift(desk, member, now)]
    begins = [(next_shift(desk, member, now), member) for member in desk.staff if member not in here]
    coming = sorted(((since, member) for since, member in begins if since), key=lambda each: (each[0], each[1].name))
    return {
        "at": now.isoformat(),
        "on_shift": [{**_who(each), "until": _iso(shift_ends(desk, each, now))} for each in here],
        "next": [{**_who(each), "since": since.isoformat()} for since, each in coming],
        "on_call": list(desk.oncall.rota),
        "least_on_shift": desk.firm.least_on_shift,
        "gaps": [_gap_row(gap) for gap in gaps(desk, now, now + ahead)],
    }


def shifts_told(work: Work, row: dict[str, Any], ahead: timedelta) -> str:
    """The same for people."""
    lines = [
        "on shift: " + (", ".join(_named(work, each, "until") for each in row["on_shift"]) or "nobody"),
        "next: " + (", ".join(_named(work, each, "since") for each in row["next"]) or "nobody"),
        "on call: " + (", ".join(row["on_call"]) or "nobody"),
    ]
    found = [gap_sentence(work, gap) for gap in gaps(work.desk, work.now, work.now + ahead)]
    return "\n".join([*lines, *(f"gap: {each}" for each in found or ["none"])])


def gap_finding(work: Work) -> Finding | None:
    """What `doctor` says of the gaps ahead."""
    found = gaps(work.desk, work.now, work.now + FURTHEST)
    if not found:
        return None
    more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
    told = "; ".join(gap_sentence(work, gap) for gap in found[:_MOST_TOLD])
    fix = "see mailgate staff shifts; mend shift, away or [oncall] in desk.toml, or say [firm] least_on_shift = 0"
    return Finding("warning", f"too few people while work is promised: {told}{more}", fix)


def gap_counts(work: Work) -> dict[str, Any]:
    """For `status`: how many gaps are ahead, and when the next begins."""
    found = gaps(work.desk, work.now, work.now + FURTHEST)
    return {"gaps": len(found), "next_gap": _iso(found[0].since) if found else None}


def gap_hint(work: Work) -> str:
    """The first gap that begins soon, in a sentence; "" when there is none."""
    found = gaps(work.desk, work.now, work.now + SOON)
    return gap_sentence(work, found[0]) if found else ""


def gap_sentence(work: Work, gap: Gap) -> str:
    """`24 Dec 2026, 08:00 CET to 24 Dec 2026, 17:00 CET: 0 of 1 on shift`."""
    zone, firm = work.desk.firm.zone, work.desk.firm
    what = "nobody on call" if gap.on_call else f"{gap.on_shift} of {firm.least_on_shift} on shift"
    return f"{instant(gap.since, zone, 'en')} to {instant(gap.until, zone, 'en')}: {what}"


def _gap_row(gap: Gap) -> dict[str, Any]:
    return {
        "since": gap.since.isoformat(),
        "until": gap.until.isoformat(),
        "on_shift": gap.on_shift,
        "on_call": gap.on_call,
    }


def _who(member: Staff) -> dict[str, Any]:
    return {"staff": member.email, "name": member.name, "lines": list(member.lines)}


def _named(work: Work, row: dict[str, Any], key: str) -> str:
    at = row[key] and instant(datetime.fromisoformat(row[key]), work.desk.firm.zone, "en")
    return f"{row['name']} ({key} {at})" if at else str(row["name"])


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
