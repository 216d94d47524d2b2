"""`outbox` and `tick`: letters out, and due clocks."""

from typing import Annotated

import typer

from mailgate.cli.context import Number, context

_COLUMNS = ("id", "ticket", "effect", "to", "state", "at", "answer")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    outbox = typer.Typer(help="Letters out.", no_args_is_help=True)
    outbox.command("list")(list_outbox)
    outbox.command()(deliver)
    outbox.command()(retry)
    app.add_typer(outbox, name="outbox")
    app.command()(tick)


def list_outbox(
    typer_context: typer.Context,
    state: Annotated[str, typer.Option(help="queued, sent, failed, suppressed or cancelled.")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 1000,
) -> None:
    """What is queued, sent, failed or was not sent, newest first."""
    from mailgate.desk import look
    from mailgate.model.errors import WrongUse
    from mailgate.model.outgoing import OutState

    run = context(typer_context)
    if state not in ("", *OutState):
        raise WrongUse(f"there is no state {state!r}; there are: {', '.join(OutState)}")
    with run.house() as house, house.view() as work:
        rows = look.outbox(work, OutState(state) if state else None, limit)
    run.emit_rows(rows, _COLUMNS)


def deliver(typer_context: typer.Context) -> None:
    """Try every queued letter once, whatever its backoff."""
    from mailgate.desk import look
    from mailgate.desk.deliver import deliver_all

    run = context(typer_context)
    with run.house() as house:
        rows = [look.out_row(letter) for letter in deliver_all(house)]
    run.emit_rows(rows, _COLUMNS)


def retry(typer_context: typer.Context, letter: Number) -> None:
    """Queue a letter again that failed or was stopped when it was to leave; it keeps its Message-ID."""
    from mailgate.desk import look
    from mailgate.desk.resend import resend

    run = context(typer_context)
    with run.house() as house:
        row = look.out_row(resend(house, letter))
    run.emit(row, f"letter out {letter}: {row['effect']} to {row['to']} is queued again")


def tick(typer_context: typer.Context) -> None:
    """Ring the clocks that are due, look once more for proof where the DNS did not answer, and deliver."""
    from mailgate.desk.again import prove_again
    from mailgate.desk.decide import drain
    from mailgate.desk.deliver import deliver as deliver_batch
    from mailgate.desk.tick import ring_all

    run = context(typer_context)
    with run.house() as house:
        rung = ring_all(house)
        while prove_again(house):
            drain(house)
        delivered = 0
        while batch := deliver_batch(house):
            delivered += len(batch)
    row = {"rung": [{"ticket": f"MG-{clock.ticket_id}", "kind": clock.kind} for clock in rung], "delivered": delivered}
    run.emit(row, f"rung {len(rung)}, delivered {delivered}")
