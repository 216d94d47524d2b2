"""A call is written down in three fields, solved, and the caller is never asked again."""

import pytest

from .behind_mx import Firm, set_up
from .conftest import Shell

ADA = ("--as", "ada@desk.example")
WHAT = "what=No internet at the branch since the morning."


@pytest.fixture
def firm(shell: Shell) -> Firm:
    firm = set_up(shell)
    phones = (
        "company;emails;contact;phones;rights\nKestrel Ltd.;june@kestrel.example;June Park;+420601000111;technical\n"
    )
    (shell.folder / "phones.csv").write_text(phones)
    assert shell("registry", "import", "phones.csv").code == 0
    return firm


def call(firm: Firm, caller: str, *values: str) -> dict[str, object]:
    keys = [word for value in values for word in ("--set", value)]
    row = firm.shell.json("--now", firm.now, "ticket", "open", *ADA, "--for", caller, *keys)
    firm.deliver()
    return row


def test_who_is_found_by_phone_and_acknowledged_as_by_mail(firm: Firm) -> None:
    row = call(firm, "+420 601 000 111", WHAT, "urgency=high")
    assert (row["fate"], row["standing"], row["proof"]) == ("ticket", "contact", "proven")
    ticket = firm.ticket()
    assert (ticket["source"], ticket["requester"], ticket["customer"]) == (
        "phone",
        "june@kestrel.example",
        "Kestrel Ltd.",
    )
    assert ticket["subject"] == "No internet at the branch since the morning."
    assert "ada@desk.example took the call" in "; ".join(ticket["reasons"])
    assert [left.to for left in firm.left()] == ["june@kestrel.example"]


def test_what_was_said_of_urgency_counts(firm: Firm) -> None:
    call(firm, "june@kestrel.example", "what=The printer of the shop is out of order", "urgency=low", "category=fault")
    call(
        firm, "june@kestrel.example", "what=The printer of the shop is out of order!", "urgency=high", "category=fault"
    )
    low, high = firm.ticket("MG-1"), firm.ticket("MG-2")
    assert (low["category"], low["state"]) == ("fault", "first_line")
    assert low["priority"] > high["priority"]
    assert "said on the phone" in high["history"][-1]["why"]


def test_a_call_is_solved_and_confirmed_by_voice(firm: Firm) -> None:
    call(firm, "june@kestrel.example", WHAT, "urgency=high", "category=outage")
    firm.act("MG-1", "take")
    firm.act("MG-1", "resolve", how="The line is back.", cause="equipment", minutes="20")
    assert firm.ticket()["state"] == "verifying"
    firm.act("MG-1", "confirm", by="june@kestrel.example", how="phone", answer="yes")
    assert firm.ticket()["state"] == "closed"
    before = len(firm.left())
    firm.now = "2026-11-12T09:00:00+01:00"
    firm.deliver()
    assert (firm.ticket()["state"], len(firm.left())) == ("archived", before), "nobody is asked again"


def test_who_is_not_in_the_registry_is_a_stranger_whose_address_is_asked_to_prove_itself(firm: Firm) -> None:
    row = call(firm, "sam@elsewhere.example", WHAT, "urgency=normal", "name=Sam Hill")
    assert (row["standing"], row["proof"]) == ("stranger", "unproven")
    ticket = firm.ticket()
    assert (ticket["requester_name"], "unproven" in ticket["flags"]) == ("Sam Hill", True)
    assert all("internet" not in left.text for left in firm.left())


@pytest.mark.parametrize(
    ("caller", "values", "code", "told"),
    [
        ("+420 777 888 999", [WHAT, "urgency=high"], 1, "give the caller's mail address"),
        ("june@kestrel.example", [WHAT, "urgency=now"], 2, "urgency is one of: low, normal, high"),
        ("june@kestrel.example", [WHAT], 2, "--set urgency=low|normal|high"),
        ("june@kestrel.example", [WHAT, "urgency=high", "category=nothing"], 1, "there is no category 'nothing'"),
        ("e", [WHAT, "urgency=high"], 2, "give the address of the one"),
    ],
)
def test_a_mistake_keeps_nothing(firm: Firm, caller: str, values: list[str], code: int, told: str) -> None:
    keys = [word for value in values for word in ("--set", value)]
    ran = firm.shell("ticket", "open", *ADA, "--for", caller, *keys)
    assert (ran.code, told in ran.err) == (code, True), ran.err
    assert firm.shell.json("status")["kept"] == 0
