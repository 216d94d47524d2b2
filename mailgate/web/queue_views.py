"""The tabs of the queue: which views, under what name, and the addresses of their pages. The order is the desk's."""

from urllib.parse import urlencode

from mailgate.model.queue import View
from mailgate.model.sorting import EVERYBODYS, Only

#: In the order in which they are shown; the first is where work begins.
LABELS: dict[View, str] = {
    View.OPEN: "All open",
    View.UNPICKED: "Unpicked",
    View.MINE: "Mine",
    View.LANGUAGE: "My language",
    View.SPOKE: "Customer spoke last",
    View.BREACHING: "Breaching",
    View.TASKS: "Tasks",
    View.CLASSIFY: "To classify",
    View.VERIFY: "Waiting for verification",
    View.RECURRING: "Recurring",
}


def view_of(name: str) -> View:
    """The view of that name, else all that is open."""
    return next((view for view in LABELS if view == name), View.OPEN)


def only_of(queue: str = "", tag: str = "") -> Only:
    """Which tickets an address asks for. Raises WrongUse."""
    return Only.read(queue, tag)


def as_typed(only: Only) -> dict[str, str]:
    """The same as it stands in an address."""
    return {"queue": EVERYBODYS if only.queue == "" else only.queue or "", "tag": only.tag}


def address(view: View, **filters: str) -> str:
    """Of a page of a view; its address says all of its filters."""
    return "/q?" + urlencode({"view": view, **{name: value for name, value in filters.items() if value}})
