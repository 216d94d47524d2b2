"""Lessons of a firm become a model that decides the next letter, with the real parts: database and library."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailgate.model.lesson import Lesson
from mailgate.model.ticket import MessageKind
from mailgate.store.open import open_store
from mailgate.testing.builders import a_message, a_ticket

from .conftest import Shell

pytest.importorskip("sklearn")

SAID = {
    "billing": "Please send the statement of what we paid in month {n}, the accountant asks for it.",
    "fault": "The coffee machine in kitchen {n} is stuck and blinks red since we came.",
    "sales": "What would a bigger package for {n} people cost, and could we try it?",
}


def taught(folder: Path, each: int) -> None:
    """So many lessons of each category, as people gave them on tickets that no rule knew."""
    (path,) = folder.rglob("*.db")
    store = open_store(f"sqlite:///{path}")
    now = datetime(2026, 11, 1, tzinfo=UTC)
    with store.writing() as unit:
        for number in range(each):
            for category, text in SAID.items():
                ticket = unit.tickets.open(a_ticket(subject="Hello"))
                words = a_message(kind=MessageKind.CUSTOMER, text=text.format(n=number))
                unit.tickets.add_message(ticket.id, words)
                unit.lessons.put(Lesson(ticket.id, now, "ada@desk.example", category))
    store.close()


@pytest.fixture
def desk(shell: Shell) -> Shell:
    shell.set_up()
    return shell


def came(desk: Shell, number: int, text: str) -> dict[str, object]:
    return desk.json("ingest", desk.file(f"{number}.eml", subject="Hello", text=f"{text}\n"))


def test_what_people_taught_decides_the_next_letter_until_it_is_forgotten(desk: Shell) -> None:
    early = desk("model", "train")
    assert (early.code, "not enough to learn from" in early.err) == (1, True)
    assert desk.json("model", "show") == {"learns": True, "lessons": 0, "model": None}
    asked = "The coffee machine in the kitchen blinks red and is stuck."
    assert came(desk, 1, asked)["category"] is None
    taught(desk.folder, 20)
    made = desk.json("model", "train")
    assert (made["lessons"], made["examples"]) == (60, 60)
    assert made["categories"] == {"billing": 20, "fault": 20, "sales": 20}
    row = came(desk, 2, f"Again! {asked}")
    assert (row["category"], row["state"]) == ("fault", "first_line")
    assert any(str(reason).startswith("model: ") for reason in row["reasons"])  # type: ignore[union-attr]
    (told,) = [found["what"] for found in desk("--json", "doctor").rows if "learned model" in found["what"]]
    assert told.endswith("of 60 lessons")
    assert desk.json("model", "forget") == {"model": None}
    assert came(desk, 3, f"Once more: {asked}")["category"] is None


def test_switched_off_it_is_neither_made_nor_asked(desk: Shell) -> None:
    taught(desk.folder, 20)
    assert desk("model", "train").code == 0
    settings = desk.folder / "mailgate.toml"
    settings.write_text(settings.read_text() + "[learn]\nenabled = false\n")
    assert came(desk, 1, "The coffee machine in the kitchen blinks red and is stuck.")["category"] is None
    refused = desk("model", "train")
    assert (refused.code, "learning is switched off" in refused.err) == (1, True)
    assert desk.json("model", "show")["learns"] is False
