"""The questions that are put to a letter, one after the other, and what each answer means."""

from dataclasses import replace
from typing import Any

import pytest

from mailgate.ingest.pipeline import QUESTIONS, ask
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.address import Address
from mailgate.model.letter import Bounce, Fate, KeptLetter, Letter, Proof, Standing, WayIn
from mailgate.registry.standing import Ack
from mailgate.testing import a_company, a_person, an_envelope

from .known_things import OURS, KnownThings

ANN, SAM = "ann@customer.example", "sam@elsewhere.example"
COMPANY = a_company(id=3)
MINTED = OURS.message_id(7, "abcdef0123456789", "desk.example")
PLUS = OURS.reply_address(7, "support@desk.example")
KNOWN = KnownThings(
    people=[a_person(id=1, company=COMPANY)],
    companies=[COMPANY],
    tickets={7: {ANN}},
    customers={7: 3},
    asked={MINTED: (7, ANN)},
)


def asked(sender: str | None = ANN, proof: Proof = Proof.PROVEN, *, rcpt: str = "", **more: Any) -> Intake | Verdict:
    """The answer to a letter; `more` are fields of Intake or Letter."""
    of_intake = {key: more.pop(key) for key in ("policy", "at_once") if key in more}
    letter = Letter(from_address=Address.parse(sender) if sender else None, **more)
    kept = KeptLetter(1, an_envelope(rcpts=(rcpt or "support@desk.example",)), "0" * 64, 100)
    return ask(Intake(kept, letter, proof, **of_intake), KNOWN)


def taken(*args: Any, **more: Any) -> Intake:
    answer = asked(*args, **more)
    assert isinstance(answer, Intake), answer
    return answer


def ended(*args: Any, **more: Any) -> Verdict:
    answer = asked(*args, **more)
    assert isinstance(answer, Verdict), answer
    return answer


def test_a_known_proven_person_comes_in() -> None:
    intake = taken()
    assert intake.who is not None
    assert intake.who.standing is Standing.CONTACT
    assert intake.outcome is not None
    assert intake.outcome.ack is Ack.FULL
    assert any("is a contact of Customer s.r.o., proven" in reason for reason in intake.reasons)


def test_what_cannot_be_read_is_quarantined_before_anything_is_asked() -> None:
    verdict = ended(unreadable="too deep", automatic="x", bounce=Bounce())
    assert (verdict.fate, verdict.reason) == (Fate.QUARANTINED, "too deep")
    assert verdict.intake.who is None


@pytest.mark.parametrize(
    ("bounce", "rcpt", "ticket"),
    [
        (Bounce(original_message_id=MINTED, statuses=("5.1.1",)), "", 7),
        (Bounce(), PLUS, 7),
        (Bounce(original_message_id="theirs@x.example"), "", None),
    ],
)
def test_a_report_is_noted_where_it_belongs(bounce: Bounce, rcpt: str, ticket: int | None) -> None:
    verdict = ended(SAM, Proof.UNPROVEN, rcpt=rcpt, bounce=bounce, automatic="null envelope sender")
    assert (verdict.fate, verdict.ticket_id) == (Fate.BOUNCE, ticket)


def test_a_machine_is_noted_on_the_ticket_that_it_belongs_to_and_opens_none() -> None:
    assert ended(automatic="Auto-Submitted: auto-replied", in_reply_to=MINTED).ticket_id == 7
    assert ended(automatic="Auto-Submitted: auto-replied").ticket_id is None
    assert ended(SAM, automatic="x", in_reply_to=MINTED).ticket_id is None, "a stranger's machine joins nothing"
    assert ended(automatic="x").fate is Fate.AUTOMATIC


@pytest.mark.parametrize("sign", [{"in_reply_to": MINTED}, {"rcpt": PLUS}, {"subject": "[MG-7]"}, {}])
def test_forged_is_held_whatever_it_names(sign: dict[str, str]) -> None:
    verdict = ended(ANN, Proof.FORGED, **sign)
    assert verdict.fate is Fate.HELD
    assert not verdict.intake.thread.joins
    assert not verdict.intake.thread.receipt
    assert verdict.ticket_id is None
    assert verdict.intake.thread.ticket_id == (7 if sign else None), "for the owner of that ticket to know"
    assert verdict.intake.security
    assert ended(ANN, Proof.FORGED, at_once="it reports an outage", **sign).fate is Fate.HELD


@pytest.mark.parametrize("sign", [{"in_reply_to": MINTED}, {"rcpt": PLUS}])
@pytest.mark.parametrize("proof", [Proof.PROVEN, Proof.UNPROVEN])
def test_a_sure_sign_in_the_hands_of_an_outsider_is_held(sign: dict[str, str], proof: Proof) -> None:
    verdict = ended(SAM, proof, **sign)
    assert verdict.fate is Fate.HELD
    assert "MG-7" in verdict.reason


def test_an_unsure_sign_in_the_hands_of_an_outsider_is_only_a_candidate() -> None:
    intake = taken(SAM, subject="[MG-7]")
    assert (intake.thread.ticket_id, intake.thread.joins) == (7, False)


def test_a_party_comes_in_where_an_opener_would_not() -> None:
    assert ended(SAM, policy="refuse").fate is Fate.REJECTED
    known = replace(KNOWN, tickets={7: {ANN, SAM}}, customers={})
    kept = KeptLetter(1, an_envelope(), "0" * 64, 100)
    letter = Letter(from_address=Address.parse(SAM), in_reply_to=MINTED)
    answer = ask(Intake(kept, letter, Proof.PROVEN, policy="refuse"), known)
    assert isinstance(answer, Intake)
    assert answer.thread.joins


def test_answering_our_question_is_a_receipt_and_never_changes_how_sure_the_author_is() -> None:
    intake = taken(ANN, Proof.UNPROVEN, in_reply_to=MINTED)
    assert intake.thread.receipt
    assert intake.proof is Proof.UNPROVEN
    assert not taken(ANN, Proof.UNPROVEN, subject="[MG-7]").thread.receipt


@pytest.mark.parametrize(
    "looks_like", [{"automatic": "it is from a postmaster"}, {"bounce": Bounce(statuses=("5.1.1",))}]
)
def test_a_form_is_a_persons_whatever_address_it_gives(looks_like: dict[str, Any]) -> None:
    letter = Letter(from_address=Address.parse("postmaster@elsewhere.example"), **looks_like)
    envelope = an_envelope(way_in=WayIn.FORM, form="contact")
    kept = KeptLetter(1, envelope, "0" * 64, 100)
    answer = ask(Intake(kept, letter, Proof.UNPROVEN, at_once="a form always makes a ticket"), KNOWN)
    assert isinstance(answer, Intake), answer
    assert answer.outcome is not None
    assert answer.outcome.ticket


def test_an_unknown_author_is_a_stranger_whatever_was_proven() -> None:
    verdict = ended(None)
    assert verdict.fate is Fate.HELD
    assert verdict.intake.who is not None
    assert verdict.intake.who.standing is Standing.STRANGER


@pytest.mark.parametrize(("policy", "fate"), [("hold", Fate.HELD), ("refuse", Fate.REJECTED)])
def test_strangers_are_met_by_the_policy_of_the_mailbox(policy: str, fate: Fate) -> None:
    assert ended(SAM, policy=policy).fate is fate
    taken(SAM, policy="accept")


@pytest.mark.parametrize("sender", [SAM, "new@customer.example", None])
def test_an_outage_comes_in_where_it_would_be_held(sender: str | None) -> None:
    assert ended(sender, Proof.UNPROVEN).fate is Fate.HELD
    intake = taken(sender, Proof.UNPROVEN, at_once="it reports an outage")
    assert intake.outcome is not None
    assert not intake.outcome.disclose


def test_every_end_has_a_reason_and_every_way_in_too() -> None:
    assert ended(SAM, Proof.UNPROVEN).reason
    assert len(taken().reasons) >= 3
    assert len(QUESTIONS) == len({question.__name__ for question in QUESTIONS})
