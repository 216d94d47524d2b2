"""What people taught is kept, one lesson a ticket; the newest model is kept alone."""

from dataclasses import replace
from datetime import timedelta

from mailgate.model.fact import Fact
from mailgate.model.lesson import Example, KeptModel, Lesson, Score
from mailgate.model.ticket import MessageKind
from mailgate.testing.builders import MORNING, a_message, a_ticket

MODEL = KeptModel(MORNING, 60, b"\x00\xff", {"right": 0.91})


def teach(store, *taught, text="Nejde nám tisk"):
    """A ticket with first words for each lesson; their ids."""
    ids = []
    with store.writing() as unit:
        for lesson in taught:
            ticket = unit.tickets.open(a_ticket(subject=f"o {lesson.category}"))
            unit.tickets.add_message(ticket.id, a_message(kind=MessageKind.NOTE, text="jen my"))
            if text:
                unit.tickets.add_message(ticket.id, a_message(kind=MessageKind.CUSTOMER, text=text))
            unit.tickets.add_message(ticket.id, a_message(kind=MessageKind.CUSTOMER, text="a ještě něco"))
            unit.lessons.put(replace(lesson, ticket_id=ticket.id))
            ids.append(ticket.id)
    return ids


def a_lesson(**more):
    return Lesson(**{"ticket_id": 0, "at": MORNING, "by": "ewa@desk.example", "category": "fault", **more})


def test_a_ticket_has_one_lesson_the_last(store):
    (number,) = teach(store, a_lesson())
    with store.writing() as unit:
        assert unit.lessons.get(number) == a_lesson(ticket_id=number)
        unit.lessons.put(a_lesson(ticket_id=number, category="", no_request="spam"))
    with store.reading() as unit:
        assert unit.lessons.get(number) == a_lesson(ticket_id=number, category="", no_request="spam")
        assert unit.lessons.get(number + 1) is None
        assert unit.lessons.count() == 0


def test_examples_are_the_first_words_of_the_newest_lessons(store):
    later = MORNING + timedelta(hours=1)
    guess = {"proposed": "fault", "source": "model"}
    teach(store, a_lesson(), a_lesson(category="billing", at=later, **guess), a_lesson(category="", no_request="sales"))
    with store.reading() as unit:
        assert unit.lessons.examples(9) == [
            Example("billing", "o billing", "Nejde nám tisk", "fault", "model"),
            Example("fault", "o fault", "Nejde nám tisk"),
        ]
        assert unit.lessons.examples(1) == [Example("billing", "o billing", "Nejde nám tisk", "fault", "model")]
        assert unit.lessons.count() == 2


def test_a_source_is_right_when_the_person_says_the_same(store):
    rule = "rule tisk"
    teach(
        store,
        a_lesson(proposed="fault", source=rule),
        a_lesson(proposed="billing", source=rule),
        a_lesson(category="", no_request="spam", proposed="fault", source=rule),
        a_lesson(proposed="fault", source="model"),
        a_lesson(),
    )
    with store.reading() as unit:
        assert unit.lessons.scores() == {rule: Score(1, 2), "model": Score(1, 0)}


def test_the_newest_model_is_kept_alone(store):
    with store.writing() as unit:
        assert unit.lessons.model() is None
        assert unit.lessons.model_made_at() is None
        unit.lessons.put_model(MODEL)
        unit.lessons.put_model(replace(MODEL, made_at=MORNING + timedelta(days=1), body=b"second"))
    with store.writing() as unit:
        assert unit.lessons.model() == replace(MODEL, made_at=MORNING + timedelta(days=1), body=b"second")
        assert unit.lessons.model_made_at() == MORNING + timedelta(days=1)
        unit.lessons.drop_model()
        assert unit.lessons.model() is None


def test_facts_tags_and_queue_stay_with_their_ticket(store):
    facts = (Fact("since", "2026-11-19T08:00:00+01:00", "Od včerejška.", detail="day"), Fact("host", "web-1", by="x@y"))
    with store.writing() as unit:
        number = unit.tickets.open(a_ticket(facts=facts, tags=("vpn", "práce"), queue="hosting")).id
    with store.reading() as unit:
        found = unit.tickets.get(number)
    assert (found.facts, found.tags, found.queue) == (facts, ("vpn", "práce"), "hosting")
