"""Triage in the browser: one new ticket at a time, its proposal with the reason, four acts, then the next one."""

import re
from typing import Any

import pytest

from mailgate.desk.deliver import deliver_all
from mailgate.desk.enrol import load_desk

from .conftest import JUNE, World, token_of

RULE = """
[[rule]]
name = "hurry"
when = 'words("quickly")'
set = { priority = "p2" }

[[category]]
id = "question"
class = "question"
right = "technical"

[[rule]]
name = "asks"
when = 'words("how do")'
set = { category = "question" }
"""


@pytest.fixture
def asked(world: World) -> World:
    """Three new tickets: one with a category, one with a priority, one of which nothing is known."""
    load_desk(world.house, [("more.toml", RULE)])
    for subject, text in (("First", "How do I scan?\n"), ("Second", "Come quickly.\n"), ("Third", "Hm.\n")):
        world.mail(text, subject=subject)
    return world


def heading(page: str) -> str:
    """The number of the ticket that the page shows."""
    found = re.search(r'data-ticket="(MG-\d+)"', page)
    return found[1] if found else ""


def post(world: World, path: str, follow: bool = True, **fields: str) -> Any:
    client = world.colleague()
    token = token_of(client.get("/triage").text)
    return client.post(path, data={"_token": token, **fields}, follow_redirects=follow)


def chosen(page: str, select: str) -> list[str]:
    """The options of a select that are chosen at first."""
    inside = re.search(rf'<select id="{select}".*?</select>', page, re.DOTALL)
    assert inside, f"the page has no {select}"
    return re.findall(r'<option(?: value="(\w*)")?(?: data-key="\w")? selected>(\w+)', inside[0])


def test_the_page_shows_the_first_with_its_words_its_proposal_and_why(asked: World) -> None:
    page = asked.colleague().get("/triage").text
    assert heading(page) == "MG-1"
    assert "How do I scan?" in page
    assert "Proposed: question, no priority" in page
    assert "rule &#39;asks&#39; saw &#39;how do&#39;" in page
    assert chosen(page, "triage-category") == [("", "question")]
    assert '<span class="count">3</span> left' in page
    assert "to be decided" in page


def test_after_an_act_comes_the_next_one_and_at_the_end_nothing(asked: World) -> None:
    page = post(asked, "/triage/MG-1/accept", category="question", priority="P4").text
    assert heading(page) == "MG-2"
    assert '<a href="/t/MG-1">MG-1</a>: Category and priority are set.' in page
    assert chosen(page, "triage-priority") == [("P2", "P2")]
    assert asked.ticket("MG-1")["state"] == "first_line"
    page = post(asked, "/triage/MG-2/not-request", kind="newsletter").text
    assert heading(page) == "MG-3"
    assert asked.ticket("MG-2")["history"][-1]["why"] == "not a request: newsletter"
    page = post(asked, "/triage/MG-3/accept", category="question", priority="P3").text
    assert "Nothing waits to be decided" in page


def test_the_next_one_can_be_looked_at_first_and_what_was_left_comes_again(asked: World) -> None:
    client = asked.colleague()
    first = client.get("/triage").text
    onward = re.search(r'id="next" href="([^"]+)"', first)
    assert onward
    second = client.get(onward[1]).text
    assert heading(second) == "MG-2"
    after = re.search(r'name="_after" value="([^"]*)"', second)
    assert after
    third = post(asked, "/triage/MG-2/accept", category="question", _after=after[1]).text
    assert heading(third) == "MG-3", "what was left aside does not come back at once"
    assert heading(post(asked, "/triage/MG-3/not-request", kind="spam", _after=after[1]).text) == "MG-1"


def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(asked: World) -> None:
    answer = post(asked, "/triage/MG-1/accept", category="question")
    assert answer.status_code == 422
    assert "priority is missing" in answer.text
    assert heading(answer.text) == "MG-1"
    answer = post(asked, "/triage/MG-2/duplicate", of="MG-77")
    assert (answer.status_code, heading(answer.text)) == (404, "MG-2")
    assert 'value="MG-77"' in answer.text
    assert asked.ticket("MG-2")["state"] == "new"


def test_a_duplicate_is_previewed_as_its_author_will_read_it_and_goes_on_to_the_next(asked: World) -> None:
    asked.act("MG-1", "accept", category="question", priority="P3")
    deliver_all(asked.house)
    preview = post(asked, "/triage/MG-2/duplicate", of="MG-1").text
    assert "what the customer receives" in preview
    assert JUNE in preview
    assert asked.ticket("MG-2")["state"] == "new", "nothing is done by looking"
    form = re.search(r'<form method="post" action="/triage/MG-2/duplicate".*?</form>', preview, re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))
    page = asked.colleague().post("/triage/MG-2/duplicate", data={**fields, "_token": fields["_token"]})
    assert page.status_code == 403, "the token is of another session"
    fields.pop("_token")
    page = post(asked, "/triage/MG-2/duplicate", **fields)
    assert heading(page.text) == "MG-3"
    assert asked.ticket("MG-2")["state"] == "merged"


def test_somebody_else_was_faster(asked: World) -> None:
    asked.act("MG-1", "accept", category="question", priority="P3")
    answer = post(asked, "/triage/MG-1/accept", category="question", priority="P1")
    assert answer.status_code == 409
    assert "was decided before" in answer.text
    assert heading(answer.text) == "MG-2"


def test_other_acts_and_numbers_are_not_there(asked: World) -> None:
    assert post(asked, "/triage/MG-1/take").status_code == 404
    assert post(asked, "/triage/MG-77/accept", category="question").status_code == 404
    page = asked.colleague().get("/triage", params={"after": "<b>x", "done": "accept", "was": "<b>MG-1"}).text
    assert "<b>" not in page
    assert heading(page) == "MG-1"


def test_a_new_ticket_has_the_panel_on_its_own_page_and_a_decided_one_has_not(asked: World) -> None:
    client = asked.colleague()
    page = client.get("/t/MG-1").text
    assert 'action="/t/MG-1/act/accept"' in page
    assert 'action="/t/MG-1/preview/duplicate"' in page
    assert 'href="/t/MG-1?open=ask#ask-text"' in page
    token = token_of(page)
    data = {"_token": token, "category": "question", "priority": "P3"}
    done = client.post("/t/MG-1/act/accept", data=data)
    assert "MG-1: Category and priority are set." in done.text
    assert 'aria-label="Triage"' not in done.text


def test_the_link_to_ask_opens_that_form(asked: World) -> None:
    page = asked.colleague().get("/t/MG-1?open=ask").text
    assert '<details class="act" name="composer" id="act-ask" open>' in page
    assert '<details class="act" name="composer" id="act-reply">' in page


def test_hidden_letters_of_a_subject_are_shown_here_too(world: World) -> None:
    world.mail(subject="Hello \u202eevil")
    page = world.colleague().get("/triage").text
    assert heading(page) == "MG-1"
    assert "\u202e" not in page
