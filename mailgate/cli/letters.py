"""`parse`, `ingest`, `letter`, `retry`: letters before they are tickets."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mailgate.cli.context import Context, Number, context
from mailgate.cli.desk import read_file

if TYPE_CHECKING:
    from mailgate.desk.house import House
    from mailgate.model.letter import KeptLetter

_LOOKS = 50
_LOOK_SECONDS = 0.1


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(parse)
    app.command()(ingest)
    app.command()(retry)
    letter = typer.Typer(help="The ledger of letters.", no_args_is_help=True)
    letter.command("list")(list_letters)
    letter.command("show")(show_letter)
    letter.command("release")(release_letter)
    letter.command("discard")(discard_letter)
    app.add_typer(letter, name="letter")


def parse(typer_context: typer.Context, files: Annotated[list[Path] | None, typer.Argument()] = None) -> None:
    """Print what a mail says, one JSON object each; paths as arguments, or one a line on stdin.

    A file that cannot be opened gives an object with its error in its place, and exit status 2 at the end.
    """
    from mailgate.desk.reading import InProcess
    from mailgate.ingest.as_json import as_json
    from mailgate.model.errors import ReadingFailed, WrongUse
    from mailgate.model.letter import Letter

    run = context(typer_context)
    run.json = True
    missing = 0
    # Names are bytes: one that is not UTF-8 is a name all the same.
    paths = files or (Path(os.fsdecode(line.rstrip(b"\r\n"))) for line in sys.stdin.buffer if line.strip())
    for path in paths:
        try:
            letter = InProcess().read(read_file(path), None)
        except WrongUse as cause:
            letter, missing = Letter(unreadable=str(cause)), missing + 1
        except ReadingFailed as cause:
            letter = Letter(unreadable=str(cause))
        run.emit(as_json(letter))
    if missing:
        raise WrongUse(f"{missing} of the files could not be opened; the objects say which")


def ingest(
    typer_context: typer.Context,
    files: list[Path],
    mailbox: Annotated[str, typer.Option(help="Our address that it came to; default: as its headers say.")] = "",
    mail_from: Annotated[str, typer.Option(help='Envelope sender; "<>" is the null sender.')] = "",
    rcpt_to: Annotated[list[str] | None, typer.Option(help="Envelope recipient; may be repeated.")] = None,
) -> None:
    """Take mail from files through the same door as SMTP and the whole pipeline; "-" alone is an MTA's pipe."""
    from mailgate.cli.pipe import ingest_piped
    from mailgate.desk.ingest import ingest_file
    from mailgate.model.errors import WrongUse

    run = context(typer_context)
    rcpts = rcpt_to or ([mailbox] if mailbox else [])
    if files == [Path("-")]:
        ingest_piped(run, mailbox=mailbox, mail_from=mail_from, rcpts=rcpts)
        return
    if Path("-") in files:
        raise WrongUse('"-" is one mail on stdin and stands alone')
    with run.house() as house:
        for path in files:
            kept = ingest_file(house, read_file(path), mailbox=mailbox, mail_from=mail_from, rcpts=rcpts)
            emit_decided(run, house, kept)


def emit_decided(run: Context, house: "House", kept: "KeptLetter") -> None:
    """Print what became of a letter. A worker that runs beside us may have it just now: wait a little for that."""
    from mailgate.desk import look
    from mailgate.model.errors import Trouble

    for _ in range(_LOOKS):
        with house.view() as work:
            after = work.unit.letters.get(kept.id) or kept
            row = look.decided(work, after)
        if after.fate is not None:
            return run.emit(row, f"letter {kept.id}: {row['fate']} {row['ticket'] or ''} {'; '.join(row['reasons'])}")
        time.sleep(_LOOK_SECONDS)
    run.emit(row)
    raise Trouble(f"letter {kept.id} is kept but not decided yet: {after.reason or 'a worker has it'}")


def retry(typer_context: typer.Context, letter: Number) -> None:
    """Decide a letter again, for example one that was quarantined."""
    from mailgate.desk.ingest import decide_now
    from mailgate.model.errors import NotAllowed
    from mailgate.model.letter import Fate

    run = context(typer_context)
    with run.house() as house:
        with house.work() as work:
            work.unit.serialise()  # nobody decides it between the look and the change
            before = work.unit.letters.get(letter)
            if before is not None and before.fate not in (Fate.QUARANTINED, Fate.HELD, None):
                raise NotAllowed(f"letter {letter} is {before.fate}: only quarantined and held letters are tried again")
            pending = work.unit.letters.retry(letter)
        emit_decided(run, house, decide_now(house, pending))


def list_letters(
    typer_context: typer.Context,
    fate: Annotated[str, typer.Option(help="Only those of this fate; or pending, or security (held).")] = "",
    limit: Annotated[int, typer.Option(min=1)] = 100,
) -> None:
    """The newest letters and what became of them."""
    from mailgate.desk import look
    from mailgate.model.errors import WrongUse
    from mailgate.model.letter import Fate

    run = context(typer_context)
    if fate not in ("", "pending", "security", *Fate):
        raise WrongUse(f"there is no fate {fate!r}; there are: pending, security, {', '.join(Fate)}")
    with run.house() as house, house.view() as work:
        if fate == "security":
            rows = [look.letter_row(kept) for kept in work.unit.letters.security(limit)]
        else:
            rows = look.letters(work, Fate(fate) if fate in list(Fate) else None, limit, pending=fate == "pending")
    run.emit_rows(rows, ("letter", "received", "from", "subject", "fate", "ticket", "reason"))


def show_letter(
    typer_context: typer.Context,
    letter: Number,
    raw: Annotated[bool, typer.Option("--raw", help="Print the raw bytes as they came.")] = False,
) -> None:
    """Everything about one letter."""
    from mailgate.desk import look
    from mailgate.model.errors import UnknownThing

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        kept = work.unit.letters.get(letter)
        if kept is None:
            raise UnknownThing(f"there is no letter {letter}")
        if raw:
            sys.stdout.buffer.write(work.unit.letters.raw(kept.digest))
            return
        envelope = kept.envelope
        row = {
            **look.letter_row(kept),
            **dict(kept.decision),
            "way_in": envelope.way_in,
            "mail_from": envelope.mail_from,
            "rcpts": list(envelope.rcpts),
            "peer": envelope.peer,
            "helo": envelope.helo,
            "tls": envelope.tls,
            "digest": kept.digest,
            "size": kept.size,
            "tries": kept.tries,
        }
    run.emit(row)


def release_letter(
    typer_context: typer.Context,
    letter: Number,
    staff: Annotated[str, typer.Option("--as", help="Staff member who decides.")],
    register: Annotated[str, typer.Option(help="Add the author to the registry of this customer.")] = "",
    name: Annotated[str, typer.Option(help="The author's name there; else as the letter has it.")] = "",
    rights: Annotated[str | None, typer.Option(help='What they may be told about: "technical billing".')] = None,
    into: Annotated[str, typer.Option(help="Add the words to this ticket; the author is no party by that.")] = "",
) -> None:
    """Open a ticket for a held letter; its author stays as proven as before.

    With --register the author becomes a person of that customer, also of a letter that opened a ticket already. With
    --into there is no new ticket: the words stand in that one.
    """
    from mailgate.desk.held import add_to_registry, release
    from mailgate.desk.join import release_into
    from mailgate.desk.newcomer import Registration, rights_of
    from mailgate.model.errors import WrongUse

    run = context(typer_context)
    if (name or rights is not None) and not register:
        raise WrongUse("--name and --rights say who is added to the registry: name the customer with --register")
    if into and register:
        raise WrongUse("--into makes nobody a party: release the letter by itself to add its author to the registry")
    wanted = Registration(register, name, rights_of("technical" if rights is None else rights))
    with run.house() as house:
        if into:
            ticket = release_into(house, letter, into, staff)
        else:
            ticket = add_to_registry(house, letter, staff, wanted) if register else release(house, letter, staff)
    row = {"letter": letter, "ticket": ticket.number, "state": ticket.state, "customer": ticket.customer or None}
    run.emit(row, f"letter {letter} is {ticket.number}{f' of {ticket.customer}' if register else ''}")


def discard_letter(
    typer_context: typer.Context,
    letter: Number,
    staff: Annotated[str, typer.Option("--as", help="Staff member who decides.")],
    reason: Annotated[str, typer.Option(help="Why it is not a request.")],
) -> None:
    """A held letter is not a request; it stays in the ledger with the reason."""
    from mailgate.desk.held import discard

    run = context(typer_context)
    with run.house() as house:
        kept = discard(house, letter, staff, reason)
    run.emit({"letter": letter, "fate": kept.fate, "reason": kept.reason}, f"letter {letter}: {kept.reason}")
