"""The command `mailgate`: global options, the list of commands, and how a failure is said.

Exit 0 done, 1 failed, 2 wrong use; a clear error in one line, never a traceback. The global options may stand before
or after the sub-command.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from mailgate.cli import desk, forms, letters, model, outgoing, processes, rehearsal, review, state, tickets, triage
from mailgate.cli.context import Context, say
from mailgate.cli.pipe import exit_code

#: What typer raises when a command is used wrongly: click's class, or in later releases a copy of it.
UsageError: Any = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="mailgate",
    help="Mail to a support address and portal forms become tickets, from first line to verified and closed.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for register in (processes, desk, letters, rehearsal, tickets, triage, review, forms, outgoing, model, state):
    register.add_to(app)


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Settings file; default ./mailgate.toml if there is one.")] = None,
    data: Annotated[Path | None, typer.Option(help="Data folder, instead of the configured one.")] = None,
    now: Annotated[str, typer.Option(help="Desk clock of this command (ISO 8601); needs test_clock = true.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    debug: Annotated[bool, typer.Option("--debug", hidden=True)] = False,
) -> None:
    """Global options."""
    context.obj = Context(config, data, now, json, debug)


_WITH_VALUE = ("--config", "--data", "--now")
_ALONE = ("--json", "--debug")
#: Their values are a stranger's words: an address may look like `--data=/tmp/x@example.org`, and is no option.
_STRANGERS = ("--mail-from", "--rcpt-to")


def globals_first(arguments: list[str]) -> list[str]:
    """The same arguments with the global options in front; nothing after `--` is touched."""
    front: list[str] = []
    rest: list[str] = []
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            rest += [argument, *given]
        elif argument in _STRANGERS:
            rest += [argument, *(value for value in (next(given, None),) if value is not None)]
        elif argument in _WITH_VALUE:
            front += [argument, *(value for value in (next(given, None),) if value is not None)]
        elif argument in _ALONE or argument.startswith(tuple(f"{option}=" for option in _WITH_VALUE)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def run() -> None:
    """The entry point."""
    sys.exit(exit_code(sys.argv[1:], main(sys.argv[1:])))


def main(arguments: list[str]) -> int:
    """Run one command; its exit code."""
    from mailgate.model.errors import MailgateError

    ordered = globals_first(arguments)
    command: Any = typer.main.get_command(app)
    try:
        result = command.main(ordered, prog_name="mailgate", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except UsageError as cause:
        if type(cause).__name__ == "NoArgsIsHelpError":
            print(cause.ctx.get_help() if cause.ctx else "")  # noqa: T201
        else:
            say(f"mailgate: {cause.format_message()} (see mailgate --help)")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except MailgateError as cause:
        say("\n".join(f"mailgate: {line}" for line in str(cause).splitlines()))
        return cause.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as cause:
        if "--debug" in arguments:
            raise
        what = f"{type(cause).__name__}: {str(cause)[:200]!r}"
        say(f"mailgate: internal error, {what}; --debug shows where. Nothing was lost")
        return 1
