"""At ten past two a colleague whom the registry does not know reports an outage: it is worked, and nothing is told."""

from .behind_mx import BOX, MORNING, NIGHT, Firm, secrets_in, set_up
from .conftest import Shell

NOBODY_KNOWS = "night.shift@customer.example"
EVA = "eva@customer.example"


def reported(shell: Shell, proof: str) -> Firm:
    firm = set_up(shell)
    firm.now = NIGHT
    words = {"subject": "Total outage", "text": "Our whole site has an outage since 2 am. Nobody can work."}
    row = firm.mail(f"Night Shift <{NOBODY_KNOWS}>", proof=proof, **words)
    assert (row["fate"], row["category"], row["priority"], row["standing"]) == ("ticket", "outage", "P1", "colleague")
    return firm


def test_the_outage_stands_first_and_the_neutral_letter_names_nothing(shell: Shell) -> None:
    firm = reported(shell, "proven")
    firm.mail("ann@customer.example", subject="A printer", text="The printer is slow.")
    assert [row["number"] for row in shell("--json", "ticket", "list").rows] == ["MG-1", "MG-2"]
    (neutral,) = firm.left(NOBODY_KNOWS)
    assert secrets_in([neutral], "Customer s.r.o.", "Ann", "Eva", "Night", "outage") == []
    (told,) = firm.left(EVA)
    assert NOBODY_KNOWS in told.text
    assert secrets_in([told], "Nobody can work", "Total outage") == []


def test_what_staff_write_goes_to_those_who_are_entitled_and_never_to_the_colleague(shell: Shell) -> None:
    firm = reported(shell, "proven")
    firm.now = MORNING
    firm.act("MG-1", "take")
    firm.act("MG-1", "reply", text="The line of your Brno office was cut at 2:04.")
    assert secrets_in(firm.left(NOBODY_KNOWS), "Brno") == []
    assert secrets_in(firm.left("ann@customer.example"), "Brno") == ["Brno"]


def test_unproven_it_is_worked_all_the_same_and_nobody_outside_is_told_anything(shell: Shell) -> None:
    firm = reported(shell, "none")
    assert "unproven" in firm.ticket()["flags"]
    assert secrets_in(firm.left(), "Total outage", "Customer") == []
    done = firm.refused("MG-1", "reply", text="The line was cut.")
    assert done.code == 1
    assert "not proven" in done.err
    assert secrets_in(firm.left(), "The line was cut") == []


def test_answering_the_neutral_letter_does_not_open_the_door(shell: Shell) -> None:
    firm = reported(shell, "proven")
    (neutral,) = firm.left(NOBODY_KNOWS)
    firm.mail(NOBODY_KNOWS, text="Who else reported it?", in_reply_to=neutral.message_id, to=neutral.reply_to or BOX)
    firm.now = MORNING
    firm.act("MG-1", "reply", text="The line of your Brno office was cut at 2:04.")
    assert secrets_in(firm.left(NOBODY_KNOWS), "Brno") == []
