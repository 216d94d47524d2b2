"""How the demo speaks: short lines with a label, readable on 80 columns, with or without colours and a terminal.

Words of letters are always plain text here, never markup. Letters that the terminal cannot show become question marks.
"""

import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mailgate.demo.mail import Received
from mailgate.model.ticket import State

_WIDEST = 100
_SHOWN_LINES = 2  #: of a letter, below its greeting
_LINK = re.compile(r"(https?://\S{30})\S+")
#: Label and style of each kind of line.
_STYLES = {
    "mail in": "bold cyan",
    "decided": "bold",
    "because": "dim",
    "staff": "bold magenta",
    "refused": "bold yellow",
    "mail out": "bold blue",
    "customer": "bold cyan",
    "state": "bold",
    "checked": "green",
    "clock": "bold yellow",
    "pages": "bold",
    "desk": "bold",
    "ledger": "bold",
}


def shortened(text: str) -> str:
    """The text with its long links cut: signed ones fill several lines."""
    return _LINK.sub(r"\1...", text)


class Teller:
    """Tells the story on standard output, or on another console."""

    def __init__(self, console: Console | None = None) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        self._console = console or Console(highlight=False)
        if self._console.width > _WIDEST:
            self._console.width = _WIDEST
        plain = self._console.options.ascii_only
        self._arrow, self._sum = ("->", "sum of") if plain else ("→", "Σ")

    def chapter(self, number: int, title: str) -> None:
        """Begin a chapter."""
        self._console.print()
        self._console.print(Rule(Text(f"{number}. {title}", "bold"), align="left"))

    def line(self, label: str, text: str, style: str = "") -> None:
        """One line with its label; long text is wrapped beside it."""
        self._row(label, Text(text, style))

    def more(self, text: str) -> None:
        """A quieter line without a label."""
        self._row("", Text(text, "dim"))

    def path(self, number: str, states: Iterable[str]) -> None:
        """The way of a ticket through its states; a repeated state stands once."""
        way = [state for state in states if state]
        short = [state for index, state in enumerate(way) if index == 0 or state != way[index - 1]]
        self._row("state", Text(f"{number}  " + f" {self._arrow} ".join(short)))

    def mail_out(self, letter: Received) -> None:
        """A letter that arrived at the sink: to whom, subject, greeting and first lines."""
        lines = [line.strip() for line in letter.text.splitlines() if line.strip()]
        self._row("mail out", Text(f"to {letter.to}", "blue"))
        self._row("", Text(str(letter.message["Subject"])))
        self._row("", Text(shortened(" ".join(lines[: 1 + _SHOWN_LINES])), "dim"))

    def text(self, text: str, style: str = "") -> None:
        """A paragraph over the whole width."""
        self._console.print(Text(text, style))

    def address(self, text: str) -> None:
        """An address on one line, however long, so that it can be clicked or copied."""
        self._console.print(Text(f"  {text}"), soft_wrap=True)

    def tickets(self, rows: Sequence[Mapping[str, Any]], endings: Mapping[str, str]) -> None:
        """The final table."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
        for heading in ("ticket", "state", "how it ended"):
            table.add_column(heading, no_wrap=True)
        table.add_column("subject and customer", ratio=1)
        for row in rows:
            about = Text(str(row["subject"]))
            about.append(f"\n{row['customer'] or row['requester']}", "dim")
            style = "green" if row["state"] == State.CLOSED else ""
            table.add_row(row["number"], Text(str(row["state"]), style), endings[row["number"]], about)
        self._console.print(table)

    def ledger(self, status: Mapping[str, Any]) -> None:
        """Law 2 as one line of numbers."""
        parts = [f"{count} {fate}" for fate, count in status["fates"].items() if count]
        self.line("ledger", f"kept = {self._sum} fates + pending", "bold")
        self.line("", f"{status['kept']} = {' + '.join(parts)} + {status['pending']} pending", "bold")

    def failed(self, lines: Iterable[str]) -> None:
        """Why the story stopped."""
        self._console.print()
        for line in lines:
            self._console.print(Text(line, "bold red"), soft_wrap=True)

    def _row(self, label: str, text: Text) -> None:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=9, no_wrap=True)
        grid.add_column(ratio=1)
        grid.add_row(Text(label, _STYLES.get(label, "")), text)
        self._console.print(Padding.indent(grid, 1))
