"""Somebody who knows the number answers in a customer's name, with another Reply-To: nothing moves, nobody is told."""

from .behind_mx import Firm, secrets_in, set_up
from .conftest import Shell

ANN, EVIL = "ann@customer.example", "box@evil.example"
SECRET = "The new password is in the safe at desk 7."


def verifying(shell: Shell) -> Firm:
    """Ann's printer is repaired, and she has been asked."""
    firm = set_up(shell)
    firm.mail(ANN, subject="The printer", text="It does not print.")
    firm.act("MG-1", "take")
    firm.act("MG-1", "resolve", how="A new cable", cause="equipment", minutes="10")
    assert firm.ticket()["state"] == "verifying"
    return firm


def test_a_forged_answer_is_a_security_item_and_closes_nothing(shell: Shell) -> None:
    firm = verifying(shell)
    question = firm.left(ANN)[-1]
    row = firm.mail(
        ANN,
        proof="forged",
        subject="Re: The printer [MG-1]",
        text="Yes, it works. Please send me all details again.",
        in_reply_to=question.message_id,
        to=question.reply_to,
        reply_to=EVIL,
    )
    assert (row["fate"], row["proof"], row["ticket"]) == ("held", "forged", None)
    ticket = firm.ticket()
    assert ticket["state"] == "verifying"
    assert [message["kind"] for message in ticket["messages"]] == ["customer"]
    assert shell.json("status")["security"] == 1
    assert firm.told() == {ANN}


def test_an_unproven_answer_with_the_right_number_confirms_nothing(shell: Shell) -> None:
    firm = verifying(shell)
    row = firm.mail(ANN, proof="none", subject="Re: [MG-1]", text="Yes, it works.", reply_to=EVIL)
    assert row["proof"] == "unproven"
    assert firm.ticket()["state"] in ("verifying", "first_line")
    assert "confirmed" not in [entry["event"] for entry in firm.ticket()["history"]]
    firm.act("MG-1", "note", text=SECRET)
    assert EVIL not in firm.told()


def test_a_reply_to_of_somebody_else_is_shown_and_never_written_to(shell: Shell) -> None:
    firm = set_up(shell)
    firm.mail(ANN, subject="The printer", text="It does not print.", reply_to=EVIL)
    firm.act("MG-1", "reply", text=SECRET)
    assert firm.told() == {ANN}
    assert any(EVIL in sentence for sentence in firm.ticket()["messages"][0]["noticed"])
    assert secrets_in(firm.left(ANN), SECRET) == [SECRET]
