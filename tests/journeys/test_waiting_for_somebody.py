"""Weeks of waiting: for an answer that does not come, and for a visit that is agreed, moved, and due."""

from email import message_from_bytes, policy

import pytest

from .behind_mx import set_up
from .conftest import Shell

ANN = "ann@customer.example"
SAID = {
    "en": ("The printer in the office is dead since Monday and nobody can print the papers.", "Shall we close it?"),
    "cs": ("Tiskárna v kanceláři od pondělí nefunguje a nikdo nemůže tisknout faktury.", "Máme ho uzavřít?"),
    "pl": ("Drukarka w biurze nie działa od poniedziałku i nikt nie może drukować faktur.", "Czy mamy je zamknąć?"),
    "ru": ("Принтер в офисе не работает с понедельника, и никто не может печатать счета.", "Закрыть его?"),
}


@pytest.mark.parametrize("language", SAID)
def test_who_does_not_answer_is_asked_twice_more_and_the_ticket_stays_open(shell: Shell, language: str) -> None:
    firm, eve = set_up(shell), "eve@stranger.example"
    text, shall = SAID[language]
    firm.mail(eve, subject="619", text=text)
    firm.act("MG-1", "categorise", category="fault")
    assert firm.act("MG-1", "ask", text="HP LaserJet 400?")["state"] == "waiting_customer"
    before = len(firm.left(eve))
    for day in range(3, 31):
        firm.now = f"2026-11-{day:02}T09:00:00+01:00"
        firm.deliver()
    reminder, question = firm.left(eve)[before:]
    assert "HP LaserJet 400?" in reminder.text
    assert shall in question.text
    row = firm.ticket()
    assert (row["language"], row["state"], "owner_task" in row["flags"]) == (language, "waiting_customer", True)
    rung = [each for each in row["history"] if each["event"] == "time_passed" and each["to"] == "waiting_customer"]
    days = [each["at"][:10] for each in rung if "no answer" in each["why"]]
    assert days == ["2026-11-06", "2026-11-13", "2026-11-18"]
    firm.mail(eve, subject="Re: 619", text="Yes, close it.", in_reply_to=question.message_id, to=question.reply_to)
    row = firm.ticket()
    assert row["state"] == "first_line"
    assert "it can be closed: please read, and decide" in row["history"][-1]["why"]


def test_a_visit_is_confirmed_moved_and_back_in_the_queue_when_it_is_due(shell: Shell) -> None:
    firm = set_up(shell)
    firm.mail(ANN, text="The printer is dead.")
    firm.act("MG-1", "take")
    visit = {"reason": "new print head", "kind": "appointment", "place": "Oak Street 5"}
    row = firm.act("MG-1", "hold", until="2026-11-05T14:00:00+01:00", **visit)
    assert row["state"] == "on_hold"
    firm.now = "2026-11-04T09:00:00+01:00"
    firm.act("MG-1", "hold", until="2026-11-06T10:00:00+01:00", **visit)
    first, moved = (event for path in sorted(shell.folder.glob("sent/*.eml")) if (event := event_in(path.read_bytes())))
    assert (first["DTSTART"], moved["DTSTART"]) == ("20261105T130000Z", "20261106T090000Z")
    assert (first["UID"], first["SEQUENCE"], moved["SEQUENCE"]) == (moved["UID"], "0", "1")
    assert "the appointment has changed" in firm.left(ANN)[-1].text
    for firm.now, state in (("2026-11-06T09:59:00+01:00", "on_hold"), ("2026-11-06T10:00:00+01:00", "first_line")):
        firm.deliver()
        assert firm.ticket()["state"] == state
    assert "owner_task" in firm.ticket()["flags"]
    (pause,) = [each for each in firm.ticket()["pauses"] if each["state"] == "on_hold"]
    assert (pause["from"][:10], pause["to"]) == ("2026-11-03", "2026-11-06T09:00:00+00:00")


def event_in(raw: bytes) -> dict[str, str]:
    """The properties of the attached event; {} without one."""
    for part in message_from_bytes(raw, policy=policy.default).walk():
        if part.get_content_type() == "text/calendar":
            text = bytes(part.get_payload(decode=True)).decode().replace("\r\n ", "")
            return dict(line.partition(":")[::2] for line in text.split("\r\n"))
    return {}
