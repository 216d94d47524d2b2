"""The table as a page for people: Markdown for reading, Mermaid for seeing.

`lifecycle_page()` is docs/lifecycle.md, and a test holds the two together: whoever changes the table draws the page
again. Nothing is decided here, and nothing here knows more than `table`.
"""

import re
from collections.abc import Iterable, Iterator

from mailgate.lifecycle.table import REFUSALS, START, TABLE, Back, Guard, Move
from mailgate.model.ticket import State

_INTRO = """\
# The life of a ticket

This page is drawn from `mailgate/lifecycle/table.py` with `mailgate lifecycle draw`. Change the table, not the page.

The first row whose event, state and conditions all fit is the one taken. *its line* is `second_line` at level 2 and 3,
else `first_line`, and `new` while category and priority are not set. What a state, an event or an effect means stands
in [glossary.md](glossary.md)."""

#: How the diagram leaves the point "its line". `machine` decides; a test compares the two.
LINE_EXITS: tuple[tuple[State, str], ...] = (
    (State.SECOND_LINE, "level 2 or 3"),
    (State.FIRST_LINE, "level 1"),
    (State.NEW, "not classified"),
)


_SOURCES = re.compile(r"(\s*\([A-Z]\d[\w-]*\))?\.?$")  #: where a docstring's rule comes from, and its end


def lifecycle_page() -> str:
    """docs/lifecycle.md, whole."""
    parts = (
        _INTRO,
        "## As a picture\n\nSteps that leave the state as it is are not drawn.\n\n```mermaid\n" + mermaid() + "```",
        "## As a table\n\n" + markdown().rstrip("\n"),
        "## What staff read when it cannot be\n\n" + _refusals(),
    )
    return "\n\n".join(parts) + "\n"


def markdown() -> str:
    """The table, one line per row, in its own order."""
    head = ("event", "in", "goes to", "if", "then")
    rows = (head, ("---",) * len(head), *(_cells(move) for move in TABLE))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def mermaid() -> str:
    """The steps that move a ticket, as a Mermaid state diagram. Events between the same two states share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for source, dest, event in _arrows():
        events = arrows.setdefault((source, dest), [])
        if event not in events:
            events.append(event)
    lines = [f"{source} --> {dest} : {', '.join(events)}" for (source, dest), events in arrows.items()]
    exits = [f"its_line --> {state} : {when}" for state, when in LINE_EXITS]
    return "".join(
        f"{line}\n" for line in ("stateDiagram-v2", *_indented(("state its_line <<choice>>", *lines, *exits)))
    )


def sentence(guard: Guard) -> str:
    """A guard in words, fit for the middle of a line: its docstring without full stop and sources."""
    words = _SOURCES.sub("", (guard.__doc__ or guard.__name__).strip().splitlines()[0])
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _arrows() -> Iterator[tuple[str, str, str]]:
    for move in TABLE:
        for source in move.sources:
            if move.dest is not None and source != move.dest:
                dest = "its_line" if isinstance(move.dest, Back) else str(move.dest)
                yield ("[*]" if source == START else str(source)), dest, str(move.event)


def _cells(move: Move) -> tuple[str, ...]:
    return (
        f"`{move.event}`",
        ", ".join("(nothing yet)" if source == START else f"`{source}`" for source in move.sources),
        _destination(move),
        "; ".join(map(sentence, move.when)),
        ", ".join(f"`{effect}`" for effect in move.effects),
    )


def _destination(move: Move) -> str:
    if move.dest is None:
        return "stays"
    return f"*{move.dest.value}*" if isinstance(move.dest, Back) else f"`{move.dest}`"


def _refusals() -> str:
    return "\n".join(f"- `{event}` in `{state}`: {words}." for (event, state), words in REFUSALS.items())


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)
