"""`load`, `registry`, `staff`: set the desk up."""

from pathlib import Path
from typing import Annotated

import typer

from mailgate.cli.context import context, say


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(load)
    registry = typer.Typer(help="Customers and people.", no_args_is_help=True)
    registry.command("import")(import_registry)
    registry.command("export")(export_registry)
    app.add_typer(registry, name="registry")
    staff = typer.Typer(help="People on the staff.", no_args_is_help=True)
    staff.command()(invite)
    staff.command("list")(list_staff)
    app.add_typer(staff, name="staff")


def load(typer_context: typer.Context, files: list[Path]) -> None:
    """Load the desk's set-up from TOML; repeatable, what is not named stays."""
    from mailgate.desk.enrol import load_desk

    run = context(typer_context)
    texts = [(str(path), read_file(path).decode("utf-8-sig", "replace")) for path in files]
    with run.house() as house:
        desk = load_desk(house, texts)
    counts = {
        name: len(getattr(desk, name))
        for name in ("mailboxes", "calendars", "slas", "staff", "categories", "rules", "forms")
    }
    run.emit(counts, "the desk has " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def import_registry(
    typer_context: typer.Context,
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Remove who is not in the file.")] = False,
    allow_shrink: Annotated[bool, typer.Option("--allow-shrink", help="Permit removing more than a fifth.")] = False,
) -> None:
    """Import customers and people from CSV: all or nothing."""
    from mailgate.desk.enrol import import_people

    run = context(typer_context)
    with run.house() as house:
        planned, encoding, delimiter = import_people(
            house, read_file(file), str(file), dry_run=dry_run, replace=replace, allow_shrink=allow_shrink
        )
    row = {
        "dry_run": dry_run,
        "encoding": encoding,
        "delimiter": delimiter,
        "created": list(planned.created),
        "changed": list(planned.changed),
        "rights_removed": list(planned.rights_removed),
        "removed": [person.address for person in planned.removed],
    }
    run.emit(row, _told(row))


def _told(row: dict[str, object]) -> str:
    lines = [
        f"read as {row['encoding']} with {row['delimiter']!r}" + ("; nothing was changed" if row["dry_run"] else "")
    ]
    for key in ("created", "changed", "rights_removed", "removed"):
        values = row[key]
        assert isinstance(values, list)
        lines += [f"{key.replace('_', ' ')}: {len(values)}", *(f"  {value}" for value in values)]
    return "\n".join(lines)


def export_registry(typer_context: typer.Context) -> None:
    """Print customers and people in the columns of the import."""
    from mailgate.desk.enrol import export_people

    with context(typer_context).house() as house:
        print(export_people(house), end="")  # noqa: T201


def invite(typer_context: typer.Context, email: str) -> None:
    """Print a one-time sign-in address for somebody on the staff."""
    from mailgate.desk.doors import INVITATION_LASTS
    from mailgate.desk.doors import invite as make_invitation

    run = context(typer_context)
    with run.house() as house:
        address = make_invitation(house, email)
    run.emit({"email": email, "url": address}, address)
    if not run.json:
        hours = int(INVITATION_LASTS.total_seconds() // 3600)
        say(f"good once, within {hours} hours: hand it to {email} by a way that you trust")


def list_staff(typer_context: typer.Context) -> None:
    """Who is on the staff."""
    run = context(typer_context)
    with run.house() as house, house.view() as work:
        rows = [
            {"email": one.email, "name": one.name, "role": one.role, "lines": list(one.lines), "shift": one.shift}
            for one in work.desk.staff
        ]
    run.emit_rows(rows, ("email", "name", "role", "lines", "shift"))


def read_file(path: Path) -> bytes:
    """The bytes of a file that was named. Raises WrongUse."""
    from mailgate.model.errors import WrongUse

    try:
        return path.read_bytes()
    except OSError as cause:
        raise WrongUse(f"{path}: {cause.strerror}") from cause
    except ValueError as cause:  # a NUL in it
        raise WrongUse(f"{str(path)!r} cannot be the name of a file") from cause
