"""`portal submit`: what the web form does, for scripts."""

import mimetypes
from pathlib import Path
from typing import Annotated

import typer

from mailgate.cli.context import context, key_values
from mailgate.cli.desk import read_file


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    portal = typer.Typer(help="Forms.", no_args_is_help=True)
    portal.callback()(lambda: None)
    portal.command()(submit)
    app.add_typer(portal, name="portal")


def submit(
    typer_context: typer.Context,
    form: Annotated[str, typer.Option(help="Id of the form.")],
    author: Annotated[str, typer.Option("--as", help="Mail address of the author.")],
    public: Annotated[
        bool, typer.Option("--public", help="As on the public page; else as a signed-in customer.")
    ] = False,
    key: Annotated[str, typer.Option(help="Idempotency key: the same key is the same letter.")] = "",
    attach: Annotated[list[Path] | None, typer.Option(help="A file; may be repeated.")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", help="field=value; may be repeated.")] = None,
) -> None:
    """Submit a form."""
    from mailgate.cli.letters import emit_decided
    from mailgate.desk.ingest import decide_now
    from mailgate.desk.receive import Upload, receive_form

    run = context(typer_context)
    files = [
        Upload(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", read_file(path))
        for path in attach or ()
    ]
    with run.house() as house:
        kept, _ = receive_form(house, form, author, key_values(values or ()), public=public, key=key, files=files)
        decide_now(house, kept)
        emit_decided(run, house, kept)
