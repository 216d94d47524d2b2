"""Merging on the pages: one click where a letter names a ticket, and one thread of what belongs together."""

from tests.web.conftest import BASE, JUNE, World, token_of

TEMP = "temp@kestrel.example"


def named(world: World) -> tuple[str, str]:
    """June's ticket, and one of an unregistered colleague whose letter names it but may not join it."""
    number = world.mail()
    other = world.mail(sender=TEMP, subject=f"[{number}] me too", text="Mine is down as well.\n")
    assert world.ticket(other)["links"] == [number]
    return number, other


def test_one_click_joins_what_the_letter_names(world: World) -> None:
    number, other = named(world)
    client = world.colleague()
    page = client.get(f"/t/{other}").text
    assert f"<button>Join {number}</button>" in page
    posted = client.post(
        f"/t/{other}/act/merge",
        data={"_token": token_of(page), "into": number},
        headers={"Origin": BASE},
        follow_redirects=False,
    )
    assert (posted.status_code, posted.headers["location"]) == (303, f"/t/{other}?done=merge")
    assert world.ticket(other)["state"] == "merged"
    after = client.get(posted.headers["location"]).text
    assert f"{other}: Part of the other ticket now." in after
    assert f'This is part of <a href="/t/{number}">{number}</a> now' in after
    assert "<button>Join" not in after


def test_the_join_is_not_offered_where_it_would_be_refused(world: World) -> None:
    number = world.mail()
    other = world.mail(sender="zofia@mlyn.example", subject=f"[{number}] me too", text="Mine too.\n")
    assert world.ticket(other)["links"] == [number]
    page = world.colleague().get(f"/t/{other}").text
    assert "<button>Join" not in page
    assert f'href="/t/{number}"' in page, "it can still be looked at"


def test_the_thread_shows_the_words_of_the_parts_in_their_place(world: World) -> None:
    number, other = named(world)
    world.mail(subject=f"[{number}]", text="And later still.\n")
    world.act(other, "merge", into=number)
    page = world.colleague().get(f"/t/{number}").text
    places = [page.index(words) for words in ("The site is down.", "Mine is down as well.", "And later still.")]
    assert places == sorted(places)
    assert f'From <a href="/t/{other}">{other}</a>' in page
    assert "became part of this" in page


def test_merging_is_previewed_as_the_author_will_read_it(world: World) -> None:
    first, second = world.mail(), world.mail(subject="Again", text="Still down.\n")
    client = world.colleague()
    token = token_of(client.get(f"/t/{second}").text)
    data = {"_token": token, "into": first}
    page = client.post(f"/t/{second}/preview/merge", data=data, headers={"Origin": BASE}).text
    assert f"The request {second} is continued as {first}." in page
    assert JUNE in page
    assert world.ticket(second)["state"] != "merged"


def test_a_refused_merge_says_why_and_keeps_what_was_typed(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    data = {"_token": token_of(client.get(f"/t/{number}").text), "into": number}
    answer = client.post(f"/t/{number}/act/merge", data=data, headers={"Origin": BASE})
    assert answer.status_code == 409
    assert "a ticket cannot become part of itself" in answer.text
    assert f'value="{number}"' in answer.text
