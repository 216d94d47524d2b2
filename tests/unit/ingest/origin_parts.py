"""Letters, keys and a small DNS for tests of origin: `finding(signed(), CHECKING, lookup=table())`."""

from collections.abc import Mapping
from datetime import UTC, datetime

import dkim

from mailgate.ingest.origin.finding import Finding
from mailgate.ingest.origin.lookup import Kind, Lookup
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


FIELDS = (
    b"From: Eva <eva@mail.corp.example>\r\nTo: support@desk.example\r\nSubject: hello\r\n"
    b"Date: " + NOW.strftime("%a, %d %b %Y %H:%M:%S +0000").encode() + b"\r\nMessage-ID: <one@corp.example>\r\n"
)


def dns(zone: Mapping[str, str | list[str]]) -> Lookup:
    """A lookup over `{"name KIND": record or records}`; a record "?" is a DNS that does not answer."""

    def lookup(name: str, kind: Kind = "TXT") -> list[bytes] | None:
        found = zone.get(f"{name} {kind}")
        records = [found] if isinstance(found, str) else found
        if records == ["?"]:
            raise Trouble(f"DNS does not answer for {name}")
        return [record.encode() for record in records] if records else None

    return lookup


def table(**changes: bytes | None) -> Lookup:
    """TXT records: ZONE with changes, `_dmarc__corp__example=b"…"`; b"?" is a DNS that does not answer."""
    zone = ZONE | {name.replace("__", "."): text for name, text in changes.items()}
    return dns({f"{name} TXT": text.decode() for name, text in zone.items() if text})


def finding(raw: bytes, policy: OriginPolicy, envelope: Envelope = ENVELOPE, lookup: Lookup | None = None) -> Finding:
    found = prove(read(raw), envelope, raw, policy, lookup)
    assert found.evidence
    assert found.evidence.isprintable()
    return found


def proof(raw: bytes, policy: OriginPolicy, envelope: Envelope = ENVELOPE, lookup: Lookup | None = None) -> Proof:
    return finding(raw, policy, envelope, lookup).proof


def signed(raw: bytes = RAW, domain: bytes = b"corp.example", **options: object) -> bytes:
    settings = {"include_headers": [b"from", b"to", b"subject"]} | options
    return bytes(dkim.sign(raw, settings.pop("selector", b"s"), domain, settings.pop("key", KEY), **settings)) + raw


def with_results(value: str) -> bytes:
    return f"Authentication-Results: {value}\r\n".encode() + RAW
