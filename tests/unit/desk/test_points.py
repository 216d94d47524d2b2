"""What the customer asked and told is answered, explained or dismissed before a ticket is resolved (S4-3, S4-7)."""

import pytest

from mailgate.desk import look
from mailgate.desk.points import Point, open_points, settled
from mailgate.model.errors import WrongUse
from mailgate.model.ticket import Flag, State

from .conftest import Place

WHY = "Why does the DSL light go out?"
TEXT = f"The printer is dead. {WHY} Can you fix it?\n"
TOLD = "The printer shows error 619. It failed 4 times.\n"
LIST = (Point(1, "question", "Why?"), Point(2, "question", "When?"), Point(3, "symptom", "4 times"))


def points(place: Place, ticket_id: int = 1) -> list[tuple[str, str]]:
    with place.house.view() as work:
        ticket = work.unit.tickets.get(ticket_id)
        assert ticket
        return [(point.kind, point.text) for point in open_points(work, ticket)]


def test_a_resolution_is_refused_with_the_list_while_a_question_is_open(place: Place) -> None:
    """S4-7."""
    place.mail(text=TEXT)
    place.act("MG-1", "take")
    with pytest.raises(
        WrongUse, match=r"1 \(question\) “Why does the DSL light go out\?”.*answered or dismissed"
    ) as no:
        place.resolve("MG-1", points="shown")
    assert "escalate" not in str(no.value)
    assert place.ticket().state is State.FIRST_LINE
    with place.house.view() as work:
        assert look.ticket(work, "MG-1")["open_points"] == [{"n": 1, "kind": "question", "text": WHY}]


def test_a_script_that_knows_of_no_points_leaves_questions_open_and_the_history_says_so(place: Place) -> None:
    place.mail(text=TEXT)
    assert place.resolve("MG-1").state is State.RESOLVED
    assert f"left open: {WHY}" in place.history()[-1].why


@pytest.mark.parametrize("key", ["answered", "dismissed"])
@pytest.mark.parametrize("said", ["1", " 1, ", "all"])
def test_what_was_said_of_a_question_is_kept(place: Place, key: str, said: str) -> None:
    place.mail(text=TEXT)
    ticket = place.resolve("MG-1", **{key: said})
    assert (ticket.state, ticket.resolution[key]) == (State.RESOLVED, WHY)
    assert place.history()[-1].data["points"] == {WHY: key}
    assert f"{key}: {WHY}" in place.history()[-1].why
    assert points(place) == []


@pytest.mark.parametrize(("action", "left"), [("reply", 0), ("ask", 0), ("note", 1), ("mitigate", 1)])
def test_only_a_reply_or_a_question_of_ours_answers(place: Place, action: str, left: int) -> None:
    place.mail(text=TEXT)
    place.act("MG-1", action, text="The cable was loose.")
    assert len(points(place)) == left


def test_a_question_after_our_last_word_is_open_also_when_it_is_asked_again(place: Place) -> None:
    place.mail(text=TEXT)
    place.act("MG-1", "reply", text="The cable was loose.")
    place.answer(place.out("reply"), "Who pulled it? Thanks for now.")
    assert points(place) == [("question", "Who pulled it?")]
    place.act("MG-1", "reply", text="A mouse.")
    place.answer(place.out("reply"), WHY)
    assert points(place) == [("question", WHY)]


def test_what_was_dismissed_once_is_not_asked_about_again(place: Place) -> None:
    place.mail(text=TEXT)
    place.resolve("MG-1", dismissed="1")
    place.deliver()
    place.later(minutes=5)
    place.answer(place.out("verify"), "No, it still does not work.")
    assert place.ticket().disputes == 1
    assert points(place) == []
    place.answer(place.out("verify"), f"{WHY} Nobody says.")
    assert points(place) == [("question", WHY)]


def test_a_request_to_act_and_the_first_letter_of_a_mere_question_ask_for_nothing(place: Place) -> None:
    place.mail(text="The printer is dead. Can you fix it?\n")
    assert points(place) == []
    place.mail("bill@customer.example", subject="Invoice", text="When is the invoice due?\n")
    assert place.ticket(2).category == "billing"
    assert points(place, 2) == []
    place.answer(place.out("received", 2), "Why is it so much?", "bill@customer.example")
    assert points(place, 2) == [("question", "Why is it so much?")]


def test_symptoms_count_where_the_easy_explanation_has_failed(place: Place) -> None:
    place.mail(text=TOLD)
    assert points(place) == []
    place.act("MG-1", "escalate", handover="619, four times")
    assert points(place) == [("symptom", "619"), ("symptom", "4 times")]
    with pytest.raises(WrongUse, match=r"explained or dismissed.*escalate it to second line"):
        place.resolve("MG-1", staff="bob", explained="1")
    ticket = place.resolve("MG-1", explained="1", dismissed="2")
    assert (ticket.resolution["explained"], ticket.resolution["dismissed"]) == ("619", "4 times")


def test_symptoms_of_a_disputed_ticket_are_explained_anew(place: Place) -> None:
    """S4-3: whoever said no once is not sent the same words again."""
    place.mail(text=TOLD)
    for _ in range(2):
        place.resolve("MG-1", prevention="A better cable.", **({"explained": "all"} if place.ticket().disputes else {}))
        place.deliver()
        place.answer(place.out("verify"), "No, it still does not work.")
    assert points(place) == [("symptom", "619"), ("symptom", "4 times")]


def test_a_recurring_ticket_asks_for_its_symptoms(place: Place) -> None:
    for number in range(3):
        place.mail(text=f"{TOLD}In room {number}.\n")
    assert Flag.RECURRING in place.ticket(3).flags
    assert len(points(place, 3)) == 2
    assert points(place, 1) == []


def test_an_override_and_a_category_without_verification_are_not_held_up(place: Place) -> None:
    place.mail(text=TEXT)
    assert place.act("MG-1", "override-close", reason="she called").state is State.CLOSED
    place.mail("eve@stranger.example", subject="Offer", text="An offer please. Fine. Why so dear?\n")
    assert place.ticket(2).category == "sales"
    assert place.resolve("MG-2").state is State.CLOSED


def test_a_merged_part_brings_its_questions(place: Place) -> None:
    place.mail(text="The printer is dead.\n")
    place.mail(text=TEXT)
    place.act("MG-2", "merge", into="MG-1")
    assert points(place) == [("question", WHY)]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"answered": "1,2", "explained": "3"}, {"answered": ["Why?", "When?"], "explained": ["4 times"]}),
        ({"answered": "all", "dismissed": "2 3"}, {"answered": ["Why?"], "dismissed": ["When?", "4 times"]}),
        ({"dismissed": "all"}, {"dismissed": ["Why?", "When?", "4 times"]}),
    ],
)
def test_each_point_is_named_once(keys: dict[str, str], said: dict[str, list[str]]) -> None:
    assert settled(LIST, keys) == said
    assert settled((), {"answered": "all"}) == {}


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"answered": "1", "explained": "3"}, r"still open: 2 \(question\) “When\?”"),
        ({"answered": "1,2,3"}, "answered cannot name 3"),
        ({"answered": "1,1"}, "answered cannot name 1, or it is named twice"),
        ({"dismissed": "9"}, r"cannot name 9.*the list has: 1 \(question\)"),
        ({"answered": "first"}, "numbers of the open points stand between commas, or all; 'first' is none"),
        ({"answered": "²"}, "'²' is none"),
    ],
)
def test_what_does_not_fit_the_list_is_refused(keys: dict[str, str], why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        settled(LIST, keys)


def test_a_number_where_nothing_is_open_is_refused() -> None:
    with pytest.raises(WrongUse, match="nothing is open"):
        settled((), {"answered": "1"})
