"""Coming in by a one-time address, and going out."""

from dataclasses import replace

from .conftest import TOM, World, token_of


def test_opening_the_invitation_spends_nothing_and_its_button_does_once(world: World) -> None:
    token = world.invitation()
    for _ in range(5):
        page = world.visitor().get(f"/sign-in/{token}")
        assert (page.status_code, "Ewa Lis" in page.text) == (200, True)
        assert not page.cookies
    assert world.visitor().head(f"/sign-in/{token}").status_code == 200
    ewa = world.visitor()
    assert ewa.post(f"/sign-in/{token}").url.path == "/q"
    again = world.visitor().post(f"/sign-in/{token}")
    assert again.status_code == 404
    assert not again.cookies
    assert world.visitor().get(f"/sign-in/{token}").status_code == 404


def test_the_cookie_is_for_this_host_only_and_hidden_from_scripts(world: World) -> None:
    answer = world.visitor().post(f"/sign-in/{world.invitation()}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-mailgate=")
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= {part.strip() for part in cookie.split(";")}


def test_each_sign_in_has_a_new_secret(world: World) -> None:
    first, second = world.colleague(), world.colleague()
    assert first.cookies["__Host-mailgate"] != second.cookies["__Host-mailgate"]


def test_signing_out_ends_the_session(world: World) -> None:
    client = world.colleague()
    secret = client.cookies["__Host-mailgate"]
    client.post("/sign-out", data={"_token": token_of(client.get("/q").text)})
    thief = world.visitor()
    thief.cookies.set("__Host-mailgate", secret)
    assert thief.get("/q", follow_redirects=False).headers["location"] == "/sign-in"


def test_the_door_tells_how_to_come_in(world: World) -> None:
    assert "mailgate staff invite EMAIL" in world.visitor().get("/q").text


def test_a_token_of_another_purpose_opens_nothing(world: World) -> None:
    _, link = world.asked()
    sealed = link.removeprefix("/v/")
    for path in (f"/sign-in/{sealed}", f"/p/{sealed}"):
        assert world.visitor().get(path).status_code == 404
        assert world.visitor().post(path).status_code == 404
    assert world.visitor().get(f"/v/{world.invitation(TOM)}").status_code == 404


def test_who_has_left_the_staff_is_no_longer_signed_in(world: World) -> None:
    tom = world.colleague(TOM)
    assert tom.get("/q", follow_redirects=False).status_code == 200
    with world.house.work() as work:
        left = tuple(member for member in work.desk.staff if member.email != TOM)
        work.unit.setup.put(replace(work.desk, staff=left))
    assert tom.get("/q", follow_redirects=False).headers["location"] == "/sign-in"
