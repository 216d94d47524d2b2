"""Held letters wait in the ledger, and staff decide about them there."""

import re
from dataclasses import replace
from typing import Any

import pytest

from mailgate.desk import look
from mailgate.ingest.files.attachments import attachment_bytes
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.outbound.render import templates_dir
from mailgate.web.app import make_app
from mailgate.web.pages import WebSettings

from .conftest import JUNE, TOM, World, token_of

RAW = (
    b"From: eve@nowhere.example\r\nFrom: ann@nowhere.example\r\n"
    b"To: help@alder.example\r\nSubject: let me in\r\n\r\nHello\r\n"
)


def post(world: Any, path: str, **data: str) -> Any:
    client = world.colleague()
    token = client.get("/letters?fate=held").text.partition('name="_token" value="')[2].partition('"')[0]
    return client.post(path, data={"_token": token, **data}, follow_redirects=False)


def fate(world: Any) -> str:
    with world.house.view() as work:
        return str(look.letters(work)[0]["fate"])


def test_a_held_letter_is_released_into_a_ticket_that_stays_unproven(world: Any) -> None:
    world.mail(raw=RAW)
    assert fate(world) == "held"
    answer = post(world, "/letters/1/release")
    assert (answer.status_code, answer.headers["location"]) == (303, "/t/MG-1")
    assert "unproven" in world.ticket("MG-1")["flags"]
    assert world.ticket("MG-1")["outbound"] == []
    assert fate(world) == "ticket"


def test_a_held_letter_is_discarded_with_a_reason(world: Any) -> None:
    world.mail(raw=RAW)
    assert post(world, "/letters/1/discard", reason=" ").status_code == 422
    assert fate(world) == "held"
    assert post(world, "/letters/1/discard", reason="a sales pitch").status_code == 303
    assert fate(world) == "rejected"


def test_a_letter_that_is_not_held_cannot_be_decided_about_again(world: Any) -> None:
    world.mail()
    world.mail(raw=RAW)
    assert post(world, "/letters/1/release").status_code == 409
    assert post(world, "/letters/99/release").status_code == 404


def test_every_staff_page_counts_the_letters_that_wait_for_a_person(world: Any) -> None:
    world.mail()
    client = world.colleague()
    assert "waiting for a person" not in client.get("/q").text
    world.mail(raw=RAW)
    for path in ("/q", "/t/MG-1", "/letters"):
        page = client.get(path).text
        assert 'aria-label="Letters, 1 waiting for a person"' in page, path
        assert 'Letters <span class="count">1</span>' in page, path


NEW = "nora@kestrel.example"
FORGED = {"authentication_results": "mx.alder.example; dmarc=fail header.from=kestrel.example"}


@pytest.fixture
def checked(world: World) -> World:
    """The firm behind an MX that says who is who."""
    house = replace(world.house, origin=OriginPolicy(trusted_authserv_ids=frozenset({"mx.alder.example"})))
    app = make_app(house, templates_dir(), attachment_bytes, settings=WebSettings(), max_upload_mb=1)
    return World(house, app, world.clients)


def written(world: World, sender: str, **letter: Any) -> int:
    """A letter that nobody vouches for; its number in the ledger."""
    world.mail(sender=sender, **letter)
    with world.house.view() as work:
        return max(row["letter"] for row in look.letters(work))


def register(world: World, letter: int, **data: str) -> Any:
    client = world.colleague(TOM)
    token = token_of(client.get(f"/letters/{letter}").text)
    return client.post(f"/letters/{letter}/register", data={"_token": token, **data}, follow_redirects=False)


def test_the_form_in_the_row_knows_the_customer_and_the_name(checked: World) -> None:
    letter = written(checked, f"Nora New <{NEW}>")
    page = checked.colleague(TOM).get("/letters?fate=held").text
    assert f'action="/letters/{letter}/register"' in page
    assert 'name="company" list="companies" required autocomplete="off" value="Kestrel' in page
    assert 'maxlength="200" value="Nora New"' in page
    ticked = re.findall(r'name="right\.(\w+)" checked', page)
    assert ticked == ["technical"]
    assert '<datalist id="companies">' in page


def test_one_press_adds_the_author_and_opens_the_customers_ticket(checked: World) -> None:
    letter = written(checked, f"Nora New <{NEW}>")
    data = {"company": company(checked), "name": "Nora Newton", "right.billing": "on", "right.report": "on"}
    answer = register(checked, letter, **data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/t/MG-1")
    ticket = checked.ticket("MG-1")
    assert (ticket["customer"], ticket["flags"]) == (company(checked), ["unproven"])
    with checked.house.view() as work:
        (member,) = work.unit.people.by_address(NEW)
    assert (member.name, sorted(member.rights)) == ("Nora Newton", ["billing", "report"])


def company(world: World) -> str:
    with world.house.view() as work:
        found = work.unit.people.company_of_domain("kestrel.example")
    assert found is not None
    return found.name


def test_a_customer_that_is_not_there_comes_back_with_every_word_that_was_typed(checked: World) -> None:
    letter = written(checked, NEW)
    answer = register(checked, letter, company="Kestrl", name="N & N", **{"right.order": "on"})
    assert answer.status_code == 404
    assert "There is no customer &#39;Kestrl&#39;" in answer.text
    assert 'value="Kestrl"' in answer.text
    assert 'value="N &amp; N"' in answer.text
    assert re.findall(r'name="right\.(\w+)" checked', answer.text) == ["order"]
    assert checked.tickets() == 0


def test_a_newcomer_whose_letter_is_a_ticket_already_is_added_on_its_page(world: World) -> None:
    world.mail(sender=f"Nora New <{NEW}>")
    client = world.colleague(TOM)
    assert "Add the author to the registry" not in client.get("/letters?fate=held").text
    assert "Add the author to the registry" in client.get("/letters/1").text
    assert register(world, 1, company=company(world)).headers["location"] == "/t/MG-1"
    assert world.ticket("MG-1")["flags"] == []
    assert "Add the author to the registry" not in client.get("/letters/1").text


@pytest.mark.parametrize("data", [{}, {"_token": "0" * 64}])
def test_without_the_token_nobody_is_added(checked: World, data: dict[str, str]) -> None:
    letter = written(checked, NEW)
    path = f"/letters/{letter}/register"
    assert checked.colleague(TOM).post(path, data={**data, "company": company(checked)}).status_code == 403
    with checked.house.view() as work:
        assert work.unit.people.by_address(NEW) == []


def test_a_forged_letter_offers_no_form_and_its_post_is_refused_with_a_sentence(checked: World) -> None:
    letter = written(checked, NEW, **FORGED)
    page = checked.colleague().get("/letters?fate=security").text
    assert "/register" not in page
    assert "nobody is added to the registry from it" in page
    answer = register(checked, letter, company=company(checked))
    assert answer.status_code == 409
    assert "is forged as far as we can see: nobody is added to the registry from it" in answer.text


def test_the_security_view_and_the_navigation_count_security_items(checked: World) -> None:
    client = checked.colleague()
    assert "Security, " not in client.get("/q").text
    number = checked.mail(authentication_results="mx.alder.example; dmarc=pass header.from=kestrel.example")
    forged = written(checked, JUNE, subject=f"Re: [{number}]", **FORGED)
    held = written(checked, "sam@elsewhere.example", subject="An offer of ours")
    assert 'aria-label="Security, 1 waiting for a person"' in client.get("/q").text
    page = client.get("/letters?fate=security").text
    assert f'href="/letters/{forged}"' in page
    assert f'href="/letters/{held}"' not in page
    assert "contact, forged" in page
    assert f'<a href="/t/{number}">{number}</a> <span class="dim">by a number in its subject' in page
    assert "mx.alder.example says dmarc=fail" in page
    views = page.partition('aria-label="Fates"')[2]
    counted = re.findall(r'">(Held|Security|Quarantined) <span class="count[ alrm]*">(\d)', views)
    assert counted == [("Held", "2"), ("Security", "1"), ("Quarantined", "0")]


def test_one_letter_shows_its_words_as_text_only(checked: World) -> None:
    letter = written(checked, NEW, text="<script>alert(1)</script> Hello\n")
    page = checked.colleague(TOM).get(f"/letters/{letter}").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Hello" in page
    assert "nobody vouches for the sender" in page


def test_a_letter_that_is_not_there_has_no_page(world: World) -> None:
    for letter in ("1", "x", "%00", "-1"):
        assert world.colleague().get(f"/letters/{letter}").status_code == 404


def test_after_a_decision_the_same_view_comes_back(checked: World) -> None:
    letter = written(checked, NEW, **FORGED)
    answer = post(checked, f"/letters/{letter}/discard", reason="evil", _view="security")
    assert answer.headers["location"] == "/letters?fate=security"
    letter = written(checked, NEW)
    answer = post(checked, f"/letters/{letter}/discard", reason="evil", _view="https://evil.example")
    assert answer.headers["location"] == "/letters?fate=held"


PASSES = {"authentication_results": "mx.alder.example; dmarc=pass header.from=elsewhere.example"}


def in_hand(world: World, **letter: Any) -> tuple[str, int]:
    """June has a ticket, and a stranger answers our acknowledgement of it: the ticket and the held letter."""
    number = world.mail(authentication_results="mx.alder.example; dmarc=pass header.from=kestrel.example")
    ours = world.ticket(number)["outbound"][0]["message_id"]
    words = {"sender": "sam@elsewhere.example", "in_reply_to": ours, "text": "I have the same.\n", **PASSES, **letter}
    return number, written(world, **words)


def add(world: World, letter: int, number: str) -> Any:
    client = world.colleague(TOM)
    token = token_of(client.get(f"/letters/{letter}").text)
    return client.post(f"/letters/{letter}/add", data={"_token": token, "number": number}, follow_redirects=False)


def test_one_press_adds_a_held_letter_to_the_ticket_that_it_names(checked: World) -> None:
    number, letter = in_hand(checked)
    for path in ("/letters?fate=held", f"/letters/{letter}"):
        page = checked.colleague(TOM).get(path).text
        assert f'action="/letters/{letter}/add"' in page, path
        assert f">Add to {number}</button>" in page, path
    answer = add(checked, letter, number)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{number}")
    said = checked.ticket(number)["messages"][-1]
    assert (said["kind"], said["author"], said["letter"]) == ("outsider", "sam@elsewhere.example", letter)
    assert fate(checked) == "reply"
    assert f'action="/letters/{letter}/add"' not in checked.colleague(TOM).get(f"/letters/{letter}").text


def test_a_letter_that_names_no_ticket_can_be_added_to_none(checked: World) -> None:
    letter = written(checked, NEW)
    assert "/add" not in checked.colleague(TOM).get("/letters?fate=held").text
    answer = add(checked, letter, "")
    assert (answer.status_code, fate(checked)) == (404, "held")


def test_a_forged_letter_offers_no_adding_and_its_post_is_refused_with_a_sentence(checked: World) -> None:
    number, letter = in_hand(checked, sender=JUNE, **FORGED)
    assert f"/t/{number}" in checked.colleague(TOM).get("/letters?fate=security").text
    assert "/add" not in checked.colleague(TOM).get("/letters?fate=security").text
    answer = add(checked, letter, number)
    assert answer.status_code == 409
    assert "is forged as far as we can see: it joins no ticket" in answer.text
    assert len(checked.ticket(number)["messages"]) == 1


@pytest.mark.parametrize("data", [{}, {"_token": "0" * 64}])
def test_without_the_token_nothing_is_added(checked: World, data: dict[str, str]) -> None:
    number, letter = in_hand(checked)
    client = checked.colleague(TOM)
    assert client.post(f"/letters/{letter}/add", data={**data, "number": number}).status_code == 403
    assert len(checked.ticket(number)["messages"]) == 1


@pytest.mark.parametrize("act", ["release", "add", "discard", "retry"])
def test_without_the_token_nothing_is_decided_about_a_held_letter(world: Any, act: str) -> None:
    world.mail()
    world.mail(raw=RAW)
    data = {"number": "MG-1", "reason": "a sales pitch", "_token": "0" * 40}
    assert world.colleague().post(f"/letters/2/{act}", data=data).status_code == 403
    assert fate(world) == "held"
