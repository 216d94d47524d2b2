"""`triage`: what waits for somebody to say what it is about."""

from typing import Any

import typer

from mailgate.cli.context import context


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(triage)


def triage(typer_context: typer.Context) -> None:
    """New tickets in queue order, each with what mailgate proposes; decide with `ticket act MG-1 accept`."""
    from mailgate.desk.triage_queue import rows

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        found = rows(work)
    if run.json:
        run.emit_rows(found, ())
        return
    told = [{**row, "proposal": _told(row["proposal"])} for row in found]
    run.emit_rows(told, ("number", "triage_due", "due", "subject", "customer", "requester", "proposal"))


def _told(proposal: dict[str, Any] | None) -> str:
    if proposal is None:
        return ""
    sure = f" {proposal['confidence']:.0%}" if proposal["confidence"] is not None else ""
    return f"{proposal['category'] or '-'} {proposal['priority'] or '-'}{sure}; {proposal['why']}"
