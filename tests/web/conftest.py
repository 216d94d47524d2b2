"""A firm with two customers, its pages, and people who use them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from mailgate.desk import act, doors, look
from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all
from mailgate.desk.enrol import import_people, load_desk
from mailgate.desk.house import House
from mailgate.desk.receive import receive
from mailgate.ingest.files.attachments import attachment_bytes
from mailgate.model.letter import Envelope, WayIn
from mailgate.outbound.render import templates_dir
from mailgate.testing import a_letter
from mailgate.testing.house import a_house
from mailgate.web.app import make_app
from mailgate.web.pages import WebSettings

EXAMPLES = Path(__file__).parent.parent / "examples"
BASE = "https://help.alder.example"
HELP = "help@alder.example"
JUNE = "june@kestrel.example"
EWA, TOM = "ewa@alder.example", "tom@alder.example"


@dataclass
class World:
    """The house and its pages."""

    house: House
    app: FastAPI
    clients: list[TestClient] = field(default_factory=list)

    def visitor(self, **headers: str) -> TestClient:
        """Somebody who is not signed in."""
        client = TestClient(self.app, base_url=BASE, headers=headers)
        self.clients.append(client)
        return client

    def colleague(self, email: str = EWA) -> TestClient:
        """Somebody of the staff, signed in."""
        client = self.visitor()
        client.cookies.set("__Host-mailgate", doors.sign_in(self.house, self.invitation(email)))
        return client

    def invitation(self, email: str = EWA) -> str:
        return doors.invite(self.house, email).rpartition("/")[2]

    def mail(self, text: str = "The site is down.\n", raw: bytes | None = None, **kw: Any) -> str:
        """A proven letter of June's; the number of its ticket."""
        kw = {"sender": f"June Park <{JUNE}>", "to": HELP, "subject": "Site down", **kw}
        envelope = Envelope(WayIn.SMTP, (HELP,), self.house.clock.now(), mail_from=JUNE, peer="127.0.0.1")
        receive(self.house, envelope, raw or a_letter(text=text, **kw))
        (kept,) = drain(self.house)
        return f"MG-{kept.ticket_id}"

    def act(self, number: str, action: str, staff: str = EWA, **keys: str) -> None:
        act.act(self.house, number, action, staff, keys)

    def ticket(self, number: str) -> dict[str, Any]:
        with self.house.view() as work:
            return look.ticket(work, number)

    def everything(self, number: str) -> dict[str, Any]:
        """What must not change when nothing may change."""
        with self.house.view() as work:
            return {"ticket": look.ticket(work, number), "out": look.outbox(work), "letters": look.letters(work)}

    def tickets(self) -> int:
        with self.house.view() as work:
            return len(look.tickets(work))

    def asked(self, number: str = "", **keys: str) -> tuple[str, str]:
        """A ticket that is being verified: its number, and the path of the link in the letter."""
        number = number or self.mail()
        self.act(number, "categorise", category="outage")
        self.act(number, "resolve", how="Restarted the proxy", cause="equipment", minutes="20", **keys)
        deliver_all(self.house)
        assert self.ticket(number)["state"] == "verifying"
        return number, self.link("/v/")

    def link(self, prefix: str) -> str:
        """The newest link of a letter that begins so, without its question mark."""
        for sent in reversed(self.house.relay.sent):  # type: ignore[attr-defined]
            text = sent.message.get_body(("plain",)).get_content()
            if found := re.search(rf"{re.escape(BASE)}({prefix}[^\s?]+)", text):
                return found[1]
        raise AssertionError("no letter has such a link")


@pytest.fixture
def world() -> Iterator[World]:
    house = a_house(base_url=BASE)
    load_desk(house, [("desk.toml", (EXAMPLES / "desk.toml").read_text(encoding="utf-8"))])
    import_people(house, (EXAMPLES / "customers.csv").read_bytes(), "customers.csv", dry_run=False)
    settings = WebSettings(machine_time=lambda: 0.0)
    made = World(house, make_app(house, templates_dir(), attachment_bytes, settings=settings, max_upload_mb=1))
    yield made
    for client in made.clients:
        client.close()


def token_of(page: str) -> str:
    """The form token of a staff page."""
    found = re.search(r'name="_token" value="([0-9a-f]+)"', page)
    assert found, "the page has no form"
    return found[1]


def key_of(page: str) -> str:
    """The idempotency key of a public form."""
    found = re.search(r'name="_key" value="(\w+)"', page)
    assert found, "the form has no key"
    return found[1]
