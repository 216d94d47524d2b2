"""`review`: what a lead should look at."""

import typer

from mailgate.cli.context import context


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(review)


def review(typer_context: typer.Context) -> None:
    """The lead's review list with the reasons, the oldest first; `ticket act MG-1 reviewed` takes one off."""
    from mailgate.desk.review import rows

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        found = rows(work)
    run.emit_rows(found, ("number", "days", "reasons", "state", "priority", "subject", "customer", "owner", "worker"))
