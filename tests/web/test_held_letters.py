"""Held letters wait in the ledger, and staff decide about them there."""

from typing import Any

from mailgate.desk import look

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
