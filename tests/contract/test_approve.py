"""Links that are answered once stay so over every store, whoever posts them at the same moment (threats T32, T33)."""

from dataclasses import replace

import pytest

from mailgate.desk.approve import answer_approve
from mailgate.desk.colleague import add_colleague, refuse_colleague
from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all
from mailgate.desk.receive import receive
from mailgate.model.person import Right
from mailgate.testing import a_letter, an_envelope
from mailgate.testing.house import a_house
from mailgate.testing.seed import seed

ANN, BILL, EVA, NEW = (f"{name}@customer.example" for name in ("ann", "bill", "eva", "new"))


@pytest.fixture
def house(store):
    made = seed(a_house(store))
    with made.work() as work:
        (eva,) = work.unit.people.by_address(EVA)
        work.unit.people.save_person(replace(eva, rights=frozenset({Right.BILLING, Right.COMPANY_ADMIN})))
    return made


def tokens(house, sender, subject, path):
    """The tokens of the links that a letter of this sender brings about, by recipient."""
    receive(house, an_envelope(mail_from=sender, peer="127.0.0.1"), a_letter(sender=sender, subject=subject))
    drain(house)
    deliver_all(house)
    texts = {sent.to: sent.message.get_body(("plain",)).get_content() for sent in house.relay.sent}
    return {to: text.split(f"/{path}/")[1].split()[0] for to, text in texts.items() if f"/{path}/" in text}


def history(house, by):
    with house.view() as work:
        return [entry.why for entry in work.unit.tickets.history(1) if entry.by in by]


def test_of_many_answers_by_one_link_one_counts(house, together):
    token = tokens(house, ANN, "the invoice", "a")[BILL]
    said = ["approve", "refuse"] * 4
    pages = together(*((lambda each=each: answer_approve(house, token, each)) for each in said))
    assert all(page.situation in ("approved", "refused") for page in pages)
    assert len(history(house, [BILL])) == 1


def test_of_two_people_who_answer_at_once_one_decides(house, together):
    links = tokens(house, ANN, "the invoice", "a")
    assert set(links) == {BILL, EVA}
    together(
        lambda: answer_approve(house, links[BILL], "approve"),
        lambda: answer_approve(house, links[EVA], "refuse"),
    )
    assert len(history(house, [BILL, EVA])) == 1
    with house.view() as work:
        assert len({"approved", "refused"} & set(work.unit.tickets.get(1).flags)) == 1


def test_a_colleague_is_added_once_or_refused(house, together):
    token = tokens(house, NEW, "an outage", "c")[EVA]
    answers = [lambda: add_colleague(house, token, "New", [Right.TECHNICAL]), lambda: refuse_colleague(house, token)]
    pages = together(*answers * 3)
    with house.view() as work:
        people = work.unit.people.by_address(NEW)
        received = [letter for letter in work.unit.outbox.of_ticket(1) if letter.effect == "received"]
    assert len(people) == len(received) <= 1
    assert {page.situation for page in pages} == {"added" if people else "refused"}
    assert len(history(house, [EVA])) == 1
