"""What is read from the letters in tests/letters, one oddity each."""

from pathlib import Path

import pytest

from mailgate.ingest.as_json import as_json
from mailgate.ingest.files.attachments import attachment_bytes
from mailgate.ingest.parse import read
from mailgate.model.address import Address
from mailgate.model.letter import Bounce, Letter

LETTERS = Path(__file__).parents[2] / "letters"


def raw(name: str) -> bytes:
    return (LETTERS / f"{name}.eml").read_bytes()


def letter(name: str) -> Letter:
    return read(raw(name))


def test_a_letter_split_over_two_encoded_words_becomes_whole() -> None:
    found = letter("czech-utf8-quoted-printable")
    assert found.subject == "Nejde přihlášení"
    assert found.from_name == "Jiřina Dvořáková"
    assert found.from_address == Address("jirina", "kavarna.example")
    assert "nemůžeme přihlásit" in found.text
    assert found.message_id == "cz1@mail.example"
    assert found.to == ("support@desk.example",)
    assert found.date is not None
    assert found.date.isoformat() == "2026-11-02T09:15:00+00:00"
    assert found.oddities == ()


def test_eight_bit_headers_are_read_and_told_of() -> None:
    found = letter("polish-iso-8859-2")
    assert found.from_name == "Zofia Wójcik"
    assert found.subject == "Błąd drukarki"
    assert "wciąż pokazuje błąd" in found.text
    assert "raw 8-bit letters in the headers" in found.oddities


def test_koi8_r_is_read() -> None:
    found = letter("russian-koi8-r")
    assert (found.from_name, found.subject) == ("Ольга Смирнова", "Не работает сайт")
    assert found.text.startswith("Здравствуйте, сайт")


def test_html_alone_becomes_text_without_what_nobody_sees() -> None:
    found = letter("html-only")
    assert found.text.startswith("Web je dole.")
    assert "- od rana\n" in found.text
    assert "Karel & spol." in found.text
    assert not any(word in found.text for word in ("sledovaci", "alert", "color"))
    assert found.attachments == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gmail-reply-with-quote", "Děkuji, už to funguje."),
        ("outlook-reply-html", "Nadal nie drukuje."),
        ("answers-between-quotes", "> Does it print?\nYes, it does.\n> Since when?\nSince noon."),
    ],
)
def test_only_the_new_words_of_a_reply_are_its_reply_text(name: str, words: str) -> None:
    assert letter(name).reply_text == words


def test_references_are_a_list_without_brackets() -> None:
    found = letter("gmail-reply-with-quote")
    assert found.references == ("first@mail.example", "mg.12.abc@desk.example")
    assert found.in_reply_to == "mg.12.abc@desk.example"


def test_out_of_office_is_a_machines_answer() -> None:
    found = letter("out-of-office")
    assert found.auto_reply
    assert found.automatic == "a machine's answer (Auto-Submitted: auto-replied)"
    assert found.no_auto_response


def test_list_mail_of_a_person_is_a_persons_but_is_not_answered_by_machine() -> None:
    found = letter("list-mail-by-a-person")
    assert found.automatic == ""
    assert found.no_auto_response == "it came through a mailing list (Precedence: list)"


def test_a_delivery_report_tells_who_and_which_letter() -> None:
    assert letter("bounce-rfc3464").bounce == Bounce(
        ("gone@kavarna.example",), True, ("5.1.1",), "mg.7.qwerty.tag@desk.example"
    )
    assert not letter("bounce-rfc3464").auto_reply


def test_a_delivery_report_in_prose_is_read_too() -> None:
    assert letter("bounce-in-prose").bounce == Bounce(
        ("gone@statek.example",), True, ("5.1.1",), "mg.9.qwerty.tag@desk.example"
    )


@pytest.mark.parametrize("name", ["two-from-headers", "encoded-word-inside-address", "from-is-an-open-angle"])
def test_an_odd_from_is_an_unknown_author(name: str) -> None:
    found = letter(name)
    assert found.from_address is None
    assert any(text.startswith("author unknown") for text in found.oddities)


def test_broken_base64_keeps_what_can_be_saved() -> None:
    found = letter("broken-base64")
    (file,) = found.attachments
    assert file.filename == "screen.png"
    assert file.size == len("hello world!")
    assert attachment_bytes(raw("broken-base64"), file.part) == b"hello world!"
    assert "damaged base64" in found.oddities
    assert found.text == "See the file."


@pytest.mark.parametrize(
    ("name", "words", "oddity"),
    [
        ("missing-boundary", "The only words of this letter.", "a multipart without its boundary"),
        ("boundary-never-closed", "The words before it broke off.", "a multipart that is never closed"),
        ("unknown-charset", "Příliš žluťoučký kůň", "charset 'zlib' is unknown"),
    ],
)
def test_damaged_letters_keep_their_words(name: str, words: str, oddity: str) -> None:
    found = letter(name)
    assert found.text == words
    assert oddity in found.oddities


def test_a_file_name_is_only_a_name() -> None:
    name = "attachment-name-rfc2231-with-path"
    (file,) = letter(name).attachments
    assert file.filename == "účetfdp.pdf"
    assert (file.content_type, file.cid) == ("application/pdf", "doc1@mail.example")
    assert attachment_bytes(raw(name), file.part) == b"%PDF-1.4\n"


def test_a_subject_never_carries_a_line_break() -> None:
    found = letter("subject-with-encoded-line-break")
    assert found.subject == "hi  Bcc: victim@elsewhere.example"
    assert all("\n" not in value and "\r" not in value for _, value in found.headers)


@pytest.mark.parametrize("data", [raw("no-headers-at-all"), b"", b"\r\n", b"\0\xff"])
def test_a_letter_without_headers_is_still_a_letter(data: bytes) -> None:
    found = read(data)
    assert found.unreadable == ""
    assert found.from_address is None
    assert found.date is None


def test_the_json_has_the_keys_of_the_contract() -> None:
    found = as_json(letter("bounce-rfc3464"))
    keys = (
        "from_email from_name subject to cc text html reply_text is_auto_reply no_auto_response is_bounce "
        "bounce_recipients bounce_permanent bounce_status attachments in_reply_to references message_id "
        "effective_sender error"
    )
    assert set(keys.split()) <= set(found)
    assert found["bounce_recipients"] == ["gone@kavarna.example"]
    assert found["error"] is None


@pytest.mark.parametrize(
    ("name", "subject", "words"),
    [
        ("octets-inside-an-encoded-word", "Küche heißt es", "Der Drucker steht still."),
        ("utf-8-header-beside-a-latin-1-body", "Přístup do účetnictví", "Grüße"),
        ("old-mac-line-ends", "Old program", "First line\nSecond line"),
        ("broken-line-among-the-headers", "Still a subject", "The text."),
        ("boundary-not-declared", "Offer", "See the file."),
        ("another-boundary-than-declared", "Offer", "The words."),
        ("inner-part-closed-by-the-outer-boundary", "Nested", "The words."),
        ("plain-text-said-to-be-base64", "Plain", "Good morning, this was never encoded at all.\nRegards, Olga"),
        ("list-footer-below-base64", "Footer", "The server is down again."),
        ("base64-in-padded-pieces", "Pieces", "One and two"),
        ("space-before-the-colon", "Spaced", "Hello."),
        ("mbox-separator-on-top", "From a mailbox file", "Hello."),
        ("only-empty-lines", "", ""),
    ],
)
def test_broken_letters_are_read_all_the_same(name: str, subject: str, words: str) -> None:
    found = letter(name)
    assert (found.unreadable, found.subject, found.text) == ("", subject, words)


@pytest.mark.parametrize(
    ("name", "oddity"),
    [
        ("broken-line-among-the-headers", "a broken line among the headers"),
        ("boundary-not-declared", "a multipart without its boundary"),
        ("another-boundary-than-declared", "a multipart whose boundary never comes"),
        ("inner-part-closed-by-the-outer-boundary", "a multipart that is never closed"),
        ("plain-text-said-to-be-base64", "said to be base64, is plain"),
        ("list-footer-below-base64", "damaged base64"),
        ("space-before-the-colon", "a space before the colon of a header"),
        ("date-that-is-no-date", "the date is no date: Mon, 32 Jan 2026 25:00"),
        ("two-authors-in-one-from", "author unknown: 2 addresses in From"),
        ("comments-in-the-address", "author unknown: a comment inside the address"),
        ("address-in-its-own-letters", "author unknown: From is not a plain mail address"),
    ],
)
def test_what_was_strange_is_told_in_words(name: str, oddity: str) -> None:
    assert oddity in letter(name).oddities


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("two-authors-in-one-from", "olga@kavarna.example"),
        ("comments-in-the-address", "petr@kavarna.example"),
        ("address-in-its-own-letters", "jiří@kavárna.example"),
        ("broken-line-among-the-headers", "olga@kavarna.example"),
        ("two-from-headers", ""),
        ("encoded-word-inside-address", ""),
    ],
)
def test_an_unknown_author_is_shown_as_written_where_that_does_not_deceive(name: str, written: str) -> None:
    found = letter(name)
    assert (found.from_address, found.from_written) == (None, written)
    assert as_json(found)["author"] is None


def test_whom_a_list_stands_for_is_proposed_and_never_the_author() -> None:
    found = letter("list-rewrites-the-from")
    assert found.effective_sender == "olga@kavarna.example"
    assert str(found.from_address) == "list@lists.example"
    assert letter("two-authors-in-one-from").effective_sender == "olga@kavarna.example"


def test_a_letter_inside_that_was_encoded_is_an_attachment_named_after_its_subject() -> None:
    found = letter("forwarded-letter-in-base64")
    assert [(file.filename, file.content_type) for file in found.attachments] == [
        ("Inner subject.eml", "message/rfc822")
    ]
    assert attachment_bytes(raw("forwarded-letter-in-base64"), found.attachments[0].part).startswith(b"Subject: Inner")


def test_a_part_after_an_unclosed_one_is_still_found() -> None:
    assert [file.filename for file in letter("inner-part-closed-by-the-outer-boundary").attachments] == ["a.png"]


def test_a_letter_without_any_author_shows_where_it_asks_to_be_answered() -> None:
    found = as_json(read(b"From: Shop <>\r\nReply-To: <jana@kavarna.example>\r\n\r\nHello\r\n"))
    assert (found["from_email"], found["author"]) == ("jana@kavarna.example", None)


def test_a_deceiving_from_never_shows_another_address_instead() -> None:
    found = as_json(read(b"From: a@b.example\r\nFrom: c@d.example\r\nReply-To: <e@f.example>\r\n\r\nHello\r\n"))
    assert (found["from_email"], found["author"]) == (None, None)
