"""What staff are shown about a letter: copies to outsiders, another Reply-To, names that deceive (T2, T23)."""

from typing import Any

import pytest

from mailgate.desk import look
from mailgate.model.letter import Fate

from .conftest import ANN, Place

BILL, JUNE = "bill@customer.example", "june@kestrel.example"
STRANGER, MALLORY = "sam@elsewhere.example", "mallory@evil.example"
CYRILLIC = "ann@" + "\u0441ustomer.example".encode("idna").decode()  #: its first letter is no Latin c


def noticed(place: Place, sender: str = ANN, **letter: Any) -> list[str]:
    kept = place.mail(sender, **letter)
    return [each for each in kept.decision["oddities"] if each != "no date"]


def test_an_ordinary_letter_shows_nothing(place: Place) -> None:
    assert noticed(place) == []


@pytest.mark.parametrize(
    ("copies", "sentences"),
    [
        (BILL, []),
        ("support@desk.example, info@desk.example, Ada <ada@desk.example>", []),
        (f"{ANN}, Ann <ANN@customer.example>", []),
        (MALLORY, [f"it went to outsiders as well: {MALLORY}"]),
        (f"{BILL}, {JUNE}, {MALLORY}", [f"it went to outsiders as well: {JUNE}, {MALLORY}"]),
        (
            "temp@customer.example",
            ["it went to people who are not registered at Customer s.r.o. as well: temp@customer.example"],
        ),
    ],
)
def test_copies_to_people_who_are_no_party_are_named(place: Place, copies: str, sentences: list[str]) -> None:
    assert noticed(place, headers=[("Cc", copies)]) == sentences


def test_another_recipient_in_to_counts_like_a_copy(place: Place) -> None:
    place.bytes_in(
        b"From: ann@customer.example\r\nTo: support@desk.example, mallory@evil.example\r\nSubject: x\r\n"
        b"Date: Mon, 02 Nov 2026 09:00:00 +0100\r\nMessage-ID: <1@customer.example>\r\n\r\nprinter\r\n"
    )
    assert f"it went to outsiders as well: {MALLORY}" in place.letter(1).decision["oddities"]


def test_a_party_to_the_ticket_is_no_outsider(place: Place) -> None:
    place.mail(STRANGER)
    place.act("MG-1", "reply", text="What do you need?")
    place.deliver()
    kept = place.answer(place.out("reply"), "This.", STRANGER, headers=[("Cc", f"{STRANGER}, {MALLORY}")])
    assert kept.fate is Fate.REPLY
    assert f"it went to outsiders as well: {MALLORY}" in kept.decision["oddities"]


def test_the_customer_of_the_ticket_counts_not_that_of_the_author(place: Place) -> None:
    """June answers a letter about her own ticket; Ann is somebody's contact, and not her company's."""
    place.mail(JUNE)
    place.deliver()
    kept = place.answer(place.out("received"), "This.", JUNE, headers=[("Cc", ANN)])
    assert f"it went to outsiders as well: {ANN}" in kept.decision["oddities"]


def test_a_forged_letter_that_is_held_shows_its_copies_too(place: Place) -> None:
    kept = place.mail(proof="forged", headers=[("Cc", MALLORY)])
    assert kept.fate is Fate.HELD
    assert f"it went to outsiders as well: {MALLORY}" in kept.decision["oddities"]


def test_of_many_copies_the_first_are_named_and_the_rest_counted(place: Place) -> None:
    many = ", ".join(f"u{number}@evil.example" for number in range(300))
    (sentence,) = noticed(place, headers=[("Cc", many)])
    assert sentence.startswith("it went to outsiders as well: u0@evil.example, u1@")
    assert sentence.endswith("u4@evil.example and 295 more")


def test_a_registered_person_behind_very_many_copies_is_known_still(place: Place) -> None:
    many = ", ".join([*(f"u{number}@evil.example" for number in range(40)), BILL])
    (sentence,) = noticed(place, headers=[("Cc", many)])
    assert sentence.endswith(" and 35 more")


def test_a_reply_to_of_somebody_else_is_shown_and_our_answer_goes_to_the_author(place: Place) -> None:
    assert noticed(place, headers=[("Reply-To", MALLORY)]) == [f"its Reply-To is another address: {MALLORY}"]
    place.deliver()
    assert {sent.to for sent in place.relay.tried} == {ANN}


def test_a_reply_to_of_the_author_is_nothing(place: Place) -> None:
    assert noticed(place, headers=[("Reply-To", f"Ann <{ANN}>")]) == []


def test_a_reply_to_that_looks_like_another_domain_says_so(place: Place) -> None:
    (sentence,) = noticed(place, headers=[("Reply-To", CYRILLIC)])
    assert f"{CYRILLIC} (a word of letters that look alike:" in sentence


def test_whom_a_mailing_list_stands_for_is_told_once(place: Place) -> None:
    headers = [("Reply-To", MALLORY), ("X-Original-From", MALLORY)]
    assert noticed(place, headers=headers) == [f"to be answered to {MALLORY}, by its Reply-To"]


@pytest.mark.parametrize("name", ["Ada First", "ada  FIRST", "Desk IT"])
def test_a_name_of_ours_from_elsewhere_is_shown(place: Place, name: str) -> None:
    (sentence,) = noticed(place, f"{name} <{ANN}>")
    assert sentence.startswith("it has the name of one of ours: ")


def test_a_name_of_ours_from_ours_is_nothing(place: Place) -> None:
    assert noticed(place, "Ada First <ada@desk.example>") == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ('"boss@customer.example"', "the name shows boss@customer.example"),
        ("An\u200bn", "invisible letters: U+200B"),
        ("\u0430nn", "letters that look alike"),
    ],
)
def test_a_name_that_deceives_stands_on_the_tickets_page(place: Place, name: str, words: str) -> None:
    place.mail(f"{name} <{ANN}>")
    with place.house.view() as work:
        (message,) = look.ticket(work, "MG-1")["messages"]
    assert any(words in sentence for sentence in message["noticed"])


def test_of_very_many_copies_only_so_many_are_looked_at(place: Place) -> None:
    """Each was looked up among all of them, while the database was locked."""
    copies = ", ".join(f"p{number}@customer.example" for number in range(2000))
    (told,) = noticed(place, "z@customer.example", headers=[("Cc", copies)])
    assert told.endswith("p4@customer.example and 494 more")
