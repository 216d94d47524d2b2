"""Header values and their bytes: subject, thread, marks, folding."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from mailgate.model.address import Address
from mailgate.model.errors import WrongUse
from mailgate.outbound import headers
from mailgate.outbound.kinds import kind_of


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Nefungují telefony", "Re: Nefungují telefony [MG-1042]"),
        ("Re: Nefungují telefony", "Re: Nefungují telefony [MG-1042]"),
        ("RE: Odp: AW: Отв: phones", "Re: phones [MG-1042]"),
        ("Re[2]: phones", "Re: phones [MG-1042]"),
        ("Re: phones [MG-1042]", "Re: phones [MG-1042]"),
        ("[MG-7] Re: phones", "Re: phones [MG-1042]"),
        ("Fwd: phones", "Re: Fwd: phones [MG-1042]"),
        ("Reinstall the server", "Re: Reinstall the server [MG-1042]"),
        ("", "Re: [MG-1042]"),
        ("two\r\nBcc: v@x.example", "Re: two Bcc: v@x.example [MG-1042]"),
        ("a\u2028b\x00c\u202ed", "Re: a b cd [MG-1042]"),
    ],
)
def test_the_subject_is_a_reply_with_one_number_at_its_end(subject, line):
    assert headers.subject_line(subject, "MG-1042") == line


def test_a_long_subject_is_cut_and_keeps_its_number():
    line = headers.subject_line("слово " * 100, "MG-1042")
    assert len(line) <= 200
    assert line.endswith("… [MG-1042]")


def test_a_letter_about_no_ticket_has_no_number():
    assert headers.subject_line("Phones", "", prefix="") == "Phones"


def test_references_keep_the_first_and_the_newest_twenty():
    ids = [f"{n}@customer.example" for n in range(30)]
    reply, references = headers.thread(ids, "29@customer.example")
    assert reply == ("In-Reply-To", "<29@customer.example>")
    kept = references[1].split()
    assert len(kept) == 20
    assert kept[:2] == ["<0@customer.example>", "<11@customer.example>"]
    assert kept[-1] == "<29@customer.example>"


def test_what_is_no_message_id_is_left_out_of_the_thread():
    bad = ("a b@x.example", "a@x.example>\r\nBcc: <v@x.example", "é@x.example", "", "x" * 300)
    assert headers.thread(bad, "b@x\r\nBcc: v@x.example") == ()
    assert headers.thread((*bad, "ok@x.example"), "") == (("References", "<ok@x.example>"),)


def test_the_answered_id_joins_the_references():
    assert headers.thread(("a@x.example",), "b@x.example")[1] == ("References", "<a@x.example> <b@x.example>")


def test_answers_to_letters_are_marked_auto_replied_and_staff_words_not_at_all():
    assert ("Auto-Submitted", "auto-replied") in headers.automatic_marks(kind_of("received"), automatic=False)
    assert ("Auto-Submitted", "auto-generated") in headers.automatic_marks(kind_of("form_received"), automatic=True)
    assert ("Auto-Submitted", "auto-generated") in headers.automatic_marks(kind_of("closed"), automatic=True)
    assert headers.automatic_marks(kind_of("reply"), automatic=False) == ()


@pytest.mark.parametrize(
    "name",
    [
        "Linden Support",
        "x@evil.example, y",
        'He said "hi" \\ there',
        "Podpora Lindenu, žluťoučký kůň úpěl ďábelské ódy a ještě mnohem delší jméno přes osmdesát znaků",
        "x@evil.example, " + "a very long name " * 5,
        "=?utf-8?q?evil=0D=0ABcc:_v=40x.example?=",
        "name\r\nBcc: v@x.example",
        "",
    ],
)
def test_a_display_name_stays_one_mailbox_whatever_is_in_it(name):
    raw = headers.folded([("From", headers.mailbox(name, Address("support", "linden.example")))]) + b"\r\n"
    message = message_from_bytes(raw, policy=policy.default)
    assert message.keys() == ["From"]
    (mailbox,) = message["From"].addresses
    assert mailbox.addr_spec == "support@linden.example"
    # Python's parser leaves a space between encoded words, where RFC 2047 §6.2 wants none.
    assert mailbox.display_name.replace(" ", "") == "".join(name.split())
    assert all(len(line) <= 80 for line in raw.splitlines())


def test_a_long_message_id_is_written_as_it_is():
    identifier = "mg.1042.abcdef." + "a" * 120 + "@linden.example"
    raw = headers.folded([("References", f"<{identifier}> <b@x.example>")])
    assert raw == f"References: <{identifier}>\r\n <b@x.example>\r\n".encode()


@pytest.mark.parametrize("value", ["a\r\nBcc: v@x.example", "a\rb", "a\nb", "é", "a\u2028b", "a\x00b"])
def test_no_header_is_written_that_is_not_printable_ascii(value):
    with pytest.raises(ValueError, match="the header Subject"):
        headers.folded([("Subject", value)])


@pytest.mark.parametrize(
    "text", ["Nefungují telefony " * 8, "обращение " * 15, "=?utf-8?q?x?=", "w" * 190, "plain " * 30]
)
def test_a_subject_survives_the_wire(text):
    raw = headers.folded([("Subject", headers.unstructured(text.strip()))])
    assert message_from_bytes(raw + b"\r\n", policy=policy.default)["Subject"] == text.strip()
    assert all(len(line) <= 78 for line in raw.splitlines())


def test_the_date_is_the_given_instant_and_a_message_id_must_be_one():
    assert headers.date(datetime(2026, 11, 2, 8, 0, tzinfo=UTC)) == "Mon, 02 Nov 2026 08:00:00 +0000"
    assert headers.bracketed("mg.1.abcdef@x.example") == "<mg.1.abcdef@x.example>"
    with pytest.raises(WrongUse, match="Message-ID"):
        headers.bracketed("a@x>\r\nBcc: v@x.example")
