"""The pages of entitled contacts: approve or refuse a request, add a colleague; over the memory and a real SQLite."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailgate.desk.deliver import deliver_all
from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.ports import Store
from mailgate.ingest.files.attachments import attachment_bytes
from mailgate.model.person import Person
from mailgate.outbound.render import templates_dir
from mailgate.store.open import open_store
from mailgate.testing import MemoryStore
from mailgate.testing.house import a_house
from mailgate.web.app import make_app
from mailgate.web.pages import WebSettings
from mailgate.web.words import WORDS

from .conftest import BASE, EXAMPLES, HELP, World

ZOFIA, ADAM, NEW = "zofia@mlyn.example", "adam@mlyn.example", "jan.wrona@mlyn.example"
SECRET = "Why did Bolesław pay 4711 EUR?"


@pytest.fixture(params=["memory", "sqlite"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    in_memory = request.param == "memory"
    store: Store = MemoryStore() if in_memory else open_store(f"sqlite:///{tmp_path / 'mailgate.db'}")
    house = a_house(store, base_url=BASE)
    load_desk(house, [("desk.toml", (EXAMPLES / "desk.toml").read_text(encoding="utf-8"))])
    import_people(house, (EXAMPLES / "customers.csv").read_bytes(), "customers.csv", dry_run=False)
    settings = WebSettings(machine_time=lambda: 0.0)
    made = World(house, make_app(house, templates_dir(), attachment_bytes, settings=settings, max_upload_mb=1))
    yield made
    for client in made.clients:
        client.close()
    store.close()


def asked(world: World) -> tuple[str, str]:
    """Zofia, who lacks the right, asks about an invoice: the number, and the link in Adam's letter."""
    number = world.mail(f"{SECRET}\n", sender=ZOFIA, to=HELP, subject="Faktura 4711, invoice")
    deliver_all(world.house)
    return number, world.link("/a/")


def told(world: World) -> tuple[str, str]:
    """An unregistered colleague of Zofia's writes: the number, and the link in Zofia's letter."""
    number = world.mail(f"{SECRET}\n", sender=f"Your Boss <{NEW}>", to=HELP, subject="An outage of 4711")
    deliver_all(world.house)
    return number, world.link("/c/")


def registered(world: World, address: str = NEW) -> list[Person]:
    with world.house.view() as work:
        return work.unit.people.by_address(address)


def flags(world: World, number: str) -> set[str]:
    return set(world.ticket(number)["flags"])


@pytest.mark.parametrize("asking", [asked, told])
def test_scanners_change_nothing_then_one_answer_works(world: World, asking) -> None:
    number, link = asking(world)
    before = (world.everything(number), registered(world))
    for agent in ("Mozilla/5.0", "Outlook-SafeLinks", "curl/8"):
        scanner = world.visitor(**{"User-Agent": agent, "Sec-Purpose": "prefetch"})
        for _ in range(5):
            assert scanner.get(f"{link}?answer=approve&answer=add").status_code == 200
        assert scanner.head(link).status_code == 200
        assert scanner.options(link).status_code == 405
    assert (world.everything(number), registered(world)) == before
    page = world.visitor().post(link, data={"answer": "refuse"})
    assert (page.status_code, "<form" in page.text) == (200, False)
    assert "refused" in flags(world, number)


def test_the_page_shows_who_asks_about_what_and_when_and_no_word_of_it(world: World) -> None:
    number, link = asked(world)
    page = world.visitor().get(link).text
    for said in (number, "Zofia Wrona", ZOFIA, "faktury i płatności", "2.11.2026, 09:00 CET", "Zatwierdź", "Odrzuć"):
        assert said in page
    for secret in ("4711", "Bolesław", "Faktura"):
        assert secret not in page
    assert '<html lang="pl">' in page


def test_approving_by_the_page_marks_the_ticket_and_keeps_the_words(world: World) -> None:
    number, link = asked(world)
    page = world.visitor().post(link, data={"answer": "approve", "comment": "Proszę bardzo"})
    assert "Zgłoszenie jest zatwierdzone" in page.text
    assert {"approved", "owner_task"} <= flags(world, number)
    assert "no_right" not in flags(world, number)
    assert world.ticket(number)["messages"][-1]["text"] == "Proszę bardzo"
    assert any(entry["by"] == ADAM and "approves" in entry["why"] for entry in world.ticket(number)["history"])
    shown = world.colleague().get(f"/t/{number}").text
    assert "Somebody entitled has approved the work." in shown


def test_posted_twice_at_the_same_moment_it_counts_once(world: World) -> None:
    number, link = asked(world)
    answers = [{"answer": "approve", "comment": "a"}, {"answer": "refuse", "comment": "b"}] * 3
    visitors = [world.visitor() for _ in answers]
    with ThreadPoolExecutor(len(answers)) as pool:
        pages = list(pool.map(lambda each: each[0].post(link, data=each[1]), zip(visitors, answers, strict=True)))
    assert {page.status_code for page in pages} == {200}
    history = [entry for entry in world.ticket(number)["history"] if entry["by"] == ADAM]
    assert len(history) == 1
    assert len({"approved", "refused"} & flags(world, number)) == 1
    assert len(world.ticket(number)["messages"]) == 2, "of the six comments one counts"


def test_added_twice_at_the_same_moment_it_is_one_person(world: World) -> None:
    number, link = told(world)
    visitors = [world.visitor() for _ in range(4)]
    form = {"answer": "add", "name": "Jan", "right_technical": "on"}
    with ThreadPoolExecutor(len(visitors)) as pool:
        pages = list(pool.map(lambda each: each.post(link, data=form), visitors))
    assert {page.status_code for page in pages} == {200}
    assert [(person.name, set(person.rights)) for person in registered(world)] == [("Jan", {"technical"})]
    assert [letter["effect"] for letter in world.ticket(number)["outbound"]].count("received") == 1


def test_one_click_registers_with_what_is_ticked(world: World) -> None:
    number, link = told(world)
    page = world.visitor().get(link).text
    assert 'value="Jan Wrona"' in page
    assert [line for line in page.splitlines() if " checked" in line] == [
        '<label><input type="checkbox" name="right_technical" checked> <span>sprawy techniczne</span></label>'
    ]
    for secret in ("4711", "Bolesław", "Boss"):
        assert secret not in page
    ticks = {"right_technical": "on", "right_billing": "on", "right_emperor": "on"}
    page = world.visitor().post(link, data={"answer": "add", "name": "Jan  Wrona ", **ticks}).text
    assert "Adres jest w rejestrze" in page
    (person,) = registered(world)
    assert (person.name, set(person.rights)) == ("Jan Wrona", {"technical", "billing"})
    assert "colleague" not in flags(world, number)
    deliver_all(world.house)
    sent = [letter for letter in world.ticket(number)["outbound"] if letter["effect"] == "received"]
    assert [(letter["to"], letter["state"]) for letter in sent] == [(NEW, "sent")]


def test_markup_as_a_name_is_only_text(world: World) -> None:
    number, link = told(world)
    world.visitor().post(link, data={"answer": "add", "name": "<script>alert(1)</script>"})
    assert registered(world)[0].name == "<script>alert(1)</script>"
    assert "<script>alert" not in world.colleague().get(f"/t/{number}").text


@pytest.mark.parametrize("asking", [asked, told])
@pytest.mark.parametrize("said", ["", "maybe", "APPROVE", "<script>"])
def test_an_answer_that_is_none_asks_again(world: World, asking, said: str) -> None:
    number, link = asking(world)
    before = world.everything(number)
    page = world.visitor().post(link, data={"answer": said})
    assert (page.status_code, "<form" in page.text, 'role="alert"' in page.text) == (422, True, True)
    assert world.everything(number) == before


@pytest.mark.parametrize("asking", [asked, told])
@pytest.mark.parametrize("change", ["cut", "flip", "empty"])
def test_a_garbled_link_shows_the_phone_and_no_ticket(world: World, asking, change: str) -> None:
    number, link = asking(world)
    bad = {"cut": link[:-4], "flip": link[:-1] + ("a" if link[-1] != "a" else "b"), "empty": link[:3] + "%00%ff"}
    for method in ("GET", "POST"):
        page = world.visitor().request(method, bad[change], data={"answer": "approve"} if method == "POST" else None)
        assert page.status_code == 404
        assert "+48 22 555 01 00" in page.text
        assert number not in page.text
        assert "Zofia" not in page.text


@pytest.mark.parametrize("path", ["/v/", "/p/", "/a/", "/c/", "/sign-in/"])
@pytest.mark.parametrize("asking", [asked, told])
def test_a_token_is_good_for_its_own_page_alone(world: World, asking, path: str) -> None:
    number, link = asking(world)
    if link.startswith(path):
        return
    before = (world.everything(number), registered(world))
    elsewhere = path + link[3:]
    assert world.visitor().get(elsewhere).status_code == 404
    for said in ("yes", "no", "approve", "add", "refuse"):
        assert world.visitor().post(elsewhere, data={"answer": said}).status_code == 404
    assert (world.everything(number), registered(world)) == before


def test_a_post_from_another_site_is_refused(world: World) -> None:
    number, link = asked(world)
    page = world.visitor(Origin="https://evil.example", **{"Sec-Fetch-Site": "cross-site"})
    assert page.post(link, data={"answer": "approve"}).status_code == 403
    assert "approved" not in flags(world, number)


@pytest.mark.parametrize("language", WORDS)
def test_every_face_of_both_pages_has_its_words(language: str) -> None:
    words = WORDS[language]
    for page in ("approve", "colleague"):
        faces = (
            ("approved", "refused", "late", "settled") if page == "approve" else ("added", "refused", "late", "settled")
        )
        assert all(words[f"{page}_{face}"] and words[f"{page}_{face}_text"] for face in faces)
    assert set(words) == set(WORDS["en"])
