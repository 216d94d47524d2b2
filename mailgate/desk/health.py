"""How things stand: the ledger as numbers, and findings with their fix. Silence is the failure to catch."""

from datetime import datetime, timedelta
from typing import Any

from mailgate.desk.accounts import account_findings, account_rows
from mailgate.desk.coverage import gap_counts, gap_finding
from mailgate.desk.finding import Finding
from mailgate.desk.house import House, Work
from mailgate.desk.labelling import check_rules
from mailgate.model.errors import BadSetup
from mailgate.model.letter import Fate

_UNPROVEN_FOR = timedelta(days=1)
_WAITS_TOO_LONG = timedelta(minutes=15)
_HEARTBEAT = timedelta(minutes=2)
HEARTBEAT = "heartbeat"  #: the note that the worker's schedule writes


def status(house: House) -> dict[str, Any]:
    """The ledger and the queues, with stable keys."""
    with house.view() as work:
        ledger = work.unit.letters.ledger()
        oldest = work.unit.outbox.oldest_queued()
        return {
            "kept": ledger.kept,
            "pending": ledger.pending,
            "fates": {str(fate): count for fate, count in ledger.fates.items()},
            "balanced": ledger.balanced,
            "security": security_items(work),
            "oldest_pending": _iso(work.unit.letters.oldest(None)),
            "oldest_queued": _iso(oldest),
            "last_proven": work.unit.notes.get("last_proven"),
            "heartbeat": work.unit.notes.get(HEARTBEAT),
            "imap": account_rows(work),
            **gap_counts(work),
        }


def findings(house: House) -> list[Finding]:
    """Everything that is not as it should be."""
    with house.view() as work:
        checks = (_setup, _rules, _ledger, _pending, _outbox, _proof, _held, _security, _parked, _schedule, gap_finding)
        found = [finding for check in checks if (finding := check(work)) is not None]
        return [*found, *account_findings(work)]


def nothing_proven(work: Work) -> bool:
    """Letters came within the last day, and none of their senders was proven."""
    since = work.now - _UNPROVEN_FOR
    recent = [kept for kept in work.unit.letters.latest(None, 200) if kept.envelope.received_at > since]
    judged = [kept for kept in recent if kept.decision.get("proof")]
    return bool(judged) and not any(kept.decision["proof"] == "proven" for kept in judged)


def waiting(work: Work) -> int:
    """How many letters wait for a person to decide about them."""
    fates = work.unit.letters.ledger().fates
    return fates.get(Fate.HELD, 0) + fates.get(Fate.QUARANTINED, 0)


def security_items(work: Work) -> int:
    """How many of them are letters of somebody who pretends to be another, or of an outsider with a letter of ours."""
    return work.unit.letters.security_waits()[0]


def _setup(work: Work) -> Finding | None:
    missing = [name for name, items in (("mailbox", work.desk.mailboxes), ("staff", work.desk.staff)) if not items]
    if not missing:
        return None
    fix = "write desk.toml and run mailgate load desk.toml"
    return Finding("error", f"the desk has no {' and no '.join(missing)}", fix)


def _rules(work: Work) -> Finding | None:
    """One that an older program took, or that was written into the database by hand."""
    try:
        check_rules(work.desk, [])
    except BadSetup as cause:
        return Finding(
            "warning", f"rules are left out: {'; '.join(cause.findings)}", "mend them in desk.toml and load it"
        )
    return None


def _ledger(work: Work) -> Finding | None:
    ledger = work.unit.letters.ledger()
    if ledger.balanced:
        return None
    return Finding("error", f"the ledger does not balance: {ledger}", "keep the data folder as it is and report this")


def _pending(work: Work) -> Finding | None:
    oldest = work.unit.letters.oldest(None)
    if oldest is None or work.now - oldest < _WAITS_TOO_LONG:
        return None
    fix = "is mailgate serve (or a worker) running?"
    return Finding("error", f"a letter waits since {oldest:%Y-%m-%d %H:%M} UTC", fix)


def _outbox(work: Work) -> Finding | None:
    oldest = work.unit.outbox.oldest_queued()
    if oldest is None or work.now - oldest < _WAITS_TOO_LONG:
        return None
    fix = "see mailgate outbox list; is the relay up?"
    return Finding("error", f"a letter out waits since {oldest:%Y-%m-%d %H:%M} UTC", fix)


def _proof(work: Work) -> Finding | None:
    if not nothing_proven(work):
        return None
    return Finding(
        "warning",
        "no sender was proven for a day, so nothing is disclosed to anybody",
        "set [origin] in mailgate.toml: verify = true when mail arrives here directly, trusted_authserv_ids = "
        '["your MX\'s name"] behind your own MX, or trust_loopback = true for a trial',
    )


def _held(work: Work) -> Finding | None:
    oldest = work.unit.letters.oldest(Fate.HELD)
    if oldest is None:
        return None
    held = work.unit.letters.ledger().fates[Fate.HELD]
    count = f"{held} letters are held, the oldest" if held > 1 else "1 letter is held,"
    fix = "see the Letters page or mailgate letter list --fate held, then release or discard each"
    return Finding("warning", f"{count} for {_age(work.now - oldest)}", fix)


def _security(work: Work) -> Finding | None:
    count, oldest = work.unit.letters.security_waits()
    if oldest is None:
        return None
    items = f"{count} security items wait, the oldest" if count > 1 else "1 security item waits,"
    fix = "see the Letters page or mailgate letter list --fate security, then discard or release each"
    return Finding("warning", f"{items} for {_age(work.now - oldest)}", fix)


def _age(span: timedelta) -> str:
    """A span as people say it, in its largest unit."""
    hours = int(span.total_seconds() // 3600)
    number, unit = (hours // 24, "day") if hours >= 24 else (hours, "hour")
    return f"{number} {unit}{'' if number == 1 else 's'}" if number else "less than an hour"


def _parked(work: Work) -> Finding | None:
    parked = work.unit.letters.ledger().fates.get(Fate.QUARANTINED, 0)
    if not parked:
        return None
    fix = "see mailgate letter list --fate quarantined, then mailgate retry N"
    return Finding("warning", f"{parked} letters could not be read", fix)


def _schedule(work: Work) -> Finding | None:
    beat = work.unit.notes.get(HEARTBEAT)
    if beat is None or work.now - datetime.fromisoformat(beat) < _HEARTBEAT:
        return None
    return Finding("error", f"the schedule has been silent since {beat}", "restart mailgate serve (or beat and worker)")


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
