"""Open points on the form of a resolution, the lead's review list, and what only leads see."""

from html import unescape

import pytest

from mailgate.desk.enrol import load_desk

from .conftest import EWA, JUNE, TOM, World, token_of

LEA = "lea@alder.example"
STAFF = f'[[staff]]\nemail = "{LEA}"\nname = "Lea Head"\nrole = "lead"\n'
QUESTION = "Why does <b>it</b> fall each night?"
SOLVED = {"how": "A new fuse", "cause": "equipment", "minutes": "5"}


@pytest.fixture
def asked(world: World) -> str:
    """A ticket with an open question."""
    load_desk(world.house, [("more.toml", STAFF)])
    number = world.mail(f"The site is down. {QUESTION}\n")
    world.act(number, "categorise", category="outage")
    return number


def post(world: World, who: str, path: str, **typed: str) -> tuple[int, str]:
    client = world.colleague(who)
    answer = client.post(path, data={"_token": token_of(client.get("/q").text), **typed})
    return answer.status_code, unescape(answer.text)


def test_the_form_lists_each_open_point_and_nothing_of_a_customer_is_markup(world: World, asked: str) -> None:
    """S4-7."""
    page = world.colleague().get(f"/t/{asked}").text
    assert 'name="point-1" value="answered"' in page
    assert 'name="point-1" value="dismissed"' in page
    assert 'name="point-1" value="explained"' not in page
    assert "<b>it</b>" not in page


def test_what_was_left_open_comes_back_with_the_list_and_the_words(world: World, asked: str) -> None:
    status, page = post(world, EWA, f"/t/{asked}/preview/resolve", **SOLVED, points="shown")
    assert (status, "the customer's words are still open: 1 (question)" in page) == (422, True)
    assert 'value="A new fuse"' in page


def test_what_was_said_of_a_point_goes_through_preview_and_back(world: World, asked: str) -> None:
    said = {**SOLVED, "points": "shown", "point-1": "dismissed"}
    status, page = post(world, EWA, f"/t/{asked}/preview/resolve", **said)
    assert (status, 'name="point-1" value="dismissed"' in page) == (200, True)
    _, page = post(world, EWA, f"/t/{asked}/edit/resolve", **said)
    assert 'value="dismissed" aria-describedby="point-1" checked' in page
    status, _ = post(world, EWA, f"/t/{asked}/act/resolve", **said)
    row = world.ticket(asked)
    assert (row["state"], row["resolution"]["dismissed"]) == ("resolved", QUESTION)


def test_a_symptom_can_be_left_unexplained_and_the_page_proposes_second_line(world: World) -> None:
    """S4-3."""
    number = world.mail("The site is down. It shows error 619.\n")
    world.act(number, "categorise", category="outage")
    world.act(number, "escalate", handover="619")
    assert "Not explained: hand it over" in world.colleague().get(f"/t/{number}").text
    status, page = post(world, EWA, f"/t/{number}/preview/resolve", **SOLVED, **{"points": "shown", "point-1": "open"})
    assert (status, "escalate it to second line" in page) == (422, True)


def test_the_review_list_is_for_leads_and_says_why(world: World, asked: str) -> None:
    world.act(asked, "abusive", reason="shouts <script>")
    assert world.colleague(TOM).get("/review").status_code == 403
    assert 'href="/review"' not in world.colleague(TOM).get("/q").text
    page = world.colleague(LEA).get("/review").text
    assert f'data-ticket="{asked}"' in page
    assert "<li>abusive</li>" in page
    assert 'href="/review"' in page
    status, page = post(world, LEA, f"/t/{asked}/act/reviewed")
    assert (status, "Off the review list." in page) == (200, True)
    assert "Nothing went wrong that nobody has looked at." in world.colleague(LEA).get("/review").text


def test_only_leads_are_offered_the_apology_and_they_see_what_leaves(world: World, asked: str) -> None:
    """S4-12, law 14."""
    world.act(asked, "abusive", reason="shouts")
    assert 'id="act-apologise"' not in world.colleague(TOM).get(f"/t/{asked}").text
    assert 'id="act-apologise" open' in world.colleague(LEA).get(f"/t/{asked}?open=apologise").text
    status, page = post(world, LEA, f"/t/{asked}/preview/apologise", text="We are sorry.")
    assert (status, "We are sorry." in page, JUNE in page) == (200, True, True)
    assert world.ticket(asked)["owner"] == EWA, "a lead marked it, and a preview changes nothing"
    post(world, LEA, f"/t/{asked}/act/apologise", text="We are sorry.")
    assert (world.ticket(asked)["worker"], world.ticket(asked)["priority"]) == (LEA, "P1")


def test_the_page_shows_a_workaround_and_whom_to_speak_to(world: World, asked: str) -> None:
    world.act(asked, "mitigate", text="Use the <old> site.")
    world.act(asked, "abusive", reason="shouts")
    page = unescape(world.colleague().get(f"/t/{asked}").text)
    assert "Mitigated, not solved: Use the <old> site." in page
    assert "the lead speaks to the customer." in page
