"""Ann asks about an invoice without the right to know: Bill approves, and only Bill is answered (design.md §5)."""

from .behind_mx import Firm, secrets_in, set_up
from .conftest import Shell

ANN, BILL, EVA = "ann@customer.example", "bill@customer.example", "eva@customer.example"
AMOUNT = "12 400 CZK"


def asked(shell: Shell) -> Firm:
    firm = set_up(shell)
    row = firm.mail(ANN, subject="Your invoice", text="What is the invoice of October about? It says 12 400 CZK.")
    assert (row["fate"], row["category"]) == ("ticket", "billing")
    return firm


def test_the_author_reads_neither_amounts_nor_names(shell: Shell) -> None:
    firm = asked(shell)
    (neutral,) = firm.left(ANN)
    assert secrets_in([neutral], AMOUNT, "October", "Bill", "Payer") == []
    assert firm.ticket()["flags"] == ["no_right"]


def test_who_is_entitled_approves_by_answering_and_only_they_read_the_answer(shell: Shell) -> None:
    firm = asked(shell)
    (request,) = firm.left(BILL)
    assert "Ann Novakova" in request.text
    assert secrets_in([request], AMOUNT, "October", "Your invoice") == []
    row = firm.mail(BILL, text="Yes, please.", in_reply_to=request.message_id, to=request.reply_to)
    assert row["fate"] == "reply"
    assert firm.ticket()["flags"] == ["approved", "owner_task"]
    firm.act("MG-1", "reply", text="It is for the new switch, 12 400 CZK.")
    assert secrets_in(firm.left(BILL), "switch") == ["switch"]
    assert secrets_in(firm.left(ANN), "switch", AMOUNT) == []
    firm.act("MG-1", "resolve", how="Explained: the new switch.", cause="unknown", minutes="5")
    question = firm.left(BILL)[-1]
    firm.mail(BILL, text="Yes.", in_reply_to=question.message_id, to=question.reply_to)
    assert firm.ticket()["state"] == "closed"
    assert secrets_in(firm.left(ANN), "switch", AMOUNT) == []


def test_nobody_else_can_approve(shell: Shell) -> None:
    firm = asked(shell)
    (request,) = firm.left(BILL)
    for sender, proof in ((ANN, "proven"), (EVA, "proven"), (BILL, "none"), (BILL, "forged")):
        firm.mail(sender, proof=proof, text="Yes, please.", in_reply_to=request.message_id, to=request.reply_to)
        assert "approved" not in firm.ticket()["flags"], (sender, proof)


def test_a_refusal_is_told_to_the_owner(shell: Shell) -> None:
    firm = asked(shell)
    (request,) = firm.left(BILL)
    firm.mail(BILL, text="No.", in_reply_to=request.message_id, to=request.reply_to)
    assert firm.ticket()["flags"] == ["owner_task", "refused"]
