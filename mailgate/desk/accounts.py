"""How the IMAP accounts stand: for `status` and `doctor`. Silence is a failure: an account that is not read is told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from mailgate.desk.finding import Finding
from mailgate.desk.house import Work
from mailgate.model.fetching import AccountState, FetchState

_SILENT_AFTER = timedelta(minutes=15)
_RUNS = "is mailgate serve (or mailgate imap) running?"


def account_rows(work: Work) -> list[dict[str, Any]]:
    """An object for each configured account, with stable keys."""
    return [_row(work, work.unit.fetching.state(name)) for name in work.house.imap_accounts]


def _row(work: Work, state: AccountState) -> dict[str, Any]:
    def iso(name: str) -> str | None:
        at = getattr(state, name)
        return at.isoformat() if at else None

    count = work.unit.fetching.count
    return {
        "account": state.account,
        "last_fetch": iso("last_fetch"),
        "held_by": state.holder or None,
        "trouble": state.trouble or None,
        "trouble_since": iso("trouble_since"),
        "token_until": iso("token_until"),
        "unmarked": count(state.account, FetchState.KEPT),
        "oversize": count(state.account, FetchState.OVERSIZE),
        "failed": count(state.account, FetchState.FAILED),
        "reconciled": iso("reconciled"),
        "report": state.report or None,
    }


def account_findings(work: Work) -> Iterator[Finding]:
    """What is not as it should be with the configured accounts."""
    for name in work.house.imap_accounts:
        state = work.unit.fetching.state(name)
        if state.trouble:
            since = f" (since {state.trouble_since:%Y-%m-%d %H:%M} UTC)" if state.trouble_since else ""
            yield Finding("error", f"IMAP: {state.trouble}{since}", "mend it; mailgate tries again by itself")
        elif state.last_fetch is None:
            yield Finding("warning", f"the IMAP account {name} was never read", _RUNS)
        elif work.now - state.last_fetch > _SILENT_AFTER:
            last = f"{state.last_fetch:%Y-%m-%d %H:%M} UTC"
            yield Finding("error", f"the IMAP account {name} was last read {last}", _RUNS)
        failed = work.unit.fetching.count(name, FetchState.FAILED)
        if failed:
            letters = f"{failed} letters" if failed > 1 else "1 letter"
            fix = "the log names their UIDs: look at them with a mail program; the daily comparison tries them again"
            yield Finding("warning", f"the server of the IMAP account {name} does not hand over {letters}", fix)
