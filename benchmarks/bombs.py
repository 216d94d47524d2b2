"""Letters made to stall a reader (threats §0.7, T42, T44), built here, each with its name and what must become of it.

    for name, raw, quarantined in bombs(): …

`size` makes them as large as a listener lets them be. Nothing here is a mail of anybody.
"""

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
