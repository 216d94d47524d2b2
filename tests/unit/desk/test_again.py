"""A sender about whom the DNS did not answer is looked up once more, and a better result only raises (design.md §3)."""

from dataclasses import dataclass, replace

import pytest

from mailgate.app.proving import ProofPool
from mailgate.desk.again import prove_again
from mailgate.desk.decide import drain
from mailgate.desk.health import status
from mailgate.desk.held import add_to_registry
from mailgate.desk.newcomer import Registration
from mailgate.desk.receive import receive
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import NotAllowed, Trouble
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
    assert len(prove_again(mx.house)) == 1
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
    prove_again(mx.house)
    assert mx.letter(letter).fate is Fate.TICKET
    assert any("looked up again" in each for each in mx.letter(letter).decision["reasons"])
    assert Flag.UNPROVEN in mx.ticket().flags


def test_a_letter_that_turns_out_to_be_forged_is_told_to_the_owner(mx: Place, names: Names) -> None:
    come_in(mx, ANN, peer="198.51.100.9")
    names.answers = True
    names.dmarc = [b"v=DMARC1; p=reject"]
    mx.later(minutes=5)
    prove_again(mx.house)
    assert {Flag.UNPROVEN, Flag.OWNER_TASK} <= mx.ticket().flags
    assert "is forged, as far as we can see now" in mx.history()[-1].why
    assert mx.ticket().state == "first_line"
    with pytest.raises(NotAllowed, match="forged"):
        add_to_registry(mx.house, 1, "ada@desk.example", Registration("Customer s.r.o."))


def test_a_held_letter_that_turns_out_to_be_forged_is_a_security_item(mx: Place, names: Names) -> None:
    held = come_in(mx, NEW, peer="198.51.100.9")
    names.answers, names.dmarc = True, [b"v=DMARC1; p=reject"]
    mx.later(minutes=5)
    prove_again(mx.house)
    assert (mx.letter(held).fate, mx.letter(held).decision["proof"]) == (Fate.HELD, "forged")
    assert status(mx.house)["security"] == 1


@pytest.mark.parametrize(
    "later", [{"auto_submitted": "auto-replied", "text": "I am away."}, {"text": "I did not write this!"}]
)
def test_what_the_real_author_says_later_does_not_prove_who_wrote_the_first_letter(
    mx: Place, names: Names, later: dict[str, str]
) -> None:
    names.answers = True
    come_in(mx, ANN, peer="198.51.100.9")
    names.answers = False
    come_in(mx, ANN, subject="Re: your letter [MG-1]", **later)
    names.answers = True
    mx.later(minutes=6)
    prove_again(mx.house)
    assert Flag.UNPROVEN in mx.ticket().flags
    assert "received" not in mx.effects()


def test_many_that_wait_are_looked_up_side_by_side(mx: Place, names: Names) -> None:
    pool = ProofPool(patience=0.001)
    place = replace(mx, house=replace(mx.house, prover=pool))
    for number in range(40):
        come_in(mx, f"somebody@domain{number}.example")
    place.later(minutes=5)
    looked_up = [prove_again(place.house) for _ in range(3)]
    pool.close()
    assert [len(each) for each in looked_up] == [32, 8, 0]


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


def test_of_two_who_look_a_letter_up_at_once_one_counts(mx: Place, names: Names) -> None:
    come_in(mx, ANN)
    names.answers = True
    mx.later(minutes=5)
    asked, others = names.lookup, []

    def meanwhile(name, kind="TXT"):
        names.lookup = asked
        others.extend(prove_again(mx.house))
        return asked(name, kind)

    names.lookup = meanwhile
    prove_again(mx.house)
    assert len(others) == 1
    assert sum("looked up again" in each for each in mx.letter(1).decision["reasons"]) == 1


def test_the_later_proof_of_another_author_proves_no_ticket(mx: Place, names: Names) -> None:
    come_in(mx, ANN)
    mx.deliver()
    answer = mx.out("received_neutral").message_id
    come_in(mx, "eva@customer.example", in_reply_to=answer, subject="Re: it", peer="192.0.2.1")
    with mx.house.work() as work:  # Ann's own letter is not looked up any more
        work.unit.letters.proven_again(mx.letter(1))
    assert mx.letter(2).ticket_id == 1
    names.answers = True
    mx.later(minutes=5)
    assert [each.id for each in prove_again(mx.house)] == [2]
    assert Flag.UNPROVEN in mx.ticket().flags


def test_what_it_was_merged_into_is_proven_with_it(mx: Place, names: Names) -> None:
    names.answers = True
    come_in(mx, ANN, peer="198.51.100.9")
    names.answers = False
    come_in(mx, ANN, subject="printer again")
    mx.act("MG-2", "merge", into="MG-1")
    names.answers = True
    mx.later(minutes=6)
    prove_again(mx.house)
    assert Flag.UNPROVEN not in mx.ticket(1).flags
