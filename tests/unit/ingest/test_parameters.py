"""Parameters and file names, in all the ways that senders write them."""

import pytest

from mailgate.ingest.files.name import filename, harmless
from mailgate.ingest.mime.parameters import parameters
from mailgate.ingest.mime.tree import read_tree


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=a b.pdf; size=3", "a b.pdf"),
        ("attachment; filename='a.pdf'", "a.pdf"),
        ("attachment; FileName = a.pdf", "a.pdf"),
        ("attachment filename=a.pdf", "a.pdf"),
        ('attachment, filename="a.pdf"', "a.pdf"),
        ('attachment; x="1" filename="a.pdf"', "a.pdf"),
        ('attachment; filename="the "big" one.pdf"; size=3', 'the "big" one.pdf'),
        ('attachment; filename="say \\"a\\".pdf"', 'say "a".pdf'),
        ('attachment; filename="C:\\TEMP\\new.png"', "C:\\TEMP\\new.png"),
        ('attachment; filename="never closed.pdf', "never closed.pdf"),
        ("attachment; filename*=utf-8''%C3%A1.pdf", "á.pdf"),
        ("attachment; filename*=iso-8859-2'cs'%F8.pdf; filename=r.pdf", "ř.pdf"),
        ("attachment; filename*0*=utf-8''%C3; filename*1*=%A1; filename*2=.pdf", "á.pdf"),
        ('attachment; filename*1="b.pdf"; filename*0="a"', "ab.pdf"),
        ("attachment; filename=\"utf-8''%D1%8F.pdf\"", "я.pdf"),
        ('attachment; filename="it\'s 100%25.pdf"', "it's 100%25.pdf"),
        ("attachment", None),
    ],
)
def test_a_file_name_is_found(value: str, expected: str | None) -> None:
    assert parameters(value).get("filename") == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\TEMP\\new.png", "new.png"),
        ("\u200b.htaccess", ".htaccess"),
        ("a\r\nb\0.pdf", "a  b.pdf"),
        ("fdp.\u202egnp", "fdp.gnp"),
        ("=?utf-8?q?=C3=BA=C4=8Det?= =?utf-8?q?_1.pdf?=", "účet 1.pdf"),
        ("=?utf-8?b?w7rEjWV0?=.pdf", "účet.pdf"),
        ("\x1b$B%F%9%H\x1b(B.txt", "テスト.txt"),
        ("..", ""),
        ("x" * 5000 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(written: str, name: str) -> None:
    assert harmless(written) == name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'Content-Type: application/pdf; name="a.pdf"', "a.pdf"),
        (b'Content-Type: application/pdf; file="a.pdf"', "a.pdf"),
        (b'Content-Type: application/pdf; name="t.pdf"\nContent-Disposition: inline; filename="d.pdf"', "d.pdf"),
        (b'Content-Type: application/pdf; name="t.pdf"\nContent-Disposition: inline; filename=""', "t.pdf"),
        (b"Content-Type: image/png\nContent-Location: http://h.example/x/logo.png?v=1", "logo.png"),
        (b"Content-Type: image/png\nContent-Description: the logo.png", "image.png"),
        (b"Content-Type: image/png\nContent-Description: logo.png", "logo.png"),
        (b"Content-Type: image/png\nContent-ID: <image001.png@01DA>", "image001.png"),
        (b"Content-Type: image/png\nContent-ID: <abc@01DA>", "image.png"),
        (b"Content-Type: text/calendar; method=REQUEST", "invite.ics"),
        (b"Content-Type: application/x-strange", ""),
        (b"Content-Type: message/rfc822\n\nSubject: Offer 1/2", "Offer 1-2.eml"),
        (b"Content-Type: message/rfc822\n\nX: y", "message.eml"),
        ('Content-Type: a/b; name="účet.pdf"'.encode(), "účet.pdf"),
        ('Content-Type: a/b; name="účet.pdf"'.encode("cp1250"), "účet.pdf"),
    ],
)
def test_a_part_has_the_best_name_that_is_there(head: bytes, name: str) -> None:
    assert filename(read_tree(head + b"\n\nx")) == name
