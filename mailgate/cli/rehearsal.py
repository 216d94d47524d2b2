"""`classify`, `rules test`, `rules replay`: what would be decided, and why. Nothing is written.

The other commands of `rules` are in `cli.rules`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mailgate.cli import rules as desk_rules
from mailgate.cli.context import context, say
from mailgate.cli.desk import read_file

if TYPE_CHECKING:
    from mailgate.classify.label import Label
    from mailgate.classify.rules import Hit
    from mailgate.desk.house import House
    from mailgate.desk.rehearse import Change, Rehearsed
    from mailgate.registry.setup import Desk

Rules = Annotated[list[Path] | None, typer.Option("--rules", help="As if this desk file were loaded; may be repeated.")]
Mailbox = Annotated[str, typer.Option(help="Our address that it came to; default: as its headers say.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(classify)
    rules = typer.Typer(help="Rehearse the rules, and see how they did; mailgate load puts them.", no_args_is_help=True)
    rules.callback()(lambda: None)
    rules.command("test")(try_rules)
    rules.command("replay")(replay_rules)
    desk_rules.add_to(rules)
    app.add_typer(rules, name="rules")


def classify(typer_context: typer.Context, files: list[Path], mailbox: Mailbox = "") -> None:
    """What would be decided about mails in files, and why; their authors' standing stays unknown."""
    run = context(typer_context)
    with run.house() as house:
        for path, found in _rehearsed(house, files, mailbox, [], with_registry=False):
            row = {"file": str(path), **_row(found)}
            run.emit(row, f"{path}: {_told(found)}")


def try_rules(typer_context: typer.Context, files: list[Path], mailbox: Mailbox = "", rules: Rules = None) -> None:
    """What every rule would say of mails in files, and which would decide."""
    run = context(typer_context)
    with run.house() as house:
        for path, found in _rehearsed(house, files, mailbox, rules or [], with_registry=True):
            deciding = {hit.rule.name for hit in found.label.hits}
            every = [{**_hit(hit), "decides": hit.rule.name in deciding} for hit in found.every]
            lines = [f"  {'*' if row['decides'] else ' '} {hit}" for row, hit in zip(every, found.every, strict=True)]
            run.emit({"file": str(path), **_row(found), "every": every}, "\n".join([f"{path}: {_told(found)}", *lines]))


def replay_rules(
    typer_context: typer.Context,
    since: Annotated[str, typer.Option(help="Only letters received from this date or instant on (ISO 8601).")] = "",
    rules: Rules = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many letters at most, the newest.")] = 1000,
) -> None:
    """Past letters by today's rules, or by those of a file: only what would be decided otherwise."""
    from mailgate.desk.rehearse import Count, replay

    run, count, differences = context(typer_context), Count(), 0
    with run.house() as house:
        desk = _desk(house, rules or [])
        for change in replay(house, desk, _instant(since, desk.firm.zone), limit, count):
            differences += 1
            run.emit(_change_row(change), _change_told(change))
    unread = f"; {count.unread} could not be read" if count.unread else ""
    say(f"{count.letters} letters, {differences} would be decided otherwise{unread}; nothing was changed")


def _rehearsed(
    house: "House", files: Sequence[Path], mailbox: str, rules: Sequence[Path], *, with_registry: bool
) -> "Iterator[tuple[Path, Rehearsed]]":
    from mailgate.desk.rehearse import file_reading, rehearse

    desk = _desk(house, rules)
    for path in files:
        reading = file_reading(house, desk, read_file(path), mailbox)
        with house.view() as work:
            yield path, rehearse(work, desk, reading, with_registry=with_registry)


def _desk(house: "House", files: Sequence[Path]) -> "Desk":
    """The desk as it is, or as it would be with these files."""
    from mailgate.desk.rehearse import would_be

    texts = [(str(path), read_file(path).decode("utf-8-sig", "replace")) for path in files]
    with house.view() as work:
        return would_be(work.desk, texts)


def _instant(text: str, zone: str) -> datetime | None:
    """A date, or an instant, on the firm's clocks where it has no offset. Raises WrongUse."""
    from zoneinfo import ZoneInfo

    from mailgate.model.errors import WrongUse

    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as cause:
        raise WrongUse(f"--since {text!r}: write a date like 2026-10-31") from cause
    return (read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def _row(found: "Rehearsed") -> dict[str, Any]:
    label = found.label
    return {
        "subject": found.subject,
        "language": found.language or None,
        "category": label.category or None,
        "priority": label.priority,
        "hold": label.hold or None,
        "queue": label.queue or None,
        "tags": list(label.tags),
        "certain": label.certain,
        "proposal": label.proposal or None,
        "confidence": label.confidence,
        "standing": found.standing or None,
        "rules": [_hit(hit) for hit in label.hits],
        "reasons": [label.why],
        "facts": [asdict(fact) for fact in found.facts],
        "error": found.unreadable or None,
    }


def _hit(hit: "Hit") -> dict[str, Any]:
    return {"rule": hit.rule.name, "words": list(hit.words)}


def _told(found: "Rehearsed") -> str:
    held = f": {found.label.hold}" if found.label.hold else ""
    return f"{_name(found.label)}{held}, {found.language or 'language unknown'}; {found.label.why}"


def _name(label: "Label") -> str:
    words = [label.category or "undecided", label.priority or "-", *([f"in {label.queue}"] if label.queue else [])]
    return " ".join([*words, *(f"#{tag}" for tag in label.tags), *(["held"] if label.hold else [])])


def _label(label: "Label") -> dict[str, Any]:
    return {
        "category": label.category or None,
        "priority": label.priority,
        "hold": label.hold or None,
        "queue": label.queue or None,
        "tags": list(label.tags),
    }


def _change_row(change: "Change") -> dict[str, Any]:
    kept, new = change.kept, change.would_be
    return {
        "letter": kept.id,
        "ticket": f"MG-{kept.ticket_id}" if kept.ticket_id else None,
        "subject": kept.subject,
        "was": _label(change.was),
        "would_be": _label(new),
        "now": change.now or None,
        "rules": [_hit(hit) for hit in new.hits],
        "why": new.why,
    }


def _change_told(change: "Change") -> str:
    kept = change.kept
    where = f"letter {kept.id}, MG-{kept.ticket_id}" if kept.ticket_id else f"letter {kept.id}"
    today = f" (now {change.now})" if change.now and change.now != change.was.category else ""
    return f"{where}: {_name(change.was)} → {_name(change.would_be)}{today}; {change.would_be.why}"
