"""The public pages look the same to a contact, a colleague and a stranger, byte by byte (T48)."""

import re

from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all

from .conftest import JUNE, World, key_of

UNKNOWN_COLLEAGUE, STRANGER = "new@kestrel.example", "sam@elsewhere.example"
EVERYBODY = (JUNE, UNKNOWN_COLLEAGUE, STRANGER)


def seen(page: str) -> str:
    """A page without what differs for everybody each time."""
    return re.sub(r"MG-\d+", "MG-N", re.sub(r"/p/[\w.~-]+", "/p/TOKEN", page))


def asked_to_prove(world: World, address: str) -> tuple[str, list[str]]:
    """Somebody fills in the form with an address: the path of the link that goes there, and the pages on the way."""
    visitor = world.visitor(**{"Accept-Language": "en"})
    key = key_of(visitor.get("/form/contact").text)
    fields = {"_key": key, "email": address, "message": "The invoice is wrong."}
    kept = visitor.post("/form/contact", data=fields)
    assert kept.status_code == 200, kept.text
    drain(world.house)
    deliver_all(world.house)
    assert world.house.relay.sent[-1].to == address  # type: ignore[attr-defined]
    return world.link("/p/"), [kept.text]


def test_the_form_and_the_page_behind_its_link_show_nothing_of_who_is_known(world: World) -> None:
    found = set()
    for address in EVERYBODY:
        path, pages = asked_to_prove(world, address)
        visitor = world.visitor(**{"Accept-Language": "en"})
        pages.append(visitor.get(path).text)
        answered = visitor.post(path, follow_redirects=False)
        pages.append(f"{answered.status_code} {sorted(answered.headers)} {answered.text}")
        pages.append(visitor.get(path).text)
        found.add(seen("\n".join(pages)))
    assert len(found) == 1
    assert "MG-N" in found.pop()


def test_a_bad_link_is_the_same_for_all_reasons(world: World) -> None:
    """Made up, of another purpose, or of another ticket's letter: nothing to learn from the answer."""
    path, _ = asked_to_prove(world, JUNE)
    token = path.rpartition("/")[2]
    visitor = world.visitor(**{"Accept-Language": "en"})
    turned = token[:-1] + ("A" if token[-1] != "A" else "B")
    answers = {(got.status_code, got.text) for got in (visitor.get(f"/p/{bad}") for bad in ("x", turned, token[5:]))}
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
