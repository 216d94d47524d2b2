"""A composed letter, read back from its bytes as the next server and the customer read it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from mailgate.model.errors import BadAddress, UnknownThing, WrongUse
from mailgate.outbound.invitation import Appointment
from mailgate.outbound.kinds import KINDS, LANGUAGES

NEWLINES = ["\r\n", "\n", "\r", "\u2028", "\u0085", "\v", "=?utf-8?q?=0D=0A?="]


def read(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_carries_its_names_dates_and_thread(a_letter):
    message = read(a_letter("taken").raw)
    assert message["From"] == "Linden Support <support@linden.example>"
    assert message["To"] == "kos@pekarna-dvur.example"
    assert message["Reply-To"] == "support+mg1042-abcdefghijklmnopqrstuvwxyz@linden.example"
    assert message["Subject"] == "Re: Nefungují telefony [MG-1042]"
    assert message["Date"] == "Mon, 02 Nov 2026 08:00:00 +0000"
    assert message["Message-ID"] == "<mg.1042.abcdef.abcdefghijklmnopqrstuvwxyz@linden.example>"
    assert message["In-Reply-To"] == message["References"] == "<first@pekarna-dvur.example>"
    assert message["Content-Language"] == "cs"
    assert "Auto-Submitted" not in message


def test_both_twins_say_the_same_words(a_letter):
    letter = a_letter("reply", text="Zapněte <ústřednu> & volejte.\nViz https://desk.example/a?b=1&c=2.")
    message = read(letter.raw)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert message.get_content_type() == "multipart/alternative"
    assert plain.get_content().replace("\r\n", "\n") == letter.text
    assert html.get_content().replace("\r\n", "\n") == letter.html
    assert "Zapněte <ústřednu> & volejte.\nViz https://desk.example/a?b=1&c=2." in letter.text
    assert "Zapněte &lt;ústřednu&gt; &amp; volejte.<br>" in letter.html
    assert '<a href="https://desk.example/a?b=1&amp;c=2">https://desk.example/a?b=1&amp;c=2</a>.' in letter.html
    assert '<html lang="cs">' in letter.html


@pytest.mark.parametrize("effect", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_seven_bit_crlf_and_short_lined(a_letter, effect, language):
    letter = a_letter(effect, language=language, text="Ž" * 3000 + "\n.\nMAIL FROM:<a@b.example>\r.\r\nkonec")
    assert letter.raw.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", letter.raw) is None
    assert max(map(len, letter.raw.split(b"\r\n"))) <= 998
    assert read(letter.raw).defects == []


def test_the_same_arguments_give_the_same_bytes(a_letter):
    assert a_letter("verify").raw == a_letter("verify").raw


def test_acknowledgements_leave_with_the_null_sender_and_are_marked(a_letter):
    for effect in ("received", "received_neutral", "refused", "not_entitled"):
        letter = a_letter(effect, bounce_to="support+bounce@linden.example")
        assert letter.envelope_from == ""
        assert read(letter.raw)["Auto-Submitted"] == "auto-replied"
        assert read(letter.raw)["X-Auto-Response-Suppress"] == "All"
    form = a_letter("form_received", automatic=True)
    assert form.envelope_from == ""
    assert read(form.raw)["Auto-Submitted"] == "auto-generated"


def test_other_letters_get_their_bounces_where_the_caller_wants_them(a_letter):
    assert a_letter("verify", bounce_to="support+b7@linden.example").envelope_from == "support+b7@linden.example"
    assert a_letter("verify").envelope_from == "support@linden.example"


def test_a_clock_s_letter_says_that_no_person_sent_it(a_letter):
    assert read(a_letter("closed", automatic=True).raw)["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("effect", ["form_received", "received_neutral"])
def test_no_word_of_an_unproven_sender_comes_back(a_letter, effect):
    """Threat T29: a stranger's form or letter must not make us carry their words to a victim."""
    letter = a_letter(effect, subject="BUY NOW", text="BUY NOW", how="BUY NOW", in_reply_to="", references=())
    assert "BUY" not in letter.subject + letter.text + letter.html
    assert letter.subject.endswith("[MG-1042]")


def test_staff_get_a_task_and_not_a_reply(a_letter):
    letter = a_letter(
        "staff_task", to="ada@linden.example", text="Zavolat zpět", links={"view": "https://d.example/t/1"}
    )
    assert letter.subject == "Úkol: Nefungují telefony [MG-1042]"
    assert "Zavolat zpět" in letter.text
    assert "https://d.example/t/1" in letter.text
    assert "telefony" not in letter.text.splitlines()[0].partition(":")[0]


@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("field", ["subject", "mailbox_name", "greeting", "staff", "firm", "phone", "number", "text"])
def test_no_value_can_add_a_header(a_letter, field, newline):
    """Threat T24."""
    usual = read(a_letter("taken").raw)
    letter = a_letter("taken", **{field: f"harmless{newline}Bcc: v@x.example{newline}{newline}<p>body"})
    message = read(letter.raw)
    assert message.keys() == usual.keys()
    assert [address.addr_spec for address in message["To"].addresses] == ["kos@pekarna-dvur.example"]
    assert [address.addr_spec for address in message["From"].addresses] == ["support@linden.example"]
    assert [part.get_content_type() for part in message.walk()] == [part.get_content_type() for part in usual.walk()]


@pytest.mark.parametrize(
    "to", ["a@b.example\r\nRCPT TO:<v@x.example>", "a@b.example, v@x.example", "Jan <a@b.example>", ""]
)
def test_the_recipient_is_one_address_or_nothing_is_composed(a_letter, to):
    """Threats T25, T26."""
    with pytest.raises(BadAddress):
        a_letter("taken", to=to)


@pytest.mark.parametrize("changes", [{"mailbox": "nobody"}, {"reply_to": "a@b.example\nX: y"}, {"bounce_to": "x y@z"}])
def test_our_own_addresses_must_be_addresses_too(a_letter, changes):
    with pytest.raises(BadAddress):
        a_letter("taken", **changes)


def test_a_malformed_message_id_is_refused(a_letter):
    with pytest.raises(WrongUse, match="Message-ID"):
        a_letter("taken", message_id="x@y.example>\r\nBcc: <v@x.example")


def test_an_unknown_effect_is_refused(a_letter):
    with pytest.raises(UnknownThing, match="there is no letter 'nonsense'"):
        a_letter("nonsense")


def test_a_lone_surrogate_does_no_harm(a_letter):
    assert "a?b" in a_letter("reply", text="a\ud800b", subject="x\udfffy").text


AGREED = Appointment("mg-1042-1@linden.example", 0, datetime(2026, 11, 3, 13, 30, tzinfo=UTC), 90, "Dlouhá 5; 2. patro")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_appointment_carries_its_entry_for_the_calendar_beside_both_twins(a_letter, language):
    letter = a_letter("appointment", language=language, appointment=AGREED, text="Výměna ústředny")
    message = read(letter.raw)
    alternative, entry = message.iter_parts()
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert [part.defects for part in message.walk()] == [[]] * 5
    assert entry.get_content_disposition() == "attachment"
    assert (entry.get_filename(), entry["Content-Type"].params["method"]) == ("appointment.ics", "PUBLISH")
    lines = entry.get_payload(decode=True).decode().replace("\r\n ", "").splitlines()
    assert {"DTSTART:20261103T133000Z", "DTEND:20261103T150000Z", r"LOCATION:Dlouhá 5\; 2. patro"} <= set(lines)
    assert "SUMMARY:Nefungují telefony [MG-1042]" in lines
    assert r"DESCRIPTION:Výměna ústředny\nMG-1042\nLinden IT s.r.o.\n+420 555 020 020" in lines
    for word in ("14:30 CET (90 ", "Dlouhá 5; 2. patro", "Výměna ústředny", "MG-1042"):
        assert word in letter.text, "who opens no file reads the same"
    assert letter.files == ("appointment.ics",)
    assert alternative.get_body(("plain",)).get_content().replace("\r\n", "\n") == letter.text
    assert letter.raw.isascii()
    assert max(map(len, letter.raw.split(b"\r\n"))) <= 998


def test_a_letter_with_a_file_is_the_same_each_time_and_its_boundaries_are_its_own(a_letter):
    first, again = (a_letter("appointment", appointment=AGREED) for _ in range(2))
    assert first.raw == again.raw
    outer, inner = (part.get_boundary() for part in read(first.raw).walk() if part.is_multipart())
    assert not outer.startswith(inner)
    assert not inner.startswith(outer)


@pytest.mark.parametrize("effect", [effect for effect in KINDS if effect != "appointment"])
def test_no_other_letter_carries_a_file(a_letter, effect):
    letter = a_letter(effect, appointment=AGREED)
    assert letter.files == ()
    assert read(letter.raw).get_content_type() == "multipart/alternative"


@pytest.mark.parametrize("newline", NEWLINES)
def test_no_word_ends_the_entry_or_the_part_that_carries_it(a_letter, newline):
    evil = f"x{newline}END:VEVENT{newline}--=_{newline}Bcc: v@x.example"
    agreed = replace(AGREED, place=evil)
    message = read(a_letter("appointment", appointment=agreed, subject=evil, text=evil, mailbox_name=evil).raw)
    assert len(list(message.walk())) == 5
    entry = list(message.walk())[-1].get_payload(decode=True).decode().split("\r\n")
    assert entry.count("END:VEVENT") == 1
