"""Octets become the text that was meant, whatever they claim to be."""

import pytest

from mailgate.ingest.charset.names import ALLOWED, codec_of
from mailgate.ingest.charset.repair import decode

CZECH = "Příliš žluťoučký kůň"
RUSSIAN = "Здравствуйте, не работает принтер. Помогите пожалуйста."


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("utf8", "utf-8"),
        ("UTF-8;format=flowed", "utf-8"),
        ('"utf-8"', "utf-8"),
        ("3Dutf-8", "utf-8"),
        ("charset=utf-8", "utf-8"),
        ("uft-8", "utf-8"),
        ("unicode-1-1-utf-8", "utf-8"),
        ("unicode-1-1-utf-7", "utf-7"),
        ("utf8mb4", "utf-8"),
        ("cp-850", "cp850"),
        ("cp00858", "cp858"),
        ("x-cp1251", "cp1251"),
        ("win-1250", "cp1250"),
        ("windows-874", "cp874"),
        ("latin1", "iso8859-1"),
        ("iso_8859-2:1987", "iso8859-2"),
        ("8859-2", "iso8859-2"),
        ("iso-8859-8-i", "iso8859-8"),
        ("ansi", "cp1252"),
        ("macintosh", "mac-roman"),
        ("x-mac-ce", "mac-latin2"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("ks_c_5601-1987", "cp949"),
        ("gb_2312-80", "gb18030"),
        ("x-gbk", "gb18030"),
        ("x-sjis", "cp932"),
        ("_iso-2022-jp$ESC", "iso2022_jp"),
        ("x-unknown", ""),
        ("unknown-8bit", ""),
        ("", ""),
    ],
)
def test_names_are_known_however_they_are_spelt(name: str, codec: str) -> None:
    assert codec_of(name) == codec


@pytest.mark.parametrize(
    "name", ["zlib", "bz2", "idna", "punycode", "unicode_escape", "rot13", "uu", "hex", "undefined"]
)
def test_codecs_that_are_no_charsets_cannot_be_reached(name: str) -> None:
    assert codec_of(name) == ""
    assert decode(b"plain", name) == ("plain", f"charset {name!r} is unknown")


@pytest.mark.parametrize("codec", sorted(ALLOWED))
def test_every_allowed_name_is_a_codec_under_its_own_name(codec: str) -> None:
    assert isinstance(b"".decode(codec), str)


@pytest.mark.parametrize(
    ("data", "declared", "text", "note"),
    [
        (b"plain", "", "plain", ""),
        (b"plain", "us-ascii", "plain", ""),
        (CZECH.encode(), "", CZECH, ""),
        (CZECH.encode(), "us-ascii", CZECH, ""),
        (CZECH.encode(), "iso-8859-2", CZECH, "said to be iso-8859-2, is UTF-8"),
        ("联通".encode("gbk"), "gb2312", "联通", ""),  # these octets could be UTF-8
        ("šťastný".encode("cp1250"), "iso-8859-2", "šťastný", ""),
        (b"\x93quoted\x94 \x80", "iso-8859-1", "“quoted” €", ""),
        ("Grüße".encode("latin-1"), "utf-8", "Grüße", "not really utf-8, read as cp1252"),
        (CZECH.encode("cp1250"), "x-unknown", CZECH, "charset 'x-unknown' is unknown"),
        (RUSSIAN.encode("koi8-r"), "us-ascii", RUSSIAN, "not really us-ascii, read as koi8-u"),
        ("a é".encode("utf-16"), "utf-16", "a é", ""),
        ("a é".encode("utf-16-be"), "utf-16", "a é", ""),
        ("a é".encode("utf-16-le"), "utf-16", "a é", ""),
        ("a é".encode("utf-32-be"), "utf-32", "a é", ""),
        ("a é".encode("utf-16"), "", "a é", ""),
        (b"no zeros", "utf-16", "no zeros", "said to be utf-16, is UTF-8"),
        (b"\xef\xbb\xbfa \xc3\xa9", "", "a é", ""),
        ("テスト".encode("iso2022_jp"), "", "テスト", "ISO-2022-JP that is not declared"),
        ("テスト".encode("iso2022_jp"), "utf-8", "テスト", "ISO-2022-JP that is not declared"),
        (b"\x1b$B-!5f\x1b(B x", "iso-2022-jp", "①究 x", ""),
        (b"\xad\xa1\xb5\xe6", "euc-jp", "①究", ""),
        ("日本語".encode("euc_jp"), "iso-2022-jp", "日本語", "not really iso-2022-jp, read as euc_jp"),
        (b"a\x8ab", "iso-2022-jp", "a\ufffdb", "damaged iso-2022-jp"),
        (("日本語" * 9).encode("euc_jp") + b"\xa4", "euc-jp", "日本語" * 9 + "\ufffd", "damaged euc-jp"),
        (RUSSIAN.encode() + b"\xd0", "utf-8", RUSSIAN + "\ufffd", "damaged UTF-8"),
        (b"+AOk- 1 +- 1", "utf-7", "é 1 + 1", "written in UTF-7"),
        (b"+AG", "utf-7", "+AG", "said to be utf-7, is UTF-8"),
        (b"", "utf-16", "", "said to be utf-16, is UTF-8"),
    ],
)
def test_octets_are_read_as_they_were_meant(data: bytes, declared: str, text: str, note: str) -> None:
    assert decode(data, declared) == (text, note)


def test_utf_8_that_was_made_utf_8_twice_is_mended() -> None:
    for wrong in ("latin-1", "cp1252"):
        twice = "Žádný účet nejde, díky".encode().decode(wrong, "replace")
        if "\ufffd" not in twice:
            assert decode(twice.encode(), "utf-8")[0] == "Žádný účet nejde, díky"


@pytest.mark.parametrize("text", ["It shows Ã© where é should be", "The word is Ã©.", "São João, não!", "ÃÂÄÅÐ"])
def test_what_may_be_somebodys_example_is_left_alone(text: str) -> None:
    assert decode(text.encode(), "utf-8") == (text, "")


UNDECLARED = [
    ("Dobrý den, nejde nám tiskárna. Řešení?", "cp1250 iso8859-2 cp852"),
    ("Ďakujem za rýchlu odpoveď, všetko už ide", "cp1250 iso8859-2"),
    ("Proszę o pomoc, nie mogę się zalogować. Dziękuję", "cp1250 iso8859-2"),
    ("Kérem segítsenek, a fiókom zárolva van. Szűcs Győző", "cp1250 iso8859-2"),
    (RUSSIAN, "cp1251 koi8-r iso8859-5 cp866"),
    ("Вітаю, допоможіть будь ласка з рахунком", "cp1251 koi8-u"),
    ("Mit freundlichen Grüßen, Jürgen Müller", "cp1252"),
    ("Bonjour, ça ne marche pas depuis hier à Nîmes", "cp1252"),
    ("Merhaba, yazıcı çalışmıyor. Teşekkürler", "cp1254"),
    ("Καλημέρα, ο εκτυπωτής δεν λειτουργεί", "iso8859-7"),
    ("אני לא מצליח להתחבר לחשבון שלי, תודה", "cp1255"),
    ("お世話になっております。ログインできません。", "cp932 euc_jp"),
    ("您好，我们的打印机不能用了，请帮忙。", "gb18030"),
    ("您好，我們的印表機不能用了，請幫忙。", "big5"),
    ("안녕하세요, 프린터가 작동하지 않습니다.", "cp949"),
    ("Jiří Dvořák", "cp1250"),
    ("Łukasz", "cp1250"),
    ("José", "cp1252"),
    ("Søren", "cp1252"),
    ("Да", "cp1251"),
]


@pytest.mark.parametrize(("text", "codec"), [(text, codec) for text, codecs in UNDECLARED for codec in codecs.split()])
def test_a_short_text_without_a_charset_is_guessed(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text
