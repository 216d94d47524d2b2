"""From a letter that nobody understands to a decision, on the command line, with a clock that a lead hears."""

import json
from typing import Any

import pytest

from .conftest import Shell

HALF = """
[[category]]
id = "question"
class = "question"

[[rule]]
name = "asks"
when = 'words("how do")'
set = { category = "question" }
"""
ADA = ("--as", "ada@desk.example")


@pytest.fixture
def desk(shell: Shell) -> Shell:
    shell.set_up()
    (shell.folder / "half.toml").write_text(HALF, encoding="utf-8")
    assert shell("load", "half.toml").code == 0
    return shell


def at(desk: Shell, clock: str, *arguments: str) -> list[dict[str, Any]]:
    done = desk("--json", "--now", f"2026-11-02T{clock}:00+00:00", *arguments)
    assert done.code == 0, done.err
    return done.rows


def letters_out(desk: Shell) -> int:
    return len(desk("--json", "outbox", "list").rows)


def scores(desk: Shell) -> dict[str, tuple[int, int]]:
    return {row["name"]: (row["confirmed"], row["corrected"]) for row in desk("--json", "rules", "list").rows}


def test_an_undecided_letter_rings_for_the_lead_and_is_accepted_in_one_act(desk: Shell) -> None:
    (came,) = at(desk, "08:00", "ingest", desk.file("1.eml", subject="Hello", text="How do I scan?\n"))
    assert (came["ticket"], came["state"]) == ("MG-1", "new")
    (row,) = at(desk, "08:05", "triage")
    assert (row["number"], row["triage_due"]) == ("MG-1", "2026-11-02T08:15:00+00:00")
    assert row["proposal"]["category"] == "question"
    assert row["proposal"]["why"] == "rule 'asks' saw 'how do'"
    at(desk, "08:14", "tick")
    assert "lead_review" not in desk.ticket()["flags"]
    at(desk, "08:15", "tick")
    ticket = desk.ticket()
    assert (ticket["state"], ticket["flags"]) == ("new", ["lead_review"])
    assert ticket["history"][-1]["why"] == "category and priority are not decided yet"
    mailed = letters_out(desk)
    at(desk, "08:20", "ticket", "act", "MG-1", "accept", *ADA, "--set", "priority=P4")
    ticket = desk.ticket()
    assert (ticket["state"], ticket["category"], ticket["priority"]) == ("first_line", "question", "P4")
    assert ticket["proposal"]["source"] == "rule asks", "what was said at first stays"
    at(desk, "12:00", "tick")
    assert letters_out(desk) == mailed, "triage writes to nobody"
    assert desk("--json", "triage").rows == []
    assert scores(desk)["asks"] == (1, 0)


def test_at_the_weekend_the_quarter_of_an_hour_waits_for_monday(desk: Shell) -> None:
    name = desk.file("1.eml", subject="Hello", text="Hm.\n")
    done = desk("--json", "--now", "2026-10-31T10:00:00+00:00", "ingest", name)
    assert done.row["state"] == "new"
    (row,) = desk("--json", "triage").rows
    assert (row["triage_due"], row["proposal"]) == ("2026-11-02T07:15:00+00:00", None)


def test_a_correction_counts_against_the_rule_and_a_rule_can_be_taken_out(desk: Shell) -> None:
    at(desk, "08:00", "ingest", desk.file("1.eml", subject="Hello", text="How do I pay?\n"))
    at(desk, "08:01", "ticket", "act", "MG-1", "accept", *ADA, "--set", "category=billing")
    assert desk.ticket()["category"] == "billing"
    assert scores(desk)["asks"] == (0, 1)
    assert desk.json("rules", "remove", "asks") == {"removed": "asks", "rules": 4}
    assert "asks" not in scores(desk)
    (came,) = at(desk, "08:02", "ingest", desk.file("2.eml", subject="Hi", text="How do I scan?\n"))
    assert came["category"] is None
    gone = desk("rules", "remove", "asks")
    assert (gone.code, "there is no rule 'asks'; there are: outage words" in gone.err) == (1, True)


def test_spam_is_set_aside_without_a_word_and_a_duplicate_joins_its_twin(desk: Shell) -> None:
    at(desk, "08:00", "ingest", desk.file("1.eml", subject="Hello", text="Hm.\n"), desk.file("2.eml", text="Hm?\n"))
    at(desk, "08:00", "ingest", desk.file("3.eml", subject="Win", text="Win now.\n"))
    at(desk, "08:00", "outbox", "deliver")
    mailed = letters_out(desk)
    at(desk, "08:01", "ticket", "act", "MG-3", "not-request", *ADA, "--set", "kind=spam")
    assert (desk.ticket("MG-3")["state"], letters_out(desk)) == ("rejected", mailed)
    at(desk, "08:02", "ticket", "act", "MG-1", "duplicate", *ADA, "--set", "of=MG-2")
    assert (desk.ticket("MG-1")["state"], desk.ticket("MG-1")["links"]) == ("merged", ["MG-2"])
    at(desk, "09:00", "tick")
    assert desk.ticket("MG-3")["flags"] == [], "no clock rings for what is decided"


def test_without_proposal_and_category_it_says_what_is_missing(desk: Shell) -> None:
    at(desk, "08:00", "ingest", desk.file("1.eml", subject="Hello", text="Hm.\n"))
    refused = desk("ticket", "act", "MG-1", "accept", *ADA)
    assert refused.code == 2
    assert "category is missing, since none was proposed; there are: outage, fault" in refused.err
    assert desk("triage").out.splitlines()[1].startswith("MG-1")
    assert json.loads(desk("--json", "ticket", "show", "MG-1").out)["state"] == "new"
