"""Senders are checked against a real DNS on loopback: records of every kind, trouble of every kind, and the memory."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dkim
import pytest

from mailgate.app.house import open_house
from mailgate.config import load_settings
from mailgate.desk.decide import drain
from mailgate.desk.receive import receive
from mailgate.ingest.origin.dns import Dns
from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.prove import prove
from mailgate.ingest.origin.sender_policy import Asked, check
from mailgate.ingest.parse import read
from mailgate.model.errors import Trouble
from mailgate.model.letter import Proof
from mailgate.testing import a_letter, an_envelope
from tests.dns_stub import SERVFAIL, SILENT, DnsStub
from tests.unit.ingest.origin_parts import CHECKING, ENVELOPE, PUBLIC, RAW, signed

ROOT = Path(__file__).parents[2]
ED_KEY = b"BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSY="  # made for these tests only
ED_PUBLIC = "ANBaHR6iUTltVXr71FiLPG2Z2+uXL+0QoyVi6ibc3Po="
ZONE = {
    "s._domainkey.corp.example TXT": [f"v=DKIM1; k=rsa; p={PUBLIC.decode()}"],
    "ed._domainkey.corp.example TXT": [f"v=DKIM1; k=ed25519; p={ED_PUBLIC}"],
    "alias._domainkey.corp.example CNAME": ["s._domainkey.corp.example"],
    "_dmarc.corp.example TXT": ["v=DMARC1; p=reject"],
    "mail.corp.example TXT": ["v=spf1 ip4:198.51.100.0/24 mx include:_spf.corp.example -all", "another text"],
    "mail.corp.example MX": ["10 mx1.corp.example.", "20 mx2.corp.example."],
    "mx1.corp.example A": ["203.0.113.1"],
    "mx2.corp.example A": ["203.0.113.2"],
    "mx2.corp.example AAAA": ["2001:db8::2"],
    "_spf.corp.example TXT": ["v=spf1 a:gate.corp.example/29 exists:%{i}._allow.%{d2} include:_more.corp.example ~all"],
    "gate.corp.example A": ["203.0.113.64"],
    "203.0.113.200._allow.corp.example A": ["127.0.0.2"],
    "_more.corp.example TXT": ["v=spf1 redirect=_end.corp.example"],
    "_end.corp.example TXT": ["v=spf1 " + " ".join(f"ip4:192.0.2.{number}" for number in range(100, 200)) + " -all"],
    "7.2.0.192.in-addr.arpa PTR": ["host.corp.example."],
    "loop.example TXT": ["v=spf1 include:loop2.example -all"],
    "loop2.example TXT": ["v=spf1 include:loop.example -all"],
    "broken.example TXT": SERVFAIL,
    "silent.example TXT": SILENT,
}


@pytest.fixture
def stub() -> Iterator[DnsStub]:
    with DnsStub(ZONE) as stub:
        yield stub


def found(stub: DnsStub, raw: bytes, shell: Dns | None = None, **envelope: str) -> Finding:
    lookup = (shell or Dns([stub.address])).for_batch()()
    return prove(read(raw), replace(ENVELOPE, **envelope), raw, CHECKING, lookup)


def test_every_kind_of_record_is_read(stub: DnsStub) -> None:
    lookup = Dns([stub.address]).for_batch()()
    assert lookup("_dmarc.corp.example") == [b"v=DMARC1; p=reject"]
    assert lookup("mx2.corp.example", "A") == [b"203.0.113.2"]
    assert lookup("mx2.corp.example", "AAAA") == [b"2001:db8::2"]
    assert sorted(lookup("mail.corp.example", "MX") or []) == [b"mx1.corp.example", b"mx2.corp.example"]
    assert lookup("7.2.0.192.in-addr.arpa", "PTR") == [b"host.corp.example"]
    assert lookup("alias._domainkey.corp.example") == [ZONE["s._domainkey.corp.example TXT"][0].encode()]
    assert lookup("mx1.corp.example", "AAAA") is None
    assert lookup("gone.example", "A") is None


def test_a_record_that_fits_in_no_packet_is_whole(stub: DnsStub) -> None:
    assert Dns([stub.address]).for_batch()()("_end.corp.example") == [ZONE["_end.corp.example TXT"][0].encode()]
    assert stub.asked == ["_end.corp.example TXT"] * 2


@pytest.mark.parametrize(
    ("selector", "key", "algorithm"),
    [(b"s", None, b"rsa-sha256"), (b"alias", None, b"rsa-sha256"), (b"ed", ED_KEY, b"ed25519-sha256")],
)
def test_a_signature_is_verified_with_the_published_key(
    stub: DnsStub, selector: bytes, key: bytes | None, algorithm: bytes
) -> None:
    raw = signed(RAW, selector=selector, signature_algorithm=algorithm, **({"key": key} if key else {}))
    assert found(stub, raw) == Finding(Proof.PROVEN, "DKIM signature of corp.example")
    assert found(stub, raw.replace(b"broken", b"whole")).proof is Proof.FORGED
    assert dkim.verify(raw, dnsfunc=lambda name, timeout=5: Dns([stub.address]).for_batch()()(name.decode())[0])  # type: ignore[index]


PEERS = {
    "198.51.100.9": "+ip4:198.51.100.0/24",
    "203.0.113.2": "+mx",
    "2001:db8::2": "+mx",
    "203.0.113.70": "+include:_spf.corp.example",
    "203.0.113.200": "+include:_spf.corp.example",
    "192.0.2.150": "+include:_spf.corp.example",
}


@pytest.mark.parametrize("peer", PEERS)
def test_spf_finds_the_client_however_it_is_named(stub: DnsStub, peer: str) -> None:
    lookup = Dns([stub.address]).for_batch()()
    assert str(check(Asked(peer, "mail.corp.example", "eva"), lookup)) == f"pass ({PEERS[peer]})"
    assert found(stub, RAW, peer=peer) == Finding(Proof.PROVEN, f"SPF of mail.corp.example names {peer}")


def test_spf_of_a_stranger_fails_and_is_forged_where_the_policy_says_so(stub: DnsStub) -> None:
    finding = found(stub, RAW, peer="192.0.2.7")
    assert (finding.proof, finding.temporary) == (Proof.FORGED, False)
    assert "SPF fail (-all)" in finding.evidence


def test_records_that_include_each_other_end(stub: DnsStub) -> None:
    assert check(Asked("192.0.2.7", "loop.example"), Dns([stub.address]).for_batch()()).why == "more than 10 lookups"


def test_a_server_that_fails_is_temporary(stub: DnsStub) -> None:
    stub.zone["_dmarc.mail.corp.example TXT"] = SERVFAIL
    finding = found(stub, RAW)
    assert (finding.proof, finding.temporary) == (Proof.UNPROVEN, True)
    assert finding.evidence.startswith("unproven (temporary): DNS does not answer for _dmarc.mail.corp.example")


def test_a_dns_that_never_answers_is_temporary_in_bounded_time(stub: DnsStub) -> None:
    stub.silent = True
    began = time.monotonic()
    shell = Dns([stub.address], letter_seconds=1.0)
    findings = [found(stub, signed(), shell) for _ in range(3)]
    assert {(finding.proof, finding.temporary) for finding in findings} == {(Proof.UNPROVEN, True)}
    assert time.monotonic() - began < 4


def test_a_lost_packet_is_sent_again(stub: DnsStub) -> None:
    stub.silent = True
    threading.Timer(0.5, lambda: setattr(stub, "silent", False)).start()
    assert Dns([stub.address]).for_batch()()("_dmarc.corp.example") == [b"v=DMARC1; p=reject"]


def test_nobody_at_the_other_end_is_trouble() -> None:
    with DnsStub({}) as stub:
        gone = stub.address
    with pytest.raises(Trouble, match="does not answer"):
        Dns([gone], letter_seconds=0.5).for_batch()()("corp.example")


def test_the_second_letter_asks_nothing(stub: DnsStub) -> None:
    shell = Dns([stub.address])
    first = found(stub, RAW, shell, peer="203.0.113.200")
    asked = list(stub.asked)
    assert len(asked) == len(set(asked)) > 5
    assert found(stub, RAW, shell, peer="203.0.113.200") == first
    assert stub.asked == asked


def test_records_are_asked_for_again_when_their_time_is_over(stub: DnsStub) -> None:
    now = [0.0]
    stub.ttl = 60
    lookup = Dns([stub.address], machine_time=lambda: now[0]).for_batch()()
    for at, asked in ((0.0, 1), (59.0, 1), (60.0, 2)):
        now[0] = at
        lookup("_dmarc.corp.example")
        lookup("nowhere.example")
        assert stub.asked.count("_dmarc.corp.example TXT") == asked
    stub.ttl = 100_000
    for at, asked in ((200.0, 3), (200.0 + 3599, 3), (200.0 + 3600, 4)):
        now[0] = at
        lookup("_dmarc.corp.example")
        assert stub.asked.count("_dmarc.corp.example TXT") == asked


def test_many_threads_share_one_memory(stub: DnsStub) -> None:
    shell = Dns([stub.address])
    proofs: list[Proof] = []
    threads = [threading.Thread(target=lambda: proofs.append(found(stub, signed(), shell).proof)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert proofs == [Proof.PROVEN] * 8


def test_who_believes_another_server_loads_neither_dns_nor_dkim() -> None:
    code = """if True:
        import sys
        from mailgate.ingest.origin.prove import OriginPolicy, prove
        from mailgate.ingest.parse import read
        from tests.unit.ingest.origin_parts import ENVELOPE, RAW, TRUSTING
        for name in [name for name in sys.modules if name.split(".")[0] in ("dkim", "dns")]:
            del sys.modules[name]
        raw = b"Authentication-Results: mx.desk.example; dmarc=pass header.from=corp.example\\r\\nARC-Seal: x\\r\\n"
        raw = b"DKIM-Signature: x\\r\\n".join((raw, RAW))
        print(prove(read(raw), ENVELOPE, raw, TRUSTING, None).evidence)
        print([name for name in sys.modules if name.split(".")[0] in ("dkim", "dns")])
    """
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.splitlines() == ["mx.desk.example says dmarc=pass for corp.example", "[]"]


def test_a_letter_is_proven_by_the_resolver_of_the_settings(stub: DnsStub, tmp_path: Path) -> None:
    config = tmp_path / "mailgate.toml"
    config.write_text(f'[origin]\nverify = true\nnameservers = ["{stub.nameserver}"]\n')
    house = open_house(load_settings(config))
    try:
        raw = a_letter(sender="Eva <eva@mail.corp.example>")
        receive(house, an_envelope(mail_from="eva@mail.corp.example", peer="203.0.113.2"), raw)
        receive(house, an_envelope(mail_from="eva@mail.corp.example", peer="192.0.2.7"), raw + b"again\r\n")
        assert [kept.decision["proof"] for kept in drain(house)] == ["proven", "forged"]
    finally:
        house.store.close()
    assert "mail.corp.example MX" in stub.asked
