"""A letter's HTML in its frame: who may open it, with which walls, and what the ticket's page offers."""

import base64
from typing import Any

import pytest

from .conftest import HELP, JUNE, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HTML = (
    '<p>The site is <b>down</b>.</p><img src="cid:shot@kestrel.example"><img src="https://evil.example/x.gif">'
    "<script>alert(1)</script>"
)


def letter(html: str = HTML) -> bytes:
    return (
        f"From: June Park <{JUNE}>\r\nTo: {HELP}\r\nSubject: Site down\r\nMessage-ID: <1@kestrel.example>\r\n"
        "Date: Mon, 2 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/related; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n"
        "--b\r\nContent-Type: image/png; name=shot.png\r\nContent-ID: <shot@kestrel.example>\r\n"
        "Content-Disposition: inline; filename=shot.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.b64encode(PNG).decode()}\r\n--b--\r\n"
    ).encode()


def letter_of(world: World, number: str) -> int:
    message: dict[str, Any] = world.ticket(number)["messages"][0]
    return int(message["letter"])


def test_staff_see_the_letter_as_it_was_sent_without_anything_remote(world: World) -> None:
    number = world.mail(raw=letter())
    answer = world.colleague().get(f"/letters/{letter_of(world, number)}/html")
    assert answer.status_code == 200
    assert "The site is <b>down</b>." in answer.text
    assert f"data:image/png;base64,{base64.b64encode(PNG).decode()}" in answer.text
    assert "1 remote image was blocked." in answer.text
    assert "evil.example" not in answer.text
    assert "script" not in answer.text


def test_the_document_has_walls_of_its_own(world: World) -> None:
    number = world.mail(raw=letter())
    headers = world.colleague().get(f"/letters/{letter_of(world, number)}/html").headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert policy["img-src"] == "data:"
    assert policy["frame-ancestors"] == "'self'"
    assert "allow-scripts" not in policy["sandbox"]
    assert "allow-same-origin" not in policy["sandbox"]
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_the_ticket_offers_it_as_a_fold_in_a_sandbox(world: World) -> None:
    number = world.mail(raw=letter())
    page = world.colleague().get(f"/t/{number}")
    assert f'<iframe src="/letters/{letter_of(world, number)}/html" sandbox="allow-popups ' in page.text
    assert "<script>alert" not in page.text
    assert "frame-src 'self'" in page.headers["content-security-policy"]


def test_a_letter_without_html_offers_nothing(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    assert "<iframe" not in client.get(f"/t/{number}").text
    assert client.get(f"/letters/{letter_of(world, number)}/html").status_code == 404


def test_html_above_the_limits_is_offered_as_text_only(world: World) -> None:
    number = world.mail(raw=letter("<div>" * 3000 + "Words"))
    client = world.colleague()
    page = client.get(f"/t/{number}").text
    assert "<iframe" not in page
    assert "Its HTML is too large to be shown" in page
    assert "Words" in page
    answer = client.get(f"/letters/{letter_of(world, number)}/html")
    assert answer.status_code == 404
    assert "too large" in answer.text


@pytest.mark.parametrize("path", ["/letters/99/html", "/letters/x/html", "/letters/-1/html", "/letters/%D9%A1/html"])
def test_there_is_nothing_where_no_letter_is(world: World, path: str) -> None:
    world.mail(raw=letter())
    assert world.colleague().get(path).status_code == 404


def test_nobody_else_sees_it(world: World) -> None:
    number = world.mail(raw=letter())
    answer = world.visitor().get(f"/letters/{letter_of(world, number)}/html", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
