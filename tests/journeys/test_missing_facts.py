"""A letter says some of what is needed; staff see it, correct it, and ask for the rest at once, in four languages."""

import pytest

from mailgate.testing.seed import DESK

from .behind_mx import set_up
from .conftest import Shell

CHECKLIST = 'id = "fault"\nchecklist = ["service", "since", "error", "device", "phone"]\n'
#: Letters that say since when and which error, and what is asked for then: service, device, phone.
SPOKEN = {
    "cs": (
        "Od pondělí od devíti nám nefunguje tiskárna v účtárně. Hlásí chybu 619 a nikdo nemůže tisknout faktury.",
        ["Které služby nebo kterého zařízení se to týká?", "O jaké zařízení jde (výrobce a model)?"],
    ),
    "pl": (
        "Od poniedziałku od dziewiątej nie działa nam drukarka w księgowości. Wyskakuje błąd 619 i nikt nie drukuje.",
        ["Której usługi lub którego urządzenia to dotyczy?", "O jakie urządzenie chodzi (producent i model)?"],
    ),
    "ru": (
        "С понедельника с девяти не работает принтер в бухгалтерии. Выдаёт ошибку 619, и никто не может печатать.",
        ["Какой услуги или какого устройства это касается?", "О каком устройстве идёт речь (производитель и модель)?"],
    ),
    "en": (
        "The printer in the office has been dead since Monday at nine. It shows error 619 and nobody can print.",
        ["Which service or device is it about?", "Which device is it (maker and model)?"],
    ),
}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_letter_is_understood_corrected_and_asked_about_in_its_language(shell: Shell, language: str) -> None:
    firm = set_up(shell)
    (shell.folder / "desk.toml").write_text(DESK.replace('id = "fault"\n', CHECKLIST), encoding="utf-8")
    assert shell("load", "desk.toml").code == 0
    text, questions = SPOKEN[language]
    eve = "eve@stranger.example"
    firm.mail(eve, subject="619", text=text)
    row = firm.act("MG-1", "categorise", category="fault")
    assert row["language"] == language
    since, error = (each for each in row["facts"] if each["name"] in ("since", "error"))
    assert (since["value"], since["detail"], since["by"]) == ("2026-11-02T09:00:00+01:00", "hour", "")
    assert (error["value"], row["missing"]) == ("619", ["service", "device", "phone"])
    assert since["sentence"] in text
    assert error["sentence"] in text

    row = firm.act("MG-1", "facts", phone="603 555 010", since="2026-11-01")
    assert {(each["name"], each["value"]) for each in row["facts"] if each["by"] == "ada@desk.example"} == {
        ("phone", "+420603555010"),
        ("since", "2026-11-01T00:00:00+01:00"),
    }
    assert "since: 2026-11-02T09:00:00+01:00 → 2026-11-01T00:00:00+01:00" in row["history"][-1]["why"]

    row = firm.act("MG-1", "ask")
    assert row["state"] == "waiting_customer"
    letter = firm.left(eve)[-1]
    assert [line[2:] for line in letter.text.splitlines() if line.startswith("- ")] == questions
    firm.mail(eve, subject="Re: 619", text="HP LaserJet 400, web-1.", in_reply_to=letter.message_id, to=letter.reply_to)
    row = firm.ticket()
    assert row["missing"] == []
    refused = firm.refused("MG-1", "ask")
    assert (refused.code, "nothing of the checklist is missing" in refused.err) == (2, True)


def test_people_read_the_facts_one_a_line(shell: Shell) -> None:
    firm = set_up(shell)
    firm.mail("ann@customer.example", text="The printer shows error 619.")
    firm.act("MG-1", "facts", device="HP LaserJet 400")
    lines = shell("ticket", "show", "MG-1").out.splitlines()
    at = lines.index("facts:")
    assert lines[at + 1 : at + 3] == [
        "  error: 619    The printer shows error 619.",
        "  device: HP LaserJet 400  ada@desk.example",
    ]
    assert "missing: -" in lines
