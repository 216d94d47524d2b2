"""The customer's page: one honest answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all

from .conftest import JUNE, World


def test_scanners_change_nothing_then_one_answer_works(world: World) -> None:
    number, link = world.asked()
    before = world.everything(number)
    for agent in ("Mozilla/5.0", "Outlook-SafeLinks", "curl/8"):
        scanner = world.visitor(**{"User-Agent": agent, "Sec-Purpose": "prefetch"})
        for _ in range(17):
            assert scanner.get(f"{link}?answer=yes").status_code == 200
        assert scanner.head(link).status_code == 200
    assert world.everything(number) == before
    page = world.visitor().post(link, data={"answer": "yes"})
    assert "The request is closed" in page.text
    assert world.ticket(number)["state"] == "closed"


def test_a_second_answer_shows_how_things_stand(world: World) -> None:
    number, link = world.asked()
    world.visitor().post(link, data={"answer": "yes"})
    history = world.ticket(number)["history"]
    again = world.visitor().post(link, data={"answer": "yes"})
    assert (again.status_code, "The request is closed" in again.text) == (200, True)
    assert world.ticket(number)["history"] == history


def test_a_yes_with_a_but_does_not_close(world: World) -> None:
    number, link = world.asked()
    page = world.visitor().post(link, data={"answer": "yes", "comment": "ale platba pořád padá"})
    assert "Thank you for your answer" in page.text
    ticket = world.ticket(number)
    assert ticket["state"] == "verifying"
    assert "owner_task" in ticket["flags"]
    assert ticket["messages"][-1]["text"] == "ale platba pořád padá"


def test_a_no_reopens_and_names_who_answers_by_when(world: World) -> None:
    number, link = world.asked()
    page = world.visitor().post(link, data={"answer": "no", "comment": "still down"})
    assert world.ticket(number)["state"] == "first_line"
    assert "Ewa Lis will answer by Monday 2 Nov 2026" in page.text


def test_the_page_says_what_was_done_and_until_when_with_the_chosen_button_first(world: World) -> None:
    number, link = world.asked()
    page = world.visitor().get(f"{link}?answer=no").text
    assert "Restarted the proxy" in page
    assert f"Request {number}: Site down" in page
    assert "+48 22 555 01 00" in page
    assert "Please check by Tuesday 3 Nov 2026" in page
    assert page.index('value="no"') < page.index('value="yes"')
    assert "partly" not in page
    assert JUNE not in page


def test_an_expectation_offers_three_answers(world: World) -> None:
    number, link = world.asked(result="expectation")
    page = world.visitor().get(link).text
    assert [page.count(f'value="{each}"') for each in ("yes", "partly", "no")] == [1, 1, 1]
    assert "Is this the result you expected?" in page
    world.visitor().post(link, data={"answer": "partly"})
    assert world.ticket(number)["state"] == "first_line"


def test_after_closing_the_page_opens_it_again(world: World) -> None:
    number, link = world.asked()
    world.visitor().post(link, data={"answer": "yes"})
    page = world.visitor().get(link).text
    assert "Open it again" in page
    world.visitor().post(link, data={"answer": "no", "comment": "it is back"})
    assert world.ticket(number)["state"] == "first_line"


def test_past_the_window_the_page_only_tells(world: World) -> None:
    _, link = world.asked()
    world.visitor().post(link, data={"answer": "yes"})
    world.house.clock.forward(timedelta(days=8))  # type: ignore[attr-defined]
    page = world.visitor().get(link)
    assert "<form" not in page.text


@pytest.mark.parametrize("answer", ["", "maybe", "YES", "<script>"])
def test_an_answer_that_is_none_asks_again(world: World, answer: str) -> None:
    number, link = world.asked()
    page = world.visitor().post(link, data={"answer": answer})
    assert (page.status_code, 'value="yes"' in page.text) == (422, True)
    assert world.ticket(number)["state"] == "verifying"


@pytest.mark.parametrize("change", ["cut", "flip", "empty"])
def test_a_garbled_link_shows_the_phone_and_no_ticket(world: World, change: str) -> None:
    number, link = world.asked()
    bad = {"cut": link[:-4], "flip": link[:-1] + ("a" if link[-1] != "a" else "b"), "empty": "/v/%00%ff"}[change]
    for method in ("GET", "POST"):
        page = world.visitor().request(method, bad, data={"answer": "yes"} if method == "POST" else None)
        assert page.status_code == 404
        assert "+48 22 555 01 00" in page.text
        assert number not in page.text
        assert "Site down" not in page.text
    assert world.ticket(number)["state"] == "verifying"


@pytest.mark.parametrize(
    ("language", "question"),
    [("cs", "Je to vyřešené?"), ("pl", "Czy sprawa jest rozwiązana?"), ("ru", "Проблема решена?")],
)
def test_the_page_speaks_the_tickets_language(world: World, language: str, question: str) -> None:
    number, link = world.asked()
    with world.house.work() as work:
        ticket = work.unit.tickets.get(int(number[3:]))
        assert ticket
        work.unit.tickets.save(replace(ticket, language=language))
    page = world.visitor().get(link).text
    assert question in page
    assert f'<html lang="{language}">' in page


def test_an_address_is_proven_by_the_button_and_not_by_opening(world: World) -> None:
    form = world.visitor()
    key = {"_key": "one", "email": "new@elsewhere.example", "message": "Please call"}
    form.post("/form/contact", data=key)
    (kept,) = drain(world.house)
    deliver_all(world.house)
    number, link = f"MG-{kept.ticket_id}", world.link("/p/")
    before = world.everything(number)
    assert [world.visitor().get(link).status_code for _ in range(3)] == [200, 200, 200]
    assert world.everything(number) == before
    assert "unproven" in before["ticket"]["flags"]
    assert world.visitor().post(link).status_code == 200
    assert "unproven" not in world.ticket(number)["flags"]
    after = world.ticket(number)["history"]
    assert world.visitor().post(link).status_code == 200
    assert world.ticket(number)["history"] == after
