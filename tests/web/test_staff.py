"""The queue, the ticket, and the ledger."""

import re
from datetime import timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient

from mailgate.desk.decide import drain
from mailgate.desk.deliver import deliver_all
from mailgate.desk.enrol import load_desk
from mailgate.desk.tick import ring, ring_all
from mailgate.model.ticket import State
from mailgate.testing import Said, a_letter, a_ticket

from .conftest import EWA, HELP, JUNE, TOM, World, token_of

XSS = '<script>alert("x")</script>'


def test_the_queue_shows_a_ticket_with_its_reason(world: World) -> None:
    number = world.mail()
    page = world.colleague().get("/q").text
    assert f'data-ticket="{number}"' in page
    assert "June Park" in page
    assert "by the time that is left" in page or "no promise runs" in page


def test_the_views_and_filters_are_addresses(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    world.act(number, "take", EWA)
    row = f'data-ticket="{number}"'
    ewa, tom = world.colleague(EWA), world.colleague(TOM)
    assert row in ewa.get("/q?view=mine").text
    assert row not in tom.get("/q?view=mine").text
    assert row not in ewa.get("/q?view=unpicked").text
    assert row in ewa.get("/q?q=site+june").text
    assert row not in ewa.get("/q?q=printer").text
    assert row in ewa.get("/q?state=first_line").text
    assert row not in ewa.get("/q?state=closed").text
    assert row in ewa.get("/q?view=nonsense&page=-1&state=%00").text


def test_the_views_count_and_show_whose_they_are(world: World) -> None:
    staff = '[[staff]]\nemail = "ewa@alder.example"\nname = "Ewa Lis"\nlanguages = ["pl"]\n'
    load_desk(world.house, [("more.toml", staff)])
    number = world.mail()
    row, ewa, tom = f'data-ticket="{number}"', world.colleague(EWA), world.colleague(TOM)
    language = world.ticket(number)["language"]
    with world.house.work() as work:
        for each in range(2):
            work.unit.tickets.open(a_ticket(language="pl", state=State.RESOLVED, subject=f"Sprawa {each}"))
    assert count(ewa, "language") == ("3" if language == "pl" else "2")
    assert count(tom, "language") == "0"
    assert count(ewa, "verify") == "2"
    assert (count(ewa, "unpicked"), count(ewa, "open")) == ("1", "3")
    assert row in ewa.get("/q?view=spoke").text
    assert row not in ewa.get("/q?view=verify").text
    page = ewa.get("/q").text
    assert 'href="/letters?fate=held"' in page
    assert 'href="/letters?fate=quarantined"' in page


def count(client: TestClient, view: str) -> str:
    """What stands beside the name of a view."""
    found = re.search(rf'href="/q\?view={view}"[^>]*>[^<]*<span class="count">([^<]*)<', client.get("/q").text)
    assert found
    return found[1]


def test_a_long_queue_is_walked_page_by_page(world: World) -> None:
    with world.house.work() as work:
        for _ in range(120):
            work.unit.tickets.open(a_ticket())
    client, address, seen = world.colleague(), "/q", list[str]()
    while address:
        page = client.get(address).text
        rows = re.findall(r'data-ticket="([^"]+)"', page)
        assert len(rows) <= 50
        seen += rows
        further = re.search(r'href="([^"]+)">Next<', page)
        address = unescape(further[1]) if further else ""
    assert seen == [f"MG-{number}" for number in range(1, 121)]
    assert 'href="/q?view=open">First page<' in page


def test_found_tickets_are_paged_by_number_and_odd_pages_do_no_harm(world: World) -> None:
    with world.house.work() as work:
        for each in range(60):
            work.unit.tickets.open(a_ticket(subject=f"printer & {each}"))
    client = world.colleague()
    first = client.get("/q?q=printer+%26").text
    further = re.search(r'href="([^"]+)">Next<', first)
    assert further
    second = client.get(unescape(further[1])).text
    assert [page.count("data-ticket=") for page in (first, second)] == [50, 10]
    assert ">Previous<" in second
    assert ">Next<" not in second
    for odd in ("page=99999", "page=-1", "page=x", "after=%00"):
        assert client.get(f"/q?q=printer&{odd}").status_code == 200
    assert client.get("/q?after=0_0_0_0").text.count("data-ticket=") == 50


def test_the_oldest_outage_stands_above_a_newer_question(world: World) -> None:
    asked, down = world.mail(subject="A question", text="How?\n"), world.mail(subject="Down", text="All is down.\n")
    world.act(down, "categorise", category="outage")
    page = world.colleague().get("/q").text
    assert page.index(f'data-ticket="{down}"') < page.index(f'data-ticket="{asked}"')


def test_a_trouble_that_came_back_says_how_it_was_solved_before(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    world.act(number, "resolve", how="A new <fuse>.", cause="equipment", minutes="5")
    world.act(number, "override-close", reason="she called")
    world.act(number, "reopen", reason="it blew again")
    page = unescape(world.colleague().get(f"/t/{number}").text)
    today = world.house.clock.now().date()
    told = f"It keeps coming back. {number} of {today}: A new <fuse>. Whoever resolves it says how it is prevented."
    assert told in page
    assert "A new <fuse>" not in world.colleague().get(f"/t/{number}").text


@pytest.mark.parametrize("number", ["MG-999", "nonsense", "999999999999", "%3Cscript%3E", "1%00"])
def test_an_unknown_ticket_is_a_404(world: World, number: str) -> None:
    client = world.colleague()
    page = client.get(f"/t/{number}")
    assert page.status_code == 404
    assert "<script>" not in page.text
    token = {"_token": token_of(client.get("/q").text), "text": "x"}
    assert client.post(f"/t/{number}/act/note", data=token).status_code == 404
    assert client.post(f"/t/{number}/preview/reply", data=token).status_code == 404


def test_of_two_who_take_it_one_wins_and_the_other_reads_who(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    ewa, tom = world.colleague(EWA), world.colleague(TOM)
    tokens = [token_of(client.get(f"/t/{number}").text) for client in (ewa, tom)]
    won = ewa.post(f"/t/{number}/act/take", data={"_token": tokens[0]})
    lost = tom.post(f"/t/{number}/act/take", data={"_token": tokens[1]})
    assert (won.status_code, "You have it." in won.text) == (200, True)
    assert lost.status_code == 409
    assert "Ewa Lis took it 0 s ago" in lost.text
    assert world.ticket(number)["worker"] == EWA


def test_a_refused_action_keeps_every_word(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    client = world.colleague()
    typed = {"how": "Restarted <b>it</b>", "cause": "ours", "minutes": "20", "prevention": "A watchdog"}
    page = client.post(
        f"/t/{number}/preview/resolve", data={"_token": token_of(client.get(f"/t/{number}").text), **typed}
    )
    assert page.status_code == 422
    assert "apology is missing; compensation is missing" in page.text
    assert "--set" not in page.text
    text = unescape(page.text)
    assert 'value="Restarted <b>it</b>"' in text
    assert 'value="A watchdog"' in text
    assert '<option value="ours" selected>' in text
    assert world.ticket(number)["state"] == "first_line"


def test_the_preview_is_what_arrives_and_changes_nothing(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    deliver_all(world.house)
    client = world.colleague()
    data = {"_token": token_of(client.get(f"/t/{number}").text), "text": "Please try again.\n\n<b>Ewa</b> & co"}
    before = world.everything(number)
    shown = client.post(f"/t/{number}/preview/reply", data=data).text
    assert world.everything(number) == before
    body = re.search(r"<pre[^>]*>(.*?)</pre>", shown, re.DOTALL)
    hidden = re.search(r'name="text" value="([^"]*)"', shown)
    assert body
    assert hidden
    client.post(f"/t/{number}/act/reply", data={"_token": data["_token"], "text": unescape(hidden[1])})
    deliver_all(world.house)
    (sent,) = [each for each in world.house.relay.sent_to(JUNE) if "Please try again" in str(each.message)]  # type: ignore[attr-defined]
    delivered = sent.message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert unescape(body[1]).strip() == delivered.strip()


def test_the_preview_of_a_resolution_is_what_arrives(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    client = world.colleague()
    data = {"how": "Restarted", "cause": "equipment", "minutes": "5"}
    data["_token"] = token_of(client.get(f"/t/{number}").text)
    shown = unescape(client.post(f"/t/{number}/preview/resolve", data=data).text)
    body = re.search(r"<pre[^>]*>(.*?)</pre>", shown, re.DOTALL)
    client.post(f"/t/{number}/act/resolve", data=data)
    deliver_all(world.house)
    delivered = world.house.relay.sent_to(JUNE)[-1].message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    delivered = delivered.replace("\r\n", "\n")
    assert body
    assert masked(body[1]) == masked(delivered)


def masked(text: str) -> str:
    """Without the one part that must differ: the link in a preview is nobody's."""
    return re.sub(r"/v/[^\s?]+", "/v/…", text.strip())


def test_the_link_in_a_preview_answers_nothing(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    client = world.colleague()
    data = {"how": "Restarted", "cause": "equipment", "minutes": "5"}
    data["_token"] = token_of(client.get(f"/t/{number}").text)
    shown = unescape(client.post(f"/t/{number}/preview/resolve", data=data).text)
    client.post(f"/t/{number}/act/resolve", data=data)
    deliver_all(world.house)
    link = re.search(r"/v/[^\s?]+", shown)
    assert link
    world.visitor().post(link[0], data={"answer": "yes"})
    assert world.ticket(number)["state"] == "verifying"


def test_from_the_preview_the_words_can_be_changed(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    data = {"_token": token_of(client.get(f"/t/{number}").text), "text": "first line\nsecond"}
    page = client.post(f"/t/{number}/edit/note", data=data)
    assert (page.status_code, "first line\nsecond</textarea>" in page.text) == (200, True)
    assert len(world.ticket(number)["messages"]) == 1


def test_only_what_the_state_knows_is_offered(world: World) -> None:
    number = world.mail()
    page = world.colleague().get(f"/t/{number}").text
    offered = set(re.findall(r'id="act-([\w-]+)"', page))
    assert offered == set(world.ticket(number)["actions"]) - {"take", "vouch", "facts", "accept", "duplicate"}
    assert {"accept", "duplicate"} == {each for each in ("accept", "duplicate") if f'/{each}" class' in page}


def test_a_hold_is_counted_in_the_firms_zone(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    data = {"_token": token_of(client.get(f"/t/{number}").text), "until": "2026-11-04T14:00", "reason": "a part"}
    assert client.post(f"/t/{number}/act/hold", data=data).status_code == 200
    (due,) = [clock["due"] for clock in world.ticket(number)["clocks"] if clock["kind"] == "hold"]
    assert due.startswith("2026-11-04T13:00")


def test_an_appointment_is_previewed_with_its_file_and_sent_so(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    client = world.colleague()
    page = client.get(f"/t/{number}").text
    for name in ("kind", "place", "minutes"):
        assert f'id="hold-{name}"' in page
    visit = {
        "until": "2026-11-04T14:00",
        "reason": "a part",
        "kind": "appointment",
        "place": "Oak <5>",
        "minutes": "30",
    }
    data = {"_token": token_of(page), **visit}
    shown = client.post(f"/t/{number}/preview/hold", data=data).text
    assert "Attached: appointment.ics" in shown
    assert "Oak &lt;5&gt;" in shown
    assert world.ticket(number)["state"] == "first_line"
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    client.post(f"/t/{number}/act/hold", data={name: unescape(value) for name, value in hidden.items()})
    deliver_all(world.house)
    message = world.house.relay.sent_to(JUNE)[-1].message  # type: ignore[attr-defined]
    (file,) = message.iter_attachments()
    assert file.get_filename() == "appointment.ics"
    assert "Oak <5>" in message.get_body(("plain",)).get_content()


def test_an_unknown_action_is_refused_with_a_sentence(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    data = {"_token": token_of(client.get(f"/t/{number}").text)}
    assert client.post(f"/t/{number}/act/explode", data=data).status_code == 422
    assert client.post(f"/t/{number}/preview/explode", data=data).status_code == 404


def test_an_unproven_sender_is_shown_and_can_be_vouched_for(world: World) -> None:
    client = world.colleague()
    visitor = world.visitor()
    visitor.post("/form/contact", data={"_key": "k", "email": "new@elsewhere.example", "message": "Hello"})
    (kept,) = drain(world.house)
    page = client.get(f"/t/MG-{kept.ticket_id}").text
    assert "The sender is not proven" in page
    data = {"_token": token_of(page), "how": "called back"}
    assert client.post(f"/t/MG-{kept.ticket_id}/act/vouch", data=data).status_code == 200
    assert "unproven" not in world.ticket(f"MG-{kept.ticket_id}")["flags"]


def test_markup_of_strangers_is_only_text(world: World) -> None:
    number = world.mail(text=f"{XSS}\n", subject=f"Down {XSS}", sender=f'"{XSS[:8]}" <{JUNE}>')
    client = world.colleague()
    world.act(number, "categorise", category="outage")
    world.act(number, "note", text=XSS)
    data = {"_token": token_of(client.get("/q").text), "text": XSS}
    pages = [client.get(path).text for path in ("/q", f"/t/{number}", "/letters", f"/q?q={XSS}&view={XSS}")]
    pages.append(client.post(f"/t/{number}/preview/reply", data=data).text)
    assert all("<script>alert" not in page for page in pages)
    assert sum("&lt;script&gt;alert" in page for page in pages) == 5


def attached(name: str, kind: str, content: str) -> bytes:
    head = a_letter(sender=f"June <{JUNE}>", to=HELP, subject="File").decode().partition("MIME-Version")[0]
    return (
        f"{head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n"
        f"--b\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename*=UTF-8''{name}\r\n\r\n"
        f"{content}\r\n--b--\r\n"
    ).encode()


def test_a_strangers_file_only_ever_leaves_as_a_download(world: World) -> None:
    raw = attached("%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%0d%0aX-Evil:1.html", "text/html", XSS)
    number = world.mail(raw=raw)
    client = world.colleague()
    page = client.get(f"/t/{number}").text
    assert "<img" not in page
    path = re.search(r'href="(/letters/\d+/attachments/\d+)"', page)
    assert path
    answer = client.get(path[1])
    assert answer.text.strip() == XSS
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "<" not in answer.headers["content-disposition"]
    assert "x-evil" not in answer.headers


def test_the_raw_letter_is_downloaded_as_it_came(world: World) -> None:
    raw = a_letter(sender=f"June <{JUNE}>", to=HELP)
    world.mail(raw=raw)
    answer = world.colleague().get("/letters/1/raw")
    assert answer.content == raw
    assert (
        answer.headers["content-disposition"] == "attachment; filename=\"letter-1.eml\"; filename*=UTF-8''letter-1.eml"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/letters/99/raw",
        "/letters/x/raw",
        "/letters/99999999999999999999/raw",
        "/letters/1/attachments/0",
        "/letters/1/attachments/-1",
        "/letters/2/attachments/1",
        "/letters/%D9%A1/raw",
    ],
)
def test_letters_and_parts_that_are_not_there_are_404(world: World, path: str) -> None:
    world.mail()
    assert world.colleague().get(path).status_code == 404


def test_the_ledger_shows_fates_and_reasons(world: World) -> None:
    number = world.mail()
    client = world.colleague()
    page = client.get("/letters").text
    assert f'href="/t/{number}"' in page
    assert "Kept 1 = 1 ticket + 0 pending" in page
    assert "No letters here." in client.get("/letters?fate=bounce").text


def test_a_day_without_proof_is_told_on_every_staff_page_with_its_fix(world: World) -> None:
    client = world.colleague()
    number = world.mail()
    assert "No sender was proven" not in client.get("/q").text
    world.house.clock.forward(timedelta(days=2))  # type: ignore[attr-defined]
    visitor = world.visitor()
    visitor.post("/form/contact", data={"_key": "k", "email": "new@elsewhere.example", "message": "Hello"})
    drain(world.house)
    for path in ("/q", f"/t/{number}", "/letters"):
        page = client.get(path).text
        assert "No sender was proven" in page
        assert "trust_loopback = true" in page


def test_the_page_of_every_state_is_shown(world: World) -> None:
    client = world.colleague()
    number = world.mail()
    seen = set()

    def look_at_it() -> None:
        page = client.get(f"/t/{number}")
        assert page.status_code == 200
        assert page.text.count('aria-current="step"') == 1
        seen.add(world.ticket(number)["state"])

    look_at_it()
    world.act(number, "categorise", category="outage")
    for action, keys in (
        ("take", {}),
        ("escalate", {"handover": "It is the proxy."}),
        ("return", {"reason": "It is not the proxy."}),
        ("ask", {"text": "Since when?"}),
        ("resume", {}),
        ("hold", {"until": "2026-11-04T14:00:00+01:00", "reason": "a part"}),
        ("resume", {}),
        ("resolve", {"how": "Restarted", "cause": "unknown", "minutes": "5"}),
    ):
        world.act(number, action, **keys)
        look_at_it()
    deliver_all(world.house)
    look_at_it()
    world.act(number, "confirm", by=JUNE, how="phone", answer="yes")
    look_at_it()
    world.house.clock.forward(timedelta(days=8))  # type: ignore[attr-defined]
    ring(world.house)
    look_at_it()
    closed, number = number, world.mail(subject="Another", text="Else.\n")
    look_at_it()
    assert f'href="/t/{closed}"' in client.get(f"/t/{number}").text
    world.act(number, "reject", reason="spam")
    look_at_it()
    number, whole = world.mail(subject="Third", text="More.\n"), world.mail(subject="Fourth", text="And more.\n")
    world.act(number, "merge", into=whole)
    look_at_it()
    assert seen == set(State)


def test_letters_that_did_not_arrive_stand_on_top(world: World) -> None:
    world.house.relay.will_say(JUNE, Said(550, "5.1.1 no such user"))  # type: ignore[attr-defined]
    number = world.mail()
    deliver_all(world.house)
    page = world.colleague().get(f"/t/{number}").text
    assert "A letter of ours did not arrive. received to june@kestrel.example: 550 5.1.1 no such user" in page


def test_queue_and_tags_stand_on_the_row_narrow_by_address_and_are_set_on_the_page(world: World) -> None:
    number, other = world.mail(), world.mail(subject="Another", text="2\n")
    client = world.colleague()
    page = client.get(f"/t/{number}").text
    assert "everybody's" in unescape(page)
    token = {"_token": token_of(page)}
    done = client.post(f"/t/{number}/act/queue", data={**token, "to": "network"})
    assert "Moved." in done.text
    done = client.post(f"/t/{number}/act/tag", data={**token, "add": "vpn brno", "remove": ""})
    assert "Tags set." in done.text
    for html in (done.text, client.get("/q").text):
        assert 'href="/q?view=open&amp;queue=network">network</a>' in html
        assert 'href="/q?view=open&amp;tag=vpn">#vpn</a>' in html
    mine, its = f'data-ticket="{number}"', f'data-ticket="{other}"'
    for filters, shown in [
        ("queue=network", (True, False)),
        ("queue=-", (False, True)),
        ("tag=brno", (True, False)),
        ("tag=brno&queue=-", (False, False)),
        ("queue=network&q=site", (True, False)),
        ("queue=network&q=another", (False, False)),
        ("view=mine&queue=network", (False, False)),
    ]:
        html = client.get(f"/q?{filters}").text
        assert (mine in html, its in html) == shown, filters
        assert 'class="button quiet" href="/q?view=' in html
    wrong = client.post(f"/t/{number}/act/tag", data={**token, "add": "s\u00ed\u0165"})
    assert (wrong.status_code, "is not the name of a tag" in wrong.text) == (422, True)
    assert client.get("/q?queue=two+words").status_code == 422


def test_a_narrowed_queue_keeps_its_filter_from_page_to_page(world: World) -> None:
    with world.house.work() as work:
        for each in range(130):
            work.unit.tickets.open(a_ticket(queue="net/x" if each % 2 else "", tags=("vpn",)))
    client = world.colleague()
    first = client.get("/q?queue=net/x&tag=vpn").text
    further = re.search(r'href="([^"]+)">Next<', first)
    assert further
    second = client.get(unescape(further[1])).text
    assert [page.count("data-ticket=") for page in (first, second)] == [50, 15]
    assert '<span class="count">50+</span></h1>' in first
    assert 'href="/q?view=open&amp;queue=net%2Fx&amp;tag=vpn">First page<' in second


def test_the_page_of_a_p1_that_nobody_has_says_who_was_told_and_who_is_next(world: World) -> None:
    number = world.mail()
    world.act(number, "categorise", category="outage")
    world.act(number, "prioritise", priority="P1")
    assert "Nobody has taken it. Nobody was told so far. Next: everybody on shift, " in unescape(
        world.colleague().get(f"/t/{number}").text
    )
    ring_all(world.house)
    ladder = world.ticket(number)["ladder"]
    assert ladder["told"]
    page = unescape(world.colleague().get(f"/t/{number}").text)
    assert f"Nobody has taken it. Told: {', '.join(ladder['told'])}. Next: {ladder['next']}, " in page
    world.act(number, "take")
    assert world.ticket(number)["ladder"] is None
    assert "Nobody has taken it" not in world.colleague().get(f"/t/{number}").text
