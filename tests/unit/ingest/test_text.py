"""Charsets and header decoding, small cases."""

import pytest

from mailgate.ingest import charset
from mailgate.ingest.mime.headers import decode, words
from mailgate.ingest.mime.parameters import parameters


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Příliš".encode("cp1250"), "windows-1250", "Příliš"),
        ("Příliš žluťoučký".encode("cp1250"), "", "Příliš žluťoučký"),
        ("Добрый день, не работает".encode("cp1251"), "", "Добрый день, не работает"),
        ("Добрый день, не работает".encode("koi8-r"), "us-ascii", "Добрый день, не работает"),
        ("garçon à Nîmes".encode("latin-1"), "", "garçon à Nîmes"),
        ("žluť".encode(), "us-ascii", "žluť"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),
        (b"+ADw-script+AD4-", "utf-7", "<script>"),
        ("Здравствуйте".encode() + b"\xd0", "utf-8", "Здравствуйте\ufffd"),
    ],
)
def test_octets_become_the_text_that_was_meant(data: bytes, declared: str, text: str) -> None:
    assert charset.decode(data, declared)[0] == text


@pytest.mark.parametrize("name", ["zlib", "idna", "punycode", "unicode_escape", "rot13", "no-such", "\0" * 50])
def test_only_listed_charsets_are_used(name: str) -> None:
    assert charset.decode(b"plain", name) == ("plain", f"charset {name[:40]!r} is unknown")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?b?xZk=?= and =?utf-8?q?=C5=99?=", "ř and ř"),
        ("=?utf-8?b?xQ==?= =?utf-8?b?mQ==?=", "ř"),
        ("=?UTF-8*cs?Q?a_b?=", "a b"),
        ("=?utf-8?q?really??=", "really?"),
        ("=?nonsense", "=?nonsense"),
        ("=?utf-8?b?!!!?=", ""),
    ],
)
def test_encoded_words_are_joined_before_they_are_decoded(raw: str, text: str) -> None:
    assert words(raw) == text


def test_a_decoded_header_is_one_clean_line() -> None:
    assert decode("=?utf-8?q?a=0Ab=00c=E2=80=A8d?=") == "a bc d"


def test_rfc_2231_pieces_are_joined_in_order() -> None:
    assert parameters('attachment; filename*1=b; filename*0=a; x="q;\\"r"') == {"x": 'q;"r', "filename": "ab"}
