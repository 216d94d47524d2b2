"""Whose policy counts, and what it asks for (RFC 7489 §6.3, §6.6)."""

from dataclasses import replace

import pytest

from mailgate.ingest.origin.alignment import aligned
from mailgate.ingest.origin.dmarc import Policy, policy_of
from mailgate.model.letter import Proof

from .origin_parts import CHECKING, ENVELOPE, RAW, dns, finding, proof, signed, table

RECORDS = {
    "v=DMARC1; p=reject": Policy("reject"),
    "v=DMARC1;p=quarantine;": Policy("quarantine"),
    "v=DMARC1; p=none; adkim=s; aspf=s": Policy("none", True, True),
    "v=DMARC1; p=REJECT; ADKIM=S": Policy("reject", True),
    "v=DMARC1; p=nonsense": Policy("none"),
    "v=DMARC1": Policy("none"),
    "v=DMARC1; p=reject; pct=50": Policy("quarantine"),
    "v=DMARC1; p=quarantine; pct=0": Policy("none"),
    "v=DMARC1; p=reject; pct=100": Policy("reject"),
    "v=DMARC1; p=reject; pct=lots": Policy("reject"),
    "v=DMARC1; p=reject; sp=none": Policy("reject"),
    "p=reject; v=DMARC1": Policy(),
    "v=DMARC2; p=reject": Policy(),
    "v=spf1 -all": Policy(),
    "": Policy(),
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_is_read(record: str) -> None:
    assert policy_of("corp.example", dns({"_dmarc.corp.example TXT": record})) == RECORDS[record]


def test_a_subdomain_takes_the_policy_of_its_organisation() -> None:
    assert policy_of("a.b.corp.co.uk", dns({"_dmarc.corp.co.uk TXT": "v=DMARC1; p=reject"})).wish == "reject"
    assert policy_of("a.b.corp.co.uk", dns({"_dmarc.corp.co.uk TXT": "v=DMARC1; p=reject; sp=none"})).wish == "none"
    assert policy_of("a.b.corp.co.uk", dns({"_dmarc.b.corp.co.uk TXT": "v=DMARC1; p=reject"})).wish == ""
    assert policy_of("corp.co.uk", dns({"_dmarc.co.uk TXT": "v=DMARC1; p=reject"})).wish == ""


def test_its_own_record_comes_before_its_organisations() -> None:
    zone = {
        "_dmarc.mail.corp.example TXT": "v=DMARC1; p=none",
        "_dmarc.corp.example TXT": "v=DMARC1; p=reject",
    }
    assert policy_of("mail.corp.example", dns(zone)).wish == "none"


def test_of_several_records_none_counts_nor_one_above() -> None:
    zone = {
        "_dmarc.mail.corp.example TXT": ["v=DMARC1; p=reject", "v=DMARC1; p=none"],
        "_dmarc.corp.example TXT": "v=DMARC1; p=reject",
    }
    assert policy_of("mail.corp.example", dns(zone)) == Policy()
    one = {"_dmarc.corp.example TXT": ["v=DMARC1; p=reject", "another thing"]}
    assert policy_of("corp.example", dns(one)).wish == "reject"


@pytest.mark.parametrize(
    ("mail_from", "policy", "expected"),
    [
        ("eva@mail.corp.example", b"v=DMARC1; p=reject; aspf=s", Proof.PROVEN),
        ("eva@corp.example", b"v=DMARC1; p=reject", Proof.PROVEN),
        ("eva@corp.example", b"v=DMARC1; p=reject; aspf=s", Proof.FORGED),
        ("eva@bounces.corp.example", b"v=DMARC1; p=reject", Proof.PROVEN),
        ("eva@corp.example.evil.example", b"v=DMARC1; p=reject", Proof.FORGED),
        ("eva@evilcorp.example", b"v=DMARC1; p=none", Proof.UNPROVEN),
        ("<>", b"v=DMARC1; p=reject", Proof.PROVEN),
    ],
)
def test_spf_counts_as_far_as_it_is_aligned(mail_from: str, policy: bytes, expected: Proof) -> None:
    """The null sender is judged by HELO."""
    record = b"v=spf1 ip4:192.0.2.7 -all"
    names = ("mail.corp", "corp", "bounces.corp", "corp.example.evil", "evilcorp", "mx.corp")
    lookup = table(**{f"{name}.example".replace(".", "__"): record for name in names}, _dmarc__corp__example=policy)
    envelope = replace(ENVELOPE, mail_from=mail_from, helo="mx.corp.example")
    assert proof(RAW, CHECKING, envelope, lookup) is expected


def test_a_public_suffix_aligns_nobody() -> None:
    raw = signed(RAW.replace(b"mail.corp.example", b"corp.co.uk"), b"co.uk")
    lookup = dns({"s._domainkey.co.uk TXT": "p=", "_dmarc.corp.co.uk TXT": "v=DMARC1; p=reject"})
    assert proof(raw, CHECKING, replace(ENVELOPE, mail_from=""), lookup) is Proof.FORGED


def test_an_empty_domain_is_aligned_with_none() -> None:
    for one, other in (("", ""), (".", ""), ("", "corp.example"), ("corp.example", " ")):
        assert not aligned(one, other)


def test_helo_does_not_speak_for_a_sender_that_is_no_address() -> None:
    lookup = table(mail__corp__example=b"v=spf1 ip4:192.0.2.7 -all")
    envelope = replace(ENVELOPE, mail_from="eva at home", helo="mail.corp.example")
    assert proof(RAW, CHECKING, envelope, lookup) is Proof.FORGED
    assert proof(RAW, CHECKING, replace(envelope, mail_from=""), lookup) is Proof.PROVEN


def test_spf_of_a_parent_domain_waits_for_the_policy() -> None:
    """It may ask for strict alignment."""
    envelope = replace(ENVELOPE, mail_from="eva@corp.example")
    zone = {"corp__example": b"v=spf1 ip4:192.0.2.7 -all"}
    assert proof(RAW, CHECKING, envelope, table(**zone)) is Proof.PROVEN
    found = finding(RAW, CHECKING, envelope, table(**zone, _dmarc__mail__corp__example=b"?"))
    assert (found.proof, found.temporary) == (Proof.UNPROVEN, True)
