"""Ann copies in a contractor. He is shown to staff, reads nothing from us, and his words change nothing."""

from .behind_mx import Firm, secrets_in, set_up
from .conftest import Shell

ANN, CONTRACTOR = "ann@customer.example", "rob@contractor.example"


def copied(shell: Shell) -> Firm:
    firm = set_up(shell)
    firm.mail(ANN, subject="The printer", text="Rob helps us.", cc=CONTRACTOR, message_id="first@customer.example")
    return firm


def test_he_is_shown_and_gets_nothing(shell: Shell) -> None:
    firm = copied(shell)
    assert any(CONTRACTOR in sentence for sentence in firm.ticket()["messages"][0]["noticed"])
    firm.act("MG-1", "take")
    firm.act("MG-1", "reply", text="The address of the print server is 10.0.0.7.")
    firm.act("MG-1", "resolve", how="A new driver", cause="unknown", minutes="5")
    assert firm.told() == {ANN}


def test_his_answer_to_all_opens_a_linked_ticket_of_his_own(shell: Shell) -> None:
    firm = copied(shell)
    words = {"subject": "Re: The printer [MG-1]", "text": "Which address has the server?"}
    row = firm.mail(CONTRACTOR, in_reply_to="first@customer.example", **words)
    assert (row["fate"], row["ticket"], row["standing"]) == ("ticket", "MG-2", "stranger")
    assert "MG-1" in firm.ticket("MG-2")["links"]
    assert len(firm.ticket("MG-1")["messages"]) == 1
    firm.act("MG-1", "reply", text="The address of the print server is 10.0.0.7.")
    assert secrets_in(firm.left(CONTRACTOR), "10.0.0.7", "Customer", "Ann") == []


def test_with_a_letter_of_ours_that_ann_passed_on_he_is_held(shell: Shell) -> None:
    firm = copied(shell)
    ours = firm.left(ANN)[0]
    row = firm.mail(CONTRACTOR, text="Me too, please.", in_reply_to=ours.message_id, to=ours.reply_to)
    assert (row["fate"], row["ticket"]) == ("held", None)
    firm.act("MG-1", "reply", text="The address of the print server is 10.0.0.7.")
    assert firm.told() == {ANN}
