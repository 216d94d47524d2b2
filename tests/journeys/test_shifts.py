"""Who is there, who takes what, and who is missing: the story of a Monday, by commands."""

from .conftest import Shell

MONDAY = ("--now", "2026-11-02T09:00:00+01:00")
ADA = ("--as", "ada@desk.example")
AWAY = """
[firm]
name = "Desk IT"
zone = "Europe/Prague"
least_on_shift = 2
[[staff]]
email = "lea@desk.example"
name = "Lea Lead"
role = "lead"
lines = [1, 2]
shift = "weekday"
away = ["2026-11-02..2026-11-06"]
[[staff]]
email = "bob@desk.example"
name = "Bob Second"
lines = [1, 2]
shift = "weekday"
away = [2026-11-04]
"""


def test_the_next_one_is_taken_by_who_asks_and_the_second_of_its_customer_is_suggested_to_them(shell: Shell) -> None:
    shell.set_up()
    for number in (1, 2):
        letter = shell.file(f"{number}.eml", subject="The printer is dead", text=f"It stopped, time {number}.\n")
        assert shell(*MONDAY, "ingest", letter).code == 0
    taken = shell.json(*MONDAY, "ticket", "next", *ADA)
    assert (taken["number"], taken["worker"], taken["suggested"]) == ("MG-1", "ada@desk.example", None)
    shown = shell.json(*MONDAY, "ticket", "show", "MG-2")
    assert shown["suggested"] == {
        "staff": "ada@desk.example",
        "name": "Ada First",
        "why": "has MG-1 open with Ann Novakova",
    }
    told = shell(*MONDAY, "ticket", "next", "--as", "bob@desk.example")
    assert told.out.startswith("MG-2 is yours: ")
    nothing = shell(*MONDAY, "ticket", "next", *ADA)
    assert (nothing.code, nothing.err) == (
        1,
        "mailgate: there is nothing to take: somebody works on everything\n",
    )
    assert shell("ticket", "next").code == 2


def test_a_gap_is_told_by_the_shifts_by_doctor_and_by_status(shell: Shell) -> None:
    shell.set_up()
    assert shell.json(*MONDAY, "staff", "shifts")["gaps"] == []
    (shell.folder / "away.toml").write_text(AWAY, encoding="utf-8")
    assert shell("load", "away.toml").code == 0
    row = shell.json(*MONDAY, "staff", "shifts")
    assert [each["name"] for each in row["on_shift"]] == ["Ada First", "Bob Second"]
    assert [each["since"] for each in row["next"]] == ["2026-11-09T07:00:00+00:00"]
    gap = {"since": "2026-11-04T07:00:00+00:00", "until": "2026-11-04T16:00:00+00:00", "on_shift": 1, "on_call": False}
    assert row["gaps"] == [gap]
    assert shell.json(*MONDAY, "staff", "shifts", "--days", "1")["gaps"] == []
    sentence = "4 Nov 2026, 08:00 CET to 4 Nov 2026, 17:00 CET: 1 of 2 on shift"
    assert f"gap: {sentence}" in shell(*MONDAY, "staff", "shifts").out
    assert sentence in shell(*MONDAY, "doctor").out
    status = shell.json(*MONDAY, "status")
    assert (status["gaps"], status["next_gap"]) == (1, "2026-11-04T07:00:00+00:00")
    (lea,) = [each for each in shell(*MONDAY, "--json", "staff", "list").rows if each["name"] == "Lea Lead"]
    assert lea["away"] == ["2026-11-02..2026-11-06"]
