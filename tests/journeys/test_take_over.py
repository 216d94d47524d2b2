"""Second line takes over communication, the customer is told by name, and the owner speaks again (S3-11, S3-12)."""

from .behind_mx import secrets_in, set_up
from .conftest import Shell

ANN = "ann@customer.example"
REGISTRY = (
    "company;contact;emails;prefers_direct_tech;specialist\n"
    "Customer s.r.o.;Ann Novakova;ann@customer.example;yes;bob@desk.example\n"
)


def test_second_line_takes_over_the_customer_is_told_by_name_and_it_is_given_back(shell: Shell) -> None:
    firm = set_up(shell)
    (shell.folder / "prefers.csv").write_text(REGISTRY, encoding="utf-8")
    assert shell("registry", "import", "prefers.csv").code == 0
    firm.mail(ANN, subject="The printer is dead", text="It shows error 619.")
    firm.act("MG-1", "take")
    refused = firm.refused("MG-1", "take-over", "bob")
    assert refused.code == 1
    assert "only its owner, its worker, a collaborator or a lead may take over" in refused.err

    row = firm.act("MG-1", "escalate", handover="Blank pages. A new toner. Is it the driver of the old server?")
    assert (row["owner"], row["worker"], row["speaker"], row["should_take_over"]) == (
        "ada@desk.example",
        None,
        None,
        None,
    )
    handed = row["messages"][-1]
    assert handed["kind"] == "note"
    assert "error: 619" in handed["text"]
    row = firm.act("MG-1", "take", "bob")
    assert row["should_take_over"]["staff"] == "bob@desk.example"
    assert row["messages"][0]["text"].startswith("It shows error 619."), "the whole thread"

    row = firm.act("MG-1", "take-over", "bob", reason="she asked for a technician")
    assert (row["owner"], row["speaker"]) == ("ada@desk.example", "bob@desk.example")
    assert "Bob Second now speaks with you about your request MG-1." in firm.left(ANN)[-1].text
    letter = firm.left(ANN)[-1]
    firm.mail(ANN, subject="Re: printer", text="Good.", in_reply_to=letter.message_id, to=letter.reply_to)
    firm.act("MG-1", "note", "bob", text="The old server is the one of the accounts.")
    firm.act("MG-1", "reply", "bob", text="Please try it once more.")
    assert "Bob Second" in firm.left(ANN)[-1].text

    row = firm.act("MG-1", "give-back", "bob", reason="the rest is paper")
    assert (row["owner"], row["speaker"], row["worker"]) == ("ada@desk.example", None, "bob@desk.example")
    assert "Ada First now speaks with you about your request MG-1." in firm.left(ANN)[-1].text
    told = [(entry["event"], entry["by"]) for entry in row["history"] if entry["event"] in ("taken_over", "given_back")]
    assert told == [("taken_over", "bob@desk.example"), ("given_back", "bob@desk.example")]
    assert not secrets_in(firm.left(ANN), "toner", "old server", "accounts", "technician", "paper")
    lines = shell("ticket", "show", "MG-1").out.splitlines()
    assert "speaker: -" in lines
