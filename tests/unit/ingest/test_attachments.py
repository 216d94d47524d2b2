"""The files of a letter: which there are, what they are called, and that their octets are those that were told."""

import base64

import pytest

from mailgate.ingest.files.attachments import LastLetter, attachment_bytes
from mailgate.ingest.parse import read
from tests.unit.ingest.wrapped import attribute, cms, html, multipart, part, plain, prop, properties, tnef, tnef_file

PDF = part(b"JVBERg==", b'Content-Type: application/pdf; name="a.pdf"', b"Content-Transfer-Encoding: base64")
CALENDAR = part(b"BEGIN:VCALENDAR", b"Content-Type: text/calendar; method=REQUEST")
INVITATION = part(b"x", b"Content-Type: application/ics", b"Content-Disposition: attachment; filename=i.ics")
SEAL = part(b"-----BEGIN", b"Content-Type: application/pgp-signature")


def names(raw: bytes) -> list[str]:
    return [file.filename for file in read(raw).attachments]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (multipart(b"mixed", plain("x"), PDF), ["a.pdf"]),
        (PDF, ["a.pdf"]),
        (multipart(b"mixed", plain("x"), part(b"log", b'Content-Type: text/plain; name="a.log"')), ["a.log"]),
        (multipart(b"mixed", plain("x"), part(b"Subject: his\r\n\r\ny", b"Content-Type: message/rfc822")), ["his.eml"]),
        (multipart(b"related", html("x"), part(b"x", b"Content-Type: image/png", b"Content-ID: <a@b>")), ["image.png"]),
        (multipart(b"alternative", plain("x"), html("x"), CALENDAR), ["invite.ics"]),
        (
            multipart(b"mixed", multipart(b"alternative", plain("x"), CALENDAR, boundary=b"c"), INVITATION),
            ["i.ics"],
        ),
        (multipart(b"signed", plain("x"), SEAL), []),
        (multipart(b"signed", plain("x"), SEAL.replace(b"signature\r", b"signature; name=sign.asc\r")), ["sign.asc"]),
        (multipart(b"alternative", plain("x"), part(b"x", b"Content-Type: text/x-amp-html"), html("x")), []),
        (multipart(b"digest", part(b"Subject: one\r\n\r\nx", b"X-Number: 1")), ["one.eml"]),
    ],
)  # fmt: skip
def test_files_are_listed_and_words_are_not(raw: bytes, expected: list[str]) -> None:
    assert names(raw) == expected


def test_an_inline_picture_has_its_content_id() -> None:
    picture = part(b"x", b'Content-Type: image/png; name="p.png"', b"Content-ID: <logo@mail.example>")
    (file,) = read(multipart(b"related", html("x"), picture)).attachments
    assert (file.cid, file.content_type, file.size, file.part) == ("logo@mail.example", "image/png", 1, 2)


UU = "see the file\n\nbegin 644 abc.txt\n#86)C\n`\nend\n\nbye"


def test_a_uuencoded_file_leaves_the_text_of_a_letter_without_mime() -> None:
    raw = b"From: a@b.example\r\n\r\n" + UU.encode()
    found = read(raw)
    (file,) = found.attachments
    assert found.text == "see the file\n\n\nbye"
    assert (file.filename, file.size, file.part, file.inner) == ("abc.txt", 3, 0, 0)
    assert attachment_bytes(raw, 0, 0) == b"abc"


def test_in_a_letter_with_mime_the_block_stays_and_the_file_is_there_too() -> None:
    found = read(plain(UU))
    assert "begin 644" in found.text
    assert [(file.filename, file.inner) for file in found.attachments] == [("abc.txt", 0)]


@pytest.mark.parametrize(
    "text",
    ["begin 644 a\nno code at all, only words\nend", "begin 644 a\n#86)C\n", "begin here please\nend", "begin 644 a"],
)
def test_what_only_begins_like_a_file_stays_text(text: str) -> None:
    found = read(b"From: a@b.example\r\n\r\n" + text.encode())
    assert (found.text, found.attachments) == (text.strip(), ())


def test_spaces_that_were_cut_from_uuencoded_lines_are_put_back() -> None:
    raw = b"From: a@b.example\r\n\r\nbegin 644 a\n$86(@ \nend\n".replace(b"@ ", b"")
    assert attachment_bytes(raw, 0, 0) == b"ab\0\0"


def letter_with(wrapper: bytes, kind: bytes = b'application/ms-tnef; name="winmail.dat"') -> bytes:
    encoded = part(base64.encodebytes(wrapper), b"Content-Type: " + kind, b"Content-Transfer-Encoding: base64")
    return multipart(b"mixed", plain("words"), encoded)


FILES = tnef(
    attribute(0x9003, properties(prop(0x0E1D, "subject"), prop(0x1000, "unseen"))),
    tnef_file(
        "UCET~1.PDF", b"%PDF", prop(0x3707, "../účet.pdf"), prop(0x370E, "application/pdf"), prop(0x3712, "<c@x>")
    ),
    tnef_file("řeka.txt", b"abc"),
)


def test_the_files_in_outlooks_wrapper_are_listed_after_it() -> None:
    raw = letter_with(FILES)
    wrapper, *files = read(raw).attachments
    assert (wrapper.filename, wrapper.size, wrapper.inner) == ("winmail.dat", len(FILES), -1)
    assert [(file.filename, file.content_type, file.size, file.inner, file.cid) for file in files] == [
        ("účet.pdf", "application/pdf", 4, 0, "c@x"),
        ("řeka.txt", "application/octet-stream", 3, 1, ""),
    ]
    assert [attachment_bytes(raw, file.part, file.inner) for file in files] == [b"%PDF", b"abc"]
    assert read(raw).text == "words"


def test_outlooks_wrapper_is_known_by_its_name_too() -> None:
    assert len(names(letter_with(FILES, b'application/octet-stream; name="WINMAIL.DAT"'))) == 3


def test_a_letter_in_outlooks_wrapper_gives_its_words_and_files() -> None:
    inner = tnef(attribute(0x9003, properties(prop(0x1000, "his words"))), tnef_file("b.txt", b"b"))
    content = bytes.fromhex("0703020000000000c000000000000046") + inner
    outer = tnef(tnef_file("", b"", prop(0x3001, "his letter"), prop(0x3701, content, kind=0x0D)))
    raw = letter_with(outer)
    assert names(raw) == ["winmail.dat", "his letter.txt", "b.txt"]
    assert attachment_bytes(raw, 2, 0) == b"his words"


def test_the_files_inside_an_opaque_signature_are_listed_after_it() -> None:
    signed = cms(
        b"", pieces=[multipart(b"mixed", plain("words"), PDF)[:50], multipart(b"mixed", plain("words"), PDF)[50:]]
    )
    raw = letter_with(signed, b"application/pkcs7-mime; smime-type=signed-data")
    assert names(raw) == ["smime.p7m", "a.pdf"]
    assert attachment_bytes(raw, 2, 0) == b"%PDF"
    assert read(raw).text == "words\n\nwords"


@pytest.mark.parametrize(("number", "inner"), [(-1, -1), (2, -1), (900, 0), (1, 0), (0, 7)])
def test_what_is_not_there_is_empty(number: int, inner: int) -> None:
    assert attachment_bytes(multipart(b"mixed", plain("x")), number, inner) == b""


def test_wrappers_in_wrappers_are_opened_only_so_deep() -> None:
    wrapped = PDF
    for _ in range(300):
        wrapped = part(cms(wrapped), b"Content-Type: application/pkcs7-mime")
    assert names(wrapped) == ["smime.p7m"] * 3
    assert read(wrapped).text == ""


def test_the_letter_asked_about_last_stays_open_and_never_answers_for_another() -> None:
    one, other = multipart(b"mixed", plain("x"), plain("one")), multipart(b"mixed", plain("x"), plain("two"))
    last = LastLetter()
    assert [last(one, 2), last(one, 1), last(other, 2), last(one, 2), last(one, 9), last(one, 2, 3)] == [
        *(b"one", b"x", b"two", b"one"),
        *(b"", b""),
    ]
