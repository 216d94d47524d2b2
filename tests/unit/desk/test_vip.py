"""What VIPs of the registry write hurries, when it is certain that they wrote it."""

from dataclasses import replace

import pytest

from mailgate.desk.enrol import load_desk
from mailgate.model.ticket import Priority

from .conftest import ANN, Place

SALE = {"subject": "A chair", "text": "Please send an offer."}
RULE = """
[[rule]]
name = "a VIP's word"
order = -1
when = 'person.vip and words("chair*")'
set = { priority = "p2" }
stop = false
"""


@pytest.fixture
def place(place: Place) -> Place:
    """A house in whose registry Ann is a VIP."""
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, vip=True))
    return place


def test_what_a_proven_vip_writes_hurries_and_the_history_says_why(place: Place) -> None:
    place.mail(**SALE)
    assert place.ticket().priority is Priority.P3
    assert "impact one × urgency high (a VIP) = P3" in place.history()[0].why


def test_what_only_bears_a_vips_address_hurries_no_more_than_others(place: Place) -> None:
    kept = place.mail(proof="unproven", **SALE)
    assert place.ticket(kept.ticket_id).priority is Priority.P4
    kept = place.mail("june@kestrel.example", **SALE)
    assert place.ticket(kept.ticket_id).priority is Priority.P4


def test_a_rule_may_ask_for_vips_and_hears_of_proven_ones_alone(place: Place) -> None:
    load_desk(place.house, [("rules.toml", RULE)])
    assert place.ticket(place.mail(**SALE).ticket_id).priority is Priority.P2
    assert place.ticket(place.mail(proof="unproven", **SALE).ticket_id).priority is Priority.P4


@pytest.mark.parametrize(("proof", "priority"), [("proven", Priority.P3), ("unproven", Priority.P4)])
def test_staff_who_set_the_category_have_it_weighed_the_same_way(place: Place, proof: str, priority: Priority) -> None:
    kept = place.mail(proof=proof, subject="Hello", text="A chair, please.")
    number = place.ticket(kept.ticket_id).number
    assert place.act(number, "categorise", category="sales").priority is priority
    assert ("urgency high (a VIP)" in place.history(kept.ticket_id or 0)[-1].why) is (proof == "proven")
