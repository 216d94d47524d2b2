"""A sender about whom the DNS did not answer is looked up once more, and a better result only raises (design.md §3)."""

from dataclasses import dataclass, replace

import pytest

from mailgate.desk.again import prove_again
from mailgate.desk.decide import drain
from mailgate.desk.receive import receive
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import Trouble
from mailgate.model.letter import Fate
from mailgate.model.ticket import Flag
from mailgate.testing import a_letter, an_envelope

from .conftest import ANN, Place

NEW = "new@customer.example"
SPF = {"customer.example": [b"v=spf1 ip4:192.0.2.1 -all"]}


@dataclass
class Names:
    """A DNS that answers, or does not."""

    answers: bool = False
    asked: int = 0
    dmarc: list[bytes] | None = None

    def for_batch(self):
        return lambda: self.lookup

    def lookup(self, name, kind="TXT"):
        self.asked += 1
        if not self.answers:
            raise Trouble(f"DNS does not answer for {name}")
        if name == "_dmarc.customer.example":
            return self.dmarc
        return SPF.get(name) if kind == "TXT" else None


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def mx(place: Place, names: Names) -> Place:
    """The same desk as its own MX."""
    return replace(place, house=replace(place.house, dns=names, origin=OriginPolicy(verify=True)))


def come_in(place: Place, sender: str, peer: str = "192.0.2.1", **letter: str) -> int:
    raw = a_letter(sender=sender, to="support@desk.example", **letter)
    envelope = an_envelope(received_at=place.clock.now(), mail_from=sender, peer=peer)
    kept, _ = receive(place.house, envelope, raw)
    drain(place.house)
    return kept.id


def test_a_ticket_is_worked_at_once_and_its_author_is_proven_later(mx: Place, names: Names) -> None:
    letter = mx.letter(come_in(mx, ANN))
    assert (letter.fate, letter.decision["proof"]) == (Fate.TICKET, "unproven")
    assert Flag.UNPROVEN in mx.ticket().flags
    names.answers = True
    mx.later(minutes=4)
    assert prove_again(mx.house) == []
    mx.later(minutes=1)
    assert [each.id for each in prove_again(mx.house)] == [letter.id]
    assert Flag.UNPROVEN not in mx.ticket().flags
    assert mx.letter(letter.id).decision["proof"] == "proven"
    assert mx.out("received").to == ANN


def test_a_held_letter_is_decided_again(mx: Place, names: Names) -> None:
    held = come_in(mx, NEW)
    assert mx.letter(held).fate is Fate.HELD
    names.answers = True
    mx.later(minutes=5)
    prove_again(mx.house)
    drain(mx.house)
    assert mx.letter(held).fate is Fate.TICKET
    assert mx.ticket().flags == {Flag.COLLEAGUE}


def test_it_is_looked_up_only_once_more(mx: Place, names: Names) -> None:
    come_in(mx, ANN)
    mx.later(minutes=5)
    assert prove_again(mx.house) == []
    asked = names.asked
    names.answers = True
    mx.later(minutes=60)
    assert prove_again(mx.house) == []
    assert names.asked == asked
    assert Flag.UNPROVEN in mx.ticket().flags


def test_a_worse_result_changes_nothing(mx: Place, names: Names) -> None:
    letter = come_in(mx, ANN, peer="198.51.100.9")
    names.answers = True
    mx.later(minutes=5)
    assert prove_again(mx.house) == []
    assert mx.letter(letter).fate is Fate.TICKET
    assert any("looked up again" in each for each in mx.letter(letter).decision["reasons"])
    assert Flag.UNPROVEN in mx.ticket().flags


def test_a_letter_that_turns_out_to_be_forged_is_told_to_the_owner(mx: Place, names: Names) -> None:
    come_in(mx, ANN, peer="198.51.100.9")
    names.answers = True
    names.dmarc = [b"v=DMARC1; p=reject"]
    mx.later(minutes=5)
    assert prove_again(mx.house) == []
    assert {Flag.UNPROVEN, Flag.OWNER_TASK} <= mx.ticket().flags
    assert "is forged, as far as we can see now" in mx.history()[-1].why
    assert mx.ticket().state == "first_line"


def test_what_staff_released_meanwhile_is_not_decided_twice(mx: Place, names: Names) -> None:
    from mailgate.desk.held import discard

    held = come_in(mx, NEW)
    discard(mx.house, held, "ada@desk.example", "spam")
    names.answers = True
    mx.later(minutes=5)
    prove_again(mx.house)
    drain(mx.house)
    assert mx.letter(held).fate is Fate.REJECTED


def test_a_letter_whose_sender_was_checked_is_not_looked_up_again(mx: Place, names: Names) -> None:
    names.answers = True
    come_in(mx, ANN)
    mx.later(minutes=5)
    asked = names.asked
    prove_again(mx.house)
    assert names.asked == asked
