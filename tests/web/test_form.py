"""The public form: in under a minute, and nothing typed is lost."""

import pytest
from fastapi.testclient import TestClient

from mailgate.desk.decide import drain
from mailgate.desk.enrol import load_desk

from .conftest import World, key_of

GOOD = {"email": "new@elsewhere.example", "message": "The invoice is wrong."}


def letters(world: World) -> int:
    with world.house.view() as work:
        return work.unit.letters.ledger().kept


def filled(client: TestClient, **more: str) -> dict[str, str]:
    return {"_key": key_of(client.get("/form/contact").text), **GOOD, **more}


def test_a_form_becomes_a_ticket_and_the_thanks_have_the_phone(world: World) -> None:
    client = world.visitor()
    page = client.post("/form/contact", data=filled(client))
    assert page.url.path == "/form/contact/thanks"
    assert "+48 22 555 01 00" in page.text
    (kept,) = drain(world.house)
    assert world.ticket(f"MG-{kept.ticket_id}")["requester"] == GOOD["email"]


def test_a_double_submit_is_one_ticket(world: World) -> None:
    client = world.visitor()
    data = filled(client)
    first, second = (client.post("/form/contact", data=data) for _ in range(2))
    assert first.text == second.text
    assert letters(world) == 1


def test_a_sent_form_with_other_words_comes_back_with_them_and_goes_when_sent_again(world: World) -> None:
    client = world.visitor(**{"Accept-Language": "en"})
    data = filled(client)
    client.post("/form/contact", data=data)
    page = client.post("/form/contact", data={**data, "message": "One more thing."})
    assert (page.status_code, letters(world)) == (409, 1)
    assert "One more thing." in page.text
    assert "was sent already with other words" in page.text
    again = {**data, "message": "One more thing.", "_key": key_of(page.text)}
    assert client.post("/form/contact", data=again).status_code == 200
    assert letters(world) == 2


def test_a_key_of_any_length_is_compared_whole(world: World) -> None:
    client = world.visitor()
    for end in "ab":
        client.post("/form/contact", data=filled(client, _key="k" * 300 + end))
    assert letters(world) == 2


def test_each_opened_form_has_its_own_key(world: World) -> None:
    client = world.visitor()
    for _ in range(2):
        client.post("/form/contact", data=filled(client))
    assert letters(world) == 2


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"message": "  "}, "message", "Please say in a few words what it is about."),
        ({"email": "not an address"}, "email", "Please give your mail address"),
        ({"email": ""}, "email", "Please give your mail address"),
        ({"message": "x" * 20_001}, "message", "The text is too long."),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(
    world: World, wrong: dict[str, str], field: str, sentence: str
) -> None:
    client = world.visitor(**{"Accept-Language": "en"})
    data = filled(client, **wrong)
    page = client.post("/form/contact", data=data)
    assert page.status_code == 422
    assert sentence in page.text
    assert f'href="#f-{field}"' in page.text
    assert key_of(page.text) == data["_key"]
    for value in (data["email"], data["message"]):
        assert value.strip() in page.text
    assert letters(world) == 0


def test_every_mistake_is_named_at_once(world: World) -> None:
    page = world.visitor(**{"Accept-Language": "en"}).post("/form/contact", data={})
    assert page.status_code == 422
    assert page.text.count('aria-invalid="true"') == 2


def test_a_robot_that_fills_the_hidden_field_is_told_so_and_nothing_is_kept(world: World) -> None:
    client = world.visitor(**{"Accept-Language": "en"})
    page = client.post("/form/contact", data=filled(client, _website="http://spam.example"))
    assert (page.status_code, letters(world)) == (422, 0)
    assert GOOD["message"] in page.text
    assert "must stay empty" in page.text


def test_files_come_along_and_six_are_too_many(world: World) -> None:
    client = world.visitor()
    six = [("files", (f"{n}.txt", b"words", "text/plain")) for n in range(6)]
    assert client.post("/form/contact", data=filled(client), files=six).status_code == 422
    odd = ("files", ('a"\r\n<b>.html', b"<script>", "multipart/evil; x"))
    page = client.post("/form/contact", data=filled(client), files=[*six[:4], odd])
    assert page.status_code == 200
    (kept,) = drain(world.house)
    files = world.ticket(f"MG-{kept.ticket_id}")["messages"][0]["attachments"]
    assert len(files) == 5


def test_the_eleventh_form_of_one_address_within_ten_minutes_waits_with_its_words(world: World) -> None:
    client = world.visitor(**{"Accept-Language": "en"})
    statuses = [client.post("/form/contact", data=filled(client)).status_code for _ in range(10)]
    assert statuses == [200] * 10
    page = client.post("/form/contact", data=filled(client))
    assert (page.status_code, GOOD["message"] in page.text) == (429, True)
    assert letters(world) == 10


@pytest.mark.parametrize(
    ("accepted", "language"), [("en-GB,en", "en"), ("de, pl;q=0.5", "pl"), ("", "pl"), ("ru", "pl")]
)
def test_the_form_speaks_the_visitors_language_where_the_firm_does(world: World, accepted: str, language: str) -> None:
    page = world.visitor(**{"Accept-Language": accepted}).get("/form/contact").text
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("path", ["/form/nothing", "/form/nothing/thanks", "/form/..%2fq"])
def test_a_form_that_is_not_there_is_a_friendly_404(world: World, path: str) -> None:
    page = world.visitor().get(path)
    assert page.status_code == 404


def test_a_form_for_signed_in_customers_is_not_there_for_strangers(world: World) -> None:
    inner = '[[form]]\nid = "inner"\npublic = false\ncategory = "invoice"\nfields = ["message"]\n'
    load_desk(world.house, [("more.toml", inner)])
    client = world.visitor()
    assert client.get("/form/inner").status_code == 404
    assert client.post("/form/inner", data=GOOD).status_code == 404
    assert letters(world) == 0
