"""`mailgate ingest -`: the end of an MTA's pipe. What it is told decides what becomes of the mail (sysexits.h).

0 means kept, whatever happens afterwards; 75 means try again later, also for every mistake of ours or of the set-up;
65, a mail that is too big, is the only answer that lets the MTA return it to its sender (law 1).
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from mailgate.cli.context import Context, say

if TYPE_CHECKING:
    from mailgate.desk.house import House
    from mailgate.model.letter import KeptLetter

EX_OK = 0
EX_DATAERR = 65
EX_TEMPFAIL = 75


def is_piped(arguments: Sequence[str]) -> bool:
    """Whether an MTA stands behind this command line."""
    return "ingest" in arguments and "-" in arguments


def exit_code(arguments: Sequence[str], code: int) -> int:
    """What the MTA is told: nothing but 0 and 65 is for ever."""
    return EX_TEMPFAIL if is_piped(arguments) and code not in (EX_OK, EX_DATAERR) else code


def ingest_piped(run: Context, *, mailbox: str, mail_from: str, rcpts: Sequence[str]) -> None:
    """Keep what stands on stdin, then decide it. Whatever is raised before it is kept becomes exit code 75."""
    most = run.settings().smtp.max_message_size_mb * 2**20
    raw = sys.stdin.buffer.read(most + 1)
    if len(raw) > most:
        say(f"mailgate: the mail is bigger than {most // 2**20} MiB")
        raise typer.Exit(EX_DATAERR)
    kept: KeptLetter | None = None
    try:
        with run.house() as house:
            kept = _keep(house, raw, mailbox, mail_from, rcpts)
            _decide(run, house, kept)
    except Exception as cause:
        if kept is None:
            raise
        _say_later(kept, cause)


def _keep(house: "House", raw: bytes, mailbox: str, mail_from: str, rcpts: Sequence[str]) -> "KeptLetter":
    from mailgate.desk.ingest import keep_file
    from mailgate.model.letter import WayIn

    sender = mail_from if mail_from == "<>" else mail_from.removeprefix("<").removesuffix(">")
    return keep_file(house, raw, mailbox=mailbox, mail_from=sender, rcpts=rcpts, way_in=WayIn.PIPE)


def _decide(run: Context, house: "House", kept: "KeptLetter") -> None:
    from mailgate.cli.letters import emit_decided
    from mailgate.desk.ingest import decide_now

    emit_decided(run, house, decide_now(house, kept))
    sys.stdout.flush()


def _say_later(kept: "KeptLetter", cause: Exception) -> None:
    """It is ours now: a worker finds it. An MTA that has closed our stdout must not make a failure of that."""
    if isinstance(cause, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    say(f"mailgate: letter {kept.id} is kept and will be decided by a worker: {cause}")
