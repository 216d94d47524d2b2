"""What a new ticket is, in one act: as it was proposed or as a person knows better, and what is learned by that."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mailgate.classify.label import Label
from mailgate.desk import look
from mailgate.desk.act import offered
from mailgate.desk.proposal import NOTED, noted_proposal, proposal_of, said_of
from mailgate.model.errors import NotAllowed, UnknownThing, WrongUse
from mailgate.model.lesson import NO_REQUEST, Lesson, Score
from mailgate.model.letter import Letter
from mailgate.model.ticket import HistoryEntry, Priority, State
from mailgate.testing.builders import MORNING
from mailgate.testing.seed import DESK

from .conftest import ANN, Place

RULES = """
[[category]]
id = "question"
class = "question"

[[rule]]
name = "how to"
when = 'words("how do")'
set = { category = "question" }

[[rule]]
name = "hurry"
when = 'words("quickly")'
set = { priority = "p2" }
"""
ADA = "ada@desk.example"


@pytest.fixture
def place(another_place: Callable[..., Place]) -> Place:
    """A house with a category without a priority of its own, and a rule that knows only a priority."""
    return another_place(desk=DESK + RULES)


def row(place: Place, number: str = "MG-1") -> dict[str, Any]:
    with place.house.view() as work:
        return look.ticket(work, number)


def lesson(place: Place, ticket_id: int = 1) -> Lesson | None:
    with place.house.view() as work:
        return work.unit.lessons.get(ticket_id)


def taught(place: Place, ticket_id: int = 1) -> tuple[str, str, str, str]:
    """(category, no request, proposed, source) of its lesson."""
    found = lesson(place, ticket_id)
    assert found is not None
    return found.category, found.no_request, found.proposed, found.source


# What was proposed.


def test_half_a_label_is_a_proposal_with_its_reason(place: Place) -> None:
    place.mail(subject="Hello", text="How do I scan?\n")
    assert place.ticket().state is State.NEW
    assert row(place)["proposal"] == {
        "category": "question",
        "priority": None,
        "confidence": None,
        "why": "rule 'how to' saw 'how do'",
        "source": "rule how to",
    }


def test_a_priority_alone_is_a_proposal_of_nobody_about_the_category(place: Place) -> None:
    place.mail(subject="Hello", text="Come quickly.\n")
    found = row(place)["proposal"]
    assert (found["category"], found["priority"], found["source"]) == (None, "P2", None)


def test_what_was_decided_or_what_nobody_knows_is_no_proposal(place: Place) -> None:
    place.mail()
    place.mail(subject="Hello", text="Hm.\n")
    assert (row(place)["proposal"], row(place, "MG-2")["proposal"]) == (None, None)
    with place.house.view() as work:
        said = said_of(work, place.ticket())
        assert (said.category, said.priority, said.source) == ("fault", Priority.P3, "rule printers")
        assert not said_of(work, place.ticket(2))


def test_a_form_and_a_mailbox_are_sources_too(another_place: Callable[..., Place]) -> None:
    place = another_place(desk=DESK.replace('unknown_senders = "hold"', 'category = "sales"'))
    place.mail(to="private@desk.example")
    with place.house.view() as work:
        assert said_of(work, place.ticket()).source == "mailbox"


# The acts.


def test_accepting_takes_the_proposal_and_asks_for_what_is_missing(place: Place) -> None:
    place.mail(subject="Hello", text="How do I scan?\n")
    with pytest.raises(WrongUse, match="priority is missing: neither the words nor the category question say one"):
        place.act("MG-1", "accept")
    assert place.events() == ["opened"]
    ticket = place.act("MG-1", "accept", priority="p4")
    assert (ticket.state, ticket.category, ticket.priority) == (State.FIRST_LINE, "question", Priority.P4)
    assert place.events() == ["opened", "classified"], "both in one move"
    assert place.history()[-1].why == "question → question, P4"


def test_accepting_without_a_proposal_needs_a_category_and_says_which_there_are(place: Place) -> None:
    place.mail(subject="Hello", text="Hm.\n")
    with pytest.raises(
        WrongUse, match=r"^accept: category is missing, since none was proposed; there are: outage, fault"
    ):
        place.act("MG-1", "accept")
    with pytest.raises(UnknownThing, match="there is no category 'nonsense'"):
        place.act("MG-1", "accept", category="nonsense")
    ticket = place.act("MG-1", "accept", category="fault")
    assert (ticket.state, ticket.priority) == (State.FIRST_LINE, Priority.P3)


def test_a_priority_that_a_rule_knew_counts_unless_the_person_says_another(place: Place) -> None:
    for _ in range(2):
        place.mail(subject="Hello", text="Come quickly.\n", message_id="")
        place.later(seconds=1)
    place.mail(subject="Hi", text="Come quickly, please.\n")
    assert place.act("MG-1", "accept", category="question").priority is Priority.P2
    assert place.history()[-1].why == "none → question, P2"
    assert place.act("MG-2", "accept", category="question", priority="P3").priority is Priority.P3


def guessed(place: Place) -> str:
    """A new ticket of which a model guesses that it is an outage; its number."""
    place.mail(subject="Hello", text="Hm.\n")
    guess = Label(why="'hm' sounds like outage (40%)", proposal="outage", confidence=0.4, source="model")
    with place.house.work() as work:
        data = {NOTED: noted_proposal(work.desk, guess, Letter(subject="Hello", text="Hm."))}
        new = work.unit.tickets.open(replace(place.ticket(), id=0, version=0))
        work.unit.tickets.add_history(new.id, HistoryEntry(work.now, ANN, "opened", "", "new", "", data))
    return new.number


def test_a_guess_has_the_priority_of_its_category_and_how_sure_it_is(place: Place) -> None:
    number = guessed(place)
    assert row(place, number)["proposal"] == {
        "category": "outage",
        "priority": "P1",
        "confidence": 0.4,
        "why": "'hm' sounds like outage (40%)",
        "source": "model",
    }
    ticket = place.act(number, "accept")
    assert (ticket.category, ticket.priority) == ("outage", Priority.P1)
    assert taught(place, ticket.id) == ("outage", "", "outage", "model")


def test_what_was_weighed_for_the_proposed_category_does_not_count_for_another(place: Place) -> None:
    ticket = place.act(guessed(place), "accept", category="fault")
    assert (ticket.category, ticket.priority) == ("fault", Priority.P3)
    assert taught(place, ticket.id) == ("fault", "", "outage", "model")


def test_what_a_person_has_completed_is_not_accepted_again(place: Place) -> None:
    place.mail(subject="Hello", text="How do I scan?\n")
    place.act("MG-1", "prioritise", priority="P1")
    assert place.ticket().state is State.FIRST_LINE, "the category was known: nothing is left to accept"
    with pytest.raises(NotAllowed, match="it is first_line and was decided before: categorise or prioritise it"):
        place.act("MG-1", "accept")


def test_a_duplicate_becomes_part_of_the_other_with_all_checks_of_a_merge(place: Place) -> None:
    place.mail()
    place.mail(subject="Hello", text="Hm.\n")
    with pytest.raises(NotAllowed, match="a ticket cannot become part of itself"):
        place.act("MG-2", "duplicate", of="MG-2")
    with pytest.raises(UnknownThing, match="there is no ticket MG-9"):
        place.act("MG-2", "duplicate", of="MG-9")
    assert place.act("MG-2", "duplicate", of="MG-1").state is State.MERGED
    assert place.ticket(2).merged_into == 1
    assert lesson(place, 2) is None


@pytest.mark.parametrize("kind", NO_REQUEST)
def test_what_is_no_request_is_set_aside_with_its_kind_and_nobody_is_mailed(place: Place, kind: str) -> None:
    place.mail(subject="Hello", text="Buy now.\n")
    place.deliver()
    before = place.outbox()
    assert place.act("MG-1", "not-request", kind=kind, reason="seen before").state is State.REJECTED
    assert place.history()[-1].why == f"not a request: {kind}: seen before"
    assert (place.outbox(), place.deliver(), place.clocks()) == (before, [], {})
    assert taught(place) == ("", kind, "", "")


def test_a_kind_that_is_not_known_is_refused(place: Place) -> None:
    place.mail(subject="Hello", text="Buy now.\n")
    with pytest.raises(WrongUse, match="kind is one of: spam, newsletter, automatic, sales"):
        place.act("MG-1", "not-request", kind="love")
    assert place.act("MG-1", "not-request", kind="spam").state is State.REJECTED
    assert place.history()[-1].why == "not a request: spam"


def test_the_acts_of_triage_are_offered_while_it_is_new(place: Place) -> None:
    place.mail(subject="Hello", text="Hm.\n")
    acts = {"accept", "duplicate", "not-request", "ask"}
    assert acts <= set(offered(place.ticket()))
    place.act("MG-1", "accept", category="fault")
    assert acts & set(offered(place.ticket())) == {"not-request", "ask"}


# What is learned.


def test_who_accepts_confirms_and_who_corrects_counts_against_the_rule(place: Place) -> None:
    place.mail(subject="Hello", text="How do I scan?\n")
    place.act("MG-1", "accept", priority="P4")
    assert lesson(place) == Lesson(1, MORNING, ADA, "question", "", "question", "rule how to")
    place.mail(subject="Hi", text="How do I pay?\n")
    place.act("MG-2", "accept", category="billing")
    assert taught(place, 2) == ("billing", "", "question", "rule how to")
    with place.house.view() as work:
        assert work.unit.lessons.scores() == {"rule how to": Score(1, 1)}


def test_a_rule_that_decided_is_corrected_by_another_category_or_by_no_request(place: Place) -> None:
    place.mail()
    place.act("MG-1", "categorise", category="billing")
    assert taught(place) == ("billing", "", "fault", "rule printers")
    place.mail(subject="Printers", text="Buy a printer.\n")
    place.act("MG-2", "not-request", kind="sales")
    assert taught(place, 2) == ("", "sales", "fault", "rule printers")
    with place.house.view() as work:
        assert work.unit.lessons.scores() == {"rule printers": Score(0, 2)}


def test_who_resolves_confirms_the_category_and_never_overrules_a_lesson_by_hand(place: Place) -> None:
    place.mail()
    place.act("MG-1", "take")
    assert lesson(place) is None, "nothing is learned from what mailgate decided by itself"
    place.resolve("MG-1")
    assert taught(place) == ("fault", "", "fault", "rule printers")
    place.mail(subject="Hello", text="Hm.\n")
    place.act("MG-2", "categorise", "bob", category="fault")
    by_hand = lesson(place, 2)
    place.later(minutes=5)
    place.act("MG-2", "take")
    place.resolve("MG-2")
    assert lesson(place, 2) == by_hand
    place.act("MG-1", "reopen", reason="it was about money")
    place.act("MG-1", "categorise", category="billing")
    assert taught(place)[0] == "billing", "a hand overrules what stood"


def test_a_preview_teaches_nothing(place: Place) -> None:
    from mailgate.desk.act import preview

    place.mail()
    place.act("MG-1", "take")
    keys = {"how": "The cable.", "cause": "unknown", "minutes": "1"}
    assert preview(place.house, "MG-1", "resolve", ADA, keys)
    assert lesson(place) is None


def test_a_ticket_of_a_time_that_noted_nothing_is_taught_without_a_source(place: Place) -> None:
    place.mail(subject="Hello", text="Hm.\n")
    with place.house.work() as work:
        old = work.unit.tickets.open(place.ticket())
        assert proposal_of(work, old) is None
    place.act(old.number, "accept", category="fault")
    assert taught(place, old.id) == ("fault", "", "", "")
