"""What rules do with letters: they label, raise, hold, and say why in the ledger; they are compiled once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailgate.desk.enrol import load_desk
from mailgate.desk.health import findings
from mailgate.desk.held import release
from mailgate.desk.labelling import book_of
from mailgate.desk.rehearse import Count, replay, would_be
from mailgate.model.errors import BadSetup
from mailgate.model.letter import Fate
from mailgate.model.ticket import Priority
from mailgate.registry.setup import Rule, RuleSets

from .conftest import ANN, Place

RULES = """
[[rule]]
name = "inheritances"
order = -1
when = 'words("inheritance*") and person.standing != "contact"'
set = { hold = "looks like advance fee fraud" }

[[rule]]
name = "our own people first"
order = -1
when = 'person.standing == "contact" and person.proof == "proven" and words("urgent*")'
set = { priority = "p1" }
stop = false

[[rule]]
name = "sinks"
order = -1
when = 'words("sink*") and not letter.has_attachment and mailbox == "support@desk.example"'
set = { category = "fault" }
"""


@pytest.fixture
def ruled(place: Place) -> Place:
    load_desk(place.house, [("rules.toml", RULES)])
    return place


def test_a_rule_holds_a_letter_with_its_reason_and_a_person_may_let_it_in(ruled: Place) -> None:
    kept = ruled.mail("sam@elsewhere.example", text="About your inheritance.")
    assert (kept.fate, kept.reason) == (Fate.HELD, "looks like advance fee fraud")
    assert "rule 'inheritances' saw 'inheritance', 'person.standing != \"contact\"'" in kept.decision["reasons"]
    assert ruled.deliver() == []
    ticket = release(ruled.house, kept.id, "ada@desk.example")
    assert ruled.letter(kept.id).ticket_id == ticket.id


def test_a_rule_about_people_leaves_others_alone(ruled: Place) -> None:
    assert ruled.mail(ANN, text="About your inheritance.").fate is Fate.TICKET
    loud = ruled.mail(ANN, text="Urgent: the sink leaks.")
    with ruled.house.view() as work:
        ticket = work.unit.tickets.get(loud.ticket_id or 0)
    assert ticket is not None
    assert (ticket.category, ticket.priority) == ("fault", Priority.P1)


def test_whoever_only_says_to_be_a_contact_gets_no_priority_by_that(ruled: Place) -> None:
    kept = ruled.mail(ANN, proof="unproven", text="Urgent: the sink leaks.")
    assert kept.decision["label"]["priority"] != "P1"


def test_what_joins_a_ticket_is_not_held_by_a_rule(ruled: Place) -> None:
    opened = ruled.mail("sam@elsewhere.example", text="The sink leaks.")
    first = ruled.deliver()[0]
    answered = ruled.answer(first, "It is my inheritance that leaks.", "sam@elsewhere.example")
    assert (answered.fate, answered.ticket_id) == (Fate.REPLY, opened.ticket_id)
    assert "label" not in answered.decision


def test_each_hit_stands_in_the_ledger_with_its_rule_and_words(ruled: Place) -> None:
    kept = ruled.mail(ANN, text="Urgent: two sinks leak.")
    label = kept.decision["label"]
    assert (label["category"], label["priority"], label["hold"]) == ("fault", "P1", "")
    assert [(hit["rule"], hit["words"][0]) for hit in label["rules"]] == [
        ("our own people first", 'person.standing == "contact"'),
        ("sinks", "sinks"),
    ]


def test_rules_are_compiled_once_for_a_set_up(ruled: Place) -> None:
    with ruled.house.view() as one, ruled.house.view() as two:
        assert book_of(one.desk) is book_of(two.desk)
        assert book_of(replace(one.desk, rules=one.desk.rules[:1])) is not book_of(one.desk)


def test_a_rule_of_former_times_that_cannot_be_read_is_left_out_alone(ruled: Place) -> None:
    with ruled.house.work() as work:
        old = Rule(name="old", when='words("x*")', set=RuleSets(category="fault"))
        work.unit.setup.put(replace(work.desk, rules=(old, *work.desk.rules)))
    assert ruled.mail(ANN, text="The sink leaks.").decision["label"]["category"] == "fault"
    (told,) = [finding for finding in findings(ruled.house) if "rules" in finding.what]
    assert told.what.startswith("rules are left out: rule 'old', column 1: \"x*\" fits too much")


def test_a_wrong_rule_is_refused_by_its_line_and_the_place_in_it(place: Place) -> None:
    text = '[[rule]]\nname = "x"\nset = {}\nwhen = """\nwords("ink")\nand letter.tongue == "cs"\n"""\n'
    with pytest.raises(BadSetup, match=r"^a.toml:4:1: rule 'x', line 2, column 5: there is no 'letter.tongue'"):
        load_desk(place.house, [("a.toml", text)])


def test_a_replay_reads_held_letters_too_and_takes_the_proof_of_then(place: Place) -> None:
    held = place.mail("new@customer.example", proof="unproven", subject="Hello", text="My sink leaks.")
    opened = place.mail(ANN, subject="Hello", text="Urgent, my sink leaks.")
    assert (held.fate, opened.fate) == (Fate.HELD, Fate.TICKET)
    with place.house.view() as work:
        desk = would_be(work.desk, [("rules.toml", RULES)])
    count = Count()
    found = {change.kept.id: change.would_be for change in replay(place.house, desk, None, 10, count)}
    assert {number: (label.category, label.priority) for number, label in found.items()} == {
        held.id: ("fault", Priority.P3),
        opened.id: ("fault", Priority.P1),
    }
    assert (count.letters, count.unread) == (2, 0)
    later = datetime(2199, 1, 1, tzinfo=UTC)
    assert list(replay(place.house, desk, later, 10, Count())) == []
