"""The rules as they are asked, with what people said of them; one is removed without touching the others."""

import pytest

from mailgate.desk.enrol import load_desk
from mailgate.desk.rule_scores import remove_rule, rule_rows
from mailgate.model.errors import UnknownThing
from mailgate.model.ticket import State

from .conftest import Place

EARLY = """
[[rule]]
name = "boilers"
order = -5
when = '''
words("boiler")
and not words("planned")'''
set = { category = "fault", priority = "p2" }
stop = false
"""


def rows(place: Place) -> dict[str, dict[str, object]]:
    with place.house.view() as work:
        return {row["name"]: row for row in rule_rows(work)}


def test_rules_stand_in_the_order_in_which_they_are_asked(place: Place) -> None:
    load_desk(place.house, [("early.toml", EARLY)])
    assert list(rows(place)) == ["boilers", "outage words", "printers", "money", "offers"]
    assert rows(place)["boilers"] == {
        "name": "boilers",
        "when": 'words("boiler")',
        "sets": {"category": "fault", "priority": "P2"},
        "order": -5,
        "stop": False,
        "confirmed": 0,
        "corrected": 0,
    }


def test_what_people_say_counts_for_or_against_the_rule_that_spoke(place: Place) -> None:
    for subject in ("printer 1", "printer 2", "printer 3"):
        place.mail(subject=subject)
    place.act("MG-1", "take")
    place.resolve("MG-1")
    place.act("MG-2", "categorise", category="billing")
    place.act("MG-3", "not-request", kind="sales")
    counted = {name: (row["confirmed"], row["corrected"]) for name, row in rows(place).items()}
    assert counted == {"outage words": (0, 0), "printers": (1, 2), "money": (0, 0), "offers": (0, 0)}


def test_a_rule_that_is_removed_is_not_asked_any_more(place: Place) -> None:
    with pytest.raises(UnknownThing, match="there is no rule 'prints'; there are: outage words, printers"):
        remove_rule(place.house, "prints")
    assert remove_rule(place.house, "printers") == 3
    assert list(rows(place)) == ["outage words", "money", "offers"]
    place.mail()
    assert place.ticket().state is State.NEW
