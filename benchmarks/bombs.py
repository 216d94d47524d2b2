"""Letters made to stall a reader (threats §0.7, T42, T44), built here, each with its name and what must become of it.

    for name, raw, quarantined in bombs(): …

`size` makes them as large as a listener lets them be. Nothing here is a mail of anybody.
"""

import base64
from collections.abc import Iterator

PLAIN = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\n"
BASE64 = b"Content-Transfer-Encoding: base64\r\n" + PLAIN
QUOTED = b"Content-Transfer-Encoding: quoted-printable\r\n" + PLAIN
HTML = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
MIXED = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"


def nested(levels: int) -> bytes:
    """Multiparts in multiparts."""
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)) + b"\n"


def _filled(start: bytes, piece: bytes, size: int) -> bytes:
    return start + piece * ((size - len(start)) // len(piece))


#: Name, start, the piece that is repeated, and whether the letter is quarantined (else it is read like any other).
_REPEATED = (
    ("one folded header", b"Subject: x\r\n", b" y\r\n", True),
    ("empty headers", b"", b"A: b\r\n", True),
    ("headers of 60 KB", b"", b"X: " + b"y" * 60_000 + b"\r\n", True),
    ("parameters", b"Content-Type: text/plain", b"; a=b", True),
    ("parameters of RFC 2231", b"Content-Type: text/plain", b"; a*0=b", True),
    ("empty parts", MIXED, b"--x\n\n", True),
    ("lines that look like a boundary", MIXED + b"--x\n\n", b"--xy\n", True),
    ("dashes", b"Content-Type: multipart/mixed; boundary=-\r\n\r\n", b"-", True),
    ("messages in messages", b"", b"Content-Type: message/rfc822\n\n", True),
    ("brackets in From", b"From: ", b"(", True),
    ("encoded words", b"Subject: ", b"=?utf-8?q?x", True),
    ("text without an end", PLAIN, b"a", False),
    ("quote marks", PLAIN, b">", False),
    ("quoted lines", PLAIN, b"> a\r\n", False),
    ("introductions", PLAIN, b"On 1. 1. 2026 a wrote:\r\n", False),
    ("introductions in one line", PLAIN, b"On 1. 1. 2026 a wrote ", False),
    ("header lines in the text", PLAIN, b"From: a@b.example\r\n", False),
    ("rules", PLAIN, b"_" * 40 + b"\r\n", False),
    ("signature marks", PLAIN, b"-- \r\n", False),
    ("empty lines", PLAIN, b"\r\n", False),
    ("carriage returns", PLAIN, b"\r", False),
    ("NULs", PLAIN, b"\0", False),
    ("uuencoded beginnings", PLAIN, b"begin 644 a\r\n", False),
    ("PGP beginnings", PLAIN, b"-----BEGIN PGP MESSAGE-----\r\n", False),
    ("addresses", PLAIN, b"a@b.example ", False),
    ("angles", HTML, b"<", False),
    ("elements", HTML, b"<div>", False),
    ("quotes in quotes", HTML, b"<blockquote type=cite>", False),
    ("open comments", HTML, b"<!--", False),
    ("entities", HTML, b"&#x26;", False),
    ("attributes", HTML + b"<a ", b'b="c" ', False),
    ("styles", HTML, b'<p style="display:none', False),
    ("tables", HTML, b"<table><tr><td>", False),
    ("base64 text", BASE64, b"YWFh" * 18 + b"\r\n", False),
    ("quoted-printable text", QUOTED, b"=C3=A9=\r\n", False),
    ("punycode", PLAIN.replace(b"plain", b"plain; charset=punycode"), b"a-b\xff", False),
    ("utf-7", PLAIN.replace(b"plain", b"plain; charset=utf-7"), b"+ADw-", False),
    ("high octets", PLAIN, b"\xe1\xff", False),
    ("UTF-16", PLAIN.replace(b"plain", b"plain; charset=utf-16"), b"a\xd8", False),
)  # fmt: skip


#: Many parts of a kind, each of which is costly by itself. Name, the head of a part, what fills it, and how many.
_PARTS = (
    ("8-bit names", b'Content-Type: image/png; name="', b"\xe1\x9e\xd0\xf8\x8a", 490),
    ("8-bit texts", b"Content-Type: text/plain\r\n\r\n", b"\xe1\x9e \xd0\xf8\x8a\n", 490),
    ("HTML parts", b"Content-Type: text/html\r\n\r\nx", b"<p>a", 90),
    ("EUC-JP parts", b"Content-Type: text/plain; charset=euc-jp\r\n\r\n", b"\xad\xa1", 5),
    ("ISO-2022-JP parts", b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", b"\x1b$B-!\x1b(B", 5),
    ("texts", b"Content-Type: text/plain\r\n\r\n", b"a b\n", 480),
    ("status parts", b"Content-Type: message/delivery-status\r\n\r\n", b"Final-Recipient: x;u@x.example\r\n\r\n", 190),
    ("bad base64", b"Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"YW\xff\n", 1),
    ("padded base64", b"Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"YQ==\n", 1),
    ("unaligned base64", b"Content-Type: application/x\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"YQ=\n", 9),
)  # fmt: skip


def _of_parts(head: bytes, piece: bytes, number: int, size: int) -> bytes:
    """Parts that differ, so that no cache helps."""
    each = size // number
    each = min(each, 60_000) if b"\r\n\r\n" not in head else each  # a header has a limit of its own
    parts = (_filled(b"--x\r\n" + head + piece[:1] * (n % 7) + b"%d" % n * (n % 2), piece, each) for n in range(number))
    return MIXED + b"\r\n".join(parts) + b"\r\n--x--\r\n"


def _letters_in_base64(head: bytes, start: bytes, size: int) -> bytes:
    """Letters of 400 parts each, in as many parts as there is room for."""
    inner = start + MIXED + b"--x\r\n\r\ny\r\n" * 400
    one = b"--x\r\n" + head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(inner)
    return MIXED + one * min(480, size // len(one)) + b"\r\n--x--\r\n"


def bombs(size: int) -> Iterator[tuple[str, bytes, bool]]:
    """Every bomb at about `size` octets."""
    for name, start, piece, quarantined in _REPEATED:
        yield name, _filled(start, piece, size), quarantined
    yield "a thousand levels", nested(1000), True
    daemon = PLAIN.replace(b"a@b", b"mailer-daemon@b").replace(b"Subject: x", b"Subject: Undelivered Mail")
    yield "a prose report", _filled(daemon + b"delivery failed\r\n", b"a@b.example 550 5.1.1 <", size), False
    report = b"From: mailer-daemon@b.example\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: "
    fields = b"message/delivery-status\r\n\r\n"
    yield "a report's fields", _filled(report + fields, b"Final-Recipient: rfc822; a@b.example\r\n\r\n", size), False
    for name, head, piece, number in _PARTS:
        yield name, _of_parts(head, piece, number, size), False
    yield "letters in base64", _letters_in_base64(b"Content-Type: message/rfc822\r\n", b"", size), False
    signed = (
        bytes.fromhex("3080 0609 2a864886f70d010702 a080 3080 020101 3100 3080 0603 2a0304 a080 0484") + b"\0\0\x40\0"
    )
    yield "opaque signatures", _letters_in_base64(b"Content-Type: application/pkcs7-mime\r\n", signed, size), False
    links = (b'<a href="http://h%d.example/"><table>' % number for number in range(size // 38))
    yield "links around tables", HTML + b"".join(links) + b"x", False
