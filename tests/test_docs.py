"""The docs are part of the machine: each setting, command, state, event, effect and letter stands in them, as it is."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel, SecretStr
from pydantic_core import PydanticUndefined

from mailgate.cli import main
from mailgate.config import Settings
from mailgate.desk.needs import KEYS
from mailgate.lifecycle.draw import lifecycle_page
from mailgate.model.event import Effect, Event
from mailgate.model.letter import Fate, Proof, Standing, ThreadMethod
from mailgate.model.outgoing import OutState
from mailgate.model.person import Right
from mailgate.model.queue import View
from mailgate.model.ticket import Flag, State
from mailgate.outbound.kinds import KINDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted((*ROOT.glob("*.md"), *DOCS.rglob("*.md")))
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
WORDS = (State, Event, Effect, Fate, Standing, Proof, ThreadMethod, OutState, Flag, Right, View)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def setting_rows(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The line of the settings table for each setting, in the order of the code."""
    for name, field in model.model_fields.items():
        sections = [kind for kind in (field.annotation, *get_args(field.annotation)) if is_section(kind)]
        if sections:  # a table, or as many as one likes of it
            yield from setting_rows(sections[0], f"{prefix}{name}.")
        else:
            yield f"| `{prefix}{name}` | `{shown(field.default)}` | {field.description} |"


def is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def shown(default: Any) -> str:
    """A default as it is written in TOML."""
    if default is PydanticUndefined:
        return "needed"
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return str(list(default))
    return str(default) if isinstance(default, int) else '"{}"'.format(str(default).replace("\\", "\\\\"))


@pytest.mark.parametrize("row", list(setting_rows(Settings)))
def test_every_setting_stands_in_operating_with_its_default_and_meaning(row: str) -> None:
    assert row in page("operating.md").splitlines()


def test_operating_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"^\| `([a-z_.]+)` \| `", page("operating.md"), re.MULTILINE))
    assert named == {row.split("`")[1] for row in setting_rows(Settings)}


def test_the_lifecycle_page_is_drawn_from_the_table_as_it_is() -> None:
    assert page("lifecycle.md") == lifecycle_page(), "draw it again: mailgate lifecycle draw"


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_of_the_house_stands_in_the_glossary(words: type[StrEnum]) -> None:
    missing = [word for word in words if f"`{word}`" not in page("glossary.md")]
    assert not missing


def test_every_letter_that_mailgate_writes_stands_in_the_glossary() -> None:
    assert not [effect for effect in KINDS if f"`{effect}`" not in page("glossary.md")]


def commands(command: Any, path: tuple[str, ...] = ("mailgate",)) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its whole name."""
    inner = getattr(command, "commands", {})
    if not inner or getattr(command, "invoke_without_command", False):
        yield " ".join(path), command
    for name, each in sorted(inner.items()):
        if not each.hidden:
            yield from commands(each, (*path, name))


def test_every_command_stands_in_the_docs() -> None:
    known = dict(commands(typer.main.get_command(main.app)))
    assert "mailgate serve" in known
    text = page("commands.md")
    assert not [name for name in known if name != "mailgate" and f"`{name}`" not in text]
    cells = re.findall(r"^\| (`mailgate [^|]+) \|", text, re.MULTILINE)
    claimed = {name for cell in cells for name in re.findall(r"`(mailgate [a-z -]+)`", cell)}
    assert claimed <= set(known), "docs/commands.md names commands that are not there"


@pytest.mark.parametrize("action", KEYS)
def test_every_action_stands_in_the_docs_with_its_keys(action: str) -> None:
    _, _, actions = page("commands.md").partition("## Actions on a ticket")
    (row,) = [line for line in actions.splitlines() if line.startswith("|") and f"`{action}`" in line]
    keys = KEYS[action]
    named = set(re.findall(r"[a-z]+", row.partition("|")[2].partition("|")[2] + actions.rpartition("Causes:")[2]))
    assert {*keys.required, *keys.optional} <= named


@pytest.mark.parametrize("command", ["pip install . && mailgate demo", "pip install -e '.[test]' && pytest"])
def test_the_readme_has_both_commands_on_its_first_screen(command: str) -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    assert command in [line.strip() for line in first_screen]


def anchors(text: str) -> set[str]:
    """The fragments that headings of a Markdown page give."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, fragment = link.partition("#")
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), f"{link} leads nowhere"
        assert not fragment or fragment in anchors(found.read_text(encoding="utf-8")), f"{link}: no such heading"


def test_every_page_of_the_docs_can_be_reached_from_the_index() -> None:
    seen, waiting = set[Path](), [DOCS / "index.md"]
    while waiting:
        at = waiting.pop()
        if at not in seen and at.suffix == ".md":
            seen.add(at)
            links = (link.partition("#")[0] for link in LINK.findall(at.read_text(encoding="utf-8")))
            waiting += [(at.parent / link).resolve() for link in links if link and ":" not in link]
    assert not set(DOCS.rglob("*.md")) - seen
