"""Which parts of a letter are its words, and what the words are."""

from pathlib import Path

import pytest

from mailgate.ingest.body.words import Body, read_body
from mailgate.ingest.mime.tree import read_tree
from mailgate.ingest.parse import read
from tests.unit.ingest.wrapped import attribute, cms, html, multipart, part, plain, prop, properties, tnef

LETTERS = Path(__file__).parents[2] / "letters"
LONG = "<p>Dear all, the new printers on the second floor will be switched off tonight at eight for an hour.</p>"
PICTURE = part(b"R0lG", b"Content-Type: image/gif", b"Content-Transfer-Encoding: base64", b"Content-ID: <p@x>")
FOOTER = plain("____\nthe list")


def body(raw: bytes) -> Body:
    return read_body(read_tree(raw))


SEAL = part(b"x", b"Content-Type: application/pgp-signature")
STATUS = part(b"Action: failed", b"Content-Type: message/delivery-status")
AMP = part(b"<amp/>", b"Content-Type: text/x-amp-html")
CHOICE = multipart(b"alternative", plain("words"), html("<p>words</p>"), boundary=b"alt")
WITH_PICTURE = multipart(b"related", html("<p>w</p>"), PICTURE, boundary=b"rel")
FRAME = html("<p>frame</p>", b"Content-ID: <f@x>")
ROOT = html("<p>root</p>", b"Content-ID: <r@x>")
SAME, SAME_HTML = plain("The same words here."), html("<p>The same words here.</p>")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (CHOICE, "words"),
        (multipart(b"alternative", html("<p>words</p>"), plain("words")), "words"),
        (multipart(b"alternative", plain(" \n"), html("<p>words</p>")), "words"),
        (multipart(b"alternative", plain("\u200b *"), html("<p>words</p>")), "words"),
        (multipart(b"alternative", plain(":)"), html("<img src=x>")), ":)"),
        (multipart(b"alternative", plain("No HTML."), html("<p>quite short</p>")), "No HTML."),
        (multipart(b"alternative", plain("one"), plain("two")), "one two"),
        (multipart(b"alternative", plain("words"), WITH_PICTURE), "words"),
        (multipart(b"alternative", plain("words"), AMP, html("<p>words</p>")), "words"),
        (multipart(b"alternative", plain("Your program shows no HTML."), html(LONG * 4)), " ".join([LONG[3:-4]] * 4)),
        (multipart(b"mixed", CHOICE, FOOTER), "words ____ the list"),
        (multipart(b"mixed", html("<p>words</p>"), FOOTER), "words ____ the list"),
        (multipart(b"mixed", plain("above"), PICTURE, plain("below")), "above below"),
        (multipart(b"mixed", plain("above"), html("<p>another thing</p>")), "above another thing"),
        (multipart(b"mixed", SAME, SAME_HTML), "The same words here."),
        (multipart(b"mixed", SAME_HTML, SAME), "The same words here."),
        (multipart(b"x-strange", plain("one"), plain("two")), "one two"),
        (multipart(b"related", CHOICE, PICTURE), "words"),
        (multipart(b"related", PICTURE, ROOT, more=b'; start="<r@x>"'), "root"),
        (multipart(b"related", ROOT, FRAME, FOOTER), "root ____ the list"),
        (multipart(b"signed", plain("words"), SEAL), "words"),
        (multipart(b"report", plain("not delivered"), STATUS), "not delivered"),
        (multipart(b"mixed", plain("words"), plain("a file", b"Content-Disposition: attachment")), "words"),
        (multipart(b"mixed", plain("words"), part(b"a file", b'Content-Type: text/plain; name="a.log"')), "words"),
        (multipart(b"mixed", part(b"words", b'Content-Type: text/plain; name="body.txt"'), PICTURE), "words"),
        (part(b"words", b'Content-Type: text/plain; name="message.txt"'), "words"),
        (part(b"words", b"Content-Type: text/x-own"), "words"),
        (part(b"words", b"Content-Type: text/plain", b"Content-Disposition: attachment"), "words"),
        (part(b"<p>words", b"Content-Type: text/html", b"Content-Disposition: attachment"), "words"),
        (plain("<html><p>words</p></html>\n"), "words"),
        (plain("<html> is what I see, and not </html> alone"), "<html> is what I see, and not </html> alone"),
        (part(b"*words*", b"Content-Type: text/markdown"), "*words*"),
        (part(b"%PDF", b"Content-Type: application/pdf"), ""),
        (part(b"Subject: x\r\n\r\nhis words", b"Content-Type: message/rfc822"), ""),
    ],
)
def test_the_text_is_what_a_person_would_see_first(raw: bytes, text: str) -> None:
    assert " ".join(body(raw).text.split()) == text


def test_html_without_any_markup_keeps_its_lines() -> None:
    assert body(html("one\ntwo\n")).text == "one\ntwo"


def test_html_is_kept_beside_the_text_made_from_it() -> None:
    found = body(multipart(b"mixed", html("<p>one</p>"), PICTURE, html("<p>two</p>")))
    assert found.html == "<p>one</p>\n<p>two</p>"
    assert found.text == "one\n\ntwo"
    assert found.parts == {1, 3}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a line \nthat goes on", "a line that goes on"),
        ("one \ntwo \nthree\nfour", "one two three\nfour"),
        (" >no quote\n From me", ">no quote\nFrom me"),
        ("> quoted \n> lines \nmine", "> quoted \n> lines \nmine"),
        ("words \n-- \nEva", "words \n-- \nEva"),
    ],
)
def test_flowed_paragraphs_become_whole(text: str, whole: str) -> None:
    assert body(part(text.encode(), b"Content-Type: text/plain; format=Flowed")).text == whole


def test_flowed_words_of_languages_without_spaces_are_joined() -> None:
    raw = part("東 \n京\n \nx".encode(), b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes")
    assert body(raw).text == "東京\n\nx"


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("enriched", "<bold>Now</bold> is\nthe <<time>\n\nfor<param>red</param> all", "Now is the <time>\nfor all"),
        ("richtext", "<bold>Now</bold> is<nl>the <lt>time><comment>x</comment>", "Now is\nthe <time>"),
    ],
)
def test_enriched_text_is_read_without_its_commands(kind: str, content: str, text: str) -> None:
    assert body(part(content.encode(), f"Content-Type: text/{kind}".encode())).text == text


INVITATION = (
    b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
    b"SUMMARY:Repair\\, second\r\n  floor\r\nDTSTART;TZID=Europe/Prague:20261102T091500\r\nDTEND:20261102T100000Z\r\n"
    b"DESCRIPTION:Bring\\nkeys\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_an_invitation_that_says_nothing_else_says_what_it_is_for() -> None:
    raw = part(INVITATION, b"Content-Type: text/calendar; method=REQUEST")
    assert body(raw).text == "Repair, second floor\n2026-11-02 09:15 - 2026-11-02 10:00 UTC\nBring\nkeys"
    assert body(raw).parts == frozenset()


def test_html_may_say_its_charset_itself() -> None:
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head>'
    raw = part((head + "<p>účet ¤</p>").encode("cp1250"), b"Content-Type: text/html")
    assert body(raw).text == "účet ¤"


def test_the_words_inside_an_opaque_signature_are_read() -> None:
    signed = cms(multipart(b"mixed", plain("signed words"), FOOTER))
    raw = part(
        signed, b"Content-Type: application/pkcs7-mime; smime-type=signed-data", b"Content-Transfer-Encoding: binary"
    )
    assert body(raw).text == "signed words\n\n____\nthe list"
    assert "signed with S/MIME; the signature is not checked" in body(raw).oddities


CLOSED = "encrypted with {}: it cannot be read here"
SIGNED = "signed with {}; the signature is not checked"


@pytest.mark.parametrize(
    ("raw", "oddity"),
    [
        (part(cms(b"x", kind=3), b"Content-Type: application/x-pkcs7-mime"), CLOSED.format("S/MIME")),
        (part(b"?", b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data"), CLOSED.format("S/MIME")),
        (multipart(b"encrypted", part(b"1", b"Content-Type: application/pgp-encrypted")), CLOSED.format("PGP")),
        (plain("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----"), CLOSED.format("PGP")),
        (multipart(b"signed", plain("x"), SEAL), SIGNED.format("PGP")),
        (
            multipart(b"signed", plain("x"), part(b"", b"Content-Type: application/pkcs7-signature")),
            SIGNED.format("S/MIME"),
        ),
    ],
)
def test_staff_are_told_of_encryption_and_signatures(raw: bytes, oddity: str) -> None:
    assert body(raw).oddities == (oddity,)


def test_a_clear_signed_text_is_shown_without_its_armour() -> None:
    raw = plain(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwords\n- --\nEva\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n\nthe list"
    )
    assert body(raw).text == "words\n--\nEva\nthe list"
    assert body(raw).oddities == ("signed with PGP; the signature is not checked",)


RTF = rb"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0 Arial;}}{\*\generator x;}P\'f8\'edli\'9a\par \u382\'9elut{\b \'fd}}"
HTML_IN_RTF = (
    rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 words{\*\htmltag84 &amp;}"
    rb"\htmlrtf \par\htmlrtf0 {\*\htmltag72 </p>}}"
)
#: The second example of MS-OXRTFCP §4: a run that reaches into what it writes itself.
PACKED = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def packed(rtf: bytes) -> bytes:
    """Stored, not compressed."""
    return (len(rtf) + 12).to_bytes(4, "little") + len(rtf).to_bytes(4, "little") + b"MELA\0\0\0\0" + rtf


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (prop(0x1000, "words"), "words"),
        (prop(0x1013, b"<p>words</p>"), "words"),
        (prop(0x1009, packed(RTF)), "Příliš\nžlutý"),
        (prop(0x1009, packed(HTML_IN_RTF)), "words&"),
        (prop(0x1009, PACKED), "WXYZWXYZWXYZWXYZWXYZ"),
    ],
)
def test_outlooks_wrapper_gives_its_words_when_there_are_no_others(said: bytes, text: str) -> None:
    wrapper = part(tnef(attribute(0x9003, properties(said))), b"Content-Type: application/ms-tnef")
    assert body(wrapper).text == text
    assert body(multipart(b"mixed", plain("mine"), wrapper)).text == "mine"


@pytest.mark.parametrize(
    ("name", "text", "files"),
    [
        ("winmail-dat", "Dobrý den,\nfaktura je v příloze.", ["winmail.dat", "faktura říjen.pdf"]),
        ("smime-signed-opaque", "Please close my account.", ["smime.p7m", "request.pdf"]),
        ("uuencoded-without-mime", "The report of tonight.", ["report.csv"]),
        (
            "list-footer-below-html",
            "The projector in room 4 is dark.\n\nAnn\n\n_____________\nteachers mailing list",
            [],
        ),
        ("same-text-twice-without-a-choice", "A customer asks: when will order 12 arrive?", []),
        ("pgp-clear-signed", "The key of the mirror has expired.\n-- \nIvo", []),
        ("japanese-with-letters-of-windows", "株式会社㈱\nログインできません。", []),
        ("file-name-without-semicolon", "Viz soubor.", ["smlouva č. 4.pdf"]),
        (
            "invitation-only",
            "Onboarding of the new shop\n2026-11-03 09:00 UTC - 2026-11-03 09:30 UTC\nPhone",
            ["invite.ics"],
        ),
    ],
)
def test_odd_letters_say_what_they_say(name: str, text: str, files: list[str]) -> None:
    found = read((LETTERS / f"{name}.eml").read_bytes())
    assert found.text == text
    assert [file.filename for file in found.attachments] == files


LETTER = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
BELOW = "parts below the end of a multipart"
OUTSIDE = "words outside of the parts"


def test_parts_below_the_closing_boundary_are_read_and_told() -> None:
    pdf = b"--b\r\nContent-Disposition: attachment; filename=inv.pdf\r\n\r\nPDF\r\n"
    found = read(LETTER + b"--b\r\n\r\nfirst\r\n--b--\r\n" + pdf + b"--b\r\n\r\nsecond\r\n--b--\r\n")
    assert (found.text, [file.filename for file in found.attachments]) == ("first\n\nsecond", ["inv.pdf"])
    assert BELOW in found.oddities


def test_multiparts_in_one_another_with_one_boundary_keep_the_outer_text() -> None:
    inner = b"--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nin\r\n--b--\r\n"
    found = read(LETTER + inner + b"--b\r\n\r\nout\r\n--b--\r\n")
    assert found.text == "in\n\nout"
    assert BELOW in found.oddities


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        (b"", b"Look at the scanner, too.", True),
        (b"Look at the scanner, too.", b"", True),
        (b"This is a multi-part message in MIME format.", b"", False),
        (b"Dies ist eine mehrteilige Nachricht.", b"", False),
        (b"", b" \r\n--\r\n", False),
    ],
)
def test_words_above_and_below_the_parts_are_kept_and_told(above: bytes, below: bytes, told: bool) -> None:
    found = read(LETTER + above + b"\r\n--b\r\n\r\nfirst\r\n--b--\r\n" + below + b"\r\n")
    assert found.text == ("first\n\nLook at the scanner, too." if told else "first")
    assert (OUTSIDE in found.oddities) is told


def test_stretches_that_only_share_words_both_stay() -> None:
    picture = b"--b\r\nContent-Type: image/png; name=p.png\r\n\r\nPNG\r\n"
    page = b"--b\r\nContent-Type: text/html\r\n\r\n<p>printer B is broken A</p>\r\n--b--\r\n"
    found = read(LETTER + b"--b\r\n\r\nprinter A is broken\r\n" + picture + page)
    assert found.text == "printer A is broken\n\nprinter B is broken A"


def test_two_shapes_of_one_text_are_one_though_only_the_html_tells_targets() -> None:
    page = b'--b\r\nContent-Type: text/html\r\n\r\n<p>see <a href="https://x.example/long">our page</a> today</p>\r\n'
    found = read(LETTER + b"--b\r\n\r\nsee our page today\r\n" + page + b"--b--\r\n")
    assert found.text == "see our page today"


def test_a_clear_signed_text_without_its_end_hides_nothing() -> None:
    signed = (
        b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\nhello\r\n-----BEGIN PGP SIGNATURE-----\r\nabc\r\n"
    )
    found = read(b"From: a@b.example\r\n\r\n" + signed + b"\r\nand then it stops. What now?\r\n")
    assert found.text.startswith("hello\n")
    assert found.text.endswith("and then it stops. What now?")


def test_words_among_the_fields_of_an_armour_stay() -> None:
    signed = b"-----BEGIN PGP SIGNED MESSAGE-----\r\nReal words here\r\nHash: SHA1\r\n\r\nhello\r\n"
    found = read(
        b"From: a@b.example\r\n\r\n" + signed + b"-----BEGIN PGP SIGNATURE-----\r\n-----END PGP SIGNATURE-----"
    )
    assert found.text.split() == ["Real", "words", "here", "hello"]


def test_text_beyond_what_anybody_writes_is_cut_for_the_whole_letter_and_told() -> None:
    each = b"--b\r\nContent-Type: text/plain\r\n\r\n" + b"abcd " * 240_000 + b"\r\n"
    found = read(LETTER + each * 3 + b"--b--\r\n")
    assert 1_900_000 < len(found.text) <= 2_000_010
    assert "only the beginning of the text was read: it is too long" in found.oddities


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>a<!-- open <p>words", True),
        ("<p>a<!-- open words", True),
        ("<p>a<style>p {} <p>words", True),
        ("<p>a<style>p {}", False),
        ("<p>a<!-- closed --><style>p {}</style>", False),
    ],
)
def test_words_that_an_open_comment_or_style_hides_are_told(html: str, told: bool) -> None:
    found = read(b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + html.encode())
    assert ("an HTML comment or style that never ends hid the words behind it" in found.oddities) is told
