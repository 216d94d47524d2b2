"""docs/architecture.md says who may import whom; other laws show in the shape of the code. Both are held to here."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mailgate"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| ([^|]*) \| ([^|]*) \| [^|]* \|$", re.MULTILINE)
MAY = {room: set(re.findall(r"`([\w.*]+)`", f"{ours} {theirs}")) for room, ours, theirs in ROW.findall(PAGE)}
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]

#: Rooms that may neither know the time nor draw lots, with the files in them that are shells.
PURE = ("model", "registry", "classify", "lifecycle", "ingest", "outbound", "desk")
SHELLS = {"ingest.smtp", "ingest.imap", "ingest.origin.dns", "outbound.relay", "outbound.pager"}
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
CHANCE = {"random", "secrets", "uuid", "time"}


def module_of(path: Path) -> str:
    """`ingest.parse` for mailgate/ingest/parse.py; "" for mailgate/__init__.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The most exact row of the page that covers a module; "" is the package itself."""
    while module and module not in MAY:
        module = module.rpartition(".")[0]
    return module


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.Module) -> Iterator[str]:
    """Every imported module, wherever the import stands; `from package import module` gives the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if is_module(inner) else str(node.module)


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return name.startswith("mailgate.") and (place.is_dir() or place.with_suffix(".py").is_file())


def may_import(here: str, name: str) -> bool:
    """Whether a file of the room `here` may import `name`."""
    package, _, module = name.partition(".")
    if package != "mailgate":
        return package in sys.stdlib_module_names or bool(MAY[here] & {package, "*"})
    there = room_of(module)
    return there in (here, "") or bool(MAY[here] & {there, "*"})


def pure_files() -> list[Path]:
    return [path for path in FILES if module_of(path).split(".")[0] in PURE and room_of(module_of(path)) not in SHELLS]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_page_is_read() -> None:
    assert {"model", "lifecycle.machine", "store", "desk", "cli"} <= set(MAY)
    assert MAY["lifecycle.machine"] == {"model", "lifecycle", "transitions"}
    assert len(FILES) > 50


def test_a_forbidden_import_would_be_noticed() -> None:
    assert not may_import("model", "mailgate.ingest.parse")
    assert not may_import("desk", "mailgate.store.open")
    assert not may_import("ingest", "mailgate.ingest.origin.dns")
    assert not may_import("web", "mailgate.store.open")
    assert not may_import("lifecycle", "transitions")
    assert may_import("lifecycle.machine", "transitions")
    assert may_import("model", "mailgate.model.errors")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_imports_only_what_the_page_allows(path: Path) -> None:
    module = module_of(path)
    here = room_of(module)
    if not module:
        assert not list(imports(tree_of(path))), "the package itself imports nothing"
        return
    assert here, f"docs/architecture.md has no row for {module}"
    wrong = [name for name in imports(tree_of(path)) if not may_import(here, name)]
    assert not wrong, f"{here} may not import {', '.join(wrong)}"


def test_every_room_of_the_page_exists() -> None:
    gone = [room for room in MAY if not is_module(f"mailgate.{room}")]
    assert not gone


@pytest.mark.parametrize(
    ("library", "room"), [("transitions", "lifecycle.machine"), ("sqlalchemy", "store"), ("dns", "ingest.origin.dns")]
)
def test_a_library_with_one_home_stays_there(library: str, room: str) -> None:
    homes = {
        room_of(module_of(path)) for path in FILES for name in imports(tree_of(path)) if name.split(".")[0] == library
    }
    assert homes == {room}


def test_only_config_reads_the_environment() -> None:
    def reads(tree: ast.Module) -> bool:
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        return bool(names & {"environ", "environb", "getenv"})

    assert {module_of(path) for path in FILES if reads(tree_of(path))} == {"config.settings"}


def clock_readings(tree: ast.Module) -> list[str]:
    """Calls like `datetime.now()`, and imports of modules that only serve to know the time or to draw lots."""
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time", "dt")
    ]
    return [*calls, *(name for name in imports(tree) if name in CHANCE)]


def test_a_reading_of_the_clock_would_be_noticed() -> None:
    assert clock_readings(ast.parse("from datetime import datetime\nx = datetime.now(UTC)")) == ["datetime.now"]
    assert clock_readings(ast.parse("import secrets")) == ["secrets"]
    assert not clock_readings(ast.parse("from datetime import time\nx = time(8)\ny = work.house.clock.now()"))


@pytest.mark.parametrize("path", pure_files(), ids=name_of)
def test_a_pure_module_knows_neither_time_nor_chance(path: Path) -> None:
    assert not clock_readings(tree_of(path))


def state_setters(tree: ast.Module) -> list[str]:
    """Every place that gives something a `state` of a ticket.

    `replace(x, state=…)`, `x.state = …`, and `{"state": …}` handed on as changes. A letter's OutState is no ticket's
    state; a new Ticket may say only that it is NEW, since `move` decides where it opens.
    """
    return [ast.unparse(node)[:120] for node in ast.walk(tree) if _sets_state(node)]


def _sets_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func).rpartition(".")[2]
    if called == "Ticket":
        return any(word.arg == "state" and ast.unparse(word.value) != "State.NEW" for word in node.keywords)
    words = [word for word in node.keywords if called in ("replace", "_replace", "move", "remark")]
    return any(_gives_state(word) for word in words)


def _gives_state(word: ast.keyword) -> bool:
    if word.arg == "state":
        return not _only_out_states(word.value)
    return any(
        isinstance(key, ast.Constant) and key.value == "state"
        for node in ast.walk(word.value)
        if isinstance(node, ast.Dict)
        for key in node.keys
    )


def _only_out_states(value: ast.expr) -> bool:
    """`OutState.SENT`, or a choice among such values."""
    if isinstance(value, ast.IfExp):
        return _only_out_states(value.body) and _only_out_states(value.orelse)
    return isinstance(value, ast.Attribute) and ast.unparse(value.value) == "OutState"


def test_setting_a_state_would_be_noticed() -> None:
    def found(code: str) -> bool:
        return bool(state_setters(ast.parse(code)))

    assert found("replace(ticket, state=State.CLOSED)")
    assert found("dataclasses.replace(ticket, owner='ada', state=wanted)")
    assert found("ticket.state = State.CLOSED")
    assert found("remark(work, ticket, by, why, state=State.CLOSED)")
    assert found("move(work, ticket, event, facts, changes={'state': State.CLOSED})")
    assert found("Ticket(id=0, state=State.CLOSED)")
    assert not found("Ticket(id=0, state=State.NEW)")
    assert not found("replace(letter, state=OutState.SENT if answer.accepted else OutState.QUEUED)")
    assert not found("row = {'state': ticket.state}")


def test_only_move_sets_the_state_of_a_ticket() -> None:
    setters = {module_of(path): found for path in FILES if (found := state_setters(tree_of(path)))}
    assert set(setters) == {"desk.move"}, setters
    assert len(setters["desk.move"]) == 1
    assert "state=step.state" in setters["desk.move"][0]


def mentions(tree: ast.Module, owner: str, name: str = "") -> list[ast.Attribute]:
    """Every `….owner.name` and `owner.name`; without a name, every `….owner`, so that no alias goes around it."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    if not name:
        return [node for node in found if node.attr == owner]
    return [node for node in found if node.attr == name and ast.unparse(node.value).rpartition(".")[2] == owner]


def test_a_way_around_the_check_would_be_noticed() -> None:
    assert mentions(ast.parse("house.relay.send(raw, sender, to, name)"), "relay")
    assert mentions(ast.parse("relay = act.work.house.relay"), "relay")
    assert mentions(ast.parse("relay.send(raw, sender, to, name)"), "relay", "send")
    assert mentions(ast.parse("work.unit.outbox.queue(letter)"), "outbox", "queue")
    assert not mentions(ast.parse("scene.queue()\nwork.unit.outbox.claim(1)"), "outbox", "queue")


def test_only_deliver_hands_letters_to_the_relay() -> None:
    """Law 7: what leaves has been checked; there is no other way out."""
    sending = {module_of(path) for path in FILES if mentions(tree_of(path), "relay", "send")}
    assert sending == {"desk.deliver"}
    # `settings.relay` is how the way out is set up, in the shells that wire it; no desk, page or worker reaches for it.
    reaching = {module_of(path) for path in FILES if mentions(tree_of(path), "relay")}
    assert {module for module in reaching if module.split(".")[0] not in ("app", "config", "demo")} == {"desk.deliver"}


def test_only_post_puts_letters_into_the_outbox() -> None:
    assert {module_of(path) for path in FILES if mentions(tree_of(path), "outbox", "queue")} == {"desk.post"}


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Calls of a function of this name, or of a method of it, in the order of the lines."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return sorted((node for node in found if ast.unparse(node.func).rpartition(".")[2] == name), key=_line)


def _line(node: ast.Call) -> int:
    return node.lineno


def functions_of(module: str) -> dict[str, ast.FunctionDef]:
    tree = tree_of(PACKAGE.joinpath(*module.split(".")).with_suffix(".py"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_what_the_relay_gets_was_composed_behind_the_check() -> None:
    """One function makes a letter that may leave: it asks, stops at a refusal, and composes from the same unit."""
    functions = functions_of("desk.deliver")
    makers = [name for name, function in functions.items() if calls(function, "_Ready")]
    assert makers == ["_checked"]
    checked = functions["_checked"]
    (asked,), (composing,), (made,) = (calls(checked, name) for name in ("may_not_be_told", "composed", "_Ready"))
    assert asked.lineno < composing.lineno < made.lineno
    stops = [node for node in checked.body if isinstance(node, ast.If) and ast.unparse(node.test) == "why"]
    assert [type(stop.body[-1]) for stop in stops] == [ast.Return]
    assert asked.lineno < stops[0].lineno < composing.lineno
    assert {ast.unparse(call.args[0]) for call in (asked, composing)} == {"work"}, "one and the same unit"
    (send,) = calls(functions["_deliver_one"], "send")
    assert [ast.unparse(part) for part in send.args[:3]] == ["ready.raw", "ready.envelope_from", "letter.to"]
    assert not [name for name, function in functions.items() if name != "_deliver_one" and calls(function, "send")]
    (call,) = calls(functions["_call"], "call")
    assert ast.unparse(call.args[1]) == "ready.raw", "the pager gets nothing else either"
    assert [module_of(path) for path in FILES if "pager.call(" in path.read_text(encoding="utf-8")] == ["desk.deliver"]


def test_the_question_is_asked_in_one_place_on_each_way() -> None:
    """By the outbox when a letter is queued and by the delivery when it leaves; one function answers both."""
    asking = {module_of(path): len(calls(tree_of(path), "may_not_be_told")) for path in FILES}
    assert {module: number for module, number in asking.items() if number} == {"desk.post": 1, "desk.deliver": 1}
    answering = {module_of(path): len(calls(tree_of(path), "Telling")) for path in FILES}
    assert {module: number for module, number in answering.items() if number} == {"desk.recipients": 1}
