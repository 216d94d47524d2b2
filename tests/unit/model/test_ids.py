"""The names that we give: only whoever knows the secret can make one (threats T3-T6, T33)."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.model.ids import Link, Minter, subject_tag, ticket_id
from mailgate.testing import MORNING

OURS, THEIRS = Minter(b"o" * 32), Minter(b"t" * 32)
LINK = Link("verify", 7, "ann@customer.example", 1, int((MORNING + timedelta(days=1)).timestamp()))


def test_a_message_id_leads_back_to_its_ticket() -> None:
    name = OURS.message_id(1042, "abcdef0123456789", "desk.example")
    assert name.endswith("@desk.example")
    assert OURS.ticket_of_message_id(name) == 1042
    assert OURS.ticket_of_message_id(f" <{name.upper()}> ") == 1042


def test_a_message_id_of_another_house_or_another_ticket_is_not_ours() -> None:
    name = OURS.message_id(7, "abcdef0123456789", "desk.example")
    assert THEIRS.ticket_of_message_id(name) is None
    assert OURS.ticket_of_message_id(name.replace("mg.7.", "mg.8.")) is None
    assert OURS.ticket_of_message_id(name.replace("abcdef", "abcdeg")) is None
    assert OURS.ticket_of_message_id("") is None


def test_the_tag_is_at_least_128_bits_long() -> None:
    tag = OURS.message_id(7, "abcdef0123456789", "desk.example").split("@")[0].split(".")[3]
    assert len(tag) * 5 >= 128


def test_a_plus_address_leads_back_to_its_ticket() -> None:
    address = OURS.reply_address(7, "support@desk.example")
    assert address.startswith("support+mg7-")
    assert OURS.ticket_of_recipient(["other@desk.example", address.upper()]) == 7
    assert THEIRS.ticket_of_recipient([address]) is None
    assert OURS.ticket_of_recipient([address.replace("mg7", "mg8"), "support+mg7-short@desk.example", "", "@"]) is None


def test_a_tag_for_one_purpose_is_good_for_no_other() -> None:
    tag = OURS.reply_address(7, "support@desk.example").partition("-")[2].partition("@")[0]
    assert OURS.ticket_of_message_id(f"mg.7.abcdef.{tag}@desk.example") is None


def test_a_link_is_bound_to_purpose_and_time() -> None:
    token = OURS.seal(LINK)
    assert OURS.open(token, "verify", MORNING) == LINK
    assert OURS.open(token, "prove", MORNING) is None
    assert THEIRS.open(token, "verify", MORNING) is None
    last = datetime.fromtimestamp(LINK.expires, UTC)
    assert OURS.open(token, "verify", last - timedelta(seconds=1)) == LINK
    assert OURS.open(token, "verify", last) is None


def test_a_link_cannot_be_altered() -> None:
    body, _, tag = OURS.seal(LINK).partition(".")
    other = json.dumps({**json.loads(base64.urlsafe_b64decode(body + "==")), "ticket_id": 8})
    forged = base64.urlsafe_b64encode(other.encode()).decode().rstrip("=")
    assert OURS.open(f"{forged}.{tag}", "verify", MORNING) is None
    assert OURS.open(OURS.seal(replace(LINK, ticket_id=8)), "verify", MORNING) != LINK


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_a_reader(text: str) -> None:
    assert OURS.open(text, "verify", MORNING) is None
    assert OURS.ticket_of_message_id(text) is None
    assert OURS.ticket_of_recipient([text]) is None


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: printer [MG-1042]", 1042),
        ("Odp: [mg-7] x", 7),
        ("[MG-1] and [MG-2]", 2),
        ("MG-7", None),
        ("[MG-]", None),
        ("[MG-12345678901234]", None),
        ("", None),
    ],
)
def test_the_last_tag_of_a_subject_counts(subject: str, number: int | None) -> None:
    assert subject_tag(subject) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("MG-1042", 1042), ("mg-7", 7), (" 7 ", 7), ("", None), ("MG-", None), ("7x", None), ("-7", None)],
)
def test_a_number_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert ticket_id(text) == number
