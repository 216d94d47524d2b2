"""The suggestion on the ticket's page, "Take next" in the queue, and what leads are told of gaps."""

from mailgate.desk.enrol import load_desk

from .conftest import EWA, JUNE, TOM, World, token_of


def classified(world: World, text: str = "The site is down.\n") -> str:
    number = world.mail(text)
    world.act(number, "categorise", category="outage")
    return number


def test_the_page_says_who_is_suggested_and_assigns_it_to_them(world: World) -> None:
    number = classified(world)
    tom = world.colleague(TOM)
    page = tom.get(f"/t/{number}").text
    assert "Suggested: <strong>Ewa Lis</strong> is named for June Park in the registry." in page
    assert "Assign to Ewa Lis" in page
    assert "Assign to Ewa Lis" not in world.colleague(EWA).get(f"/t/{number}").text, "she has a button of her own"
    assert world.ticket(number)["worker"] is None, "looking gives it to nobody"
    answer = tom.post(f"/t/{number}/act/assign", data={"_token": token_of(page), "to": EWA})
    assert world.ticket(number)["worker"] == EWA
    assert "Suggested" not in answer.text


def test_while_nobody_is_on_shift_the_page_says_when_somebody_will_be(world: World) -> None:
    number = classified(world)
    world.house.clock.set(world.house.clock.now().replace(hour=22))  # type: ignore[attr-defined]
    page = world.colleague().get(f"/t/{number}").text
    assert "Nobody is suggested: nobody is on shift until 3 Nov 2026, 09:00 CET (Ewa Lis, Tom Reed)." in page


def test_a_contacts_name_cannot_hide_in_the_suggestion(world: World) -> None:
    number = world.mail(sender=f"<b>\u202ereversed</b> <{JUNE}>")
    page = world.colleague().get(f"/t/{number}").text
    assert "<b>" not in page.partition("Suggested")[2][:200]


def test_take_next_takes_the_first_and_shows_it(world: World) -> None:
    first, second = classified(world), classified(world, "And the mail.\n")
    ewa = world.colleague(EWA)
    form = {"_token": token_of(ewa.get("/q").text)}
    answer = ewa.post("/q/next", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/t/{first}?done=take")
    assert "You have it." in ewa.get(answer.headers["location"]).text
    tom = world.colleague(TOM)
    tom.post("/q/next", data={"_token": token_of(tom.get("/q").text)})
    assert [world.ticket(each)["worker"] for each in (first, second)] == [EWA, TOM]
    nothing = ewa.post("/q/next", data=form)
    assert nothing.status_code == 409
    assert "There is nothing to take: somebody works on everything" in nothing.text
    assert 'href="/q"' in nothing.text


def test_without_the_sessions_token_nothing_is_taken(world: World) -> None:
    number = classified(world)
    assert world.colleague().post("/q/next", data={"_token": "0"}).status_code == 403
    assert world.colleague().get("/q/next").status_code == 405
    assert world.ticket(number)["worker"] is None


def test_leads_read_of_a_gap_that_begins_within_a_week(world: World) -> None:
    staff = '[[staff]]\nemail = "{}"\nname = "{}"\nlines = [1]\nshift = "office"\naway = [2026-11-04]\n{}'
    told = "Too few people ahead: 4 Nov 2026, 00:00 CET to 4 Nov 2026, 09:00 CET: nobody on call"
    assert "Too few people" not in world.colleague(EWA).get("/q").text
    for each in ((EWA, "Ewa Lis", 'role = "lead"\n'), (TOM, "Tom Reed", "")):
        load_desk(world.house, [("away.toml", staff.format(*each))])
    assert told in world.colleague(EWA).get("/q").text
    assert "Too few people" not in world.colleague(TOM).get("/q").text
