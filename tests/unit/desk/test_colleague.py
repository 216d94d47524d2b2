"""A colleague who is not registered: their administrators are told, and add them by one click."""

from dataclasses import replace

import pytest

from mailgate.desk.approve import answer_approve, open_approve
from mailgate.desk.colleague import (
    ColleaguePage,
    add_colleague,
    open_colleague,
    proposed_name,
    refuse_colleague,
)
from mailgate.model.outgoing import OutState
from mailgate.model.person import Person, Right
from mailgate.model.ticket import Flag

from .conftest import ANN, Place
from .test_approve import BILL, EVA, JUNE, rights
from .test_life import page_token, sent_text

HAND = "nora.mala@customer.example"


def told(place: Place, **letter: str) -> str:
    """An unregistered colleague writes: the token in the administrator's letter."""
    place.mail(f"Your Boss <{HAND}>", **{"text": "The secret is 4711.\n", **letter})
    place.deliver()
    return page_token(place, place.out("colleague_wrote"), "c")


def opened(place: Place, token: str) -> ColleaguePage:
    page = open_colleague(place.house, token)
    assert page is not None
    return page


def registered(place: Place, address: str = HAND) -> list[Person]:
    with place.house.view() as work:
        return work.unit.people.by_address(address)


def test_the_administrators_are_told_by_a_link(place: Place) -> None:
    told(place)
    assert [(letter.effect, letter.to) for letter in place.outbox()] == [
        ("received_neutral", HAND),
        ("colleague_wrote", EVA),
    ]


def test_the_letter_names_the_address_and_no_word_nor_name_of_its_author(place: Place) -> None:
    told(place, subject="Bad printer 4711")
    text = sent_text(place, place.out("colleague_wrote"))
    (sent,) = place.relay.sent_to(EVA)
    for said in (HAND, "MG-1", "2 Nov 2026, 09:00 CET"):
        assert said in text
    whole = f"{sent.message['Subject']} {sent.message['References']} {text}"
    for secret in ("4711", "Boss", "printer", "secret", place.messages()[0].message_id):
        assert secret not in whole


def test_without_an_administrator_a_few_are_told_without_the_link(place: Place) -> None:
    with place.house.work() as work:
        (june,) = work.unit.people.by_address(JUNE)
        for number in range(9):
            more = replace(june, id=0, addresses=(f"tech{number}@kestrel.example",))
            work.unit.people.save_person(more)
    place.mail("new@kestrel.example")
    place.deliver()
    letters = [letter for letter in place.outbox() if letter.effect == "colleague_wrote"]
    assert len(letters) == 5
    assert letters[0].to == JUNE
    assert "/c/" not in sent_text(place, letters[0])


def test_where_nobody_can_be_told_it_is_the_owners_task(place: Place) -> None:
    rights(place, JUNE)
    place.mail("new@kestrel.example")
    assert place.ticket().flags == {Flag.COLLEAGUE, Flag.OWNER_TASK}
    assert "nobody at Kestrel Ltd. can be told" in place.history()[-1].why


def test_nobody_is_told_before_the_colleague_is_proven(place: Place) -> None:
    place.mail(HAND, proof="unproven", subject="Total outage")
    assert place.ticket().flags == {Flag.COLLEAGUE, Flag.UNPROVEN}
    assert place.effects() == []
    place.act("MG-1", "vouch", how="I called the company")
    assert place.effects() == ["colleague_wrote"]


def test_one_click_adds_the_colleague_and_what_waited_is_told(place: Place) -> None:
    page = add_colleague(place.house, told(place), "", [Right.TECHNICAL])
    assert page is not None
    assert page.situation == "added"
    (person,) = registered(place)
    assert (person.name, person.rights, person.company.name) == (
        "Nora Mala",
        {Right.TECHNICAL},
        "Customer s.r.o.",
    )
    assert place.ticket().flags == frozenset()
    place.deliver()
    assert place.out("received").state is OutState.SENT
    assert place.out("received").to == HAND
    line = next(entry for entry in place.history() if entry.by == EVA)
    assert line.why == "Nora Mala is registered at Customer s.r.o. with technical"
    assert place.mail(HAND, subject="Another printer").decision["standing"] == "contact"


def test_every_ticket_of_the_colleague_that_waits_is_released(place: Place) -> None:
    token = told(place)
    place.mail(HAND, subject="A second printer")
    add_colleague(place.house, token, "Nora", [Right.TECHNICAL])
    assert [Flag.COLLEAGUE in place.ticket(number).flags for number in (1, 2)] == [False, False]
    assert place.out("received", 2).to == HAND


def test_who_is_added_without_the_categorys_right_has_others_asked(place: Place) -> None:
    token = told(place, subject="A question about the invoice")
    add_colleague(place.house, token, "Nora Malá", [Right.TECHNICAL])
    assert place.ticket().flags == {Flag.NO_RIGHT}
    assert place.out("approval_request").to == BILL
    assert "received" not in place.effects()


def test_a_refusal_registers_nobody_and_calls_the_owner(place: Place) -> None:
    page = refuse_colleague(place.house, told(place))
    assert page is not None
    assert page.situation == "refused"
    assert registered(place) == []
    assert place.ticket().flags == {Flag.COLLEAGUE, Flag.REFUSED, Flag.OWNER_TASK}
    assert place.history()[-1].why == f"Eva Chief says that {HAND} is not theirs"


def test_the_next_letter_of_an_address_that_is_not_theirs_asks_nobody_again(place: Place) -> None:
    refuse_colleague(place.house, told(place))
    place.later(hours=2)
    place.mail(HAND, subject="Another printer", message_id="second@customer.example")
    assert "colleague_wrote" not in place.effects(2)
    assert Flag.REFUSED in place.ticket(2).flags
    said = f"Eva Chief said on 2026-11-02 that {HAND} is not theirs: nobody is asked again"
    assert place.history(2)[-1].why == said


def test_not_ours_counts_for_that_address_at_that_customer_and_for_a_month(place: Place) -> None:
    refuse_colleague(place.house, told(place))
    place.mail("other@customer.example", message_id="other@customer.example")
    assert "colleague_wrote" in place.effects(2)
    place.later(days=29, hours=23)
    place.mail(HAND, message_id="third@customer.example")
    assert "colleague_wrote" not in place.effects(3)
    place.later(hours=1)
    place.mail(HAND, message_id="fourth@customer.example")
    assert "colleague_wrote" in place.effects(4)


def test_who_is_added_without_the_categorys_right_reads_that_others_are_answered(place: Place) -> None:
    token = told(place, subject="A question about the invoice")
    add_colleague(place.house, token, "Nora Malá", [Right.TECHNICAL])
    place.deliver()
    assert (place.out("not_entitled").to, place.out("not_entitled").state) == (HAND, OutState.SENT)


def test_the_second_letter_of_a_day_is_nobodys_task(place: Place) -> None:
    """A colleague hears the neutral words once a day, like any stranger; nobody has to do anything about that (T29)."""
    told(place)
    place.later(hours=2)
    place.mail(HAND, subject="Another printer", message_id="second@customer.example")
    assert place.out("received_neutral", 2).state is OutState.SUPPRESSED
    assert Flag.OWNER_TASK not in place.ticket(2).flags


@pytest.mark.parametrize("first", ["add", "refuse"])
def test_a_second_answer_shows_how_things_stand(place: Place, first: str) -> None:
    token = told(place)
    answers = {
        "add": lambda: add_colleague(place.house, token, "Nora", [Right.TECHNICAL]),
        "refuse": lambda: refuse_colleague(place.house, token),
    }
    done = answers[first]()
    before = (place.ticket(), place.history(), place.outbox(), registered(place))
    assert [answers[each]() for each in ("refuse", "add")] == [done, done]
    assert add_colleague(place.house, token, "Nora", list(Right)) == done
    assert (place.ticket(), place.history(), place.outbox(), registered(place)) == before


def test_looking_changes_nothing(place: Place) -> None:
    token = told(place)
    before = (place.ticket(), place.history(), place.outbox(), registered(place))
    for _ in range(20):
        assert opened(place, token).situation == "asked"
    assert (place.ticket(), place.history(), place.outbox(), registered(place)) == before


def test_a_late_link_adds_nobody(place: Place) -> None:
    token = told(place)
    place.later(days=7)
    assert opened(place, token).situation == "late"
    add_colleague(place.house, token, "Nora", [Right.TECHNICAL])
    assert registered(place) == []


def test_who_is_no_administrator_any_more_adds_nobody(place: Place) -> None:
    token = told(place)
    rights(place, EVA, Right.TECHNICAL)
    assert (open_colleague(place.house, token), refuse_colleague(place.house, token)) == (None, None)
    assert add_colleague(place.house, token, "Nora", [Right.COMPANY_ADMIN]) is None
    assert registered(place) == []


def test_who_was_registered_meanwhile_is_not_added_again(place: Place) -> None:
    token = told(place)
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, id=0, name="Nora", addresses=(HAND,), rights=frozenset()))
    assert opened(place, token).situation == "added"
    add_colleague(place.house, token, "Mallory", [Right.COMPANY_ADMIN])
    assert registered(place)[0].rights == frozenset()


def test_the_link_opens_no_approval(place: Place) -> None:
    token = told(place)
    assert open_approve(place.house, token) is None
    assert answer_approve(place.house, token, "approve") is None
    assert opened(place, token).situation == "asked"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("jan.novak@x.example", "Jan Novak"),
        ("jan_van-dijk+desk@x.example", "Jan Van Dijk"),
        ("info@x.example", "Info"),
        ("...@x.example", "...@x.example"),
    ],
)
def test_the_proposed_name_is_made_of_the_address_alone(address: str, name: str) -> None:
    assert proposed_name(address) == name


def test_a_spent_link_adds_nobody_though_the_refusal_was_taken_back(place: Place) -> None:
    token = told(place)
    refuse_colleague(place.house, token)
    with place.house.work() as work:
        work.unit.tickets.save(replace(place.ticket(), flags=frozenset({Flag.COLLEAGUE})))
    assert opened(place, token).situation == "late"
    add_colleague(place.house, token, "Nora", [Right.TECHNICAL])
    assert registered(place) == []


def test_the_page_proposes_no_name_that_the_letter_gave(place: Place) -> None:
    token = told(place)
    assert place.ticket().requester_name == "Your Boss"
    assert opened(place, token).name == "Nora Mala"
