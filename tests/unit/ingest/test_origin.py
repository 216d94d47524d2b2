"""How sure the sender is: rungs, Authentication-Results, and our own DKIM, SPF and DMARC (threats T16-T19)."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.letter import Proof, WayIn

from .origin_parts import (
    CHECKING,
    ENVELOPE,
    FIELDS,
    NOTHING,
    NOW,
    RAW,
    TRUSTING,
    WEAK_KEY,
    finding,
    proof,
    signed,
    table,
    with_results,
)


def test_a_signed_in_person_is_proven_only_for_their_own_address() -> None:
    mine = replace(ENVELOPE, way_in=WayIn.FORM, signed_in="eva@mail.corp.example")
    assert proof(RAW, NOTHING, mine) is Proof.PROVEN
    assert proof(RAW, NOTHING, replace(mine, signed_in="other@mail.corp.example")) is Proof.UNPROVEN


def test_an_unknown_author_is_never_proven() -> None:
    assert (
        proof(b"From: <\r\n" + RAW, OriginPolicy(trust_loopback=True), replace(ENVELOPE, peer="::1")) is Proof.UNPROVEN
    )


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_believed_only_when_told_so(peer: str) -> None:
    envelope = replace(ENVELOPE, peer=peer)
    assert proof(RAW, OriginPolicy(trust_loopback=True), envelope) is Proof.PROVEN
    assert proof(RAW, NOTHING, envelope) is Proof.UNPROVEN
    assert proof(RAW, OriginPolicy(trust_loopback=True)) is Proof.UNPROVEN


RESULTS = {
    "mx.desk.example; dmarc=pass header.from=mail.corp.example": Proof.PROVEN,
    "mx.desk.example 1; dmarc=pass (p=reject) header.from=corp.example": Proof.PROVEN,
    "MX.desk.example; dmarc=fail header.from=mail.corp.example": Proof.FORGED,
    "mx.desk.example; dmarc=temperror header.from=mail.corp.example": Proof.UNPROVEN,
    "mx.desk.example; dmarc=pass header.from=evil.example": Proof.UNPROVEN,
    "mx.desk.example; dmarc=pass header.from=example": Proof.UNPROVEN,
    "mx.desk.example; dkim=pass header.d=corp.example": Proof.PROVEN,
    "mx.desk.example; dkim=pass header.i=@corp.example": Proof.PROVEN,
    "mx.desk.example; dkim=fail header.d=corp.example; dkim=pass header.d=evil.example": Proof.UNPROVEN,
    "mx.desk.example; spf=pass smtp.mailfrom=bounce@corp.example": Proof.PROVEN,
    "mx.desk.example; spf=pass smtp.mailfrom=a@evil.example": Proof.UNPROVEN,
    "mx.desk.example; spf=none (dmarc=pass header.from=corp.example)": Proof.UNPROVEN,
    'mx.desk.example; spf=none smtp.mailfrom="a;dmarc=pass header.from=corp.example"@evil.example': Proof.UNPROVEN,
    "mx.desk.example; spf=none smtp.mailfrom==?utf-8?q?=3Bdmarc=3Dpass_header.from=3Dcorp.example?=": Proof.UNPROVEN,
    "evil.example; dmarc=pass header.from=mail.corp.example": Proof.UNPROVEN,
    "dmarc=pass header.from=mail.corp.example": Proof.UNPROVEN,
    "mx.desk.example; none": Proof.UNPROVEN,
    "(((": Proof.UNPROVEN,
}


@pytest.mark.parametrize("value", RESULTS)
def test_a_trusted_servers_results_prove_only_what_is_aligned(value: str) -> None:
    assert proof(with_results(value), TRUSTING) is RESULTS[value]


def test_only_the_topmost_results_count() -> None:
    raw = b"Authentication-Results: other.example; spf=none\r\n"
    raw += with_results("mx.desk.example; dmarc=pass header.from=corp.example")
    assert proof(raw, TRUSTING) is Proof.UNPROVEN


def test_results_prove_nothing_when_no_server_is_trusted() -> None:
    assert proof(with_results("mx.desk.example; dmarc=pass header.from=corp.example"), NOTHING) is Proof.UNPROVEN


def test_an_aligned_signature_proves() -> None:
    assert proof(signed(), CHECKING, lookup=table()) is Proof.PROVEN


def test_the_second_of_two_signatures_is_found() -> None:
    assert proof(signed(signed(), b"evil.example"), CHECKING, lookup=table()) is Proof.PROVEN


def test_strict_alignment_is_kept() -> None:
    strict = table(_dmarc__mail__corp__example=b"v=DMARC1; p=quarantine; adkim=s")
    assert proof(signed(), CHECKING, lookup=strict) is Proof.FORGED


@pytest.mark.parametrize(
    "raw",
    [
        RAW,
        signed(domain=b"evil.example"),
        signed().replace(b"broken", b"fine"),
        signed(length=True),
        signed(selector=b"weak", key=WEAK_KEY),
        signed(signature_algorithm=b"rsa-sha1"),
        signed(include_headers=[b"from", b"to"]),
        b"Subject: another\r\n" + signed(),
    ],
    ids=["unsigned", "foreign", "tampered", "l=", "512 bits", "rsa-sha1", "subject not covered", "second subject"],
)
def test_what_does_not_count_is_forged_where_the_domain_asks_for_it(raw: bytes) -> None:
    assert proof(raw, CHECKING, lookup=table()) is Proof.FORGED
    assert proof(raw, CHECKING, lookup=table(_dmarc__corp__example=b"v=DMARC1; p=none")) is Proof.UNPROVEN
    assert proof(raw, CHECKING, lookup=table(_dmarc__corp__example=None)) is Proof.UNPROVEN


def test_a_copy_that_comes_a_month_later_does_not_count() -> None:
    late = replace(ENVELOPE, received_at=NOW + timedelta(days=30))
    assert proof(signed(), CHECKING, late, table()) is Proof.FORGED


def test_a_lone_carriage_return_among_the_headers_makes_signatures_worthless() -> None:
    raw = signed()
    assert proof(b"X: a\rY: b\r\n" + raw, CHECKING, lookup=table(_dmarc__corp__example=None)) is Proof.UNPROVEN


@pytest.mark.parametrize("peer", ["198.51.100.9", "203.0.113.9"])
def test_aligned_spf_proves(peer: str) -> None:
    assert proof(RAW, CHECKING, replace(ENVELOPE, peer=peer), table()) is Proof.PROVEN


def test_spf_of_another_domain_proves_nothing() -> None:
    other = replace(ENVELOPE, mail_from="a@evil.example")
    assert proof(RAW, CHECKING, other, table(evil__example=b"v=spf1 ip4:192.0.2.7 -all")) is Proof.FORGED


def test_spf_that_lets_everybody_in_neither_proves_nor_accuses() -> None:
    found = finding(RAW, CHECKING, lookup=table(mail__corp__example=b"v=spf1 +all"))
    assert found.proof is Proof.UNPROVEN
    assert "lets everybody in" in found.evidence


@pytest.mark.parametrize("record", [b"v=spf1 mx -all", b"v=spf1 ip4:nonsense -all", b"v=spf1 ?all"])
def test_spf_without_a_pass_leaves_the_verdict_to_the_policy(record: bytes) -> None:
    assert proof(RAW, CHECKING, lookup=table(mail__corp__example=record)) is Proof.FORGED


def test_a_letter_whose_client_nobody_saw_is_not_accused() -> None:
    fetched = replace(ENVELOPE, way_in=WayIn.IMAP, peer="", mail_from="")
    found = finding(RAW, CHECKING, fetched, table())
    assert found.proof is Proof.UNPROVEN
    assert "the client's address is not known" in found.evidence
    assert not found.temporary


PLAIN = FIELDS + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
TEXT = b"No, never do this.\r\n\r\n> Shall we delete it?\r\n>\r\n-----\r\nYes\r\n-------\r\n"
FRAMED = (
    FIELDS + b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=one\r\n\r\n"
    b"--one\r\nContent-Type: text/plain\r\n\r\nNo.\r\n\r\n-----\r\nYes\r\n-------\r\n\r\n"
    b"--one\r\nContent-Type: text/html\r\n\r\n<p>No.</p>\r\n--one--\r\n"
)
SPARSE = [b"from", b"to", b"subject", b"date"]
FULL = [*SPARSE, b"message-id", b"mime-version", b"content-type"]


@pytest.mark.parametrize("covered", [FULL, SPARSE, [b"from", b"subject", b"date", b"message-id"]])
@pytest.mark.parametrize("raw", [PLAIN + TEXT, FRAMED, FIELDS + b"\r\n" + TEXT])
def test_ordinary_mail_is_proven_by_what_ordinary_signers_cover(raw: bytes, covered: list[bytes]) -> None:
    assert proof(signed(raw, include_headers=covered), CHECKING, lookup=table()) is Proof.PROVEN


@pytest.mark.parametrize(
    "added",
    [
        b'Content-Type: multipart/mixed; boundary="---"',
        b"Content-Type: text/plain; charset=utf-7",
        b"Content-Type: application/octet-stream",
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment",
        b"Date: Mon, 05 Jan 2026 10:00:00 +0000",
        b"Message-ID: <two@corp.example>",
        b"To: other@desk.example",
        b"From: boss@mail.corp.example",
        b"Subject: another",
        b"MIME-Version: 1.0",
    ],
)
def test_a_field_put_above_a_signed_letter_makes_its_signature_worthless(added: bytes) -> None:
    raw = signed(PLAIN + TEXT, include_headers=FULL)
    assert proof(raw, CHECKING, lookup=table()) is Proof.PROVEN
    assert proof(added + b"\r\n" + raw, CHECKING, lookup=table()) is not Proof.PROVEN


@pytest.mark.parametrize("name", [b"Reply-To", b"In-Reply-To", b"References", b"Cc"])
def test_a_second_field_above_a_signed_one_is_not_believed(name: bytes) -> None:
    raw = signed(name + b": <a@corp.example>\r\n" + PLAIN + TEXT, include_headers=[*FULL, name.lower()])
    assert proof(raw, CHECKING, lookup=table()) is Proof.PROVEN
    assert proof(name + b": <b@evil.example>\r\n" + raw, CHECKING, lookup=table()) is not Proof.PROVEN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"multipart/alternative; boundary=one", b'multipart/mixed; boundary="---"'),
        (b"multipart/alternative; boundary=one", b"application/octet-stream"),
        (b"multipart/alternative; boundary=one", b"text/plain"),
        (b"Content-Type: multipart/alternative; boundary=one\r\n", b""),
        (b"MIME-Version: 1.0", b"Content-Disposition: attachment; filename=a.bin"),
        (b"MIME-Version: 1.0", b"Content-Transfer-Encoding: x-uuencode"),
        (b"MIME-Version: 1.0", b"Content-Transfer-Encoding: base64"),
    ],
)
def test_an_unsigned_frame_counts_only_when_the_signed_body_bears_it_out(old: bytes, new: bytes) -> None:
    raw = signed(FRAMED, include_headers=SPARSE)
    assert proof(raw, CHECKING, lookup=table()) is Proof.PROVEN
    assert old in raw
    assert proof(raw.replace(old, new, 1), CHECKING, lookup=table()) is not Proof.PROVEN


@pytest.mark.parametrize(
    ("encoding", "text"), [(b"quoted-printable", b"Caf=C3=A9 a=3Db=\r\n\r\n"), (b"base64", b"Tm8=")]
)
def test_an_unsigned_encoding_that_fits_the_body_counts(encoding: bytes, text: bytes) -> None:
    raw = PLAIN.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n")
    assert proof(signed(raw + text, include_headers=FULL), CHECKING, lookup=table()) is Proof.PROVEN
    assert proof(signed(raw + b"1 = 1, no?", include_headers=FULL), CHECKING, lookup=table()) is not Proof.PROVEN


def test_dashes_of_a_table_are_no_frame() -> None:
    raw = FIELDS + b'Content-Type: multipart/mixed; boundary="---"\r\n\r\n-----\r\nNo:\r\n\r\nYes\r\n-------\r\n'
    assert proof(signed(raw, include_headers=SPARSE), CHECKING, lookup=table()) is not Proof.PROVEN


@pytest.mark.parametrize("name", ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Subject"])
def test_a_letter_with_a_doubled_structural_field_is_never_proven(name: str) -> None:
    raw = f"{name}: x\r\n{name}: y\r\n".encode() + RAW.replace(b"Subject: hello\r\n", b"")
    results = b"Authentication-Results: mx.desk.example; dmarc=pass header.from=corp.example\r\n"
    assert proof(results + raw, TRUSTING) is Proof.UNPROVEN
    assert proof(raw, CHECKING, replace(ENVELOPE, peer="198.51.100.9"), table()) is Proof.UNPROVEN
    assert proof(raw, OriginPolicy(trust_loopback=True), replace(ENVELOPE, peer="::1")) is Proof.UNPROVEN


TO_OTHERS = (RAW.replace(b"support@desk", b"sales@other"), [b"from", b"to", b"subject"])
DATED = (FIELDS + b"\r\n" + TEXT, [b"from", b"subject", b"date"])


@pytest.mark.parametrize(
    ("letter", "days", "timed", "expected"),
    [
        (TO_OTHERS, 0, True, Proof.PROVEN),
        (TO_OTHERS, 0, False, Proof.FORGED),
        (DATED, 1, False, Proof.PROVEN),
        (DATED, 8, False, Proof.FORGED),
        (DATED, -2, False, Proof.FORGED),
        ((RAW, [b"from", b"to", b"subject"]), 1, False, Proof.PROVEN),
        ((RAW, [b"from", b"to", b"subject"]), 8, True, Proof.FORGED),
        ((RAW, [b"from", b"subject"]), 0, False, Proof.FORGED),
    ],
    ids=[
        "to others, fresh",
        "to others, no time",
        "dated",
        "dated, old",
        "from the future",
        "to us",
        "to us, old",
        "to nobody",
    ],
)
def test_a_copy_of_a_signed_letter_is_not_counted(
    letter: tuple[bytes, list[bytes]], days: int, timed: bool, expected: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = signed(letter[0], include_headers=letter[1])
    if not timed:  # as by signers that write no t=
        monkeypatch.setattr("mailgate.ingest.origin.coverage.seconds", lambda text: None)
    later = replace(ENVELOPE, received_at=NOW + timedelta(days=days))
    assert proof(raw, CHECKING, later, table()) is expected


DOWN = b"?"


@pytest.mark.parametrize(
    "name",
    ["_dmarc__corp__example", "_dmarc__mail__corp__example", "mail__corp__example", "s___domainkey__corp__example"],
)
def test_what_the_dns_does_not_answer_is_temporary_and_never_forged(name: str) -> None:
    broken = signed().replace(b"broken", b"fine")
    found = finding(broken, CHECKING, lookup=table(**{name: DOWN}))
    assert found.proof is Proof.UNPROVEN
    assert found.temporary
    assert found.evidence.startswith("unproven (temporary): DNS does not answer for ")


def test_what_is_known_for_good_is_not_temporary() -> None:
    assert not finding(RAW, CHECKING, lookup=table()).temporary
    assert not finding(RAW, CHECKING, lookup=table(_dmarc__corp__example=None)).temporary
    assert not finding(signed(), CHECKING, lookup=table()).temporary


def test_an_exact_signature_proves_without_a_policy() -> None:
    raw = signed(RAW.replace(b"mail.corp", b"corp"))
    assert proof(raw, CHECKING, lookup=table(_dmarc__corp__example=DOWN)) is Proof.PROVEN


def test_a_relaxed_signature_waits_for_the_policy() -> None:
    found = finding(signed(), CHECKING, lookup=table(_dmarc__mail__corp__example=DOWN))
    assert (found.proof, found.temporary) == (Proof.UNPROVEN, True)


def test_a_dns_that_is_silent_about_others_takes_nothing_from_the_author() -> None:
    raw = signed(signed(), b"evil.example")
    assert proof(raw, CHECKING, lookup=table(s___domainkey__evil__example=DOWN)) is Proof.PROVEN


REFUSED = {
    "l=": (signed(length=True), "l="),
    "sha1": (signed(signature_algorithm=b"rsa-sha1"), "algorithm rsa-sha1"),
    "short key": (signed(selector=b"weak", key=WEAK_KEY), "a key of 512 bits"),
    "no key": (signed(selector=b"gone"), "there is no such key"),
    "foreign": (signed(domain=b"evil.example"), "DKIM of evil.example: not of mail.corp.example"),
    "changed": (signed().replace(b"broken", b"fine"), "the text was changed"),
    "other from": (signed().replace(b"Eva <", b"Ivo <"), "does not verify"),
    "subject": (signed(include_headers=[b"from", b"to"]), "does not cover subject"),
    "expired": (signed().replace(b" t=", b" x=1000000000; t="), "expired"),
    "gap": (b"DKIM-Signature: a=rsa-sha256; b=" + b" \r\n" * 99 + b" !\r\n" + RAW, "absurd length"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_each_signature_that_does_not_count_says_why(kind: str) -> None:
    raw, why = REFUSED[kind]
    assert why in finding(raw, CHECKING, lookup=table()).evidence


def test_an_old_copy_says_that_it_is_old() -> None:
    late = replace(ENVELOPE, received_at=NOW + timedelta(days=30))
    assert "older than 7 days" in finding(signed(), CHECKING, late, table()).evidence


def test_no_more_than_ten_signatures_are_looked_at() -> None:
    foreign = signed(domain=b"evil.example").removesuffix(RAW)
    assert proof(foreign * 9 + signed(), CHECKING, lookup=table()) is Proof.PROVEN
    assert proof(foreign * 10 + signed(), CHECKING, lookup=table()) is not Proof.PROVEN


def test_a_signature_by_ed25519_proves() -> None:
    key = b"BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY="  # made for these tests only
    public = b"ANBaHR6iUTltVXr71FiLPG2Z2+uXL+0QoyVi6ibc3Po="
    raw = signed(RAW, key=key, selector=b"ed", signature_algorithm=b"ed25519-sha256")
    lookup = table(ed___domainkey__corp__example=b"v=DKIM1; k=ed25519; p=" + public)
    assert proof(raw, CHECKING, lookup=lookup) is Proof.PROVEN
    assert proof(raw.replace(b"broken", b"fine"), CHECKING, lookup=lookup) is Proof.FORGED


def test_the_senders_words_in_the_evidence_are_one_printable_line() -> None:
    raw = b"DKIM-Signature: v=1; a=rsa-sha256; d=a\x00b\x1b[31m.example; s=s; h=from; bh=x; b=x\r\n" + RAW
    assert "DKIM of " in finding(raw, CHECKING, lookup=table()).evidence


ODD_RESULTS = {
    "(we (really) say) mx.desk.example (us) 1 ; dmarc (x) = pass header.from = corp.example": Proof.PROVEN,
    'mx.desk.example; dmarc=pass reason="all; is well" header.from="mail.corp.example"': Proof.PROVEN,
    '"mx.desk.example"; dmarc=pass header.from=mail.corp.example': Proof.PROVEN,
    "mx.desk.example;\r\n\tspf=fail smtp.mailfrom=x@y.z;\r\n\tdmarc=pass\r\n\theader.from=corp.example": Proof.PROVEN,
    "mx.desk.example; dmarc/1=pass header.from=corp.example": Proof.PROVEN,
    "mx.desk.example; dmarc/1=fail header.from=corp.example": Proof.FORGED,
    "mx.desk.example; dmarc=bestguesspass header.from=corp.example": Proof.UNPROVEN,
    "(mx.desk.example); dmarc=pass header.from=corp.example": Proof.UNPROVEN,
    "mx.desk.example.evil.example; dmarc=pass header.from=corp.example": Proof.UNPROVEN,
    "evil.example (; mx.desk.example; dmarc=pass header.from=corp.example)": Proof.UNPROVEN,
    "mx.desk.example; spf=pass (dmarc=pass header.from=corp.example) smtp.mailfrom=evil.example": Proof.UNPROVEN,
    'mx.desk.example; dkim=fail reason="; dkim=pass header.d=corp.example" header.d=corp.example': Proof.UNPROVEN,
    "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=corp.example; dkim=pass header.d=corp.example;"
    " dmarc=pass action=none header.from=corp.example;compauth=pass reason=100": Proof.UNPROVEN,
}


@pytest.mark.parametrize("value", ODD_RESULTS)
def test_results_are_read_through_comments_quotes_and_folds(value: str) -> None:
    assert proof(with_results(value), TRUSTING) is ODD_RESULTS[value]


def test_a_trusted_servers_results_are_not_believed_below_anothers() -> None:
    ours = "mx.desk.example; dmarc=pass header.from=corp.example"
    microsoft = b"Authentication-Results: spf=pass smtp.mailfrom=corp.example; dmarc=pass header.from=corp.example\r\n"
    assert proof(microsoft + with_results(ours), TRUSTING) is Proof.UNPROVEN
    assert proof(with_results(ours).replace(RAW, b"") + microsoft + RAW, TRUSTING) is Proof.PROVEN


def test_a_public_form_proves_nobody_though_it_came_from_this_machine() -> None:
    form = replace(ENVELOPE, way_in=WayIn.FORM, form="contact", peer="::1")
    assert proof(RAW, OriginPolicy(trust_loopback=True), form) is Proof.UNPROVEN


@pytest.mark.parametrize("error", ["temperror", "permerror"])
def test_a_trusted_servers_error_is_not_made_good_by_a_pass_beside_it(error: str) -> None:
    said = f"mx.desk.example; dmarc={error} header.from=corp.example; dkim=pass header.d=corp.example"
    assert proof(with_results(said), TRUSTING) is Proof.UNPROVEN


@pytest.mark.parametrize(
    ("peer", "sure"),
    [
        ("127.0.0.1", Proof.PROVEN),
        ("10.1.2.3", Proof.PROVEN),
        ("::ffff:10.1.2.3", Proof.PROVEN),
        ("", Proof.PROVEN),
        ("203.0.113.9", Proof.UNPROVEN),
        ("2001:db8::9", Proof.UNPROVEN),
        ("nonsense", Proof.UNPROVEN),
    ],
)
def test_results_count_only_in_mail_from_where_our_server_is(peer: str, sure: Proof) -> None:
    """Whoever can reach the door beside our server writes the header themselves (T16)."""
    here = tuple(map(ip_network, ("127.0.0.0/8", "10.0.0.0/8")))
    policy = OriginPolicy(trusted_authserv_ids=frozenset({"mx.desk.example"}), trusted_from=here)
    raw = b"Authentication-Results: mx.desk.example; dmarc=pass header.from=mail.corp.example\r\n" + RAW
    assert proof(raw, policy, replace(ENVELOPE, peer=peer)) is sure
