"""`status`, `doctor`, `config`, `lifecycle`, `upgrade`: how things stand."""

import typer

from mailgate.cli.context import context


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(status)
    app.command()(doctor)
    app.command()(upgrade)
    config = typer.Typer(help="Settings.", no_args_is_help=True)
    config.callback()(lambda: None)
    config.command("show")(show_config)
    app.add_typer(config, name="config")
    lifecycle = typer.Typer(help="The life of a ticket.", no_args_is_help=True)
    lifecycle.callback()(lambda: None)
    lifecycle.command()(draw)
    app.add_typer(lifecycle, name="lifecycle")


def status(typer_context: typer.Context) -> None:
    """The ledger: kept = fates + pending."""
    from mailgate.desk.health import status as look_at

    run = context(typer_context)
    with run.house() as house:
        run.emit(look_at(house))


def doctor(typer_context: typer.Context) -> None:
    """Every finding with its fix; exit 1 when one is an error."""
    from mailgate.desk.health import findings
    from mailgate.desk.learning import findings as of_the_model

    run = context(typer_context)
    with run.house() as house:
        found = findings(house)
        told = of_the_model(house, wanted=run.settings().learn.enabled)
    found += [finding for finding in told if finding.level != "info"]
    for finding in found:
        row = {"level": finding.level, "what": finding.what, "fix": finding.fix}
        run.emit(row, f"{finding.level}: {finding.what}\n  fix: {finding.fix}")
    if not found:
        run.emit({"level": "ok", "what": "nothing to mend", "fix": ""}, "ok: nothing to mend")
    for finding in told:
        if finding.level == "info":
            run.emit(
                {"level": "info", "what": finding.what, "fix": finding.fix}, f"info: {finding.what}\n  {finding.fix}"
            )
    if any(finding.level == "error" for finding in found):
        raise typer.Exit(1)


def upgrade(typer_context: typer.Context) -> None:
    """Lead an older database to this program's schema."""
    from mailgate.store.upgrade import upgrade as lead

    run = context(typer_context)
    before, after = lead(run.settings().database.url)
    run.emit({"before": before, "after": after}, f"schema {before or 'none'} → {after}")


def show_config(typer_context: typer.Context) -> None:
    """The settings of this process; secrets are hidden."""
    import re

    run = context(typer_context)
    values = run.settings().model_dump(mode="json")
    for section in ("database", "broker", "relay"):
        values[section]["url"] = re.sub(r"(://[^/@:]*):[^@]*@", r"\1:…@", values[section]["url"])
    run.emit(values)


def draw(typer_context: typer.Context) -> None:
    """Print the table of the lifecycle as Markdown and Mermaid."""
    from mailgate.lifecycle.draw import lifecycle_page

    print(lifecycle_page(), end="")  # noqa: T201
