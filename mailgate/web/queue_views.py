"""The saved views of the queue: which rows, under what name. Presentation only; the order is the desk's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailgate.model.ticket import Flag, State

Row = Mapping[str, Any]
_OURS = (State.NEW, State.FIRST_LINE, State.SECOND_LINE)
_SEARCHED = ("number", "subject", "requester", "requester_name", "customer", "category")


@dataclass(frozen=True, slots=True)
class View:
    """One tab of the queue."""

    id: str
    label: str
    fits: Callable[[Row, str], bool]  #: (row, my address)


VIEWS: tuple[View, ...] = (
    View("open", "All open", lambda row, me: True),
    View("unpicked", "Unpicked", lambda row, me: not row["worker"] and row["state"] in _OURS),
    View("mine", "Mine", lambda row, me: me in (row["owner"], row["worker"])),
    # A task that nobody owns is everybody's.
    View("tasks", "Tasks", lambda row, me: row["owner"] in (me, None) and Flag.OWNER_TASK in row["flags"]),
    View("classify", "To classify", lambda row, me: row["state"] == State.NEW),
    View("spoke", "Customer spoke last", lambda row, me: row["waiting_since"] is not None),
    View("breached", "Promise broken", lambda row, me: Flag.BREACHED in row["flags"]),
    View("verify", "Waiting for verification", lambda row, me: row["state"] in (State.RESOLVED, State.VERIFYING)),
)


def view_of(name: str) -> View:
    """The view of that name, else all that is open."""
    return next((view for view in VIEWS if view.id == name), VIEWS[0])


def counts(rows: Sequence[Row], me: str) -> dict[str, int]:
    """How many rows each view has."""
    return {view.id: sum(view.fits(row, me) for row in rows) for view in VIEWS}


def matching(rows: Sequence[Row], search: str) -> list[Row]:
    """Rows in which every searched word stands."""
    wanted = search.lower().split()

    def text(row: Row) -> str:
        return " ".join(str(row[key] or "") for key in _SEARCHED).lower()

    return [row for row in rows if all(word in text(row) for word in wanted)]
