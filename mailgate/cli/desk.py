"""`load`, `registry`, `staff`: set the desk up."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailgate.cli.context import context, say

if TYPE_CHECKING:
    from mailgate.desk.house import House


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(load)
    registry = typer.Typer(help="Customers and people.", no_args_is_help=True)
    registry.command("import")(import_registry)
    registry.command("export")(export_registry)
    registry.command("undo")(undo_registry)
    registry.command("history")(registry_history)
    registry.command("find")(find_in_registry)
    app.add_typer(registry, name="registry")
    staff = typer.Typer(help="People on the staff.", no_args_is_help=True)
    staff.command()(invite)
    staff.command("list")(list_staff)
    staff.command()(shifts)
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
    staff: Annotated[str, typer.Option("--as", help="Who does it, for the history of rights.")] = "",
) -> None:
    """Import customers and people from CSV or TOML: all or nothing."""
    from mailgate.desk.enrol import import_people

    run = context(typer_context)
    with run.house() as house:
        by = _who(house, staff)
        done = import_people(
            house, read_file(file), str(file), dry_run=dry_run, replace=replace, allow_shrink=allow_shrink, by=by
        )
    row = {
        "import": done.number,
        "dry_run": dry_run,
        "encoding": done.encoding,
        "delimiter": done.delimiter,
        "created": list(done.planned.created),
        "changed": list(done.planned.changed),
        "rights_removed": list(done.planned.rights_removed),
        "removed": [person.address for person in done.planned.removed],
        "notes": list(done.planned.notes),
    }
    run.emit(row, _told(row))


def _who(house: "House", staff: str) -> str:
    """The address of a staff member that was named, else where this was typed. Raises UnknownThing."""
    from mailgate.desk.find import find_staff

    if not staff:
        return "command line"
    with house.view() as work:
        return find_staff(work, staff).email


def _told(row: Mapping[str, object]) -> str:
    how = f" with {row['delimiter']!r}" if row["delimiter"] else ""
    number = f"; this is import {row['import']}" if row["import"] else "; nothing was changed"
    lines = [f"read as {row['encoding']}{how}{number}"]
    for key in ("created", "changed", "rights_removed", "removed", "notes"):
        values = row[key]
        assert isinstance(values, list)
        lines += [f"{key.replace('_', ' ')}: {len(values)}", *(f"  {value}" for value in values)]
    return "\n".join(lines)


def export_registry(
    typer_context: typer.Context,
    form: Annotated[str, typer.Option("--format", help="csv or toml.")] = "csv",
) -> None:
    """Print customers and people as a file that the import reads."""
    from mailgate.desk.enrol import export_people

    with context(typer_context).house() as house:
        print(export_people(house, form), end="")  # noqa: T201


def undo_registry(
    typer_context: typer.Context,
    staff: Annotated[str, typer.Option("--as", help="Who does it, for the history of rights.")] = "",
) -> None:
    """Undo the last import: restore what was there before it, all or nothing."""
    from mailgate.desk.enrol import undo_import

    run = context(typer_context)
    with run.house() as house:
        done = undo_import(house, by=_who(house, staff))
    row = {"import": done.id, "file": done.file_name, "at": done.at.isoformat(), "counts": dict(done.counts)}
    counted = ", ".join(f"{key.replace('_', ' ')} {count}" for key, count in done.counts.items())
    run.emit(row, f"import {done.id} of {done.file_name} is undone ({counted})")


def registry_history(
    typer_context: typer.Context,
    company: Annotated[str, typer.Option("--company", help="Only of this company, by its name.")] = "",
    address: Annotated[str, typer.Option("--address", help="Only of this person.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many, the newest first.")] = 100,
) -> None:
    """Who gave or took which rights, when and why."""
    from mailgate.desk.rewrite import history_of_rights

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        changes = history_of_rights(work, limit, company=company, address=address)
    rows = [
        {
            "at": each.at.isoformat(),
            "by": each.by,
            "address": each.address,
            "name": each.name,
            "company": each.company,
            "before": None if each.before is None else sorted(each.before),
            "after": None if each.after is None else sorted(each.after),
            "why": each.why,
        }
        for each in changes
    ]
    run.emit_rows(rows, ("at", "by", "address", "company", "before", "after", "why"))


def find_in_registry(typer_context: typer.Context, text: str) -> None:
    """Who an address, a phone number or part of a name belongs to, with their rights and open tickets."""
    from mailgate.desk.whois import whois
    from mailgate.model.errors import UnknownThing

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        found = whois(work, text)
    if not found:
        raise UnknownThing(f"nobody in the registry has the address, phone or name {text!r}")
    rows = [
        {
            "name": each.person.name,
            "address": each.person.address,
            "company": each.person.company.name,
            "rights": sorted(each.person.rights),
            "vip": each.person.vip,
            "language": each.person.language,
            "phones": list(each.person.phones),
            "addresses": list(each.person.addresses),
            "tickets": [ticket.number for ticket in each.open_tickets],
        }
        for each in found
    ]
    run.emit_rows(rows, ("name", "address", "company", "rights", "vip", "language", "phones", "tickets"))


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
            {
                "email": one.email,
                "name": one.name,
                "role": one.role,
                "lines": list(one.lines),
                "languages": list(one.languages),
                "shift": one.shift,
                "away": one.model_dump()["away"],
            }
            for one in work.desk.staff
        ]
    run.emit_rows(rows, ("email", "name", "role", "lines", "languages", "shift", "away"))


def shifts(
    typer_context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=14, help="Gaps of so many days ahead.")] = 14,
) -> None:
    """Who is on shift, who is next, and when too few people are there."""
    from datetime import timedelta

    from mailgate.desk.coverage import shifts as of_desk
    from mailgate.desk.coverage import shifts_told

    run, ahead = context(typer_context), timedelta(days=days)
    with run.house() as house, house.view() as work:
        row = of_desk(work, ahead)
        run.emit(row, shifts_told(work, row, ahead))


def read_file(path: Path) -> bytes:
    """The bytes of a file that was named. Raises WrongUse."""
    from mailgate.model.errors import WrongUse

    try:
        return path.read_bytes()
    except OSError as cause:
        raise WrongUse(f"{path}: {cause.strerror}") from cause
    except ValueError as cause:  # a NUL in it
        raise WrongUse(f"{str(path)!r} cannot be the name of a file") from cause
