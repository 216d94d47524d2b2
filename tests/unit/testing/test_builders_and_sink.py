"""The builders write real mails, and the doubles do as they are told."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest

from mailgate.testing import MORNING, MemoryStore, Said, SetClock, SinkRelay, a_letter, a_ticket, an_envelope


def read(raw):
    return message_from_bytes(raw, policy=policy.default)


def test_a_letter_says_what_it_was_told():
    letter = read(
        a_letter(
            sender="Žofie Nová <zofie@x.example>",
            subject="Не печатает",
            text="Třetí den.\n",
            message_id="1@x.example",
            in_reply_to="0@x.example",
            references=["a@x.example", "0@x.example"],
            auto_submitted="auto-replied",
            authentication_results="mx.example; dkim=pass",
            headers=[("X-Odd", "yes")],
        )
    )
    assert letter["From"].addresses[0].display_name == "Žofie Nová"
    assert letter["From"].addresses[0].addr_spec == "zofie@x.example"
    assert (letter["Subject"], letter.get_content()) == ("Не печатает", "Třetí den.\r\n")
    assert (letter["Message-ID"], letter["In-Reply-To"]) == ("<1@x.example>", "<0@x.example>")
    assert letter["References"] == "<a@x.example> <0@x.example>"
    assert (letter["Auto-Submitted"], letter["X-Odd"]) == ("auto-replied", "yes")
    assert letter["Authentication-Results"] == "mx.example; dkim=pass"


def test_a_letter_leaves_out_what_it_was_not_told():
    letter = read(a_letter(message_id=""))
    assert not {"Message-ID", "In-Reply-To", "References", "Auto-Submitted"} & set(letter.keys())


def test_the_same_words_give_the_same_bytes_and_others_another_message_id():
    assert a_letter() == a_letter()
    assert read(a_letter())["Message-ID"] != read(a_letter(text="other"))["Message-ID"]


def test_a_sink_answers_by_its_script_then_accepts():
    relay = SinkRelay()
    relay.will_say("ann@x.example", Said(451, "later"), Said(550, "no"))
    answers = [relay.send(b"x", "", "ann@x.example", "mail") for _ in range(3)]
    assert [(said.accepted, said.temporary) for said in answers] == [(False, True), (False, False), (True, False)]
    assert (len(relay.tried), len(relay.sent_to("ann@x.example"))) == (3, 1)
    assert relay.send(b"x", "", "bob@x.example", "mail").accepted


def test_a_set_clock_moves_only_when_told():
    clock = SetClock()
    assert clock.now() == clock.now() == MORNING
    assert clock.forward(timedelta(hours=24)) == clock.now() == MORNING + timedelta(days=1)
    with pytest.raises(ValueError, match="zone"):
        clock.set(datetime(2026, 11, 2))  # noqa: DTZ001


def test_leases_in_memory_count_in_the_machine_time_that_was_handed_in():
    now = [0.0]
    store = MemoryStore(machine_time=lambda: now[0])
    with store.writing() as unit:
        unit.letters.keep(an_envelope(), b"x")
        assert len(unit.letters.claim(1, 60)) == 1
        now[0] = 59.9
        assert unit.letters.claim(1, 60) == []
        now[0] = 60.0
        assert len(unit.letters.claim(1, 60)) == 1


def test_a_reading_unit_in_memory_refuses_to_write():
    with pytest.raises(TypeError), MemoryStore().reading() as unit:
        unit.tickets.open(a_ticket())


def test_a_writing_unit_in_memory_refuses_another_inside():
    store = MemoryStore()
    with store.writing(), pytest.raises(RuntimeError), store.writing():
        pytest.fail("entered")
