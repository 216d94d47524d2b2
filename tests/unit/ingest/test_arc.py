"""A list that breaks signatures is believed when we chose it, and its seal holds (RFC 8617; threats T20)."""

from dataclasses import replace
from datetime import timedelta

import dkim
import pytest

from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.letter import Envelope, Proof

from .origin_parts import CHECKING, ENVELOPE, FIELDS, KEY, NOW, PUBLIC, WEAK_KEY, WEAK_PUBLIC, finding, signed, table

SEALERS = replace(CHECKING, arc_sealers=frozenset({"lists.example", "gate.example"}))
PASSED = "dmarc=pass header.from=mail.corp.example"
#: What arrives from a list: a signed letter whose text got a footer, so that its signature is broken.
CHANGED = signed(FIELDS + b"\r\nHello.\r\n") + b"-- \r\nthe list\r\n"
COVERED = [b"from", b"to", b"subject", b"date"]
RECORD = b"v=DKIM1; k=rsa; p=" + PUBLIC
DNS = {
    "s___domainkey__lists__example": RECORD,
    "s___domainkey__gate__example": RECORD,
    "s___domainkey__other__example": RECORD,
    "weak___domainkey__lists__example": b"v=DKIM1; k=rsa; p=" + WEAK_PUBLIC,
}


def sealed(raw: bytes = CHANGED, by: str = "lists.example", said: str = PASSED, **options: object) -> bytes:
    """The letter with one more ARC set on top, made by dkimpy from what `by` found out."""
    settings = {"selector": b"s", "key": KEY, "include_headers": COVERED} | options
    found = f"Authentication-Results: {by}; {said}\r\n".encode() + raw
    fields = dkim.arc_sign(found, settings.pop("selector"), by.encode(), settings.pop("key"), by.encode(), **settings)
    assert len(fields) == 3
    return b"".join(fields) + raw


def judged(raw: bytes, policy: OriginPolicy = SEALERS, envelope: Envelope = ENVELOPE, **dns: bytes) -> Finding:
    return finding(raw, policy, envelope, table(**(DNS | dns)))


def test_a_configured_sealer_proves_what_it_saw() -> None:
    assert judged(CHANGED).proof is Proof.FORGED
    assert judged(sealed()) == Finding(Proof.PROVEN, "ARC of lists.example says dmarc=pass for mail.corp.example")


def test_sealers_are_not_believed_unless_they_are_configured() -> None:
    assert judged(sealed(), CHECKING).proof is Proof.FORGED
    assert judged(sealed(by="other.example")).proof is Proof.FORGED
    assert judged(sealed(by="lists.example.other.example"), s___domainkey__lists__example=RECORD).proof is Proof.FORGED


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("dkim=pass header.d=corp.example", Proof.PROVEN),
        ("spf=pass smtp.mailfrom=eva@corp.example", Proof.PROVEN),
        ("dmarc=pass header.from=evil.example", Proof.FORGED),
        ("dkim=pass header.d=evil.example", Proof.FORGED),
        ("dmarc=fail header.from=mail.corp.example; dkim=pass header.d=corp.example", Proof.FORGED),
        ("none", Proof.FORGED),
    ],
)
def test_only_an_aligned_pass_in_the_seal_proves(said: str, expected: Proof) -> None:
    assert judged(sealed(said=said)).proof is expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"the list", b"the devil"),
        (b"Subject: hello", b"Subject: Hello"),
        (b"From: Eva", b"From: Boss"),
        (b"header.from=mail.corp.example", b"header.from=mail.corp.example "),
        (b"cv=none", b"cv=pass"),
        (b"dmarc=pass", b"dmarc=Pass"),
    ],
)
def test_whatever_is_changed_after_the_seal_breaks_it(old: bytes, new: bytes) -> None:
    raw = sealed(said=f"{PASSED}; spf=none")
    assert judged(raw).proof is Proof.PROVEN
    assert old in raw
    assert judged(raw.replace(old, new)).proof is Proof.FORGED


def test_a_second_field_above_the_seal_is_not_believed() -> None:
    assert judged(b"Date: Mon, 05 Jan 2026 10:00:00 +0000\r\n" + sealed()).proof is Proof.FORGED
    assert "does not cover date" in judged(b"Date: Mon, 05 Jan 2026 10:00:00 +0000\r\n" + sealed()).evidence


def test_a_seal_that_leaves_the_subject_open_proves_nothing() -> None:
    assert "does not cover subject" in judged(sealed(include_headers=[b"from", b"date"])).evidence


def test_a_weak_key_seals_nothing() -> None:
    assert judged(sealed(selector=b"weak", key=WEAK_KEY)).proof is Proof.FORGED


def test_an_old_sealed_letter_is_a_copy() -> None:
    late = replace(ENVELOPE, received_at=NOW + timedelta(days=8))
    assert judged(sealed(), envelope=late).proof is Proof.FORGED


def test_of_a_chain_the_newest_sealers_are_believed_as_far_as_we_chose_them() -> None:
    passed_on = "arc=pass; dmarc=fail header.from=mail.corp.example"
    assert judged(sealed(sealed(), "gate.example", passed_on)).proof is Proof.PROVEN
    assert judged(sealed(sealed(by="other.example"), "gate.example", passed_on)).proof is Proof.FORGED
    assert judged(sealed(sealed(), "other.example", f"arc=pass; {PASSED}")).proof is Proof.FORGED


def test_a_chain_that_was_found_broken_stays_broken() -> None:
    assert judged(sealed(sealed(), "gate.example", f"arc=fail; {PASSED}")).proof is Proof.FORGED


def test_a_chain_with_a_seal_whose_key_is_gone_does_not_verify() -> None:
    raw = sealed(sealed(by="other.example"), "gate.example", f"arc=pass; {PASSED}")
    assert judged(raw).proof is Proof.PROVEN
    assert judged(raw, s___domainkey__other__example=b"").proof is Proof.FORGED


def test_a_key_that_the_dns_does_not_answer_for_is_temporary() -> None:
    found = judged(sealed(), s___domainkey__lists__example=b"?")
    assert (found.proof, found.temporary) == (Proof.UNPROVEN, True)
    assert found.evidence.startswith("unproven (temporary): DNS does not answer for s._domainkey.lists.example")


@pytest.mark.parametrize("field", [b"ARC-Seal: i=1", b"ARC-Seal: x", b"ARC-Seal: i=99999999999999999; d=lists.example"])
def test_odd_seals_are_no_seals(field: bytes) -> None:
    assert judged(field + b"\r\n" + CHANGED).proof is Proof.FORGED


def test_a_sealed_signature_that_has_expired_does_not_count() -> None:
    raw = sealed(timestamp=f"{NOW.timestamp():.0f}; x={(NOW + timedelta(days=1)).timestamp():.0f}")
    assert judged(raw).proof is Proof.PROVEN
    late = judged(raw, envelope=replace(ENVELOPE, received_at=NOW + timedelta(days=3)))
    assert late.proof is Proof.FORGED
    assert "the message signature expired" in late.evidence


def test_an_eleventh_set_makes_a_good_chain_worth_nothing() -> None:
    raw = sealed()
    for _ in range(9):
        raw = sealed(raw, said=f"arc=pass; {PASSED}")
    assert judged(raw).proof is Proof.PROVEN
    assert judged(sealed(raw, said=f"arc=pass; {PASSED}")).proof is Proof.FORGED
