"""Who is let in, what no other site can do, and what every answer carries."""

import pytest
from fastapi.routing import APIRoute

from .conftest import BASE, World, token_of

ANYBODY = {
    ("GET", "/healthz"),
    ("GET", "/sign-in"),
    ("GET", "/sign-in/{token}"),
    ("POST", "/sign-in/{token}"),
    ("GET", "/v/{token}"),
    ("POST", "/v/{token}"),
    ("GET", "/p/{token}"),
    ("POST", "/p/{token}"),
    ("GET", "/a/{token}"),
    ("POST", "/a/{token}"),
    ("GET", "/c/{token}"),
    ("POST", "/c/{token}"),
    ("GET", "/form/{form_id}"),
    ("GET", "/form/{form_id}/thanks"),
    ("POST", "/form/{form_id}"),
}
STAFF = {
    ("GET", "/"),
    ("GET", "/q"),
    ("POST", "/q/next"),
    ("GET", "/t/{number}"),
    ("POST", "/t/{number}/act/{action}"),
    ("POST", "/t/{number}/preview/{action}"),
    ("POST", "/t/{number}/edit/{action}"),
    ("GET", "/triage"),
    ("GET", "/review"),
    ("POST", "/triage/{number}/{action}"),
    ("GET", "/letters"),
    ("GET", "/letters/{letter}"),
    ("GET", "/letters/{letter}/raw"),
    ("GET", "/letters/{letter}/attachments/{part}"),
    ("GET", "/letters/{letter}/html"),
    ("POST", "/letters/{letter}/release"),
    ("POST", "/letters/{letter}/add"),
    ("POST", "/letters/{letter}/register"),
    ("POST", "/letters/{letter}/discard"),
    ("POST", "/letters/{letter}/retry"),
    ("POST", "/sign-out"),
}
REAL = {"number": "MG-1", "action": "note", "letter": "1", "part": "1", "token": "x", "form_id": "contact"}


def routes(world: World) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for route in _flat(world.app.routes):
        found |= {(method, route.path) for method in route.methods if method != "HEAD"}
    return found


def _flat(items: object) -> list[APIRoute]:
    """Routes may stand in routers that were included."""
    found: list[APIRoute] = []
    for item in items:  # type: ignore[attr-defined]
        if isinstance(item, APIRoute):
            found.append(item)
        else:
            inner = getattr(item, "original_router", None) or getattr(item, "router", None)
            found += _flat(inner.routes) if inner is not None else []
    return found


def test_every_route_stands_in_the_table_of_permissions(world: World) -> None:
    assert routes(world) == ANYBODY | STAFF
    assert not ANYBODY & STAFF


@pytest.mark.parametrize(("method", "path"), sorted(STAFF))
def test_a_stranger_is_led_to_the_door_and_sees_no_data(world: World, method: str, path: str) -> None:
    number = world.mail(subject="Secret subject")
    before = world.everything(number)
    answer = world.visitor().request(method, path.format(**REAL), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "Secret" not in answer.text
    assert world.everything(number) == before


@pytest.mark.parametrize(("method", "path"), sorted(ANYBODY | STAFF))
def test_every_answer_carries_the_security_headers(world: World, method: str, path: str) -> None:
    world.mail()
    answer = world.colleague().request(method, path.format(**REAL), follow_redirects=False)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


def test_unknown_pages_and_static_files_carry_them_too(world: World) -> None:
    for path, status in (("/nowhere", 404), ("/static/mailgate.css", 200), ("/static/keys.js", 200)):
        answer = world.visitor().get(path)
        assert answer.status_code == status
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": f"{BASE}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    ],
)
@pytest.mark.parametrize(("method", "path"), sorted(each for each in ANYBODY | STAFF if each[0] == "POST"))
def test_a_form_of_another_site_is_refused_everywhere(
    world: World, method: str, path: str, headers: dict[str, str]
) -> None:
    number = world.mail()
    client = world.colleague()
    token = token_of(client.get(f"/t/{number}").text)
    before = world.everything(number)
    answer = client.request(method, path.format(**REAL), headers=headers, data={"_token": token, "text": "x"})
    assert answer.status_code == 403
    assert world.everything(number) == before


@pytest.mark.parametrize("origin", ["null", BASE])
def test_our_own_form_is_taken_as_browsers_send_it(world: World, origin: str) -> None:
    number = world.mail()
    client = world.colleague()
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    data = {"_token": token_of(client.get(f"/t/{number}").text), "text": "seen"}
    assert client.post(f"/t/{number}/act/note", data=data, headers=headers).status_code == 200
    assert world.ticket(number)["messages"][-1]["text"] == "seen"


@pytest.mark.parametrize("token", ["", "wrong", "0" * 40])
@pytest.mark.parametrize(
    "path", ["/t/MG-1/act/note", "/t/MG-1/preview/reply", "/t/MG-1/edit/reply", "/triage/MG-1/not-request", "/sign-out"]
)
def test_a_form_without_the_sessions_token_is_refused(world: World, path: str, token: str) -> None:
    number = world.mail()
    before = world.everything(number)
    client = world.colleague()
    assert client.post(path, data={"_token": token, "text": "x", "kind": "spam"}).status_code == 403
    assert world.everything(number) == before
    assert client.get("/q", follow_redirects=False).status_code == 200


def test_the_token_of_a_colleague_does_not_fit(world: World) -> None:
    number = world.mail()
    theirs = token_of(world.colleague().get(f"/t/{number}").text)
    assert world.colleague().post(f"/t/{number}/act/note", data={"_token": theirs, "text": "x"}).status_code == 403


def test_a_body_that_is_too_large_is_refused_announced_or_not(world: World) -> None:
    big = b"x" * (1024 * 1024 + 1)
    client = world.visitor()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/form/contact", content=b"message=" + big, headers=kind).status_code == 413
    assert client.post("/form/contact", content=iter([b"message=", big]), headers=kind).status_code == 413
    assert world.tickets() == 0


def test_an_unexpected_error_tells_only_a_reference(world: World, caplog: pytest.LogCaptureFixture) -> None:
    client = world.colleague()

    def fail(_fields: object) -> None:
        raise RuntimeError("secret inside")

    world.app.state.pages._environment.get_template = fail
    answer = client.get("/q")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    reference = answer.text.split("reference ")[1][:8]
    assert reference in caplog.text


def test_no_page_believes_the_host_header(world: World) -> None:
    answer = world.colleague().get("/q", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.text + str(answer.headers)


def test_healthz_tells_no_detail(world: World) -> None:
    assert world.visitor().get("/healthz").text == "ok\n"
