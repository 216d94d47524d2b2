"""The third change of worker goes to the lead, and each further one, once each (S1-9)."""

from collections.abc import Callable

import pytest

from mailgate.desk.workers import WORKER, workers
from mailgate.model.ticket import Flag
from mailgate.testing import an_entry
from mailgate.testing.seed import DESK

from .conftest import Place

MORE = "".join(
    f'[[staff]]\nemail = "{email}@desk.example"\nname = "{name}"\nlines = [1, 2]\nshift = "weekday"\n'
    for email, name in (("cyril", "Cyril Third"), ("dora", "Dora Fourth"))
)


@pytest.fixture
def four(another_place: Callable[..., Place]) -> Place:
    """A desk of four, and a ticket that Ada has."""
    place = another_place(DESK + MORE)
    place.mail()
    place.act("MG-1", "take")
    return place


def lines(place: Place) -> list[str]:
    return [entry.why for entry in place.history() if "change of worker" in entry.why]


def pass_on(place: Place, *names: str) -> None:
    for name in names:
        place.act("MG-1", "assign", "lea", to=f"{name}@desk.example")


def test_the_third_change_of_worker_goes_to_the_lead_with_a_line_of_who_had_it(four: Place) -> None:
    pass_on(four, "bob", "cyril")
    assert (Flag.LEAD_REVIEW in four.ticket().flags, lines(four)) == (False, [])
    pass_on(four, "dora")
    assert Flag.LEAD_REVIEW in four.ticket().flags
    assert lines(four) == ["third change of worker: Ada First → Bob Second → Cyril Third → Dora Fourth"]
    assert four.history()[-1].by == "mailgate"
    assert four.ticket().worker == "dora@desk.example"


def test_each_further_change_is_told_once(four: Place) -> None:
    pass_on(four, "bob", "cyril", "dora", "dora")
    assert len(lines(four)) == 1, "the same person is no change"
    pass_on(four, "ada")
    assert lines(four)[1:] == [
        "fourth change of worker: Ada First → Bob Second → Cyril Third → Dora Fourth → Ada First"
    ]


def test_an_escalation_counts_when_somebody_else_has_it_and_a_return_when_it_is_back(four: Place) -> None:
    four.act("MG-1", "escalate", handover="Blank pages. The driver?")
    four.act("MG-1", "take", "bob")
    four.act("MG-1", "return", "bob", reason="it was the cable")
    assert lines(four) == []
    four.act("MG-1", "escalate", handover="It was not the cable.")
    assert lines(four) == [], "nobody has it yet"
    four.act("MG-1", "take", "cyril")
    assert lines(four) == ["third change of worker: Ada First → Bob Second → Ada First → Cyril Third"]
    four.act("MG-1", "escalate", "cyril", handover="Nor the driver.", level="3")
    four.act("MG-1", "take", "cyril")
    assert len(lines(four)) == 1, "who gets it back has not got it from anybody"


def test_a_reply_to_what_nobody_has_makes_its_author_the_worker(four: Place) -> None:
    pass_on(four, "bob", "cyril")
    four.act("MG-1", "escalate", "cyril", handover="Nor the driver.")
    four.act("MG-1", "reply", "dora", text="We are at it.")
    assert lines(four) == ["third change of worker: Ada First → Bob Second → Cyril Third → Dora Fourth"]


def test_entries_that_do_not_say_who_has_it_count_where_somebody_took_it() -> None:
    history = [
        an_entry(event="opened", by="ann@customer.example"),
        an_entry(event="taken", by="ada"),
        an_entry(event="noted", by="eve"),
        an_entry(event="escalated", by="ada", data={WORKER: ""}),
        an_entry(event="assigned", by="lea", data={WORKER: "bob"}),
    ]
    assert workers(history) == ["ada", "bob"]
