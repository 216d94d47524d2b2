"""Letters that could not be read stand in the ledger with the reason, and staff have them tried again there."""

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from mailgate.desk.decide import drain
from mailgate.desk.enrol import load_desk
from mailgate.desk.receive import receive
from mailgate.model.letter import Envelope, Fate, KeptLetter, WayIn
from mailgate.testing import a_letter

from .conftest import EWA, EXAMPLES, HELP, JUNE, TOM, World, token_of

WHY = "could not be read in 3 tries: ran longer than 2 s"
RAW = a_letter(sender=f"June Park <{JUNE}>", to=HELP, subject="Site down", text="The site is down.\n")
SPECIALIST = "ina@alder.example"


@pytest.fixture
def parked(world: World) -> int:
    """A letter that three tries could not read; its number."""
    envelope = Envelope(WayIn.SMTP, (HELP,), world.house.clock.now(), mail_from=JUNE, peer="127.0.0.1")
    receive(world.house, envelope, RAW)
    with world.house.work() as work:
        (claimed,) = work.unit.letters.claim(1, 60)
        work.unit.letters.settle(replace(claimed, fate=Fate.QUARANTINED, reason=WHY))
    return claimed.id


def letter(world: World, number: int) -> KeptLetter:
    with world.house.view() as work:
        found = work.unit.letters.get(number)
    assert found is not None
    return found


def retried(client: TestClient, number: int) -> object:
    token = token_of(client.get("/letters").text)
    return client.post(f"/letters/{number}/retry", data={"_token": token}, follow_redirects=False).status_code


def test_the_page_shows_the_reason_the_button_and_the_bytes(world: World, parked: int) -> None:
    client = world.colleague(TOM)
    page = client.get("/letters?fate=quarantined").text
    assert WHY in page
    assert f'action="/letters/{parked}/retry"' in page
    assert client.get(f"/letters/{parked}/raw").content == RAW


def test_a_letter_is_tried_again_and_the_page_says_what_became_of_it(world: World, parked: int) -> None:
    client = world.colleague(TOM)
    token = token_of(client.get("/letters?fate=quarantined").text)
    told = client.post(f"/letters/{parked}/retry", data={"_token": token})
    assert f"Letter {parked} is tried again: pending" in told.text
    again = letter(world, parked)
    assert (again.fate, again.tries) == (None, 0)
    drain(world.house)
    assert letter(world, parked).fate is Fate.TICKET
    page = client.get(f"/letters?fate=quarantined&tried={parked}").text
    assert f'Letter {parked} is tried again: <a href="/t/MG-1">ticket MG-1</a>' in page
    assert WHY not in page


@pytest.mark.parametrize("data", [{}, {"_token": "0" * 64}])
def test_without_the_token_of_the_session_nothing_happens(world: World, parked: int, data: dict[str, str]) -> None:
    assert world.colleague(TOM).post(f"/letters/{parked}/retry", data=data).status_code == 403
    assert world.visitor().post(f"/letters/{parked}/retry", data=data, follow_redirects=False).status_code == 303
    assert world.colleague(TOM).get(f"/letters/{parked}/retry").status_code == 405
    assert letter(world, parked).fate is Fate.QUARANTINED


def test_what_has_its_fate_is_not_tried_again(world: World, parked: int) -> None:
    client = world.colleague(TOM)
    assert retried(client, parked) == 303
    assert retried(client, parked) == 409, "it is pending: of two who press the button, one is told so"
    drain(world.house)
    assert retried(client, parked) == 409
    assert retried(client, 99) == 404
    assert world.tickets() == 1


@pytest.mark.parametrize(
    ("who", "may"), [(TOM, True), (EWA, True), (SPECIALIST, False)], ids=["first line", "lead", "second line"]
)
@pytest.mark.parametrize("action", ["retry", "release", "discard"])
def test_first_line_and_leads_decide(world: World, parked: int, who: str, may: bool, action: str) -> None:
    ina = f'[[staff]]\nemail = "{SPECIALIST}"\nname = "Ina Two"\nlines = [2]\n'
    text = (EXAMPLES / "desk.toml").read_text(encoding="utf-8")
    load_desk(world.house, [("desk.toml", text.replace("[oncall]", f"{ina}\n[oncall]"))])
    client = world.colleague(who)
    token = token_of(client.get("/letters").text)
    data = {"_token": token, "reason": "an offer"}
    answer = client.post(f"/letters/{parked}/{action}", data=data, follow_redirects=False)
    assert answer.status_code == (303 if may else 409)
    assert (letter(world, parked).fate is Fate.QUARANTINED) is not may
    assert may or "first line or a lead" in answer.text


@pytest.mark.parametrize("tried", ["x", "99", "%00", "-1"])
def test_an_address_that_names_no_letter_is_only_the_ledger(world: World, parked: int, tried: str) -> None:
    page = world.colleague(TOM).get(f"/letters?fate=quarantined&tried={tried}")
    assert page.status_code == 200
    assert "is tried again" not in page.text
