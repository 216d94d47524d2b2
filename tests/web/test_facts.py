"""The facts of a ticket on its page: shown with their sentences, corrected, forgotten, and asked for."""

import re
from datetime import datetime
from html import unescape

from mailgate.desk.enrol import load_desk
from mailgate.model.fact import Fact
from mailgate.model.ticket import State
from mailgate.testing import a_ticket
from mailgate.web.known import beginning, groups

from .conftest import EWA, World, token_of

CATEGORY = """
[[category]]
id = "outage"
class = "outage"
priority = "p1"
checklist = ["since", "error", "rack <1>"]
"""
XSS = 'It says "error <script>alert(1)</script>" since yesterday.\n'


def opened(world: World, text: str) -> str:
    load_desk(world.house, [("more.toml", CATEGORY)])
    number = world.mail(text)
    world.act(number, "categorise", category="outage")
    return number


def facts_of(page: str) -> str:
    found = re.search(r'<section id="facts">.*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def test_each_fact_stands_with_its_sentence_and_nothing_of_a_customer_is_markup(world: World) -> None:
    number = opened(world, XSS)
    shown = facts_of(world.colleague().get(f"/t/{number}").text)
    assert "<script" not in shown
    assert "error &lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in shown
    assert re.search(r"<q [^>]*>It says [^<]*since yesterday\.</q>", shown)
    assert "rack &lt;1&gt;" in shown


def test_a_day_is_shown_as_a_day(world: World) -> None:
    number = opened(world, "The site is down.\n")
    world.act(number, "facts", EWA, since="2020-02-03")
    shown = facts_of(world.colleague().get(f"/t/{number}").text)
    assert "<bdi>3 Feb 2020</bdi>" in shown
    assert "Ewa Lis" in shown


def test_a_beginning_is_shown_as_exactly_as_it_is_known() -> None:
    at = datetime.fromisoformat("2026-11-16T06:00:00+03:00")
    precisions = ("minute", "hour", "part", "day", "week", "month")
    told = {name: beginning(at, name, "Europe/Prague", "en") for name in precisions}
    assert told == {
        "minute": "16 Nov 2026, 04:00 CET",
        "hour": "16 Nov 2026, 04:00 CET",
        "part": "16 Nov 2026, morning",
        "day": "16 Nov 2026",
        "week": "the week of 16 Nov 2026",
        "month": "November 2026",
    }
    odd = {"name": "since", "value": "once", "sentence": "", "by": "", "detail": ""}
    assert groups([odd], "Europe/Prague", "en")[0].facts[0].value == "once"


def test_the_device_stands_on_top(world: World) -> None:
    number = opened(world, "The site web-1 is down, error 619. It is an HP ProLiant 380.\n")
    shown = facts_of(world.colleague().get(f"/t/{number}").text)
    assert re.findall(r'data-fact="([^"]+)"', shown) == ["device", "error", "host"]


def test_a_fact_is_corrected_and_forgotten_by_plain_forms(world: World) -> None:
    number = opened(world, "The site web-1 is down.\n")
    client = world.colleague()
    token = token_of(client.get(f"/t/{number}").text)
    done = client.post(f"/t/{number}/act/facts", data={"_token": token, "host": "web-2\nweb-3"})
    assert "The facts are changed." in done.text
    assert [fact["value"] for fact in world.ticket(number)["facts"]] == ["web-2", "web-3"]
    client.post(f"/t/{number}/act/facts", data={"_token": token, "forget": "host"})
    assert world.ticket(number)["facts"] == []


def test_what_cannot_be_read_comes_back_as_it_was_typed(world: World) -> None:
    number = opened(world, "The site is down.\n")
    client = world.colleague()
    token = token_of(client.get(f"/t/{number}").text)
    page = client.post(f"/t/{number}/act/facts", data={"_token": token, "since": "the other day"})
    assert page.status_code == 422
    assert "since is a time like" in page.text
    assert re.search(r"<details open><summary>Add</summary>.*the other day</textarea>", page.text, re.DOTALL)


def test_the_missing_are_asked_for_with_a_preview_of_exactly_what_leaves(world: World) -> None:
    number = opened(world, "The site is down.\n")
    client = world.colleague()
    page = client.get(f"/t/{number}").text
    data = {"_token": token_of(page), "missing": unescape(re.findall(r'name="missing" value="([^"]+)"', page)[0])}
    assert data["missing"] == "since, error, rack <1>"
    composer = client.post(f"/t/{number}/edit/ask", data=data).text
    assert re.search(r'<details class="act" name="composer" id="act-ask" open>', composer)
    assert '<option value="since, error, rack &lt;1&gt;" selected>' in composer
    preview = client.post(f"/t/{number}/preview/ask", data={**data, "text": "Hi!"}).text
    for words in ("Hi!", "- Since when has it been so?", "- rack &lt;1&gt;:"):
        assert words in preview
    client.post(f"/t/{number}/act/ask", data={**data, "text": "Hi!"})
    ticket = world.ticket(number)
    assert ticket["state"] == "waiting_customer"
    assert "- rack <1>:" in ticket["messages"][-1]["text"]


def test_where_nothing_is_missing_nothing_of_it_is_offered(world: World) -> None:
    number = world.mail("The site is down.\n")
    page = world.colleague().get(f"/t/{number}").text
    assert "Ask for these" not in page
    assert 'name="missing"' not in page


def test_a_ticket_at_its_end_shows_its_facts_and_no_forms(world: World) -> None:
    with world.house.work() as work:
        number = work.unit.tickets.open(a_ticket(state=State.ARCHIVED, facts=(Fact("host", "web-1"),))).number
    shown = facts_of(world.colleague().get(f"/t/{number}").text)
    assert "web-1" in shown
    assert "<form" not in shown
