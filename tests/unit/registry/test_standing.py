"""Who is writing, and what may follow (design.md §5)."""

import pytest

from mailgate.model.address import Address
from mailgate.model.letter import Fate, Proof, Standing
from mailgate.model.person import Company, Person, Right
from mailgate.model.ticket import Flag
from mailgate.registry.standing import Ack, entitled, may_answer, outcome, stand

KESTREL = Company(1, "Kestrel", ("kestrel.example",))
JUNE = Person(1, KESTREL, "June", ("june@kestrel.example", "june@post.example"), frozenset({Right.TECHNICAL}))
BOSS = Person(2, KESTREL, "Boss", ("boss@kestrel.example",), frozenset({Right.COMPANY_ADMIN}))
C, K, S = Standing.CONTACT, Standing.COLLEAGUE, Standing.STRANGER
P, U, F = Proof.PROVEN, Proof.UNPROVEN, Proof.FORGED


def test_a_person_is_a_contact_by_any_of_their_addresses() -> None:
    who = stand(Address.parse("June@post.example"), [JUNE], None)
    assert (who.standing, who.person, who.company) == (C, JUNE, KESTREL)


def test_an_unknown_address_at_a_customers_domain_is_a_colleague_and_elsewhere_a_stranger() -> None:
    new = Address.parse("new@kestrel.example")
    assert stand(new, [], KESTREL).standing is K
    assert stand(new, [JUNE], None).standing is S


def test_an_unknown_identity_is_a_stranger_whatever_else_was_found() -> None:
    assert stand(None, [JUNE], KESTREL).standing is S
    assert outcome(C, P, identity_known=False) == outcome(S, U, identity_known=True)


@pytest.mark.parametrize(
    ("standing", "proof", "fate", "ack", "disclose", "flags"),
    [
        (C, P, Fate.TICKET, Ack.FULL, True, set()),
        (C, U, Fate.TICKET, Ack.NEUTRAL, False, {Flag.UNPROVEN}),
        (K, P, Fate.TICKET, Ack.NEUTRAL, False, {Flag.COLLEAGUE}),
        (K, U, Fate.HELD, Ack.NONE, False, {Flag.COLLEAGUE, Flag.UNPROVEN}),
        (S, P, Fate.TICKET, Ack.NEUTRAL, False, {Flag.STRANGER}),
        (S, U, Fate.HELD, Ack.NONE, False, {Flag.STRANGER, Flag.UNPROVEN}),
        (C, F, Fate.HELD, Ack.NONE, False, set()),
        (K, F, Fate.HELD, Ack.NONE, False, set()),
        (S, F, Fate.HELD, Ack.NONE, False, set()),
    ],
)
def test_standing_and_proof_decide(
    standing: Standing, proof: Proof, fate: Fate, ack: Ack, disclose: bool, flags: set[Flag]
) -> None:
    row = outcome(standing, proof, identity_known=True)
    assert (row.fate, row.ack, row.disclose, row.flags) == (fate, ack, disclose, flags)
    assert row.why


def test_the_mailbox_decides_about_proven_strangers_only() -> None:
    assert outcome(S, P, True, "hold").fate is Fate.HELD
    assert outcome(S, P, True, "hold").ack is Ack.NONE
    assert outcome(S, P, True, "refuse").fate is Fate.REJECTED
    assert outcome(S, P, True, "refuse").ack is Ack.REFUSAL
    assert outcome(C, P, True, "refuse").fate is Fate.TICKET


@pytest.mark.parametrize("standing", [C, K, S])
def test_an_outage_is_a_ticket_from_anyone_not_forged_and_discloses_no_more(standing: Standing) -> None:
    for proof in (P, U):
        row = outcome(standing, proof, True, "refuse", at_once="it reports an outage")
        assert row.ticket
        assert row.ack is not Ack.REFUSAL, "nobody is refused whose letter is a ticket"
        assert row.disclose == outcome(standing, proof, True, "refuse").disclose
    assert not outcome(standing, F, True, at_once="it reports an outage").ticket


def test_the_answer_goes_to_those_with_the_right_else_to_the_administrators_else_to_nobody() -> None:
    assert may_answer(Right.TECHNICAL, JUNE)
    assert not may_answer(Right.BILLING, JUNE)
    assert entitled([JUNE, BOSS], Right.TECHNICAL) == [JUNE]
    assert entitled([JUNE, BOSS], Right.BILLING) == [BOSS]
    assert entitled([JUNE], Right.BILLING) == []
    assert entitled([JUNE, BOSS], None) == [BOSS], "a right that nobody names is nobody's"
    assert entitled([JUNE], None) == []
