"""What stands in a letter about its sender, written by our MX or by the sender, and how much of it is believed.

VOUCHED has Authentication-Results (RFC 8601; threats T16, T17), with our MX at `house.MX` the only one that is trusted.
CHECKED has what mailgate finds out by itself as the MX: SPF, DKIM and DMARC (T17-T19) by the names in ZONE.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import dkim

from tests.hostile.identity.house import (
    ALICE,
    COLLEAGUE,
    COLLEAGUE_FORGED,
    COLLEAGUE_UNPROVEN,
    CONTACT,
    CONTACT_FORGED,
    CONTACT_UNPROVEN,
    MX,
    NOBODY,
    REST,
    STRANGER,
    STRANGER_FORGED,
    Result,
    with_from,
)
from tests.hostile.identity.letters import a_machine

OURS = f"Authentication-Results: {MX}"
PASS = "dmarc=pass header.from=corp.example"

#: The fields of a letter from Alice → what comes of it.
VOUCHED: dict[str, Result] = {
    # Ours, on top.
    f"{OURS}; {PASS}": CONTACT,
    f"{OURS} 1; {PASS}": CONTACT,
    f"authentication-results:{MX.upper()};\r\n\t{PASS.upper()}": CONTACT,
    f"Authentication-Results: (us) {MX} (1); dmarc (RFC 7489) = (is) pass (p=none) header.from=corp.example": CONTACT,
    f'Authentication-Results: "{MX}"; dmarc=pass header.from="corp.example"': CONTACT,
    f"{OURS}; spf=fail smtp.mailfrom=x@evil.example; {PASS}": CONTACT,
    f"{OURS}; {PASS}\r\nAuthentication-Results: evil.example; dmarc=fail": CONTACT,
    f"{OURS}; {PASS}\r\n{OURS}; dmarc=fail header.from=corp.example": CONTACT,
    f"{OURS}; dkim=pass header.d=corp.example": CONTACT,
    f"{OURS}; dkim=pass header.d=mail.corp.example": CONTACT,
    f"{OURS}; dkim=pass header.i=@corp.example": CONTACT,
    f"{OURS}; dkim=fail header.d=evil.example; dkim=pass header.d=corp.example": CONTACT,
    f"{OURS}; spf=pass smtp.mailfrom=bounces@mail.corp.example": CONTACT,
    # It says that the letter is forged.
    f"{OURS}; dmarc=fail header.from=corp.example": CONTACT_FORGED,
    f"{OURS}; dkim=pass header.d=evil.example; dmarc=fail (p=none) header.from=corp.example": CONTACT_FORGED,
    f"{OURS}; dmarc=fail header.from=corp.example\r\n{OURS}; {PASS}": CONTACT_FORGED,
    # Nobody has written any.
    "X-A: b": CONTACT_UNPROVEN,
    "Authentication-Results: ": CONTACT_UNPROVEN,
    f"{OURS}": CONTACT_UNPROVEN,
    f"{OURS}; none": CONTACT_UNPROVEN,
    # T16: written by somebody else, or not on top.
    f"Authentication-Results: evil.example; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: ; {MX}; {PASS}": CONTACT_UNPROVEN,
    f"{OURS}.; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: x.{MX}; {PASS}": CONTACT_UNPROVEN,
    f"{OURS}.evil.example; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: evil.example {MX}; {PASS}": CONTACT_UNPROVEN,
    f"{OURS} evil.example; {PASS}": CONTACT_UNPROVEN,
    f"{OURS}, evil.example; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: evil.example ({MX}); {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: ({MX}) evil.example; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: evil.example; none; {MX}; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: evil.example; none\r\n {MX}; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: evil.example; none\r\n{OURS}; {PASS}": CONTACT_UNPROVEN,
    f"{OURS}; spf=none\r\n{OURS}; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: \r\n{OURS}; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results: =?utf-8?q?{MX}=3B_dmarc=3Dpass_header=2Efrom=3Dcorp.example?=": CONTACT_UNPROVEN,
    "Authentication-Results: mx.\u043eurs.example; " + PASS: CONTACT_UNPROVEN,
    f"X-{OURS}; {PASS}": CONTACT_UNPROVEN,
    f"Authentication-Results-Original: {MX}; {PASS}": CONTACT_UNPROVEN,
    f"ARC-Authentication-Results: i=1; {MX}; {PASS}": CONTACT_UNPROVEN,
    f"ARC-Seal: i=1; cv=none; d=evil.example\r\nARC-Authentication-Results: i=1; {MX}; {PASS}": CONTACT_UNPROVEN,
    "Received-SPF: pass (mx.ours.example: domain of alice@corp.example designates 192.0.2.1)": CONTACT_UNPROVEN,
    "DKIM-Signature: v=1; a=rsa-sha256; d=corp.example; s=s; h=from; bh=AAAA; b=AAAA": CONTACT_UNPROVEN,
    f"Authentication-Results : {MX}; {PASS}": NOBODY,  # a space before any colon makes two letters of one
    # Words inside it that are no result.
    f'{OURS}; spf=none reason="{PASS}"': CONTACT_UNPROVEN,
    f'{OURS}; spf=none reason="a;{PASS}"': CONTACT_UNPROVEN,
    f'{OURS}; spf=none reason="a\\"; {PASS}"': CONTACT_UNPROVEN,
    f"{OURS}; spf=none ({PASS})": CONTACT_UNPROVEN,
    f"{OURS}; spf=none (a (b); {PASS})": CONTACT_UNPROVEN,
    f"{OURS}; spf=none (a \\); {PASS})": CONTACT_UNPROVEN,
    f"{OURS} (a; {PASS}": CONTACT_UNPROVEN,
    f'{OURS}; spf=none smtp.mailfrom="x;{PASS}"@evil.example': CONTACT_UNPROVEN,
    f"{OURS}; spf=none policy.dmarc=pass header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; xdmarc=pass header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=passed header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=bestguesspass header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=none header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=temperror header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=permerror header.from=corp.example": CONTACT_UNPROVEN,
    # A pass of somebody else (T17).
    f"{OURS}; dmarc=pass": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=evil.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=evil.example header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=it.corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=evilcorp.example": CONTACT_UNPROVEN,
    f"{OURS}; dmarc=pass header.from=corp.example.evil.example": CONTACT_UNPROVEN,
    f"{OURS}; spf=pass smtp.mailfrom=x@evil.example": CONTACT_UNPROVEN,
    f"{OURS}; spf=pass smtp.mailfrom=corp.example@evil.example": CONTACT_UNPROVEN,
    f"{OURS}; spf=pass smtp.helo=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; spf=pass header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; spf=softfail smtp.mailfrom=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dkim=pass header.d=evil.example": CONTACT_UNPROVEN,
    f"{OURS}; dkim=pass header.d=evil.example header.i=@corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dkim=pass header.from=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; dkim=neutral header.d=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; arc=pass header.d=corp.example": CONTACT_UNPROVEN,
    f"{OURS}; auth=pass smtp.auth=alice@corp.example": CONTACT_UNPROVEN,
}

#: From, what our MX says → what comes of it: domains that belong together, and those that do not.
OTHERS: dict[tuple[str, str], Result] = {
    ("new@corp.example", "dmarc=pass header.from=corp.example"): COLLEAGUE,
    ("new@corp.example", "dmarc=fail header.from=corp.example"): COLLEAGUE_FORGED,
    ("new@corp.example", "dmarc=none header.from=corp.example"): COLLEAGUE_UNPROVEN,
    ("bo@it.corp.example", "dmarc=pass header.from=it.corp.example"): STRANGER,
    ("bo@it.corp.example", "dmarc=pass header.from=corp.example"): STRANGER,
    ("bo@it.corp.example", "dmarc=pass header.from=hr.corp.example"): NOBODY,
    ("bo@it.corp.example", "dkim=pass header.d=hr.corp.example"): STRANGER,
    ("sam@elsewhere.example", "dmarc=fail header.from=elsewhere.example"): STRANGER_FORGED,
    ("sam@shop.co.uk", "dkim=pass header.d=evil.co.uk"): NOBODY,
    ("sam@shop.co.uk", "dmarc=pass header.from=co.uk"): NOBODY,
    ("sam@one.github.io", "dkim=pass header.d=two.github.io"): NOBODY,
    ("jan@kavárna.example", "dmarc=pass header.from=xn--kavrna-rta.example"): CONTACT,
    ("jan@xn--kavrna-rta.example", "dmarc=pass header.from=XN--KAVRNA-RTA.example"): CONTACT,
    ("jan@kavárna.example", "dmarc=pass header.from=kavarna.example"): CONTACT_UNPROVEN,
}

#: Made for these tests only.
KEY = b"""-----BEGIN RSA PRIVATE KEY-----
MIICXAIBAAKBgQCsCzTYTx8/d0Ph4+9YOw6SSp1s6qsAiReKPVUN0Rrzv9o0HJWO
GPcwTou0H5UKr8biVlQl4IPp55teW3tnEtu2d+5HtQGk8UkEc33hxv3/DFxGt12c
FzH7TO0T45QmV33c5RMHZtlARrbtXV51le7qWVT/3ni794szBoVCltOjJQIDAQAB
AoGBAIrzhhvKU5+LsOzJjm7BS/SFhP4JzlDhaHzDKmW9ZDpH0nFSQMwCh+qhFZ5F
/7cg3s3BEbeBzKjm4Ypk8pb+GSrEOIehN2vhf+E1XYfIWQUkXzgUNgwkF0vB8/Af
LM7raSAzulQfkkRanZG7svLjnj620Or7VPQG6Si3CJlLSRLlAkEA1z7dkM/QpcCH
hbT6nQQs8PtblX2lpIIzpFSLFdkSg6lkEl0fDsGrv3Hj4XiS2Og3GroEcHZBqqcw
QK84kUo4mwJBAMyeUEM4b3lcKbw7PdqNU4oAc94K476ghEaEqm5hOseKTS8nEA6V
14JrRwbmbeuGA6Llg2u6J/IB4zpycxIV7z8CQBvTLKFDvB0xPlOyiZMyrvyYAcbZ
b0hM7JAZvcEdRp9ujlkxYIpvztv4xRSomZMgsb7qvRgssWB2LG6wOAfQKHECQFY6
eRR62e9IuYXLaVuKpyPG4Q03hZY1ysh06+WsL7sbOz+dtJSQ7MrXLo1n2fag+TNS
iTmCr4a66OkehgOfHr0CQFUL7peJBos+403gu+YWMUuqq2ljB8aT2VNp3X3cjsGF
YaANOfhlIgrHxFO4Tjw7Fhnu1QTrmXWv7jRYuynQ+lQ=
-----END RSA PRIVATE KEY-----
"""
_PUBLIC = b"v=DKIM1; k=rsa; p=" + (
    b"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCsCzTYTx8/d0Ph4+9YOw6SSp1s6qsAiReKPVUN0Rrzv9o0HJWOGPcwTou0H5UKr8bi"
    b"VlQl4IPp55teW3tnEtu2d+5HtQGk8UkEc33hxv3/DFxGt12cFzH7TO0T45QmV33c5RMHZtlARrbtXV51le7qWVT/3ni794szBoVCltOj"
    b"JQIDAQAB"
)

EVES_HOST, ALICES_HOST = "192.0.2.66", "198.51.100.1"

#: Texts by name. corp.example asks for rejection; home.example and loose.example say less. Eve may do as she likes.
ZONE: dict[str, bytes] = {
    "_dmarc.corp.example": b"v=DMARC1; p=reject; sp=quarantine",
    "corp.example": b"v=spf1 ip4:198.51.100.1 -all",
    "s._domainkey.corp.example": _PUBLIC,
    "s._domainkey.mail.corp.example": _PUBLIC,
    "home.example": b"v=spf1 ip4:198.51.100.1 ~all",
    "_dmarc.xn--kavrna-rta.example": b"v=DMARC1; p=none",
    "xn--kavrna-rta.example": b"v=spf1 ip4:198.51.100.1 -all",
    "_dmarc.evil.example": b"v=DMARC1; p=reject",
    "evil.example": b"v=spf1 ip4:192.0.2.66 -all",
    "s._domainkey.evil.example": _PUBLIC,
    "s._domainkey.corp.example(.evil.example": _PUBLIC,
    "s._domainkey.corp.example.evil.example": _PUBLIC,
    "s._domainkey.example": _PUBLIC,
}


def names(name: str, kind: str = "TXT") -> list[bytes] | None:
    """A DNS of these texts and nothing else."""
    text = ZONE.get(name) if kind == "TXT" else None
    return [text] if text else None


class Names:
    """`desk.ports.Dns` over ZONE."""

    def for_batch(self) -> Callable[[], Callable[..., list[bytes] | None]]:
        return lambda: names


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter that comes to our own MX, and what comes of it."""

    raw: bytes
    result: Result
    envelope: Mapping[str, str] = field(default_factory=dict)


def signed(raw: bytes, domain: bytes = b"corp.example", **options: object) -> bytes:
    """The letter with a good DKIM signature of this domain on top."""
    settings = {"include_headers": [b"from", b"to", b"subject", b"date"], **options}
    return bytes(dkim.sign(raw, b"s", domain, KEY, **settings)) + raw


EVES = {"peer": EVES_HOST, "mail_from": "x@evil.example", "helo": "mail.evil.example"}
ALICES = {"peer": ALICES_HOST, "mail_from": ALICE, "helo": "mail.corp.example"}
_PLAIN = with_from("Alice <alice@corp.example>")


@cache
def checked() -> dict[str, Checked]:
    """The letters; made at the first question, since signing takes a while."""
    good = signed(_PLAIN)
    return {
        "truly from Alice's server": Checked(_PLAIN, CONTACT, ALICES),
        "truly signed, by another way": Checked(good, CONTACT, EVES),
        "signed by a domain below": Checked(signed(_PLAIN, b"mail.corp.example"), CONTACT, EVES),
        "from Jan's server": Checked(
            with_from("jan@kavárna.example"), CONTACT, {**ALICES, "mail_from": "jan@kavárna.example"}
        ),
        # T17, T19: a pass of another domain is no pass.
        "a plain spoof": Checked(_PLAIN, CONTACT_FORGED, EVES),
        "a plain spoof of a domain without a policy": Checked(with_from("alice@home.example"), CONTACT_UNPROVEN, EVES),
        "a plain spoof of a domain that asks for nothing": Checked(
            with_from("jan@kavárna.example"), CONTACT_UNPROVEN, EVES
        ),
        "a colleague's spoof": Checked(with_from("new@corp.example"), COLLEAGUE_FORGED, EVES),
        "a spoof of a domain below": Checked(with_from("bo@no-such.corp.example"), STRANGER_FORGED, EVES),
        "Eve as herself": Checked(with_from("x@evil.example"), STRANGER, EVES),
        "Eve names Alice in MAIL FROM": Checked(_PLAIN, CONTACT_FORGED, {**EVES, "mail_from": ALICE}),
        "Eve names a domain below in MAIL FROM": Checked(
            _PLAIN, CONTACT_FORGED, {**EVES, "mail_from": "a@no-such.corp.example"}
        ),
        "Eve names Alice in HELO": Checked(_PLAIN, CONTACT_FORGED, {**EVES, "helo": "corp.example"}),
        "Eve's HELO with the null sender": Checked(
            _PLAIN, a_machine(CONTACT_FORGED), {**EVES, "helo": "mail.evil.example", "mail_from": ""}
        ),
        "Alice's HELO with the null sender": Checked(
            _PLAIN, a_machine(CONTACT_FORGED), {**EVES, "helo": "corp.example", "mail_from": ""}
        ),
        # T15: paths that read differently.
        **{
            f"MAIL FROM:<{path}>": Checked(_PLAIN, CONTACT_FORGED, {**EVES, "mail_from": path})
            for path in (
                "(any@corp.example",
                "alice@corp.example(x.evil.example",
                "@corp.example,@evil.example:x@evil.example",
                '"alice@corp.example,"@evil.example',
                "alice@corp.example\0@evil.example",
                "x@evil.example,alice@corp.example",
            )
        },
        # T18: signatures that answer for less than what is read, or for somebody else.
        "signed by Eve": Checked(signed(_PLAIN, b"evil.example"), CONTACT_FORGED, EVES),
        "signed by Eve and by nobody": Checked(
            b"DKIM-Signature: v=1; a=rsa-sha256; d=corp.example; s=s; h=from; bh=AAAA; b=AAAA\r\n"
            + signed(_PLAIN, b"evil.example"),
            CONTACT_FORGED,
            EVES,
        ),
        "signed by a domain of Eve's that begins like Alice's": Checked(
            signed(_PLAIN, b"corp.example.evil.example"), CONTACT_FORGED, EVES
        ),
        "signed by a domain with a bracket": Checked(
            signed(_PLAIN, b"corp.example(.evil.example"), CONTACT_FORGED, EVES
        ),
        "signed by a top-level domain": Checked(signed(_PLAIN, b"example"), CONTACT_FORGED, EVES),
        "Eve's signature renamed": Checked(
            signed(_PLAIN, b"evil.example").replace(b"d=evil.example", b"d=corp.example"), CONTACT_FORGED, EVES
        ),
        "signed, then changed": Checked(good.replace(b"does not print", b"prints"), CONTACT_FORGED, EVES),
        "signed in part, and longer": Checked(signed(_PLAIN, length=True) + b"Pay Eve.\r\n", CONTACT_FORGED, EVES),
        "signed with SHA-1": Checked(signed(_PLAIN, signature_algorithm=b"rsa-sha1"), CONTACT_FORGED, EVES),
        "signed without the subject": Checked(
            signed(_PLAIN, include_headers=[b"from", b"to", b"date"]), CONTACT_FORGED, EVES
        ),
        "signed, with another subject above": Checked(b"Subject: Pay Eve\r\n" + good, CONTACT_FORGED, EVES),
        "signed, with another date above": Checked(
            b"Date: Mon, 02 Nov 2026 09:00:00 +0000\r\n" + good, CONTACT_FORGED, EVES
        ),
        "signed, with another From above": Checked(b"From: <x@evil.example>\r\n" + good, NOBODY, EVES),
        "signed, with another From below": Checked(
            good.replace(REST, b"From: <x@evil.example>\r\n" + REST), NOBODY, EVES
        ),
        "signed by Eve, with Alice above": Checked(
            b"From: <alice@corp.example>\r\n" + signed(with_from("x@evil.example"), b"evil.example"), NOBODY, EVES
        ),
        "signed, with a lone CR among its fields": Checked(b"X-A: b\rX-B: c\r\n" + good, CONTACT_FORGED, EVES),
        "forged results of ours, on top": Checked(f"{OURS}; {PASS}\r\n".encode() + _PLAIN, CONTACT_FORGED, EVES),
    }
