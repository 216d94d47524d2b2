"""What every command shares: the global options, the house that they lead to, and how results are printed.

`--json` prints one object a line with stable keys; without it people get short lines. A command prints results to
stdout and everything else to stderr.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mailgate.config import Settings
    from mailgate.desk.house import House
    from mailgate.desk.ports import ClockFace

#: The number of a letter or row as an argument; twelve digits, as in the numbers of tickets.
Number = Annotated[int, typer.Argument(min=1, max=999_999_999_999)]


@dataclass(slots=True)
class Context:
    """The global options of this run."""

    config: Path | None = None
    data: Path | None = None
    now: str = ""
    json: bool = False
    debug: bool = False

    def settings(self) -> "Settings":
        """The settings. Raises BadSetup."""
        from mailgate.config import load_settings

        return load_settings(self.config, self.data)

    def clock(self, settings: "Settings", *, runs: bool = False) -> "ClockFace":
        """Desk time of this command. Raises BadSetup when `--now` is not allowed."""
        from mailgate.app.house import desk_clock

        return desk_clock(settings, self.now, runs=runs)

    @contextmanager
    def house(self) -> "Iterator[House]":
        """The house, closed at the end."""
        from mailgate.app.house import open_house
        from mailgate.app.reader import ReaderChild

        settings = self.settings()
        reader = ReaderChild(settings.reader)  # started by the first letter; other people's may wait to be decided, too
        house = open_house(settings, clock=self.clock(settings), reader=reader)
        try:
            yield house
        finally:
            house.store.close()
            reader.close()

    def arguments(self) -> list[str]:
        """The global options again, but for the clock, for a process that we start."""
        pairs = (("--config", self.config), ("--data", self.data))
        return [text for option, value in pairs if value for text in (option, str(value))]

    def emit(self, row: Mapping[str, Any], text: str = "") -> None:
        """Print one result."""
        print(json.dumps(row, ensure_ascii=False, default=str) if self.json else text or plain(row))  # noqa: T201

    def emit_rows(self, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
        """Print many: a line each, or columns for people."""
        if self.json:
            for row in rows:
                self.emit(row)
        else:
            print_table(list(rows), columns)


def context(typer_context: typer.Context) -> Context:
    """The global options of a command."""
    found = typer_context.find_root().obj
    assert isinstance(found, Context)
    return found


def plain(row: Mapping[str, Any]) -> str:
    """A result as `key: value` lines."""
    return "\n".join(f"{key}: {cell(value)}" for key, value in row.items())


def cell(value: Any) -> str:
    """One value for people."""
    if value is None or value == "":
        return "-"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number}" for key, number in value.items()) or "-"
    return str(value)


def print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Aligned columns, cut to what fits a line."""
    table = [list(columns), *([cell(row.get(column))[:48] for column in columns] for row in rows)]
    widths = [max(len(line[index]) for line in table) for index in range(len(columns))]
    for line in table:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())  # noqa: T201


def say(text: str) -> None:
    """Tell the person at the terminal something that is no result."""
    print(text, file=sys.stderr)  # noqa: T201


def key_values(pairs: Sequence[str]) -> dict[str, str]:
    """`--set key=value …` as a dict. Raises WrongUse for anything else."""
    from mailgate.model.errors import WrongUse

    found: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise WrongUse(f"--set {pair!r} is not key=value")
        found[key.strip()] = value
    return found
