"""What a category takes from the one above it: `whole(categories)["vpn"].right`.

Each key that a category leaves out is its parent's, and so on upwards. Total: a circle or an unknown parent ends the
walk, and `checks` tells people about both.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mailgate.model.ticket import ResultKind
from mailgate.registry.items import Category

#: What is inherited where it is empty, and what it is where nobody says.
_INHERITED: Mapping[str, Any] = {
    "kind": "",
    "right": None,
    "priority": None,
    "checklist": (),
    "queue": "",
    "result": ResultKind.BINARY,
    "verify": True,
}


def whole(categories: Iterable[Category]) -> dict[str, Category]:
    """Every category by its id, with what it inherits filled in; the order stays."""
    by_id = {category.id: category for category in categories}
    return {name: _whole(category, by_id) for name, category in by_id.items()}


def _whole(category: Category, by_id: Mapping[str, Category]) -> Category:
    line = list(upwards(category, by_id))
    return category.model_copy(update={key: _said(key, line) for key in _INHERITED})


def _said(key: str, line: Iterable[Category]) -> Any:
    values = (getattr(category, key) for category in line)
    return next((value for value in values if value not in (None, "", ())), _INHERITED[key])


def upwards(category: Category, by_id: Mapping[str, Category]) -> Iterator[Category]:
    """The category, its parent, and so on; each once."""
    seen: set[str] = set()
    here: Category | None = category
    while here is not None and here.id not in seen:
        seen.add(here.id)
        yield here
        here = by_id.get(here.parent)
