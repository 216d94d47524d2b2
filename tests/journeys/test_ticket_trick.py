"""Ticket Trick and the take-over by copy: whoever lets others write to a ticket of theirs reads none of it."""

from .behind_mx import BOX, secrets_in, set_up
from .conftest import Shell

ANN, EVIL = "ann@customer.example", "eve@evil.example"
CODE = "Your code is 903-118"


def test_a_sign_up_mail_of_a_third_party_never_reaches_whoever_asked_for_it(shell: Shell) -> None:
    """Eve opens a ticket, and gives its signed address to a service as hers."""
    firm = set_up(shell)
    firm.mail(EVIL, subject="An offer for you", text="An offer.")
    ours = firm.left(EVIL)[0]
    service = {"subject": "Verify your account", "text": CODE, "to": ours.reply_to or BOX}
    row = firm.mail("no-reply@service.example", auto_submitted="auto-generated", **service)
    assert row["fate"] in ("automatic", "held")
    plain = firm.mail("accounts@service.example", **service)
    assert plain["fate"] == "held"
    firm.act("MG-1", "reply", text="Thank you, we need nothing.")
    assert secrets_in(firm.left(), CODE) == []
    assert all(CODE not in message["text"] for message in firm.ticket()["messages"] if message["kind"] == "customer")


def test_a_spoofed_owner_who_copies_himself_in_reads_nothing(shell: Shell) -> None:
    firm = set_up(shell)
    firm.mail(ANN, subject="The printer", text="It does not print.")
    ours = firm.left(ANN)[0]
    for proof, fate in (("forged", "held"), ("none", "reply")):
        row = firm.mail(ANN, proof=proof, cc=EVIL, text="Adding Eve.", to=ours.reply_to, in_reply_to=ours.message_id)
        assert row["fate"] == fate
    firm.act("MG-1", "take")
    firm.act("MG-1", "reply", text="The door code of the server room is 4711.")
    assert EVIL not in firm.told()
    assert secrets_in(firm.left(EVIL), "4711") == []
