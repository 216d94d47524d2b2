"""`demo`, `init`, `serve` and the single roles."""

from pathlib import Path
from typing import Annotated

import typer

from mailgate.cli.context import Context, context, say


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(demo)
    app.command()(init)
    app.command()(serve)
    app.command()(smtp)
    app.command()(lmtp)
    app.command()(imap)
    app.command()(web)
    app.command()(worker)
    app.command()(beat)


def demo(
    exit: Annotated[bool, typer.Option("--exit", help="End after the story instead of serving the pages.")] = False,  # noqa: A002
) -> None:
    """Tell the whole story with real mail on this machine; no configuration, no network."""
    from mailgate.demo.story import run_demo

    raise typer.Exit(run_demo(leave=exit))


def init(
    directory: Annotated[Path, typer.Argument(help="Where the settings go.")] = Path(),
    firm: Annotated[str, typer.Option(help="The firm's name.")] = "",
    mailbox: Annotated[str, typer.Option(help="The support address.")] = "",
    staff: Annotated[str, typer.Option(help="Your own mail address, as the first on the staff.")] = "",
    arrival: Annotated[str, typer.Option(help="How mail arrives: direct, behind or trial.")] = "",
    authserv_id: Annotated[str, typer.Option(help="The name your own MX writes into Authentication-Results.")] = "",
) -> None:
    """Ask a few questions and write mailgate.toml and desk.toml."""
    from mailgate.app.init import Answers, write_settings

    answers = Answers.ask(firm, mailbox, staff, arrival, authserv_id, typer.prompt)
    for path in write_settings(directory, answers):
        say(f"wrote {path}")
    say(f"next: cd {directory} && mailgate load desk.toml && mailgate staff invite {answers.staff} && mailgate serve")


def serve(typer_context: typer.Context) -> None:
    """Run everything with one command: SMTP, LMTP, IMAP, web pages, and the worker."""
    _serve(context(typer_context), "serve")


def smtp(typer_context: typer.Context) -> None:
    """Run only the SMTP door."""
    _serve(context(typer_context), "smtp")


def lmtp(typer_context: typer.Context) -> None:
    """Run only the LMTP door."""
    _serve(context(typer_context), "lmtp")


def imap(typer_context: typer.Context) -> None:
    """Only fetch letters from the IMAP accounts."""
    from mailgate.app.imap import run_imap
    from mailgate.app.logs import start_logging

    start_logging()
    run = context(typer_context)
    settings = run.settings()
    run_imap(settings, run.clock(settings, runs=True), ready=say)


def web(typer_context: typer.Context) -> None:
    """Run only the web pages."""
    _serve(context(typer_context), "web")


def _serve(run: Context, role: str) -> None:
    from mailgate.app.front import Roles, check_role, worker_command
    from mailgate.app.front import serve as serve_roles
    from mailgate.app.logs import start_logging

    start_logging()
    settings = run.settings()
    check_role(settings, role)
    everything = role == "serve"
    roles = Roles(
        smtp=everything or role == "smtp",
        lmtp=everything or role == "lmtp",
        web=everything or role == "web",
        imap=everything,
        child=everything,
    )
    clock = run.clock(settings, runs=True)
    serve_roles(settings, roles, clock, worker_command=worker_command(run.arguments(), clock), ready=say)


def worker(
    typer_context: typer.Context,
    wake_fd: Annotated[int, typer.Option("--wake-fd", hidden=True)] = -1,
) -> None:
    """Run only a worker; any number of them."""
    from mailgate.app.logs import start_logging
    from mailgate.app.worker import run_worker

    start_logging()
    run = context(typer_context)
    settings = run.settings()
    run_worker(settings, run.clock(settings, runs=True), wake_fd if wake_fd >= 0 else None)


def beat(typer_context: typer.Context) -> None:
    """Run only the schedule; one of it."""
    from mailgate.app.front import check_role
    from mailgate.app.logs import start_logging
    from mailgate.app.worker import run_beat

    start_logging()
    settings = context(typer_context).settings()
    check_role(settings, "beat")
    run_beat(settings)
