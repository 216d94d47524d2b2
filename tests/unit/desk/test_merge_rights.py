"""What a merge must not tell anybody, and whom it must not leave waiting (design.md §5, §6)."""

from dataclasses import replace

import pytest

from mailgate.desk.colleague import add_colleague, refuse_colleague
from mailgate.desk.customer import answer_prove, open_prove
from mailgate.desk.merge import to_join
from mailgate.model.errors import NotAllowed
from mailgate.model.person import Right
from mailgate.model.ticket import Flag, State

from .conftest import ANN, Place
from .test_approve import BILL, EVA, rights
from .test_colleague import told
from .test_life import page_token, sent_text

INVOICE = {"subject": "The invoice", "text": "What is invoice 12?\n", "message_id": "invoice@customer.example"}


# The audience of the whole reads the part.


def test_a_merge_never_tells_the_author_of_the_whole_what_the_part_is_about_without_the_right(place: Place) -> None:
    rights(place, BILL, Right.BILLING, Right.TECHNICAL)
    place.mail(ANN)
    place.mail(ANN, **INVOICE)
    assert place.out("approval_request", 2).to == BILL
    with pytest.raises(
        NotAllowed,
        match=r"^MG-2: ann@\S+ is told about MG-1 and may not be told about MG-2: it needs the right billing$",
    ):
        place.act("MG-2", "merge", into="MG-1")
    assert place.ticket(2).state is State.FIRST_LINE


def test_it_is_no_matter_that_the_author_is_not_proven_yet(place: Place) -> None:
    """Nobody is told about the whole today; by the link Ann would be tomorrow, and about the invoice with it."""
    rights(place, BILL)
    rights(place, EVA)
    place.mail(ANN, proof="unproven")
    place.mail(ANN, **INVOICE)
    with pytest.raises(NotAllowed, match="may not be told about MG-2: it needs the right billing"):
        place.act("MG-2", "merge", into="MG-1")


def test_with_the_right_to_both_it_is_merged(place: Place) -> None:
    rights(place, ANN, Right.TECHNICAL, Right.BILLING)
    place.mail(ANN)
    place.mail(ANN, **INVOICE)
    assert place.act("MG-2", "merge", into="MG-1").state is State.MERGED


def test_where_no_right_is_named_only_the_author_may_be_told(place: Place) -> None:
    place.mail(ANN)
    place.mail(BILL, subject="An offer", text="What would it cost?")
    rights(place, BILL, Right.TECHNICAL)
    with pytest.raises(NotAllowed, match="its category sales names no right"):
        place.act("MG-2", "merge", into="MG-1")


def test_a_part_without_a_category_is_said_to_be_about_the_same(place: Place) -> None:
    place.mail(ANN)
    place.mail(EVA, subject="[MG-2] me too", text="Mine too.")
    assert place.ticket(2).category == ""
    assert place.act("MG-2", "merge", into="MG-1").state is State.MERGED


def test_the_one_click_is_not_offered_where_the_merge_is_refused(place: Place) -> None:
    place.mail(ANN)
    place.mail("temp@customer.example", subject="[MG-1] the invoice", text="Is the invoice paid?")
    with place.house.view() as work:
        assert to_join(work, place.ticket(2)) is None


# The link that proves.


def two_unproven(place: Place, second: str = ANN) -> str:
    """The token in the neutral letter of MG-2, which is part of MG-1 now."""
    place.mail(proof="unproven")
    place.mail(second, proof="unproven", subject="The printer again", text="Still nothing.", message_id="2@x.example")
    place.deliver()
    return page_token(place, place.out("received_neutral", 2), "p")


def test_the_link_of_a_merged_ticket_proves_the_same_author_where_it_goes_on(place: Place) -> None:
    token = two_unproven(place)
    place.act("MG-2", "merge", into="MG-1")
    assert open_prove(place.house, token) == ("en", "MG-2", False)
    assert answer_prove(place.house, token) == "MG-2"
    assert [Flag.UNPROVEN in place.ticket(number).flags for number in (1, 2)] == [False, False]
    assert "received" in place.effects(1)
    assert open_prove(place.house, token) == ("en", "MG-2", True)
    before = place.outbox(1)
    answer_prove(place.house, token)
    assert place.outbox(1) == before, "using it twice does nothing"


def test_the_link_of_a_merged_ticket_proves_nobody_else(place: Place) -> None:
    token = two_unproven(place, EVA)
    with place.house.work() as work:
        part = work.unit.tickets.get(2)
        assert part is not None
        work.unit.tickets.save(replace(part, state=State.MERGED, merged_into=1))
    answer_prove(place.house, token)
    assert [Flag.UNPROVEN in place.ticket(number).flags for number in (1, 2)] == [True, False]


# A colleague whose ticket was merged before the administrator answered.


def merged_colleague(place: Place) -> str:
    token = told(place, subject="printer")
    place.mail(ANN, message_id="ann@customer.example")
    place.act("MG-1", "merge", into="MG-2")
    return token


def test_who_is_registered_after_their_ticket_was_merged_is_a_task_and_not_silence(place: Place) -> None:
    token = merged_colleague(place)
    add_colleague(place.house, token, "Nora", [Right.TECHNICAL])
    assert Flag.OWNER_TASK in place.ticket(2).flags
    why = "Nora is registered at Customer s.r.o. with technical: their MG-1 goes on here, and they have not heard of it"
    assert place.history(2)[-1].why == why
    assert Flag.COLLEAGUE not in place.ticket(1).flags


def test_who_is_not_theirs_is_a_task_where_the_ticket_goes_on(place: Place) -> None:
    token = merged_colleague(place)
    page = refuse_colleague(place.house, token)
    assert page is not None
    assert page.situation == "refused"
    assert Flag.OWNER_TASK in place.ticket(2).flags
    assert Flag.OWNER_TASK not in place.ticket(1).flags
    assert place.history(2)[-1].why.endswith("is not theirs")


@pytest.mark.parametrize("language", ["cs", "pl", "en", "ru"])
def test_who_never_heard_of_a_merged_ticket_reads_of_no_request_of_their_own(place: Place, language: str) -> None:
    with place.house.work() as work:
        (ann,) = work.unit.people.by_address(ANN)
        work.unit.people.save_person(replace(ann, language=language))
    merged_colleague(place)
    place.deliver()
    letter = next(out for out in place.outbox(1) if (out.effect, out.to) == ("merged", ANN))
    text = sent_text(place, letter)
    assert "MG-1" in text
    assert "MG-2" in text
    said = text.casefold()
    assert not [
        word for word in ("your", "váš", "vaš", "państwa", "ваш", "jako dosud", "jak dotąd", "прежде") if word in said
    ]
