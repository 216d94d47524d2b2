"""Rules are tried on files and on past letters before they are loaded, and nothing is written by that."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from .conftest import Shell

NEW_RULES = """
[[category]]
id = "plumbing"
class = "request"
priority = "p4"

[[rule]]
name = "pipes"
when = 'words("pipe*") and person.standing == "contact"'
set = { category = "plumbing" }
"""


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """The desk of conftest, set up."""
    shell.set_up()
    return shell


def everything(folder: Path) -> dict[str, list[Any]]:
    """All rows of all tables."""
    (path,) = folder.rglob("*.db")
    with sqlite3.connect(path) as database:
        names = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: database.execute(f'select * from "{name}" order by 1').fetchall() for name in names}


def with_letters(desk: Shell) -> None:
    """Three letters that open tickets, and the file of rules that are to be tried."""
    for number, (subject, text) in enumerate(
        [("Leak", "A pipe is wet."), ("Shop", "An outage of the shop."), ("Hello", "Pipes everywhere.")]
    ):
        assert desk("ingest", desk.file(f"{number}.eml", subject=subject, text=text)).code == 0
    (desk.folder / "new.toml").write_text(NEW_RULES, encoding="utf-8")


def test_a_replay_shows_only_the_differences_and_changes_nothing(desk: Shell) -> None:
    with_letters(desk)
    before = everything(desk.folder)
    assert before["letter"]
    assert before["ticket"]
    done = desk("--json", "rules", "replay", "--rules", "new.toml")
    assert done.code == 0, done.err
    assert [row["subject"] for row in done.rows] == ["Leak", "Hello"]
    first = done.rows[0]
    assert (first["letter"], first["ticket"]) == (1, "MG-1")
    unsorted = {"hold": None, "queue": None, "tags": []}
    assert first["was"] == {"category": None, "priority": None, **unsorted}
    assert first["would_be"] == {"category": "plumbing", "priority": "P4", **unsorted}
    assert first["rules"] == [{"rule": "pipes", "words": ["pipe", 'person.standing == "contact"']}]
    assert "3 letters, 2 would be decided otherwise; nothing was changed" in done.err
    assert everything(desk.folder) == before


def test_after_loading_the_rules_the_same_letters_still_differ_from_what_was_decided(desk: Shell) -> None:
    with_letters(desk)
    assert "0 would be" in desk("rules", "replay").err
    assert desk("load", "new.toml").code == 0
    assert desk("ticket", "act", "MG-1", "categorise", "--as", "ada@desk.example", "--set", "category=fault").code == 0
    told = desk("rules", "replay")
    assert "letter 1, MG-1: undecided - → plumbing P4 (now fault); rule 'pipes' saw 'pipe'" in told.out
    assert len(told.out.splitlines()) == 2


def test_a_replay_can_begin_at_a_date(desk: Shell) -> None:
    with_letters(desk)
    assert desk("rules", "replay", "--rules", "new.toml", "--since", "2199-01-01").out == ""
    assert len(desk("rules", "replay", "--rules", "new.toml", "--since", "2001-01-01T00:00:00Z").out.splitlines()) == 2
    wrong = desk("rules", "replay", "--since", "tuesday")
    assert wrong.code == 2
    assert "write a date like 2026-10-31" in wrong.err


def test_wrong_rules_are_refused_by_file_rule_and_place_before_any_letter_is_read(desk: Shell) -> None:
    (desk.folder / "bad.toml").write_text('[[rule]]\nname = "x"\nwhen = "letter.sise > 1"\nset = {}\n')
    done = desk("rules", "replay", "--rules", "bad.toml")
    assert done.code == 2
    assert "bad.toml:3:1: rule 'x', column 1: there is no 'letter.sise'; did you mean 'letter.size'?" in done.err


def test_every_rule_that_fits_a_file_is_told_and_which_would_decide(desk: Shell) -> None:
    with_letters(desk)
    before = everything(desk.folder)
    name = desk.file("x.eml", subject="Shop", text="It is an outage, a pipe broke.")
    row = desk.json("rules", "test", name, "--rules", "new.toml")
    assert (row["category"], row["standing"]) == ("outage", "contact")
    assert [(each["rule"], each["decides"]) for each in row["every"]] == [("outage words", True), ("pipes", False)]
    assert "* rule 'outage words' saw 'outage'" in desk("rules", "test", name, "--rules", "new.toml").out
    assert everything(desk.folder) == before


def test_classify_tells_the_facts_with_their_sentences(desk: Shell) -> None:
    sentence = "The shop says error 504."
    (fact,) = desk.json("classify", desk.file("x.eml", subject="Shop", text=sentence))["facts"]
    assert (fact["name"], fact["value"], fact["sentence"]) == ("error", "504", sentence)


def test_classify_tells_all_that_would_be_decided_and_leaves_the_standing_unknown(desk: Shell) -> None:
    name = desk.file("x.eml", subject="Obchod", text="Dobrý den, obchod nám dnes nejde, je to výpadek.")
    before = everything(desk.folder)
    row = desk.json("classify", name)
    assert (row["file"], row["language"], row["standing"], row["error"]) == ("x.eml", "cs", None, None)
    assert (row["category"], row["priority"], row["certain"]) == ("outage", "P1", True)
    assert row["rules"] == [{"rule": "outage words", "words": ["výpadek"]}]
    assert row["reasons"] == ["rule 'outage words' saw 'výpadek'"]
    assert (row["proposal"], row["confidence"], row["facts"]) == (None, None, [])
    undecided = desk.json("classify", desk.file("y.eml", subject="Hello", text="Hello there."))
    assert (undecided["category"], undecided["reasons"]) == (None, ["no rule fits: a person decides"])
    assert desk("classify", "nowhere.eml").code == 2
    assert everything(desk.folder) == before


def test_what_init_writes_loads_as_it_stands(shell: Shell) -> None:
    made = shell(
        *("init", "new", "--firm", "Elm", "--mailbox", "help@elm.example"),
        *("--staff", "kim@elm.example", "--arrival", "trial"),
    )
    assert made.code == 0, made.err
    done = shell.json("--config", "new/mailgate.toml", "load", "new/desk.toml")
    assert done["categories"] >= 12
    assert done["rules"] >= 10


SORTING = """
[[rule]]
name = "pipes"
when = 'words("pipe*")'
set = { queue = "water", tags = ["brno", "leak"] }
order = -1
stop = false
"""


def test_queues_and_tags_are_rehearsed_given_filtered_and_changed(desk: Shell) -> None:
    with_letters(desk)
    (desk.folder / "sorting.toml").write_text(SORTING, encoding="utf-8")
    tried = ("rules", "test", desk.file("x.eml", subject="Leak", text="An outage, a pipe broke."), "--rules")
    row = desk.json(*tried, "sorting.toml")
    assert (row["queue"], row["tags"]) == ("water", ["brno", "leak"])
    assert "outage P1 in water #brno #leak" in desk(*tried, "sorting.toml").out
    replayed = desk("--json", "rules", "replay", "--rules", "sorting.toml").rows
    assert [(each["letter"], each["would_be"]["queue"], each["was"]["tags"]) for each in replayed] == [
        (1, "water", []),
        (3, "water", []),
    ]
    assert desk("load", "sorting.toml").code == 0
    assert desk.json("classify", "x.eml")["queue"] == "water"
    assert desk("ingest", "x.eml").code == 0
    act = ("ticket", "act", "MG-1", "--as", "ada@desk.example", "--set")
    assert desk.json(*act[:3], "queue", *act[3:], "to=water")["queue"] == "water"
    assert desk.json(*act[:3], "tag", *act[3:], "add=leak roof")["tags"] == ["leak", "roof"]
    wrong = desk(*act[:3], "tag", *act[3:], "add=Střecha")
    assert wrong.code == 2
    assert "'Střecha' is not the name of a tag" in wrong.err

    def listed(*given: str) -> list[str]:
        return [each["number"] for each in desk("--json", "ticket", "list", *given).rows]

    assert listed("--queue", "water") == listed("--queue", "water", "--view", "open") == ["MG-4", "MG-1"]
    assert listed("--queue", "-") == ["MG-2", "MG-3"]
    assert listed("--tag", "roof") == listed("--tag", "roof", "--view", "unpicked", "--queue", "water") == ["MG-1"]
    assert listed("--tag", "roof", "--queue", "-") == []
    wrong = desk("ticket", "list", "--queue", "two words")
    assert wrong.code == 2
    assert "'two words' is not the name of a queue" in wrong.err
