"""The ticket's page of second line: who speaks, the button to take over, and notes first (S3-11 to S3-13, S2-13)."""

import re

import pytest

from mailgate.desk.deliver import deliver_all

from .conftest import EWA, JUNE, TOM, World, token_of

WHY = "June Park prefers to speak with a technician, and the registry names Ewa Lis."
BUTTON = '<button class="primary">Take over communication</button>'


@pytest.fixture
def handed(world: World) -> str:
    """Tom owns it, Ewa works on it at second line; the registry names Ewa for June."""
    number = world.mail()
    world.act(number, "categorise", category="outage")
    world.act(number, "take", TOM)
    world.act(number, "escalate", TOM, handover="It is the proxy.", reason="nobody knows more")
    world.act(number, "take", EWA)
    return number


def people(page: str) -> dict[str, str]:
    """Who is what, by the words on the page."""
    return dict(re.findall(r"<div><dt>((?:Owner|Speaks|Works|Work along)[^<]*)</dt><dd>([^<]*)</dd>", page))


def first_form(page: str) -> tuple[str, bool]:
    """The action whose form stands first in the composer, and whether it stands open."""
    found = re.search(r'<details class="act" name="composer" id="act-([\w-]+)"( open)?', page)
    assert found
    return found[1], bool(found[2])


def test_the_specialist_presses_the_button_reads_the_letter_and_speaks_from_then_on(world: World, handed: str) -> None:
    client = world.colleague(EWA)
    page = client.get(f"/t/{handed}").text
    assert (WHY in page, BUTTON in page) == (True, True)
    assert page.index(BUTTON) < page.index('class="columns"'), "before everything else"
    assert people(page) == {"Owner, speaks to the customer": "Tom Reed", "Works on it": "Ewa Lis"}
    token = {"_token": token_of(page)}
    preview = client.post(f"/t/{handed}/preview/take-over", data=token).text
    assert "Ewa Lis now speaks with you about your request" in preview
    assert world.ticket(handed)["speaker"] is None
    done = client.post(f"/t/{handed}/act/take-over", data=token).text
    assert "You speak to the customer now, who is told so." in done
    assert people(done) == {
        "Owner, has oversight": "Tom Reed",
        "Speaks to the customer": "Ewa Lis",
        "Works on it": "Ewa Lis",
    }
    assert WHY not in done
    deliver_all(world.house)
    told = world.house.relay.sent[-1]  # type: ignore[attr-defined]
    assert told.to == JUNE
    back = client.post(f"/t/{handed}/act/give-back", data={**token, "reason": "paper"}).text
    assert "The owner speaks to the customer again, who is told so." in back
    assert people(back)["Owner, speaks to the customer"] == "Tom Reed"


def test_others_read_why_and_have_no_button(world: World, handed: str) -> None:
    page = world.colleague(TOM).get(f"/t/{handed}").text
    assert (WHY in page, BUTTON in page) == (True, False)


def test_second_line_writes_notes_first_and_who_speaks_writes_to_the_customer(world: World, handed: str) -> None:
    ewa, tom = world.colleague(EWA), world.colleague(TOM)
    assert first_form(ewa.get(f"/t/{handed}").text) == ("note", True)
    assert first_form(tom.get(f"/t/{handed}").text) == ("reply", True)
    world.act(handed, "take-over", EWA)
    assert first_form(ewa.get(f"/t/{handed}").text) == ("reply", True)
    world.act(handed, "give-back", EWA)
    world.act(handed, "return", EWA, reason="it was the cable")
    world.act(handed, "assign", TOM, to=EWA)
    assert first_form(ewa.get(f"/t/{handed}").text) == ("reply", True), "at first line"


def test_a_form_that_was_asked_for_stands_open_alone(world: World, handed: str) -> None:
    page = world.colleague(EWA).get(f"/t/{handed}?open=resolve").text
    assert re.findall(r'id="act-([\w-]+)" open', page) == ["resolve"]


def test_collaborators_are_added_and_stand_on_the_page(world: World, handed: str) -> None:
    client = world.colleague(TOM)
    page = client.get(f"/t/{handed}").text
    assert "act-remove-collaborator" not in page
    token = {"_token": token_of(page)}
    done = client.post(f"/t/{handed}/act/add-collaborator", data={**token, "who": EWA}).text
    assert people(done)["Work along"] == "Ewa Lis"
    assert "act-remove-collaborator" in done
    again = client.post(f"/t/{handed}/act/add-collaborator", data={**token, "who": EWA})
    assert (again.status_code, "works along already" in again.text) == (409, True)


def test_the_customers_page_names_who_speaks_and_has_no_note(world: World, handed: str) -> None:
    world.act(handed, "take-over", EWA, reason="vermilion")
    world.act(handed, "note", EWA, text="A note: vermilion")
    _, link = world.asked(handed)
    visitor = world.visitor()
    assert "vermilion" not in visitor.get(f"{link}?answer=no").text
    answered = visitor.post(link, data={"answer": "no", "comment": "still down"}).text
    assert "Ewa Lis will answer by" in answered
    assert "vermilion" not in answered
