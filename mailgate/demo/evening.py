"""The end of each ticket: solved, please verify; yes, no, thanks, silence; and the books at the end."""

import http.client
import re
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from mailgate.demo.mail import Received
from mailgate.demo.scene import Missed, Row, Scene, insist
from mailgate.demo.work import BARA, EWA, KAREL, NINA, NOOR, OLIVE, TOMEK, VIKTOR, answered
from mailgate.desk.health import status
from mailgate.model.event import Event
from mailgate.model.ticket import State

_LINK = re.compile(r"https?://\S+/v/\S+answer=(\w+)")
_A_DAY = timedelta(hours=24, minutes=1)
_SECONDS = 20.0  #: for one request to the pages
APOLOGY = "We are sorry: our certificate renewal failed in the night and nobody was told."


def solved_please_verify(scene: Scene) -> None:
    """Resolve four tickets, each with what its cause asks for. The 24 hours begin when the letter is accepted."""
    scene.act("stranger", "resolve", BARA, "Bára ends the sales question", how="Answered", cause="unknown", minutes="5")
    scene.act(
        "outage", "resolve", BARA, "Bára solves the outage; it was ours, so an apology goes with it",
        how="The VPN certificate is renewed and both surgeries are connected.", cause="ours", minutes="35",
        apology=APOLOGY, compensation="This month's VPN fee is credited.",
        prevention="Renewal is now checked every day.",
    )  # fmt: skip
    scene.act(
        "backup", "resolve", BARA, "Bára solves the backup",
        how="Disk č. 2 v úložišti je vyměněn a záloha proběhla.", cause="equipment", minutes="50",
    )  # fmt: skip
    scene.act("printer", "take", TOMEK, "Tomek takes the printer")
    scene.act(
        "printer", "resolve", TOMEK, "Tomek solves the printer",
        how="Wgraliśmy nowy sterownik drukarki.", cause="equipment", minutes="20",
    )  # fmt: skip
    scene.act(
        "delay", "resolve", VIKTOR, "Viktor solves the late mail",
        how="Фильтр провайдера задерживал письма; для вашего домена это отключено.", cause="third_party", minutes="70",
        check="2 ноября, 9:40: десять пробных писем пришли в течение минуты.",
        advice="Если задержка повторится, пришлите нам заголовки письма.",
    )  # fmt: skip
    for name, to in (("outage", OLIVE), ("backup", KAREL), ("printer", EWA), ("delay", NINA)):
        scene.mail_out(name, "verify", to)
        row = scene.expect_state(name, State.VERIFYING)
        insist(f"the clock of {row['number']}", [clock["kind"] for clock in row["clocks"]], ["verification"])
    scene.mail_out("stranger", "closed", NOOR)
    scene.expect_state("stranger", State.CLOSED)


def what_customers_say(scene: Scene) -> None:
    """Yes on the page, thanks by mail, no by mail; the fourth says nothing."""
    _yes_on_the_page(scene)
    _thanks_by_mail(scene)
    _no_by_mail(scene)
    scene.tell.line("customer", "Нина Орлова says nothing.")


def _yes_on_the_page(scene: Scene) -> None:
    letter = _verify_letter(scene, "outage")
    before = scene.named("outage")
    scene.tell.line("customer", "Olive's mail scanner opens every link of the letter.")
    for link in _links(letter).values():
        insist("the page behind the link", _request(link, None), 200)
    insist("the ticket after the links were opened", scene.named("outage"), before)
    scene.tell.line("checked", "opening the links has changed nothing")
    scene.tell.line("customer", 'Olive opens the page and presses "yes".')
    insist("the answer of the page", _request(_links(letter)["yes"], {"answer": "yes"}), 303)
    scene.mail_out("outage", "closed", OLIVE)
    scene.expect_state("outage", State.CLOSED)


def _thanks_by_mail(scene: Scene) -> None:
    answered(
        scene, _verify_letter(scene, "backup"), "Karel Brázda", "Děkuji, už to funguje.",
        "Dne 2. 11. 2026 v 10:02 Severka Support napsal(a):",
    )  # fmt: skip
    scene.mail_out("backup", "closed", KAREL)
    scene.expect_state("backup", State.CLOSED)


def _no_by_mail(scene: Scene) -> None:
    answered(
        scene, _verify_letter(scene, "printer"), "Ewa Maj", "Nie, dalej nie działa, etykiety wychodzą puste.",
        "W dniu 2.11.2026 o 10:04 Severka Support pisze:",
    )  # fmt: skip
    scene.mail_out("printer", "reopened", EWA)
    row = scene.expect_state("printer", State.FIRST_LINE)
    insist("disputes and reopenings", (row["disputes"], row["reopen_count"]), (1, 1))
    insist("who has it again", (row["owner"], row["worker"]), (TOMEK, TOMEK))
    scene.tell.line("checked", "back with Tomek, the no is counted, the 24 hours are off")
    until = scene.stage.local_time.replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=2)
    scene.act(
        "printer", "hold", TOMEK, "Tomek agrees on a visit on Wednesday",
        until=until.isoformat(), reason="W środę o 14:00 przyjedzie technik z nową głowicą.",
    )  # fmt: skip
    scene.mail_out("printer", "on_hold", EWA)
    scene.expect_state("printer", State.ON_HOLD)


def a_day_passes(scene: Scene) -> None:
    """Stop the server, move the test clock, start it again: the clock that is due rings, and only that."""
    stage, tell = scene.stage, scene.tell
    insist("the state of the silent customer's ticket, a day before", scene.named("delay")["state"], State.VERIFYING)
    insist("the exit status of the server", stage.server.stop(), 0)
    stage.clock.forward(_A_DAY)
    stage.server.start(stage.clock.now())
    tell.line("clock", f"24 hours later: the server was restarted, its test clock at {stage.local_time:%A %H:%M %Z}")
    row = scene.expect_state("delay", State.CLOSED)
    last = row["history"][-1]
    insist("what closed it, and who", (last["event"], last["by"]), (Event.TIME_PASSED, "mailgate"))
    tell.line("because", last["why"])
    scene.mail_out("delay", "closed", NINA)
    scene.expect_state("printer", State.ON_HOLD)


def the_books(scene: Scene) -> None:
    """Every ticket with its end, every letter with its fate, nothing twice."""
    rows = scene.queue()
    endings = {row["number"]: _ending(scene.ticket(row["number"])) for row in rows}
    scene.tell.tickets(sorted(rows, key=lambda row: int(row["number"][3:])), endings)
    found = {name: endings[scene.numbers[name]] for name in ("outage", "backup", "delay", "stranger")}
    insist(
        "how they ended",
        found,
        {"outage": _YES, "backup": _YES, "delay": _SILENCE, "stranger": _STAFF},
    )
    books = status(scene.stage.house)
    scene.tell.ledger(books)
    insist("letters kept", (books["kept"], books["pending"], books["balanced"]), (scene.sent, 0, True))
    _nothing_twice(scene)


def _nothing_twice(scene: Scene) -> None:
    letters = scene.stage.sink.letters()
    insist("letters out that came twice", len(letters) - len({(one.message_id, one.to) for one in letters}), 0)
    closing = [row for row in scene.named("delay")["outbound"] if row["effect"] == "closed"]
    insist("notices of closing to the silent customer", len(closing), 1)
    scene.tell.line("checked", f"{scene.sent} letters in, {len(letters)} letters out, none twice, none lost")


_YES, _SILENCE, _STAFF = "closed by confirmation", "closed by silence", "closed by staff"
_ENDED = {Event.CONFIRMED: _YES, Event.TIME_PASSED: _SILENCE, Event.CLOSED_BY_OVERRIDE: _STAFF}
_OPEN = {State.ON_HOLD: "disputed; a visit", State.FIRST_LINE: "answered, still open"}


def _ending(ticket: Row) -> str:
    closing = next((entry for entry in reversed(ticket["history"]) if entry["to"] == State.CLOSED), None)
    if ticket["state"] != State.CLOSED or closing is None:
        return _OPEN.get(ticket["state"], "still open")
    return _ENDED[closing["event"]]


def _verify_letter(scene: Scene, name: str) -> Received:
    ids = {row["message_id"] for row in scene.named(name)["outbound"] if row["effect"] == "verify"}
    return next(one for one in scene.stage.sink.letters() if one.message_id in ids)


def _links(letter: Received) -> dict[str, str]:
    """The links of a verification letter, by their answer."""
    found = {match[1]: match[0] for match in _LINK.finditer(letter.text)}
    if set(found) != {"yes", "no"}:
        raise Missed("a yes link and a no link in the verification letter", letter.text)
    return found


def _request(link: str, form: dict[str, str] | None) -> int:
    """Open a link, or post its page's form; the status. No proxy, no redirect is followed."""
    parts = urlsplit(link)
    connection = http.client.HTTPConnection(parts.netloc, timeout=_SECONDS)
    try:
        if form is None:
            connection.request("GET", f"{parts.path}?{parts.query}")
        else:
            content = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", parts.path, urlencode(form), content)
        return connection.getresponse().status
    except OSError as trouble:
        raise Missed(f"the pages answer on {parts.netloc}", f"{type(trouble).__name__}: {trouble}") from trouble
    finally:
        connection.close()
