"""How sure the sender is: rungs, Authentication-Results, and our own DKIM, SPF and DMARC (threats T16-T20)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import dkim
import pytest

from mailgate.ingest.origin.dmarc import TxtLookup
from mailgate.ingest.origin.prove import OriginPolicy, prove
from mailgate.ingest.parse import read
from mailgate.model.errors import Trouble
from mailgate.model.letter import Envelope, Proof, WayIn

#: Keys made for these tests only.
KEY = b"""-----BEGIN RSA PRIVATE KEY-----
MIICXgIBAAKBgQC+2Euv86YhvSM1z1rdgxpyQfkW7aV286MwO2ra7uG9ilkY/thZ
eGAo1P/xqAN5vm5MramVEoR78+eQQxY5qYdB6iCZfjmHoPMtFk+6Hh8qbn8l/zoc
rQQ1q6bc9mCLviET1RhdVxa3K/J20ckqPml31rsrsDMESJYFTpJN+iKYpwIDAQAB
AoGBAJTH4xmlBVtALHcC1H/keXWh4SLy2hBGGG69o6xSl0JA3P0TkG8P3Ud35qDq
rur2ft7gdFh3Ozm3CEv7QRRrCboMCPZeZZnVMWsVQadDZd/QDxPzMe6vh5rkFUH1
Ik4HhW2M9vCFN0bOpYV8tGR6SQkAKC7G9AXJGATaiN/zPebhAkEA66BUgfDKaHQE
5UTvcvgqiz0SmVK2A+d2GZXm+kkeMWeBh7SBURB02HngFMagU3B2Izg2iS2e6etv
x/rsAz4s4wJBAM9YtsnrBTLUGEO855/XwaBxVd3tfASxq5wqtHl+plxD8CDVaVxj
PC748Fsxtluz8c09apB9U0QZ7eEdF6CFVG0CQQCZhvhJSmm4MZBXCtmyYbzmyL5r
pJbwaEptVV0Qy7+elUCy+YwhE8Xun0rAfsNMWsS/Igt2yoD3De7hsL9DRandAkEA
oxQaR/txzkVkhDpaTqyqXJ9nMrJrPWHkIGKyKXCENcM1ZQ2U3ZYrKqKeoIsb60o/
HvZ0DwqS59gg8VIpWBYljQJAc04NWCiPcZL42zHuVkKNx9XCX3lluAJCBPWc/Ejj
hIeQYpylW/X5Nv7LEGJs/1zopWM4V7MCWn+grJn6kdBU0Q==
-----END RSA PRIVATE KEY-----
"""
WEAK_KEY = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBOgIBAAJBALrQ0RAYTs0Uc5OJBAQgotWVGKs7gXhud1wt2Ht/IF5nmepXSvoN
vgvw9PBfUivUY64B9Aj2kn0j43S2ot35ejUCAwEAAQJAVpxZUMz0O8AvlUcAxakb
1Um6liiQbfVJAUOACkF2EE3M2CBIMjaiLem7SFcaj9pAXATgecSBrVFQ/oObaZN8
AQIhAOWy/0tmvbv8nUWe42WtA5feSE996tU5IWN6jnmuy/lRAiEA0DTOfd6LjltC
FRSqaHW+MN1L8FEJWeWefJvArf5i+aUCIQCawut3ZhXYHu/oBJG548RUApQ92tzq
JL/2QpDUM42CwQIgL+LFTzu8+yvQAgszujzCVni/O3FX5j4iemRUJ3BnkSUCID1o
Zv0dCAWAWMoskuR3cN51G9B2S/iVJo4s3BzgqeoN
-----END RSA PRIVATE KEY-----
"""
PUBLIC = (
    b"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC+2Euv86YhvSM1z1rdgxpyQfkW7aV286MwO2ra7uG9ilkY/thZeGAo1P/xqAN5"
    b"vm5MramVEoR78+eQQxY5qYdB6iCZfjmHoPMtFk+6Hh8qbn8l/zocrQQ1q6bc9mCLviET1RhdVxa3K/J20ckqPml31rsrsDMESJYF"
    b"TpJN+iKYpwIDAQAB"
)
WEAK_PUBLIC = (
    b"MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALrQ0RAYTs0Uc5OJBAQgotWVGKs7gXhud1wt2Ht/IF5nmepXSvoNvgvw9PBfUivUY64B"
    b"9Aj2kn0j43S2ot35ejUCAwEAAQ=="
)

RAW = b"From: Eva <eva@mail.corp.example>\r\nTo: support@desk.example\r\nSubject: hello\r\n\r\nIt is broken.\r\n"
NOW = datetime.now(UTC)
ENVELOPE = Envelope(WayIn.SMTP, ("support@desk.example",), NOW, mail_from="eva@mail.corp.example", peer="192.0.2.7")
NOTHING = OriginPolicy()
TRUSTING = OriginPolicy(trusted_authserv_ids=frozenset({"mx.desk.example"}))
CHECKING = OriginPolicy(verify=True)
ZONE = {
    "s._domainkey.corp.example": b"v=DKIM1; k=rsa; p=" + PUBLIC,
    "s._domainkey.evil.example": b"v=DKIM1; k=rsa; p=" + PUBLIC,
    "weak._domainkey.corp.example": b"v=DKIM1; k=rsa; p=" + WEAK_PUBLIC,
    "_dmarc.corp.example": b"v=DMARC1; p=reject",
    "mail.corp.example": b"v=spf1 ip4:198.51.100.0/24 include:_spf.corp.example -all",
    "_spf.corp.example": b"v=spf1 ip4:203.0.113.0/24 -all",
}


def table(**changes: bytes | None) -> TxtLookup:
    zone = dict(ZONE) | {name.replace("__", "."): text for name, text in changes.items()}

    def lookup(name: str) -> list[bytes] | None:
        text = zone.get(name)
        return [text] if text else None

    return lookup


def proof(raw: bytes, policy: OriginPolicy, envelope: Envelope = ENVELOPE, lookup: TxtLookup | None = None) -> Proof:
    found, evidence = prove(read(raw), envelope, raw, policy, lookup)
    assert evidence
    assert "\n" not in evidence
    return found


def signed(raw: bytes = RAW, domain: bytes = b"corp.example", **options: object) -> bytes:
    settings = {"include_headers": [b"from", b"to", b"subject"]} | options
    return bytes(dkim.sign(raw, settings.pop("selector", b"s"), domain, settings.pop("key", KEY), **settings)) + raw


def with_results(value: str) -> bytes:
    return f"Authentication-Results: {value}\r\n".encode() + RAW


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


@pytest.mark.parametrize(
    "record", [b"v=spf1 mx -all", b"v=spf1 +all", b"v=spf1 ip4:nonsense -all", b"v=spf1 exists:%{i}.x ~all"]
)
def test_spf_that_cannot_be_read_whole_neither_proves_nor_accuses(record: bytes) -> None:
    assert proof(RAW, CHECKING, lookup=table(mail__corp__example=record)) is Proof.UNPROVEN


def test_dns_trouble_is_unproven_for_now() -> None:
    def down(name: str) -> list[bytes] | None:
        raise Trouble("DNS does not answer")

    found, evidence = prove(read(RAW), ENVELOPE, RAW, CHECKING, down)
    assert found is Proof.UNPROVEN
    assert "temporary" in evidence


FIELDS = (
    b"From: Eva <eva@mail.corp.example>\r\nTo: support@desk.example\r\nSubject: hello\r\n"
    b"Date: " + NOW.strftime("%a, %d %b %Y %H:%M:%S +0000").encode() + b"\r\nMessage-ID: <one@corp.example>\r\n"
)
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
