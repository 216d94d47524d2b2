"""A question and its symptoms are seen to before the ticket is resolved; the lead reviews what went wrong."""

from .behind_mx import set_up
from .conftest import Shell

ANN = "ann@customer.example"
SOLVED = {"how": "A new cable.", "cause": "equipment", "minutes": "5"}


def test_a_question_is_answered_and_a_no_is_reviewed_with_an_apology(shell: Shell) -> None:
    """S0-11, S4-3, S4-7, S4-11, S4-12."""
    firm = set_up(shell)
    firm.mail(ANN, subject="Printer", text="The printer shows error 619. Why does its light go out?")
    firm.act("MG-1", "take")
    refused = firm.refused("MG-1", "resolve", **SOLVED, points="shown")
    assert (refused.code, "1 (question) “Why does its light go out?”" in refused.err) == (2, True)
    assert len(refused.err.strip().splitlines()) == 1
    row = firm.act("MG-1", "mitigate", text="Use the other printer.")
    assert (row["state"], "mitigated" in row["flags"]) == ("first_line", True)
    assert "A workaround for your request MG-1 is in place" in firm.left(ANN)[-1].text
    row = firm.act("MG-1", "resolve", **SOLVED, answered="1")
    assert (row["resolution"]["answered"], row["open_points"]) == ("Why does its light go out?", [])
    assert "mitigated" not in row["flags"]

    asked = firm.left(ANN)[-1]
    firm.mail(ANN, subject="Re: Printer", text="No, it still fails.", in_reply_to=asked.message_id, to=asked.reply_to)
    row = firm.ticket()
    assert (row["state"], row["open_points"]) == ("first_line", [{"n": 1, "kind": "symptom", "text": "619"}])
    (listed,) = shell("--now", firm.now, "--json", "review").rows
    assert (listed["number"], listed["reasons"][0]) == ("MG-1", "the customer said no")
    row = firm.act("MG-1", "apologise", staff="lea", text="I am sorry. I look at it myself.")
    assert (row["owner"], row["worker"], row["priority"]) == ("lea@desk.example", "lea@desk.example", "P2")
    assert "I am sorry. I look at it myself." in firm.left(ANN)[-1].text
    assert shell("--json", "review").rows == []
    assert "open_points:" in shell("ticket", "show", "MG-1").out
