"""How a loaded file becomes part of the desk, and how a store keeps it, one row per item.

    desk = merge(desk, read_desk(text, "desk.toml"))      # upsert; raises BadSetup
    rows = items(desk); desk == from_items(rows)          # one row per item

The words of a set-up (Desk, Mailbox, Sla …) can all be imported from here. Pure: reads no file, writes no row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from mailgate.model.errors import BadSetup
from mailgate.model.toml_findings import at_place
from mailgate.model.toml_lines import Path, Place, nearest
from mailgate.registry.checks import problems
from mailgate.registry.desk import Desk
from mailgate.registry.items import (
    Calendar,
    Category,
    FactWords,
    Firm,
    Form,
    Mailbox,
    Oncall,
    Rule,
    RuleSets,
    Sla,
    SlaTarget,
    Staff,
)

__all__ = [
    "KINDS",
    "Calendar",
    "Category",
    "Desk",
    "DeskFile",
    "FactWords",
    "Firm",
    "Form",
    "Fragment",
    "Mailbox",
    "Oncall",
    "Rule",
    "RuleSets",
    "Sla",
    "SlaTarget",
    "Staff",
    "from_items",
    "items",
    "merge",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of item is kept."""

    shape: type[BaseModel]
    key: str  #: the field that names an item; "" when there is only one
    field: str  #: of Desk


#: By the name of its table in `desk.toml`, in the order in which they are written.
KINDS: Mapping[str, Kind] = {
    "firm": Kind(Firm, "", "firm"),
    "mailbox": Kind(Mailbox, "address", "mailboxes"),
    "calendar": Kind(Calendar, "name", "calendars"),
    "sla": Kind(Sla, "name", "slas"),
    "staff": Kind(Staff, "email", "staff"),
    "oncall": Kind(Oncall, "", "oncall"),
    "category": Kind(Category, "id", "categories"),
    "fact": Kind(FactWords, "id", "facts"),
    "rule": Kind(Rule, "name", "rules"),
    "form": Kind(Form, "id", "forms"),
}


class DeskFile(BaseModel):
    """The shape of one `desk.toml`; the fields are the names of KINDS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    firm: Firm | None = None
    mailbox: tuple[Mailbox, ...] = ()
    calendar: tuple[Calendar, ...] = ()
    sla: tuple[Sla, ...] = ()
    staff: tuple[Staff, ...] = ()
    oncall: Oncall | None = None
    category: tuple[Category, ...] = ()
    fact: tuple[FactWords, ...] = ()
    rule: tuple[Rule, ...] = ()
    form: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """One loaded file: what it names, and where."""

    content: DeskFile
    file_name: str = "desk"
    places: Mapping[Path, Place] = field(default_factory=dict)

    def where(self, kind: str, key: str, path: Path = ()) -> str | None:
        """`file:line:column` of a thing in this file; None when the file does not name it."""
        named = getattr(self.content, kind)
        if not KINDS[kind].key:
            return at_place(self.file_name, nearest(self.places, (kind, *path))) if named else None
        index = next((i for i, item in enumerate(named) if key_of(kind, item) == key), None)
        return None if index is None else at_place(self.file_name, nearest(self.places, (kind, index, *path)))


def key_of(kind: str, item: Any) -> str:
    """What names an item among those of its kind; "" when there is only one."""
    key = KINDS[kind].key
    return str(getattr(item, key)) if key else ""


def merge(existing: Desk, *loaded: Fragment) -> Desk:
    """`existing` with everything that the fragments name; what they do not name stays.

    An item of a list is replaced as a whole, and a new one goes to the end; of firm and on-call, only the keys that
    are named change. Raises BadSetup when the result does not hold together, with file and line of what is to blame.
    """
    desk = existing
    for fragment in loaded:
        desk = _merged(desk, fragment.content)
    findings = []
    for problem in problems(desk):
        places = (fragment.where(problem.kind, problem.key, problem.path) for fragment in reversed(loaded))
        at = next((place for place in places if place), f"desk: {problem.kind} {problem.key}".rstrip())
        findings.append(f"{at}: {problem.sentence}")
    if findings:
        raise BadSetup(findings)
    return desk


def _merged(desk: Desk, content: DeskFile) -> Desk:
    changes: dict[str, Any] = {}
    for name, kind in KINDS.items():
        before, named = getattr(desk, kind.field), getattr(content, name)
        if kind.key and named:
            changes[kind.field] = _upserted(name, before, named)
        elif named is not None and not kind.key:
            changes[kind.field] = before.model_copy(update={key: getattr(named, key) for key in named.model_fields_set})
    return replace(desk, **changes)


def _upserted(kind: str, before: tuple[Any, ...], named: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        ({key_of(kind, item): item for item in before} | {key_of(kind, item): item for item in named}).values()
    )


def items(desk: Desk) -> list[tuple[str, str, int, str]]:
    """Every item as (kind, key, position among its kind, JSON)."""
    rows = []
    for name, kind in KINDS.items():
        value = getattr(desk, kind.field)
        for position, item in enumerate(value if kind.key else (value,)):
            rows.append((name, key_of(name, item), position, item.model_dump_json(by_alias=True)))
    return rows


def from_items(rows: Iterable[tuple[str, str, int, str]]) -> Desk:
    """The desk that `items` wrote, whatever the order of the rows; a kind without rows has its default."""
    found: dict[str, list[Any]] = {}
    for name, _, _, text in sorted(rows, key=lambda row: (row[0], row[2])):
        found.setdefault(name, []).append(KINDS[name].shape.model_validate_json(text))
    fields: dict[str, Any] = {
        KINDS[name].field: tuple(its) if KINDS[name].key else its[0] for name, its in found.items()
    }
    return Desk(**fields)
